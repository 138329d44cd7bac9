"""What a search says of a flow."""

from __future__ import annotations

from collections.abc import Iterator

from ama_flow.model import Problem
from ama_flow.proofs.game import LOST, Game
from ama_flow.proofs.naming import listed, named
from ama_flow.proofs.reach import never_taken, no_goal, reached_states, unreachable
from ama_flow.proofs.repeats import asked_twice
from ama_flow.proofs.space import NOWHERE, Space
from ama_flow.proofs.structure import Wrong


def verdicts(space: Space, wrong: Wrong, game: Game) -> Iterator[Problem]:
    """Report what is wrong in some situation, or is in none."""
    if space.faults:
        yield from _undecided(space)
    if not space.complete:
        yield _unfinished(space)
        return
    if again := _again(space, game):
        yield from _endless(space, again)
    if LOST in game.ranks:
        yield from _stuck(space, game)
    reached = reached_states(space)
    yield from no_goal(space)
    yield from unreachable(space.flow, reached)
    yield from never_taken(space, wrong, reached)
    yield from asked_twice(space)


def _undecided(space: Space) -> Iterator[Problem]:
    from ama_flow.proofs.decisions import undecided  # noqa: PLC0415 - start-up is a feature

    yield from undecided(space)


def _stuck(space: Space, game: Game) -> Iterator[Problem]:
    from ama_flow.proofs.loops import luck, traps  # noqa: PLC0415 - start-up is a feature

    yield from traps(space, game)
    yield from luck(space, game)


def _again(space: Space, game: Game) -> list[int]:
    """Give the won situations that can come again, or that are behind such a one.

    Those that do not are left out in turn, from the first one on.
    Source: Kahn, Topological sorting of large networks (1962).
    """
    entering = [0] * len(space.situations)
    for moves in space.moves:
        for move in moves:
            entering[move.dest] += move.dest != NOWHERE
    todo = [number for number, ways in enumerate(entering) if not ways]
    for number in todo:
        for move in space.moves[number]:
            entering[move.dest] -= move.dest != NOWHERE
            if not entering[move.dest] and move.dest != NOWHERE:
                todo.append(move.dest)
    kept = (number for number, ways in enumerate(entering) if ways)
    return [n for n in kept if game.ranks[n] != LOST and n not in space.excused]


def _endless(space: Space, numbers: list[int]) -> Iterator[Problem]:
    from ama_flow.proofs.endless import endless  # noqa: PLC0415 - start-up is a feature

    yield from endless(space, numbers)


def _unfinished(space: Space) -> Problem:
    """Say that the search was given up, and which facts made it so large."""
    flow, live = space.flow, space.live
    state = max((s.state for s in space.situations), key=lambda name: len(live[name]))
    names = listed(map(repr, live[state]))
    return Problem(
        code="unfinished",
        message=f"the search stopped after {len(space.situations)} situations: it is "
        "not proved that nobody gets stuck, that every state is reached, nor that the "
        "rules hold",
        hint=f"at {named(flow, state)} {len(live[state])} facts can still be read "
        f"later on: {names}; ask them later, or read them sooner",
    )
