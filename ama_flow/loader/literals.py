"""The values of facts in a file: in conditions, and in what transitions set."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ama_flow.loader import values
from ama_flow.loader.problems import Problems, nearest, shown
from ama_flow.model import Record, Route


class Literal(Record, kw_only=False):
    """A value that is read as one of *fact*; *many* also as a list or a range."""

    fact: str
    raw: object
    at: Route
    many: bool


def check(
    literals: list[Literal], facts: Mapping[str, Mapping[str, Any]], problems: Problems
) -> None:
    """Add the values that a fact can't have; *facts* are those without a problem."""
    for literal in literals:
        if literal.fact in facts:
            _check(literal, facts[literal.fact], problems)


def _check(literal: Literal, fact: Mapping[str, Any], problems: Problems) -> None:
    raw, at = literal.raw, literal.at
    if literal.many and isinstance(raw, dict):
        _range(fact, raw, at, problems)
    elif literal.many and isinstance(raw, list):
        for index, item in enumerate(raw):
            _value(fact, item, (*at, index), problems)
    else:
        _value(fact, raw, at, problems)
    if literal.many and raw in ([], {}):
        problems.add("empty", at, f"{shown(at[-1])} is empty", "give a value")


def _range(
    fact: Mapping[str, Any], bounds: Mapping[str, Any], at: Route, problems: Problems
) -> None:
    if fact["type"] not in ("number", "date"):
        message = f"{shown(at[-1])} has no smallest and largest value"
        problems.add("value", at, message, "write a value or a list of values")
        return
    for key, value in bounds.items():
        if key in ("min", "max"):
            _value(fact, value, (*at, key), problems)
        else:
            message = f"{shown(key)} means nothing here"
            hint = nearest(key, ("min", "max"))
            problems.add("unknown-key", (*at, key), message, hint, key=True)


def _value(fact: Mapping[str, Any], raw: object, at: Route, problems: Problems) -> None:
    given = values.read(fact, raw)
    if isinstance(given, values.Wrong):
        problems.add("value", at, given.message, given.hint)
