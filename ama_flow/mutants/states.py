"""Slips in states: their kind, their order, what they are about."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import get_args

from ama_flow.model import NEXT, Flow, Kind, State, Table, Transition, replace
from ama_flow.mutants.edits import Slip, Slips, moved, state_changed, with_states


def skip_state(flow: Flow) -> Slips:
    """Leave a state out: what led to it leads to where its first way led."""
    for state in flow.states.values():
        if state.transitions and state.id != flow.initial:
            yield Slip(state.id, partial(_skipped, flow, state))


def _skipped(flow: Flow, state: State) -> Flow:
    names = {state.id: state.transitions[0].dest}
    rest = {n: _renamed(s, names) for n, s in flow.states.items() if n != state.id}
    return replace(flow, states=Table(rest.items()))


def _renamed(state: State, names: dict[str, str]) -> State:
    """Let the ways of a *state* lead to other states by their *names*."""
    ways = (replace(t, dest=names.get(t.dest, t.dest)) for t in state.transitions)
    return replace(state, transitions=tuple(ways))


def swap_order(flow: Flow) -> Slips:
    """Let two steps that follow each other change places, their texts with them."""
    for state in flow.states.values():
        after = dict.fromkeys(t.dest for t in state.transitions if t.trigger == NEXT)
        for other in (flow.states[name] for name in after):
            if state.kind == other.kind == "step" and state is not other:
                name = f"{state.id} and {other.id}"
                yield Slip(name, partial(_in_turn, flow, state.id, other.id))


def _in_turn(flow: Flow, one: str, other: str) -> Flow:
    names = {one: other, other: one}
    states = {n: _renamed(s, names) for n, s in flow.states.items()}
    ways = {other: states[one].transitions, one: states[other].transitions}
    for name, taken in ways.items():
        states[name] = replace(states[name], transitions=_from(taken, name))
    return replace(flow, states=Table(states.items()))


def _from(ways: tuple[Transition, ...], source: str) -> tuple[Transition, ...]:
    return tuple(replace(way, source=source) for way in ways)


def dead_end(flow: Flow) -> Slips:
    """Forget all the ways on from a state."""
    for state in flow.states.values():
        if state.transitions:
            new = replace(state, transitions=())
            yield Slip(state.id, partial(with_states, flow, new))


def change_kind(flow: Flow) -> Slips:
    """Take a state for one of another kind, with what states of that kind share."""
    for state in flow.states.values():
        for kind in get_args(Kind):
            if kind != state.kind:
                new = moved(flow, state, kind=kind)
                yield Slip(f"{state.id}: {kind}", partial(with_states, flow, new))


def change_phase(flow: Flow) -> Slips:
    """Put the last state of a phase in the next one, or the first in the one before."""
    for pair in pairwise(state for state in flow.states.values() if state.phase):
        for state, other in (pair, pair[::-1]):
            if state.phase != other.phase:
                new = moved(flow, state, phase=other.phase)
                name = f"{state.id}: {other.phase}"
                yield Slip(name, partial(with_states, flow, new))


def change_contact(flow: Flow) -> Slips:
    """Send the reader to somebody else."""
    for state in flow.states.values():
        for contact in flow.contacts if state.contact else ():
            if contact != state.contact:
                yield state_changed(flow, state, contact, contact=contact)


def change_asked(flow: Flow) -> Slips:
    """Ask for another fact of the same type."""
    for state in flow.states.values():
        for fact in flow.facts.values() if state.asks else ():
            is_alike = fact.type == flow.facts[state.asks].type
            if fact.id != state.asks and is_alike:
                yield state_changed(flow, state, fact.id, asks=fact.id)


def drop_need(flow: Flow) -> Slips:
    """Forget to say what to have at hand."""
    for state in flow.states.values():
        for need in state.needs:
            rest = tuple(other for other in state.needs if other != need)
            yield state_changed(flow, state, f"without {need}", needs=rest)


def add_orphan(flow: Flow) -> Slips:
    """Add a step that nothing leads to."""
    orphan = State(
        id="orphan",
        kind="step",
        title="Orphan",
        phase=next(iter(flow.phases), ""),
        cannot_fail="no",
        transitions=(Transition(trigger=NEXT, source="orphan", dest=flow.initial),),
    )
    yield Slip("orphan", partial(with_states, flow, orphan))
