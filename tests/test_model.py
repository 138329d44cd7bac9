"""Records and conditions: what the whole model stands on."""

from __future__ import annotations

import copy
import pickle
import weakref
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ama_flow import load
from ama_flow.model import (
    Condition,
    Place,
    Problem,
    Record,
    State,
    Transition,
    Value,
    fields,
    holds,
    replace,
)


class Point(Record):
    """Something to make a record of."""

    x: int
    y: int = 0
    note: str = ""

    uncompared = ("note",)


class Other(Record):
    """Something with the same fields."""

    x: int
    y: int = 0


def test_a_record_holds_what_it_is_given() -> None:
    """By name or in order; what is left out has its default."""
    point = Point(x=1, note="n")
    assert (point.x, point.y, point.note) == (1, 0, "n")
    assert Point(x=1, y=2).y == 2


@pytest.mark.parametrize("given", [{}, {"x": 1, "z": 2}, {"y": 1, "note": 1, "z": 1}])
def test_a_record_takes_its_fields_and_no_others(given: dict[str, Any]) -> None:
    """What is missing or odd is named."""
    with pytest.raises(TypeError, match=r"Point misses, or does not take: [xz]"):
        Point(**given)


def test_a_record_takes_no_more_values_than_it_has_fields() -> None:
    """In order as by name."""
    with pytest.raises(TypeError, match="Point misses, or does not take"):
        Point(1, 2, "n", 4)  # type: ignore[call-arg]


def test_a_record_never_changes() -> None:
    """Nothing can be set, deleted or added."""
    point = Point(x=1)
    with pytest.raises(AttributeError, match="Point never changes: use replace"):
        point.x = 2  # type: ignore[misc]
    with pytest.raises(AttributeError, match="Point never changes: use replace"):
        del point.x
    with pytest.raises(AttributeError):
        point.z = 2
    assert not hasattr(point, "__dict__")


def test_records_are_equal_when_they_hold_the_same() -> None:
    """Of one kind; what is not compared counts for nothing."""
    assert Point(x=1, note="a") == Point(x=1, note="b")
    assert hash(Point(x=1, note="a")) == hash(Point(x=1, note="b"))
    assert Point(x=1) != Point(x=2)
    assert Point(x=1) != Other(x=1)
    assert fields(Point(x=1)) == ("x", "y")
    assert repr(Point(x=1, note="a")) == "Point(x=1, y=0)"


def test_a_record_can_be_copied_with_changes() -> None:
    """The first stays as it was."""
    point = Point(x=1, note="n")
    assert replace(point, y=3) == Point(x=1, y=3)
    assert replace(point, y=3).note == "n"
    assert point.y == 0
    with pytest.raises(TypeError):
        replace(point, z=1)


def test_a_record_can_be_copied_pickled_and_watched() -> None:
    """So that a flow can go to another process, and be a key in a weak cache."""
    flow = load("ama_wvg")
    assert copy.deepcopy(flow) == flow
    assert pickle.loads(pickle.dumps(flow)) == flow  # noqa: S301 - our own
    assert copy.copy(flow).origin == flow.origin
    assert weakref.ref(flow)() is flow


def test_a_state_says_whether_it_helps() -> None:
    """Goals and contacts do; and its triggers come once each, in order."""
    ways = tuple(
        Transition(trigger=trigger, source="s", dest="s") for trigger in ("a", "b", "a")
    )
    state = State(id="s", kind="contact", title="S", transitions=ways)
    assert state.is_safe
    assert not replace(state, kind="step").is_safe
    assert state.triggers == ("a", "b")
    assert len(state.by_trigger("a")) == 2


@given(st.integers(-3, 12), st.integers(0, 9), st.integers(0, 9))
def test_a_range_has_both_its_ends(value: int, low: int, high: int) -> None:
    """From the smallest to the largest, each of them included."""
    facts = {"n": value}
    assert Condition(fact="n", minimum=low, maximum=high).holds(facts) is (
        low <= value <= high
    )
    assert Condition(fact="n", minimum=low).holds(facts) is (low <= value)
    assert Condition(fact="n", maximum=high).holds(facts) is (value <= high)


def test_values_of_every_type_are_compared() -> None:
    """Yes and no, choices, numbers with decimals and dates."""
    day, price = date(2026, 11, 23), Decimal("1.50")
    facts: dict[str, Value] = {"ja": True, "keuze": "a", "dag": day, "prijs": price}
    assert Condition(fact="ja", values=(True,)).holds(facts)
    assert not Condition(fact="ja", values=(False,)).holds(facts)
    assert Condition(fact="keuze", values=("b", "a")).holds(facts)
    assert Condition(fact="dag", minimum=day, maximum=day).holds(facts)
    assert not Condition(fact="prijs", minimum=Decimal("1.51")).holds(facts)


YES, NO = ({"a": True}, {"a": False})
A = Condition(fact="a", values=(True,))
B = Condition(fact="b", values=(True,))


@pytest.mark.parametrize(
    ("conditions", "facts", "result"),
    [
        ((), {}, True),
        (((A,),), {}, None),
        (((A,),), {"a": True}, True),
        (((A, B),), {"a": True}, None),
        (((A, B),), {"a": False}, False),
        (((A,), (B,)), {"a": True}, True),
        (((A,), (B,)), {"a": False}, None),
        (((A,), (B,)), {"b": True}, True),
        (((A,), (B,)), {"a": False, "b": False}, False),
    ],
)
def test_an_unknown_fact_counts_only_where_it_decides(
    conditions: tuple[tuple[Condition, ...], ...],
    facts: dict[str, Value],
    result: bool | None,  # noqa: FBT001 - a result
) -> None:
    """Kleene's strong logic of three values."""
    assert holds(conditions, facts) is result


def place(text: str, column: int, width: int) -> Place:
    """Give a stretch of the seventh line of a file."""
    return Place(file="f", line=7, column=column, width=width, text=text)


def test_a_problem_without_a_place_is_its_message() -> None:
    """With its code, its path and its hint."""
    problem = Problem(code="c", message="Wrong", hint="mend it", path=("One.", "Two."))
    assert str(problem) == "Wrong [c]\n      1. One.\n      2. Two.\n    hint: mend it"


def test_carets_stand_under_the_place() -> None:
    """Behind tabs as in the line, and never past its end."""
    shown = str(Problem(code="c", message="Wrong", place=place("\tab = 1", 7, 9)))
    assert shown == "f:7:7: Wrong [c]\n     7 | \tab = 1\n       | \t     ^"


def test_a_long_line_is_shown_around_the_place() -> None:
    """Nobody reads ten thousand characters of source."""
    line = "x" * 300 + "HERE" + "y" * 300
    _, source, carets = str(
        Problem(code="c", message="Wrong", place=place(line, 301, 4))
    ).splitlines()
    assert len(source) < 120
    assert source[carets.index("^") :][:4] == "HERE"
    assert carets.count("^") == 4
