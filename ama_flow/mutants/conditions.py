"""Slips in when a way is open, and in what a number or a date can be."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from ama_flow.model import Condition, Fact, Flow, Value, replace
from ama_flow.mutants.edits import (
    Slips,
    changed,
    each_literal,
    each_way,
    of_fact,
    put,
    row_changed,
)

_ENDS = ("minimum", "maximum")


def drop_conditions(flow: Flow) -> Slips:
    """Forget the conditions of a way."""
    for state, index, way in each_way(flow):
        if way.conditions:
            yield changed(flow, state, index, "always", conditions=())


def drop_row(flow: Flow) -> Slips:
    """Forget one of several cases."""
    for state, index, way in each_way(flow):
        for number, row in enumerate(way.conditions if len(way.conditions) > 1 else ()):
            rest = tuple(other for other in way.conditions if other is not row)
            name = f"without case {number + 1}"
            yield changed(flow, state, index, name, conditions=rest)


def drop_literal(flow: Flow) -> Slips:
    """Forget one of the conditions that must hold together."""
    for state, index, way in each_way(flow):
        for row in way.conditions:
            for test in row if len(row) > 1 else ():
                rest = tuple(other for other in row if other is not test)
                rows = put(way.conditions, row, rest)
                name = f"without {test.fact}"
                yield changed(flow, state, index, name, conditions=rows)


def negate_literal(flow: Flow) -> Slips:
    """Ask for the other values of a fact."""
    for literal in each_literal(flow):
        test = literal.test
        values = of_fact(flow, test.fact)
        others = tuple(v for v in values if v not in test.values)
        if others and test.values:
            yield literal.instead(f"not {test.fact}", replace(test, values=others))


def shift_bound(flow: Flow) -> Slips:
    """Be one off at the end of a range that is asked for."""
    for literal in each_literal(flow):
        test = literal.test
        fact = flow.facts[test.fact]
        for end, value in _shifted(test, fact):
            if _takes(fact, value):
                new = replace(test, **{end: value})
                yield literal.instead(f"{test.fact} {end} {value}", new)


def wrong_side(flow: Flow) -> Slips:
    """Take at least for at most, or at most for at least."""
    for literal in each_literal(flow):
        test = literal.test
        low, high = test.minimum, test.maximum
        if (low is None) != (high is None):
            what = "at most" if high is None else "at least"
            new = replace(test, minimum=high, maximum=low)
            yield literal.instead(f"{test.fact} {what}", new)


def shift_limit(flow: Flow) -> Slips:
    """Be one off at the end of what a number or a date can be."""
    for fact in flow.facts.values():
        for end, value in _shifted(fact, fact):
            changes = {end: value}
            if all(_takes(replace(fact, **changes), n) for n in _named(flow, fact)):
                what = f"{end} {value}"
                yield row_changed(flow, "facts", fact.id, what, **changes)


def _shifted(bounds: Condition | Fact, fact: Fact) -> Iterator[tuple[str, Value]]:
    """Give each end of *bounds* with the next value and with the one before."""
    for end in _ENDS:
        bound = getattr(bounds, end)
        for steps in (1, -1) if bound is not None else ():
            yield end, _stepped(bound, steps, fact)


def _stepped(bound: Value, steps: int, fact: Fact) -> Value:
    if isinstance(bound, date):
        return bound + timedelta(steps)
    if isinstance(bound, Decimal):
        return bound + steps * Decimal(1).scaleb(-fact.decimals)
    return int(bound) + steps


def _takes(fact: Fact, value: Value) -> bool:
    """Say whether *fact* can have a value: else the loader refuses it."""
    bounds = Condition(fact=fact.id, minimum=fact.minimum, maximum=fact.maximum)
    return bounds.holds({fact.id: value}) is True


def _named(flow: Flow, fact: Fact) -> Iterator[Value]:
    """Give the values of *fact* that the flow names."""
    named = [fact.initial]
    named += [v for _, _, way in each_way(flow) for n, v in way.sets if n == fact.id]
    for test in (literal.test for literal in each_literal(flow)):
        if test.fact == fact.id:
            named += [*test.values, test.minimum, test.maximum]
    yield from (value for value in named if value is not None)
