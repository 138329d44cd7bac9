"""Where readers of two flows part who give the same answers, nearest first.

They walk side by side. At a state that only one flow has, its reader goes on alone, to
see whether they meet again behind it: a step put in between is no parting.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from ama_flow.difference.records import Parting
from ama_flow.difference.walk import Given, Position, Walk
from ama_flow.model import Answer, Flow, Trace, Transition
from ama_flow.proofs.story import Step, sentence
from ama_flow.text import expand
from ama_flow.words import say


def part(before: Flow, after: Flow, *, bound: int) -> tuple[tuple[Parting, ...], bool]:
    """Find where readers part, and say whether all situations were looked at."""
    search = _Search(before, after)
    return tuple(search.run(bound)), search.complete


Pair = tuple[Position, Position]
"""Where both readers are."""


class _Move(NamedTuple):
    """An answer that both readers give, or one of them alone, and where it leads.

    A reader who does not move has no step; one who can't give the answer is nowhere.
    """

    source: Pair | None
    steps: tuple[Step | None, Step | None]
    dest: tuple[Position | None, Position | None]


class _Search:
    """One search, on its way; *came* says by which move each pair was first seen."""

    def __init__(self, before: Flow, after: Flow) -> None:
        self.flows = (before, after)
        self.walks = (Walk(before, after), Walk(after, before))
        self.came: dict[Pair, _Move] = {}
        self.complete = True

    def run(self, bound: int) -> Iterator[Parting]:
        waiting: list[Pair] = []
        nearest: dict[object, _Move] = {}
        alike: dict[object, dict[str, None]] = {}
        for move in self.all_moves(waiting):
            first, second = move.dest
            if first and second and self.sides((first, second)):
                if (first, second) not in self.came:
                    self.came[first, second] = move
                    waiting.append((first, second))
            else:
                key = _key(move)
                nearest.setdefault(key, move)
                alike.setdefault(key, {})[_state(move)] = None
            if len(waiting) > bound:
                self.complete = False
                break
        for key, move in nearest.items():
            _, *others = alike[key]
            yield self.parting(move, others)

    def all_moves(self, waiting: list[Pair]) -> Iterator[_Move]:
        """Give the start as a move, and every move from the pairs in *waiting*."""
        starts = [walk.start() for walk in self.walks]
        first, second = (start.position if start else None for start in starts)
        if first or second:
            yield _Move(None, (None, None), (first, second))
        for pair in waiting:
            yield from self.moves(pair)

    def sides(self, pair: Pair) -> tuple[int, ...]:
        """Say who moves on: both readers, one alone, or nobody: they have parted."""
        if pair[0].state == pair[1].state:
            return (0, 1)
        alone = [side for side in (1, 0) if self.is_alone(side, pair[side])]
        if len(alone) > 1 and self.given(pair):
            return (0, 1)
        going = (side for side in alone if self.walks[side].answers(pair[side]))
        return tuple(going)[:1]

    def is_alone(self, side: int, position: Position) -> bool:
        """Say whether the other flow does not have the state of *position*."""
        return position.state not in self.flows[1 - side].states

    def given(self, pair: Pair) -> tuple[Given, ...]:
        """List the answers to a pair: to one state all, to two those in common."""
        first, second = (self.walks[side].answers(pair[side]) for side in (0, 1))
        if pair[0].state == pair[1].state:
            return tuple(dict.fromkeys((*first, *second)))
        return tuple(given for given in first if given in second)

    def moves(self, pair: Pair) -> Iterator[_Move]:
        sides = self.sides(pair)
        answers = self.walks[sides[0]].answers(pair[sides[0]])
        for given in self.given(pair) if len(sides) > 1 else answers:
            moved = [self.walks[side].move(pair[side], given) for side in sides]
            if any(moved):
                steps: list[Step | None] = [None, None]
                dest: list[Position | None] = [*pair]
                for side, found in zip(sides, moved, strict=True):
                    steps[side], dest[side] = found or (None, None)
                yield _Move(pair, (steps[0], steps[1]), (dest[0], dest[1]))

    def parting(self, move: _Move, others: Iterable[str]) -> Parting:
        """Tell of a move, that is alike at the *other* states with these ids."""
        way = self.way(move)
        first, second = move.dest
        return Parting(
            before=self.trace(0, way),
            after=self.trace(1, way),
            ends=(
                self.walks[0].ends(first) if first else (),
                self.walks[1].ends(second) if second else (),
            ),
            path=(*self.sentences(way), self.outcome(move)),
            alike=tuple(others),
        )

    def way(self, move: _Move) -> list[_Move]:
        """Give the moves from the start up to *move*."""
        way = [move]
        while way[-1].source:
            way.append(self.came[way[-1].source])
        return way[::-1]

    def trace(self, side: int, way: list[_Move]) -> Trace:
        start = self.walks[side].start()
        steps = [step for move in way if (step := move.steps[side])]
        taken = chain.from_iterable((step.transition, *step.passed) for step in steps)
        position = way[-1].dest[side]
        return Trace(
            answers=tuple(map(_answer, steps)),
            transitions=(*(start.passed if start else ()), *taken),
            state=position.state if position else "",
        )

    def sentences(self, way: list[_Move]) -> Iterator[str]:
        """Tell the answers, in the words of the later flow where it has them."""
        for move in way:
            for side in (1, 0):
                step = move.steps[side]
                if step:
                    yield sentence(self.flows[side], step)
                    break

    def outcome(self, move: _Move) -> str:
        titles = [
            expand(flow, flow.states[position.state].title) if position else ""
            for flow, position in zip(self.flows, move.dest, strict=True)
        ]
        key = "parted" if all(titles) else "removed" if titles[0] else "added"
        language = self.flows[1].language
        return say(language, f"diff_{key}", before=titles[0], after=titles[1])


def _answer(step: Step) -> Answer:
    return Answer(state=step.state, trigger=step.transition.trigger, value=step.value)


def _state(move: _Move) -> str:
    """Give the state at which an answer is given, or nothing for the start."""
    return next((step.state for step in move.steps if step), "")


def _key(move: _Move) -> object:
    """Give what partings have in common of which only the nearest is told."""
    ways = [_declared(step.transition) if step else None for step in move.steps]
    return (*ways, *(position and position.state for position in move.dest))


def _declared(transition: Transition) -> object:
    """Give the declaration that *transition* has with other states, or itself."""
    return transition if transition.shared is None else transition.shared
