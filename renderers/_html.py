"""Texts at their places, as HTML-like labels of Graphviz."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from itertools import groupby
from math import ceil

import graphviz

from ._setting import Text, clean
from ._style import LIGHT, Ink

_SLACK = 2  # points that a font may differ from Arial
_TOOLTIP = 500  # characters: Graphviz reads no more than 16 kB in one go


def tooltip(words: str) -> str:
    """Write *words* as a plain string of Graphviz."""
    short = words if len(words) <= _TOOLTIP else f"{words[:_TOOLTIP]} \u2026"
    escaped: str = graphviz.escape(clean(short).replace("&", "&amp;"))
    return escaped


def label(texts: Sequence[Text], x: float, y: float, wide: float, high: float) -> str:
    """Set texts in a box of *wide* by *high* points, with its corner at *x*, *y*."""
    in_order = sorted(texts, key=lambda text: (round(text.y), text.left))
    rows: list[str] = []
    used = 0
    for _, row in groupby(in_order, key=lambda text: round(text.y)):
        found = list(row)
        top = round(min(text.top for text in found) - y)
        rows += _space(ceil(wide), top - used)
        used = max(used, top) + round(found[0].height)
        rows.append(_row(found, x, wide))
    rows += _space(ceil(wide), round(high) - used)
    return f"<{_table(rows)}>"


def _space(wide: int, high: int) -> list[str]:
    return [_fixed("", wide, high)] if wide > 0 and high > 0 else []


def _row(texts: Iterable[Text], x: float, room: float) -> str:
    """Set texts beside each other, with room between them and up to the end."""
    cells, used = "", 0
    for text in texts:
        high, wide = round(text.height), ceil(text.width) + _SLACK
        gap = round(text.left - x) - used
        cells += "".join(_space(gap, high))
        link = {"HREF": _escaped(text.url)} if text.url else {}
        cells += _fixed(_font(text.words, text.ink), wide, high, **link)
        used += max(0, gap) + wide
    cells += "".join(_space(ceil(room) - used, 1))
    return _cell(_table([cells]))


def _escaped(words: str) -> str:
    """Write *words* for a label, in which Graphviz reads entities and backslashes."""
    return escape(words).replace("\\", "\\\\")


def _font(words: str, ink: Ink) -> str:
    written = _escaped(words)
    for tag, is_set in (("B", ink.bold), ("U", ink.underlined)):
        written = f"<{tag}>{written}</{tag}>" if is_set else written
    return f'<FONT POINT-SIZE="{ink.size}" COLOR="{LIGHT[ink.colour]}">{written}</FONT>'


def _table(rows: Iterable[str], **attributes: object) -> str:
    plain = {"BORDER": 0, "CELLBORDER": 0, "CELLPADDING": 0, "CELLSPACING": 0}
    written = "".join(f"<TR>{row}</TR>" for row in rows)
    return f"<TABLE{_attributes(plain | attributes)}>{written}</TABLE>"


def _cell(content: str, **attributes: object) -> str:
    return f"<TD{_attributes(attributes)}>{content}</TD>"


def _fixed(content: str, wide: int, high: int, **attributes: object) -> str:
    size = {"FIXEDSIZE": "TRUE", "WIDTH": wide, "HEIGHT": high, "ALIGN": "LEFT"}
    return _cell(content, **(size | attributes))


def _attributes(values: Mapping[str, object]) -> str:
    return "".join(f' {name}="{value}"' for name, value in values.items())
