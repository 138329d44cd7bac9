"""What the box of a state says in a picture, line by line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from ama_flow.model import Link, State

from .. import _plain
from .._details import Detail, Need, address, contact, links, need
from .._marked import Mark
from .._outline import Outline, anchor
from .._phrases import leads, name
from .._style import (
    BODY,
    CONTINUED,
    GONE,
    LINK,
    ONWARD,
    ONWARD_FAILS,
    STRONG,
    TITLE,
    inked,
)
from .._ways import Way
from .setting import Stretch
from .standing import look_of, mark_of_ways

_HELD = "\u00a0"  # a space at which no line is broken


def content(outline: Outline, state: State) -> list[Stretch]:
    """Say what *state* is, and what it takes."""
    if state.id in outline.folded:
        return list(_elsewhere(outline, state))
    said = list(_itself(outline, state))
    return [*said, *_gone(outline, state, said)]


def _gone(outline: Outline, state: State, said: Iterable[Stretch]) -> Iterator[Stretch]:
    """Give what a state said or was before a change, and does not say any more."""
    before = outline.before
    if not before or state.id not in before.flow.states:
        return
    kept, old = {stretch.words for stretch in said}, before.flow.states[state.id]
    for words in (
        *_place(before, old, state),
        *(stretch.words for stretch in _itself(before, old)),
        *answers_gone(before.ways[old.id], outline.ways[state.id]),
    ):
        if words not in kept:
            yield Stretch(words=words, ink=GONE)


def _place(before: Outline, old: State, new: State) -> Iterator[str]:
    """Say which kind and in which phase a state was, if it is not so now."""
    if old.kind != new.kind:
        yield before.say(f"doc_legend_{old.kind}")
    if old.phase and old.phase != new.phase:
        phase = before.expand(before.flow.phases[old.phase].title)
        yield f"{before.label('doc_legend_part')} {phase}"


def answers_gone(before: Iterable[Way], after: Iterable[Way]) -> list[str]:
    """Give the words of ways that are otherwise now, and lead where they led."""
    now, dests = {way.label for way in after}, {way.dest for way in after}
    gone = (way.label for way in before if way.dest in dests)
    return [label for label in gone if label and label not in now]


def _itself(outline: Outline, state: State) -> Iterator[Stretch]:
    yield Stretch(words=outline.expand(state.title), ink=TITLE, heading=True)
    yield from prose(outline, state.text)
    yield from called(outline, state.contact)
    yield from _needs(outline, state)
    is_alone = not any(outline.flow.facts[fact].lookup for fact in state.needs)
    said = state.text if is_alone else ""
    yield from addresses(outline, links(outline, state), said)
    yield from _origins(outline, state)


def _origins(outline: Outline, state: State) -> Iterator[Stretch]:
    """Say from where else one comes to *state*."""
    if state.id in outline.entries:
        yield Stretch(words=outline.entries[state.id], ink=CONTINUED)


def _elsewhere(outline: Outline, state: State) -> Iterator[Stretch]:
    """Say what stands elsewhere, how much it is, and how to reach a contact."""
    folded = outline.folded[state.id]
    yield Stretch(words=state.title, ink=TITLE, url=folded.url, heading=True)
    for line in folded.lines:
        yield Stretch(words=line, url=folded.url)
    if state.contact:
        yield from channels(outline, state.contact)
    yield from _origins(outline, state)


def prose(outline: Outline, source: str) -> Iterator[Stretch]:
    """Give a text line by line, without its markup."""
    for block in _plain.prose(outline, source, bullet="•"):
        for line in block:
            is_empty = not line.words.strip()
            yield (
                Stretch(words=line.lead)
                if is_empty
                else Stretch(words=line.words, lead=line.lead, exact=line.exact)
            )


def called(outline: Outline, name: str) -> Iterator[Stretch]:
    """Say who a contact is, and how and when to reach it."""
    if name:
        row = outline.flow.contacts[name]
        yield Stretch(words=outline.expand(row.name), ink=STRONG)
        yield from channels(outline, name)


def channels(outline: Outline, name: str) -> Iterator[Stretch]:
    """Say how and when to reach a contact."""
    yield from map(detail, contact(outline, outline.flow.contacts[name]))


def _needs(outline: Outline, state: State) -> Iterator[Stretch]:
    """Say what is needed, and behind what is looked up in one place, where that is."""
    found = [need(outline, fact) for fact in state.needs]
    for lookup, items in groupby(found, key=lambda item: item.lookup):
        said = " · ".join(_need(outline, item) for item in items)
        yield Stretch(words=f"{outline.label('doc_need')} {said}")
        if lookup:
            yield from addresses(outline, [lookup], "")


def _need(outline: Outline, item: Need) -> str:
    note = f" ({outline.say('doc_confidential')})" if item.sensitive else ""
    return f"{item.title}{note}"


def addresses(outline: Outline, found: Iterable[Link], text: str) -> Iterator[Stretch]:
    """Give links with their titles; the only one goes without if the *text* has it."""
    rows = [*found]
    alone = text if len(rows) == 1 else ""
    said = " ".join(part.words for part in prose(outline, alone))
    for link in rows:
        line, name = address(outline, link), outline.expand(link.title)
        told = replace(line, label="") if name in said else line
        yield detail(told)._replace(title=name)


def detail(line: Detail) -> Stretch:
    """Give a line of facts, as a link where it leads somewhere."""
    words = f"{line.label} {line.text}" if line.label else line.text
    return Stretch(words=words, ink=LINK if line.url else BODY, url=line.url)


def elsewhere(outline: Outline, state: State, way: Way) -> Stretch:
    """Say where a way of *state* leads that is not drawn."""
    return onward(outline, way, mark_of_ways(outline, state.id, [way]))


def onward(outline: Outline, way: Way, mark: Mark | None, *, lead: str = "") -> Stretch:
    """Say where a way leads, behind the sign of its *mark* if it has one."""
    dest = outline.flow.states[way.dest]
    where = name(outline, dest)
    if dest.id in outline.numbers:
        where = where.replace(" ", _HELD)
    is_folded = dest.id in outline.folded
    there = outline.folded[dest.id].url if is_folded else ""
    sign = f"({mark.sign}) " if mark else ""
    return Stretch(
        words=f"{lead}{sign}{way.label} → {where}".strip(),
        ink=inked(ONWARD_FAILS if way.fails else ONWARD, look_of(outline, mark)),
        url=there or f"#{anchor(dest)}",
        title=f"{lead}{sign}{leads(outline, way, name(outline, dest))}",
    )
