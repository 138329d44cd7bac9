"""Two hashes of a flow: where answers lead, and what readers see.

A saved session holds both. With the same structure its answers mean the same;
with the same wording the reader even saw the same questions.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

from ama_flow.model import Condition, Fact, Flow, State, Transition
from ama_flow.text.translated import texts


def structure(flow: Flow) -> str:
    """Hash all that decides where answers lead, as SHA-256 in hexadecimal."""
    return _sha256(
        {
            "initial": flow.initial,
            "facts": {fact.id: _fact(fact) for fact in flow.facts.values()},
            "states": {state.id: _state(state) for state in flow.states.values()},
        }
    )


def wording(flow: Flow) -> str:
    """Hash all that readers see, as SHA-256 in hexadecimal."""
    return _sha256(
        {
            "language": flow.language,
            "texts": texts(flow),
            "terms": {term.id: term.text for term in flow.terms.values()},
            "links": {link.id: link.url for link in flow.links.values()},
            "contacts": {
                c.id: [c.phone, c.email, c.url, c.hours, c.days, c.timezone, c.checked]
                for c in flow.contacts.values()
            },
            "lookups": {fact.id: fact.lookup for fact in flow.facts.values()},
            "states": {
                state.id: [state.phase, state.needs, state.contact]
                for state in flow.states.values()
            },
        }
    )


def _sha256(canonical: Mapping[str, object]) -> str:
    """Hash JSON without choices: sorted keys, no spaces, ASCII; str() for the rest."""
    written = json.dumps(canonical, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(written.encode("ascii")).hexdigest()


def _fact(fact: Fact) -> list[object]:
    bounds = [fact.minimum, fact.maximum, fact.decimals]
    form = [fact.pattern, fact.format, fact.sensitive]
    return [fact.type, sorted(fact.values), *bounds, fact.initial, *form]


def _state(state: State) -> list[object]:
    ways = [_transition(transition) for transition in state.transitions]
    return [state.kind, state.asks, ways]


def _transition(transition: Transition) -> list[object]:
    rows = [[_condition(c) for c in row] for row in transition.conditions]
    return [transition.trigger, transition.dest, rows, transition.sets]


def _condition(condition: Condition) -> list[object]:
    return [condition.fact, condition.values, condition.minimum, condition.maximum]
