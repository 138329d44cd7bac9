"""The reader against the outcomes: from where he gets to a goal or a contact anyway.

A transition marked as a choice is the reader's own; any other is an outcome, and
the worst one may come. A situation is won where some choice leads to one that is
won, or where there are outcomes and all of them do. Going back from the end finds
these in linear time, each with its rank: the worst number of answers.
Source: "attractor" in Automata, Logics, and Infinite Games (2002), section 2.3.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ama_flow.proofs.space import NOWHERE, Space

LOST = -1
"""The rank of a situation where only luck helps."""


class Game:
    """The ranks of situations, by number; more of them can be won on the way."""

    def __init__(self, space: Space) -> None:
        """Rank what is won in *space*; what it excuses counts as help too.

        *worst* is the rank of the first situation, if nothing is lost or excused.
        """
        size = len(space.situations)
        self.ranks = [LOST] * size
        self._outcomes_left = [0] * size
        self._outcomes_into: list[list[int]] = [[] for _ in range(size)]
        self._choices_into: list[list[int]] = [[] for _ in range(size)]
        for number, moves in enumerate(space.moves):
            for transition, _, _, dest in moves:
                if transition.choice and dest != NOWHERE:
                    self._choices_into[dest].append(number)
                elif dest != NOWHERE:
                    self._outcomes_into[dest].append(number)
                    self._outcomes_left[number] += 1
        self.win(_helped(space))
        proved = space.complete and not space.excused and LOST not in self.ranks
        self.worst = self.ranks[0] if proved else None

    def win(self, situations: Iterable[int]) -> None:
        """Take *situations* as won, and with them all that can be forced to be."""
        rank = 0
        layer = self._ranked(situations, rank)
        while layer:
            rank += 1
            layer = self._ranked(self._forced(layer), rank)

    def _ranked(self, situations: Iterable[int], rank: int) -> list[int]:
        """Rank those of *situations* that have none yet, and give them."""
        ranked = []
        for number in situations:
            if self.ranks[number] == LOST:
                self.ranks[number] = rank
                ranked.append(number)
        return ranked

    def _forced(self, layer: list[int]) -> Iterator[int]:
        """Give the situations that are won because those of *layer* are."""
        for number in layer:
            yield from self._choices_into[number]
            for before in self._outcomes_into[number]:
                self._outcomes_left[before] -= 1
                if not self._outcomes_left[before]:
                    yield before

    @property
    def lost(self) -> list[int]:
        """The situations that are not won, nearest first."""
        return [number for number, rank in enumerate(self.ranks) if rank == LOST]


def _helped(space: Space) -> Iterator[int]:
    safe = {state.id for state in space.flow.states.values() if state.is_safe}
    for number, situation in enumerate(space.situations):
        if situation.state in safe or number in space.excused:
            yield number
