"""Conditions over facts in codes, in the language of a model checker."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from ama_flow.model import Condition, Conditions

from ._checkable import Decision, tests
from ._codes import UNKNOWN, Codes


@dataclass(frozen=True, slots=True, kw_only=True)
class Logic:
    """How a language writes conditions over *codes*.

    The signs are those between two operands; *counted* has a place for a condition that
    is to count as one where it is met.
    """

    codes: Mapping[str, Codes]
    equals: str
    both: str
    either: str
    counted: str

    def met(self, conditions: Conditions, names: Mapping[str, str]) -> str:
        """Say that *conditions* are met by facts that go by *names*."""
        if not conditions:
            return "true"
        return self.any(self.all(self._test(t, names) for t in r) for r in conditions)

    def unknown(self, decision: Decision, names: Mapping[str, str]) -> str:
        """Say that a fact which is not known decides, in Kleene's logic."""
        doubtful = {fact: names[fact] for fact in decision.doubtful}
        return self.any(
            self._open(transition.conditions, names, doubtful)
            for transition in decision.read
            if any(test.fact in doubtful for test in tests([transition]))
        )

    def several(self, decision: Decision, names: Mapping[str, str]) -> str:
        """Say that more than one transition is open."""
        met = [self.met(transition.conditions, names) for transition in decision.read]
        return f"{' + '.join(self.counted.format(test) for test in met)} > 1"

    def none(self, decision: Decision, names: Mapping[str, str]) -> str:
        """Say that no transition is open but perhaps the last, the "otherwise"."""
        met = [self.met(transition.conditions, names) for transition in decision.read]
        return f"!({self.any(met)})" if met else "true"

    def _open(
        self,
        conditions: Conditions,
        names: Mapping[str, str],
        doubtful: Mapping[str, str],
    ) -> str:
        """Say that *conditions* are neither met nor not met."""
        rows = [self._row_open(row, names, doubtful) for row in conditions]
        is_open = self.any(row for row in rows if row)
        if len(rows) == 1:
            return is_open
        return self.all([is_open, f"!({self.met(conditions, names)})"])

    def _row_open(
        self,
        row: tuple[Condition, ...],
        names: Mapping[str, str],
        doubtful: Mapping[str, str],
    ) -> str:
        """Say that none of *row* is not met, and one of them is not known."""
        facts = [fact for fact in doubtful if any(test.fact == fact for test in row)]
        if not facts:
            return ""
        missing = self.any(self._is(doubtful[fact], UNKNOWN) for fact in facts)
        if len(row) == 1:
            return missing
        return self.all([missing, *(self._may(t, names, doubtful) for t in row)])

    def _may(
        self, test: Condition, names: Mapping[str, str], doubtful: Mapping[str, str]
    ) -> str:
        met = self._test(test, names)
        if test.fact not in doubtful:
            return met
        return self.any([self._is(doubtful[test.fact], UNKNOWN), met])

    def _test(self, test: Condition, names: Mapping[str, str]) -> str:
        met, name = self.codes[test.fact].meeting(test), names[test.fact]
        runs = groupby(enumerate(met), key=lambda pair: pair[1] - pair[0])
        return self.any(self._run(name, [c for _, c in run]) for _, run in runs)

    def _run(self, name: str, run: list[int]) -> str:
        first, last = run[0], run[-1]
        if first == last:
            return self._is(name, first)
        return self.all([f"{first} <= {name}", f"{name} <= {last}"])

    def _is(self, name: str, code: int) -> str:
        return f"{name} {self.equals} {code}"

    def all(self, parts: Iterable[str]) -> str:
        """Say that all of *parts* hold."""
        return self._joined(self.both, parts) or "true"

    def any(self, parts: Iterable[str]) -> str:
        """Say that one of *parts* holds."""
        return self._joined(self.either, parts) or "false"

    def _joined(self, sign: str, parts: Iterable[str]) -> str:
        given = list(parts)
        if len(given) == 1:
            return given[0]
        return f" {sign} ".join(f"({part})" for part in given)
