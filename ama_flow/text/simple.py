"""Read a text that is paragraphs and links and nothing else.

Most texts are, and reading those takes no parser: none is imported before the
first screen of a session. A test holds this against the CommonMark parser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ama_flow.text.tokens import Anchor, Inline, Paragraph, Parsed, Text

_WORDS = r"(?:[^\\`*_<>&\[\]\n~#|!]|(?<=[^\W_])_(?=[^\W_]))*"
_REFERENCE = re.compile(r"\[([^\\`*_<>&\[\]\n~#|!]+)\]\[([a-z][a-z0-9_]*)\]")
_FIRST = r"(?:[^\W\d_]|[“«(\"'{]|(?=\[))"
_LINE = rf"{_FIRST}{_WORDS}(?:{_REFERENCE.pattern}{_WORDS})*"
_SIMPLE = re.compile(rf"{_LINE}(?:\n\n?{_LINE})*\n?")
_ODD_SPACE = re.compile(r"[^\S\n ]| (?=\n|\Z)|(?<=\[) | (?=\])")


def read(source: str) -> Parsed | None:
    """Give *source* as tokens, or None where it takes a parser to read it."""
    if not _SIMPLE.fullmatch(source) or _ODD_SPACE.search(source):
        return None
    paragraphs = source.removesuffix("\n").split("\n\n")
    return Parsed(tuple(Paragraph(tuple(_inlines(p))) for p in paragraphs))


def _inlines(paragraph: str) -> Iterator[Inline]:
    joined, at = paragraph.replace("\n", " "), 0
    for found in _REFERENCE.finditer(joined):
        if found.start() > at:
            yield Text(joined[at : found.start()])
        yield Anchor((Text(found[1]),), found[2])
        at = found.end()
    if at < len(joined):
        yield Text(joined[at:])
