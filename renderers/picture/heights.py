"""How far down everything is: the lanes of a picture, and the ends of its lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from .._outline import Outline
from .beside import arrives, leaves, stacked
from .boxes import Body, Box, body, box, look
from .level import levelled
from .lines import given_sockets
from .plan import Line, Plan
from .sockets import Socket
from .stack import Placed, Stack

FIRST, BESIDE = 352.0, 252.0
"""Points for the width of the first lane, and of those beside it."""

NARROW = 0.91
"""Times the usual width, for that of narrow lanes."""

_ROUNDS = 3  # after which sockets are in the order that the places ask for
_GUESS = 60.0  # points for a state, while nothing is placed yet


@dataclass(frozen=True, slots=True, kw_only=True)
class Heights:
    """All heights of a *plan*. *leaves* and *arrives* say where a line does.

    *bodies* are what is in each box, by the id of its state.
    """

    plan: Plan
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

    *before* are those of another plan of the flow: what is as it was there is known.
    """
    bodies = dict(_bodies(plan, before))
    stacks = _stacked(plan, bodies, before)
    placed = {name: p for stack in stacks for name, p in stack.placed.items()}
    leave, arrive = levelled(
        plan, placed, dict(leaves(plan, stacks)), dict(arrives(plan, stacks))
    )
    return Heights(
        plan=plan,
        bodies=bodies,
        stacks=stacks,
        placed=placed,
        leaves=leave,
        arrives=arrive,
    )


def _bodies(plan: Plan, before: Heights | None) -> Iterator[tuple[str, Body]]:
    """Set what boxes say; it is as before where the same ways are words."""
    for state in plan.outline.states:
        name = state.id
        if before and before.plan.said[name] == plan.said[name]:
            yield name, before.bodies[name]
        else:
            yield name, body(plan, state, wide(plan.outline, plan.lane[name]))


def _stacked(
    plan: Plan, bodies: Mapping[str, Body], before: Heights | None
) -> tuple[Stack, ...]:
    """Fill the lanes until the order of the sockets is what their places ask for."""
    states = plan.outline.states
    far = {state.id: _GUESS * number for number, state in enumerate(states)}
    if before:
        far = _middles(before.stacks)
    known: Mapping[str, Sequence[Socket]] = {}
    boxes: dict[str, Box] = {}
    stacks: tuple[Stack, ...] = ()
    for _ in range(_ROUNDS):
        given = given_sockets(plan, far)
        turned = [state for state in states if given[state.id] != known.get(state.id)]
        if not turned:
            break
        known = given
        for state in turned:
            kind = look(plan.outline, state)
            boxes[state.id] = box(state, kind, bodies[state.id], given[state.id])
        stacks = stacked(plan, boxes)
        far = _middles(stacks)
    return stacks


def _middles(stacks: Iterable[Stack]) -> dict[str, float]:
    placed = (item for stack in stacks for item in stack.placed.items())
    return {name: (p.y + p.bottom) / 2 for name, p in placed}


def wide(outline: Outline, lane: int) -> float:
    """Say how wide the boxes of a lane are, in points."""
    usual = BESIDE if lane else FIRST
    return usual * NARROW if outline.is_narrow else usual
