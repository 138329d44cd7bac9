"""Text set in columns, at places and sizes that are worked out here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from .._style import BODY, Ink
from .metrics import width
from .wrapping import balance, cut, wrap

_NO_TEXT = re.compile(
    "[^\t\n\r\x20-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]"
)  # what XML cannot hold, and what Unicode keeps for programs
_LINE = 1.14  # times the size, from one baseline to the next
_ASCENT = 0.92  # times the size, from the top of a line to its baseline
_LEAD = 0.42  # times the size, for each character of a lead
_GAP = 1.5  # points below a stretch

Align = Literal["start", "middle", "end"]
_SHARE: dict[Align, float] = {"start": 0, "middle": 0.5, "end": 1}


class Stretch(NamedTuple):
    """Words to be set in one ink; they lead to *url*, called *title*, if there is one.

    A *heading* says what it is that the rest is about. A *lead* such as "  - " stands
    before the first line, and all lines begin behind it. *Exact* words keep all their
    spaces, and nothing is put in where they are cut.
    """

    words: str
    ink: Ink = BODY
    lead: str = ""
    url: str = ""
    title: str = ""
    heading: bool = False
    exact: bool = False


class Text(NamedTuple):
    """One line of text. Its baseline begins, is halved or ends at *x*, *y*."""

    words: str
    ink: Ink
    x: float
    y: float
    align: Align = "start"
    url: str = ""
    title: str = ""
    heading: bool = False

    @property
    def width(self) -> float:
        """How wide the line is in Arial."""
        return width(self.words, self.ink.size, bold=self.ink.bold)

    @property
    def left(self) -> float:
        """Where the line begins."""
        return self.x - _SHARE[self.align] * self.width

    @property
    def top(self) -> float:
        """Where the room of the line begins."""
        return self.y - _ASCENT * self.ink.size

    @property
    def height(self) -> float:
        """The room that the line takes, from its top."""
        return _LINE * self.ink.size

    def moved(self, x: float, y: float) -> Text:
        """Give the same text at another place."""
        return Text(self.words, self.ink, self.x + x, self.y + y, *self[4:])


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Lines of text in a box of *width* by *height*, whose corner is at 0, 0."""

    texts: tuple[Text, ...] = ()
    width: float = 0
    height: float = 0

    def moved(self, x: float, y: float) -> tuple[Text, ...]:
        """Give the lines where the corner of the box is at *x*, *y*."""
        return tuple(text.moved(x, y) for text in self.texts)


def clean(words: str) -> str:
    """Put the sign for "no character" where XML or Graphviz could not go on."""
    return _NO_TEXT.sub("\ufffd", words)


def drop(tall: Ink, low: Ink) -> float:
    """Say how much lower *low* begins than *tall* where they are set side by side."""
    return _ASCENT * (tall.size - low.size)


def column(
    stretches: Iterable[Stretch], room: float, *, align: Align = "start"
) -> Block:
    """Set stretches below each other in *room* points."""
    texts: list[Text] = []
    y = 0.0
    for given in stretches:
        part = given if align == "start" else _without_lead(given)
        unit = _LEAD * part.ink.size
        lead, mark = len(part.lead), part.lead.lstrip()
        lines = _lines(part, room - lead * unit, align)
        if mark and lines:
            said = _text(part._replace(url=""), mark.rstrip(), align, room, y)
            texts.append(said.moved((lead - len(mark)) * unit, 0))
        for words in lines:
            texts.append(_text(part, words, align, room, y).moved(lead * unit, 0))
            y += _LINE * part.ink.size
        y += _GAP if lines else 0
    return Block(texts=tuple(texts), width=room, height=max(0.0, y - _GAP))


def _without_lead(part: Stretch) -> Stretch:
    """Put what stands before the first line into it: others begin anywhere."""
    return part._replace(words=part.lead + part.words, lead="")


def snug(stretches: Sequence[Stretch], room: float, *, align: Align = "start") -> Block:
    """Set stretches in at most *room* points, and no wider than they are."""
    lines = column(stretches, room).texts
    return column(stretches, max((t.width for t in lines), default=0), align=align)


def _text(part: Stretch, words: str, align: Align, room: float, y: float) -> Text:
    return Text(
        words=clean(words),
        ink=part.ink,
        x=_SHARE[align] * room,
        y=y + _ASCENT * part.ink.size,
        align=align,
        url=part.url,
        title=clean(part.title) if part.title else "",
        heading=part.heading,
    )


def _lines(part: Stretch, room: float, align: Align) -> list[str]:
    fill = balance if align == "middle" else wrap
    if part.exact:
        fill = cut
    return fill(part.words, room + 0.01, part.ink.size, bold=part.ink.bold)
