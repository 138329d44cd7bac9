"""Lines between lanes are level where their ends can move a little for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from .lines import Merged, merged, start
from .plan import Line, Plan, Route
from .sockets import Socket
from .stack import Placed

_Levels = dict[Line, float]
"""How far down each line leaves, or arrives."""


def levelled(
    plan: Plan, placed: Mapping[str, Placed], leaves: _Levels, arrives: _Levels
) -> tuple[_Levels, _Levels]:
    """Say where lines leave and arrive so that more of them are level.

    Of lines that arrive together, it is the one that is nearest to it; the others
    arrive where it does. Those that need to move the least come first.
    """
    found = _Levelled(placed, leaves, arrives)
    for line, route, group in sorted(_across(plan, leaves, arrives), key=found.apart):
        found.level(line, route, group)
    return found.leaves, found.arrives


_Across = tuple[Line, Route, Merged]
"""A line from a box to another lane, and those that it arrives with."""


def _across(
    plan: Plan, leaves: Mapping[Line, float], arrives: Mapping[Line, float]
) -> Iterable[_Across]:
    for group in merged(plan):
        lines = sorted(group.lines, key=lambda line: abs(leaves[line] - arrives[line]))
        for line in lines[:1]:
            route = plan.routes[line]
            if route and route.start != route.end and not line.is_shared:
                yield line, route, group


class _Levelled:
    """The ends of lines, which move within the room that those beside them leave."""

    def __init__(
        self, placed: Mapping[str, Placed], leaves: _Levels, arrives: _Levels
    ) -> None:
        self.placed, self.leaves, self.arrives = placed, leaves, arrives
        self.at: dict[str, dict[Socket, float]] = {}

    def apart(self, across: _Across) -> float:
        line, *_ = across
        return abs(self.leaves[line] - self.arrives[line])

    def level(self, line: Line, route: Route, group: Merged) -> None:
        ends = (line.source, start(line, route)), (line.dest, group.socket)
        rooms = [self._room(name, socket) for name, socket in ends]
        high, low = max(room[0] for room in rooms), min(room[1] for room in rooms)
        if high > low:
            return
        y = min(max(self.leaves[line], high), low)
        for name, socket in ends:
            self.at[name][socket] = y - self.placed[name].y
        self.leaves[line] = y
        self.arrives |= dict.fromkeys(group.lines, y)

    def _room(self, name: str, socket: Socket) -> tuple[float, float]:
        placed = self.placed[name]
        sockets = placed.box.sockets
        at = self.at.setdefault(name, {**sockets.at})
        high, low = sockets.room(socket, at)
        return placed.y + high, placed.y + low
