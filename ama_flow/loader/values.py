"""Read the values of facts: what TOML gives, as what the fact can be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from ama_flow.loader.problems import shown
from ama_flow.model import Record, Value

_KEYS = {
    "choice": ("values",),
    "number": ("min", "max", "decimals"),
    "date": ("min", "max"),
    "text": ("sensitive", "pattern", "format"),
}
_BOUND = {"min", "max", "decimals", "values", "sensitive", "pattern", "format"}


class Wrong(Record, kw_only=False):
    """A value that a fact cannot have: why, and what it can."""

    message: str
    hint: str


def misplaced(fact: Mapping[str, Any]) -> Iterator[str]:
    """List the keys of a fact that mean nothing for its type."""
    kind = fact["type"]
    allowed = _KEYS.get(kind, ())
    yield from (key for key in fact if key in _BOUND and key not in allowed)
    if "initial" in fact and kind == "text":
        yield "initial"


def read(
    fact: Mapping[str, Any], raw: object, *, bounded: bool = True
) -> Value | Wrong:
    """Give *raw* as a value of *fact*, a table of the file whose shape is right."""
    kind = fact["type"]
    if kind == "text":
        return Wrong("a text fact has no values", "ask with a choice instead")
    given = _READERS[kind](fact, raw)
    if isinstance(given, Wrong) or not bounded or kind not in ("number", "date"):
        return given
    return _bounded(fact, given)


def _yesno(_fact: Mapping[str, Any], raw: object) -> Value | Wrong:
    if isinstance(raw, bool):
        return raw
    return Wrong(f"{shown(raw)} is no answer to yes or no", "write true or false")


def _choice(fact: Mapping[str, Any], raw: object) -> Value | Wrong:
    known = fact.get("values", {})
    if isinstance(raw, str) and raw in known:
        return raw
    return Wrong(
        f"{shown(raw)} is none of its values", f"known here: {', '.join(known)}"
    )


def _number(fact: Mapping[str, Any], raw: object) -> Value | Wrong:
    decimals = fact.get("decimals", 0)
    grid = f"a number with {decimals} decimals" if decimals else "a whole number"
    is_number = isinstance(raw, int | Decimal) and not isinstance(raw, bool)
    if not is_number or not Decimal(raw).is_finite():  # type: ignore[arg-type]
        return Wrong(f"{shown(raw)} is no number", f"write {grid}")
    exact = Decimal(raw)  # type: ignore[arg-type]
    if exact != round(exact, decimals):
        return Wrong(f"{raw} is not on the grid of its fact", f"write {grid}")
    return round(exact, decimals) if decimals else int(exact)


def _date(_fact: Mapping[str, Any], raw: object) -> Value | Wrong:
    if isinstance(raw, date) and not isinstance(raw, datetime):
        return raw
    return Wrong(
        f"{shown(raw)} is no date", "write a date such as 2026-11-23, unquoted"
    )


def _bounded(fact: Mapping[str, Any], given: Any) -> Value | Wrong:  # noqa: ANN401 - a number or a date
    low, high = fact.get("min"), fact.get("max")
    if (low is None or low <= given) and (high is None or given <= high):
        result: Value = given
        return result
    bounds = " and ".join(
        words
        for words in (
            f"from {low}" if low is not None else "",
            f"to {high}" if high is not None else "",
        )
        if words
    )
    return Wrong(f"{given} is out of the bounds of its fact", f"it goes {bounds}")


_READERS = {"yesno": _yesno, "choice": _choice, "number": _number, "date": _date}
