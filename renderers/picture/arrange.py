"""Where everything in the lanes of a picture is: columns, tracks, lines and boxes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from .._ordinary import ordinary
from .._outline import Outline
from .badges import room
from .heights import Heights, heights, wide
from .lanes import lanes
from .plan import Line, Place, Plan, Route, Run, key, plan
from .scene import Drawn, DrawnRun, DrawnState, Stroke
from .setting import Text
from .shapes import Point, Shape, rectangle
from .stack import PAD, Drop, Frame, Placed
from .traffic import Gutter, crowded, gutters

_TRACK = 7.0  # points between tracks
_EDGE = 6.0  # points between a track and what is beside it
_BETWEEN = 24.0  # points between lanes at least
_OFF = 4.0  # points beside the words at a line
_CORNER = 9.0  # points for the radius of a frame


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A lane: where it begins, and how wide it is without its margins."""

    x: float
    width: float
    west: float
    east: float

    @property
    def right(self) -> float:
        """Where the lane ends."""
        return self.x + self.width


def arranged(outline: Outline) -> Arrangement:
    """Arrange a flow; lines that would make a gutter too full become words."""
    outline = replace(outline, usual=ordinary(outline))
    rows = lanes(outline)
    words = {key(line) for line in crowded(plan(outline, rows))}
    together: set[Place] = set()
    before: Heights | None = None
    while True:
        laid = plan(outline, rows, words, together)
        before = heights(laid, before)
        found = gutters(laid, before)
        if full := [line for gutter in found for line in gutter.too_many()]:
            words.update(map(key, full))
        elif nearer := [one for gutter in found for one in gutter.better_together()]:
            together.update(nearer)
        else:
            return Arrangement(laid, before, found)


class Arrangement:
    """The places of one plan, with the lanes beginning at 0, 0."""

    def __init__(self, plan: Plan, heights: Heights, gutters: Sequence[Gutter]) -> None:
        """Find how wide the gutters are, and where that puts everything."""
        self.plan, self.heights = plan, heights
        self.counts = [gutter.count for gutter in gutters]
        self.tracks = {
            line: track
            for gutter in gutters
            for group, track in zip(gutter.groups, gutter.tracks, strict=True)
            for line in group.lines
        }
        self.columns, self.gutters, self.width = self._across()

    # ------------------------------------------------------------ across

    def _across(self) -> tuple[tuple[Column, ...], tuple[float, ...], float]:
        """Place the lanes and the gutters between them, from left to right."""
        columns, gutters, x = [], [], 0.0
        for lane, stack in enumerate(self.heights.stacks):
            gutters.append(x)
            x += self._gutter(lane)
            west, east = _margins(stack.placed.values())
            west = max(west, room(self.plan.outline, stack.placed))
            column = Column(
                x=x + west, width=wide(self.plan.outline, lane), west=west, east=east
            )
            columns.append(column)
            x = column.right + east
        gutters.append(x)
        return tuple(columns), tuple(gutters), x + self._gutter(len(columns))

    def _gutter(self, number: int) -> float:
        count = self.counts[number]
        wide = 2 * _EDGE + (count - 1) * _TRACK if count else 0.0
        is_between = 0 < number < len(self.heights.stacks)
        return max(wide, _BETWEEN) if is_between else wide

    # ------------------------------------------------------------- drawn

    def runs(self) -> list[DrawnRun]:
        """Give everything in the lanes, in the order in which it is read."""
        position = {s.id: n for n, s in enumerate(self.plan.outline.states)}
        drawn = self._drawn()
        found = [
            run
            for lane, runs in enumerate(self.plan.runs)
            for run in self._runs(lane, runs, drawn)
        ]
        return sorted(found, key=lambda run: position[run.states[0].state.id])

    def _runs(
        self, lane: int, runs: tuple[Run, ...], drawn: Mapping[Line, Drawn]
    ) -> Iterator[DrawnRun]:
        stack, column = self.heights.stacks[lane], self.columns[lane]
        own: dict[str, list[Drawn]] = {}
        for line in drawn.values():
            if not line.line.is_shared:
                own.setdefault(line.line.source, []).append(line)
        frames = {id(frame.run): frame for frame in stack.frames}
        for run in runs:
            frame = frames.get(id(run))
            exits = [drawn[one.line] for one in run.exits if one.line]
            yield DrawnRun(
                run=run,
                frame=_frame(frame, column) if frame and run.is_framed else None,
                texts=_moved(frame.texts, column.x, 0) if frame else (),
                states=tuple(
                    self._state(state.id, own.get(state.id, [])) for state in run.states
                ),
                lines=tuple(exits),
            )

    def _state(self, name: str, own: list[Drawn]) -> DrawnState:
        placed, x = self.heights.placed[name], self.columns[self.plan.lane[name]].x
        box = placed.box
        return DrawnState(
            state=box.state,
            shapes=tuple(shape.moved(x, placed.y) for shape in box.shapes),
            texts=_moved(box.texts, x, placed.y),
            lines=tuple(own),
        )

    def _drawn(self) -> dict[Line, Drawn]:
        drops = {
            drop.line: drop for stack in self.heights.stacks for drop in stack.drops
        }
        found: dict[Line, Drawn] = {}
        for line, route in self.plan.routes.items():
            found[line] = (
                self._across_drawn(line, route) if route else self._down(drops[line])
            )
        return found

    def _down(self, drop: Drop) -> Drawn:
        line = drop.line
        here, there = (self.heights.placed[n] for n in (line.source, line.dest))
        column = self.columns[self.plan.lane[line.source]]
        x = column.x + column.width / 2
        return Drawn(
            line=line,
            stroke=Stroke(points=((x, here.bottom), (x, there.y)), role=line.role),
            texts=_moved(drop.texts, column.x, 0),
        )

    def _across_drawn(self, line: Line, route: Route) -> Drawn:
        leaves, arrives = self.heights.leaves[line], self.heights.arrives[line]
        start, end = self._start(line, route), self._end(line, route)
        points: list[Point] = [(start, leaves), (end, arrives)]
        if line in self.tracks:
            x = self._track(route.gutter, self.tracks[line])
            points[1:1] = [(x, leaves), (x, arrives)]
        return Drawn(
            line=line,
            stroke=Stroke(points=tuple(dict.fromkeys(points)), role=line.role),
            texts=self._words(line, leaves),
        )

    def _track(self, gutter: int, number: int) -> float:
        if gutter == 0:
            return self._gutter(0) - _EDGE - _TRACK * number
        return self.gutters[gutter] + _EDGE + _TRACK * number

    def _start(self, line: Line, route: Route) -> float:
        column = self.columns[self.plan.lane[line.source]]
        if line.is_shared:
            return column.right + _OFF
        placed = self.heights.placed[line.source]
        return column.x + placed.box.edge(
            route.start, self.heights.leaves[line] - placed.y
        )

    def _end(self, line: Line, route: Route) -> float:
        column = self.columns[self.plan.lane[line.dest]]
        placed = self.heights.placed[line.dest]
        return column.x + placed.box.edge(
            route.end, self.heights.arrives[line] - placed.y
        )

    def _words(self, line: Line, leaves: float) -> tuple[Text, ...]:
        if line.is_shared:
            return ()
        placed, x = (
            self.heights.placed[line.source],
            self.columns[self.plan.lane[line.source]].x,
        )
        sockets = placed.box.sockets
        socket = next(s for s in sockets.at if s.line == line)
        lower = leaves - placed.y - sockets.at[socket]
        return _moved(sockets.words[line], x, placed.y + lower)


def _margins(boxes: Iterable[Placed]) -> tuple[float, float]:
    """Say how much words beside boxes add to a lane at its left and at its right."""
    west = east = PAD
    for placed in boxes:
        for words in placed.box.sockets.words.values():
            for text in words:
                west = max(west, _OFF - text.left)
                east = max(east, text.left + text.width - placed.box.width + _OFF)
    return west, east


def _frame(frame: Frame, column: Column) -> Shape:
    wide = column.west + column.width + column.east
    return Shape(
        points=rectangle(column.x - column.west, frame.y, wide, frame.height),
        radius=_CORNER,
        fill="phase",
        line="phase_line",
        width=0.8,
    )


def _moved(texts: Iterable[Text], x: float, y: float) -> tuple[Text, ...]:
    return tuple(text.moved(x, y) for text in texts)
