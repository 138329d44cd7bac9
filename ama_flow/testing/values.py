"""Values that a fact takes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import cast

from hypothesis import strategies as st

from ama_flow.formats import LARGEST, Refused, accepted
from ama_flow.model import Condition, Fact, Flow, Value

_LETTERS = st.characters(categories=("L", "N", "P", "S", "Zs"), codec="utf-8")


def values(flow: Flow, fact: str) -> st.SearchStrategy[Value]:
    """Draw a value that *fact* takes, often one that a condition of *flow* names.

    Nothing can be drawn for a fact that is never given, as sensitive ones are.
    """
    asked = flow.facts[fact]
    any_value = _DRAWN[asked.type](asked)
    taken = any_value.filter(lambda value: _takes(asked, value))
    kept = taken.map(lambda value: accepted(asked, value))
    edges = tuple(dict.fromkeys(_edges(flow, asked)))
    if asked.sensitive or asked.format == "be-insz":
        return st.nothing()
    return st.sampled_from(edges) | kept if edges else kept


def _edges(flow: Flow, fact: Fact) -> Iterator[Value]:
    """Give the values at which conditions on a number or a date turn."""
    if fact.type not in ("number", "date"):
        return
    ways = (way for state in flow.states.values() for way in state.transitions)
    literals = (one for way in ways for row in way.conditions for one in row)
    for condition in literals:
        if condition.fact == fact.id:
            yield from (v for v in _named(condition) if _takes(fact, v))


def _named(condition: Condition) -> Iterator[Value]:
    yield from condition.values
    bounds = (condition.minimum, condition.maximum)
    yield from (bound for bound in bounds if bound is not None)


def _takes(fact: Fact, value: Value) -> bool:
    try:
        accepted(fact, value)
    except Refused:
        return False
    return True


def _yesno(_fact: Fact) -> st.SearchStrategy[Value]:
    return st.sampled_from((True, False))


def _choice(fact: Fact) -> st.SearchStrategy[Value]:
    return st.sampled_from(tuple(fact.values))


def _number(fact: Fact) -> st.SearchStrategy[Value]:
    """Draw whole steps on the grid of *fact*."""
    most = Decimal(LARGEST - 1)
    low = -most if fact.minimum is None else Decimal(cast("Decimal", fact.minimum))
    high = most if fact.maximum is None else Decimal(cast("Decimal", fact.maximum))
    steps = st.integers(_steps(low, fact.decimals), _steps(high, fact.decimals))
    return steps.map(lambda step: Decimal(step).scaleb(-fact.decimals))


def _steps(bound: Decimal, decimals: int) -> int:
    return int(bound.scaleb(decimals))


def _date(fact: Fact) -> st.SearchStrategy[Value]:
    low, high = (cast("date | None", bound) for bound in (fact.minimum, fact.maximum))
    return st.dates(low or date.min, high or date.max)


def _text(fact: Fact) -> st.SearchStrategy[Value]:
    if fact.format:
        return _FORMS.get(fact.format, st.nothing())
    if fact.pattern:
        return st.from_regex(fact.pattern, fullmatch=True)
    return st.text(_LETTERS, min_size=1, max_size=20)


def _enterprise_number(root: int) -> str:
    return f"{root:08}{97 - root % 97:02}"


_FORMS: dict[str, st.SearchStrategy[Value]] = {
    "be-enterprise": st.integers(1, 19_999_999).map(_enterprise_number),
    "email": st.from_regex(r"[a-z]{1,8}@[a-z]{1,8}\.(be|org)", fullmatch=True),
}

_DRAWN = {
    "yesno": _yesno,
    "choice": _choice,
    "number": _number,
    "date": _date,
    "text": _text,
}
