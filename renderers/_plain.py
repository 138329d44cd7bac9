"""What documents without markup say of a flow, line by line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ama_flow.model import Contact, State
from ama_flow.text import Block, CodeBlock, Items, blocks, plain

from ._details import Detail, address, contact, links, need
from ._outline import Outline

_TAB = 4  # characters
_SPACE = re.compile(r"[\t-\r ]+")
_NO_TEXT = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Words on a line of their own; *lead* stands before them, such as "- ".

    They are *exact* where spaces count too, as in code.
    """

    words: str
    lead: str = ""
    exact: bool = False


def tidy(words: str) -> str:
    """Put *words* on one line, and a sign for what is no character of any text."""
    return legible(_SPACE.sub(" ", words).strip(" "))


def legible(words: str) -> str:
    """Put a sign for what is no character of any text."""
    return _NO_TEXT.sub("\ufffd", words)


def prose(outline: Outline, source: str, *, bullet: str = "-") -> Iterator[list[Line]]:
    """Give a text without its markup, by its blocks."""
    for block in blocks(outline.flow, source):
        yield list(_lines(block, bullet))


def _lines(block: Block, bullet: str) -> Iterator[Line]:
    if isinstance(block, CodeBlock):
        yield from map(_code, block.text.rstrip("\n").split("\n"))
        return
    if not isinstance(block, Items):
        yield from (Line(words=words) for words in plain([block]).split("\n"))
        return
    for number, item in enumerate(block.items, block.start or 0):
        mark = bullet if block.start is None else f"{number}."
        yield from _item(f"{mark} ", item, bullet)


def _code(line: str) -> Line:
    """Keep the spaces at the beginning of a line, and those within it."""
    whole = line.expandtabs(_TAB).rstrip()
    words = whole.lstrip(" ")
    return Line(words=words, lead=" " * (len(whole) - len(words)), exact=True)


def _item(mark: str, item: tuple[Block, ...], bullet: str) -> Iterator[Line]:
    """Put *mark* before the first line of an item, and as many spaces before others."""
    lead = mark
    for line in [line for block in item for line in _lines(block, bullet)] or _EMPTY:
        yield replace(line, lead=lead + line.lead)
        lead = " " * len(mark)


_EMPTY = [Line(words="")]


def about(outline: Outline, state: State) -> Iterator[Line]:
    """Say what *state* takes, below its title and before its ways on."""
    for block in prose(outline, state.text):
        yield from block
    if state.contact:
        yield from called(outline, outline.flow.contacts[state.contact])
    yield from _needs(outline, state)
    yield from (detail(address(outline, link)) for link in links(outline, state))


def called(outline: Outline, row: Contact) -> Iterator[Line]:
    """Say who a contact is, and how and when to reach it."""
    yield Line(words=outline.expand(row.name))
    yield from map(detail, contact(outline, row))


def _needs(outline: Outline, state: State) -> Iterator[Line]:
    for fact in state.needs:
        item = need(outline, fact)
        note = f" ({outline.say('doc_confidential')})" if item.sensitive else ""
        yield Line(words=f"{outline.label('doc_need')} {item.title}{note}")
        if item.lookup:
            yield detail(address(outline, item.lookup))


def detail(line: Detail) -> Line:
    """Give a line of facts."""
    return Line(words=f"{line.label} {line.text}" if line.label else line.text)
