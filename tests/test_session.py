"""A session is a replay of answers: where it is follows from them alone."""

from __future__ import annotations

import gc
import json
import weakref
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import partial
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ama_flow.model import (
    ANSWER,
    Condition,
    Fact,
    Flow,
    FlowError,
    State,
    Table,
    Transition,
    Value,
    replace,
)
from ama_flow.session import Answer, Session
from ama_flow.session.engine import engine
from ama_flow.session.fingerprint import structure, wording

from .any_flows import StuckError, flows, follow, give, moves, unsound_flows

YESNO = Fact(id="ok", type="yesno")
COLOUR = Fact(
    id="colour", type="choice", values=Table([("red", "Rood"), ("green", "Groen")])
)
DAY = Fact(id="day", type="date")
PRICE = Fact(id="price", type="number", decimals=2)
SECRET = Fact(id="secret", type="text", sensitive=True)


def flow(*states: State, facts: tuple[Fact, ...] = (YESNO,), **keys: object) -> Flow:
    """Make a small flow that starts at the first of *states*."""
    made = Flow(
        id="small",
        version="1",
        language="nl",
        title="Klein",
        initial=states[0].id,
        facts=Table((fact.id, fact) for fact in facts),
        states=Table((state.id, state) for state in states),
    )
    return replace(made, **keys)


def step(name: str, dest: str, *more: Transition) -> State:
    """Make a step from which `next` leads to *dest*."""
    way = Transition(trigger="next", source=name, dest=dest)
    return State(id=name, kind="step", title=name, transitions=(way, *more))


def question(name: str, fact: str, dest: str) -> State:
    """Make a question that leads to *dest* whatever is answered."""
    way = Transition(trigger=ANSWER, source=name, dest=dest)
    title = f"{fact}?"
    return State(id=name, kind="question", title=title, asks=fact, transitions=(way,))


def branch(name: str, *transitions: Transition) -> State:
    """Make a branch with *transitions*."""
    return State(id=name, kind="branch", title=name, transitions=transitions)


END = State(id="end", kind="goal", title="Klaar")


def problem(call: Callable[[], object]) -> tuple[str, str, str]:
    """Give code, message and hint of the one problem that *call* is refused for."""
    with pytest.raises(FlowError) as caught:
        call()
    (found,) = caught.value.problems
    return found.code, found.message, found.hint


def stuck(call: Callable[[], object]) -> str:
    """Give the code that *call* is refused with; nothing where it is not."""
    try:
        call()
    except FlowError as error:
        return error.problems[0].code
    except StuckError as error:
        return error.code
    return ""


# ---------------------------------------------------------------- moving
@given(data=st.data(), flow=st.one_of(flows(), unsound_flows()))
def test_a_session_goes_where_the_plain_way_goes(
    data: st.DataObject, flow: Flow
) -> None:
    """Whatever is answered, a session is where a naive interpreter is.

    Where that one is stuck, the session says so by the same code, and stays.
    """
    code = stuck(lambda: Session(flow))
    assert code == stuck(lambda: follow(flow, ()))
    session = None if code else Session(flow)
    while session and not session.ended and len(session.answers) < 8:
        before = session.answers
        answer = data.draw(st.sampled_from(moves(session)))
        code = stuck(partial(give, session, answer))
        assert code == stuck(partial(follow, flow, (*before, answer)))
        assert session.answers == (before if code else (*before, answer))
        assert (session.state, session.facts) == follow(flow, session.answers)
        assert session.ended == (not moves(session))
        if code:
            break


@given(data=st.data(), flow=flows())
def test_back_restores_what_was(data: st.DataObject, flow: Flow) -> None:
    """Any number of answers can be taken back; what was known then is known again."""
    session = Session(flow)
    past = [(session.state, dict(session.facts), session.answers)]
    for _ in range(data.draw(st.integers(1, 8))):
        if session.ended:
            break
        give(session, data.draw(st.sampled_from(moves(session))))
        past.append((session.state, dict(session.facts), session.answers))
    while len(past) > 1:
        steps = data.draw(st.integers(1, len(past) - 1))
        session.back(steps)
        del past[-steps:]
        assert (session.state, session.facts, session.answers) == past[-1]


@given(data=st.data(), flow=flows())
def test_restart_takes_back_everything(data: st.DataObject, flow: Flow) -> None:
    """After a restart a session is as good as new."""
    session, new = Session(flow), Session(flow)
    for _ in range(3):
        if not session.ended:
            give(session, data.draw(st.sampled_from(moves(session))))
    session.restart()
    assert (session.state, session.facts) == (new.state, new.facts)
    assert session.answers == ()


@pytest.mark.parametrize("steps", [0, -1, 2])
def test_back_stays_within_what_was_answered(steps: int) -> None:
    """More answers than were given, or none, can't be taken back."""
    session = Session(flow(step("a", "b"), step("b", "end"), END))
    session.send("next")
    code, message, _ = problem(lambda: session.back(steps))
    assert code == "not-offered"
    assert message == f"can't go {steps} answers back: 1 were given"
    assert session.state == "b"
    session.send("next")
    session.back()
    assert session.state == "b"


def test_the_fact_is_known_before_conditions_are_read() -> None:
    """The order is: the fact takes the value, conditions, `set`, state, branches."""
    yes = ((Condition(fact="ok", values=(True,)),),)
    no = ((Condition(fact="ok", values=(False,)),),)
    ask = replace(
        question("ask", "ok", "end"),
        transitions=(
            Transition(trigger=ANSWER, source="ask", dest="no", conditions=no),
            Transition(
                trigger=ANSWER,
                source="ask",
                dest="turn",
                conditions=yes,
                sets=(("ok", False),),
            ),
        ),
    )
    turn = branch(
        "turn",
        Transition(trigger="next", source="turn", dest="no", conditions=yes),
        Transition(trigger="next", source="turn", dest="end", conditions=no),
    )
    session = Session(flow(ask, turn, END, replace(END, id="no")))
    session.answer(value=True)
    assert (session.state, session.facts) == ("end", {"ok": False})


def test_a_first_branch_is_passed_too() -> None:
    """A session that starts at a branch is already past it."""
    way = Transition(trigger="next", source="b", dest="end", sets=(("ok", True),))
    session = Session(flow(branch("b", way), END))
    assert (session.state, session.facts) == ("end", {"ok": True})


def test_facts_are_shared_and_cannot_be_changed() -> None:
    """Nobody but the session changes what is known, and no copy is made for nothing."""
    session = Session(flow(step("a", "b"), step("b", "a")))
    before = session.facts
    session.send("next")
    assert session.facts is before
    with pytest.raises(TypeError):
        session.facts["ok"] = True  # type: ignore[index]


# ---------------------------------------------------------------- what is offered
def test_choices_are_values_then_triggers() -> None:
    """A yesno or choice fact gives a choice per value; each named trigger gives one."""
    unsure = Transition(trigger="unsure", source="ask", dest="end", title="Geen {idee}")
    ask = question("ask", "colour", "end")
    ask = replace(ask, transitions=(*ask.transitions, unsure))
    session = Session(flow(ask, END, facts=(COLOUR,)))
    shown = [(c.trigger, c.value, c.title) for c in session.choices]
    assert shown == [
        (ANSWER, "red", "Rood"),
        (ANSWER, "green", "Groen"),
        ("unsure", None, "Geen {idee}"),
    ]
    assert session.asks == "colour"


def test_yes_and_no_are_choices_in_the_language_of_the_flow() -> None:
    """They are what `answer` takes, and stand in that order."""
    for language, titles in (("nl", ("Ja", "Nee")), ("en", ("Yes", "No"))):
        made = flow(question("ask", "ok", "end"), END, language=language)
        first, second = Session(made).choices
        assert (first.title, second.title) == titles
        assert (first.value, second.value) == (True, False)


def test_a_choice_has_the_title_of_the_transition_that_is_open() -> None:
    """Titles follow the facts; one that is missing is taken from its neighbours."""
    known = ((Condition(fact="ok", values=(True,)),),)
    first = Transition(
        trigger="go", source="a", dest="end", title="Alsnog", conditions=known
    )
    otherwise = replace(first, title="Gewoon", conditions=())
    untitled = replace(otherwise, title="")
    for ways, value, title in (
        ((first, otherwise), True, "Alsnog"),
        ((first, otherwise), False, "Gewoon"),
        ((first, untitled), False, "Alsnog"),
        ((untitled,), False, "go"),
    ):
        fact = replace(YESNO, initial=value)
        session = Session(flow(step("a", "end", *ways), END, facts=(fact,)))
        assert [choice.title for choice in session.choices] == ["Verder", title]


def test_what_the_state_tells_is_told() -> None:
    """Needs, outcome and end are those of the state."""
    help_ = replace(step("help", "end"), kind="contact", needs=("ok",))
    session = Session(flow(step("a", "help"), help_, END))
    assert (session.outcome, session.ended, session.needs) == (None, False, ())
    session.send("next")
    assert (session.outcome, session.ended, session.needs) == (
        "contact",
        False,
        ("ok",),
    )
    session.send("next")
    assert (session.outcome, session.ended, session.choices) == ("goal", True, ())


def test_a_trigger_that_is_not_offered_is_refused() -> None:
    """The error lists what is offered, with the nearest of it."""
    fails = Transition(trigger="lukt_niet", source="a", dest="end", title="Lukt niet")
    session = Session(flow(step("a", "end", fails), END))
    assert problem(lambda: session.send("lukt_neit")) == (
        "not-offered",
        "trigger 'lukt_neit' is not offered in state 'a'",
        "offered here: next, lukt_niet; did you mean 'lukt_niet'?",
    )
    assert problem(lambda: session.send("answer"))[2] == "offered here: next, lukt_niet"
    session.send("next")
    assert problem(lambda: session.send("next"))[2] == "there is no way on from here"


def test_an_answer_where_nothing_is_asked_is_refused() -> None:
    """A step takes a trigger, not a value."""
    session = Session(flow(step("a", "end"), END))
    code, message, hint = problem(lambda: session.answer(value=True))
    assert (code, hint) == ("not-offered", "offered here: next")
    assert message == "an answer is not offered in state 'a'"


@pytest.mark.parametrize(
    ("fact", "value", "message", "hint"),
    [
        (YESNO, 1, "does not take this value", "it takes yes or no"),
        (COLOUR, "gren", "does not take", "red, green; did you mean 'green'?"),
        (COLOUR, 10**4000, "does not take this value", "offered here: red, green"),
        (DAY, "2026-11-23", "does not take this value", "it takes a date"),
        (Fact(id="n", type="text"), "85.07.30-033.28", "national register", "short"),
        (
            Fact(id="n", type="text", format="be-enterprise"),
            "0123.456.789",
            "check digits",
            "0123.456.749",
        ),
    ],
)
def test_a_value_that_does_not_fit_is_refused(
    fact: Fact, value: Value, message: str, hint: str
) -> None:
    """The error says what the fact takes, and never repeats what was given."""
    session = Session(flow(question("ask", fact.id, "end"), END, facts=(fact,)))
    code, said, hinted = problem(lambda: session.answer(value))
    assert code == "bad-value"
    assert message in said
    assert hint in hinted
    assert str(value)[:20] not in f"{said} {hinted}" if value != 1 else True
    assert session.answers == ()


def test_a_sensitive_fact_is_never_asked() -> None:
    """Where a flow asks for one after all, there is nothing to answer."""
    session = Session(flow(question("ask", "secret", "end"), END, facts=(SECRET,)))
    assert (session.asks, session.choices, session.ended) == (None, (), True)
    assert problem(lambda: session.answer("x"))[0] == "not-offered"


# ---------------------------------------------------------------- the engine
def test_a_flow_with_unknown_states_is_refused() -> None:
    """The engine would accept such a flow, and add the states."""
    assert problem(lambda: Session(flow(step("a", "nowhere"))))[1] == (
        "there is no state 'nowhere'"
    )
    assert problem(lambda: Session(flow(END, initial="start")))[0] == "unknown-state"


@pytest.mark.parametrize(
    ("ways", "code"),
    [
        ((Transition(trigger="next", source="b", dest="b"),), "branch-cycle"),
        ((Transition(trigger="other", source="b", dest="end"),), "no-way"),
        ((), "no-way"),
    ],
)
def test_a_branch_that_leads_nowhere_is_refused(
    ways: tuple[Transition, ...], code: str
) -> None:
    """A cycle of branches does not hang, and one without a way on is no traceback."""
    made = flow(step("a", "b"), branch("b", *ways), END)
    session = Session(made)
    assert problem(lambda: session.send("next"))[0] == code
    assert session.state == "a"


def test_the_engine_is_made_once_and_goes_with_its_flow() -> None:
    """Sessions of equal flows share one machine, which keeps none of them alive."""
    made = flow(step("a", "end"), END)
    first, second = Session(made), Session(flow(step("a", "end"), END))
    shared = engine(made)
    assert engine(second.flow) is shared
    first.send("next")
    assert (first.state, second.state) == ("end", "a")
    machine = weakref.ref(shared)
    del made, first, second, shared
    gc.collect()
    assert machine() is None


# ---------------------------------------------------------------- saving
@given(data=st.data(), flow=flows())
def test_a_saved_session_goes_on_where_it_was(data: st.DataObject, flow: Flow) -> None:
    """Written as JSON and read again, a session has the same answers, state, facts."""
    session = Session(flow)
    for _ in range(data.draw(st.integers(0, 8))):
        if not session.ended:
            give(session, data.draw(st.sampled_from(moves(session))))
    again = Session.from_dict(flow, json.loads(json.dumps(session.to_dict())))
    assert again.answers == session.answers
    assert (again.state, again.facts) == (session.state, session.facts)
    assert again.dropped == ()


def saved_colour() -> dict[str, object]:
    """Give a saved session with a date, a decimal and a choice."""
    facts = (DAY, PRICE, COLOUR)
    states = pairwise([*(fact.id for fact in facts), "end"])
    asks = [question(name, name, dest) for name, dest in states]
    session = Session(flow(*asks, END, facts=facts))
    session.answer(date(2026, 11, 23))
    session.answer(Decimal("12.5"))
    session.answer("red")
    return session.to_dict()


def test_a_saved_session_is_plain_data() -> None:
    """Dates and decimals are written as strings; ids and hashes name the flow."""
    data = saved_colour()
    assert list(data) == [
        "format",
        "flow",
        "version",
        "structure",
        "wording",
        "answers",
    ]
    assert data["answers"] == [
        {"state": "day", "trigger": "answer", "value": "2026-11-23"},
        {"state": "price", "trigger": "answer", "value": "12.50"},
        {"state": "colour", "trigger": "answer", "value": "red"},
    ]
    assert (data["format"], data["flow"], data["version"]) == (1, "small", "1")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=6,
)
HOME = flow(question("ask", "day", "end"), END, facts=(DAY,))


@given(data=JSON)
def test_anything_else_is_no_saved_session(data: object) -> None:
    """JSON that no session wrote is refused with an explanation."""
    assert problem(lambda: Session.from_dict(HOME, data))[0] == "bad-session"


@given(data=st.data())
def test_a_damaged_session_is_refused_or_dropped(data: st.DataObject) -> None:
    """One wrong thing in a saved session is an error or an answer that is dropped."""
    saved = Session(HOME).to_dict()
    row: dict[str, object] = {
        "state": "ask",
        "trigger": "answer",
        "value": "2026-01-31",
    }
    saved["answers"] = [row]
    target = data.draw(st.sampled_from((saved, row)))
    key = data.draw(st.sampled_from(list(target)))
    target[key] = data.draw(JSON)
    code = stuck(lambda: Session.from_dict(HOME, saved))
    assert code in ("", "bad-session")
    if not code:
        session = Session.from_dict(HOME, saved)
        given = len(session.answers) + len(session.dropped)
        assert isinstance(saved["answers"], list)
        assert given == len(saved["answers"])


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("format", 2, "'format' must be 1"),
        ("format", True, "'format' must be 1"),
        ("flow", "other", "it is of the flow 'other', not 'small'"),
        ("version", 1, "'version' must be text"),
        ("answers", {}, "'answers' must be a list"),
        ("answers", [7], "answer 1 must have the keys state, trigger, value, and no"),
        (
            "answers",
            [{"state": "ask", "trigger": "answer", "value": 1.5}],
            "the value of answer 1 must be text, a number, or true or false",
        ),
        (
            "answers",
            [{"state": [], "trigger": "answer", "value": None}],
            "the state of answer 1 must be text",
        ),
    ],
)
def test_a_refused_session_says_what_is_wrong(
    key: str, value: object, message: str
) -> None:
    """The first thing that is not as it should be is named."""
    saved = Session(HOME).to_dict() | {key: value}
    code, said, hint = problem(lambda: Session.from_dict(HOME, saved))
    assert code == "bad-session"
    assert said.startswith(f"the session can't be read: {message}")
    assert hint


@pytest.mark.parametrize(
    ("row", "fits"),
    [
        ({"state": "ask", "trigger": "answer", "value": "2026-11-23"}, True),
        ({"state": "ask", "trigger": "answer", "value": "23 november"}, False),
        ({"state": "ask", "trigger": "answer", "value": 20261123}, False),
        ({"state": "ask", "trigger": "answer", "value": None}, False),
        ({"state": "ask", "trigger": "next", "value": "2026-11-23"}, False),
        ({"state": "ask", "trigger": "next", "value": None}, False),
        ({"state": "gone", "trigger": "answer", "value": "2026-11-23"}, False),
        ({"state": "end", "trigger": "next", "value": None}, False),
    ],
)
def test_an_answer_that_does_not_fit_is_dropped(
    row: dict[str, object],
    fits: bool,  # noqa: FBT001 - a column of the table
) -> None:
    """What the flow as it is now would not take is kept apart."""
    saved = Session(HOME).to_dict() | {"answers": [row]}
    session = Session.from_dict(HOME, saved)
    assert (len(session.answers), len(session.dropped)) == (fits, not fits)


def test_answers_are_replayed_as_far_as_they_fit() -> None:
    """On a changed flow, all answers from the first misfit on are dropped."""
    facts = (DAY, PRICE, COLOUR)
    changed = flow(
        question("day", "day", "colour"),
        question("colour", "colour", "price"),
        question("price", "price", "end"),
        END,
        facts=facts,
    )
    session = Session.from_dict(changed, saved_colour())
    assert session.answers == (
        Answer(state="day", trigger=ANSWER, value=date(2026, 11, 23)),
    )
    assert session.dropped == (
        Answer(state="price", trigger=ANSWER, value=Decimal("12.50")),
        Answer(state="colour", trigger=ANSWER, value="red"),
    )
    assert session.state == "colour"


@given(data=st.data(), flow=flows())
def test_hashes_tell_structure_from_wording(data: st.DataObject, flow: Flow) -> None:
    """A title is wording, a transition is structure, and an equal flow has both."""
    name = data.draw(st.sampled_from(list(flow.states)))
    state = flow.states[name]

    def with_state(changed: State) -> Flow:
        rows = {**dict(flow.states.items()), name: changed}
        return replace(flow, states=Table(rows.items()))

    same = with_state(replace(state))
    assert (structure(same), wording(same)) == (structure(flow), wording(flow))
    retitled = with_state(replace(state, title="Anders"))
    assert structure(retitled) == structure(flow)
    assert wording(retitled) != wording(flow)
    added = Transition(trigger="new", source=name, dest=name)
    rerouted = with_state(replace(state, transitions=(*state.transitions, added)))
    assert structure(rerouted) != structure(flow)
    assert wording(rerouted) == wording(flow)


def test_hashes_are_the_same_everywhere() -> None:
    """The hashes of a flow depend on nothing but the flow: not the run, nor Python."""
    assert structure(HOME)[:16] == "623797b1b09ca37a"
    assert wording(HOME)[:16] == "14e98bceb4cef731"


# ------------------------------------------------------------ changing answers
@given(st.data())
def test_what_fits_after_a_changed_answer_is_kept(data: st.DataObject) -> None:
    """In the order in which it was given, also behind what does not fit any more."""
    made = data.draw(flows())
    session = Session(made)
    for _ in range(data.draw(st.integers(1, 6))):
        if not session.ended:
            give(session, data.draw(st.sampled_from(moves(session))))
    answers = session.answers
    assume(answers)
    number = data.draw(st.integers(1, len(answers)))
    before = Session.resume(made, answers[: number - 1])
    changed = data.draw(st.sampled_from(moves(before)))
    session.change(number, changed)
    standing: tuple[Answer, ...] = (*answers[: number - 1], changed)
    dropped: list[Answer] = []
    for later in answers[number:]:
        more = Session.resume(made, (*standing, later))
        standing = standing if more.dropped else more.answers
        dropped += more.dropped
    again = Session.resume(made, standing)
    assert (session.answers, session.facts) == (again.answers, again.facts)
    assert session.dropped == tuple(dropped)


@pytest.mark.parametrize("number", [-1, 0, 2])
def test_only_an_answer_that_was_given_can_be_changed(number: int) -> None:
    """Nothing is changed otherwise."""
    session = Session(HOME)
    session.answer(date(2026, 11, 23))
    before = session.answers
    with pytest.raises(FlowError, match="can't change answer"):
        session.change(number, before[0])
    assert session.answers == before


def test_an_answer_that_is_refused_changes_nothing() -> None:
    """The session stays where it is."""
    session = Session(HOME)
    session.answer(date(2026, 11, 23))
    before = session.answers
    with pytest.raises(FlowError):
        session.change(1, Answer(state="ask", trigger="never"))
    assert (session.answers, session.state) == (before, "end")
