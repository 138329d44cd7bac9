"""Things that are declared and not used: an author would think that they are."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from ama_flow.model import Flow, Problem
from ama_flow.proofs.groups import facts_named
from ama_flow.text import TERM
from ama_flow.text.translated import texts

_LINK = re.compile(r"\]\[([a-z][a-z0-9_]*)\]")

_WORDS = {
    "phases": "no state is in the phase {name!r}",
    "terms": "no text holds the term {name!r}",
    "links": "no text leads to the link {name!r}",
    "facts": "nothing asks for, needs or reads the fact {name!r}",
    "contacts": "no state is about the contact {name!r}",
    "triggers": "no transition has the trigger {name!r}",
}


def unused(flow: Flow) -> Iterator[Problem]:
    """Report the phases, terms, links, facts, contacts and triggers without a use."""
    used = _used(flow)
    for table, words in _WORDS.items():
        for name in getattr(flow, table):
            if name not in used[table]:
                yield Problem(
                    code="unused",
                    message=words.format(name=name),
                    at=(table, name),
                    hint="use it where it was meant to be, or take it out",
                )


def _used(flow: Flow) -> Mapping[str, Collection[str]]:
    states = flow.states.values()
    words = list(_words(flow)) if flow.terms or flow.links else []
    lookups = (fact.lookup for fact in flow.facts.values())
    return {
        "phases": {state.phase for state in states},
        "terms": {name for text in words if "{" in text for name in TERM.findall(text)},
        "links": {
            *lookups,
            *(name for text in words if "][" in text for name in _LINK.findall(text)),
        },
        "facts": set(_facts(flow)),
        "contacts": {state.contact for state in states},
        "triggers": {t.trigger for state in states for t in state.transitions},
    }


def _words(flow: Flow) -> Iterator[str]:
    yield from texts(flow).values()
    for translated in flow.translations.values():
        yield from translated.values()


def _facts(flow: Flow) -> Iterator[str]:
    for state in flow.states.values():
        yield from (state.asks, *state.needs)
        yield from facts_named(state.transitions)
    for rule in flow.rules:
        yield from (condition.fact for condition in rule.conditions)
