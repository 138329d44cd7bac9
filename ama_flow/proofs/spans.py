"""How far it is from each situation to an end of some kind."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ama_flow.proofs.explored import Ways


class Span(NamedTuple):
    """The fewest and the most answers to the first end of some kind.

    *fewest* is None where none is reached. *most* is None then too, and where a
    reader can go round before he gets there, without bound.
    """

    fewest: int | None
    most: int | None

    @property
    def unbounded(self) -> bool:
        """Whether an end can be reached, after any number of answers."""
        return self.fewest is not None and self.most is None


def spans(ways: Ways, ends: Iterable[int]) -> list[Span]:
    """Give for each situation how far the first of *ends* is, in linear time.

    What leads to no end does not count: it lies on no way to one.
    """
    into = _turned(ways)
    fewest = _fewest(into, ends)
    return list(map(Span, fewest, _most(ways, into, fewest)))


def _turned(ways: Ways) -> Ways:
    into: Ways = [[] for _ in ways]
    for number, dests in enumerate(ways):
        for dest in dests:
            into[dest].append(number)
    return into


def _fewest(into: Ways, ends: Iterable[int]) -> list[int | None]:
    """Go back from the *ends*, nearest first."""
    fewest: list[int | None] = [None] * len(into)
    answers, layer = 0, list(ends)
    while layer:
        for number in layer:
            fewest[number] = answers
        before = dict.fromkeys(before for number in layer for before in into[number])
        layer = [number for number in before if fewest[number] is None]
        answers += 1
    return fewest


def _most(ways: Ways, into: Ways, fewest: list[int | None]) -> list[int | None]:
    """Go back from the ends, and take a situation when all behind it are taken.

    Those come in the order of their distance, so the last one behind a situation is
    the farthest. Source: Kahn, Topological sorting of large networks (1962).
    """
    most = [0 if answers == 0 else None for answers in fewest]
    left = [sum(fewest[dest] is not None for dest in dests) for dests in ways]
    todo = [(number, 0) for number, answers in enumerate(fewest) if answers == 0]
    for number, answers in todo:
        for before in into[number]:
            left[before] -= 1
            if not left[before] and fewest[before] != 0:
                most[before] = answers + 1
                todo.append((before, answers + 1))
    return most
