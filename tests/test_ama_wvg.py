"""The procedure that everything is measured by: its facts, and every walk in it."""

from __future__ import annotations

import html
import json
import re
import tomllib
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ama_flow
from ama_flow.model import Flow
from ama_flow.session import Session

FLOW = ama_flow.load("ama_wvg")

NAMES = (
    "eHealth Gezondheidszorg",
    "Gebruikers - Subafdelingen",
    "Subafdeling",
    "Gezondheidszorg",
    (
        "Departement Welzijn, Volksgezondheid en Gezin: Aanbod van arbeidsmatige "
        "activiteiten"
    ),
    "Gebruikers",
    "volgende",
)
"""What stands on the screens that the reader must find."""

WHEREABOUTS = (
    "https://www.werkzorg.vlaanderen.be",
    "https://departementwvg.be/arbeidsmatige-activiteiten",
    "https://www.socialsecurity.be/app016/umoe/home.do?method=list",
    "https://publiek.departementzorg.be/cobrha",
    "zorgenwerk.zorg@vlaanderen.be",
    "02-511 51 51",
    "contactcenter@eranova.fgov.be",
)
"""Where the guide sends the reader, to the letter."""


def test_the_flow_has_no_problem() -> None:
    """It is proved, every statement of the guide included."""
    report = ama_flow.check(FLOW)
    assert report.problems == ()
    assert not report.waived


def test_every_statement_of_the_guide_is_there() -> None:
    """Twenty-one of them, by the numbers that the guide has."""
    assert list(FLOW.statements) == [
        *(f"I{number}" for number in range(1, 6)),
        *("S1", "S2", "S3", "S4", "S5", "S5b", "S6", "S7", "S8", "S9", "S10"),
        *(f"E{number}" for number in range(1, 6)),
    ]


@pytest.mark.parametrize("exact", [*NAMES, *WHEREABOUTS])
def test_what_the_guide_writes_is_taken_over_to_the_letter(exact: str) -> None:
    """Each name and address is an exact string of a statement."""
    assert any(exact in statement.exact for statement in FLOW.statements.values())


@pytest.mark.parametrize("exact", [*NAMES, *WHEREABOUTS])
@pytest.mark.parametrize("form", ["markdown", "json", "svg", "dot"])
def test_every_form_has_what_the_guide_writes(form: str, exact: str) -> None:
    """No form wraps, shortens or escapes a name or an address away."""
    assert exact in readable(form, ama_flow.render(FLOW, form).decode())


def readable(form: str, document: str) -> str:
    """Give what a reader sees of a document, on one line, and where links lead."""
    if form == "json":
        return json.dumps(json.loads(document), ensure_ascii=False)
    if form == "markdown":
        return document.replace("\\", "")
    links = re.findall(r'href="([^"]*)"', document, re.IGNORECASE)
    seen = re.sub(r"<[^>]*>", " ", document)
    return html.unescape(" ".join([*links, *seen.split()]))


@given(st.data())
@settings(max_examples=200)
def test_every_walk_reaches_login_or_a_contact(data: st.DataObject) -> None:
    """However the reader answers, within the number of answers that is proved."""
    worst = ama_flow.check(FLOW).figures.worst
    assert worst is not None
    session = Session(FLOW)
    for _ in range(worst):
        if session.outcome:
            break
        choice = data.draw(st.sampled_from(session.choices))
        take(session, choice)
    assert session.outcome in ("goal", "contact")


def take(session: Session, choice: ama_flow.Choice) -> None:
    """Do what a choice stands for."""
    if choice.value is None:
        session.send(choice.trigger)
    else:
        session.answer(choice.value)


def walk(*ways: str | bool) -> Session:
    """Answer in turn; a word is a trigger, `...` of steps are done with next."""
    session = Session(FLOW)
    for way in ways:
        while way not in {choice.trigger for choice in session.choices} | (
            {True, False} if session.asks else set()
        ):
            session.send("next")
        if isinstance(way, bool):
            session.answer(way)
        else:
            session.send(way)
    return session


@pytest.mark.parametrize(
    ("ways", "end"),
    [
        ((False, False, True), "klaar"),
        ((False, True, True), "klaar"),
        ((True, True, True, True), "klaar"),
        ((True, "weet_niet", True, True, True), "klaar"),
        ((True, False), "cobrha_in_orde_brengen"),
        ((True, "weet_niet", False), "cobrha_in_orde_brengen"),
        ((True, "weet_niet", "lukt_niet"), "cobrha_in_orde_brengen"),
        ((True, False, "gekend", False, True), "klaar"),
        ((False, "lukt_niet", "opgelost"), "klaar"),
        ((False, False, False, "lukt_niet"), "eranova"),
        ((False, True, False, "next", True, False), "eranova"),
        ((False, "lukt_niet", "lukt_niet", "opgelost"), "klaar"),
        ((False, "lukt_niet", "lukt_niet", "niet_opgelost"), "departement_zorg"),
        (
            (False, "lukt_niet", "lukt_niet", "opnieuw", "lukt_niet"),
            "departement_zorg",
        ),
    ],
)
def test_the_guides_own_paths(ways: tuple[str | bool, ...], end: str) -> None:
    """Precondition, steps, the subdivision that exists, and the escalation."""
    assert walk(*ways).state == end


def test_a_step_that_fails_leads_to_help_in_the_order_of_the_guide() -> None:
    """The extended guide, then ERANOVA, then the department; none is left out."""
    steps = [
        state.id
        for state in FLOW.states.values()
        if state.kind == "step" and state.phase in ("subafdeling", "gebruiker")
    ]
    assert len(steps) == 10
    for step in steps:
        assert "lukt_niet" in FLOW.states[step].triggers


def test_no_personal_data_is_asked_for() -> None:
    """The national register number is named, and typed on the website only."""
    flow: Flow = FLOW
    sensitive = [fact.id for fact in flow.facts.values() if fact.sensitive]
    assert sensitive == ["rijksregisternummer"]
    assert not any(state.asks in sensitive for state in flow.states.values())


def test_the_statements_are_the_sources() -> None:
    """The file holds them in the words of the source, in its order."""
    text = (files("ama_flow_flows") / "ama_wvg.toml").read_text(encoding="utf-8")
    assert list(tomllib.loads(text)["statements"]) == list(FLOW.statements)
