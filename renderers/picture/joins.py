"""Lines that come together: a dashed one ends where another line goes on for it.

They share a track and an arrow, as roads do that join. Drawn on a whole line, dashes
could not be told from it; drawn on other dashes, they would fill the gaps.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import takewhile

from .._style import HEAVY, Look
from .scene import BEND, Drawn, DrawnRun, Stroke
from .shapes import Point, cut, long, shared

_Trunks = Mapping[tuple[Point, Look], Sequence[Stroke]]
"""The lines that others may join, by where they end and by their look.

There is a whole one and a dashed one for each way to get there, the longest. Each may
join those before it.
"""


def joined(runs: Sequence[DrawnRun]) -> tuple[DrawnRun, ...]:
    """Let dashed lines end where they meet others that lead to the same place."""
    trunks = _trunks(runs)
    return tuple(
        replace(
            run,
            lines=_ended(run.lines, trunks),
            states=tuple(
                replace(state, lines=_ended(state.lines, trunks))
                for state in run.states
            ),
        )
        for run in runs
    )


def _trunks(runs: Iterable[DrawnRun]) -> _Trunks:
    strokes = [drawn.stroke for run in runs for drawn in run.all_lines]
    found: dict[tuple[Point, Look], dict[object, Stroke]] = {}
    for stroke in sorted(strokes, key=_turn):
        beside = found.setdefault(_place(stroke), {})
        beside.setdefault((stroke.pen.dashed, *_comes_from(stroke)), stroke)
    return {place: tuple(beside.values()) for place, beside in found.items()}


def _turn(stroke: Stroke) -> tuple[bool, float]:
    """Put whole lines before dashed ones, and long ones before short ones."""
    return stroke.pen.dashed, -long(stroke.points)


def _place(stroke: Stroke) -> tuple[Point, Look]:
    return stroke.points[-1], stroke.look


def _comes_from(stroke: Stroke) -> tuple[Point, ...]:
    """Tell lines apart that lie beside each other to the end, but for their lengths."""
    *_, before, corner, _ = (stroke.points[0], *stroke.points)
    (x, y), (to_x, to_y) = before, corner
    return corner, ((x < to_x) - (x > to_x), (y < to_y) - (y > to_y))


def _ended(lines: Iterable[Drawn], trunks: _Trunks) -> tuple[Drawn, ...]:
    return tuple(
        replace(drawn, stroke=_end(drawn.stroke, trunks))
        if drawn.stroke.pen.dashed and drawn.stroke.look not in HEAVY
        else drawn
        for drawn in lines
    )


def _end(stroke: Stroke, trunks: _Trunks) -> Stroke:
    """End a line where it has run into a trunk, a bend further on."""
    beside = takewhile(lambda one: one != stroke, trunks[_place(stroke)])
    common = max((shared(stroke.points, one.points) for one in beside), default=0.0)
    if common <= BEND:
        return stroke
    points = tuple(cut(stroke.points, common - BEND))
    return stroke._replace(points=points, joins=True)
