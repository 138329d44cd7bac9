"""Facts of every type, and their values cut in two."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from ama_flow.model import Condition, Fact, Table, replace

_READ = (
    Fact(id="", type="yesno"),
    Fact(id="", type="choice", values=Table([("a", "A"), ("b", "B"), ("c", "C")])),
    Fact(id="", type="number", minimum=0, maximum=120),
    Fact(id="", type="date", minimum=date(2026, 1, 1), maximum=date(2028, 12, 31)),
    Fact(id="", type="number", decimals=2),
)
_TEXTS = (
    Fact(id="", type="text"),
    Fact(id="", type="text", pattern="[0-9]{1,8}"),
    Fact(id="", type="text", format="be-enterprise"),
    Fact(id="", type="text", format="email"),
)


def fact(name: str) -> st.SearchStrategy[Fact]:
    """Draw a fact called *name* that conditions can read."""
    return _called(name, _READ)


def text_fact(name: str) -> st.SearchStrategy[Fact]:
    """Draw a fact called *name* that is a text."""
    return _called(name, _TEXTS)


def _called(name: str, facts: tuple[Fact, ...]) -> st.SearchStrategy[Fact]:
    titled = [replace(fact, id=name, title=f"Fact {name}") for fact in facts]
    return st.sampled_from(titled)


@st.composite
def halves(draw: st.DrawFn, cut: Fact) -> tuple[Condition, Condition]:
    """Draw two conditions on *cut*, of which each value meets exactly one."""
    if cut.type in ("yesno", "choice"):
        values: tuple[Any, ...] = tuple(cut.values) or (True, False)
        middle = draw(st.integers(1, len(values) - 1))
        parts = [Condition(fact=cut.id, values=values[:middle])]
        parts.append(Condition(fact=cut.id, values=values[middle:]))
    else:
        low, high = draw(_neighbours(cut))
        parts = [Condition(fact=cut.id, maximum=low)]
        parts.append(Condition(fact=cut.id, minimum=high))
    first, second = draw(st.permutations(parts))
    return first, second


def _neighbours(cut: Fact) -> st.SearchStrategy[tuple[Any, Any]]:
    """Draw two values that follow each other."""
    if cut.type == "date":
        days = st.dates(date(2026, 1, 1), date(2028, 12, 30))
        return days.map(lambda day: (day, day + timedelta(days=1)))
    step = Decimal(1).scaleb(-cut.decimals) if cut.decimals else 1
    numbers = st.integers(0, 119)
    return numbers.map(lambda number: (number * step, (number + 1) * step))
