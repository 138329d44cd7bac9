"""The values of facts as small whole numbers, which is what model checkers count with.

A number or a date is cut into pieces at the values that conditions name, so that each
condition is about whole pieces. `ama_flow.proofs` does so too, and is checked with what
comes of this: neither knows the other.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from typing import cast

from ama_flow.model import Condition, Fact, Flow, Transition, Value
from ama_flow.words import limits, value

UNKNOWN = 0
"""The code of a fact that nothing is known of; the values are numbered from one."""

_DAYS = range(date.min.toordinal() + 1, date.max.toordinal() + 1)
"""The days before which the line of a date can be cut."""

Span = tuple[Value | None, Value | None]
"""The first and the last of some values in a row; None where there is no end."""


class Codes:
    """The values of a yesno, choice or text fact, in the order of the file.

    A text is never read, so that any text has the same code. *answers* are the codes
    that an answer can have, and *highest* is the highest of all.
    """

    def __init__(self, fact: Fact) -> None:
        """Give the values of *fact* their numbers."""
        listed = {"yesno": (True, False), "choice": tuple(fact.values)}
        self.fact = fact
        self._values: tuple[Value, ...] = listed.get(fact.type, ("",))
        self.highest = len(self._values)
        self.answers = range(1, self.highest + 1)

    @property
    def initial(self) -> int:
        """The code that the fact starts with."""
        return UNKNOWN if self.fact.initial is None else self.code(self.fact.initial)

    def code(self, given: Value) -> int:
        """Give the code of a value."""
        return self._values.index(given) + 1

    def meeting(self, test: Condition) -> tuple[int, ...]:
        """Give the codes that meet *test*, in order."""
        return tuple(code for code in self.answers if self._value(code) in test.values)

    def said(self, code: int, language: str) -> str:
        """Say what *code* stands for."""
        return value(language, self.fact, self._value(code))

    def _value(self, code: int) -> Value:
        return self._values[code - 1]


class Line(Codes):
    """The pieces of a number or a date, from low to high.

    Values are counted in steps of the grid of the fact: a number with two decimals in
    hundredths, a date in days.
    """

    def __init__(self, fact: Fact, tests: Iterable[Condition]) -> None:
        """Cut the line at the bounds of *fact* and of *tests*, which are over it."""
        self.fact = fact
        bounds = Condition(fact=fact.id, minimum=fact.minimum, maximum=fact.maximum)
        spans = [span for test in (bounds, *tests) for span in _spans(test)]
        starts = {step for span in spans for step in self._cuts(span)}
        if fact.type == "date":
            starts.intersection_update(_DAYS)
        self._starts = sorted(starts)
        self.highest = len(self._starts) + 1
        met = self.meeting(bounds)
        self.answers = range(met[0], met[-1] + 1) if met else range(0)

    def code(self, given: Value) -> int:
        """Give the code of the piece that a value lies in."""
        return self._code(floor(self._steps(given)))

    def meeting(self, test: Condition) -> tuple[int, ...]:
        """Give the codes of the pieces that meet *test*, in order."""
        found: set[int] = set()
        for low, high in _spans(test):
            first = 1 if low is None else self._code(ceil(self._steps(low)))
            last = self.highest if high is None else self.code(high)
            found.update(range(first, last + 1))
        return tuple(sorted(found))

    def said(self, code: int, language: str) -> str:
        """Say from where to where the piece goes that *code* stands for."""
        edges = [None, *self._starts, None]
        first, after = edges[code - 1], edges[code]
        low = None if first is None else self._at(first)
        high = None if after is None else self._at(after - 1)
        if low is not None and low == high:
            return value(language, self.fact, low)
        piece = Condition(fact=self.fact.id, minimum=low, maximum=high)
        return limits(language, self.fact, piece)

    def _cuts(self, span: Span) -> Iterator[int]:
        low, high = span
        if low is not None:
            yield ceil(self._steps(low))
        if high is not None:
            yield floor(self._steps(high)) + 1

    def _code(self, step: int) -> int:
        return bisect_right(self._starts, step) + 1

    def _steps(self, given: Value) -> Fraction:
        if isinstance(given, date):
            return Fraction(given.toordinal())
        return Fraction(cast("int | Decimal", given)) * Fraction(10**self.fact.decimals)

    def _at(self, step: int) -> Value:
        if self.fact.type == "date":
            return date.fromordinal(step)
        return Decimal(step).scaleb(-self.fact.decimals)


def _spans(test: Condition) -> tuple[Span, ...]:
    if test.values:
        return tuple((given, given) for given in test.values)
    return ((test.minimum, test.maximum),)


def codes(flow: Flow) -> Mapping[str, Codes]:
    """Give the codes of each fact of *flow* that is asked, set or read, by its id."""
    ways = [way for state in flow.states.values() for way in state.transitions]
    read = tuple(tests(ways))
    used = {test.fact for test in read}
    used.update(state.asks for state in flow.states.values())
    used.update(fact for way in ways for fact, _ in way.sets)
    return {
        fact.id: _codes(fact, read) for fact in flow.facts.values() if fact.id in used
    }


def _codes(fact: Fact, read: tuple[Condition, ...]) -> Codes:
    if fact.type not in ("number", "date"):
        return Codes(fact)
    return Line(fact, (test for test in read if test.fact == fact.id))


def tests(transitions: Iterable[Transition]) -> Iterator[Condition]:
    """Give each condition of *transitions* on one fact, in order."""
    for transition in transitions:
        for row in transition.conditions:
            yield from row
