"""The ways on from a state, in words."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from ama_flow.model import ANSWER, NEXT, Flow, State, Transition, replace
from ama_flow.text import expand
from ama_flow.words import conditions, way


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A way on. *label* is empty where the reader simply goes on to *dest*, an id.

    *shared* is the position of the declaration that it has with other states.
    """

    label: str
    dest: str
    fails: bool
    shared: int | None


def ways(flow: Flow, state: State, gone: Collection[int] = ()) -> tuple[Way, ...]:
    """Give every way on from *state*, in order of reading, the same one once.

    *gone* are the positions of transitions that are those of an earlier version.
    """
    places = range(len(state.transitions))
    found = (way_of(flow, state, place, gone) for place in places)
    return tuple(dict.fromkeys(found))


def way_of(flow: Flow, state: State, place: int, gone: Collection[int] = ()) -> Way:
    """Give the way on at a position in *state*, told apart from those of its version."""
    transition = state.transitions[place]
    version = _version(state, place, gone) if gone else state
    return Way(
        label=expand(flow, _label(flow, version, transition)),
        dest=transition.dest,
        fails=transition.fails,
        shared=transition.shared,
    )


def _version(state: State, place: int, gone: Collection[int]) -> State:
    """Keep the transitions of *state* that are of the same version as one at a place."""
    beside = tuple(
        other
        for position, other in enumerate(state.transitions)
        if (position in gone) == (place in gone)
    )
    return replace(state, transitions=beside)


def _label(flow: Flow, state: State, transition: Transition) -> str:
    """Say what is done or answered, and behind it when that leads here."""
    is_plain = transition.trigger == NEXT and not transition.title
    words = "" if is_plain else way(flow, state, transition)
    when = _when(flow, state, transition)
    behind = f" ({when})" if when not in ("", words) else ""
    said = f"{words}{behind}" if words else when
    return said if _is_the_authors(flow, state, transition) else _capital(said)


def _is_the_authors(flow: Flow, state: State, transition: Transition) -> bool:
    """Whether the words come from the flow, and are to be shown to the letter."""
    if transition.title or transition.trigger != ANSWER or not state.asks:
        return bool(transition.title)
    return flow.facts[state.asks].type == "choice" and bool(transition.conditions)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _when(flow: Flow, state: State, transition: Transition) -> str:
    """Say the conditions that the words of the way do not say already."""
    if transition.trigger == ANSWER and state.asks:
        return _beside_answer(flow, state, transition)
    if transition.conditions or len(state.by_trigger(transition.trigger)) > 1:
        return conditions(flow, transition.conditions)
    return ""


def _beside_answer(flow: Flow, state: State, transition: Transition) -> str:
    """Say the conditions on other facts than the one that is asked for."""
    rows = transition.conditions
    others = tuple(tuple(t for t in row if t.fact != state.asks) for row in rows)
    if not any(others):
        return ""
    return conditions(flow, others if len(rows) == 1 else rows)
