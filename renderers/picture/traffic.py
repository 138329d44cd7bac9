"""The lines in each gutter: in which track each runs, and which are too many.

What is too much for a gutter is said in words instead, beginning with what is worth
least: lines by themselves, and long ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import product

from .gutters import Bus, confused, crossings, deepest, tracks
from .heights import Heights
from .lines import Merged, bus, merged, routed
from .plan import Line, Place, Plan

_FEW = 6  # tracks in a gutter in which anybody finds his way
_TANGLED = 2  # crossings for each line of a gutter, of which there are never more
_MOST = 12  # tracks in a gutter: more could not be told apart


def crowded(plan: Plan) -> list[Line]:
    """Give lines that no gutter has room for, wherever things are: of one state.

    As many lines can go up from it, and as many down, as there are tracks.
    """

    def first(line: Line) -> tuple[bool, int]:
        return not line.mark, plan.rank[line.dest]

    leaving: dict[tuple[str, int], list[Line]] = {}
    for line, route in routed(plan):
        if not line.is_shared and line.role != "ordinary":
            leaving.setdefault((line.source, route.gutter), []).append(line)
    return [
        line
        for lines in leaving.values()
        for line in sorted(lines, key=first)[2 * _MOST :]
    ]


def gutters(plan: Plan, heights: Heights) -> list[Gutter]:
    """Give the gutters of a plan, from left to right."""
    found: list[list[Merged]] = [[] for _ in range(len(plan.lanes) + 1)]
    for group in merged(plan):
        if any(heights.leaves[line] != heights.arrives[line] for line in group.lines):
            found[group.gutter].append(group)
    return [Gutter(plan, heights, groups) for groups in found]


class Gutter:
    """The lines that turn in one gutter; those that arrive together are a group."""

    def __init__(self, plan: Plan, heights: Heights, groups: Sequence[Merged]) -> None:
        """See how far down the lines of each group begin and end."""
        self.groups = groups
        self.buses = [
            bus(plan, group, heights.leaves, heights.arrives[group.lines[0]])
            for group in groups
        ]
        self.far = {
            line: abs(heights.leaves[line] - heights.arrives[line])
            for group in groups
            for line in group.lines
        }

    @cached_property
    def tracks(self) -> list[int]:
        """The track of each group, from 0 at the left."""
        return tracks(self.buses)

    @property
    def count(self) -> int:
        """How many tracks there are."""
        return max(self.tracks, default=-1) + 1

    @property
    def crossings(self) -> int:
        """How often lines cross."""
        return crossings(self.buses, self.tracks)

    # ------------------------------------------------------------ too many

    def too_many(self) -> list[Line]:
        """Give lines on top of others, and those that make it too full."""
        if deep := self._deep():  # quickly found, unlike the tracks
            return deep
        free = [n for n, group in enumerate(self.groups) if not group.is_ordinary]
        weakest = sorted(free, key=self._worth)[: max(0, self.count - _MOST)]
        return [
            *self._on_others(),
            *(line for number in weakest for line in self.groups[number].lines),
            *self._tangle(),
        ]

    def _deep(self) -> list[Line]:
        """Give lines so that not too many are beside each other any more."""
        left = dict(enumerate(self.buses))
        found: list[Line] = []
        while True:
            beside = deepest(left)
            free = [n for n in beside if not self.groups[n].is_ordinary]
            over = sorted(free, key=self._worth)[: max(0, len(beside) - _MOST)]
            if not over:
                return found
            for number in over:
                del left[number]
                found += self.groups[number].lines

    def _on_others(self) -> Iterator[Line]:
        for pair in confused(self.buses, self.tracks):
            yield from self.groups[min(pair, key=self._worth)].lines

    def _tangle(self) -> list[Line]:
        """Give the longest lines where so many cross that nobody finds his way."""
        if self.count < _FEW:
            return []
        over = self.crossings - _TANGLED * len(self.far)
        free = (group for group in self.groups if not group.is_ordinary)
        lines = [line for group in free for line in group.lines]
        return sorted(lines, key=self._weak)[: 1 + over // 8] if over > 0 else []

    def _worth(self, number: int) -> tuple[bool, bool, int, float]:
        """Say what a track is worth: much if a line of it stands out, or many share it."""
        lines = self.groups[number].lines
        is_marked = any(line.mark for line in lines)
        is_shared = any(line.is_shared for line in lines)
        far = max(self.far[line] for line in lines)
        return is_marked, is_shared, len(lines), -far

    def _weak(self, line: Line) -> tuple[bool, bool, float]:
        """Put long lines first; behind them what states share, and what stands out."""
        return bool(line.mark), line.is_shared, -self.far[line]

    # ------------------------------------------------------------ together

    def better_together(self) -> Iterator[Place]:
        """Give where fewer lines cross if those that fail arrive with the others."""
        failing = [n for n, group in enumerate(self.groups) if group.socket.fails]
        for number, (beside, other) in product(failing, enumerate(self.groups)):
            one = self.groups[number]
            if one.is_beside(other) and self._gains(number, beside):
                yield one.dest, one.socket.side

    def _gains(self, one: int, other: int) -> bool:
        """Say whether fewer lines cross if these two groups arrive together."""
        apart = [self.buses[one], self.buses[other]]
        both = apart[0].with_those_of(apart[1])
        beside = (bus for n, bus in enumerate(self.buses) if n not in (one, other))
        near = [bus for bus in beside if bus.meets(both)]
        return _crossings([*near, both]) < _crossings([*near, *apart])


def _crossings(buses: Sequence[Bus]) -> int:
    return crossings(buses, tracks(buses))
