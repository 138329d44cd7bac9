"""What the box of a state says in a picture, line by line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ama_flow.model import State
from ama_flow.text import Block, Items, blocks, plain

from ._details import Detail, address, contact, links, need
from ._labels import Stretch
from ._outline import Outline, anchor
from ._phrases import name
from ._picture import Picture
from ._style import BODY, LINK, ONWARD, ONWARD_FAILS, STRONG, TITLE
from ._ways import Way


def content(picture: Picture, state: State, *, lead: str = "") -> list[Stretch]:
    """Say what *state* is, what it takes, and the ways on that are not drawn."""
    outline = picture.outline
    return [
        Stretch(words=lead + outline.expand(state.title), ink=TITLE),
        *prose(outline, state.text),
        *called(outline, state.contact),
        *_needs(outline, state),
        *(detail(address(outline, link)) for link in links(outline, state)),
        *(onward(picture, way) for way in picture.said(state)),
    ]


def prose(outline: Outline, source: str) -> Iterator[Stretch]:
    """Give a text line by line, without its markup."""
    for line in _lines(blocks(outline.flow, source)):
        yield Stretch(words=line)


def _lines(parts: Iterable[Block]) -> Iterator[str]:
    for part in parts:
        if isinstance(part, Items):
            yield from _items(part)
        else:
            yield from plain([part]).split("\n")


def _items(part: Items) -> Iterator[str]:
    for number, item in enumerate(part.items, part.start or 0):
        mark = "•" if part.start is None else f"{number}."
        first, *rest = [*_lines(item), ""]
        yield f"{mark} {first}"
        yield from rest


def called(outline: Outline, name: str) -> Iterator[Stretch]:
    """Say who a contact is, and how and when to reach it."""
    if name:
        row = outline.flow.contacts[name]
        yield Stretch(words=outline.expand(row.name), ink=STRONG)
        yield from map(detail, contact(outline, row))


def _needs(outline: Outline, state: State) -> Iterator[Stretch]:
    for fact in state.needs:
        item = need(outline, fact)
        words = f"{outline.label('doc_need')} {item.title}"
        if item.sensitive:
            words += f" ({outline.say('doc_confidential')})"
        yield Stretch(words=words)
        if item.lookup:
            yield detail(address(outline, item.lookup))


def detail(line: Detail) -> Stretch:
    """Give a line of facts, as a link where it leads somewhere."""
    words = f"{line.label} {line.text}" if line.label else line.text
    return Stretch(words=words, ink=LINK if line.url else BODY, url=line.url)


def onward(picture: Picture, way: Way, *, lead: str = "") -> Stretch:
    """Say where a way leads that is not drawn."""
    dest = picture.outline.flow.states[way.dest]
    return Stretch(
        words=f"{lead}{way.label} → {name(picture.outline, dest)}".strip(),
        ink=ONWARD_FAILS if way.fails else ONWARD,
        url=f"#{anchor(dest)}" if picture.anchors else "",
    )
