"""Outlines and lines: corners that may be rounded. Measures are in points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import dist
from typing import NamedTuple

Point = tuple[float, float]
_SEEN = 0.01  # points below which nothing can be seen
_BEND = 0.55  # of a corner, from where a curve is pulled: nearly a quarter of a circle


class Shape(NamedTuple):
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
        return Shape(points, *self[1:])

    @property
    def segments(self) -> tuple[Segment, ...]:
        """The outline, from its start to its start."""
        first, *rest = self.points
        start = _between(first, rest[0], dist(first, rest[0]) / 2)
        return tuple(rounded([start, *rest, first, start], self.radius))


class Segment(NamedTuple):
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
        back, ahead = dist(here, corner), dist(corner, onward)
        room = min(radius, back, ahead / 2)
        if room < _SEEN:
            yield Segment(here, corner)
            here = corner
            continue
        bend_start = _towards(corner, here, room / back)
        bend_end = _towards(corner, onward, room / ahead)
        yield Segment(here, bend_start)
        pulls = _towards(bend_start, corner, _BEND), _towards(bend_end, corner, _BEND)
        yield Segment(bend_start, bend_end, pulls)
        here = bend_end
    yield Segment(here, points[-1])


def _towards(start: Point, end: Point, share: float) -> Point:
    """Give the point that is a *share* of the way from *start* to *end*."""
    (x, y), (to_x, to_y) = start, end
    return x + (to_x - x) * share, y + (to_y - y) * share


def _between(start: Point, end: Point, far: float) -> Point:
    """Give the point *far* from *start* towards *end*."""
    return _towards(start, end, far / (dist(start, end) or 1))


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
