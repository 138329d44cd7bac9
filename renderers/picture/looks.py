"""How what is drawn looks where something in it stands out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from .._outline import Outline
from .._style import HEAVY, LIGHT_ONES, Look
from .._ways import Way
from .metrics import words_of
from .scene import Drawn, DrawnRun, DrawnState
from .setting import Text
from .shapes import Shape
from .standing import look_of_state, mark_of_ways, rest

_BORDER = 2.6  # points for the border of what stands out


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
    line, plain = drawn.line, rest(outline)
    look = line.mark.look if line.mark else plain
    texts = [
        text
        for way, said in _said(drawn)
        for text in _texts(
            said, look if mark_of_ways(outline, line.source, [way]) else plain
        )
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
