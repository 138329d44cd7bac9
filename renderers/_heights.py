"""How far down everything is: the lanes of a picture, and the ends of its lines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ._beside import arrives, leaves, stacked
from ._boxes import Body, body, box, look
from ._level import levelled
from ._lines import given_sockets
from ._plan import Line, Plan
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

    bodies: Mapping[str, Body]
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
    leave, arrive = levelled(
        plan, placed, dict(leaves(plan, stacks)), dict(arrives(plan, stacks))
    )
    return Heights(
        bodies=bodies, stacks=stacks, placed=placed, leaves=leave, arrives=arrive
    )


def _bodies(plan: Plan) -> dict[str, Body]:
    return {
        state.id: body(plan, state, wide(plan.lane[state.id]))
        for state in plan.outline.states
    }


def _stacked(plan: Plan, bodies: Mapping[str, Body]) -> tuple[Stack, ...]:
    far = {state.id: _GUESS * n for n, state in enumerate(plan.outline.states)}
    known: Mapping[str, Sequence[Socket]] = {}
    stacks: tuple[Stack, ...] = ()
    for _ in range(_ROUNDS):
        given = given_sockets(plan, far)
        if given == known:
            break
        known, stacks = given, _stacks(plan, bodies, given)
        far = _middles(stacks)
    return stacks


def _again(plan: Plan, before: Heights) -> tuple[Stack, ...]:
    sockets = given_sockets(plan, _middles(before.stacks))
    return _stacks(plan, before.bodies, sockets)


def _middles(stacks: Iterable[Stack]) -> dict[str, float]:
    placed = (item for stack in stacks for item in stack.placed.items())
    return {name: (p.y + p.bottom) / 2 for name, p in placed}


def wide(lane: int) -> float:
    """Say how wide the boxes of a lane are, in points."""
    return BESIDE if lane else FIRST


def _stacks(
    plan: Plan, bodies: Mapping[str, Body], given: Mapping[str, list[Socket]]
) -> tuple[Stack, ...]:
    boxes = {
        s.id: box(s, look(plan.outline, s), bodies[s.id], given[s.id])
        for s in plan.outline.states
    }
    return stacked(plan, boxes)
