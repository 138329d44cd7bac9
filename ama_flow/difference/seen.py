"""What of a difference a picture shows; the rest can only be told in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ama_flow.difference.records import Change, Difference
from ama_flow.model import Flow, State
from ama_flow.text import links, terms

_SEEN: Mapping[str, tuple[str, ...]] = {
    "state": ("kind", "title", "phase", "text", "contact", "needs"),
    "transition": ("dest", "title", "conditions", "fails"),
    "trigger": ("title", "fails"),
    "term": ("text",),
    "link": ("title", "url"),
    "fact": ("title", "sensitive", "lookup"),
    "contact": ("name", "phone", "tel", "email", "url", "hours", "days", "checked"),
}
"""The fields of rows that a box or a line shows."""

_ITSELF = ("state", "transition", "trigger")
"""What is seen as a box or as a line, and not where a state refers to it."""

Name = tuple[str, str]
"""A row: the part of the flow that it is in, and its id."""


def unseen(difference: Difference) -> Iterator[Change]:
    """Give what is different and is seen in no box and at no line."""
    shown = {
        name
        for flow in (difference.before, difference.after)
        for state in flow.states.values()
        for name in referred(flow, state)
    }
    for change in difference.changes:
        is_there = change.part in _ITSELF or (change.part, change.name) in shown
        if not (is_there and _shows(change)):
            yield change


def changed(difference: Difference) -> frozenset[Name]:
    """Name the rows to which states refer and that look otherwise now."""
    return frozenset(
        (change.part, change.name)
        for change in difference.changes
        if change.how == "changed" and change.part not in _ITSELF and _shows(change)
    )


def _shows(change: Change) -> bool:
    seen = _SEEN.get(change.part, ())
    fields = (name for name, _, _ in change.differing)
    return bool(seen) and (change.how != "changed" or any(n in seen for n in fields))


def referred(flow: Flow, state: State) -> Iterator[Name]:
    """Name the rows that the box of a state shows something of."""
    said = (state.title, state.text, *(way.title for way in state.transitions))
    yield from (("term", name) for words in said for name in terms(words))
    looked_up = (flow.facts[name].lookup for name in state.needs)
    linked = (*links(state.text), *links(state.why), *filter(None, looked_up))
    yield from (("link", name) for name in linked)
    yield from (("fact", name) for name in state.needs)
    yield from (("contact", name) for name in filter(None, [state.contact]))
