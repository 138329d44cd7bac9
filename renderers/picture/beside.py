"""How lanes are filled so that what leads somewhere stands beside where it leads.

Lanes are packed first. Then boxes move down to what they belong to, as far as the
picture gets no longer by it: a long ordinary way spreads its side trips, and long
side trips spread the ordinary way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from .boxes import Box
from .lines import end, routed, start
from .plan import Line, Plan
from .stack import Pieces, Placed, Stack, pieces

_ROUNDS = 4  # in which boxes move: what moves can take others with it

Tops = dict[str, float]
"""How far down the top of each box is, or should be, by the id of its state."""


def stacked(plan: Plan, boxes: Mapping[str, Box]) -> tuple[Stack, ...]:
    """Fill the lanes of *plan* with *boxes*."""
    given, tops = pieces(plan, boxes), Tops()
    stacks = _filled(plan, given, tops)
    latest = _latest(stacks)
    for _ in range(_ROUNDS):
        wanted = _wanted(plan, stacks)
        lower = {
            name: min(y, latest[name])
            for name, y in wanted.items()
            if min(y, latest[name]) > tops.get(name, 0.0)
        }
        if not lower:
            break
        tops |= lower
        stacks = _filled(plan, given, tops)
    return stacks


def leaves(plan: Plan, stacks: Iterable[Stack]) -> Iterator[tuple[Line, float]]:
    """Say how far down each line leaves that goes through a gutter."""
    exits: dict[Line, float] = {}
    placed: dict[str, Placed] = {}
    for stack in stacks:
        placed |= stack.placed
        for frame in stack.frames:
            exits |= frame.exits
    for line, route in routed(plan):
        if line.is_shared:
            yield line, exits[line]
        else:
            yield line, placed[line.source].socket(start(line, route))


def arrives(plan: Plan, stacks: Iterable[Stack]) -> Iterator[tuple[Line, float]]:
    """Say how far down each of these lines arrives."""
    placed = {name: p for stack in stacks for name, p in stack.placed.items()}
    for line, route in routed(plan):
        yield line, placed[line.dest].socket(end(plan, line, route))


def _filled(plan: Plan, given: Pieces, tops: Tops) -> tuple[Stack, ...]:
    stacks = tuple(Stack(given, tops) for _ in plan.lanes)
    for stack, runs, heads in zip(stacks, plan.runs, given.heads, strict=True):
        for run, head in zip(runs, heads, strict=True):
            stack.add(run, head)
    return stacks


def _latest(stacks: Iterable[Stack]) -> Tops:
    """Say how far each box can move down with all below it, in the longest lane's room."""
    bottom = max(stack.y for stack in stacks)
    return {
        name: placed.y + bottom - stack.y
        for stack in stacks
        for name, placed in stack.placed.items()
    }


def _wanted(plan: Plan, stacks: tuple[Stack, ...]) -> Tops:
    """Say where boxes would be level with what leads to them, or with what they lead to.

    The upper one goes down to the lower one. A box stands beside what leads to it
    first, and where much does that it leads to, beside the first of it.
    """
    placed = {name: p for stack in stacks for name, p in stack.placed.items()}
    leave, arrive = dict(leaves(plan, stacks)), dict(arrives(plan, stacks))
    onward = (n for n in leave if plan.lane[n.dest] == plan.lane[n.source] + 1)
    leader: dict[str, Line] = {}
    for line in sorted(onward, key=lambda line: leave[line]):
        leader.setdefault(line.dest, line)
    first: dict[str, Line] = {}
    for line in sorted(leader.values(), key=lambda line: arrive[line]):
        first.setdefault(line.source, line)
    wanted: Tops = {}
    for line in leader.values():
        lower = leave[line] - arrive[line]
        if lower > 0:
            wanted[line.dest] = placed[line.dest].y + lower
    for name, line in first.items():
        lower = arrive[line] - leave[line]
        if lower > 0 and not line.is_shared and name != plan.lanes[0][0]:
            down = placed[name].y + lower
            wanted[name] = max(down, wanted.get(name, down))
    return wanted
