"""Conditions that do not decide: gaps, overlaps, and facts that are not known yet."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain, product

from ama_flow.model import Problem, Transition, holds
from ama_flow.proofs.groups import facts_named
from ama_flow.proofs.naming import listed, named, route
from ama_flow.proofs.space import Facts, Fault, Space
from ama_flow.proofs.story import Step, path_to, told
from ama_flow.text import expand
from ama_flow.words import conditions, fact_title


def undecided(space: Space) -> Iterator[Problem]:
    """Report the nearest fault of each state and trigger.

    A fact that is not known yet is reported once, however many states read it.
    """
    told: set[tuple[str, str]] = set()
    unknown: set[str] = set()
    for fault in space.faults:
        if (fault.state, fault.trigger) in told:
            continue
        told.add((fault.state, fault.trigger))
        if fault.code != "unknown-fact":
            yield (_gap if fault.code == "gap" else _overlap)(space, fault)
        elif unknown.isdisjoint(facts := _unknown(space, fault)):
            unknown.update(facts)
            yield _unknown_fact(space, fault, facts)


def _gap(space: Space, fault: Fault) -> Problem:
    transitions = _group(space, fault)

    def is_gap(facts: Facts) -> bool:
        return all(holds(t.conditions, facts) is False for t in transitions)

    case = _case(space, fault, is_gap)
    problem = Problem(
        code="gap",
        message=f"{named(space.flow, fault.state)} has no way on for this: {case}",
        at=("states", fault.state),
        hint="add a transition for it, or a last one without conditions",
    )
    return _told(space, problem, fault, "proof_gap", case=case)


def _overlap(space: Space, fault: Fault) -> Problem:
    is_open = (t for t in _group(space, fault) if holds(t.conditions, fault.facts))
    pair = (next(is_open), next(is_open))

    def is_overlap(facts: Facts) -> bool:
        return all(holds(t.conditions, facts) for t in pair)

    case = _case(space, fault, is_overlap)
    ways = " and ".join(named(space.flow, t.dest) for t in pair)
    problem = Problem(
        code="overlap",
        message=f"{named(space.flow, fault.state)} has two ways on for this: {case}; "
        f"they lead to {ways}",
        at=route(pair[1]),
        hint="narrow the conditions of one of them, or take one out",
    )
    return _told(space, problem, fault, "proof_overlap", case=case)


def _unknown(space: Space, fault: Fault) -> list[str]:
    """Give the facts that decide and are not known."""
    unread = (
        t for t in _group(space, fault) if holds(t.conditions, fault.facts) is None
    )
    return [fact for fact in facts_named(unread) if fact not in fault.facts]


def _unknown_fact(space: Space, fault: Fault, facts: list[str]) -> Problem:
    flow = space.flow
    group = _group(space, fault)
    unread = next(t for t in group if holds(t.conditions, fault.facts) is None)
    titles = listed(f"“{expand(flow, fact_title(flow, fact))}”" for fact in facts)
    problem = Problem(
        code="unknown-fact",
        message=f"{named(flow, fault.state)} reads what is not known yet: "
        f"{listed(facts)}",
        at=route(unread),
        hint="ask for it on every way here, or give it an initial value",
    )
    return _told(space, problem, fault, "proof_unknown", facts=titles)


def _group(space: Space, fault: Fault) -> tuple[Transition, ...]:
    return space.flow.states[fault.state].by_trigger(fault.trigger)


def _case(space: Space, fault: Fault, same: Callable[[Facts], bool]) -> str:
    """Say in words for which facts it is the *same*, with as few facts as it takes.

    Facts are dropped one by one: what is left holds whatever they are. Of one that
    is left, preferably the one that is asked, all values are named.
    """
    state, flow = space.flow.states[fault.state], space.flow
    facts = facts_named(state.by_trigger(fault.trigger))
    known = {fact: fault.facts[fact] for fact in facts if fact in fault.facts}
    for fact in facts:
        fewer = {name: value for name, value in known.items() if name != fact}
        if same(fewer):
            known = fewer
    wide = state.asks if state.asks in known else next(iter(known))
    rows = []
    for fact, value in known.items():
        domain, values = space.domains[fact], [value]
        if fact == wide:
            values = [v for v in domain.values if same({**known, fact: v})]
        rows.append(domain.rows(values) or ((),))
    combined = tuple(tuple(chain.from_iterable(row)) for row in product(*rows))
    return expand(flow, conditions(flow, combined))


def _told(
    space: Space, problem: Problem, fault: Fault, key: str, **values: str
) -> Problem:
    situation, transition, value = fault.departure
    steps = path_to(space, situation)
    if transition is not None:
        steps.append(Step(transition.source, transition, value, fault.passed))
    return told(space, problem, steps, fault.state, key, **values)
