"""What each fact is used for."""

from __future__ import annotations

from ama_flow.model import Condition, Flow, Record, Table, Transition


class Use(Record):
    """The states that ask and need a fact, and the transitions that read and set it.

    *rules* are the titles of rules that read it.
    """

    asked_at: tuple[str, ...]
    needed_at: tuple[str, ...]
    read_by: tuple[Transition, ...]
    set_by: tuple[Transition, ...]
    rules: tuple[str, ...]


def uses(flow: Flow) -> Table[Use]:
    """Say of each fact what it is used for, in the order of the file."""
    return Table((fact, _use(flow, fact)) for fact in flow.facts)


def _use(flow: Flow, fact: str) -> Use:
    states = flow.states.values()
    transitions = [t for state in states for t in state.transitions]
    return Use(
        asked_at=tuple(state.id for state in states if state.asks == fact),
        needed_at=tuple(state.id for state in states if fact in state.needs),
        read_by=tuple(t for t in transitions if _reads(t, fact)),
        rules=tuple(r.title for r in flow.rules if _named(r.conditions, fact)),
        set_by=tuple(t for t in transitions if fact in dict(t.sets)),
    )


def _reads(transition: Transition, fact: str) -> bool:
    return any(_named(row, fact) for row in transition.conditions)


def _named(row: tuple[Condition, ...], fact: str) -> bool:
    return any(condition.fact == fact for condition in row)
