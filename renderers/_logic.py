"""The conditions of a decision over facts in codes, as model checkers read them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from ama_flow.model import Condition, Transition

from ._checkable import Decision
from ._codes import UNKNOWN, Codes, tests


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """The signs of a language between two operands.

    *counted* has a place for a condition that counts as one where it is met.
    """

    equals: str
    both: str
    either: str
    counted: str

    def all(self, parts: Iterable[str]) -> str:
        """Say that all of *parts* hold."""
        return _joined(self.both, parts) or "true"

    def any(self, parts: Iterable[str]) -> str:
        """Say that one of *parts* holds."""
        return _joined(self.either, parts) or "false"


def _joined(sign: str, parts: Iterable[str]) -> str:
    given = list(parts)
    if len(given) == 1:
        return given[0]
    return f" {sign} ".join(f"({part})" for part in given)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How one decision reads facts, which go by *names* there."""

    signs: Signs
    codes: Mapping[str, Codes]
    names: Mapping[str, str]
    decision: Decision

    def met(self, transition: Transition) -> str:
        """Say that the conditions of *transition* are met."""
        if not transition.conditions:
            return "true"
        return self.signs.any(
            self.signs.all(map(self._test, row)) for row in transition.conditions
        )

    @property
    def none(self) -> str:
        """Say that no condition is met."""
        return f"!({self.signs.any(map(self.met, self.decision.read))})"

    @property
    def several(self) -> str:
        """Say that the conditions of more than one transition are met."""
        met = (self.signs.counted.format(self.met(t)) for t in self.decision.read)
        return f"{' + '.join(met)} > 1"

    @property
    def unknown(self) -> str:
        """Say that a fact which is not known decides, in Kleene's logic."""
        return self.signs.any(
            self._undecided(transition)
            for transition in self.decision.read
            if any(map(self._is_doubtful, tests([transition])))
        )

    def _undecided(self, transition: Transition) -> str:
        """Say that conditions are not met, and would be for some unknown value."""
        (first, *others), *rows = transition.conditions
        if not others and not rows:
            return self._missing(first)
        possible = self.signs.any(
            self.signs.all(map(self._possible, row)) for row in transition.conditions
        )
        return self.signs.all([possible, f"!({self.met(transition)})"])

    def _possible(self, test: Condition) -> str:
        met = self._test(test)
        if not self._is_doubtful(test):
            return met
        return self.signs.any([self._missing(test), met])

    def _is_doubtful(self, test: Condition) -> bool:
        return test.fact in self.decision.doubtful

    def _missing(self, test: Condition) -> str:
        return self._is(test.fact, UNKNOWN)

    def _test(self, test: Condition) -> str:
        met = self.codes[test.fact].meeting(test)
        runs = groupby(enumerate(met), key=lambda pair: pair[1] - pair[0])
        return self.signs.any(
            self._run(test.fact, [code for _, code in run]) for _, run in runs
        )

    def _run(self, fact: str, run: list[int]) -> str:
        first, last = run[0], run[-1]
        if first == last:
            return self._is(fact, first)
        name = self.names[fact]
        return self.signs.all([f"{first} <= {name}", f"{name} <= {last}"])

    def _is(self, fact: str, code: int) -> str:
        return f"{self.names[fact]} {self.signs.equals} {code}"
