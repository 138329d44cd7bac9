"""What a reader can do in a state."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ama_flow import words
from ama_flow.model import ANSWER, Fact, Flow, Record, State, Transition, Value, holds
from ama_flow.text import expand


class Choice(Record):
    """One way on: a *trigger*, and the *value* that it gives to the asked fact."""

    trigger: str
    value: Value | None = None
    title: str


def asked(flow: Flow, state: State) -> Fact | None:
    """Give the fact that *state* asks for; a sensitive one is never asked."""
    if is_secret(flow, state) or ANSWER not in state.triggers:
        return None
    return flow.facts.get(state.asks)


def is_secret(flow: Flow, state: State) -> bool:
    """Say whether *state* wants to ask for a sensitive fact, which is a problem."""
    fact = flow.facts.get(state.asks)
    return fact is not None and fact.sensitive


def choices(flow: Flow, state: State, facts: Mapping[str, Value]) -> tuple[Choice, ...]:
    """List what can be chosen in *state*: the values of its fact, then triggers."""
    return (*_values(flow, state), *_triggers(flow, state, facts))


def _values(flow: Flow, state: State) -> Iterator[Choice]:
    fact = asked(flow, state)
    if fact is None:
        return
    if fact.type == "yesno":
        for value in (True, False):
            title = words.value(flow.language, fact, value).capitalize()
            yield Choice(trigger=ANSWER, value=value, title=title)
    for name, title in fact.values.items():
        yield Choice(trigger=ANSWER, value=name, title=expand(flow, title))


def _triggers(flow: Flow, state: State, facts: Mapping[str, Value]) -> Iterator[Choice]:
    for trigger in state.triggers:
        if trigger != ANSWER:
            title = _title(flow, state, state.by_trigger(trigger), facts)
            yield Choice(trigger=trigger, title=expand(flow, title))


def _title(
    flow: Flow,
    state: State,
    transitions: tuple[Transition, ...],
    facts: Mapping[str, Value],
) -> str:
    """Name the transition that is open, else by a title that another one has."""
    is_open = (t for t in transitions if holds(t.conditions, facts))
    taken = next(is_open, transitions[0])
    titles = (t.title for t in (taken, *transitions) if t.title)
    return next(titles, words.way(flow, state, taken))
