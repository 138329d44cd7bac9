"""Slips in where a way leads, and in what it notes."""

from __future__ import annotations

from functools import partial
from itertools import combinations

from ama_flow.model import Flow, State, Transition, replace
from ama_flow.mutants.edits import (
    Slip,
    Slips,
    arrow,
    changed,
    each_way,
    instead,
    of_fact,
    put,
    with_states,
)


def drop_transition(flow: Flow) -> Slips:
    """Forget a way on."""
    for state, index, way in each_way(flow):
        yield Slip(arrow(way), partial(instead, flow, state, index))


def self_loop(flow: Flow) -> Slips:
    """Lead a way back to where it starts."""
    for state, index, way in each_way(flow):
        if way.dest != state.id:
            yield changed(flow, state, index, "to itself", dest=state.id)


def redirect(flow: Flow) -> Slips:
    """Lead a way to any other state."""
    for state, index, way in each_way(flow):
        for dest in flow.states:
            if dest not in (way.dest, state.id):
                yield changed(flow, state, index, f"to {dest}", dest=dest)


def swap_answers(flow: Flow) -> Slips:
    """Swap where two ways on from the same state lead."""
    for state in flow.states.values():
        for (a, one), (b, other) in combinations(enumerate(state.transitions), 2):
            if one.dest != other.dest:
                ways = [f"--{way.trigger}--> {way.dest}" for way in (one, other)]
                name = f"{state.id} {' and '.join(ways)}"
                yield Slip(name, partial(_swapped, flow, state, a, b))


def _swapped(flow: Flow, state: State, a: int, b: int) -> Flow:
    ways = list(state.transitions)
    one, other = ways[a], ways[b]
    ways[a], ways[b] = replace(one, dest=other.dest), replace(other, dest=one.dest)
    return with_states(flow, replace(state, transitions=tuple(ways)))


def duplicate_transition(flow: Flow) -> Slips:
    """Write a way on a second time, leading elsewhere."""
    for state, index, way in each_way(flow):
        others = (name for name in flow.states if name not in (way.dest, state.id))
        for dest in list(others)[:1]:
            ways = (way, replace(way, dest=dest))
            name = f"{arrow(way)}: also to {dest}"
            yield Slip(name, partial(instead, flow, state, index, *ways))


def add_transition(flow: Flow) -> Slips:
    """Give a state one more way on, to any other state."""
    for state in flow.states.values():
        for dest in flow.states if state.transitions and state.kind != "branch" else ():
            if dest != state.id:
                yield Slip(
                    f"{state.id} --extra--> {dest}", partial(_added, flow, state, dest)
                )


def _added(flow: Flow, state: State, dest: str) -> Flow:
    way = Transition(trigger="extra", title="Extra", source=state.id, dest=dest)
    return with_states(flow, replace(state, transitions=(*state.transitions, way)))


def drop_set(flow: Flow) -> Slips:
    """Forget to note a fact."""
    for state, index, way in each_way(flow):
        for pair in way.sets:
            rest = tuple(other for other in way.sets if other is not pair)
            yield changed(flow, state, index, f"does not set {pair[0]}", sets=rest)


def change_set(flow: Flow) -> Slips:
    """Note another value of a fact."""
    for state, index, way in each_way(flow):
        for pair in way.sets:
            for value in of_fact(flow, pair[0]):
                if value != pair[1]:
                    new = put(way.sets, pair, (pair[0], value))
                    name = f"sets {pair[0]} to {value}"
                    yield changed(flow, state, index, name, sets=new)


def flip_fails(flow: Flow) -> Slips:
    """Take a failure for a success, or a success for a failure."""
    for state, index, way in each_way(flow):
        if state.kind != "branch":
            what = "does not fail" if way.fails else "fails"
            yield changed(flow, state, index, what, fails=not way.fails)


def flip_choice(flow: Flow) -> Slips:
    """Take an outcome for the reader's own choice, or a choice for an outcome."""
    for state, index, way in each_way(flow):
        if state.kind != "branch":
            what = "no choice" if way.choice else "a choice"
            yield changed(flow, state, index, what, choice=not way.choice)
