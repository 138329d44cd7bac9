"""How problems name what they are about."""

from __future__ import annotations

from collections.abc import Iterable

from ama_flow.model import Flow, Route, Transition
from ama_flow.text import expand

_LISTED = 5


def named(flow: Flow, state: str) -> str:
    """Name a state by its title and its id."""
    return f"“{expand(flow, flow.states[state].title)}” ({state})"


def listed(names: Iterable[str]) -> str:
    """List *names*, and count those that are too many to list."""
    given = list(names)
    more = len(given) - _LISTED
    shown = ", ".join(given[:_LISTED])
    return f"{shown} and {more} more" if more > 0 else shown


def route(transition: Transition) -> Route:
    """Say where a transition stands; one that is shared, at its state."""
    if transition.at and transition.shared is None:
        return transition.at
    return ("states", transition.source)
