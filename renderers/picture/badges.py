"""Badges: a word on what stands out, that lies over all else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

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


def badges(outline: Outline, runs: Sequence[DrawnRun]) -> list[Badge]:
    """Put a badge on each state that stands out, and on lines where they have one."""
    if not outline.marked:
        return []
    lines = [line for run in runs for line in run.all_lines]
    found = list(_on_states(outline, runs, lines))
    if outline.marked.signs:
        texts = [text for line in lines for text in line.texts]
        for drawn in lines:
            if drawn.line.mark:
                found.append(_on_line(drawn, drawn.line.mark.sign, found, texts))
    return found


# ------------------------------------------------------------------ on states


def _on_states(
    outline: Outline, runs: Iterable[DrawnRun], lines: Iterable[Drawn]
) -> Iterator[Badge]:
    touched = _touched(lines)
    for state in (state for run in runs for state in run.states):
        mark = mark_of_state(outline, state.state.id)
        if mark and mark.sign:
            ends = touched.get(state.state.id, ())
            yield _at_corner(badge(mark.sign, (0, 0)), state, ends)


def _touched(lines: Iterable[Drawn]) -> dict[str, list[float]]:
    """Say how far down lines begin or end at the left of each state, by its id."""
    found: dict[str, list[float]] = {}
    for drawn in lines:
        line, points = drawn.line, drawn.stroke.points
        (start, after), (before, end) = points[:2], points[-2:]
        if before[0] < end[0]:
            found.setdefault(line.dest, []).append(end[1])
        if after[0] < start[0]:
            found.setdefault(line.source, []).append(start[1])
    return found


def _at_corner(found: Badge, drawn: DrawnState, touched: Iterable[float]) -> Badge:
    """Put a badge at a left corner of a box, beside what it says: best the upper one.

    It is the lower one where the badge would lie on the end of a line.
    """
    corners = drawn.shapes[0].points
    left, top = (min(each) for each in zip(*corners, strict=True))
    bottom = max(y for _, y in corners)
    near = [abs(y - top) for y in touched]
    y = bottom if any(far < _HIGH / 2 + _TIP for far in near) else top
    return found.moved(left - found.width, y - _HIGH / 2)


# ------------------------------------------------------------------ on lines


def _on_line(
    drawn: Drawn, sign: str, others: Sequence[Badge], texts: Sequence[Text]
) -> Badge:
    """Put a badge on a line, best near its start, where it covers the least."""
    places = [badge(sign, (x - _HIGH / 2, y - _HIGH / 2)) for x, y in _places(drawn)]
    return min(places, key=lambda place: _covered(place, others, texts))


def _covered(place: Badge, others: Sequence[Badge], texts: Sequence[Text]) -> int:
    """Count the badges and the texts that a badge would lie on."""
    rooms = [(*other.shape.points[0], *other.shape.points[2]) for other in others]
    rooms += [(t.left, t.top, t.left + t.width, t.top + t.height) for t in texts]
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
        yield x - _HIGH / 2 - _BESIDE, (y + to_y) / 2
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
