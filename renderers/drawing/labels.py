"""Texts at their places, as HTML-like labels of Graphviz."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from html import escape
from math import ceil
from typing import NamedTuple

import graphviz

from .._style import LIGHT, Ink
from ..picture.setting import Align, Text, clean

_SLACK = 2  # points that a font may differ from Arial
_NEAR = 1  # points by which rounding may be off
_SIDES: dict[Align, str] = {"start": "LEFT", "middle": "CENTER", "end": "RIGHT"}
_SPARE: dict[Align, float] = {"start": 0, "middle": 0.5, "end": 1}  # of it, at the left
_TOOLTIP = 500  # characters: Graphviz reads no more than 16 kB in one go


def tooltip(words: str) -> str:
    """Write *words* as a plain string of Graphviz."""
    short = words if len(words) <= _TOOLTIP else f"{words[:_TOOLTIP]} \u2026"
    escaped: str = graphviz.escape(clean(short).replace("&", "&amp;"))
    return escaped


def label(texts: Sequence[Text], x: float, y: float, wide: float, high: float) -> str:
    """Set texts in a box of *wide* by *high* points, with its corner at *x*, *y*."""
    cells = [_Cell.of(text, x, y) for text in texts]
    return f"<{_stack(cells, 0, 0, ceil(wide), round(high))}>"


class _Cell(NamedTuple):
    """The room of a text in a label, in whole points from its corner."""

    left: int
    top: int
    right: int
    bottom: int
    text: Text

    @classmethod
    def of(cls, text: Text, x: float, y: float) -> _Cell:
        wide = ceil(text.width) + _SLACK
        spare = _SPARE[text.align] * (wide - text.width)
        left, top = round(text.left - x - spare), round(text.top - y)
        return cls(left, top, left + wide, top + round(text.height), text)

    def fills(self, top: int, bottom: int) -> bool:
        return abs(self.top - top) <= _NEAR and abs(self.bottom - bottom) <= _NEAR

    def written(self) -> str:
        link = {"HREF": _escaped(self.text.url)} if self.text.url else {}
        words = _font(self.text.words, self.text.ink)
        side = {"ALIGN": _SIDES[self.text.align]}
        wide, high = self.right - self.left, self.bottom - self.top
        return _fixed(words, wide, high, **side, **link)


def _stack(cells: Sequence[_Cell], left: int, top: int, wide: int, high: int) -> str:
    """Set rows above each other, with room between them, in a box."""
    rows: list[str] = []
    used = top
    for row in _rows(cells):
        begin, end = min(cell.top for cell in row), max(cell.bottom for cell in row)
        rows += _space(wide, begin - used)
        rows.append(_cell(_row(row, left, wide, begin, end)))
        used = max(used, begin) + end - begin
    rows += _space(wide, top + high - used)
    return _table(rows)


def _row(cells: Sequence[_Cell], left: int, wide: int, top: int, bottom: int) -> str:
    """Set columns beside each other, with room between them, in a row."""
    written: list[str] = []
    used = left
    for column in _columns(cells):
        begin, end = min(cell.left for cell in column), max(c.right for c in column)
        written += _space(begin - used, bottom - top)
        written.append(_column(column, begin, end, top, bottom))
        used = max(used, begin) + end - begin
    written += _space(left + wide - used, 1)
    return _table(["".join(written)])


def _column(
    cells: Sequence[_Cell], left: int, right: int, top: int, bottom: int
) -> str:
    if len(cells) == 1 and cells[0].fills(top, bottom):
        return cells[0].written()
    return _cell(_stack(cells, left, top, right - left, bottom - top))


def _rows(cells: Iterable[_Cell]) -> Iterator[list[_Cell]]:
    """Part texts above each other; those that lie across one another too."""
    for row in _parted(cells, lambda cell: (cell.top, cell.bottom)):
        lies_across = len(row) > 1 and len(_columns(row)) == 1
        yield from ([cell] for cell in row) if lies_across else [row]


def _columns(cells: Iterable[_Cell]) -> list[list[_Cell]]:
    return _parted(cells, lambda cell: (cell.left, cell.right - _SLACK))


def _parted(
    cells: Iterable[_Cell], sides: Callable[[_Cell], tuple[int, int]]
) -> list[list[_Cell]]:
    """Part texts where a straight cut meets none of them, or hardly."""
    parts: list[list[_Cell]] = []
    reached = 0
    for cell in sorted(cells, key=sides):
        begin, end = sides(cell)
        if not parts or begin >= reached - _NEAR:
            parts.append([])
            reached = end
        parts[-1].append(cell)
        reached = max(reached, end)
    return parts


def _space(wide: int, high: int) -> list[str]:
    return [_fixed("", wide, high)] if wide > 0 and high > 0 else []


def _escaped(words: str) -> str:
    """Write *words* for a label, in which Graphviz reads entities and backslashes."""
    return escape(words).replace("\\", "\\\\").replace("  ", "&#160; ")


def _font(words: str, ink: Ink) -> str:
    written = _escaped(words)
    for tag, is_set in (("B", ink.bold), ("U", ink.underlined), ("S", ink.struck)):
        written = f"<{tag}>{written}</{tag}>" if is_set else written
    return f'<FONT POINT-SIZE="{ink.size}" COLOR="{LIGHT[ink.colour]}">{written}</FONT>'


def _table(rows: Iterable[str], **attributes: object) -> str:
    plain = {"BORDER": 0, "CELLBORDER": 0, "CELLPADDING": 0, "CELLSPACING": 0}
    written = "".join(f"<TR>{row}</TR>" for row in rows)
    return f"<TABLE{_attributes(plain | attributes)}>{written}</TABLE>"


def _cell(content: str, **attributes: object) -> str:
    return f"<TD{_attributes(attributes)}>{content}</TD>"


def _fixed(content: str, wide: int, high: int, **attributes: object) -> str:
    size = {"FIXEDSIZE": "TRUE", "WIDTH": wide, "HEIGHT": high}
    return _cell(content, **(size | attributes))


def _attributes(values: Mapping[str, object]) -> str:
    return "".join(f' {name}="{value}"' for name, value in values.items())
