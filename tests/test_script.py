"""Answers given beforehand, as tables of states."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ama_flow import load
from ama_flow.loader.source import parse
from ama_flow.model import Answer, Flow, FlowError, Origin, Table, Value, replace
from ama_flow.proofs import check
from ama_flow.session import Session
from ama_flow.view.script import Script, play, written

from .any_flows import FACTS, VALUES, flows, give, moves
from .small_flows import GOAL, flow, only, state, way, yesno

AMA = load("ama_wvg")
FACT = {fact.id: fact for fact in FACTS}


def asking(fact: str) -> Flow:
    """Make a flow that asks one fact, which a reader need not know."""
    unsure = way("goal", trigger="unsure", title="Weet ik niet", choice=True)
    return flow(
        state("ask", "question", way("goal"), unsure, asks=fact),
        GOAL,
        facts=(FACT[fact],),
        terms=Table(),
        language="nl",
    )


def played(made: Flow, answers: Mapping[str, object], *, then: str = "") -> Session:
    """Play a script in a new session."""
    session = Session(made)
    play(session, Script(made, answers), then=then)
    return session


def refused(made: Flow, answers: Mapping[str, object]) -> list[tuple[str, str]]:
    """Give the codes of the problems of a script, and where they are."""
    with pytest.raises(FlowError) as caught:
        played(made, answers)
    return [(p.code, str(p.at[-1])) for p in caught.value.problems]


@pytest.mark.parametrize(
    ("fact", "given_", "value"),
    [
        ("yesno", True, True),
        ("yesno", "ja", True),
        ("yesno", "n", False),
        ("choice", "red", "red"),
        ("choice", "Rood", "red"),
        ("choice", "2", "2"),
        ("number", 12, 12),
        ("number", "13", 13),
        ("decimal", Decimal("12.5"), Decimal("12.50")),
        ("decimal", "12,5", Decimal("12.50")),
        ("decimal", "12.5", Decimal("12.50")),
        ("text", 71000999, "71000999"),
        ("text", "A", "A"),
        ("date", date(2026, 11, 23), date(2026, 11, 23)),
        ("date", "23/11/2026", date(2026, 11, 23)),
        ("text", "unsure", None),
        ("text", {"answer": "unsure"}, "unsure"),
        ("yesno", {"trigger": "unsure"}, None),
        ("yesno", "unsure", None),
    ],
)
def test_an_answer_is_a_value_or_what_a_reader_types(
    fact: str, given_: object, value: object
) -> None:
    """What is not a value is a trigger, which leaves the fact alone."""
    (answer,) = played(asking(fact), {"ask": given_}).answers
    assert answer.value == value
    assert answer.trigger == ("unsure" if value is None else "answer")


@pytest.mark.parametrize(
    "given_",
    [
        3,
        "x",
        True,
        {"trigger": "x"},
        {"trigger": "answer"},
        {"answer": 100},
        {"answer": 1, "trigger": "unsure"},
        {},
        None,
        [[1]],
        "85.07.30-033.28",
    ],
)
def test_what_a_state_does_not_take_is_refused(given_: object) -> None:
    """The problem names the state, says what it takes, and repeats no number."""
    made = asking("number" if given_ not in (3, "x") else "choice")
    script = Script(made, {"ask": given_})
    with pytest.raises(FlowError) as caught:
        play(Session(made), script)
    (problem,) = caught.value.problems
    assert (problem.code, problem.at) == ("answer-refused", ("ask",))
    assert problem.message == "state 'ask' does not take this answer"
    assert "Typ" in problem.hint
    assert "033" not in str(problem)


def test_a_step_takes_no_value() -> None:
    """There is nothing that it would be the value of."""
    made = flow(state("step", "step", way("goal"), way("goal", trigger="b")), GOAL)
    assert refused(made, {"step": 1}) == [("answer-refused", "step")]


def test_going_on_goes_without_saying() -> None:
    """Steps that only lead on are left out, and those that fail are not."""
    session = played(AMA, {"maatwerkbedrijf": False, "hoedanigheid": ["next"]})
    assert session.answers[1].trigger == "next"
    assert session.asks == "subafdeling_bestaat"
    assert session.facts["maatwerkbedrijf"] is False


def test_a_list_is_for_visits_that_follow_each_other() -> None:
    """The second visit takes the second answer."""
    again = way("ask", trigger="again", title="again", choice=True)
    made = flow(
        state("ask", "question", way("step"), asks="a"),
        state("step", "step", way("goal"), again),
        GOAL,
        facts=(yesno("a", changes=True),),
    )
    session = played(made, {"ask": [True, False], "step": ["again", "next"]})
    assert session.state == "goal"
    assert [a.value for a in session.answers if a.state == "ask"] == [True, False]
    assert played(made, {"ask": True, "step": "again"}).state == "ask"


def test_it_stops_where_it_is_told_to() -> None:
    """But not before all is answered."""
    made = flow(
        state("one", "step", way("two")), state("two", "step", way("goal")), GOAL
    )
    assert played(made, {}, then="two").state == "two"
    assert played(made, {"two": "next"}, then="one").state == "goal"


def test_it_stops_in_a_round_that_only_goes_on() -> None:
    """Nothing would ever change there."""
    out = way("goal", trigger="out", choice=True)
    made = flow(
        state("one", "step", way("two"), out), state("two", "step", way("one")), GOAL
    )
    assert len(played(made, {}).answers) == 2
    assert played(made, {"one": ["next", "next", "out"]}).state == "goal"


def test_an_answer_that_is_never_asked_for_is_told() -> None:
    """Each state with one is named."""
    assert refused(asking("yesno"), {"ask": [True, False]}) == [
        ("answer-unused", "ask")
    ]
    answers = {"maatwerkbedrijf": False, "gekend_in_cobrha": True}
    with pytest.raises(FlowError) as caught:
        play(Session(AMA), Script(AMA, {**answers, "eranova": "opgelost"}))
    missing, *unused = caught.value.problems
    assert (missing.code, missing.message) == (
        "answer-needed",
        "there is no answer for state 'subafdeling_bestaat'",
    )
    assert [(problem.code, problem.at[-1]) for problem in unused] == [
        ("answer-unused", "gekend_in_cobrha"),
        ("answer-unused", "eranova"),
    ]


def test_a_state_that_is_not_there_is_told_at_once() -> None:
    """With its place in the file, and the nearest that is there."""
    text = "hoedanighed = 1\nxyz = 2\n"
    origin = Origin(file="a.toml", text=text)
    with pytest.raises(FlowError) as caught:
        Script(AMA, parse(origin), origin=origin)
    near, far = caught.value.problems
    assert str(near.place) == "a.toml:1:1"
    assert near.hint == "did you mean 'hoedanigheid'?"
    assert (str(far.place), far.hint) == ("a.toml:2:1", "take it out")


def test_a_script_within_a_larger_file_is_found_there() -> None:
    """Its problems have the whole route."""
    text = '[a.b]\nmaatwerkbedrijf = "nooit"\n'
    origin = Origin(file="a.toml", text=text)
    script = Script(AMA, parse(origin)["a"]["b"], origin=origin, route=("a", "b"))
    with pytest.raises(FlowError) as caught:
        play(Session(AMA), script)
    (problem,) = caught.value.problems
    assert problem.at == ("a", "b", "maatwerkbedrijf")
    assert str(problem.place) == "a.toml:2:19"


@given(st.data())
def test_what_is_written_is_played_back(data: st.DataObject) -> None:
    """Any answers of any session, whole, lead through the same states."""
    made = data.draw(flows())
    session = Session(made)
    for _ in range(data.draw(st.integers(0, 8))):
        if session.ended:
            break
        give(session, data.draw(st.sampled_from(moves(session))))
    text = written(made, session.answers)
    again = Session(made)
    script = Script(made, tomllib.loads(text, parse_float=Decimal))
    while script.left:
        choice = script.written(again)
        assert choice is not None
        give(again, replace_state(choice, again.state))
    assert again.answers == session.answers


def replace_state(choice: object, state: str) -> Answer:
    """Give a choice or an answer as the answer that it is."""
    trigger, value = getattr(choice, "trigger", ""), getattr(choice, "value", None)
    return Answer(state=state, trigger=trigger, value=value)


def test_only_what_is_not_plain_need_be_written() -> None:
    """Steps that were just passed are left out, up to the last that was not."""
    session = Session(AMA)
    session.answer(value=False)
    session.send("next")
    session.send("lukt_niet")
    answers = session.answers
    assert written(AMA, answers) == (
        'maatwerkbedrijf = false\naanmelden = "next"\nhoedanigheid = "lukt_niet"\n'
    )
    assert written(AMA, answers, whole=False) == (
        'maatwerkbedrijf = false\nhoedanigheid = "lukt_niet"\n'
    )
    session = played(AMA, tomllib.loads(written(AMA, answers, whole=False)))
    assert session.answers[: len(answers)] == answers


def test_a_trigger_beside_a_question_is_written_as_one() -> None:
    """It could be taken for a value."""
    made = asking("text")
    answers = [Answer(state="ask", trigger="unsure")]
    assert written(made, answers, whole=False) == 'ask = { trigger = "unsure" }\n'
    answers = [Answer(state="ask", trigger="answer", value='"\\')]
    assert tomllib.loads(written(made, answers)) == {"ask": '"\\'}


@pytest.mark.parametrize(("fact", "values"), list(VALUES.items()), ids=list(VALUES))
def test_every_value_is_written_as_toml_has_it(
    fact: str, values: tuple[Value, ...]
) -> None:
    """It comes back as the same value, and of the same type."""
    for value in values:
        text = written(
            asking(fact), [Answer(state="ask", trigger="answer", value=value)]
        )
        (answer,) = played(
            asking(fact), tomllib.loads(text, parse_float=Decimal)
        ).answers
        assert (answer.value, type(answer.value)) == (value, type(value))


@pytest.mark.parametrize("fact", ["text", "digits", "enterprise"])
def test_any_text_will_do_where_a_proof_gave_none(fact: str) -> None:
    """A text is never read, so the proof has none: one that is taken stands there."""
    text = written(asking(fact), [Answer(state="ask", trigger="answer", value="")])
    assert played(asking(fact), tomllib.loads(text)).state == "goal"


def test_where_no_text_is_known_the_reader_is_told() -> None:
    """The line is a comment, so the session asks there."""
    odd = replace(FACT["text"], pattern="odd-[0-9]{3}")
    made = replace(asking("text"), facts=Table([("text", odd)]))
    text = written(made, [Answer(state="ask", trigger="answer", value="")])
    assert text == "# ask: what is answered here makes no difference\n"


def test_a_counterexample_can_be_run() -> None:
    """What a proof says of a flow happens there."""
    again = way("two", trigger="again", title="again")
    made = flow(
        state("one", "question", way("two"), asks="a"),
        state("two", "step", way("goal"), again),
        GOAL,
        facts=(yesno("a"),),
    )
    problem = only(made)
    assert problem.trace is not None
    text = written(made, problem.trace.answers)
    assert text == 'one = true\ntwo = "again"\n'
    session = Session(made)
    play(session, Script(made, tomllib.loads(text)), then=problem.trace.state)
    assert session.state == problem.trace.state
    assert check(AMA).proved
