"""Conditions that do not decide, and the values that they tell apart."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ama_flow.model import Condition, Fact, Flow, Table, holds, replace
from ama_flow.proofs import check
from ama_flow.proofs.domains import domains
from ama_flow.words import conditions
from tests.small_flows import (
    CALL,
    GOAL,
    A,
    B,
    C,
    asked,
    flow,
    found,
    only,
    state,
    way,
    yesno,
)

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


def test_a_transition_to_a_branch_that_fails_is_taken() -> None:
    """Only the branch is at fault."""
    one = state("one", "question", way("read"), way("goal", trigger="x", title="x"))
    read = state("read", "branch", way("goal", when={"a": True}))
    problem = only(flow(one, read, GOAL, facts=(yesno("a", initial=False),)))
    assert problem.code == "gap"
    assert problem.hint == "add a transition for it, or a last one without conditions"


def test_an_initial_branch_is_reached() -> None:
    """Though no answer leads there."""
    read = state("read", "branch", way("goal", when={"a": True}), way("call"))
    made = flow(read, GOAL, CALL, facts=(yesno("a", initial=True),))
    assert "never taken" in only(made).message


def test_overlaps_behind_each_other_are_not_multiplied() -> None:
    """Forty branches with two ways on each are not 2 ** 40 ways."""
    size = 40
    one = state("one", "question", way("b0", trigger="x"), way("b0", trigger="y"))
    branches = [
        state(
            f"b{number}",
            "branch",
            way(f"b{number + 1}" if number + 1 < size else "goal", when={"a": True}),
            way(f"b{number + 1}" if number + 1 < size else "call", when={"a": True}),
            way("call"),
        )
        for number in range(size)
    ]
    made = flow(one, *branches, GOAL, CALL, facts=(yesno("a", initial=True),))
    assert [problem.code for problem in found(made)] == ["overlap"] * size


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
