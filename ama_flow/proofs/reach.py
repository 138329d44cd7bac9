"""What nobody gets to: states, transitions, and the goal when all goes well."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from ama_flow.model import Flow, Problem, Transition
from ama_flow.proofs.graph import Graph, components
from ama_flow.proofs.groups import facts_named, grouped
from ama_flow.proofs.naming import listed, named, route
from ama_flow.proofs.space import NOWHERE, Space
from ama_flow.proofs.structure import Wrong
from ama_flow.text import expand
from ama_flow.words import conditions


def no_goal(space: Space) -> Iterator[Problem]:
    """Report that no goal is reached even when nothing fails."""
    states, situations = space.flow.states, space.situations
    todo = [n for n, parent in enumerate(space.parents) if parent == NOWHERE]
    found = {NOWHERE, *todo}
    while todo:
        number = todo.pop()
        if states[situations[number].state].kind == "goal":
            return
        for move in space.moves[number]:
            if move.dest not in found and not move.transition.fails:
                found.add(move.dest)
                todo.append(move.dest)
    yield Problem(
        code="no-goal",
        message="no goal can be reached, even when nothing fails",
        at=("initial",),
        hint="let the way on when things work lead to a state of kind 'goal'",
    )


def reached_states(space: Space) -> list[str]:
    """Give the states that a reader gets to or passes, nearest first."""
    states = dict.fromkeys(transition.source for transition in space.opening)
    states |= dict.fromkeys(situation.state for situation in space.situations)
    for moves in space.moves:
        for _, _, passed, _ in moves:
            for transition in passed:
                states[transition.source] = None
    return list(states | dict.fromkeys(fault.state for fault in space.faults))


def unreachable(flow: Flow, reached: Collection[str]) -> Iterator[Problem]:
    """Report the states that nothing else leads to.

    Those that can only be reached from there go with them, and those behind a
    transition that is never taken go with that.
    """
    missed = _missed(flow, reached)
    home = {state: part[0] for part in components(missed) for state in part}
    entered = {
        home[transition.dest]
        for state in (flow.states.values() if missed else ())
        for transition in state.transitions
        if home.get(transition.dest) not in (None, home.get(state.id))
    }
    for state in missed:
        if home[state] not in entered:
            entered.add(home[state])
            yield _unreachable(flow, state, missed)


def _missed(flow: Flow, reached: Collection[str]) -> Graph[str]:
    """Give the states that nobody gets to, with where they lead."""
    known = set(reached)
    return {
        state.id: [transition.dest for transition in state.transitions]
        for state in flow.states.values()
        if state.id not in known
    }


def _unreachable(flow: Flow, state: str, missed: Graph[str]) -> Problem:
    behind = _behind([state], missed)[1:]
    also = f", and so not to {_names(flow, behind)}" if behind else ""
    return Problem(
        code="unreachable",
        message=f"nothing leads to {named(flow, state)}{also}",
        at=("states", state),
        hint="let a transition lead to it, or take it out",
    )


def _behind(states: list[str], missed: Graph[str]) -> list[str]:
    """Give the missed states that can be reached from *states*, with those."""
    found = dict.fromkeys(state for state in states if state in missed)
    todo = list(found)
    while todo:
        for following in missed[todo.pop()]:
            if following in missed and following not in found:
                found[following] = None
                todo.append(following)
    return list(found)


def _names(flow: Flow, states: list[str]) -> str:
    return listed(named(flow, state) for state in states)


def never_taken(
    space: Space, wrong: Wrong, reached: Collection[str]
) -> Iterator[Problem]:
    """Report the transitions of reached states that are never open.

    Of those that turn on the same fact only the first is reported, and none where
    a gap or the like is.
    """
    taken = _taken(space)
    undecided = {(fault.state, fault.trigger) for fault in space.faults}
    told: set[str] = set()
    for name in reached:
        state = space.flow.states[name]
        never = [t for t in state.transitions if id(t) not in taken]
        if not never or name in wrong.states:
            continue
        for group in grouped(state):
            shut = [t for t in group if id(t) not in taken]
            facts = facts_named(group)
            is_known = (name, group[0].trigger) in undecided
            if shut and not is_known and told.isdisjoint(facts):
                told.update(facts)
                yield _never_taken(space.flow, shut, _missed(space.flow, reached))


def _taken(space: Space) -> set[int]:
    """Give the identity of each transition that some reader takes."""
    taken = set(map(id, space.opening))
    for moves in space.moves:
        for transition, _, passed, _ in moves:
            taken.add(id(transition))
            taken.update(map(id, passed))
    return taken


def _never_taken(flow: Flow, shut: list[Transition], missed: Graph[str]) -> Problem:
    first = shut[0]
    when = "the others of its trigger take every case there is"
    if first.conditions:
        when = f"“{expand(flow, conditions(flow, first.conditions))}” is never so there"
    behind = _behind([transition.dest for transition in shut], missed)
    also = f"; so nothing leads to {_names(flow, behind)}" if behind else ""
    return Problem(
        code="never-taken",
        message=f"in {named(flow, first.source)} the way to {named(flow, first.dest)} "
        f"is never taken: {when}{also}",
        at=route(first),
        hint="let an answer or a set make it so on some way here, or take it out",
    )
