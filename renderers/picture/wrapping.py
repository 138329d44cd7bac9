"""Words broken into lines that have room; a word that has none is cut."""

from __future__ import annotations

import re
from itertools import accumulate

from .metrics import width

HYPHEN = "\u2010"
"""What stands where a word is cut."""

_SPACES = re.compile("[ \t\r\n]+")
_MARKS = " -/.?&=_@"  # what is too wide is best cut behind one of these
_WORD = re.compile(  # scripts without spaces break anywhere, and take no hyphen
    "[\"'(\u2018\u201c]*[A-Za-z\u00c0-\u024f\u0370-\u04ff]+[,.;:!?)\"'\u2019\u201d]*"
)
_SYLLABLE = re.compile(
    "(?:(?<![cp])h|(?<![bcdfgkptvw])r|(?<![bcfgkps])l|[bcdfgjkmnpqstvwxz]"
    "|[cp]h|[bcdfgkptvw]r|[bcfgkps]l)(?=[aeiouy\u00e0-\u00fc])",
    re.IGNORECASE,
)
_LEAST = 3  # letters before a hyphen, and behind it


def words_of(words: str) -> list[str]:
    """Split at what may be broken: spaces, but not those that hold words together."""
    return [word for word in _SPACES.split(words) if word]


def wrap(words: str, room: float, size: int, *, bold: bool = False) -> list[str]:
    """Break *words* into lines that fit in *room* points; a word only if it must."""
    parts = words_of(words)
    whole = " ".join(parts)
    if parts and width(whole, size, bold=bold) <= room:
        return [whole]
    space, used = width(" ", size, bold=bold), room
    lines: list[str] = []
    for word in parts:
        used += space + width(word, size, bold=bold)
        if used <= room:
            lines[-1] += f" {word}"
        else:
            pieces = _hyphenated if _WORD.fullmatch(word) else cut
            lines += pieces(word, room, size, bold=bold)
            used = width(lines[-1], size, bold=bold)
    return lines


def cut(words: str, room: float, size: int, *, bold: bool = False) -> list[str]:
    """Cut what is too wide, behind a sign within it where there is one."""
    pieces: list[str] = []
    while len(words) > 1 and width(words, size, bold=bold) > room:
        most = _fitting(words, room, size, bold=bold)
        sign = max(words.rfind(mark, most // 2, most) for mark in _MARKS)
        place = most if sign < 0 else sign + 1
        pieces.append(words[:place].rstrip(" "))
        words = words[place:]
    return [*pieces, words]


def _hyphenated(word: str, room: float, size: int, *, bold: bool) -> list[str]:
    """Cut a word that is too wide, best before a consonant and a vowel.

    That is where most syllables of Dutch begin; no list of words is needed for it.
    """
    pieces: list[str] = []
    left = room - width(HYPHEN, size, bold=bold)
    while width(word, size, bold=bold) > room:
        most = min(_fitting(word, left, size, bold=bold), len(word) - _LEAST)
        if most < _LEAST:
            return [*pieces, *cut(word, room, size, bold=bold)]
        starts = (found.start() for found in _SYLLABLE.finditer(word, _LEAST))
        place = max((at for at in starts if at <= most), default=most)
        pieces.append(word[:place] + HYPHEN)
        word = word[place:]
    return [*pieces, word]


def _fitting(words: str, room: float, size: int, *, bold: bool) -> int:
    """Say how many characters have room, at least one."""
    widths = accumulate(width(char, size, bold=bold) for char in words)
    return max(1, sum(used <= room for used in widths))


def balance(words: str, room: float, size: int, *, bold: bool = False) -> list[str]:
    """Break *words* as `wrap` does, with lines as even as their number allows."""
    count = len(wrap(words, room, size, bold=bold))
    low, high = room / 3, room
    for _ in range(8):
        middle = (low + high) / 2
        if len(wrap(words, middle, size, bold=bold)) <= count:
            high = middle
        else:
            low = middle
    return wrap(words, high, size, bold=bold)
