"""Which facts can still be read from each state on: the others need no telling apart.

Sixteen facts that are asked and read in turn then make some dozens of situations
and not 2 ** 16.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ama_flow.model import ANSWER, Flow, State, Transition


def live_facts(flow: Flow) -> Mapping[str, tuple[str, ...]]:
    """Give for each state the facts that it or a later one may read, in order.

    A fact that is given before it is read again is not live. Takes time in line
    with the length of the answer.
    """
    readers: dict[str, list[str]] = {fact: [] for fact in flow.facts}
    entering: dict[str, list[tuple[State, Transition]]] = {s: [] for s in flow.states}
    for state in flow.states.values():
        for fact in _reads(state):
            readers[fact].append(state.id)
        for transition in state.transitions:
            entering[transition.dest].append((state, transition))
    live: dict[str, list[str]] = {state: [] for state in flow.states}
    for fact, states in readers.items():
        for name in _before(fact, states, entering):
            live[name].append(fact)
    return {state: tuple(facts) for state, facts in live.items()}


def _reads(state: State) -> Iterator[str]:
    """Give the facts that the conditions of *state* need to be known on arrival."""
    for transition in state.transitions:
        for row in transition.conditions:
            for condition in row:
                if not _asks(state, transition, condition.fact):
                    yield condition.fact


def _before(
    fact: str,
    readers: list[str],
    entering: Mapping[str, list[tuple[State, Transition]]],
) -> Iterator[str]:
    """Go back from the *readers* of a fact, as far as nothing gives it."""
    found: set[str] = set()
    todo = readers
    while todo:
        name = todo.pop()
        if name in found:
            continue
        found.add(name)
        yield name
        for state, transition in entering[name]:
            if not _asks(state, transition, fact) and fact not in dict(transition.sets):
                todo.append(state.id)


def _asks(state: State, transition: Transition, fact: str) -> bool:
    return state.asks == fact and transition.trigger == ANSWER
