"""Lines of plain facts in documents: addresses, hours, things to have at hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ama_flow.model import Contact, Link, State
from ama_flow.text import linked
from ama_flow.text.addresses import safe
from ama_flow.words import day, fact_title
from ama_flow.words.contacts import hours

from ._outline import Outline


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """One line: what it is, what it says, and the address it leads to, if any."""

    label: str
    text: str
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """Something to have at hand, where to look it up, and the states that need it."""

    title: str
    sensitive: bool
    lookup: Link | None
    states: tuple[State, ...]


def needs(outline: Outline) -> tuple[Need, ...]:
    """List what to have at hand, each thing once, in order of reading."""
    asking: dict[str, list[State]] = {}
    for state in outline.states:
        for fact in state.needs:
            asking.setdefault(fact, []).append(state)
    return tuple(need(outline, fact, *states) for fact, states in asking.items())


def need(outline: Outline, fact: str, *states: State) -> Need:
    """Say what *fact*, needed by *states*, is and where it is looked up."""
    flow, row = outline.flow, outline.flow.facts[fact]
    return Need(
        title=outline.expand(fact_title(flow, fact)),
        sensitive=row.sensitive,
        lookup=flow.links[row.lookup] if row.lookup else None,
        states=states,
    )


def links(outline: Outline, state: State) -> tuple[Link, ...]:
    """List the links that the texts of *state* lead to, each once.

    Where something is looked up that it needs, is told with that.
    """
    found = linked(outline.flow, state.text) + linked(outline.flow, state.why)
    lookups = [need(outline, fact).lookup for fact in state.needs]
    return tuple(link for link in dict.fromkeys(found) if link not in lookups)


def address(outline: Outline, link: Link) -> Detail:
    """Give a link as a line."""
    title = outline.expand(link.title)
    return Detail(label=outline.colon(title), text=link.url, url=safe(link.url))


def contact(outline: Outline, row: Contact) -> tuple[Detail, ...]:
    """List how and when to reach a contact."""
    return tuple(detail for detail in _contact(outline, row) if detail.text)


def _contact(outline: Outline, row: Contact) -> Iterator[Detail]:
    channels = (
        ("doc_phone", row.phone, f"tel:{row.tel}"),
        ("doc_email", row.email, f"mailto:{row.email}"),
        ("doc_website", row.url, row.url),
    )
    for key, text, url in channels:
        yield Detail(label=outline.label(key), text=text, url=safe(url))
    said = hours(outline.flow.language, row) if row.hours else ""
    yield Detail(label="", text=said)
    checked = day(outline.flow.language, row.checked) if row.checked else ""
    yield Detail(label=outline.label("doc_contact_checked"), text=checked)


def unused(outline: Outline) -> tuple[tuple[Link, ...], tuple[Contact, ...]]:
    """Find the links and the contacts that no state of the flow leads to."""
    flow = outline.flow
    shown = set(linked(flow, flow.text))
    shown |= {link for state in outline.states for link in links(outline, state)}
    shown |= {need.lookup for need in needs(outline) if need.lookup}
    called = {state.contact for state in outline.states}
    return (
        tuple(link for link in flow.links.values() if link not in shown),
        tuple(row for row in flow.contacts.values() if row.id not in called),
    )


def provenance(outline: Outline) -> tuple[Detail, ...]:
    """Say which version this is, what it was made from and when it was checked."""
    flow, source = outline.flow, outline.flow.source
    found = [Detail(label=outline.label("doc_version"), text=flow.version)]
    if source:
        found.append(Detail(label=outline.label("doc_source"), text=source.title))
    if source and source.url:
        label = outline.label("doc_website")
        found.append(Detail(label=label, text=source.url, url=safe(source.url)))
    if source and source.checked:
        checked = day(flow.language, source.checked)
        found.append(Detail(label=outline.label("doc_checked"), text=checked))
    return tuple(found)
