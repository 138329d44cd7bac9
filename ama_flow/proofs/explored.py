"""A proved flow as its situations, for figures about it."""

from __future__ import annotations

from typing import NamedTuple

from ama_flow import proofs
from ama_flow.model import Flow, FlowError
from ama_flow.proofs.game import Game
from ama_flow.proofs.space import NOWHERE, Space, explore
from ama_flow.proofs.structure import flaws

Ways = list[list[int]]
"""Where the answers of each situation lead, by number; a number for each answer."""


class Explored(NamedTuple):
    """The *space* of a flow, and its *game*."""

    space: Space
    game: Game

    @property
    def ways(self) -> Ways:
        """Where the answers of each situation lead."""
        return [
            [move.dest for move in moves if move.dest != NOWHERE]
            for moves in self.space.moves
        ]

    def at(self, *kinds: str) -> list[int]:
        """Give the situations at states of these *kinds*."""
        states = {s.id for s in self.space.flow.states.values() if s.kind in kinds}
        found = enumerate(self.space.situations)
        return [number for number, situation in found if situation.state in states]


def explored(flow: Flow) -> Explored:
    """Search *flow*; raises `FlowError` with its problems if it has any.

    Where a waiver accepts that some answer has no way on, it has no figures either.
    """
    report = proofs.check(flow)
    if report.problems or not report.complete:
        raise FlowError(*(report.problems or report.waived))
    _, wrong = flaws(flow)
    space = explore(flow, wrong)
    if space.excused:  # a reader can get stuck there, which was waived
        raise FlowError(*report.waived)
    return Explored(space, Game(space))
