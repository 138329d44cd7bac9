"""The search behind a proof: what it tells apart, and who gets where."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ama_flow.model import (
    ANSWER,
    NEXT,
    Condition,
    Contact,
    Fact,
    Flow,
    Kind,
    Problem,
    State,
    Table,
    Transition,
    holds,
)
from ama_flow.proofs import check
from ama_flow.proofs.domains import domains
from ama_flow.proofs.space import Space, explore
from ama_flow.proofs.story import path_to
from ama_flow.proofs.structure import Wrong
from ama_flow.session import Session
from ama_flow.words import conditions
from tests.oracle import judge
from tests.random_flows import flows

FAULTS = {"gap", "overlap", "unknown-fact"}


def way(dest: str, **given: Any) -> dict[str, Any]:  # noqa: ANN401 - any field of a transition
    """Describe a transition; *when* is a condition on one fact."""
    when = given.pop("when", {})
    literals = tuple(
        value if isinstance(value, Condition) else Condition(fact=fact, values=(value,))
        for fact, value in when.items()
    )
    return {"dest": dest, "conditions": (literals,) if literals else (), **given}


def state(name: str, kind: Kind, *ways: dict[str, Any], asks: str = "") -> State:
    """Make a state; steps cannot fail."""
    default = ANSWER if asks else NEXT
    return State(
        id=name,
        kind=kind,
        title=name,
        asks=asks,
        contact="help" if kind == "contact" else "",
        cannot_fail="" if kind != "step" or any("fails" in w for w in ways) else "no",
        transitions=tuple(
            Transition(**{"source": name, "trigger": default, **way}) for way in ways
        ),
    )


def flow(*states: State, facts: tuple[Fact, ...] = (), **given: Any) -> Flow:  # noqa: ANN401 - any field of a flow
    """Make a flow that starts at the first of *states*."""
    helping = any(s.kind == "contact" for s in states)
    contacts = [("help", Contact(id="help", name="Help", phone="1"))]
    return Flow(
        **{
            "id": "any",
            "version": "1",
            "language": "en",
            "title": "Any",
            "initial": states[0].id,
            "contacts": Table(contacts if helping else ()),
            "states": Table((s.id, s) for s in states),
            "facts": Table((fact.id, fact) for fact in facts),
            **given,
        }
    )


def yesno(name: str, **given: Any) -> Fact:  # noqa: ANN401 - any field of a fact
    """Make a fact that is yes or no."""
    return Fact(id=name, type="yesno", title=name, **given)


def found(made: Flow) -> tuple[Problem, ...]:
    """Give the problems of a flow."""
    return check(made).problems


def only(made: Flow) -> Problem:
    """Give the one problem of a flow."""
    (problem,) = found(made)
    return problem


GOAL = state("goal", "goal")
CALL = state("call", "contact")


# ------------------------------------------------------------ random flows
@given(flows())
def test_brute_force_agrees(made: Flow) -> None:
    """Verdicts and figures are those of a slow search that leaves nothing out."""
    opinion, report = judge(made), check(made)
    codes = {problem.code for problem in report.problems}
    assert codes - FAULTS == opinion.codes - FAULTS
    assert bool(codes & FAULTS) == bool(opinion.codes & FAULTS)
    assert report.figures.worst == opinion.worst
    assert report.figures.fewest == opinion.fewest
    assert report.figures.situations <= len(opinion.ways)


@given(flows())
def test_brute_force_finds_the_same_faults(made: Flow) -> None:
    """At the same states and triggers."""
    faults = explore(made, Wrong()).faults
    assert {fault[:3] for fault in faults} == judge(made).faults


@given(flows())
def test_a_session_follows_each_path_that_is_found(made: Flow) -> None:
    """What is proved is what happens: the session ends where the search does."""
    space = explore(made, Wrong())
    for number, situation in enumerate(space.situations if not space.faults else ()):
        session = Session(made)
        for step in path_to(space, number):
            assert session.state == step.state
            if step.value is None:
                session.send(step.transition.trigger)
            else:
                session.answer("x" if step.value == "" else step.value)
        assert session.state == situation.state
        known = space.facts(number)
        assert {f: v for f, v in session.facts.items() if f in known} == known


# ------------------------------------------------------------ what is told apart
def chain(size: int) -> Flow:
    """Make a flow that asks *size* facts, and reads each right after."""
    states = []
    for number in range(size):
        fact, dest = f"f{number}", f"ask{number + 1}" if number + 1 < size else "goal"
        states.append(
            state(f"ask{number}", "question", way(f"read{number}"), asks=fact)
        )
        ways = [
            way(dest, trigger=trigger, title=trigger, when={fact: value})
            for trigger in ("go", "stay")
            for value in (True, False)
        ]
        states.append(state(f"read{number}", "question", *ways))
    facts = tuple(yesno(f"f{number}") for number in range(size))
    return flow(*states, GOAL, facts=facts)


def test_facts_asked_and_read_in_turn_are_not_multiplied() -> None:
    """Sixteen of them are some dozens of situations, and not 2 ** 16."""
    report = check(chain(16))
    assert report.proved
    assert report.figures.situations == 16 * 3 + 1
    assert report.figures.worst == 32


def test_a_fact_that_nothing_reads_is_not_told_apart() -> None:
    """Both answers lead to the same situation."""
    made = flow(
        state("ask", "question", way("goal"), asks="f"), GOAL, facts=(yesno("f"),)
    )
    assert check(made).figures.situations == 2


def test_a_fact_is_not_told_apart_where_it_is_given_anew() -> None:
    """What it was before cannot be read any more."""
    ask = state("ask", "question", way("step"), asks="f")
    step = state("step", "step", way("read", sets=(("f", True),)))
    read = state("read", "branch", way("goal", when={"f": True}), way("call"))
    made = flow(ask, step, read, GOAL, CALL, facts=(yesno("f"),))
    assert explore(made, Wrong()).live["step"] == ()
    assert explore(made, Wrong()).live["read"] == ("f",)


def test_a_long_flow_takes_no_recursion() -> None:
    """Ten thousand states in a row are searched like ten."""
    size = 10_000
    steps = [state(f"s{n}", "step", way(f"s{n + 1}")) for n in range(size)]
    made = flow(*steps, state(f"s{size}", "goal"))
    assert check(made).figures.worst == size


def test_a_search_that_is_too_large_says_what_keeps_it_so() -> None:
    """Nothing is called proved then; what was found before stands."""
    names = [f"f{number}" for number in range(8)]
    asks = [
        state(name, "question", way(after), asks=name)
        for name, after in zip(names, [*names[1:], "read"], strict=True)
    ]
    ways = [way("goal", when=dict.fromkeys(names, True)), way("call")]
    read = state("read", "branch", *ways)
    made = flow(*asks, read, GOAL, CALL, facts=tuple(map(yesno, names)))
    assert check(made, bound=600).proved
    report = check(made, bound=100)
    assert not report.complete
    assert report.figures.worst is None
    (problem,) = report.problems
    assert (problem.code, problem.at, problem.place) == ("unfinished", (), None)
    assert "'f0', 'f1', 'f2', 'f3', 'f4' and" in problem.hint


# ------------------------------------------------------------ numbers and dates
AGE = Fact(id="age", type="number", title="Age")
PRICE = Fact(id="price", type="number", title="Price", decimals=2)
DAY = Fact(id="day", type="date", title="Day")


def asking(fact: Fact, *tests: Condition) -> Flow:
    """Make a flow that asks *fact* and goes on if one of *tests* is met."""
    ways = [way("goal", when={fact.id: test}) for test in tests]
    return flow(state("ask", "question", *ways, asks=fact.id), GOAL, facts=(fact,))


def case(made: Flow) -> str:
    """Say for what the one question of a flow has no way on."""
    return only(made).path[-1].partition(": ")[2]


@pytest.mark.parametrize(
    ("fact", "tests", "uncovered"),
    [
        (AGE, [{"maximum": 17}], "Age: 18 or more."),
        (AGE, [{"minimum": 18}], "Age: at most 17."),
        (AGE, [{"maximum": 3}, {"minimum": 5}], "Age: 4."),
        (
            AGE,
            [{"values": (1, 2, 9)}],
            "Age: at most 0 or Age: from 3 to 8 or Age: 10 or more.",
        ),
        (
            replace(AGE, minimum=0, maximum=9),
            [{"minimum": 3, "maximum": 4}],
            "Age: at most 2 or Age: 5 or more.",
        ),
        (
            PRICE,
            [{"maximum": Decimal("9.99")}, {"minimum": Decimal("10.01")}],
            "Price: 10.00.",
        ),
        (PRICE, [{"minimum": Decimal(-1)}], "Price: at most -1.01."),
        (
            DAY,
            [{"minimum": date(2028, 3, 1)}, {"maximum": date(2028, 2, 28)}],
            "Day: 29 February 2028.",
        ),
        (
            DAY,
            [{"minimum": date.min, "maximum": date(1999, 12, 31)}],
            "Day: 1 January 2000 or more.",
        ),
        (
            DAY,
            [{"minimum": date(1999, 12, 31), "maximum": date.max}],
            "Day: at most 30 December 1999.",
        ),
    ],
)
def test_a_gap_names_whole_ranges(
    fact: Fact, tests: list[dict[str, Any]], uncovered: str
) -> None:
    """Numbers, with decimals or not, and dates are cut where conditions name them."""
    made = asking(fact, *(Condition(fact=fact.id, **test) for test in tests))
    assert case(made) == uncovered


@pytest.mark.parametrize("fact", [AGE, PRICE, DAY])
def test_a_fact_that_no_condition_reads_has_one_value(fact: Fact) -> None:
    """Any will do."""
    (domain,) = domains(flow(GOAL, facts=(fact,))).values()
    assert len(domain.values) == 1
    assert domain.stand_in(domain.values[0]) == domain.values[0]
    assert domain.rows(domain.values) == ()


NUMBERS: st.SearchStrategy[Any] = st.integers(-5, 5)
DECIMALS: st.SearchStrategy[Any] = NUMBERS.map(lambda n: Decimal(n) / 10)
DAYS: st.SearchStrategy[Any] = NUMBERS.map(lambda n: date(2028, 2, 28) + timedelta(n))


@st.composite
def lines(draw: st.DrawFn) -> tuple[Fact, list[Condition], list[Any]]:
    """Draw a fact, conditions that read it, and values of it."""
    values = draw(st.sampled_from([NUMBERS, DECIMALS, DAYS]))
    ends = sorted(draw(st.tuples(values, values)))
    low, high = draw(st.sampled_from([(None, None), (ends[0], None), tuple(ends)]))
    fact = Fact(
        id="f",
        type="date" if values is DAYS else "number",
        decimals=int(values is DECIMALS),
        minimum=low,
        maximum=high,
    )
    tests = draw(st.lists(literals(values), max_size=3))
    given_ = draw(st.lists(values, max_size=5))
    return fact, tests, [v for v in given_ if fact_holds(fact, v)]


def literals(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Condition]:
    """Draw a condition of any form."""
    pairs = st.tuples(values, values).map(lambda pair: tuple(sorted(pair)))
    ranges = pairs.map(lambda b: Condition(fact="f", minimum=b[0], maximum=b[1]))
    halves = values.map(lambda v: Condition(fact="f", minimum=v))
    listed = st.lists(values, min_size=1)
    return ranges | halves | listed.map(lambda v: Condition(fact="f", values=tuple(v)))


def fact_holds(fact: Fact, value: Any) -> bool:  # noqa: ANN401 - any value
    """Say whether *value* is within the bounds of *fact*."""
    bounds = Condition(fact=fact.id, minimum=fact.minimum, maximum=fact.maximum)
    return bool(bounds.holds({fact.id: value}))


@given(lines())
def test_a_value_reads_as_the_one_that_stands_in_for_it(
    given_: tuple[Fact, list[Condition], list[Any]],
) -> None:
    """And that one can be answered, and is its own."""
    fact, tests, values = given_
    domain = domains(asking(fact, *tests))[fact.id]
    for value in values:
        other = domain.stand_in(value)
        assert other in domain.values
        assert domain.stand_in(other) == other
        for test in tests:
            assert test.holds({"f": value}) == test.holds({"f": other})


@given(lines())
def test_rows_hold_for_the_values_they_are_made_of(
    given_: tuple[Fact, list[Condition], list[Any]],
) -> None:
    """And for no others."""
    fact, tests, values = given_
    domain = domains(asking(fact, *tests))[fact.id]
    chosen = [domain.stand_in(value) for value in values] or [domain.values[0]]
    rows = domain.rows(chosen)
    for value in domain.values:
        assert holds(rows, {"f": value}) == (value in chosen)


def test_a_choice_in_words_keeps_its_order() -> None:
    """That of the file, and not that of the question."""
    colours = Table([("red", "Red"), ("green", "Green"), ("blue", "Blue")])
    fact = Fact(id="colour", type="choice", title="Colour", values=colours)
    domain = domains(flow(GOAL, facts=(fact,)))["colour"]
    assert domain.rows(["blue", "red"])[0][0].values == ("red", "blue")
    assert domain.rows(["blue", "green", "red"]) == ()


# ------------------------------------------------------------ conditions
A, B, C = (yesno(name) for name in "abc")


def asked(*names: str, dest: str) -> list[State]:
    """Make the questions for some facts in a row."""
    dests = [*names[1:], dest]
    return [
        state(name, "question", way(after), asks=name)
        for name, after in zip(names, dests, strict=True)
    ]


def test_the_smallest_uncovered_combination_is_named() -> None:
    """A fact that does not matter is left out."""
    read = state(
        "read",
        "branch",
        way("goal", when={"a": True, "b": True}),
        way("goal", when={"a": True, "b": False, "c": True}),
        way("call", when={"a": True, "b": False, "c": False}),
    )
    made = flow(*asked("a", "b", "c", dest="read"), read, GOAL, CALL, facts=(A, B, C))
    assert case(made) == "a: no."


def test_the_smallest_doubly_covered_combination_is_named() -> None:
    """With where both ways lead."""
    read = state(
        "read",
        "branch",
        way("goal", when={"a": True, "b": True}),
        way("call", when={"b": True, "c": True}),
        way("call"),
    )
    made = flow(*asked("a", "b", "c", dest="read"), read, GOAL, CALL, facts=(A, B, C))
    assert case(made) == "a: yes and b: yes and c: yes."
    assert only(made).message.endswith("lead to “goal” (goal) and “call” (call)")


def test_a_fact_that_does_not_decide_need_not_be_known() -> None:
    """Conditions are read as a session reads them: false and unknown is false."""
    read = state(
        "read",
        "branch",
        way("goal", when={"a": True}),
        way("call", when={"a": False, "b": True}),
        way("goal", when={"a": False, "b": False}),
    )
    ask = state("ask", "question", way("read", when={"a": True}), way("b"), asks="a")
    made = flow(ask, *asked("b", dest="read"), read, GOAL, CALL, facts=(A, B))
    assert check(made).proved


def test_an_unknown_fact_is_reported_once() -> None:
    """However many states read it, and whether or not another is open."""
    ways = [way("two", trigger="x"), way("three", trigger="y")]
    one = state("one", "question", *ways)
    reads = [way("goal", when={"a": True}), way("call", when={"a": False})]
    two, three = state("two", "branch", *reads), state("three", "branch", *reads)
    made = flow(one, two, three, GOAL, CALL, facts=(A,))
    problem = only(made)
    assert problem.code == "unknown-fact"
    assert problem.path == (
        "one. You choose: x.",
        "What was never asked on this way must be known here: “a”.",
    )


def test_two_unknown_facts_are_two_problems() -> None:
    """They are to be asked both."""
    ways = [way("two", trigger="x"), way("three", trigger="y")]
    one = state("one", "question", *ways)
    two = state("two", "branch", way("goal", when={"a": True}), way("call"))
    three = state("three", "branch", way("goal", when={"b": True}), way("call"))
    made = flow(one, two, three, GOAL, CALL, facts=(A, B))
    assert [problem.code for problem in found(made)] == ["unknown-fact"] * 2


def test_a_fault_before_the_first_situation_has_no_way_to_it() -> None:
    """The initial state can be a branch."""
    read = state("read", "branch", way("goal", when={"a": True}))
    made = flow(read, GOAL, facts=(yesno("a", initial=False),))
    report = check(made)
    assert report.problems[0].path == ("There is no way on for this: a: no.",)
    assert (report.figures.situations, report.figures.worst) == (0, None)


def test_an_initial_branch_is_reached() -> None:
    """Though no answer leads there."""
    read = state("read", "branch", way("goal", when={"a": True}), way("call"))
    made = flow(read, GOAL, CALL, facts=(yesno("a", initial=True),))
    assert "never taken" in only(made).message


def test_what_otherwise_catches_is_said_as_conditions() -> None:
    """Joined where they differ in one fact, and without what need not be known."""
    colours = Table([("red", "Red"), ("green", "Green"), ("blue", "Blue")])
    colour = Fact(id="colour", type="choice", title="Colour", values=colours)
    ask = state("ask", "question", way("read", when={"a": True}), way("b"), asks="a")
    read = state(
        "read",
        "branch",
        way("goal", when={"a": False, "b": True}),
        way("paint"),
    )
    ways = [way("goal", when={"colour": "green"}), way("call")]
    paint = state("paint", "question", *ways, asks="colour")
    made = flow(
        ask, *asked("b", dest="read"), read, paint, GOAL, CALL, facts=(A, B, colour)
    )
    caught = {
        o.state: conditions(made, o.catches) for o in check(made).figures.otherwise
    }
    assert caught == {
        "ask": "a: no",
        "read": "a: yes or a: no and b: no",
        "paint": "Colour: Red or Blue",
    }


# ------------------------------------------------------------ traps and luck
def test_a_trap_is_where_no_answers_lead_on() -> None:
    """The region at the end is reported, once, and not what leads to it."""
    states = [
        state("one", "question", way("two"), way("goal", trigger="x", title="x")),
        state("two", "question", way("three"), way("two", trigger="x", choice=True)),
        state("three", "question", way("four"), way("three", trigger="x")),
        state("four", "question", way("three"), way("four", trigger="x")),
    ]
    problem = only(flow(*states, GOAL))
    assert problem.code == "trap"
    assert problem.at == ("states", "three")
    assert problem.path == (
        "one. You choose: Continue.",
        "two. You choose: Continue.",
        "three. From here no way leads to a goal or to a contact any more.",
    )


def test_separate_traps_are_reported_each() -> None:
    """The nearest first, and one that is the same for several facts only once."""
    states = [
        *asked("a", dest="one"),
        state(
            "one",
            "question",
            way("two", trigger="x"),
            way("three", trigger="y"),
            way("goal", trigger="z"),
        ),
        state("two", "step", way("two")),
        state("three", "step", way("four")),
        state(
            "four",
            "question",
            way("three", when={"a": True}),
            way("three"),
            way("four", trigger="x"),
        ),
    ]
    problems = found(flow(*states, GOAL, facts=(A,)))
    assert [(p.code, p.at[1]) for p in problems] == [("trap", "two"), ("trap", "three")]


RETRY = (way("goal"), way("one", trigger="again", fails=True))


def test_a_way_on_by_luck_is_not_enough() -> None:
    """The last transition of the round is pointed at."""
    problem = only(flow(state("one", "step", *RETRY), GOAL))
    assert (problem.code, problem.at) == ("luck", ("states", "one"))
    assert problem.path[0] == "one. You choose: again."


def test_a_way_out_by_choice_is_enough() -> None:
    """The reader can leave the round when he likes; it counts for the worst case."""
    one = state("one", "step", *RETRY, way("call", trigger="stop", choice=True))
    report = check(flow(one, GOAL, CALL))
    assert report.proved
    assert report.figures.worst == 1


def test_a_round_by_choice_alone_needs_a_way_out() -> None:
    """Where the reader can choose only to go round, that is reported too."""
    one = state(
        "one",
        "question",
        way("two", trigger="x", choice=True),
        way("three", trigger="y", choice=True),
    )
    two = state("two", "question", way("one", trigger="x", choice=True), way("four"))
    three = state("three", "question", way("one", trigger="x", choice=True), way("one"))
    four = state("four", "question", way("one"), way("goal", trigger="x"))
    problem = only(flow(one, two, three, four, GOAL))
    assert problem.code == "luck"
    assert problem.path[:2] == ("one. You choose: x.", "two. You choose: x.")


def test_each_loop_is_reported_once() -> None:
    """The nearest first; that a loop is led to by another is no problem of its own."""
    one = state("one", "step", way("two"), way("one", trigger="again", fails=True))
    two = state("two", "step", way("three"), way("two", trigger="again", fails=True))
    three = state("three", "step", way("goal"), way("two", trigger="again", fails=True))
    problems = found(flow(one, two, three, GOAL))
    assert [(p.code, p.at[1]) for p in problems] == [("luck", "one"), ("luck", "two")]


def test_a_loop_that_is_the_same_for_several_facts_is_reported_once() -> None:
    """It is one place to put right."""
    states = [
        *asked("a", dest="one"),
        state("one", "step", way("read"), way("one", trigger="again", fails=True)),
        state("read", "branch", way("goal", when={"a": True}), way("call")),
    ]
    problem = only(flow(*states, GOAL, CALL, facts=(A,)))
    assert problem.code == "luck"


def test_what_follows_a_contact_must_be_won_too() -> None:
    """A reader who was sent back from there is not to be stuck either."""
    help_ = state("help", "contact", way("one", choice=True))
    problem = only(flow(help_, state("one", "step", *RETRY), GOAL))
    assert problem.code == "luck"
    assert problem.path[0] == "help. You choose: Continue."


def test_a_loop_through_a_branch_points_at_the_branch() -> None:
    """The transition that closes the round is the last one that is passed."""
    one = state("one", "step", way("goal"), way("back", trigger="x", fails=True))
    back = state("back", "branch", way("one", at=("states", "back", "transitions", 0)))
    assert only(flow(one, back, GOAL)).at == ("states", "back", "transitions", 0)


# ------------------------------------------------------------ asked twice
def test_only_answers_count_as_asked() -> None:
    """Who does not know can be asked again; who answered, not."""
    unsure = way("two", trigger="x", title="x", choice=True)
    one = state("one", "question", way("goal"), unsure, asks="a")
    two = state("two", "question", way("goal"), way("call", trigger="x"), asks="a")
    assert check(flow(one, two, GOAL, CALL, facts=(A,))).proved
    two = state("two", "question", way("one"), way("call", trigger="x"), asks="a")
    problem = only(flow(one, two, GOAL, CALL, facts=(A,)))
    assert problem.code == "asked-twice"
    assert problem.path == (
        "one. You choose: x.",
        "two. You answer: yes.",
        "one. You answered this before, in sentence 2.",
    )


def test_facts_asked_again_on_one_way_back_are_one_problem() -> None:
    """The nearest is reported, and the others named."""
    call = state(
        "help",
        "contact",
        way("a", trigger="again", title="again", choice=True),
        way("goal"),
    )
    problem = only(flow(*asked("a", "b", dest="help"), call, GOAL, facts=(A, B)))
    assert problem.message.endswith("does not change; so do others for 'b'")


def test_space_numbers_situations_from_the_nearest_on() -> None:
    """A path that is found is as short as can be."""
    space: Space = explore(chain(3), Wrong())
    lengths = [len(path_to(space, number)) for number in range(len(space.situations))]
    assert lengths == sorted(lengths)
