"""The search: every situation that a reader can get into, nearest first.

A situation is a state with the values of the facts that can still be read there.
Branches are passed at once, as in a session, so no situation is at one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from ama_flow.model import ANSWER, Flow, State, Transition, Value, holds
from ama_flow.proofs.domains import Domain, domains
from ama_flow.proofs.groups import Group, facts_named, grouped
from ama_flow.proofs.liveness import live_facts
from ama_flow.proofs.structure import Wrong

BOUND = 2_000_000
"""How many situations are looked at before the search gives up."""

Facts = Mapping[str, Value]


class Situation(NamedTuple):
    """A state, and what is known of its live facts, in their order."""

    state: str
    values: tuple[Value | None, ...]


class Move(NamedTuple):
    """One answer in a situation: its transition, its value, and where it leads.

    *passed* are the transitions of the branches on the way. *dest* is the number
    of a situation, or `NOWHERE` where a branch on the way does not decide.
    """

    transition: Transition
    value: Value | None
    passed: tuple[Transition, ...]
    dest: int


NOWHERE = -1


class Fault(NamedTuple):
    """A place where not exactly one transition is open: a gap, or the like.

    *facts* are known at *state*. It happens in *situation*, at the state itself or
    (with *transition*) at a branch behind it; *value* is the answer given. The
    number of the situation is `NOWHERE` where it happens before the first one.
    """

    code: str
    state: str
    trigger: str
    facts: Facts
    situation: int
    transition: Transition | None
    value: Value | None


@dataclass(slots=True, kw_only=True)
class Space:
    """What a search has found; situations are numbered from the nearest on.

    *moves* and *parents* (the situation from which each was first seen) go by
    those numbers. *excused* are the numbers where something is wrong that is
    reported already. *caught* has what each "otherwise" catches, as the values of
    the facts that the others of its group name, by state and trigger.
    """

    flow: Flow
    domains: Mapping[str, Domain]
    live: Mapping[str, tuple[str, ...]]
    situations: list[Situation] = field(default_factory=list)
    moves: list[list[Move]] = field(default_factory=list)
    parents: list[int] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    excused: set[int] = field(default_factory=set)
    caught: dict[tuple[str, str], dict[tuple[Value | None, ...], None]] = field(
        default_factory=dict
    )
    complete: bool = True

    def facts(self, number: int) -> dict[str, Value]:
        """Give what is known in a situation."""
        state, values = self.situations[number]
        known = zip(self.live[state], values, strict=True)
        return {fact: value for fact, value in known if value is not None}


def explore(flow: Flow, wrong: Wrong, *, bound: int = BOUND) -> Space:
    """Find every situation that a reader of *flow* can get into, breadth first.

    Where there are more than *bound*, what is found is not complete.
    """
    return _Search(flow, wrong).run(bound)


class _Step(NamedTuple):
    """An answer on its way; without a transition, still at the state itself."""

    situation: int
    transition: Transition | None = None
    value: Value | None = None


class _Search:
    """One search, on its way."""

    def __init__(self, flow: Flow, wrong: Wrong) -> None:
        live = live_facts(flow)
        self.space = Space(flow=flow, domains=domains(flow), live=live)
        self.wrong = wrong
        self.states = dict(flow.states)
        self.numbers: dict[Situation, int] = {}
        self.groups: dict[str, tuple[Group, ...]] = {}
        self.branches = {
            state.id
            for state in self.states.values()
            if state.kind == "branch" and state.id not in wrong.states
        }

    def run(self, bound: int) -> Space:
        flow, space = self.space.flow, self.space
        known = self.stand_ins(tuple(flow.initial_facts.items()))
        for state, facts, _ in self.arrive(flow.initial, known, _Step(NOWHERE)):
            self.number(state, facts, NOWHERE)
        for here, situation in enumerate(space.situations):
            if len(space.situations) > bound:
                space.complete = False
                break
            if situation.state in self.wrong.states:
                space.excused.add(here)
            space.moves.append(list(self.moves(here, self.states[situation.state])))
        return space

    def moves(self, here: int, state: State) -> Iterator[Move]:
        facts = self.space.facts(here)
        for group in self.grouped(state):
            if not state.asks or group[0].trigger != ANSWER:
                yield from self.take(group, facts, _Step(here))
                continue
            for value in self.space.domains[state.asks].values:
                known = {**facts, state.asks: value}
                yield from self.take(group, known, _Step(here, value=value))

    def take(self, group: Group, facts: Facts, step: _Step) -> Iterator[Move]:
        here, _, value = step
        for transition in self.open(group, facts, step):
            taken = _Step(here, transition, value)
            known = self.given(transition, facts)
            for state, kept, passed in self.arrive(transition.dest, known, taken):
                dest = self.number(state, kept, here)
                yield Move(transition, value, passed, dest)

    def arrive(
        self, state: str, facts: Facts, step: _Step
    ) -> Iterator[tuple[str, Facts, Group]]:
        """Pass the branches from *state* on; give where that ends, and what then is known.

        The name of the state is empty where a branch does not decide.
        """
        todo: list[tuple[str, Facts, Group]] = [(state, facts, ())]
        while todo:
            at, known, passed = todo.pop()
            if at not in self.branches:
                yield at, known, passed
                continue
            opened = [
                transition
                for group in self.grouped(self.states[at])
                for transition in self.open(group, known, step)
            ]
            todo += [(t.dest, self.given(t, known), (*passed, t)) for t in opened]
            if not opened:
                yield "", known, passed

    def number(self, state: str, facts: Facts, parent: int) -> int:
        """Number a situation, after those that are known."""
        if not state:
            return NOWHERE
        space = self.space
        live = space.live[state]
        situation = Situation(state, tuple(map(facts.get, live)) if live else ())
        number = self.numbers.setdefault(situation, len(self.numbers))
        if number == len(space.situations):
            space.situations.append(situation)
            space.parents.append(parent)
        return number

    def grouped(self, state: State) -> tuple[Group, ...]:
        """Give the transitions of *state* by trigger, and remember them."""
        if state.id not in self.groups:
            self.groups[state.id] = grouped(state)
        return self.groups[state.id]

    def given(self, transition: Transition, facts: Facts) -> Facts:
        if not transition.sets:
            return facts
        return {**facts, **self.stand_ins(transition.sets)}

    def stand_ins(self, facts: tuple[tuple[str, Value], ...]) -> dict[str, Value]:
        domains_ = self.space.domains
        return {fact: domains_[fact].stand_in(value) for fact, value in facts}

    def open(self, group: Group, facts: Facts, step: _Step) -> Group:
        """Give the transitions of *group* that are open: one, or there is a fault."""
        if len(group) == 1 and not group[0].conditions:
            return group
        if (group[0].source, group[0].trigger) in self.wrong.groups:
            self.space.excused.add(step.situation)
            return group
        *others, last = group
        has_otherwise = not last.conditions
        read = others if has_otherwise else group
        results = [holds(transition.conditions, facts) for transition in read]
        if None in results:
            return self.fault("unknown-fact", group, facts, step)
        found = tuple(t for t, result in zip(read, results, strict=True) if result)
        if len(found) == 1:
            return found
        if found:
            self.fault("overlap", group, facts, step)
            return found
        if not has_otherwise:
            return self.fault("gap", group, facts, step)
        values = tuple(map(facts.get, facts_named(group)))
        self.space.caught.setdefault((last.source, last.trigger), {})[values] = None
        return (last,)

    def fault(self, code: str, group: Group, facts: Facts, step: _Step) -> Group:
        source, trigger = group[0].source, group[0].trigger
        self.space.excused.add(step.situation)
        if source not in self.wrong.states:
            fault = Fault(code, source, trigger, facts, *step)
            self.space.faults.append(fault)
        return ()
