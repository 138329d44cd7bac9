"""Facts that are asked a second time, though their answers do not change."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterator

from ama_flow.model import ANSWER, Flow, Problem
from ama_flow.proofs.graph import components, is_cycle
from ama_flow.proofs.naming import listed, named
from ama_flow.proofs.space import NOWHERE, Move, Space
from ama_flow.proofs.story import Step, step_of, told

_NOTHING: frozenset[str] = frozenset()

_Node = tuple[int, bool]
"""The number of a situation, and whether the fact was answered before."""


def asked_twice(space: Space) -> Iterator[Problem]:
    """Report the nearest question that asks what was answered before.

    Other facts that are asked twice are named with it: one way back often leads
    past several questions.
    """
    flow, before = space.flow, _answered_before(space)
    twice = [n for n, facts in before.items() if _asks(space, n) in facts]
    facts = list(dict.fromkeys(_asks(space, number) for number in sorted(twice)))
    if not facts:
        return
    fact, *others = facts
    also = f"; so do others for {listed(map(repr, others))}" if others else ""
    steps, state = _path(space, fact)
    first = next(
        number
        for number, step in enumerate(steps, 1)
        if step.value is not None and flow.states[step.state].asks == fact
    )
    problem = Problem(
        code="asked-twice",
        message=f"{named(flow, state)} asks for {fact!r}, which was answered before "
        f"and does not change{also}",
        at=("states", state, "asks"),
        hint="lead the way back to behind the question, or write "
        f"changes = true under [facts.{fact}]",
    )
    yield told(space, problem, steps, state, "proof_asked_twice", number=first)


def _asks(space: Space, number: int) -> str:
    return space.flow.states[space.situations[number].state].asks


def _answered_before(space: Space) -> dict[int, frozenset[str]]:
    """Give the facts that may be answered on some way to each situation.

    Only facts that can be asked twice count, so most flows take no time at all.
    """
    before: dict[int, frozenset[str]] = {}
    asked = _asked_again(space.flow)
    numbers = range(len(space.situations) if asked else 0)
    todo = deque(number for number in numbers if _asks(space, number) in asked)
    while todo:
        number = todo.popleft()
        known = before.get(number, _NOTHING)
        for move in space.moves[number]:
            answered = known | (asked & {_answers(space, number, move)})
            if move.dest != NOWHERE and not answered <= before.get(move.dest, _NOTHING):
                before[move.dest] = before.get(move.dest, _NOTHING) | answered
                todo.append(move.dest)
    return before


def _answers(space: Space, number: int, move: Move) -> str:
    """Give the fact that *move* answers, if any."""
    return _asks(space, number) if move.transition.trigger == ANSWER else ""


def _asked_again(flow: Flow) -> frozenset[str]:
    """Give the facts that a way through the states, whatever is known, can ask twice."""
    asking: dict[str, list[str]] = {}
    for state in flow.states.values():
        if state.asks and not flow.facts[state.asks].changes:
            asking.setdefault(state.asks, []).append(state.id)
    round_: Collection[str] = _on_cycles(flow) if asking else ()
    return frozenset(
        fact
        for fact, states in asking.items()
        if len(states) > 1 or states[0] in round_
    )


def _on_cycles(flow: Flow) -> set[str]:
    graph = {
        state.id: [transition.dest for transition in state.transitions]
        for state in flow.states.values()
    }
    cycles = (part for part in components(graph) if is_cycle(graph, part))
    return {state for part in cycles for state in part}


def _path(space: Space, fact: str) -> tuple[list[Step], str]:
    """Give a shortest way that answers *fact* and leads to a state that asks it."""
    roots = [n for n, parent in enumerate(space.parents) if parent == NOWHERE]
    came: dict[_Node, tuple[_Node, Step] | None] = {(n, False): None for n in roots}
    todo = deque(came)
    while True:
        node = todo.popleft()
        number, answered = node
        if answered and _asks(space, number) == fact:
            return _steps(came, node), space.situations[number].state
        for move in space.moves[number]:
            following = (move.dest, answered or _answers(space, number, move) == fact)
            if move.dest != NOWHERE and following not in came:
                came[following] = (node, step_of(space, number, move))
                todo.append(following)


def _steps(came: dict[_Node, tuple[_Node, Step] | None], node: _Node) -> list[Step]:
    steps = []
    while (arrived := came[node]) is not None:
        node, step = arrived
        steps.append(step)
    return steps[::-1]
