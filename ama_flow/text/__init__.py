"""The texts of a flow: CommonMark and ``{terms}``, as a few tokens.

A text holds paragraphs, lists, code blocks, emphasis, code and links to the
flow's own ``[links]``, written ``[words][id]``. Anything else of CommonMark
(headings, quotations, images, raw HTML, addresses) is a `Fault`. Terms are put
in after parsing, so nothing in them is ever read as markup.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from ama_flow.model import Flow, Link, replace
from ama_flow.text import simple
from ama_flow.text.tokens import (
    Anchor,
    Block,
    Break,
    Code,
    CodeBlock,
    Emphasis,
    Fault,
    Inline,
    Items,
    Paragraph,
    Parsed,
    Text,
)

__all__ = [
    "TERM",
    "Anchor",
    "Block",
    "Break",
    "Code",
    "CodeBlock",
    "Emphasis",
    "Fault",
    "Inline",
    "Items",
    "Paragraph",
    "Parsed",
    "Text",
    "blocks",
    "expand",
    "linked",
    "links",
    "parse",
    "plain",
    "terms",
]

TERM = re.compile(r"\{([a-z][a-z0-9_]*)\}")
"""A term in a text."""


@lru_cache(maxsize=4096)
def parse(source: str) -> Parsed:
    """Read a text; unknown links and terms are not looked for here."""
    return simple.read(source) or _commonmark(source)


def _commonmark(source: str) -> Parsed:
    from ama_flow.text import commonmark  # noqa: PLC0415 - start-up is a feature

    return commonmark.read(source)


def blocks(flow: Flow, source: str) -> tuple[Block, ...]:
    """Give a text of *flow* as tokens, with its terms put in."""
    found = parse(source).blocks
    if not TERM.search(source):
        return found
    return tuple(_put(block, lambda words: expand(flow, words)) for block in found)


def expand(flow: Flow, words: str) -> str:
    """Put the terms of *flow* in a plain string such as a title."""
    return TERM.sub(lambda found: _term(flow, found[1]), words)


def _term(flow: Flow, name: str) -> str:
    return flow.terms[name].text if name in flow.terms else f"{{{name}}}"


def _put(block: Block, change: Callable[[str], str]) -> Block:
    if isinstance(block, Paragraph):
        return Paragraph(_put_inlines(block.inlines, change))
    if isinstance(block, CodeBlock):
        return CodeBlock(change(block.text))
    items = tuple(tuple(_put(b, change) for b in item) for item in block.items)
    return replace(block, items=items)


def _put_inlines(
    inlines: tuple[Inline, ...], change: Callable[[str], str]
) -> tuple[Inline, ...]:
    return tuple(_put_inline(inline, change) for inline in inlines)


def _put_inline(inline: Inline, change: Callable[[str], str]) -> Inline:
    if isinstance(inline, Text | Code):
        return replace(inline, text=change(inline.text))
    if isinstance(inline, Break):
        return inline
    return replace(inline, inlines=_put_inlines(inline.inlines, change))


def plain(parts: Iterable[Block | Inline]) -> str:
    """Give the characters of tokens, blocks and items each on lines of their own."""
    words = ""
    for part in parts:
        lead = "\n" if words and isinstance(part, Block) else ""
        words += lead + _plain_of(part)
    return words


def _plain_of(part: Block | Inline) -> str:
    if isinstance(part, Items):
        return "\n".join(plain(item) for item in part.items)
    if isinstance(part, Text | Code | CodeBlock):
        return part.text
    return "\n" if isinstance(part, Break) else plain(part.inlines)


def links(source: str) -> tuple[str, ...]:
    """List the ids of the links that a text leads to, in order, each once."""
    found = (p.link for p in _all(parse(source).blocks) if isinstance(p, Anchor))
    return tuple(dict.fromkeys(found))


def linked(flow: Flow, source: str) -> tuple[Link, ...]:
    """Give the links of *flow* that a text leads to, in order, each once."""
    return tuple(flow.links[name] for name in links(source))


def terms(source: str) -> tuple[str, ...]:
    """List the ids of the terms in a text, in order, each once."""
    return tuple(dict.fromkeys(TERM.findall(plain(parse(source).blocks))))


def _all(parts: Iterable[Block | Inline]) -> Iterator[Block | Inline]:
    for part in parts:
        yield part
        if isinstance(part, Items):
            yield from _all(block for item in part.items for block in item)
        elif isinstance(part, Paragraph | Emphasis | Anchor):
            yield from _all(part.inlines)
