"""The way that a session took, with the branches that its reader did not see."""

from __future__ import annotations

from collections.abc import Generator, Iterator

from ama_flow.model import NEXT, Flow, State, Trace, Transition, Value, holds
from ama_flow.session import Session


def way_taken(session: Session) -> Trace:
    """Give the answers of *session*, and all transitions that they took."""
    return Trace(
        answers=session.answers,
        transitions=tuple(_transitions(session)),
        state=session.state,
    )


def _transitions(session: Session) -> Iterator[Transition]:
    flow, facts = session.flow, session.flow.initial_facts
    here = yield from _past_branches(flow, flow.states[flow.initial], facts)
    for answer in session.answers:
        if answer.value is not None:
            facts[here.asks] = answer.value
        yield (taken := _taken(here, answer.trigger, facts))
        here = yield from _past_branches(flow, flow.states[taken.dest], facts)


def _past_branches(
    flow: Flow, here: State, facts: dict[str, Value]
) -> Generator[Transition, None, State]:
    while here.kind == "branch":
        yield (taken := _taken(here, NEXT, facts))
        here = flow.states[taken.dest]
    return here


def _taken(state: State, trigger: str, facts: dict[str, Value]) -> Transition:
    """Take the transition that is open, as the session did; *facts* learn from it."""
    found = state.by_trigger(trigger)
    taken = next(one for one in found if holds(one.conditions, facts))
    facts |= dict(taken.sets)
    return taken
