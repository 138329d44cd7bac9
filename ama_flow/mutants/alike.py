"""Whether any reader could tell two flows apart."""

from __future__ import annotations

from collections.abc import Iterator

from ama_flow.model import Condition, Flow, Rule, replace
from ama_flow.mutants.edits import each_literal
from ama_flow.proofs.space import Space, explore
from ama_flow.proofs.structure import Wrong
from ama_flow.words import way

_SHOWN = ("title", "text", "terms", "links", "contacts", "phases")


def alike(one: Flow, other: Flow) -> bool:
    """Walk two flows side by side, and say whether no answers make a difference.

    Nothing is wrong with the conditions of either. It is a bisimulation, of flows
    that always go on in one way; what is noted and never read counts for nothing.
    """
    if _around(one) != _around(other):
        return False
    flows = _cut_alike(one, other)
    return _walk(*(explore(flow, Wrong()) for flow in flows))


def _around(flow: Flow) -> tuple[object, ...]:
    """Give what readers see of a flow, besides its states."""
    facts = [replace(f, initial=None, changes=False) for f in flow.facts.values()]
    return (*(getattr(flow, key) for key in _SHOWN), facts)


def _cut_alike(*flows: Flow) -> Iterator[Flow]:
    """Let each flow tell apart the numbers and dates that any of them does."""
    tests: tuple[Condition, ...] = tuple(
        literal.test for flow in flows for literal in each_literal(flow)
    )
    cuts = (Rule(title="", form="requires", requires=(tests,)),)
    return (replace(flow, rules=cuts) for flow in flows)


def _walk(one: Space, other: Space) -> bool:
    seen = {(0, 0)}
    todo = [*seen]
    while todo:
        here, there = todo.pop()
        ways, others = _answers(one, here), _answers(other, there)
        if ways.keys() != others.keys() or _look(one, here) != _look(other, there):
            return False
        following = {(ways[answer], others[answer]) for answer in ways}
        todo += following - seen
        seen |= following
    return True


def _look(space: Space, number: int) -> object:
    """Give what a reader sees in a situation, besides the answers."""
    state = space.flow.states[space.situations[number].state]
    return replace(state, id="", cites=(), transitions=())


def _answers(space: Space, number: int) -> dict[object, int]:
    """Give where each answer leads: a value, or what the reader chooses."""
    flow = space.flow
    state = flow.states[space.situations[number].state]
    return {
        way(flow, state, move.transition) if move.value is None else move.value: (
            move.dest
        )
        for move in space.moves[number]
    }
