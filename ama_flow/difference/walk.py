"""One flow, walked answer by answer beside another one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from typing import NamedTuple

from ama_flow.formats import Refused, accepted
from ama_flow.model import ANSWER, Fact, Flow, State, Transition, Value
from ama_flow.proofs.domains import domains
from ama_flow.proofs.groups import decide
from ama_flow.proofs.liveness import live_facts
from ama_flow.proofs.story import Step

Given = tuple[str, Value | None]
"""An answer, wherever it is given: its trigger, and its value where a fact is asked."""


class Position(NamedTuple):
    """A state, and what is known there of the facts that can still be read."""

    state: str
    facts: tuple[tuple[str, Value], ...]


class Arrival(NamedTuple):
    """A position, and the transitions of the branches that were passed to get there."""

    passed: tuple[Transition, ...]
    position: Position


class Walk:
    """The ways through *flow*; facts have the values that *other* tells apart too."""

    def __init__(self, flow: Flow, other: Flow) -> None:
        """Prepare to walk."""
        self.flow = flow
        self._live = live_facts(flow)
        self._values = _values(flow, other)
        self._ends: dict[Position, tuple[str, ...]] = {}

    def start(self) -> Arrival | None:
        """Give where a reader starts; None where a branch does not decide."""
        return self._arrive(self.flow.initial, self.flow.initial_facts)

    def state(self, position: Position) -> State:
        """Give the state that a reader is at."""
        return self.flow.states[position.state]

    def answers(self, position: Position) -> tuple[Given, ...]:
        """List what a reader can answer, in order of reading."""
        state = self.state(position)
        return tuple(
            (trigger, value)
            for trigger in state.triggers
            for value in (
                self._values[state.asks]
                if state.asks and trigger == ANSWER
                else (None,)
            )
        )

    def move(self, position: Position, given: Given) -> tuple[Step, Position] | None:
        """Give an answer, and say where it leads.

        None where it is not among the answers, or where nothing is decided.
        """
        if given not in self.answers(position):
            return None
        (trigger, value), state = given, self.state(position)
        facts = dict(position.facts)
        if value is not None:
            facts[state.asks] = value
        _, found = decide(state.by_trigger(trigger), facts)
        if not found:
            return None
        arrived = self._arrive(found[0].dest, {**facts, **dict(found[0].sets)})
        if arrived is None:
            return None
        step = Step(state.id, found[0], value, arrived.passed)
        return step, arrived.position

    def _arrive(self, name: str, facts: Mapping[str, Value]) -> Arrival | None:
        """Pass the branches from state *name* on; None where one does not decide."""
        passed: list[Transition] = []
        while (state := self.flow.states[name]).kind == "branch":
            _, found = decide(state.transitions, facts)
            if not found or found[0] in passed:
                return None
            passed.append(found[0])
            name, facts = found[0].dest, {**facts, **dict(found[0].sets)}
        live = ((fact, facts[fact]) for fact in self._live[name] if fact in facts)
        return Arrival(tuple(passed), Position(name, tuple(live)))

    def ends(self, position: Position) -> tuple[str, ...]:
        """List the states without a way on that a reader can get to, in file order."""
        if position not in self._ends:
            found = {there.state for there in self._reached(position)}
            self._ends[position] = tuple(
                state.id
                for state in self.flow.states.values()
                if state.id in found and not state.transitions
            )
        return self._ends[position]

    def _reached(self, position: Position) -> set[Position]:
        seen, waiting = {position}, [position]
        for here in waiting:
            for there in self._next(here):
                if there not in seen:
                    seen.add(there)
                    waiting.append(there)
        return seen

    def _next(self, position: Position) -> Iterator[Position]:
        for given in self.answers(position):
            moved = self.move(position, given)
            if moved:
                yield moved[1]


def _values(flow: Flow, other: Flow) -> dict[str, tuple[Value, ...]]:
    """Give each fact a value for all that conditions of either flow tell apart.

    Either cuts a line into intervals, and has one end of each as a value. So all
    values together have one in each interval that both make.
    """
    ours, theirs = domains(flow), domains(other)
    return {
        name: tuple(
            dict.fromkeys(
                (
                    *ours[name].values,
                    *_accepted(fact, theirs[name].values if name in theirs else ()),
                )
            )
        )
        for name, fact in flow.facts.items()
    }


def _accepted(fact: Fact, values: Iterable[Value]) -> Iterator[Value]:
    for value in values:
        with suppress(Refused):
            yield accepted(fact, value)
