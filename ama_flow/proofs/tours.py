"""Tours: lists of answers from the start that together take every transition."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from operator import eq

from ama_flow.model import Answer, Flow, Record, Transition
from ama_flow.proofs.cover import Cover, Path, cover
from ama_flow.proofs.explored import explored
from ama_flow.proofs.space import Move, Space
from ama_flow.proofs.story import Step, answer_of, step_of, title
from ama_flow.text import expand
from ama_flow.words import way

_TOLD = 3
"""How many transitions a title tells of."""


class Tour(Record):
    """The *answers* of one reader, from the start to the *state* where they lead.

    *first* are the transitions, those of branches too, that no scenario before it
    takes. *title* tells in the language of the flow where it ends, and what is special
    on the way. A text that is answered is empty: any text that its fact takes will do.
    """

    title: str
    answers: tuple[Answer, ...]
    state: str
    first: tuple[Transition, ...]


class Tours(Record):
    """*tours* that take every transition which any answer takes.

    At least *least* are needed: where there are as many, no set is smaller.
    """

    tours: tuple[Tour, ...]
    least: int

    @property
    def smallest(self) -> bool:
        """Whether it is proved that fewer tours will not do."""
        return len(self.tours) == self.least

    def __str__(self) -> str:
        """Say how many there are, and how many are needed."""
        count = len(self.tours)
        taken = (
            f"{count} scenario{'s take' if count != 1 else ' takes'} every transition"
        )
        if self.smallest:
            return f"{taken}, and fewer can't"
        more = len(self.tours) - self.least
        return f"{taken}; {self.least} or more are needed, so at most {more} too many"


def tours(flow: Flow) -> Tours:
    """Give few tours that take every transition of *flow*.

    The search takes time in line with the moves of the flow times the tours.
    Raises `FlowError` with the problems of a flow that is not proved.
    """
    space = explored(flow).space
    found = cover(space)
    taken: set[int] = set()
    told = [_Walk(space, found, taken).along(path) for path in found.paths]
    return Tours(tours=tuple(told), least=found.least)


class _Walk:
    """One walk through the situations; *taken* has what any walk took by now."""

    def __init__(self, space: Space, found: Cover, taken: set[int]) -> None:
        self.space = space
        self.parts = found.parts
        self.taken = taken
        self.first: list[Transition] = []
        self.steps: list[Step] = []
        self.here = 0
        self.note(space.opening)

    def along(self, path: Path) -> Tour:
        """Go round in each part of *path* until all is taken there, and then on."""
        for hop in path.hops:
            self.go_round()
            self.take(self.nearest(partial(eq, hop.move)))
        self.go_round()
        state = self.space.situations[self.here].state
        return Tour(
            title=_title(self.space.flow, state, self.first),
            answers=tuple(map(answer_of, self.steps)),
            state=state,
            first=tuple(self.first),
        )

    def go_round(self) -> None:
        """Take all that is left to take without leaving the part."""
        while moves := self.nearest(self.is_new):
            self.take(moves)

    def is_new(self, move: Move) -> bool:
        """Say whether a move stays in the part, and takes what no walk took."""
        takes = (move.transition, *move.passed)
        return self.stays(move) and any(id(t) not in self.taken for t in takes)

    def stays(self, move: Move) -> bool:
        return self.parts.get(move.dest) == self.parts[self.here]

    def nearest(self, wanted: Callable[[Move], bool]) -> tuple[Move, ...]:
        """Give the fewest moves within the part, the last of which is *wanted*."""
        todo: list[tuple[int, tuple[Move, ...]]] = [(self.here, ())]
        seen = {self.here}
        for number, before in todo:
            for move in self.space.moves[number]:
                if wanted(move):
                    return (*before, move)
                if self.stays(move) and move.dest not in seen:
                    seen.add(move.dest)
                    todo.append((move.dest, (*before, move)))
        return ()

    def take(self, moves: Iterable[Move]) -> None:
        """Go on by *moves*."""
        for move in moves:
            self.steps.append(step_of(self.space, self.here, move))
            self.note((move.transition, *move.passed))
            self.here = move.dest

    def note(self, transitions: Iterable[Transition]) -> None:
        """Remember which of *transitions* are taken for the first time."""
        self.first += [t for t in transitions if id(t) not in self.taken]
        self.taken.update(map(id, transitions))


def _title(flow: Flow, end: str, first: Iterable[Transition]) -> str:
    """Name the end and what is taken first on the way to it, above all what fails."""
    seen = [t for t in first if flow.states[t.source].kind != "branch"]
    told = sorted(seen, key=lambda t: not t.fails)[:_TOLD]
    ways = "; ".join(_told(flow, transition) for transition in told)
    words = expand(flow, flow.states[end].title)
    return f"{words} ({ways})" if ways else words


def _told(flow: Flow, transition: Transition) -> str:
    state = flow.states[transition.source]
    chosen = expand(flow, way(flow, state, transition))
    return f"{title(flow, state.id)} {chosen}"
