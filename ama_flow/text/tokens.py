"""The few tokens that a text is made of."""

from __future__ import annotations

from ama_flow.model import Record


class Text(Record, kw_only=False):
    """Characters, to be shown as they are."""

    text: str


class Code(Record, kw_only=False):
    """Characters that are to be typed or found to the letter."""

    text: str


class Emphasis(Record, kw_only=False):
    """Words with stress; *strong* with more of it."""

    inlines: tuple[Inline, ...]
    strong: bool = False


class Anchor(Record, kw_only=False):
    """Words that lead to a link of the flow; *link* is its id."""

    inlines: tuple[Inline, ...]
    link: str


class Break(Record, kw_only=False):
    """A new line within a paragraph."""


Inline = Text | Code | Emphasis | Anchor | Break


class Paragraph(Record, kw_only=False):
    """Lines that belong together."""

    inlines: tuple[Inline, ...]


class Items(Record, kw_only=False):
    """A list; *start* is the number of its first item, None for bullets."""

    items: tuple[tuple[Block, ...], ...]
    start: int | None = None


class CodeBlock(Record, kw_only=False):
    """Lines to be shown as they are, without a last line break."""

    text: str


Block = Paragraph | Items | CodeBlock


class Fault(Record, kw_only=False):
    """Something that has no place in a text: a stable *code*, and what it is."""

    code: str
    what: str


class Parsed(Record, kw_only=False):
    """A text as tokens, with terms still as ``{id}``, and what is wrong with it."""

    blocks: tuple[Block, ...]
    faults: tuple[Fault, ...] = ()
