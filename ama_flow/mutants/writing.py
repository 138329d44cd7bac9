"""Slips of the pen: texts in the wrong place, and strings that must be exact."""

from __future__ import annotations

from functools import partial
from itertools import pairwise

from ama_flow.model import Flow, State, replace
from ama_flow.mutants.edits import Slip, Slips, row_changed, with_states

_WORDS = ("title", "text", "why")


def swap_texts(flow: Flow) -> Slips:
    """Give two states that stand below each other the texts of the other one."""
    shown = (state for state in flow.states.values() if state.kind != "branch")
    for one, other in pairwise(shown):
        name = f"{one.id} and {other.id}"
        yield Slip(name, partial(_with_words, flow, one, other))


def _with_words(flow: Flow, one: State, other: State) -> Flow:
    words = [{key: getattr(state, key) for key in _WORDS} for state in (other, one)]
    return with_states(flow, replace(one, **words[0]), replace(other, **words[1]))


def mistype_contact(flow: Flow) -> Slips:
    """Mistype where a contact can be reached, or when."""
    for contact in flow.contacts.values():
        for key in ("phone", "tel", "email", "url", "hours"):
            if wrong := mistyped(getattr(contact, key)):
                changes = {key: wrong}
                yield row_changed(flow, "contacts", contact.id, key, **changes)


def mistype_term(flow: Flow) -> Slips:
    """Mistype an exact string."""
    for term in flow.terms.values():
        yield row_changed(flow, "terms", term.id, "text", text=mistyped(term.text))


def mistype_link(flow: Flow) -> Slips:
    """Mistype a web address."""
    for link in flow.links.values():
        yield row_changed(flow, "links", link.id, "url", url=mistyped(link.url))


def mistyped(words: str) -> str:
    """Take another last digit; or where there is none, leave out a letter halfway."""
    if words[-1:].isdecimal():
        return f"{words[:-1]}{(int(words[-1]) + 1) % 10}"
    middle = len(words) // 2
    return words[:middle] + words[middle + 1 :]
