"""Read CommonMark back, as a reader sees it, to compare with what was meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ama_flow.model import Link
from ama_flow.text import (
    Anchor,
    Block,
    Break,
    Code,
    CodeBlock,
    Emphasis,
    Inline,
    Paragraph,
    Text,
)

MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
"""CommonMark with raw HTML, and with what markdown-it has of GitHub's extensions."""


@dataclass
class Part:
    """What stands within one tag: words, and other parts."""

    tag: str
    inner: list[Part | str] = field(default_factory=list)


def meant(blocks: Iterable[Block], links: Mapping[str, Link]) -> list[Part | str]:
    """Give what a reader is to see of *blocks*."""
    return _tidy([_block(block, links) for block in blocks])


def _block(block: Block, links: Mapping[str, Link]) -> Part:
    if isinstance(block, Paragraph):
        return Part("p", _inlines(block.inlines, links))
    if isinstance(block, CodeBlock):
        return Part("pre", [block.text])
    tag = "ul" if block.start is None else f"ol {block.start}"
    return Part(tag, [Part("li", meant(item, links)) for item in block.items])


def _inlines(parts: Sequence[Inline], links: Mapping[str, Link]) -> list[Part | str]:
    return [_inline(part, links) for part in parts]


def _inline(part: Inline, links: Mapping[str, Link]) -> Part | str:
    if isinstance(part, Text):
        return part.text
    if isinstance(part, Break):
        return "\n"
    if isinstance(part, Code):
        return Part("code", [part.text])
    tag = "strong" if isinstance(part, Emphasis) and part.strong else "em"
    if isinstance(part, Anchor):
        tag = f"a {unquote(links[part.link].url)}"
    return Part(tag, _inlines(part.inlines, links))


def seen(source: str) -> list[Part | str]:
    """Give what a reader sees of *source*."""
    path = [Part("document")]
    for token in _flat(MARKDOWN.parse(source)):
        _take(token, path)
    return _tidy(path[0].inner)


def _flat(tokens: Iterable[Token]) -> Iterator[Token]:
    for token in tokens:
        yield from token.children or () if token.type == "inline" else (token,)


def _take(token: Token, path: list[Part]) -> None:
    tag, nesting = _tag(token), token.nesting
    if token.type == "html_inline":
        tag = token.content.strip("</>")
        nesting = -1 if token.content.startswith("</") else 1
    if nesting == 1:
        opened = Part(tag)
        path[-1].inner.append(opened)
        path.append(opened)
    elif nesting == -1:
        path.pop()
    elif tag:
        path[-1].inner.append(Part(tag, [token.content.removesuffix("\n")]))
    else:
        path[-1].inner.append("\n" if token.type == "hardbreak" else token.content)


def _tag(token: Token) -> str:
    if token.type == "link_open":
        return f"a {unquote(str(token.attrs['href']))}"
    if token.type == "ordered_list_open":
        return f"ol {token.attrs.get('start', 1)}"
    return {"fence": "pre", "hardbreak": ""}.get(token.type, token.tag)


def _tidy(parts: Iterable[Part | str], tag: str = "") -> list[Part | str]:
    """Join words, and leave out what shows nothing, such as a break at the end."""
    tidy: list[Part | str] = [""]
    for part in parts:
        if isinstance(part, Part):
            inner = _tidy(part.inner, part.tag)
            if inner or part.tag in ("li", "pre"):
                tidy += [Part(part.tag, inner), ""]
        else:
            tidy[-1] = f"{tidy[-1]}{part}"
    if tag != "pre":
        tidy[-1] = str(tidy[-1]).rstrip("\n")
    return [part for part in tidy if part]


def words(parts: Iterable[Part | str]) -> str:
    """Give the words of *parts*, one after another."""
    return "".join(p if isinstance(p, str) else words(p.inner) for p in parts)
