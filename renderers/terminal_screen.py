"""What a reader sees of a state, as lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from ama_flow.model import Contact, Flow, Link
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
from ama_flow.view import Need, Session, View, at_hand, called, history, told
from ama_flow.words import LANGUAGES, colon, say
from ama_flow.words.commands import COMMANDS

from .terminal_paper import fits, has_room, write, write_title, write_whole

if TYPE_CHECKING:  # start-up is a feature
    from ama_flow.view.message import Message

_INDENT = "  "


def show(view: View, now: datetime, *, new_phase: bool) -> None:
    """Write the screen of *view*, with the name of its phase if that is new."""
    write()
    if new_phase and view.phase:
        write(say(view.language, "run_phase", title=view.phase))
        write()
    write_title(view.title, exact=_exact(view.flow))
    write_blocks(view.flow, view.text, view.exact)
    if view.contact:
        write()
        _contact(view, view.contact, now)
    if view.needs:
        write()
        _needs(view)
    if view.text or view.contact or view.needs:
        write()
    _ways_on(view)


def _ways_on(view: View) -> None:
    if view.contact:
        _contact_hints(view)
    if view.ended:
        write(say(view.language, "doc_end"))
    elif view.asks:
        write(f"{view.invitation}.")
    simply = [say(view.language, "next")]
    if [choice.title for choice in view.choices] != simply:
        exact = _exact(view.flow)
        for label, choice in zip(view.labels, view.choices, strict=True):
            mark = f"{_INDENT}{label}. "
            write(choice.title, first=mark, rest=" " * len(mark), exact=exact)


def _contact_hints(view: View) -> None:
    """Say how to write to the contact, and how to come back after it."""
    if view.contact and view.contact.email:
        write(say(view.language, "run_mail_hint", command=called(view, "mail")))
    if not view.ended:
        write(say(view.language, "run_later", command=called(view, "stop")))
    write()


def _contact(view: View, contact: Contact, now: datetime) -> None:
    language = view.language
    write(contact.name, exact=_exact(view.flow))
    for key, value in (("doc_phone", contact.phone), ("doc_email", contact.email)):
        if value:
            _labelled(_label(language, key), value)
    if contact.url:
        write(_label(language, "doc_website"), first=_INDENT)
        write_whole(contact.url, indent=_INDENT)
    from ama_flow.view.opening import reach  # noqa: PLC0415 - start-up is a feature

    for words in reach(language, contact, now):
        write(words, first=_INDENT)


def _labelled(label: str, value: str) -> None:
    """Write *value* behind its label, or alone where there is no room for both."""
    if fits(f"{_INDENT}{label} {value}"):
        write_whole(f"{label} {value}", indent=_INDENT)
    else:
        write(label, first=_INDENT)
        write_whole(value, indent=_INDENT)


def _exact(flow: Flow) -> tuple[str, ...]:
    """Give what is never broken wherever it stands: the terms of *flow*."""
    return tuple(term.text for term in flow.terms.values())


def _label(language: str, key: str) -> str:
    return colon(language, say(language, key))


def _needs(view: View) -> None:
    write(_label(view.language, "doc_at_hand"))
    exact = _exact(view.flow)
    for need in view.needs:
        _need(view.language, need, exact)


def _need(language: str, need: Need, exact: Iterable[str]) -> None:
    first, rest = f"{_INDENT}- ", _INDENT * 2
    if has_room(need.value, rest):
        words = at_hand(language, need)
        write(words, first=first, rest=rest, exact=(*exact, need.value))
    else:
        write(colon(language, need.title), first=first, rest=rest, exact=exact)
        write_whole(need.value, indent=rest)
    if need.lookup and not need.value:
        where = say(language, "run_lookup", title=need.lookup.title)
        write(where, first=_INDENT * 2)
        write_whole(need.lookup.url, indent=_INDENT * 2)


def write_blocks(
    flow: Flow, blocks: Sequence[Block], exact: Sequence[str] = ()
) -> None:
    """Write a text, with each *exact* string and address on a line of its own."""
    for number, block in enumerate(blocks):
        if number:
            write()
        _block(_Texts(flow, exact), block, "", "")


class _Texts(NamedTuple):
    """What the blocks of a text refer to."""

    flow: Flow
    exact: Sequence[str]


def show_links(links: Sequence[Link]) -> None:
    """Write links with their numbers, each address on a line of its own."""
    for number, link in enumerate(links, 1):
        mark = f"{_INDENT}{number}. "
        write(link.title, first=mark, rest=" " * len(mark))
        write_whole(link.url, indent=" " * len(mark))


def show_history(session: Session, language: str, *, last: int) -> None:
    """Write the *last* answers, with the numbers to change them by."""
    first = session.count - last
    exact = _exact(session.flow)
    rows = islice(history(session, language), first, None)
    for number, row in enumerate(rows, first + 1):
        mark = f"{_INDENT}{number}. "
        write(told(language, row), first=mark, rest=" " * len(mark), exact=exact)


def show_help(view: View) -> None:
    """Write what can be typed at any time, as it is to be typed in *view*."""
    write()
    write(say(view.language, "run_help"))
    names = {command: called(view, command) for command in COMMANDS}
    widest = max(map(len, names.values()))
    for command, name in names.items():
        mark = f"{_INDENT}{name:{widest}}  "
        words = say(view.language, f"run_help_{command}")
        write(words, first=mark, rest=" " * len(mark))
    if view.asks and view.asks.type == "text":
        write(say(view.language, "run_help_quotes"))
    write()


def show_languages(view: View) -> None:
    """Write how to go on in each language."""
    write(say(view.language, "run_languages", command=called(view, "language")))
    for code in LANGUAGES:
        write(f"{code}  {say(code, 'language')}", first=_INDENT)


def show_message(language: str, message: Message) -> None:
    """Write an e-mail, and the address that opens it in a mail program."""
    write()
    write(say(language, "run_mail_ready"))
    write()
    write_whole(f"{_label(language, 'run_mail_to')} {message.to}")
    write(f"{_label(language, 'run_mail_subject')} {message.subject}")
    write()
    for line in message.body.split("\n"):
        write(line)
    write()
    write(say(language, "run_mail_link"))
    write_whole(message.url)
    write()


def _block(texts: _Texts, block: Block, first: str, rest: str) -> None:
    if isinstance(block, CodeBlock):
        for line in block.text.split("\n"):
            write_whole(line, indent=first + _INDENT)
            first = rest
    elif isinstance(block, Items):
        _items(texts, block, first, rest)
    else:
        words = _words(texts.flow.language, block.inlines)
        codes = tuple(_codes(block.inlines))
        whole = (*_exact(texts.flow), *codes)
        for line in words.split("\n"):
            write(line, first=first, rest=rest, exact=whole)
            first = rest
        wide = (code for code in codes if not has_room(code, rest))
        for exact in dict.fromkeys((*texts.exact, *wide)):
            if exact in words:
                write_whole(exact, indent=rest + _INDENT)
        links = list(dict.fromkeys(_links(block.inlines)))
        _addresses(texts.flow, links, rest + _INDENT)


def _items(texts: _Texts, items: Items, first: str, rest: str) -> None:
    for number, blocks in enumerate(items.items, items.start or 0):
        mark = "- " if items.start is None else f"{number}. "
        lead, indent = first + mark, rest + " " * len(mark)
        for block in blocks:
            _block(texts, block, lead, indent)
            lead = indent
        first = rest


def _words(language: str, inlines: Iterable[Inline]) -> str:
    return "".join(_word(language, inline) for inline in inlines)


def _word(language: str, inline: Inline) -> str:
    if isinstance(inline, Text):
        return inline.text
    if isinstance(inline, Code):
        return _quoted(language, inline.text)
    return "\n" if isinstance(inline, Break) else _words(language, inline.inlines)


def _quoted(language: str, code: str) -> str:
    return say(language, "doc_quoted", title=code)


def _codes(inlines: Iterable[Inline]) -> Iterator[str]:
    for inline in inlines:
        if isinstance(inline, Code):
            yield inline.text
        elif not isinstance(inline, Text | Break):
            yield from _codes(inline.inlines)


def _links(inlines: Iterable[Inline]) -> Iterator[str]:
    for inline in inlines:
        if isinstance(inline, Anchor):
            yield inline.link
        if not isinstance(inline, Text | Code | Break):
            yield from _links(inline.inlines)


def _addresses(flow: Flow, names: list[str], indent: str) -> None:
    for name in names:
        if len(names) > 1:
            title = expand(flow, flow.links[name].title)
            write(colon(flow.language, title), first=indent)
        write_whole(flow.links[name].url, indent=indent)
