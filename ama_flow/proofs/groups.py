"""The transitions of a state by trigger: of each group one must be open."""

from __future__ import annotations

from collections.abc import Iterable

from ama_flow.model import State, Transition

Group = tuple[Transition, ...]
"""Transitions of one state and one trigger, in order."""


def grouped(state: State) -> tuple[Group, ...]:
    """Give the transitions of *state* by trigger."""
    if len(state.transitions) == 1:
        return (state.transitions,)
    groups: dict[str, list[Transition]] = {}
    for transition in state.transitions:
        groups.setdefault(transition.trigger, []).append(transition)
    return tuple(tuple(group) for group in groups.values())


def facts_named(group: Iterable[Transition]) -> tuple[str, ...]:
    """Give the facts that conditions of *group* name, each once, in order."""
    rows = (row for transition in group for row in transition.conditions)
    return tuple(dict.fromkeys(condition.fact for row in rows for condition in row))
