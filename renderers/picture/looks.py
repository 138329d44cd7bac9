"""How what is drawn looks where something in it stands out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from .._outline import Outline
from .._style import LIGHT_ONES, Look, border, inked
from .._ways import Way
from .scene import Drawn, DrawnRun, DrawnState
from .setting import Text
from .shapes import Shape
from .standing import look_of, look_of_state, mark_of_ways
from .wrapping import HYPHEN, words_of


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
        return shape._replace(fill="paper", line="faded_line", dashed=is_removed)
    return shape._replace(width=border(shape.width, look))


def _texts(texts: tuple[Text, ...], look: Look) -> tuple[Text, ...]:
    return tuple(text._replace(ink=inked(text.ink, look)) for text in texts)


def _lines(outline: Outline, lines: Iterable[Drawn]) -> tuple[Drawn, ...]:
    return tuple(_line(outline, drawn) for drawn in lines)


def _line(outline: Outline, drawn: Drawn) -> Drawn:
    line, look = drawn.line, look_of(outline, drawn.line.mark)
    texts = [
        text
        for way, said in _said(drawn)
        for text in _texts(
            said, look_of(outline, mark_of_ways(outline, line.source, [way]))
        )
    ]
    stroke = drawn.stroke._replace(look=look)
    return replace(drawn, stroke=stroke, texts=tuple(texts))


def _said(drawn: Drawn) -> Iterator[tuple[Way, tuple[Text, ...]]]:
    """Give the words at a line by the way that they are of."""
    texts = iter(drawn.texts)
    for way in drawn.line.ways if drawn.texts else ():
        found = [next(texts)] if words_of(way.label) else []
        left = _letters(way.label) - sum(_letters(text.words) for text in found)
        while left > 0:
            found.append(next(texts))
            left -= _letters(found[-1].words)
        yield way, tuple(found)


def _letters(words: str) -> int:
    """Count what is set of *words*, but not what may stand where one is cut."""
    return sum(len(word.replace(HYPHEN, "")) for word in words_of(words))
