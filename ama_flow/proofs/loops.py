"""Rounds that a reader cannot leave: traps, and loops that only luck ends."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Iterator

from ama_flow.model import Problem
from ama_flow.proofs.game import LOST, Game
from ama_flow.proofs.graph import Graph, components, is_cycle
from ama_flow.proofs.naming import listed, named, route
from ama_flow.proofs.space import Move, Space
from ama_flow.proofs.story import path_to, step_of, told, told_round

Ring = list[tuple[int, Move]]
"""A way from a situation back to itself: the number of each, and its move."""


def traps(space: Space, game: Game) -> Iterator[Problem]:
    """Report the regions that nobody can leave; then take them as won.

    Of a region that leads into another, the last one is the root of the trouble.
    """
    trapped = _trapped(space, game)
    graph = inside(space, trapped)
    told: set[str] = set()
    for component in nearest_first(components(graph)):
        if _is_last(graph, component) and _is_new(space, component, told):
            yield _trap(space, component)
    game.win(trapped)


def luck(space: Space, game: Game) -> Iterator[Problem]:
    """Report the loops that the outcomes can keep a reader in.

    The states of a loop that is reported count as won, so that what merely leads
    to it is not reported as well.
    """
    while lost := game.lost:
        told: set[str] = set()
        for component in _loops(space, lost):
            round_ = ring(space, component)
            if _is_new(space, [number for number, _ in round_], told):
                yield _luck(space, round_)
        game.win(n for n in lost if space.situations[n].state in told)


def _trapped(space: Space, game: Game) -> list[int]:
    """Give the lost situations from which no answers at all lead to a won one."""
    lost = game.lost
    before: dict[int, list[int]] = {number: [] for number in lost}
    todo = []
    for number in lost:
        for move in space.moves[number]:
            if game.ranks[move.dest] != LOST:
                todo.append(number)
            else:
                before[move.dest].append(number)
    free = set()
    while todo:
        number = todo.pop()
        if number not in free:
            free.add(number)
            todo += before[number]
    return [number for number in lost if number not in free]


def _loops(space: Space, lost: list[int]) -> list[tuple[int, ...]]:
    """Give the loops among *lost* situations that are a fault by themselves.

    That is where outcomes alone lead round; or, where no loop is like that, where
    all ways stay inside.
    """
    graph = inside(space, lost)
    outcomes = {
        number: dests
        for number, dests in graph.items()
        if not any(move.transition.choice for move in space.moves[number])
    }
    rounds = [part for part in components(outcomes) if is_cycle(outcomes, part)]
    ends = (part for part in components(graph) if _is_last(graph, part))
    return nearest_first(rounds or ends)


def inside(space: Space, numbers: Collection[int]) -> Graph[int]:
    """Give the moves among *numbers*."""
    kept = set(numbers)
    return {
        number: [move.dest for move in space.moves[number] if move.dest in kept]
        for number in numbers
    }


def nearest_first(found: Iterable[tuple[int, ...]]) -> list[tuple[int, ...]]:
    """Sort components by the nearest situation in each."""
    return sorted(found, key=min)


def _is_last(graph: Graph[int], component: tuple[int, ...]) -> bool:
    """Say whether no way leads out of a *component*."""
    inside = set(component)
    return all(inside.issuperset(graph[number]) for number in component)


def _is_new(space: Space, numbers: Collection[int], told: set[str]) -> bool:
    """Say whether nothing was *told* yet of the states of *numbers*; now it is."""
    states = {space.situations[number].state for number in numbers}
    if not told.isdisjoint(states):
        return False
    told.update(states)
    return True


def ring(space: Space, component: tuple[int, ...]) -> Ring:
    """Give a shortest way round through the nearest situation of a *component*."""
    head, inside = min(component), set(component)
    came: dict[int, tuple[int, Move]] = {}
    todo = deque([head])
    while head not in came:
        number = todo.popleft()
        for move in space.moves[number]:
            if move.dest in inside and move.dest not in came:
                came[move.dest] = (number, move)
                todo.append(move.dest)
    steps = [came[head]]
    while steps[-1][0] != head:
        steps.append(came[steps[-1][0]])
    return steps[::-1]


def _trap(space: Space, component: tuple[int, ...]) -> Problem:
    number = min(component)
    state = space.situations[number].state
    problem = Problem(
        code="trap",
        message=f"from {named(space.flow, state)} on, no answers lead to a goal or a contact",
        at=("states", state),
        hint="let one of its ways on, or of those behind it, lead to a goal or contact",
    )
    return told(space, problem, path_to(space, number), state, "proof_trap")


def _luck(space: Space, round_: Ring) -> Problem:
    before = path_to(space, round_[0][0])
    steps = [step_of(space, number, move) for number, move in round_]
    states = list(dict.fromkeys(step.state for step in steps))
    names = listed(named(space.flow, state) for state in states)
    last = round_[-1][1]
    problem = Problem(
        code="luck",
        message=f"the outcomes can keep a reader going round in {names}: no choice of "
        "the reader's own leads to a goal or a contact",
        at=route((last.transition, *last.passed)[-1]),
        hint="give it a way out: lead on, count with a fact, or add a trigger with "
        "choice = true",
    )
    return told_round(space, problem, before, steps, "proof_luck")
