"""The few tokens that a text is made of."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """Characters, to be shown as they are."""

    text: str


@dataclass(frozen=True, slots=True)
class Code:
    """Characters that are to be typed or found to the letter."""

    text: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Words with stress; *strong* with more of it."""

    inlines: tuple[Inline, ...]
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Anchor:
    """Words that lead to a link of the flow; *link* is its id."""

    inlines: tuple[Inline, ...]
    link: str


@dataclass(frozen=True, slots=True)
class Break:
    """A new line within a paragraph."""


Inline = Text | Code | Emphasis | Anchor | Break


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that belong together."""

    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Items:
    """A list; *start* is the number of its first item, None for bullets."""

    items: tuple[tuple[Block, ...], ...]
    start: int | None = None


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """Lines to be shown as they are, without a last line break."""

    text: str


Block = Paragraph | Items | CodeBlock


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that has no place in a text: a stable *code*, and what it is."""

    code: str
    what: str


@dataclass(frozen=True, slots=True)
class Parsed:
    """A text as tokens, with terms still as ``{id}``, and what is wrong with it."""

    blocks: tuple[Block, ...]
    faults: tuple[Fault, ...] = ()
