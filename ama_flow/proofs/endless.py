"""Runs without end: loops that nobody is kept in, and that nothing bounds either."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ama_flow.model import Problem
from ama_flow.proofs.graph import Graph, components, is_cycle
from ama_flow.proofs.loops import Ring, inside, nearest_first, ring
from ama_flow.proofs.naming import listed, named, route
from ama_flow.proofs.space import Space
from ama_flow.proofs.story import path_to, step_of, told_round

_CODE = "endless"


def endless(space: Space, numbers: Sequence[int]) -> Iterator[Problem]:
    """Report the loops among the situations *numbers*, those that meet as one.

    A waiver is for the loops past its state: what goes round without passing there
    is still reported.
    """
    graph = inside(space, numbers)
    for state in dict.fromkeys(w.at for w in space.flow.waivers if w.code == _CODE):
        past = {n for n in graph if space.situations[n].state == state}
        if any(not past.isdisjoint(part) for part in _cycles(graph)):
            yield _accepted(space, state)
        graph = inside(space, [number for number in graph if number not in past])
    told: set[frozenset[str]] = set()
    for part in nearest_first(_cycles(graph)):
        states = frozenset(space.situations[number].state for number in part)
        if states not in told:
            told.add(states)
            yield _endless(space, ring(space, part))


def _cycles(graph: Graph[int]) -> Iterator[tuple[int, ...]]:
    return (part for part in components(graph) if is_cycle(graph, part))


def _accepted(space: Space, state: str) -> Problem:
    """Give the problem that a waiver is for, without a way to it."""
    return Problem(
        code=_CODE,
        message=f"a reader can go round without end past {named(space.flow, state)}",
        at=("states", state),
    )


def _endless(space: Space, round_: Ring) -> Problem:
    before = path_to(space, round_[0][0])
    steps = [step_of(space, number, move) for number, move in round_]
    names = listed(
        named(space.flow, name) for name in dict.fromkeys(s.state for s in steps)
    )
    last = steps[-1]
    problem = Problem(
        code=_CODE,
        message=f"a reader can go round without end in {names}: nothing counts how "
        "often",
        at=route(last.transition),
        hint="let the way round set a fact that a condition on it reads; or accept it: "
        f'[[waivers]] code = "{_CODE}", at = "{last.state}", and a reason',
    )
    return told_round(space, problem, before, steps, "proof_endless")
