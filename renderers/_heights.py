"""How far down everything is: the lanes of a picture, and the ends of its lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ._boxes import body, box, look
from ._lines import end, given_sockets, merged, routed, start
from ._plan import Line, Plan
from ._setting import Block
from ._sockets import Socket
from ._stack import Placed, Stack

FIRST, BESIDE = 352.0, 252.0
"""Points for the width of the first lane, and of those beside it."""

_ROUNDS = 3  # after which sockets are in the order that the places ask for
_GUESS = 60.0  # points for a state, while nothing is placed yet


@dataclass(frozen=True, slots=True, kw_only=True)
class Heights:
    """All heights. *leaves* and *arrives* say where a line leaves, and arrives.

    *bodies* are what is in each box, by the id of its state.
    """

    bodies: Mapping[str, Block]
    stacks: tuple[Stack, ...]
    placed: Mapping[str, Placed]
    leaves: Mapping[Line, float]
    arrives: Mapping[Line, float]

    @property
    def bottom(self) -> float:
        """Where the longest lane ends."""
        return max(stack.y for stack in self.stacks)


def heights(plan: Plan, before: Heights | None = None) -> Heights:
    """Stack the lanes of *plan*, and let lines run straight across where they can.

    *before* are those of a plan whose boxes say the same: it takes less to find others.
    """
    bodies = before.bodies if before else _bodies(plan)
    stacks = _again(plan, before) if before else _stacked(plan, bodies)
    placed = {name: p for stack in stacks for name, p in stack.placed.items()}
    leaves = dict(_leaves(plan, stacks))
    arrives = {
        line: placed[line.dest].socket(end(plan, line, route))
        for line, route in routed(plan)
    }
    for line, y in _straight(plan, placed, leaves):
        leaves[line] = arrives[line] = y
    return Heights(
        bodies=bodies, stacks=stacks, placed=placed, leaves=leaves, arrives=arrives
    )


def _bodies(plan: Plan) -> dict[str, Block]:
    return {
        state.id: body(plan, state, _wide(plan.lane[state.id]))
        for state in plan.outline.states
    }


def _stacked(plan: Plan, bodies: Mapping[str, Block]) -> tuple[Stack, ...]:
    far = {state.id: _GUESS * n for n, state in enumerate(plan.outline.states)}
    known: Mapping[str, Sequence[Socket]] = {}
    stacks: tuple[Stack, ...] = ()
    for _ in range(_ROUNDS):
        given = given_sockets(plan, far)
        if given == known:
            break
        known, stacks = given, tuple(_stacks(plan, bodies, given))
        far = _middles(stacks)
    return stacks


def _again(plan: Plan, before: Heights) -> tuple[Stack, ...]:
    sockets = given_sockets(plan, _middles(before.stacks))
    return tuple(_stacks(plan, before.bodies, sockets))


def _middles(stacks: Iterable[Stack]) -> dict[str, float]:
    placed = (item for stack in stacks for item in stack.placed.items())
    return {name: (p.y + p.bottom) / 2 for name, p in placed}


def _wide(lane: int) -> float:
    return BESIDE if lane else FIRST


def _stacks(
    plan: Plan, bodies: Mapping[str, Block], given: Mapping[str, list[Socket]]
) -> Iterator[Stack]:
    levels: dict[str, float] = {}
    for lane, runs in enumerate(plan.runs):
        stack = Stack(plan, _wide(lane), levels)
        for run in runs:
            boxes = [
                box(s, look(plan.outline, s), bodies[s.id], given[s.id])
                for s in run.states
            ]
            stack.add(run, boxes)
        yield stack
        levels = {}
        for line, y in _leaves(plan, (stack,)):
            if plan.lane[line.dest] == lane + 1:
                levels[line.dest] = min(y, levels.get(line.dest, y))


def _leaves(plan: Plan, stacks: tuple[Stack, ...]) -> Iterator[tuple[Line, float]]:
    """Say how far down each line leaves that leaves one of the *stacks*."""
    frames = (frame for stack in stacks for frame in stack.frames)
    exits = {line: y for frame in frames for line, y in frame.exits.items()}
    placed = {name: p for stack in stacks for name, p in stack.placed.items()}
    for line, route in routed(plan):
        if line in exits:
            yield line, exits[line]
        elif line.source in placed and not line.is_shared:
            yield line, placed[line.source].socket(start(line, route))


def _straight(
    plan: Plan, placed: Mapping[str, Placed], leaves: Mapping[Line, float]
) -> Iterator[tuple[Line, float]]:
    """Find lines between lanes that can be level, if their sockets move a little.

    Of those at one side of a box only one moves, so that they stay apart.
    """
    moved: set[tuple[str, str]] = set()
    for group in merged(plan):
        line, *others = group.lines
        route = plan.route(line)
        if others or line.is_shared or route is None or route.start == route.end:
            continue
        ends = (line.source, start(line, route)), (line.dest, group.socket)
        rooms = [placed[name].room(socket) for name, socket in ends]
        high, low = max(room[0] for room in rooms), min(room[1] for room in rooms)
        sides = {(name, socket.side) for name, socket in ends}
        if high <= low and not sides & moved:
            moved |= sides
            yield line, min(max(leaves[line], high), low)
