"""Whether every statement of the source is cited, and its exact strings are kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ama_flow.model import (
    Contact,
    Fact,
    Flow,
    Link,
    Problem,
    State,
    Term,
    Transition,
)
from ama_flow.proofs.naming import listed
from ama_flow.text import blocks, expand, linked, plain

Citing = Flow | Term | Link | Fact | Contact | State | Transition


def uncited(flow: Flow) -> Iterator[Problem]:
    """Report the statements that nothing cites."""
    citing = _citing(flow)
    for name in flow.statements:
        if name not in citing:
            yield Problem(
                code="statement-not-cited",
                message=f"nothing cites the statement {name!r}",
                at=("statements", name),
                hint=f'write cites = ["{name}"] where it is said, or say it somewhere',
            )


def inexact(flow: Flow) -> Iterator[Problem]:
    """Report the exact strings that occur in nothing that cites their statement.

    A string that several statements have is reported once.
    """
    missing: dict[str, list[str]] = {}
    citing = _citing(flow)
    for statement in flow.statements.values():
        things = citing.get(statement.id, ())
        for string in statement.exact:
            if things and not _is_said(flow, string, things):
                missing.setdefault(string, []).append(statement.id)
    for string, names in missing.items():
        index = flow.statements[names[0]].exact.index(string)
        yield Problem(
            code="exact-missing",
            message=f"{string!r} occurs to the letter in nothing that cites "
            f"{listed(names)}",
            at=("statements", names[0], "exact", index),
            hint="write it to the letter where the statement is cited",
        )


def _citing(flow: Flow) -> dict[str, list[Citing]]:
    """Give the things that cite each statement."""
    citing: dict[str, list[Citing]] = {}
    for thing in _things(flow) if flow.statements else ():
        for name in thing.cites:
            citing.setdefault(name, []).append(thing)
    return citing


def _things(flow: Flow) -> Iterator[Citing]:
    yield flow
    for table in (flow.terms, flow.links, flow.facts, flow.contacts):
        yield from table.values()
    for state in flow.states.values():
        yield state
        yield from state.transitions


def _is_said(flow: Flow, string: str, things: Sequence[Citing]) -> bool:
    return any(string in words for thing in things for words in _said(flow, thing))


def _said(flow: Flow, thing: Citing) -> Iterator[str]:
    """Give all that readers see of a thing, that which takes no parsing first."""
    match thing:
        case Term(text=words):
            yield words
        case Link(title=title, url=url):
            yield from (expand(flow, title), url)
        case Fact():
            yield from _of_fact(flow, thing)
        case Contact():
            yield from _of_contact(flow, thing)
        case Transition(title=title):
            yield expand(flow, title)
        case State():
            yield from _of_state(flow, thing)
        case _:
            yield expand(flow, thing.title)
            yield from _of_prose(flow, thing.text)


def _of_fact(flow: Flow, fact: Fact) -> Iterator[str]:
    yield from (expand(flow, title) for title in (fact.title, *fact.values.values()))
    if fact.lookup:
        yield from _said(flow, flow.links[fact.lookup])


def _of_contact(flow: Flow, contact: Contact) -> Iterator[str]:
    yield expand(flow, contact.name)
    yield from (contact.phone, contact.tel, contact.email, contact.url, contact.hours)


def _of_state(flow: Flow, state: State) -> Iterator[str]:
    yield expand(flow, state.title)
    yield from (expand(flow, transition.title) for transition in state.transitions)
    if state.contact:
        yield from _of_contact(flow, flow.contacts[state.contact])
    for fact in filter(None, (state.asks, *state.needs)):
        yield from _of_fact(flow, flow.facts[fact])
    for source in (state.text, state.why):
        yield from _of_prose(flow, source)


def _of_prose(flow: Flow, source: str) -> Iterator[str]:
    for link in linked(flow, source):
        yield from _said(flow, link)
    yield plain(blocks(flow, source))
