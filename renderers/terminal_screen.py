"""What a reader sees of a state, as lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ama_flow.model import Contact, Flow
from ama_flow.text import (
    Anchor,
    Block,
    Break,
    Code,
    CodeBlock,
    Inline,
    Items,
    Text,
    expand,
)
from ama_flow.view import Need, View
from ama_flow.words import day, say
from ama_flow.words.contacts import hours

from .terminal_paper import write, write_title, write_whole

_INDENT = "  "


def show(flow: Flow, view: View, *, new_phase: bool) -> None:
    """Write the screen of *view*, with the name of its phase if that is new."""
    write()
    if new_phase and view.phase:
        write(say(view.language, "run_phase", title=view.phase))
        write()
    write_title(view.title)
    write_blocks(flow, view.text)
    if view.contact:
        write()
        _contact(view.language, view.contact)
    if view.needs:
        write()
        _needs(view)
    if view.text or view.contact or view.needs:
        write()
    _ways_on(view)


def _ways_on(view: View) -> None:
    if view.ended:
        write(say(view.language, "doc_end"))
    elif view.asks:
        write(f"{view.invitation}.")
    simply = [say(view.language, "next")]
    if [choice.title for choice in view.choices] != simply:
        for label, choice in zip(view.labels, view.choices, strict=True):
            mark = f"{_INDENT}{label}. "
            write(choice.title, first=mark, rest=" " * len(mark))


def _contact(language: str, contact: Contact) -> None:
    write(contact.name)
    if contact.phone:
        label = say(language, "doc_phone")
        write_whole(f"{label}: {contact.phone}", indent=_INDENT)
    if contact.email:
        label = say(language, "doc_email")
        write_whole(f"{label}: {contact.email}", indent=_INDENT)
    if contact.url:
        write(f"{say(language, 'doc_website')}:", first=_INDENT)
        write_whole(contact.url, indent=_INDENT)
    if contact.hours:
        write(hours(language, contact), first=_INDENT)
    if contact.checked:
        checked = day(language, contact.checked)
        write(f"{say(language, 'doc_contact_checked')} {checked}.", first=_INDENT)


def _needs(view: View) -> None:
    write(f"{say(view.language, 'doc_at_hand')}:")
    for need in view.needs:
        _need(view.language, need)


def _need(language: str, need: Need) -> None:
    words = need.title
    if need.sensitive:
        words = f"{need.title}. {say(language, 'run_never_here')}"
    elif need.value:
        words = f"{need.title}: {need.value}"
    write(words, first=f"{_INDENT}- ", rest=_INDENT * 2)
    if need.lookup and not need.value:
        where = say(language, "run_lookup", title=need.lookup.title)
        write(where, first=_INDENT * 2)
        write_whole(need.lookup.url, indent=_INDENT * 2)


def write_blocks(flow: Flow, blocks: Sequence[Block]) -> None:
    """Write a text, with the address of each link on a line of its own."""
    for number, block in enumerate(blocks):
        if number:
            write()
        _block(flow, block, "", "")


def _block(flow: Flow, block: Block, first: str, rest: str) -> None:
    if isinstance(block, CodeBlock):
        for line in block.text.split("\n"):
            write_whole(line, indent=first + _INDENT)
            first = rest
    elif isinstance(block, Items):
        _items(flow, block, first, rest)
    else:
        for line in _words(block.inlines).split("\n"):
            write(line, first=first, rest=rest)
            first = rest
        _addresses(flow, list(dict.fromkeys(_links(block.inlines))), rest + _INDENT)


def _items(flow: Flow, items: Items, first: str, rest: str) -> None:
    for number, blocks in enumerate(items.items, items.start or 0):
        mark = "- " if items.start is None else f"{number}. "
        lead, indent = first + mark, rest + " " * len(mark)
        for block in blocks:
            _block(flow, block, lead, indent)
            lead = indent
        first = rest


def _words(inlines: Iterable[Inline]) -> str:
    return "".join(map(_word, inlines))


def _word(inline: Inline) -> str:
    if isinstance(inline, Text):
        return inline.text
    if isinstance(inline, Code):
        return f"“{inline.text}”"
    return "\n" if isinstance(inline, Break) else _words(inline.inlines)


def _links(inlines: Iterable[Inline]) -> Iterator[str]:
    for inline in inlines:
        if isinstance(inline, Anchor):
            yield inline.link
        if not isinstance(inline, Text | Code | Break):
            yield from _links(inline.inlines)


def _addresses(flow: Flow, names: list[str], indent: str) -> None:
    for name in names:
        if len(names) > 1:
            write(f"{expand(flow, flow.links[name].title)}:", first=indent)
        write_whole(flow.links[name].url, indent=indent)
