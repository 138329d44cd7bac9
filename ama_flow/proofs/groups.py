"""The transitions of a state by trigger: of each group one must be open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ama_flow.model import State, Transition, Value, holds

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
    named: dict[str, None] = {}
    for transition in group:
        for row in transition.conditions:
            named.update((condition.fact, None) for condition in row)
    return tuple(named)


def decide(group: Group, facts: Mapping[str, Value]) -> tuple[str, Group]:
    """Give the transitions of *group* that are open, and why if it is not just one.

    The reason is "unknown-fact", "overlap", "gap", or "otherwise" where only the
    last one is left, which has no conditions; or else it is empty.
    """
    last = group[-1]
    found: Group = ()
    for transition in group if last.conditions else group[:-1]:
        is_open = holds(transition.conditions, facts)
        if is_open is None:
            return "unknown-fact", ()
        if is_open:
            found += (transition,)
    if found:
        return "overlap" if len(found) > 1 else "", found
    return ("gap", ()) if last.conditions else ("otherwise", (last,))
