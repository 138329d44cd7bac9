"""Where everything in the lanes of a picture is: columns, tracks, lines and boxes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations

from ._gutters import Bus, confused, crossings, tracks
from ._heights import Heights, heights, wide
from ._lines import Merged, bus, merged
from ._looks import room
from ._outline import Outline
from ._plan import Key, Line, Place, Plan, Route, Run, key, plan
from ._scene import Drawn, DrawnRun, DrawnState, Stroke
from ._setting import Text
from ._shapes import Point, Shape, rectangle
from ._stack import PAD, Drop, Frame, Placed

_TRACK = 7.0  # points between tracks
_EDGE = 6.0  # points between a track and what is beside it
_BETWEEN = 24.0  # points between lanes at least
_OFF = 4.0  # points beside the words at a line
_FEW = 6  # tracks in a gutter in which anybody finds his way
_TANGLED = 2  # crossings for each line of a gutter, of which there are never more
_MOST = 12  # tracks in a gutter: more could not be told apart
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
    words: set[Key] = set()
    together: set[Place] = set()
    before: Heights | None = None
    while True:
        found = Arrangement(plan(outline, words, together), before)
        full = found.too_many()
        nearer = () if full else found.better_together()
        if not full and not nearer:
            return found
        before = None if full else found.heights
        words.update(map(key, full))
        together.update(nearer)


class Arrangement:
    """The places of one plan, with the lanes beginning at 0, 0."""

    def __init__(self, plan: Plan, before: Heights | None) -> None:
        """Find the heights, the tracks, and how wide that makes everything.

        *before* are the heights of a plan whose boxes say the same, if there was one.
        """
        self.plan, self.heights = plan, heights(plan, before)
        self.merged = merged(plan)
        self.on_others: list[Line] = []
        self.counts, self.tracks = self._tracks()
        self.columns, self.gutters, self.width = self._across()

    def too_many(self) -> list[Line]:
        """Give lines on top of others, and some of those of gutters that are too full."""
        found = list(self.on_others)
        for groups, count in zip(self._by_gutter(), self.counts, strict=True):
            found += self._too_many(groups, count)
        return found

    def _too_many(self, groups: Sequence[Merged], count: int) -> Iterator[Line]:
        """Give the lines of tracks that are worth least; of a tangle, the longest."""
        groups = [group for group in groups if not group.is_ordinary]
        over = max(0, count - _MOST)
        for group in sorted(groups, key=self._worth)[:over]:
            yield from group.lines
        if over or count < _FEW:
            return
        lines = [line for group in groups for line in group.lines]
        over = crossings([*map(self._bus, groups)]) - _TANGLED * len(lines)
        if over > 0:
            yield from sorted(lines, key=self._weak)[: 1 + over // 8]

    def better_together(self) -> list[Place]:
        """Give where fewer lines cross if those that fail arrive with the others."""
        return [place for groups in self._by_gutter() for place in self._nearer(groups)]

    def _nearer(self, groups: Sequence[Merged]) -> Iterator[Place]:
        for one, other in permutations(groups, 2):
            if one.fails_beside(other):
                apart = [self._bus(one), self._bus(other)]
                both = apart[0].with_those_of(apart[1])
                beside = [self._bus(m) for m in groups if m not in (one, other)]
                near = [bus for bus in beside if bus.meets(both)]
                if crossings([*near, both]) < crossings([*near, *apart]):
                    yield one.dest, one.socket.side

    def _worth(self, group: Merged) -> tuple[bool, int, float]:
        """Say what a track is worth: much if states share it, or if it has many lines."""
        is_shared = any(line.is_shared for line in group.lines)
        return is_shared, len(group.lines), -max(map(self._far, group.lines))

    def _weak(self, line: Line) -> tuple[bool, float]:
        """Put long lines first, but behind them those that several states share."""
        return line.is_shared, -self._far(line)

    def _far(self, line: Line) -> float:
        return abs(self.heights.leaves[line] - self.heights.arrives[line])

    # ------------------------------------------------------------ across

    def _tracks(self) -> tuple[list[int], Mapping[Line, int]]:
        """Give the number of tracks of each gutter, and the track of each line."""
        counts = [0] * (len(self.plan.lanes) + 1)
        found: dict[Line, int] = {}
        for gutter, groups in enumerate(self._by_gutter()):
            buses = [self._bus(group) for group in groups]
            numbers = tracks(buses)
            for pair in confused(buses, numbers):
                fewest = min((groups[n].lines for n in pair), key=len)
                self.on_others += fewest
            for group, number in zip(groups, numbers, strict=True):
                found |= dict.fromkeys(group.lines, number)
                counts[gutter] = max(counts[gutter], number + 1)
        return counts, found

    def _by_gutter(self) -> Iterator[list[Merged]]:
        for gutter in range(len(self.plan.lanes) + 1):
            yield [m for m in self.merged if m.gutter == gutter and self._bends(m)]

    def _bus(self, group: Merged) -> Bus:
        y = self.heights.arrives[group.lines[0]]
        return bus(self.plan, group, self.heights.leaves, y)

    def _bends(self, group: Merged) -> bool:
        lines = group.lines
        ends = {self.heights.leaves[line] for line in lines}
        return ends != {self.heights.arrives[lines[0]]}

    def _across(self) -> tuple[tuple[Column, ...], tuple[float, ...], float]:
        """Place the lanes and the gutters between them, from left to right."""
        columns, gutters, x = [], [], 0.0
        for lane, stack in enumerate(self.heights.stacks):
            gutters.append(x)
            x += self._gutter(lane)
            west, east = _margins(stack.placed.values())
            west = max(west, room(self.plan.outline, stack.placed))
            column = Column(x=x + west, width=wide(lane), west=west, east=east)
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
                frame=_frame(frame, column) if frame else None,
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
        for line in self.plan.lines:
            route = self.plan.route(line)
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
