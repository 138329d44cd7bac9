"""What a picture draws: which lane each state is in, and which ways are lines.

The ordinary way is the first lane. Every other state is in a lane beside it, so that
a line never has to cross a lane: it joins states of one lane, or of two that are
next to each other. A way for which that cannot be is said in words.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Literal

from ama_flow.model import State

from .._marked import SIGNS, Mark
from .._ordinary import ordinary
from .._outline import Outline, Section, Shared
from .._ways import Way
from .lanes import Lanes
from .standing import mark_of_shared, mark_of_ways, sign

Role = Literal["ordinary", "other", "fails"]
Side = Literal["east", "west"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Line:
    """The ways from one state to another, as one line of a plan.

    *source* and *dest* are ids of states. Where *shared* is a number, the line comes
    from the head of a run, as one of those that the states of its section share, and
    *source* is one of these. It stands out by its *mark*, and those with different
    ones of a *sign* are apart.
    """

    source: str
    dest: str
    shared: int | None
    ways: tuple[Way, ...]
    role: Role
    mark: Mark | None
    sign: str

    @property
    def is_shared(self) -> bool:
        """Whether it comes from the head of a run."""
        return self.shared is not None

    @property
    def fails(self) -> bool:
        """Whether it is only taken where something does not work."""
        return self.role == "fails"

    @property
    def labels(self) -> tuple[str, ...]:
        """What stands at the line."""
        return tuple(way.label for way in self.ways if way.label)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exit:
    """A way that states of a section share; *line* is None where it is not drawn."""

    shared: Shared
    line: Line | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """States that follow each other in a lane and in a section.

    It *is_first* where no run of the section is in a lane before, or above.
    """

    section: Section
    states: tuple[State, ...]
    exits: tuple[Exit, ...]
    is_first: bool

    @property
    def is_framed(self) -> bool:
        """Whether it has a frame: one that says what it is around."""
        return bool(self.section.title)

    @property
    def has_head(self) -> bool:
        """Whether something stands above it: a title, or what its states share."""
        return bool(self.is_framed or self.exits)


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """How a line goes: by a gutter, from one side of a state to one side of another.

    Gutter 0 is to the left of the first lane, gutter 1 to its right, and so on.
    """

    gutter: int
    start: Side
    end: Side


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A plan of what to draw. States go by their ids, lanes by their positions.

    *ordinary* are the states of the way that is usually taken. *routes* say how each
    line goes, None where it runs straight down to what is below. *leaving* are the lines
    from each state, *said* the ways from it that are no lines, *rank* is its position in
    its lane. Where lines come *together*, those that fail arrive with the others.
    """

    outline: Outline
    ordinary: tuple[str, ...]
    lanes: Lanes
    runs: tuple[tuple[Run, ...], ...]
    routes: Mapping[Line, Route | None]
    leaving: Mapping[str, tuple[Line, ...]]
    said: Mapping[str, tuple[Way, ...]]
    lane: Mapping[str, int]
    rank: Mapping[str, int]
    together: Collection[Place]

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines."""
        return tuple(self.routes)

    @property
    def straight(self) -> tuple[Line, ...]:
        """The lines that run straight down to what is below."""
        return tuple(line for line, route in self.routes.items() if route is None)


Place = tuple[str, Side]
"""Where lines arrive: a state, and a side of it."""

Key = tuple[str, str, int | None, str]
"""What makes a line: its source, its dest, which shared one it is, and its sign."""


def key(line: Line) -> Key:
    """Name *line* in a way that does not depend on a plan."""
    return line.source, line.dest, line.shared, line.sign


def plan(
    outline: Outline,
    rows: Lanes,
    words: Collection[Key] = (),
    together: Collection[Place] = (),
) -> Plan:
    """Plan a picture of a flow with its states in lanes, given as *rows*.

    The lines called *words* are words instead.
    """
    usual = ordinary(outline)
    lane = {name: number for number, row in enumerate(rows) for name in row}
    lines = tuple(
        line
        for line in (*_own_lines(outline, usual), *_shared_lines(outline, lane))
        if key(line) not in words and _can_be_drawn(line, lane)
    )
    leaving: dict[str, list[Line]] = {state.id: [] for state in outline.states}
    for line in lines:
        if not line.is_shared:
            leaving[line.source].append(line)
    rank = {name: rank for row in rows for rank, name in enumerate(row)}
    told = {(line.source, way) for line in lines for way in line.ways}
    return Plan(
        outline=outline,
        ordinary=usual,
        lanes=rows,
        runs=tuple(tuple(runs) for runs in _runs(outline, rows, lane, lines)),
        routes=dict(_routes(lines, lane, rank)),
        leaving={name: tuple(found) for name, found in leaving.items()},
        said={
            name: tuple(way for way in ways if (name, way) not in told)
            for name, ways in outline.ways.items()
        },
        lane=lane,
        rank=rank,
        together=together,
    )


def _can_be_drawn(line: Line, lane: Mapping[str, int]) -> bool:
    """Say whether a line need not cross a lane; those of a head only go right.

    None leads to what is in no lane: what a page has no room for is told in words.
    """
    if line.dest not in lane:
        return False
    step = lane[line.dest] - lane[line.source]
    return step in (0, 1) or (step == -1 and not line.is_shared)


def _routes(
    lines: Iterable[Line], lane: Mapping[str, int], rank: Mapping[str, int]
) -> Iterator[tuple[Line, Route | None]]:
    """Say how each line goes; only one can go straight down to a state."""
    entered: set[str] = set()
    for line in lines:
        route = _route(line, lane, rank)
        if route is None and line.dest in entered:
            route = Route(gutter=lane[line.source] + 1, start="east", end="east")
        if route is None:
            entered.add(line.dest)
        yield line, route


def _route(
    line: Line, lane: Mapping[str, int], rank: Mapping[str, int]
) -> Route | None:
    here, there = lane[line.source], lane[line.dest]
    if here != there:
        sides: tuple[Side, Side] = ("east", "west")
        start, end = sides if here < there else sides[::-1]
        return Route(gutter=max(here, there), start=start, end=end)
    step = rank[line.dest] - rank[line.source]
    if step == 1 and not line.is_shared:
        return None
    if step < 1 and not line.is_shared and not here:
        return Route(gutter=0, start="west", end="west")
    return Route(gutter=here + 1, start="east", end="east")


def _own_lines(outline: Outline, usual: tuple[str, ...]) -> Iterator[Line]:
    onward = dict(pairwise(usual))
    for state in outline.states:
        alike: dict[tuple[str, str], list[Way]] = {}
        for way in outline.ways[state.id]:
            mark = mark_of_ways(outline, state.id, [way])
            alike.setdefault((way.dest, sign(outline, mark)), []).append(way)
        # what is still there has the straight line, and not what was removed
        for (dest, told_by), ways in sorted(alike.items(), key=_is_removed):
            yield Line(
                source=state.id,
                dest=dest,
                shared=None,
                ways=tuple(ways),
                role=_role(ways, is_ordinary=onward.get(state.id) == dest),
                mark=mark_of_ways(outline, state.id, ways),
                sign=told_by,
            )


def _is_removed(line: tuple[tuple[str, str], object]) -> bool:
    (_, told_by), _ = line
    return told_by == SIGNS["removed"]


def _shared_lines(outline: Outline, lane: Mapping[str, int]) -> Iterator[Line]:
    for section in outline.sections:
        for number, shared in enumerate(section.shared):
            names = [state.id for state in shared.sources]
            mark = mark_of_shared(outline, names, shared.way)
            yield Line(
                source=_representative(shared, lane),
                dest=shared.way.dest,
                shared=number,
                ways=(shared.way,),
                role=_role([shared.way], is_ordinary=False),
                mark=mark,
                sign=sign(outline, mark),
            )


def _representative(shared: Shared, lane: Mapping[str, int]) -> str:
    """Give the state at whose run a shared way is told: the first of the lowest lane.

    It is one from where the way can be drawn, if there is one.
    """
    dest = lane.get(shared.way.dest, -1)
    names = [state.id for state in shared.sources]
    near = [name for name in names if dest - lane[name] in (0, 1)]
    return min(near or names, key=lane.__getitem__)


def _role(ways: Sequence[Way], *, is_ordinary: bool) -> Role:
    if all(way.fails for way in ways):
        return "fails"
    return "ordinary" if is_ordinary else "other"


def _runs(
    outline: Outline, rows: Lanes, lane: Mapping[str, int], lines: tuple[Line, ...]
) -> Iterator[list[Run]]:
    """Cut each lane in runs; what a section shares is told once, at one of them."""
    place = {
        state.id: section for section in outline.sections for state in section.states
    }
    shared = {(line.source, line.ways[0]): line for line in lines if line.is_shared}
    begun: set[str] = set()
    for row in rows:
        runs: list[Run] = []
        for section, names in groupby(row, key=lambda name: place[name]):
            states = tuple(outline.flow.states[name] for name in names)
            here = {state.id for state in states}
            told = ((one, _representative(one, lane)) for one in section.shared)
            exits = tuple(
                Exit(shared=one, line=shared.get((name, one.way)))
                for one, name in told
                if name in here
            )
            is_first = section.id not in begun
            begun.add(section.id)
            runs.append(
                Run(section=section, states=states, exits=exits, is_first=is_first)
            )
        yield runs
