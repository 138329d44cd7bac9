"""How what is drawn looks where something in it stands out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ._marked import Mark, noted
from ._metrics import words_of
from ._outline import Outline
from ._plan import Line
from ._scene import Badge, Drawn, DrawnRun, DrawnState
from ._setting import Stretch, Text, column
from ._shapes import Point, Shape, rectangle
from ._style import BADGE, HEAVY, LIGHT_ONES, Look
from ._ways import Way

_HIGH = 15.0  # points for the height of a badge
_PAD = 5.0  # points beside the words in a badge
_OVER = 3.0  # points of a box that its badge covers
_ALONG = 9.0  # points along a line to the middle of its badge
_TIP = 5.0  # points for half the width of an arrow, at most
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


def _is_marked(outline: Outline, line: Line, way: Way) -> bool:
    """Say whether one of the ways of *line* stands out."""
    ways = outline.marked.ways if outline.marked else {}
    return any((name, way) in ways for name in _sources(outline, line))


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
    mark, rest = mark_of_line(outline, drawn.line), _rest(outline)
    look = mark.look if mark else rest
    texts = [
        text
        for way, said in _said(drawn)
        for text in _texts(said, look if _is_marked(outline, drawn.line, way) else rest)
    ]
    stroke = replace(drawn.stroke, look=look)
    return replace(drawn, stroke=stroke, texts=tuple(texts))


def _said(drawn: Drawn) -> Iterator[tuple[Way, tuple[Text, ...]]]:
    """Give the words at a line by the way that they are of."""
    texts = iter(drawn.texts)
    for way in drawn.line.ways if drawn.texts else ():
        left = sum(map(len, words_of(way.label)))
        found: list[Text] = []
        while left:
            found.append(next(texts))
            left -= sum(map(len, words_of(found[-1].words)))
        yield way, tuple(found)


# ------------------------------------------------------------------ badges


def room(outline: Outline, names: Iterable[str]) -> float:
    """Say how much badges add to the left of the states called *names*."""
    marks = (mark_of_state(outline, name) for name in names)
    wide = (badge(mark.sign, (0, 0)).width for mark in marks if mark and mark.sign)
    return max(wide, default=0.0)


def badges(outline: Outline, runs: Sequence[DrawnRun]) -> Iterator[Badge]:
    """Put a badge on each state that stands out, and on lines where they have one."""
    if not outline.marked:
        return
    touched = _touched(line for run in runs for line in run.all_lines)
    for run in runs:
        lines = [*run.lines]
        for state in run.states:
            lines += state.lines
            mark = outline.marked.states.get(state.state.id)
            if mark and mark.sign:
                found = badge(mark.sign, (0, 0))
                yield _at_corner(found, state, touched.get(state.state.id, ()))
        if outline.marked.signs:
            yield from _on_lines(outline, lines)


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
    return found.moved(left - found.width + _OVER, y - _HIGH / 2)


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
