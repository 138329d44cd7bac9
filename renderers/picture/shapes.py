"""Outlines and lines: corners that may be rounded. Measures are in points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import dist

Point = tuple[float, float]
_SEEN = 0.01  # points below which nothing can be seen
_BEND = 0.55  # of a corner, from where a curve is pulled: nearly a quarter of a circle


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A closed outline; *fill* and *line* are roles of colours, or empty for none."""

    points: tuple[Point, ...]
    radius: float = 0
    fill: str = ""
    line: str = ""
    width: float = 1
    dashed: bool = False

    def moved(self, x: float, y: float) -> Shape:
        """Give the same shape at another place."""
        points = tuple((px + x, py + y) for px, py in self.points)
        return replace(self, points=points)

    @property
    def segments(self) -> tuple[Segment, ...]:
        """The outline, from its start to its start."""
        first, *rest = self.points
        start = _between(first, rest[0], dist(first, rest[0]) / 2)
        return tuple(rounded([start, *rest, first, start], self.radius))


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a line: straight to *end*, or bent there by two *pulls*."""

    start: Point
    end: Point
    pulls: tuple[Point, Point] | None = None


def rectangle(x: float, y: float, wide: float, high: float) -> tuple[Point, ...]:
    """Give the corners of a rectangle, from the upper left one clockwise."""
    return ((x, y), (x + wide, y), (x + wide, y + high), (x, y + high))


def rounded(points: Sequence[Point], radius: float) -> Iterator[Segment]:
    """Follow *points*, and round each corner between the ends."""
    here = points[0]
    for corner, onward in pairwise(points[1:]):
        room = min(radius, dist(here, corner), dist(corner, onward) / 2)
        if room < _SEEN:
            yield Segment(here, corner)
            here = corner
            continue
        bend_start, bend_end = (_between(corner, p, room) for p in (here, onward))
        yield Segment(here, bend_start)
        pulls = _pull(bend_start, corner), _pull(bend_end, corner)
        yield Segment(bend_start, bend_end, pulls)
        here = bend_end
    yield Segment(here, points[-1])


def _pull(bend: Point, corner: Point) -> Point:
    return (
        bend[0] + (corner[0] - bend[0]) * _BEND,
        bend[1] + (corner[1] - bend[1]) * _BEND,
    )


def _between(start: Point, end: Point, far: float) -> Point:
    """Give the point *far* from *start* towards *end*."""
    share = far / (dist(start, end) or 1)
    return (
        start[0] + (end[0] - start[0]) * share,
        start[1] + (end[1] - start[1]) * share,
    )


def shortened(points: Sequence[Point], length: float) -> list[Point]:
    """Cut *length* off the end of a line, for an arrow."""
    *rest, before, end = points
    return [*rest, before, _between(end, before, min(length, dist(before, end)))]


def cut(points: Sequence[Point], length: float) -> list[Point]:
    """Cut *length* off the end of a line, around corners too."""
    *rest, before, end = points
    last = dist(before, end)
    if rest and last <= length:
        return cut([*rest, before], length - last)
    return [*rest, before, _between(end, before, length)]


def long(points: Sequence[Point]) -> float:
    """Say how long a line is."""
    return sum(dist(*ends) for ends in pairwise(points))


def shared(one: Sequence[Point], other: Sequence[Point]) -> float:
    """Say how long two lines that end at one place are the same up to there."""
    found = 0.0
    backwards = (pairwise(reversed(line)) for line in (one, other))
    for (end, before), (_, there) in zip(*backwards, strict=False):
        near = min(dist(end, before), dist(end, there))
        if not _is_same(_between(end, before, near), _between(end, there, near)):
            break
        found += near
        if not _is_same(before, there):
            break
    return found


def _is_same(one: Point, other: Point) -> bool:
    return dist(one, other) < _SEEN


def arrow(before: Point, end: Point, length: float, half: float) -> tuple[Point, ...]:
    """Give the corners of an arrow that ends at *end*, coming from *before*."""
    back = _between(end, before, length)
    away = (back[0] - end[0]) / length, (back[1] - end[1]) / length
    side = -away[1] * half, away[0] * half
    return (
        end,
        (back[0] + side[0], back[1] + side[1]),
        (back[0] - side[0], back[1] - side[1]),
    )
