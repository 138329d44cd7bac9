"""How what is drawn looks where something in it stands out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from ._marked import Mark, noted
from ._outline import Outline
from ._plan import Line
from ._scene import Badge, Drawn, DrawnRun, DrawnState
from ._setting import Stretch, Text, column
from ._shapes import Point, Shape, rectangle
from ._style import BADGE, HEAVY, LIGHT_ONES, Look

_HIGH = 15.0  # points for the height of a badge
_PAD = 5.0  # points beside the words in a badge
_OVER = 3.0  # points of a box that its badge covers
_ALONG = 9.0  # points along a line to the middle of its badge
_BORDER = 2.6  # points for the border of what stands out


def mark_of_state(outline: Outline, name: str) -> Mark | None:
    """Say how a state stands out."""
    return outline.marked.states.get(name) if outline.marked else None


def look_of_state(outline: Outline, name: str) -> Look:
    """Say how a state looks."""
    mark = mark_of_state(outline, name)
    return mark.look if mark else _rest(outline)


def _rest(outline: Outline) -> Look:
    return outline.marked.rest if outline.marked else "plain"


def mark_of_line(outline: Outline, line: Line) -> Mark | None:
    """Say how a line stands out: as the first of its ways that does.

    What several states share differs as a whole, or else where one of them had or has
    it otherwise: a state that is new or gone brings its own mark.
    """
    if not outline.marked:
        return None
    ways = outline.marked.ways
    keys = [(name, way) for name in _sources(outline, line) for way in line.ways]
    found = {key: ways[key] for key in keys if key in ways}
    first = next(iter(found.values()), None)
    if not line.is_shared or not outline.marked.signs or not first:
        return first
    if len(found) == len(keys) and len(dict.fromkeys(found.values())) == 1:
        return first
    whole = (look_of_state(outline, name) in ("added", "removed") for name, _ in found)
    return None if all(whole) else noted(outline.flow, "changed")


def _sources(outline: Outline, line: Line) -> Iterator[str]:
    """Give the states that a line leaves, of which a shared one has several."""
    yield line.source
    for section in outline.sections if line.is_shared else ():
        for shared in section.shared:
            if shared.sources[0].id == line.source and shared.way in line.ways:
                yield from (state.id for state in shared.sources[1:])


def shown(outline: Outline, runs: tuple[DrawnRun, ...]) -> tuple[DrawnRun, ...]:
    """Give everything the look that it has."""
    if not outline.marked:
        return runs
    return tuple(
        replace(
            run,
            states=tuple(_state(outline, state) for state in run.states),
            lines=_lines(outline, run.lines),
        )
        for run in runs
    )


def _state(outline: Outline, drawn: DrawnState) -> DrawnState:
    look = look_of_state(outline, drawn.state.id)
    return replace(
        drawn,
        shapes=tuple(_shape(shape, look) for shape in drawn.shapes),
        texts=_texts(drawn.texts, look),
        lines=_lines(outline, drawn.lines),
    )


def _shape(shape: Shape, look: Look) -> Shape:
    if look in LIGHT_ONES:
        is_removed = look == "removed"
        return replace(shape, fill="paper", line="faded_line", dashed=is_removed)
    if look in HEAVY:
        return replace(shape, width=max(shape.width, _BORDER))
    return shape


def _texts(texts: tuple[Text, ...], look: Look) -> tuple[Text, ...]:
    if look not in LIGHT_ONES:
        return texts
    return tuple(replace(text, ink=replace(text.ink, colour="faded")) for text in texts)


def _lines(outline: Outline, lines: Iterable[Drawn]) -> tuple[Drawn, ...]:
    return tuple(_line(outline, drawn) for drawn in lines)


def _line(outline: Outline, drawn: Drawn) -> Drawn:
    mark = mark_of_line(outline, drawn.line)
    look = mark.look if mark else _rest(outline)
    stroke = replace(drawn.stroke, look=look)
    return replace(drawn, stroke=stroke, texts=_texts(drawn.texts, look))


# ------------------------------------------------------------------ badges


def room(outline: Outline, names: Iterable[str]) -> float:
    """Say how much badges add to the left of the states called *names*."""
    marks = (mark_of_state(outline, name) for name in names)
    wide = (badge(mark.sign, (0, 0)).width for mark in marks if mark and mark.sign)
    return max(wide, default=0.0)


def badges(outline: Outline, runs: Iterable[DrawnRun]) -> Iterator[Badge]:
    """Put a badge on each state that stands out, and on lines where they have one."""
    if not outline.marked:
        return
    for run in runs:
        lines = [*run.lines]
        for state in run.states:
            lines += state.lines
            mark = outline.marked.states.get(state.state.id)
            if mark and mark.sign:
                yield _at_corner(badge(mark.sign, (0, 0)), state)
        if outline.marked.signs:
            yield from _on_lines(outline, lines)


def _at_corner(found: Badge, drawn: DrawnState) -> Badge:
    """Put a badge at the upper left corner of a box, to the left of what it says."""
    corners = drawn.shapes[0].points
    left, top = (min(each) for each in zip(*corners, strict=True))
    return found.moved(left - found.width + _OVER, top - _HIGH / 2)


def _on_lines(outline: Outline, lines: Iterable[Drawn]) -> Iterator[Badge]:
    for drawn in lines:
        mark = mark_of_line(outline, drawn.line)
        if mark:
            x, y = _along(drawn)
            yield badge(mark.sign, (x - _HIGH / 2, y - _HIGH / 2))


def _along(drawn: Drawn) -> Point:
    """Find a place on a line where it covers no words, or beside a line down."""
    (x, y), (to_x, to_y) = drawn.stroke.points[:2]
    if x == to_x:
        return x - _HIGH / 2 - _OVER, (y + to_y) / 2
    if to_x > x:
        ends = (text.left + text.width for text in drawn.texts)
        return max(x, *ends, x) + _ALONG, y
    return min(x, *(text.left for text in drawn.texts), x) - _ALONG, y


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
