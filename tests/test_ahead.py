"""A reader is told how many answers can remain, as the proofs know it."""

from __future__ import annotations

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ama_flow import load
from ama_flow.model import Flow, Waiver, replace
from ama_flow.session import Session
from ama_flow.view.ahead import ahead
from ama_flow.words import LANGUAGES

from .small_flows import CALL, GOAL, flow, state, way

AMA = load("ama_wvg")
STAGE = state("stage", "contact", way("goal"))
ROUND = (
    state("again", "step", way("again", trigger="more"), way("goal")),
    GOAL,
)


def waived(*codes: str, **given_: Flow) -> Flow:
    """Accept the problems called *codes* of a flow at its state `again`."""
    waivers = tuple(Waiver(code=code, at="again", reason="x") for code in codes)
    return replace(given_["flow"], waivers=waivers)


def said(made: Flow, *values: bool, language: str = "nl") -> str:
    """Say what is ahead of who answered *values*."""
    session = Session(made)
    for value in values:
        session.answer(value)
    return ahead(session, language)


def test_the_fewest_and_the_most_answers_to_a_goal() -> None:
    """With one word less where there is no choice, and none at an end."""
    assert said(AMA) == "Nog 3 tot 42 antwoorden tot u klaar bent."
    last, two = state("last", "step", way("goal")), state("two", "step", way("last"))
    assert said(flow(two, last, GOAL)) == "Nog 2 antwoorden tot u klaar bent."
    assert said(flow(last, GOAL)) == "Nog één antwoord tot u klaar bent."
    assert said(flow(STAGE, GOAL)) == "Nog één antwoord tot u klaar bent."
    assert said(flow(GOAL)) == ""


def test_who_can_reach_no_goal_is_told_how_far_the_end_is() -> None:
    """As behind the last answer that led to one."""
    ways = (way("stage", trigger="help"), way("goal"))
    stage = state("stage", "contact", way("call", trigger="more"))
    session = Session(flow(state("first", "step", *ways), stage, CALL, GOAL))
    session.send("help")
    assert ahead(session, "nl") == "Nog één antwoord tot dit stappenplan eindigt."


def test_who_can_go_round_is_told_so() -> None:
    """There is a fewest number of answers then, and no most."""
    made = waived("luck", flow=flow(*ROUND))
    assert said(made, language="nl") == (
        "Nog minstens één antwoord tot u klaar bent. Hoeveel het er hoogstens worden, "
        "staat niet vast: u kunt ook weer bij een eerdere stap uitkomen."
    )
    before = state("first", "step", way("again"))
    assert said(waived("luck", flow=flow(before, *ROUND)), language="en").startswith(
        "Still at least 2 answers to go until you are done. There is no upper"
    )


def test_what_is_not_known_is_said_to_be_unknown() -> None:
    """In a flow that is not proved, and where no end can be reached."""
    unknown = "Hoeveel antwoorden er nog komen, is niet bekend."
    assert said(flow(*ROUND)) == unknown
    trap = state("again", "step", way("again"))
    first = state("first", "step", way("again", trigger="x"), way("goal"))
    made = waived("trap", flow=flow(first, trap, GOAL))
    session = Session(made)
    session.send("x")
    assert ahead(session, "nl") == unknown


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_said_in_every_language(language: str) -> None:
    """With both figures."""
    words = said(AMA, language=language)
    assert {"3", "42"} <= set(words.split())
    assert words.endswith(".")


@given(data=st.data())
def test_it_holds_on_every_way(data: st.DataObject) -> None:
    """Each answer brings an end at least one nearer, and never one beyond the most."""
    session, left = Session(AMA), [math.inf]
    while not session.ended:
        figures = numbers(ahead(session, "nl"))
        assert 0 < figures[0] <= figures[-1] < left[-1]
        left.append(figures[-1])
        session.take(data.draw(st.sampled_from(session.choices)))
    assert ahead(session, "nl") == ""


def numbers(words: str) -> list[int]:
    """Give the figures in a sentence."""
    return [int(number) for number in re.findall(r"\d+", words.replace("één", "1"))]
