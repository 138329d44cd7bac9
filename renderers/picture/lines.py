"""The way of each line: out of a socket, along a track of a gutter, into a socket."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from .gutters import Bus
from .plan import Line, Plan, Route
from .sockets import Socket


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """All lines that arrive at one socket of one state."""

    dest: str
    socket: Socket
    gutter: int
    lines: tuple[Line, ...]

    @property
    def is_ordinary(self) -> bool:
        """Whether the ordinary way is one of them."""
        return any(line.role == "ordinary" for line in self.lines)

    def is_beside(self, other: Merged) -> bool:
        """Say whether the *other* lines arrive at the same side, but not with these."""
        here, there = (self.dest, self.socket.side), (other.dest, other.socket.side)
        return here == there and self.socket != other.socket


def routed(plan: Plan) -> Iterator[tuple[Line, Route]]:
    """Give the lines that run through a gutter, each with its route."""
    for line, route in plan.routes.items():
        if route:
            yield line, route


def start(line: Line, route: Route) -> Socket:
    """Give the socket where *line* leaves."""
    return Socket(side=route.start, line=line)


def end(plan: Plan, line: Line, route: Route) -> Socket:
    """Give the socket where *line* arrives, with others that go the same way."""
    is_apart = (line.dest, route.end) not in plan.together
    return Socket(side=route.end, fails=line.fails and is_apart, sign=line.sign)


def merged(plan: Plan) -> list[Merged]:
    """Put together the lines that arrive at the same place."""
    found: dict[tuple[str, Socket], Merged] = {}
    for line, route in routed(plan):
        socket = end(plan, line, route)
        known = found.get((line.dest, socket)) or Merged(
            dest=line.dest, socket=socket, gutter=route.gutter, lines=()
        )
        lines = (*known.lines, line)
        found[line.dest, socket] = replace(known, lines=lines)
    return list(found.values())


def given_sockets(plan: Plan, far: Mapping[str, float]) -> dict[str, list[Socket]]:
    """Give the sockets of each state, in an order in which lines cross least.

    *far* says how far down each state is, as far as is known yet.
    """
    ends: dict[str, dict[Socket, list[tuple[bool, float]]]] = {
        state.id: {} for state in plan.outline.states
    }
    for line, route in routed(plan):
        across = route.start != route.end
        if not line.is_shared:
            goes = ends[line.source].setdefault(start(line, route), [])
            goes.append((across, far[line.dest]))
        comes = ends[line.dest].setdefault(end(plan, line, route), [])
        comes.append((across, far[line.source]))
    return {
        name: sorted(found, key=lambda s, f=found, y=far[name]: _turn(f[s], y))  # type: ignore[misc]
        for name, found in ends.items()
    }


def _turn(others: Iterable[tuple[bool, float]], y: float) -> tuple[bool, bool, float]:
    """Sort what goes up before what goes down; the rest so that corners nest.

    What comes back to the same lane turns within what goes across to another.
    """
    across, heights = zip(*others, strict=True)
    mean = sum(heights) / len(heights)
    goes_down, goes_on = mean > y, all(across)
    return goes_down, goes_on != goes_down, mean if goes_on else -mean


def bus(plan: Plan, one: Merged, leaves: Mapping[Line, float], arrives: float) -> Bus:
    """Say where the lines that arrive together begin, and where they end.

    Gutter 0 is seen in a mirror, so that its first track too is next to a lane.
    """
    routes = ((line, plan.routes[line]) for line in one.lines)
    ends = [(leaves[line], route.start) for line, route in routes if route]
    left = "west" if one.gutter == 0 else "east"
    both = (*ends, (arrives, one.socket.side))
    return Bus(ends=tuple((y, side == left) for y, side in both))
