"""Text set in columns, as HTML-like labels of Graphviz, at sizes worked out here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from math import ceil

import graphviz

from ._metrics import LINE, balance, width, words_of, wrap
from ._style import BODY, COLOURS, WIDEST, Ink

_NO_TEXT = re.compile(
    "[^\t\n\r\x20-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]"
)  # what XML cannot hold, and what Unicode keeps for programs: svg.py uses one
_SLACK = 3  # points, and so much of its width, that a font may differ from Arial
_STRETCH = 1.02


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Words to be set in one ink; they lead to *url* if there is one."""

    words: str
    ink: Ink = BODY
    url: str = ""


_TOOLTIP = 500  # characters
_GAP = 3  # points below a stretch
_AROUND = 6  # points on either side of words that stand by themselves
_BLANK = Stretch(words="\u00a0")  # a label can't be empty


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A part of an HTML-like label, and its size in points."""

    html: str
    width: int
    height: int


def text(words: str) -> str:
    """Write *words* for a label, in which Graphviz reads entities and backslashes."""
    return escape(clean(words)).replace("\\", "\\\\")


def tooltip(words: str) -> str:
    """Write *words* as a plain string of Graphviz, which reads no more than 16 kB."""
    short = words if len(words) <= _TOOLTIP else f"{words[:_TOOLTIP]} \u2026"
    escaped: str = graphviz.escape(clean(short).replace("&", "&amp;"))
    return escaped


def clean(words: str) -> str:
    """Put the sign for "no character" where XML or Graphviz could not go on."""
    return _NO_TEXT.sub("\ufffd", words)


def table(rows: Iterable[str], **attributes: object) -> str:
    """Write a table of rows of cells, without borders but those asked for."""
    plain = {"BORDER": 0, "CELLBORDER": 0, "CELLPADDING": 0, "CELLSPACING": 0}
    written = "".join(f"<TR>{row}</TR>" for row in rows)
    return f"<TABLE{_attributes(plain | attributes)}>{written}</TABLE>"


def cell(content: str, **attributes: object) -> str:
    """Write one cell of a table."""
    return f"<TD{_attributes(attributes)}>{content}</TD>"


def fixed(content: str, wide: int, high: int, **attributes: object) -> str:
    """Write one cell of a table, *wide* by *high* points."""
    return cell(content, FIXEDSIZE="TRUE", WIDTH=wide, HEIGHT=high, **attributes)


def font(written: str, ink: Ink) -> str:
    """Set what is *written* in *ink*."""
    for tag, is_set in (("B", ink.bold), ("U", ink.underlined)):
        written = f"<{tag}>{written}</{tag}>" if is_set else written
    return (
        f'<FONT POINT-SIZE="{ink.size}" COLOR="{COLOURS[ink.colour]}">{written}</FONT>'
    )


def column(
    stretches: Sequence[Stretch], room: float, *, centred: bool = False
) -> Label:
    """Set stretches below each other, in *room* points or what the longest word takes."""
    shown = [part for part in stretches if words_of(part.words)] or [_BLANK]
    room = min(max(room, *map(_longest_word, shown)), WIDEST)
    cells = [_cell(part, room, centred=centred) for part in shown]
    return Label(
        html=table(part.html for part in cells),
        width=_wide(room),
        height=sum(part.height for part in cells),
    )


def snug(stretch: Stretch, room: float) -> Label:
    """Set a stretch that stands by itself, no wider than it is."""
    size, bold = stretch.ink.size, stretch.ink.bold
    lines = wrap(stretch.words, room, size, bold=bold)
    longest = max((width(line, size, bold=bold) for line in lines), default=0)
    return padded(column([stretch], longest), _AROUND)


def padded(label: Label, margin: int) -> Label:
    """Keep *margin* points free on either side of *label*."""
    side = fixed("", margin, label.height)
    html = table([side + cell(label.html) + side])
    return Label(html=html, width=label.width + 2 * margin, height=label.height)


def _longest_word(part: Stretch) -> float:
    size, bold = part.ink.size, part.ink.bold
    return max(width(word, size, bold=bold) for word in words_of(part.words))


def _wide(room: float) -> int:
    return ceil(room * _STRETCH) + _SLACK


def _cell(part: Stretch, room: float, *, centred: bool) -> Label:
    """Set a stretch line by line: else the room between lines depends on the font."""
    fill, side = (balance, "CENTER") if centred else (wrap, "LEFT")
    lines = fill(part.words, room, part.ink.size, bold=part.ink.bold)
    wide, high = _wide(room), ceil(part.ink.size * LINE)
    rows = [fixed(font(text(line), part.ink), wide, high, ALIGN=side) for line in lines]
    link = {"HREF": text(part.url)} if part.url else {}
    html = cell(table([*rows, fixed("", wide, _GAP)]), **link)
    return Label(html=html, width=wide, height=len(lines) * high + _GAP)


def _attributes(values: Mapping[str, object]) -> str:
    return "".join(f' {name}="{value}"' for name, value in values.items())
