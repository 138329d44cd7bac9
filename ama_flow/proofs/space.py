"""The search: every situation that a reader can get into, nearest first.

A situation is a state with the values of the facts that can still be read there.
Branches are passed at once, as in a session, so no situation is at one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ama_flow.model import ANSWER, Flow, State, Transition, Value
from ama_flow.proofs.domains import domains
from ama_flow.proofs.groups import Group, decide, facts_named, grouped
from ama_flow.proofs.liveness import live_facts
from ama_flow.proofs.structure import Wrong

BOUND = 2_000_000
"""How many situations are looked at before the search gives up."""

Facts = Mapping[str, Value]
"""What is known, by fact."""

Values = tuple[Value | None, ...]
"""Values of facts in a fixed order; None where one is not known."""


class Situation(NamedTuple):
    """A state, and what is known of its live facts, in their order."""

    state: str
    values: Values


NOWHERE = -1
"""The number of no situation: before the first one, and where a branch fails."""


class Move(NamedTuple):
    """One answer in a situation: its transition, its value, and where it leads.

    *passed* are the transitions of the branches on the way. *dest* is the number
    of a situation, or `NOWHERE` where a branch on the way does not decide.
    """

    transition: Transition
    value: Value | None
    passed: tuple[Transition, ...]
    dest: int


Departure = tuple[int, Transition | None, Value | None]
"""An answer on its way: the number of its situation, its transition once that is
open, and its value."""

End = tuple[str, Facts, tuple[Transition, ...]]
"""Where branches lead: a state, what is known there, and the transitions passed. The
state is empty where a branch does not decide."""


class Fault(NamedTuple):
    """A group of which not exactly one transition is open: a gap, or the like.

    *facts* are known at *state*, which is that of the departure, or a branch behind
    its transition and those *passed*.
    """

    code: str
    state: str
    trigger: str
    facts: Facts
    departure: Departure
    passed: tuple[Transition, ...]


class Space:
    """What a search finds; situations are numbered from the nearest on.

    *opening* are the transitions of branches that are passed before the first one.
    *moves* and *parents* (the situation from which each was first seen) go by
    their numbers. *excused* are the numbers where something is wrong that is
    reported already. *caught* has what each "otherwise" catches, as the values of
    the facts that its group names, by state and trigger.
    """

    def __init__(self, flow: Flow) -> None:
        """Start empty."""
        self.flow = flow
        self.domains = domains(flow)
        self.live = live_facts(flow)
        self.opening: list[Transition] = []
        self.situations: list[Situation] = []
        self.moves: list[list[Move]] = []
        self.parents: list[int] = []
        self.faults: list[Fault] = []
        self.excused: set[int] = set()
        self.caught: dict[tuple[str, str], dict[Values, None]] = {}
        self.complete = True

    def facts(self, number: int) -> dict[str, Value]:
        """Give what is known in a situation."""
        state, values = self.situations[number]
        if not values:
            return {}
        known = zip(self.live[state], values, strict=True)
        return {fact: value for fact, value in known if value is not None}


def explore(flow: Flow, wrong: Wrong, *, bound: int = BOUND) -> Space:
    """Find every situation that a reader of *flow* can get into, breadth first.

    Where there are more than *bound*, what is found is not complete.
    """
    return _Search(flow, wrong).run(bound)


class _Search:
    """One search, on its way."""

    def __init__(self, flow: Flow, wrong: Wrong) -> None:
        self.space = Space(flow)
        self.wrong = wrong
        self.states = dict(flow.states)
        self.numbers: dict[tuple[str, Values], int] = {}
        self.groups: dict[str, tuple[Group, ...]] = {}
        self.ends: dict[tuple[str, Values], tuple[tuple[End, ...], bool]] = {}
        self.branches = {
            state.id
            for state in self.states.values()
            if state.kind == "branch" and state.id not in wrong.states
        }

    def run(self, bound: int) -> Space:
        flow, space = self.space.flow, self.space
        facts = self.stand_ins(tuple(flow.initial_facts.items()))
        start: Departure = (NOWHERE, None, None)
        for state, known, passed in self.arrive(flow.initial, facts, start):
            space.opening += passed
            self.number(state, known, NOWHERE)
        for here, situation in enumerate(space.situations):
            if len(space.situations) > bound:
                space.complete = False
                break
            if situation.state in self.wrong.states:
                space.excused.add(here)
            space.moves.append(list(self.moves(here, self.states[situation.state])))
        return space

    def moves(self, here: int, state: State) -> Iterator[Move]:
        """Give every answer to the situation *here*, and where it leads.

        A question that is wrong leads nowhere: who knows what it should have asked.
        """
        if state.kind == "question" and state.id in self.wrong.states:
            return
        facts = self.space.facts(here)
        for group in self.grouped(state):
            asks = state.asks if group[0].trigger == ANSWER else ""
            for value in self.space.domains[asks].values if asks else (None,):
                known = facts if value is None else {**facts, asks: value}
                for taken in self.open(group, known, (here, None, value)):
                    given, start = self.given(taken, known), (here, taken, value)
                    for end, kept, passed in self.arrive(taken.dest, given, start):
                        dest = self.number(end, kept, here)
                        yield Move(taken, value, passed, dest)

    def arrive(self, state: str, facts: Facts, start: Departure) -> tuple[End, ...]:
        """Pass the branches from *state* on: one end, unless there is a fault."""
        if state not in self.branches:
            return ((state, facts, ()),)
        situation = self.situation(state, facts)
        if situation not in self.ends:
            self.ends[situation] = self.passed(state, facts, start)
        ends, decided = self.ends[situation]
        if not decided:
            self.space.excused.add(start[0])
        return ends

    def passed(
        self, state: str, facts: Facts, start: Departure
    ) -> tuple[tuple[End, ...], bool]:
        """Give where branches lead, and whether each of them decides."""
        ends: list[End] = []
        todo: list[End] = [(state, facts, ())]
        seen: set[tuple[str, Values]] = set()
        decided = True
        while todo:
            at, known, passed = todo.pop()
            if at not in self.branches:
                ends.append((at, known, passed))
            elif (situation := self.situation(at, known)) not in seen:
                seen.add(situation)
                (group,) = self.grouped(self.states[at])
                opened = self.open(group, known, start, passed)
                decided = decided and len(opened) == 1
                todo += [(t.dest, self.given(t, known), (*passed, t)) for t in opened]
                if not opened:
                    ends.append(("", known, passed))
        return tuple(ends), decided

    def number(self, state: str, facts: Facts, parent: int) -> int:
        """Give the number of a situation; a new one follows those that are known."""
        if not state:
            return NOWHERE
        situation = self.situation(state, facts)
        number = self.numbers.setdefault(situation, len(self.numbers))
        if number == len(self.space.situations):
            self.space.situations.append(Situation(*situation))
            self.space.parents.append(parent)
        return number

    def situation(self, state: str, facts: Facts) -> tuple[str, Values]:
        """Give a situation without its name, which is made in half the time."""
        live = self.space.live[state]
        return state, tuple(map(facts.get, live)) if live else ()

    def grouped(self, state: State) -> tuple[Group, ...]:
        """Give the transitions of *state* by trigger, and remember them."""
        groups = self.groups.get(state.id)
        if groups is None:
            groups = self.groups[state.id] = grouped(state)
        return groups

    def given(self, transition: Transition, facts: Facts) -> Facts:
        """Add what *transition* sets to *facts*."""
        if not transition.sets:
            return facts
        return {**facts, **self.stand_ins(transition.sets)}

    def stand_ins(self, facts: tuple[tuple[str, Value], ...]) -> dict[str, Value]:
        domains_ = self.space.domains
        return {fact: domains_[fact].stand_in(value) for fact, value in facts}

    def open(
        self,
        group: Group,
        facts: Facts,
        start: Departure,
        passed: tuple[Transition, ...] = (),
    ) -> Group:
        """Give the transitions of *group* that are open: one, or there is a fault."""
        first = group[0]
        if len(group) == 1 and not first.conditions:
            return group
        key = (first.source, first.trigger)
        if key in self.wrong.groups:
            self.space.excused.add(start[0])
            return group
        reason, found = decide(group, facts)
        if reason == "otherwise":
            values = tuple(map(facts.get, facts_named(group)))
            self.space.caught.setdefault(key, {})[values] = None
        elif reason:
            self.space.excused.add(start[0])
            if first.source not in self.wrong.states:
                self.space.faults.append(Fault(reason, *key, facts, start, passed))
        return found
