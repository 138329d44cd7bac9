"""How many ways there are from the first situation to an end, without going round.

In a part that cannot be gone round in, they are counted without being made; in a
loop each is made, since counting them is as hard as that. Source: Valiant, The
complexity of enumeration and reliability problems (1979).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from ama_flow.proofs.explored import Ways
from ama_flow.proofs.graph import components, is_cycle

BUDGET = 100_000
"""How many stretches of ways through loops are made before that is given up."""


class Count(NamedTuple):
    """A *number*; where it is not *exact* there are at least so many."""

    number: int
    exact: bool


def count_paths(ways: Ways, *, budget: int = BUDGET) -> Count:
    """Count the lists of answers from situation 0 to an end without a round.

    An end is a situation without answers. No situation comes twice on a path; two
    paths differ in an answer. Numbers can be very large.
    """
    return _Counting(ways, budget).count()


class _Counting:
    """The count on its way: *ways_to* has how many paths lead to a situation."""

    def __init__(self, ways: Ways, budget: int) -> None:
        self.dests = {number: Counter(dests) for number, dests in enumerate(ways)}
        self.ways_to: Counter[int] = Counter({0: 1})
        self.budget = budget

    def count(self) -> Count:
        ended = 0
        for part in reversed(list(components(self.dests))):
            inside = frozenset(part) if is_cycle(self.dests, part) else frozenset()
            entered = [(n, self.ways_to.pop(n)) for n in part if n in self.ways_to]
            for number, paths in self.left(entered, inside):
                for dest, answers in self.dests[number].items():
                    if dest not in inside:
                        self.ways_to[dest] += paths * answers
                ended += 0 if self.dests[number] else paths
        return Count(ended, self.budget > 0)

    def left(
        self, entered: list[tuple[int, int]], inside: frozenset[int]
    ) -> Iterator[tuple[int, int]]:
        """Give each stretch through a part by its last situation, and how often."""
        if not inside:
            yield from entered
            return
        for number, paths in entered:
            yield from self.stretches(number, paths, inside)

    def stretches(
        self, number: int, paths: int, inside: frozenset[int]
    ) -> Iterator[tuple[int, int]]:
        """Go every way from *number* on *inside* a loop, as far as the budget lasts."""
        passed = {number: paths}
        todo = [self.following(number, inside)]
        yield number, paths
        while todo and self.budget > 0:
            step = next(todo[-1], None)
            if step is None:
                todo.pop()
                passed.popitem()
            elif step[0] not in passed:
                self.budget -= 1
                at = next(reversed(passed))
                passed[step[0]] = passed[at] * step[1]
                todo.append(self.following(step[0], inside))
                yield step[0], passed[step[0]]

    def following(
        self, number: int, inside: frozenset[int]
    ) -> Iterator[tuple[int, int]]:
        return (step for step in self.dests[number].items() if step[0] in inside)
