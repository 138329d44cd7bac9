"""Badges: a word on what stands out, that lies over all else."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from .._outline import Outline
from .._style import BADGE
from .scene import ARROW, Badge, Drawn, DrawnRun, DrawnState
from .setting import Stretch, Text, column
from .shapes import Point, Shape, cut, long, rectangle
from .standing import mark_of_state

_HIGH = 15.0  # points for the height of a badge
_PAD = 5.0  # points beside the words in a badge
_BESIDE = 3.0  # points between a line down and its badge
_ALONG = 9.0  # points along a line to the middle of its badge
_STEP = 8.0  # points along a line to where there may be more room
_SHARES = (1 / 2, 1 / 4, 3 / 4)  # of a line down, where there may be room
_TIP = 5.0  # points for half the width of an arrow, at most


def room(outline: Outline, names: Iterable[str]) -> float:
    """Say how much badges add to the left of the states called *names*."""
    marks = (mark_of_state(outline, name) for name in names)
    wide = (badge(mark.sign, (0, 0)).width for mark in marks if mark and mark.sign)
    return max(wide, default=0.0)


def badge(words: str, at: Point) -> Badge:
    """Put *words* on a badge whose upper left corner is *at* a point."""
    (text,) = column([Stretch(words=words, ink=BADGE)], 999).texts
    wide = max(_HIGH, text.width + 2 * _PAD)
    x, y = at
    return Badge(
        shape=Shape(
            points=rectangle(x, y, wide, _HIGH),
            radius=_HIGH / 2,
            fill="badge",
            line="paper",
        ),
        text=text.moved(x + (wide - text.width) / 2, y + (_HIGH - text.height) / 2),
    )


def badges(outline: Outline, runs: Sequence[DrawnRun], wide: float) -> list[Badge]:
    """Put a badge on each state that stands out, and on lines where they have one.

    None is further to the right than *wide*.
    """
    if not outline.marked:
        return []
    free = _Free(runs)
    found: list[Badge] = []
    for state in (state for run in runs for state in run.states):
        mark = mark_of_state(outline, state.state.id)
        if mark and mark.sign:
            found.append(free.at_corner(state, mark.sign, wide))
    marked = ((drawn, drawn.line.mark) for drawn in free.lines if outline.marked.signs)
    found += (free.on_line(drawn, mark.sign) for drawn, mark in marked if mark)
    return found


_Room = tuple[float, float, float, float]
"""What is taken: its left, its top, its right and its bottom."""


class _Free:
    """Where badges cover the least: best no words and no badges, then no arrow."""

    def __init__(self, runs: Sequence[DrawnRun]) -> None:
        self.lines = [line for run in runs for line in run.all_lines]
        at_lines = (text for line in self.lines for text in line.texts)
        on_frames = (text for run in runs for text in run.texts)
        self.taken = [_room(text) for text in (*at_lines, *on_frames)]
        self.starts = [_around(line.stroke.points[0]) for line in self.lines]
        self.arrows = [_around(line.stroke.points[-1]) for line in self.lines]

    def at_corner(self, drawn: DrawnState, sign: str, wide: float) -> Badge:
        """Put a badge beside a corner of a box, best the upper left one."""
        corners = drawn.shapes[0].points
        left, top = (min(each) for each in zip(*corners, strict=True))
        right, bottom = (max(each) for each in zip(*corners, strict=True))
        room = badge(sign, (0, 0)).width
        sides = [left - room, right] if right + room <= wide else [left - room]
        heights = [top - _HIGH / 2, bottom - _HIGH / 2, top - _HIGH, bottom]
        places = [(x, y) for x in sides for y in heights]
        return self._best(sign, places, [*self.arrows, *self.starts])

    def on_line(self, drawn: Drawn, sign: str) -> Badge:
        """Put a badge on a line, best near its start."""
        places = [(x - _HIGH / 2, y - _HIGH / 2) for x, y in _places(drawn)]
        return self._best(sign, places, self.arrows)

    def _best(
        self, sign: str, corners: Iterable[Point], ends: Collection[_Room]
    ) -> Badge:
        def covered(place: Badge) -> tuple[int, int]:
            return _covered(place, self.taken), _covered(place, ends)

        found = min((badge(sign, corner) for corner in corners), key=covered)
        self.taken.append((*found.shape.points[0], *found.shape.points[2]))
        return found


def _room(text: Text) -> _Room:
    return text.left, text.top, text.left + text.width, text.top + text.height


def _around(end: Point) -> _Room:
    """Give the room of the end of a line, and so of its arrow."""
    x, y = end
    return x - _TIP, y - _TIP, x + _TIP, y + _TIP


def _covered(place: Badge, rooms: Iterable[_Room]) -> int:
    """Count what a badge would lie on."""
    (left, top), (right, bottom) = place.shape.points[0], place.shape.points[2]
    return sum(
        left < east and west < right and top < south and north < bottom
        for west, north, east, south in rooms
    )


def _places(drawn: Drawn) -> Iterator[Point]:
    """Give places along a line, or beside one that runs down, but not at its arrow."""
    points = drawn.stroke.points
    (x, y), (to_x, to_y) = points[:2]
    if x == to_x:
        for side in (-1, 1):
            for share in _SHARES:
                yield x + side * (_HIGH / 2 + _BESIDE), y + (to_y - y) * share
        return
    yield _first(drawn), y
    length = long(points)
    for number in range(1, int((length - _ALONG - ARROW) / _STEP)):
        yield cut(points, length - number * _STEP)[-1]


def _first(drawn: Drawn) -> float:
    """Say how far to the right or left the first place on a line is."""
    (x, _), (to_x, _) = drawn.stroke.points[:2]
    if to_x > x:
        return max(x, *(text.left + text.width for text in drawn.texts), x) + _ALONG
    return min(x, *(text.left for text in drawn.texts), x) - _ALONG
