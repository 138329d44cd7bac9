"""Questions that make no difference: a reader is asked, and the answer counts for nothing.

A question is at fault where all its answers do literally the same, and nothing reads
later which of them was given. That two of three do the same is no fault: readers who
do not know must be able to say so, also where that leads to where "no" does.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from ama_flow.model import Flow, Problem, State
from ama_flow.proofs.liveness import live_facts
from ama_flow.proofs.naming import named
from ama_flow.proofs.structure import Wrong

_TOLD_APART = ("yesno", "choice")
"""The types of facts whose answers a reader chooses between."""


def sameness(flow: Flow, wrong: Wrong) -> Iterator[Problem]:
    """Report the questions whose answers all lead on alike, and are not read later."""
    alike = [
        state
        for state in flow.states.values()
        if state.kind == "question" and state.id not in wrong.states
        if _is_alike(flow, state) and not _is_named(flow, state)
    ]
    if alike:
        live, used = live_facts(flow), _used(flow)
        yield from (_problem(flow, s) for s in alike if not _is_read(s, live, used))


def _is_alike(flow: Flow, state: State) -> bool:
    """Say whether there is a choice of answers, and each does what the others do."""
    ways = state.transitions
    does = {(way.dest, way.sets, way.fails, way.choice) for way in ways}
    asks = flow.facts[state.asks].type if state.asks else ""
    return len(does) == 1 and (len(state.triggers) > 1 or asks in _TOLD_APART)


def _is_named(flow: Flow, state: State) -> bool:
    """Say whether a rule is about giving an answer here."""
    moments = (m for rule in flow.rules for group in rule.groups for m in group)
    return any(moment.is_answer and moment.fits(state) for moment in moments)


def _used(flow: Flow) -> Collection[str]:
    """Give the facts that a state needs or a rule reads."""
    needed = (fact for state in flow.states.values() for fact in state.needs)
    ruled = (condition.fact for rule in flow.rules for condition in rule.conditions)
    return {*needed, *ruled}


def _is_read(
    state: State, live: Mapping[str, tuple[str, ...]], used: Collection[str]
) -> bool:
    """Say whether the fact that is asked can count for something afterwards."""
    dest = state.transitions[0].dest
    return bool(state.asks) and (state.asks in used or state.asks in live[dest])


def _problem(flow: Flow, state: State) -> Problem:
    dest = named(flow, state.transitions[0].dest)
    return Problem(
        code="no-difference",
        message=f"{named(flow, state.id)} makes no difference: every answer leads to "
        f"{dest}, and nothing tells them apart later",
        at=("states", state.id, "asks") if state.asks else ("states", state.id),
        hint="let an answer lead elsewhere, read the fact later on, or make it a step",
    )
