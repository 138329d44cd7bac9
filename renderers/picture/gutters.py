"""Which track of a gutter each line runs in, so that lines cross as little as can be.

Lines that arrive at one place share a track, as roads do that join.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import permutations, product
from operator import itemgetter
from typing import TypeVar

NEAR = 3.0
"""Points between lines that must not be taken for one."""

_APART = 8.0  # points between lines below each other in one track
Name = TypeVar("Name")
_CONFUSED = 50  # crossings that are not as bad as two ends on each other


@dataclass(frozen=True, kw_only=True)
class Bus:
    """Lines that arrive at one place: each end is how far down, and on which side.

    The last end is where they arrive.
    """

    ends: tuple[tuple[float, bool], ...]

    def with_those_of(self, other: Bus) -> Bus:
        """Give both as one, which arrives between where they did."""
        *own, (y, is_left) = self.ends
        *others, (there, _) = other.ends
        return Bus(ends=(*own, *others, ((y + there) / 2, is_left)))

    @cached_property
    def top(self) -> float:
        """Where the upper end is."""
        return min(y for y, _ in self.ends)

    @cached_property
    def bottom(self) -> float:
        """Where the lower end is."""
        return max(y for y, _ in self.ends)

    def meets(self, other: Bus) -> bool:
        """Say whether the *other* is beside it, so that they take different tracks."""
        return self.top - _APART < other.bottom and other.top - _APART < self.bottom

    @cached_property
    def at_left(self) -> tuple[float, ...]:
        """The ends at the left side of the gutter."""
        return tuple(y for y, is_left in self.ends if is_left)

    @cached_property
    def at_right(self) -> tuple[float, ...]:
        """The ends at its right side."""
        return tuple(y for y, is_left in self.ends if not is_left)


def tracks(buses: Sequence[Bus]) -> list[int]:
    """Give each bus a track, from 0 at the left; near ones are in different tracks."""
    order: list[int] = []
    for number in sorted(range(len(buses)), key=lambda n: _span(buses[n])):
        order.insert(_best(buses, order, number), number)
    order = _sifted(buses, order)
    found = [0] * len(buses)
    for position, number in enumerate(order):
        before = (n for n in order[:position] if buses[n].meets(buses[number]))
        found[number] = max((found[n] + 1 for n in before), default=0)
    return found


def deepest(buses: Mapping[Name, Bus]) -> list[Name]:
    """Name the buses where most of them are beside each other: each takes a track."""
    ends = [(bus.top, True, name) for name, bus in buses.items()]
    ends += [(bus.bottom + _APART, False, name) for name, bus in buses.items()]
    beside: dict[Name, None] = {}
    found: list[Name] = []
    for _, begins, name in sorted(ends, key=itemgetter(0, 1)):
        if begins:
            beside[name] = None
            found = max(found, list(beside), key=len)
        else:
            del beside[name]
    return found


def crossings(buses: Sequence[Bus], found: Sequence[int]) -> int:
    """Count how often buses cross in the tracks *found*."""
    pairs = permutations(range(len(buses)), 2)
    left = ((buses[a], buses[b]) for a, b in pairs if found[a] < found[b])
    return sum(_crossings(one, other) for one, other in left)


def _sifted(buses: Sequence[Bus], order: Sequence[int]) -> list[int]:
    """Move each bus to where it crosses the fewest, now that all have a place."""
    found = [*order]
    for number in order:
        found.remove(number)
        found.insert(_best(buses, found, number), number)
    return found


def _span(bus: Bus) -> tuple[float, float]:
    return bus.bottom - bus.top, bus.top


def _best(buses: Sequence[Bus], order: Sequence[int], number: int) -> int:
    """Say where in the *order* from left to right a bus crosses the fewest others."""
    bus = buses[number]
    cost = least = best = 0
    for place, other in enumerate(order, 1):
        beside = buses[other]
        if bus.meets(beside):
            cost += _crossings(beside, bus) - _crossings(bus, beside)
        if cost < least:
            least, best = cost, place
    return best


def _crossings(left: Bus, right: Bus) -> int:
    """Count how often two buses cross if one is to the *left* of the other."""
    if not left.meets(right):
        return 0
    return (
        _within(left.at_right, right)
        + _within(right.at_left, left)
        + _CONFUSED * _meetings(left, right)
    )


def _meetings(left: Bus, right: Bus) -> int:
    """Count the ends of two buses that lie on each other, if one is to the *left*."""
    ends = product(left.at_right, right.at_left)
    return sum(abs(one - other) < NEAR for one, other in ends)


def confused(buses: Sequence[Bus], found: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Give the pairs of buses that still lie on each other in the tracks *found*."""
    for one, other in permutations(range(len(buses)), 2):
        is_left = found[one] < found[other] and buses[one].meets(buses[other])
        if is_left and _meetings(buses[one], buses[other]):
            yield one, other


def _within(ends: Iterable[float], bus: Bus) -> int:
    return sum(bus.top - NEAR < y < bus.bottom + NEAR for y in ends)
