"""Facts as model checkers count with them: small numbers, cut where conditions cut."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ama_flow import load
from ama_flow.model import Condition, Fact, Table
from ama_flow_renderers._codes import Codes, Line, codes

AMA = load("ama_wvg")


def age(**given: Any) -> Fact:  # noqa: ANN401 - any field of a fact
    """Make a fact that is a number."""
    return Fact(id="age", type="number", **given)


def between(low: Any, high: Any) -> Condition:  # noqa: ANN401 - any two values
    """Make a condition on the fact, open where an end is None."""
    return Condition(fact="age", minimum=low, maximum=high)


def one_of(*values: Any) -> Condition:  # noqa: ANN401 - any values
    """Make a condition on the fact."""
    return Condition(fact="age", values=values)


@st.composite
def lines(draw: st.DrawFn) -> tuple[Line, list[Condition], Any]:
    """Draw a number or a date, conditions on it, and a value within its bounds."""
    decimals = draw(st.integers(0, 2))
    steps = st.integers(-5, 5)
    values: st.SearchStrategy[Any]
    if draw(st.booleans()):
        kind, values = "date", steps.map(lambda n: date(2027, 12, 30) + timedelta(n))
    elif decimals:
        kind, values = "number", steps.map(lambda n: Decimal(n).scaleb(-decimals))
    else:
        kind, values = "number", steps
    low, high = sorted((draw(values), draw(values)))
    fact = Fact(
        id="age",
        type="date" if kind == "date" else "number",
        decimals=decimals,
        minimum=draw(st.sampled_from((None, low))),
        maximum=draw(st.sampled_from((None, high))),
    )
    ranges = st.builds(between, st.none() | values, st.none() | values)
    lists = st.lists(values, min_size=1, max_size=3).map(lambda given: one_of(*given))
    tests = draw(st.lists(ranges | lists, max_size=4))
    return Line(fact, tests), tests, draw(values)


@given(lines())
def test_a_piece_meets_what_each_of_its_values_meets(
    drawn: tuple[Line, list[Condition], Any],
) -> None:
    """A condition holds for a value where it is met by the code of that value."""
    line, tests, value = drawn
    for test in tests:
        met = line.code(value) in line.meeting(test)
        assert met is test.holds({"age": value})


@given(lines())
def test_what_can_be_answered_lies_within_the_bounds(
    drawn: tuple[Line, list[Condition], Any],
) -> None:
    """The codes of answers are those of the values within the bounds of the fact."""
    line, _, value = drawn
    bounds = between(line.fact.minimum, line.fact.maximum)
    assert (line.code(value) in line.answers) is bounds.holds({"age": value})
    assert line.answers
    assert set(line.answers) <= set(range(1, line.highest + 1))


def test_a_line_is_cut_no_finer_than_conditions_ask() -> None:
    """Neighbouring ranges share one cut, and a single value is a piece of its own."""
    ages = Line(
        age(minimum=0, maximum=120), [between(None, 17), between(18, None), one_of(65)]
    )
    said = [ages.said(code, "en") for code in ages.answers]
    assert said == ["from 0 to 17", "from 18 to 64", "65", "from 66 to 120"]
    assert ages.meeting(one_of(65)) == (ages.code(65),)


def test_a_line_without_ends_goes_on() -> None:
    """The outer pieces say where they begin or end; without a cut there is nothing."""
    ages = Line(age(), [between(18, None)])
    assert [ages.said(code, "en") for code in ages.answers] == [
        "at most 17",
        "18 or more",
    ]
    assert Line(age(), []).said(1, "en") == ""
    assert list(Line(age(), []).answers) == [1]


def test_pieces_are_said_on_the_grid_of_the_fact() -> None:
    """With its decimals, or as days."""
    sums = Line(age(decimals=2), [one_of(Decimal("0.50"))])
    assert [sums.said(code, "nl") for code in sums.answers] == [
        "tot en met 0,49",
        "0,50",
        "vanaf 0,51",
    ]
    days = Line(
        Fact(id="age", type="date"),
        [between(None, date(2027, 2, 28)), one_of(date.max)],
    )
    assert days.said(2, "en") == "from 1 March 2027 to 30 December 9999"


def test_a_value_beside_the_grid_is_never_met() -> None:
    """What no answer can be makes no piece; a range from there starts above it."""
    test, above = one_of(Decimal("0.55")), between(Decimal("0.55"), None)
    sums = Line(age(decimals=1), [test, above])
    assert sums.meeting(test) == ()
    assert sums.meeting(above) == (sums.code(Decimal("0.6")),) == (2,)
    assert sums.code(Decimal("0.5")) == 1


def test_there_is_nothing_before_the_first_day_and_after_the_last() -> None:
    """A condition that names the ends of the calendar cuts nothing off."""
    whole = between(date.min, date.max)
    days = Line(Fact(id="age", type="date"), [whole])
    assert days.highest == 1
    assert days.meeting(whole) == (1,)
    first = Line(Fact(id="age", type="date"), [one_of(date.min)])
    assert [first.said(code, "en") for code in first.answers] == [
        "at most 1 January 1",
        "2 January 1 or more",
    ]


def test_no_answer_lies_between_bounds_that_cross() -> None:
    """Where the smallest is above the largest, nothing can be answered."""
    assert list(Line(age(minimum=2, maximum=0), []).answers) == []


@pytest.mark.parametrize(
    ("fact", "values"),
    [
        (Fact(id="age", type="yesno", initial=False), (True, False)),
        (
            Fact(id="age", type="choice", values=Table([("a", "A"), ("b", "B")])),
            ("a", "b"),
        ),
    ],
)
def test_listed_values_are_numbered_in_the_order_of_the_file(
    fact: Fact, values: tuple[Any, ...]
) -> None:
    """Nothing is left out, and 0 is what nothing is known of."""
    known = Codes(fact)
    assert [known.code(value) for value in values] == list(known.answers) == [1, 2]
    assert known.meeting(one_of(values[1])) == (2,)
    assert known.initial == (2 if fact.initial is False else 0)


def test_any_text_is_the_same() -> None:
    """No condition reads a text, so one code stands for all of them."""
    assert list(Codes(Fact(id="age", type="text")).answers) == [1]


def test_facts_that_nothing_turns_on_are_left_out() -> None:
    """What is only needed at hand is no part of a model."""
    assert list(codes(AMA)) == [
        "maatwerkbedrijf",
        "gekend_in_cobrha",
        "subafdeling_bestaat",
        "eloket_werkt",
        "handleiding_gelezen",
        "eranova_gesproken",
    ]
