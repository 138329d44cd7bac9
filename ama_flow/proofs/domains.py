"""What a fact can be, as far as conditions can tell it apart.

A number or a date is cut at the values that conditions name. Within an interval
between two cuts every condition reads the same, so one value stands in for all:
the smallest where there is one. A text is never read, so one text does for all.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from itertools import groupby, pairwise
from typing import cast

from ama_flow.model import Condition, Conditions, Fact, Flow, Value

Interval = tuple[int | None, int | None]
"""The first and the last step of the grid of a fact; None where there is no end."""

_DAYS = (date.min.toordinal(), date.max.toordinal())
_ANY_DAY = date(2000, 1, 1).toordinal()


class Domain:
    """The values of a yesno, choice or text fact, in the order of the file."""

    def __init__(self, fact: Fact) -> None:
        """List the values that *fact* can be given by an answer."""
        self.fact = fact
        listed = {"yesno": (True, False), "choice": tuple(fact.values)}
        self.values: tuple[Value, ...] = listed.get(fact.type, ("",))

    def stand_in(self, value: Value) -> Value:
        """Give the value that stands in for *value*."""
        return value

    def rows(self, values: Collection[Value]) -> Conditions:
        """Say as conditions that the fact is one of *values*; nothing if any will do."""
        listed = tuple(value for value in self.values if value in values)
        if listed == self.values:
            return ()
        return ((Condition(fact=self.fact.id, values=listed),),)


class Line(Domain):
    """The intervals of a number or a date."""

    def __init__(self, fact: Fact, conditions: Iterable[Condition]) -> None:
        """Cut the line at the bounds of *fact* and of *conditions* over it."""
        super().__init__(fact)
        ends = [(fact.minimum, fact.maximum), *_ends(conditions)]
        self._starts = sorted(set(self._cuts(ends)))
        edges = (None, *self._starts, None)
        self._intervals: tuple[Interval, ...] = tuple(
            (first, after if after is None else after - 1)
            for first, after in pairwise(edges)
        )
        self._inside = {self._sample(i): i for i in self._intervals if self._has(i)}
        self.values = tuple(self._inside)

    def _cuts(self, ends: Iterable[tuple[Value | None, Value | None]]) -> Iterator[int]:
        """Give the first step of each stretch that the *ends* make on the line."""
        lowest, highest = _DAYS if self.fact.type == "date" else (None, None)
        for low, high in ends:
            if low is not None and (step := self._step(low)) != lowest:
                yield step
            if high is not None and (step := self._step(high)) != highest:
                yield step + 1

    def _has(self, interval: Interval) -> bool:
        """Say whether an answer can lie in *interval*: within the bounds of the fact."""
        (first, last), fact = interval, self.fact
        low = fact.minimum is None or (
            first is not None and self._step(fact.minimum) <= first
        )
        high = fact.maximum is None or (
            last is not None and last <= self._step(fact.maximum)
        )
        return low and high

    def _step(self, value: Value) -> int:
        if isinstance(value, date):
            return value.toordinal()
        above, below = cast("int | Decimal", value).as_integer_ratio()
        return above * int(10**self.fact.decimals) // below

    def _value(self, step: int) -> Value:
        if self.fact.type == "date":
            return date.fromordinal(step)
        if self.fact.decimals:
            return Decimal(f"{step}e-{self.fact.decimals}")
        return step

    def _sample(self, interval: Interval) -> Value:
        anywhere = _ANY_DAY if self.fact.type == "date" else 0
        known = (step for step in interval if step is not None)
        return self._value(next(known, anywhere))

    def stand_in(self, value: Value) -> Value:
        """Give the value that stands in for *value*: the one of its interval."""
        found = bisect_right(self._starts, self._step(value))
        return self._sample(self._intervals[found])

    def rows(self, values: Collection[Value]) -> Conditions:
        """Say as conditions that the fact is in the intervals of *values*."""
        if all(value in values for value in self.values):
            return ()
        runs = groupby(self.values, lambda value: value in values)
        return tuple((self._run(tuple(run)),) for given, run in runs if given)

    def _run(self, values: tuple[Value, ...]) -> Condition:
        """Join neighbouring intervals; the bounds of the fact go without saying."""
        first, last = self._inside[values[0]][0], self._inside[values[-1]][1]
        if first == last and first is not None:
            return Condition(fact=self.fact.id, values=(values[0],))
        low, high = values[0] == self.values[0], values[-1] == self.values[-1]
        return Condition(
            fact=self.fact.id,
            minimum=None if low or first is None else self._value(first),
            maximum=None if high or last is None else self._value(last),
        )


def _ends(
    conditions: Iterable[Condition],
) -> Iterator[tuple[Value | None, Value | None]]:
    for condition in conditions:
        yield condition.minimum, condition.maximum
        yield from ((value, value) for value in condition.values)


def domains(flow: Flow) -> Mapping[str, Domain]:
    """Give the domain of each fact of *flow*, by its id."""
    lines = [f.id for f in flow.facts.values() if f.type in ("number", "date")]
    read: dict[str, list[Condition]] = {fact: [] for fact in lines}
    if lines:
        for condition in _conditions(flow):
            read.get(condition.fact, []).append(condition)
    return {
        name: Line(fact, read[name]) if name in read else Domain(fact)
        for name, fact in flow.facts.items()
    }


def _conditions(flow: Flow) -> Iterator[Condition]:
    for state in flow.states.values():
        for transition in state.transitions:
            for row in transition.conditions:
                yield from row
    for rule in flow.rules:
        yield from rule.conditions
