"""Write CommonMark in which every text comes out as the same text.

Sources: CommonMark 0.31.2; GitHub Flavored Markdown 0.29 for what GitHub adds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from ama_flow.model import Link
from ama_flow.text import (
    Anchor,
    Block,
    Break,
    Code,
    CodeBlock,
    Emphasis,
    Inline,
    Items,
    Paragraph,
    Text,
)
from ama_flow.text.markdown import escape, link, mark, whole_line

Links = Mapping[str, Link]
Markers = tuple[tuple[str, str], ...]

_OPEN_GROUND = re.compile(r"[\s!-)+-/:-@\[-`{-~“”\u2018\u2019«»]?")
_MARKERS = (("-", "."), ("*", ")"))  # of bullets and of numbers
_LAST_NUMBER = 999_999_999  # CommonMark reads nine digits


def blocks(parts: Iterable[Block], links: Links) -> str:
    """Write the blocks of a text; *links* are those of its flow."""
    return _blocks(parts, links, _MARKERS)


def _blocks(parts: Iterable[Block], links: Links, markers: Markers) -> str:
    written: list[str] = []
    before: Block | None = None
    for part in parts:
        if isinstance(before, Items):  # the same marker would continue that list
            markers = markers[::-1]
        written.append(_block(part, links, markers))
        before = part
    return "\n\n".join(filter(None, written))


def _block(part: Block, links: Links, markers: Markers) -> str:
    if isinstance(part, Paragraph):
        return inlines(part.inlines, links)
    if isinstance(part, CodeBlock):
        fence = _fence(part.text, shortest=3)
        return f"{fence}\n{part.text}\n{fence}"
    return _items(part, links, markers)


def _items(part: Items, links: Links, markers: Markers) -> str:
    """Write a list; lists within it have other markers, for "- - -" is a ruled line."""
    bullet, delimiter = markers[0]
    written = []
    for number, item in enumerate(part.items, part.start or 0):
        is_numbered = part.start is not None
        marker = f"{min(number, _LAST_NUMBER)}{delimiter}" if is_numbered else bullet
        written.append(_item(marker, _blocks(item, links, markers[::-1])))
    return ("\n" if all(map(_is_line, part.items)) else "\n\n").join(written)


def _is_line(item: Sequence[Block]) -> bool:
    return len(item) == 1 and isinstance(item[0], Paragraph)


def _item(marker: str, content: str) -> str:
    margin = " " * (len(marker) + 1)
    indented = re.sub(r"\n(?=[^\n])", f"\n{margin}", content)
    return f"{marker} {indented}" if content else marker


def _fence(code: str, *, shortest: int) -> str:
    longest = max(map(len, re.findall("`+", code)), default=0)
    return "`" * max(shortest, longest + 1)


def inlines(parts: Sequence[Inline], links: Links) -> str:
    """Write the words of a paragraph, a line for each break in it."""
    lines: list[list[Inline]] = [[]]
    for part in parts:
        if isinstance(part, Break):
            lines.append([])
        else:
            lines[-1].append(part)
    written = [whole_line(_line(line, links)) for line in lines]
    while written and not written[-1]:
        written.pop()
    return "\\\n".join(written)


def _line(parts: Iterable[Inline], links: Links) -> str:
    shown = [(part, _inner(part, links)) for part in parts]
    shown = [(part, inner) for part, inner in shown if inner]
    afters = [inner[:1] for _, inner in shown[1:]] + [""]
    line = ""
    for (part, inner), after in zip(shown, afters, strict=False):
        if isinstance(part, Anchor) and line.endswith("!"):
            line = f"{line[:-1]}\\!"  # or it would be an image
        line += _delimited(part, inner, links, line[-1:], after)
    return line


def _inner(part: Inline, links: Links) -> str:
    if isinstance(part, Text):
        return mark(part.text)
    if isinstance(part, Code):
        return part.text.replace("\n", " ")
    return "" if isinstance(part, Break) else inlines(part.inlines, links)


def _delimited(part: Inline, inner: str, links: Links, before: str, after: str) -> str:
    if isinstance(part, Emphasis):
        return _emphasis(part, inner, before, after)
    if isinstance(part, Code):
        return _code(inner, before)
    return link(inner, links[part.link].url) if isinstance(part, Anchor) else inner


def _emphasis(part: Emphasis, inner: str, before: str, after: str) -> str:
    """Write stars, or tags where what stands around them could spoil the stars."""
    nested = any(isinstance(child, Emphasis) for child in part.inlines)
    if nested or not (_OPEN_GROUND.fullmatch(before) and _OPEN_GROUND.fullmatch(after)):
        tag = "strong" if part.strong else "em"
        return f"<{tag}>{inner}</{tag}>"
    stars = "**" if part.strong else "*"
    return f"{stars}{inner}{stars}"


def _code(code: str, before: str) -> str:
    if before == "`":
        return f"<code>{escape(code)}</code>"
    fence = _fence(code, shortest=1)
    is_padded = code[0] == code[-1] == " " and code.strip(" ")
    pad = " " if "`" in (code[0], code[-1]) or is_padded else ""
    return f"{fence}{pad}{code}{pad}{fence}"
