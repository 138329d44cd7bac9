"""Mutants of a flow: what an author may get wrong, one slip at a time.

Each operator enumerates all the slips of its kind, as what was done and the flow that
comes of it. All names in a mutant resolve, since the loader sees to those. Redirecting
a transition includes what Offutt calls a change of the next state; the others are the
usual ones for state machines and for decisions.
Source: Fabbri et al., Mutation analysis testing for finite state machines (1994).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations
from typing import TypeVar, get_args

from ama_flow.model import (
    NEXT,
    Condition,
    Flow,
    Kind,
    State,
    Table,
    Transition,
    Value,
    replace,
)

Mutants = Iterator[tuple[str, Flow]]
Operator = Callable[[Flow], Mutants]
_Item = TypeVar("_Item")


# ------------------------------------------------------------ tools
def _with(flow: Flow, *states: State) -> Flow:
    """Put *states* in the place of those with their ids, or at the end."""
    changed = {state.id: state for state in states}
    return replace(flow, states=Table({**flow.states, **changed}.items()))


def _ways(flow: Flow) -> Iterator[tuple[State, int, Transition]]:
    for state in flow.states.values():
        for index, way in enumerate(state.transitions):
            yield state, index, way


def _instead(flow: Flow, state: State, index: int, *ways: Transition) -> Flow:
    """Put *ways* in the place of one transition of a state."""
    before, after = state.transitions[:index], state.transitions[index + 1 :]
    return _with(flow, replace(state, transitions=(*before, *ways, *after)))


def _changed(
    flow: Flow, state: State, index: int, what: str, **changes: object
) -> tuple[str, Flow]:
    """Change one transition, and say which one and how."""
    way = state.transitions[index]
    name = f"{state.id} --{way.trigger}--> {way.dest}: {what}"
    return name, _instead(flow, state, index, replace(way, **changes))


def _renamed(state: State, names: dict[str, str]) -> State:
    """Let the ways of a *state* lead to other states by their *names*."""
    ways = (replace(t, dest=names.get(t.dest, t.dest)) for t in state.transitions)
    return replace(state, transitions=tuple(ways))


def _of_fact(flow: Flow, fact: str) -> tuple[Value, ...]:
    """Give all values of a fact that is yes or no, or a choice."""
    known = flow.facts[fact]
    return {"yesno": (True, False), "choice": tuple(known.values)}.get(known.type, ())


# ------------------------------------------------------------ where a way leads
def drop_transition(flow: Flow) -> Mutants:
    """Forget a way on."""
    for state, index, way in _ways(flow):
        name = f"{state.id} --{way.trigger}--> {way.dest}"
        yield name, _instead(flow, state, index)


def self_loop(flow: Flow) -> Mutants:
    """Lead a way back to where it starts."""
    for state, index, way in _ways(flow):
        if way.dest != state.id:
            yield _changed(flow, state, index, "to itself", dest=state.id)


def redirect(flow: Flow) -> Mutants:
    """Lead a way to any other state."""
    for state, index, way in _ways(flow):
        for dest in flow.states:
            if dest not in (way.dest, state.id):
                yield _changed(flow, state, index, f"to {dest}", dest=dest)


def swap_answers(flow: Flow) -> Mutants:
    """Swap where two ways on from the same state lead."""
    for state in flow.states.values():
        for (a, one), (b, other) in combinations(enumerate(state.transitions), 2):
            if one.dest != other.dest:
                swapped = _instead(flow, state, a, replace(one, dest=other.dest))
                ways = [f"--{way.trigger}--> {way.dest}" for way in (one, other)]
                name = f"{state.id} {' and '.join(ways)}"
                new = swapped.states[state.id]
                way = replace(other, dest=one.dest)
                yield name, _instead(swapped, new, b, way)


def duplicate_transition(flow: Flow) -> Mutants:
    """Write a way on a second time, leading elsewhere."""
    for state, index, way in _ways(flow):
        dest = next(name for name in flow.states if name not in (way.dest, state.id))
        name = f"{state.id} --{way.trigger}--> {way.dest}: also to {dest}"
        yield name, _instead(flow, state, index, way, replace(way, dest=dest))


def add_transition(flow: Flow) -> Mutants:
    """Give a state one more way on, to any other state."""
    for state in flow.states.values():
        if state.transitions and state.kind != "branch":
            for dest in flow.states:
                if dest != state.id:
                    way = Transition(
                        trigger="extra", title="Extra", source=state.id, dest=dest
                    )
                    ways = (*state.transitions, way)
                    name = f"{state.id} --extra--> {dest}"
                    yield name, _with(flow, replace(state, transitions=ways))


# ------------------------------------------------------------ when a way is open
def drop_conditions(flow: Flow) -> Mutants:
    """Forget the conditions of a way."""
    for state, index, way in _ways(flow):
        if way.conditions:
            yield _changed(flow, state, index, "always", conditions=())


def drop_row(flow: Flow) -> Mutants:
    """Forget one of several cases."""
    for state, index, way in _ways(flow):
        for row in way.conditions if len(way.conditions) > 1 else ():
            rest = tuple(other for other in way.conditions if other is not row)
            yield _changed(flow, state, index, f"without {row}", conditions=rest)


def drop_literal(flow: Flow) -> Mutants:
    """Forget one of the conditions that must hold together."""
    for state, index, way in _ways(flow):
        for row in way.conditions:
            for test in row if len(row) > 1 else ():
                rest = tuple(other for other in row if other is not test)
                rows = _put(way.conditions, row, rest)
                name = f"without {test.fact}"
                yield _changed(flow, state, index, name, conditions=rows)


def negate_literal(flow: Flow) -> Mutants:
    """Ask for the other values of a fact."""
    for state, index, way in _ways(flow):
        for row in way.conditions:
            for test in row:
                values = _of_fact(flow, test.fact)
                others = tuple(v for v in values if v not in test.values)
                if others:
                    other = replace(test, values=others)
                    rows = _put(way.conditions, row, _put(row, test, other))
                    name = f"not {test.fact}"
                    yield _changed(flow, state, index, name, conditions=rows)


def shift_bound(flow: Flow) -> Mutants:
    """Be one off at the end of a range of whole numbers."""
    for state, index, way in _ways(flow):
        for row in way.conditions:
            for test in row:
                for shifted in _shifted(test):
                    rows = _put(way.conditions, row, _put(row, test, shifted))
                    name = f"{shifted}"
                    yield _changed(flow, state, index, name, conditions=rows)


def _shifted(test: Condition) -> Iterator[Condition]:
    for key in ("minimum", "maximum"):
        bound = getattr(test, key)
        if isinstance(bound, int):
            yield replace(test, **{key: bound + 1})
            yield replace(test, **{key: bound - 1})


def _put(row: tuple[_Item, ...], old: _Item, new: _Item) -> tuple[_Item, ...]:
    return tuple(new if item is old else item for item in row)


# ------------------------------------------------------------ what a way does
def drop_set(flow: Flow) -> Mutants:
    """Forget to note a fact."""
    for state, index, way in _ways(flow):
        for pair in way.sets:
            rest = tuple(other for other in way.sets if other is not pair)
            yield _changed(flow, state, index, f"does not set {pair[0]}", sets=rest)


def change_set(flow: Flow) -> Mutants:
    """Note another value of a fact."""
    for state, index, way in _ways(flow):
        for pair in way.sets:
            for value in _of_fact(flow, pair[0]):
                if value != pair[1]:
                    new = _put(way.sets, pair, (pair[0], value))
                    name = f"sets {pair[0]} to {value}"
                    yield _changed(flow, state, index, name, sets=new)


# ------------------------------------------------------------ states
def skip_state(flow: Flow) -> Mutants:
    """Leave a state out: what led to it leads to where its first way led."""
    for state in flow.states.values():
        if state.transitions and state.id != flow.initial:
            names = {state.id: state.transitions[0].dest}
            rest = {n: _renamed(s, names) for n, s in flow.states.items()}
            del rest[state.id]
            yield state.id, replace(flow, states=Table(rest.items()))


def swap_order(flow: Flow) -> Mutants:
    """Let two steps that follow each other change places, their texts with them."""
    for state in flow.states.values():
        after = {t.dest for t in state.transitions if t.trigger == NEXT}
        for other in (flow.states[name] for name in after):
            if state.kind == other.kind == "step" and state is not other:
                names = {state.id: other.id, other.id: state.id}
                swapped = {n: _renamed(s, names) for n, s in flow.states.items()}
                one, two = swapped[state.id], swapped[other.id]
                swapped[state.id] = replace(
                    one, transitions=_taken(two.transitions, state.id)
                )
                swapped[other.id] = replace(
                    two, transitions=_taken(one.transitions, other.id)
                )
                name = f"{state.id} and {other.id}"
                yield name, replace(flow, states=Table(swapped.items()))


def _taken(ways: tuple[Transition, ...], source: str) -> tuple[Transition, ...]:
    return tuple(replace(way, source=source) for way in ways)


def dead_end(flow: Flow) -> Mutants:
    """Forget all the ways on from a state."""
    for state in flow.states.values():
        if state.transitions:
            yield state.id, _with(flow, replace(state, transitions=()))


def change_kind(flow: Flow) -> Mutants:
    """Take a state for one of another kind; what is shared by kind is not its any more."""
    for state in flow.states.values():
        own = tuple(way for way in state.transitions if way.shared is None)
        for kind in get_args(Kind):
            if kind != state.kind:
                other = replace(state, kind=kind, transitions=own)
                yield f"{state.id}: {kind}", _with(flow, other)


def change_contact(flow: Flow) -> Mutants:
    """Send the reader to somebody else."""
    for state in flow.states.values():
        for contact in flow.contacts if state.contact else ():
            if contact != state.contact:
                name = f"{state.id}: {contact}"
                yield name, _with(flow, replace(state, contact=contact))


def change_asked(flow: Flow) -> Mutants:
    """Ask for another fact of the same type."""
    for state in flow.states.values():
        for fact in flow.facts.values() if state.asks else ():
            is_alike = fact.type == flow.facts[state.asks].type
            if fact.id != state.asks and is_alike:
                name = f"{state.id}: {fact.id}"
                yield name, _with(flow, replace(state, asks=fact.id))


def add_orphan(flow: Flow) -> Mutants:
    """Add a step that nothing leads to."""
    phase = next(iter(flow.phases), "")
    way = Transition(trigger=NEXT, source="orphan", dest=flow.initial)
    orphan = State(
        id="orphan",
        kind="step",
        title="Orphan",
        phase=phase,
        cannot_fail="no",
        transitions=(way,),
    )
    yield "orphan", _with(flow, orphan)


# ------------------------------------------------------------ the flow
def change_start(flow: Flow) -> Mutants:
    """Begin elsewhere."""
    for name in flow.states:
        if name != flow.initial:
            yield name, replace(flow, initial=name)


def change_known(flow: Flow) -> Mutants:
    """Forget what is known at the start, or take another value for it."""
    for fact in flow.facts.values():
        if fact.initial is not None:
            for value in (None, *_of_fact(flow, fact.id)):
                if value != fact.initial:
                    new = replace(fact, initial=value)
                    facts = Table({**flow.facts, fact.id: new}.items())
                    yield f"{fact.id}: {value}", replace(flow, facts=facts)


def drop_changes(flow: Flow) -> Mutants:
    """Forget that an answer can be another one later."""
    for fact in flow.facts.values():
        if fact.changes:
            facts = {**flow.facts, fact.id: replace(fact, changes=False)}
            yield fact.id, replace(flow, facts=Table(facts.items()))


OPERATORS: tuple[Operator, ...] = (
    drop_transition,
    self_loop,
    redirect,
    swap_answers,
    duplicate_transition,
    add_transition,
    drop_conditions,
    drop_row,
    drop_literal,
    negate_literal,
    shift_bound,
    drop_set,
    change_set,
    skip_state,
    swap_order,
    dead_end,
    change_kind,
    change_contact,
    change_asked,
    add_orphan,
    change_start,
    change_known,
    drop_changes,
)


def mutants(flow: Flow) -> Iterator[tuple[str, str, Flow]]:
    """Give every mutant of *flow*: its operator, what was done, and the flow."""
    for operator in OPERATORS:
        for what, mutant in operator(flow):
            yield operator.__name__, what, mutant
