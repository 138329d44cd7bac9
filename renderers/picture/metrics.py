"""How wide text is in Arial, so that a picture is the same on every machine.

Helvetica, Liberation Sans and Nimbus Sans have the same widths. Source: the
advance widths, in thousandths of the size, in the metrics of those fonts.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import lru_cache

_REGULAR: Mapping[int, str] = {
    191: "'",
    222: "ijl\u0142\u2018\u2019\u201a",
    260: "|\u00a6",
    278: " !,./:;I[\\]ft\u00a0\u00b7\u00ec\u00ed\u00ee\u00ef\u0131",
    333: "()-`r\u00a1\u00a8\u00ad\u00b2\u00b3\u00b4\u00b8\u00b9\u2010\u2011\u201c\u201d"
    "\u201e\u2039\u203a",
    334: "{}",
    350: "\u2022",
    355: '"',
    365: "\u00ba",
    370: "\u00aa",
    389: "*",
    400: "\u00b0",
    469: "^",
    500: "Jcksvxyz\u2191\u2193",
    537: "\u00b6",
    549: "\u00b1\u00f7",
    556: "#$0123456789?L_abdeghnopqu\u00a2\u00a3\u00a4\u00a5\u00a7\u00ab\u00bb\u00f0"
    "\u00fe\u0111\u0127\u0141\u2013\u2020\u2021\u20ac",
    576: "\u00b5",
    584: "+<=>~\u00ac\u00d7",
    611: "FTZ\u00bf\u00df\u00f8",
    667: "&ABEKPSVXY\u00de",
    722: "CDHNRUw\u00d0\u0110\u0126",
    737: "\u00a9\u00ae",
    778: "GOQ\u00d8",
    833: "Mm",
    834: "\u00bc\u00bd\u00be",
    889: "%\u00e6",
    944: "W\u0153",
    1000: "\u00c6\u0152\u2014\u2015\u2026\u2030\u2190\u2192",
    1015: "@",
}
_BOLD: Mapping[int, str] = {
    238: "'",
    278: " ,./I\\ijl\u00a0\u00b7\u00ec\u00ed\u00ee\u00ef\u0131\u0142\u2018\u2019\u201a",
    280: "|\u00a6",
    333: "!()-:;[]`ft\u00a1\u00a8\u00ad\u00b2\u00b3\u00b4\u00b8\u00b9\u2010\u2011\u2039"
    "\u203a",
    350: "\u2022",
    365: "\u00ba",
    370: "\u00aa",
    389: "*r{}",
    400: "\u00b0",
    474: '"',
    500: "z\u201c\u201d\u201e\u2191\u2193",
    549: "\u00b1\u00f7",
    556: "#$0123456789J_aceksvxy\u00a2\u00a3\u00a4\u00a5\u00a7\u00ab\u00b6\u00bb\u2013"
    "\u2020\u2021\u20ac",
    576: "\u00b5",
    584: "+<=>^~\u00ac\u00d7",
    611: "?FLTZbdghnopqu\u00bf\u00df\u00f0\u00f8\u00fe\u0111\u0127\u0141",
    667: "EPSVXY\u00de",
    722: "&ABCDHKNRU\u00d0\u0110\u0126",
    737: "\u00a9\u00ae",
    778: "GOQw\u00d8",
    833: "M",
    834: "\u00bc\u00bd\u00be",
    889: "%m\u00e6",
    944: "W\u0153",
    975: "@",
    1000: "\u00c6\u0152\u2014\u2015\u2026\u2030\u2190\u2192",
}
_EMOJI = 1300  # which fonts of their own draw wider than their size
_UNKNOWN = 600  # what a letter of another script takes, roughly
_GUESSED = 1 / 3  # of a text: a font that is too wide is held to the rest at least


def _by_character(widths: Mapping[int, str]) -> dict[str, int]:
    return {char: width for width, chars in widths.items() for char in chars}


_WIDTHS = {False: _by_character(_REGULAR), True: _by_character(_BOLD)}
_KNOWN = frozenset(_WIDTHS[False])


@lru_cache(maxsize=16384)
def width(words: str, size: float, *, bold: bool = False) -> float:
    """Measure one line of *words* of *size* points; the result is in points."""
    if _KNOWN.issuperset(words):
        return sum(map(_WIDTHS[bold].__getitem__, words)) * size / 1000
    return sum(_character(char, bold=bold) for char in words) * size / 1000


def is_measured(words: str) -> bool:
    """Whether the width of *words* is known, but for a small part that is guessed."""
    if _KNOWN.issuperset(words):
        return True
    guessed = "".join(char for char in words if not _is_known(char))
    return width(guessed, 1) <= _GUESSED * width(words, 1)


def is_leftward(words: str) -> bool:
    """Say whether *words* run from right to left: as their first letter does.

    Source: rules P2 and P3 of the Unicode bidirectional algorithm, UAX #9.
    """
    if words.isascii():
        return False
    kinds = (unicodedata.bidirectional(char) for char in words)
    return next((kind for kind in kinds if kind in ("L", "R", "AL")), "L") != "L"


@lru_cache(maxsize=4096)
def _character(char: str, *, bold: bool) -> int:
    """Measure a character; accents add nothing to the letter they stand on."""
    if _is_wide(char):
        return _EMOJI if unicodedata.category(char) == "So" else 1000
    if _is_known(char):
        return sum(_WIDTHS[bold][letter] for letter in _letters(char))
    return _UNKNOWN


def _is_known(char: str) -> bool:
    if _is_wide(char):
        return unicodedata.category(char) != "So"
    return _KNOWN.issuperset(_letters(char))


def _is_wide(char: str) -> bool:
    """Say whether *char* is as wide as it is high. Source: Unicode, UAX #11."""
    return unicodedata.east_asian_width(char) in "WF"


def _letters(char: str) -> str:
    """Give *char* without its accents, which take no room; a ligature is letters."""
    if char in _KNOWN:
        return char
    is_small = unicodedata.category(char) == "Ll"
    letters = unicodedata.normalize("NFKD" if is_small else "NFD", char)
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
