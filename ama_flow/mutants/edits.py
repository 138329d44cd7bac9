"""What operators are made of: slips, and flows with something else in one place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple, TypeVar

from ama_flow.model import (
    Condition,
    Fact,
    Flow,
    State,
    Table,
    Transition,
    Value,
    replace,
)

_Item = TypeVar("_Item")


class Slip(NamedTuple):
    """One slip: *what* was done, and how to *make* the flow that comes of it.

    There can be many more slips than anybody looks at, so flows are made on demand.
    """

    what: str
    make: Callable[[], Flow]


Slips = Iterator[Slip]


def each_way(flow: Flow) -> Iterator[tuple[State, int, Transition]]:
    """Give each transition, with its state and its position there."""
    for state in flow.states.values():
        for index, way in enumerate(state.transitions):
            yield state, index, way


def arrow(way: Transition) -> str:
    """Name a transition."""
    return f"{way.source} --{way.trigger}--> {way.dest}"


def with_states(flow: Flow, *states: State) -> Flow:
    """Put *states* in the place of those with their ids, or at the end."""
    changed = {state.id: state for state in states}
    return replace(flow, states=Table({**flow.states, **changed}.items()))


def with_fact(flow: Flow, fact: Fact, **changes: object) -> Flow:
    """Change a fact."""
    facts = {**flow.facts, fact.id: replace(fact, **changes)}
    return replace(flow, facts=Table(facts.items()))


def instead(flow: Flow, state: State, index: int, *ways: Transition) -> Flow:
    """Put *ways* in the place of one transition of a state."""
    before, after = state.transitions[:index], state.transitions[index + 1 :]
    return with_states(flow, replace(state, transitions=(*before, *ways, *after)))


def changed(flow: Flow, state: State, index: int, what: str, **changes: object) -> Slip:
    """Change one transition, and say which one and how."""
    way = state.transitions[index]

    def make() -> Flow:
        return instead(flow, state, index, replace(way, **changes))

    return Slip(f"{arrow(way)}: {what}", make)


def state_changed(flow: Flow, state: State, what: str, **changes: object) -> Slip:
    """Change one state, and say which one and how."""
    return Slip(
        f"{state.id}: {what}", lambda: with_states(flow, replace(state, **changes))
    )


def row_changed(
    flow: Flow, table: str, name: str, what: str, **changes: object
) -> Slip:
    """Change one row of a *table* of the flow, such as a contact."""
    rows = getattr(flow, table)

    def make() -> Flow:
        new = {**rows, name: replace(rows[name], **changes)}
        return replace(flow, **{table: Table(new.items())})

    return Slip(f"{name}: {what}", make)


def put(row: tuple[_Item, ...], old: _Item, new: _Item) -> tuple[_Item, ...]:
    """Put *new* in the place of *old*."""
    return tuple(new if item is old else item for item in row)


class Literal(NamedTuple):
    """One condition, and where it is: in a *row* of a transition of a state."""

    flow: Flow
    state: State
    position: int
    row: tuple[Condition, ...]
    test: Condition

    def instead(self, what: str, new: Condition) -> Slip:
        """Put *new* in its place, and say *what* that does."""
        rows = self.state.transitions[self.position].conditions
        conditions = put(rows, self.row, put(self.row, self.test, new))
        return changed(
            self.flow, self.state, self.position, what, conditions=conditions
        )


def each_literal(flow: Flow) -> Iterator[Literal]:
    """Give each condition of each transition."""
    for state, index, way in each_way(flow):
        for row in way.conditions:
            for test in row:
                yield Literal(flow, state, index, row, test)


def of_fact(flow: Flow, fact: str) -> tuple[Value, ...]:
    """Give all values of a fact that is yes or no, or a choice."""
    known = flow.facts[fact]
    return {"yesno": (True, False), "choice": tuple(known.values)}.get(known.type, ())


def moved(flow: Flow, state: State, **changes: object) -> State:
    """Give *state* with another kind or phase, and what such states share."""
    new = replace(state, **changes)
    own = tuple(way for way in state.transitions if way.shared is None)
    shared = {
        way.shared: replace(way, source=state.id)
        for like in flow.states.values()
        if (like.kind, like.phase) == (new.kind, new.phase)
        for way in like.transitions
        if way.shared is not None
    }
    taken = {way.trigger for way in own}
    kept = (way for way in shared.values() if way.trigger not in taken)
    return replace(new, transitions=(*own, *kept))
