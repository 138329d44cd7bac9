"""Lines that come together: a dashed one ends where a whole one goes on for it.

They share a track and an arrow, as roads do that join. Drawn on the whole one, dashes
could not be told from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from ._scene import BEND, Drawn, DrawnRun, Stroke
from ._shapes import Point, cut, shared
from ._style import HEAVY, Look

_Trunks = Mapping[tuple[Point, Look], Sequence[Stroke]]
"""The whole lines by where they end, and by their look."""


def joined(runs: Sequence[DrawnRun]) -> tuple[DrawnRun, ...]:
    """Let dashed lines end where they meet whole ones that lead to the same place."""
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
    found: dict[tuple[Point, Look], list[Stroke]] = {}
    for stroke in (drawn.stroke for run in runs for drawn in run.all_lines):
        if not stroke.pen.dashed:
            found.setdefault((stroke.points[-1], stroke.look), []).append(stroke)
    return found


def _ended(lines: Iterable[Drawn], trunks: _Trunks) -> tuple[Drawn, ...]:
    return tuple(
        replace(drawn, stroke=_end(drawn.stroke, trunks))
        if drawn.stroke.pen.dashed and drawn.stroke.look not in HEAVY
        else drawn
        for drawn in lines
    )


def _end(stroke: Stroke, trunks: _Trunks) -> Stroke:
    """End a line where it has run into a trunk, a bend further on."""
    beside = trunks.get((stroke.points[-1], stroke.look), ())
    long = max((shared(stroke.points, one.points) for one in beside), default=0.0)
    if long <= BEND:
        return stroke
    return replace(stroke, points=tuple(cut(stroke.points, long - BEND)), joins=True)
