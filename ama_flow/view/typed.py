"""What people type, read as plain characters, numbers and dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from ama_flow.words import LANGUAGES, say
from ama_flow.words.commands import fold

YES = frozenset(("ja", "j", "yes", "y", "oui", "o"))
"""Words for yes that are understood in any language."""
NO = frozenset(("nee", "neen", "n", "no", "non", "nein"))
"""Words for no that are understood in any language."""

# All of these are compiled on use, since start-up is a feature.
# Sequences that steer a terminal: ECMA-48, sections 5.4 and 5.6.
_ESCAPE = (
    r"\x1b(?:\[[0-?]*[ -/]*[@-~]?|[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)?|[ -/]*[0-~])?"
)
# Control characters, and what turns the direction of writing.
_CONTROL = r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]"

_YEAR_FIRST = r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})"
_DAY_FIRST = r"([0-9]{1,2})\s?[/.\s-]\s?([0-9]{1,2})\s?[/.\s-]\s?([0-9]{4})"
_MONTH_NAMED = (
    r"([0-9]{1,2})(?:er|st|nd|rd|th|\.)?[\s-]?"
    r"([^\W\d_]{3,})\.?[\s-]?([0-9]{4})"
)
_MONTH_FIRST = r"([^\W\d_]{3,})\.?\s([0-9]{1,2})(?:st|nd|rd|th)?,?\s([0-9]{4})"
_QUOTES = "\"'“”„«»"
_SHORT = {"mrt": 3, "mrz": 3}
"""Months as they are shortened too, not being the beginning of their names."""


def printable(words: str) -> str:
    """Give *words* on one line, without anything that steers a screen."""
    if words.isprintable():
        return words
    flat = re.sub(r"[\t\n\r]", " ", re.sub(_ESCAPE, "", words))
    return re.sub(_CONTROL, "", flat)


def unquoted(words: str) -> str:
    """Give *words* without the quotation marks around all of them."""
    if words[1:-1] and words[0] in _QUOTES and words[-1] in _QUOTES:
        return words[1:-1].strip()
    return words


def yes_or_no(words: str) -> bool | None:
    """Say whether *words* are a yes or a no, in any language; None for others."""
    folded = fold(words)
    if folded in YES or folded in NO:
        return folded in YES
    return None


def number(language: str, words: str, *, decimals: bool) -> Decimal | None:
    """Read a number with the decimal sign of *language*; None for anything else.

    Where a number has *decimals*, a dot or comma may part its thousands only if the
    decimal sign comes too: who takes 12.500 for twelve and a half is not to be misread.
    """
    sign = say(language, "decimal_sign")
    has_both = not decimals or sign in words
    mark = "." if sign == "," else ","
    marks = rf"\s{mark}" if has_both else r"\s"
    whole = rf"[0-9]{{1,3}}([{marks}])[0-9]{{3}}(?:\3[0-9]{{3}})*|[0-9]+"
    form = rf"([+-]?)({whole})(?:{re.escape(sign)}([0-9]+))?"
    found = re.fullmatch(form, words.replace("\N{MINUS SIGN}", "-"))
    if not found:
        return None
    digits = re.sub(r"[^0-9]", "", found[2])
    return Decimal(f"{found[1]}{digits}.{found[4] or 0}")


def day(words: str) -> date | None:
    """Read a date: 2026-11-23, 23/11/2026, 23 nov 2026; None for others.

    The day comes before a month that is a number; months may be called in any language.
    """
    if found := re.fullmatch(_YEAR_FIRST, words):
        year, month, of_month = map(int, found.groups())
    elif found := re.fullmatch(_DAY_FIRST, words):
        of_month, month, year = map(int, found.groups())
    elif found := re.fullmatch(_MONTH_NAMED, words):
        of_month, month, year = int(found[1]), _month(found[2]), int(found[3])
    elif found := re.fullmatch(_MONTH_FIRST, words):
        of_month, month, year = int(found[2]), _month(found[1]), int(found[3])
    else:
        return None
    try:
        return date(year, month, of_month)
    except ValueError:
        return None


def lacks_year(words: str) -> bool:
    """Say whether *words* would be a date if a year stood behind them."""
    return day(words) is None and day(f"{words} 2000") is not None


def _month(name: str) -> int:
    """Give the number of the one month that *name* begins; 0 if there is none."""
    plain = _plain(name)
    numbers = set(_months(plain))
    return numbers.pop() if len(numbers) == 1 else _SHORT.get(plain, 0)


def _plain(words: str) -> str:
    """Give *words* without capitals and accents, which many leave out."""
    from unicodedata import combining, normalize  # noqa: PLC0415 - start-up is a feature

    apart = normalize("NFD", words.casefold())
    return "".join(character for character in apart if not combining(character))


def _months(name: str) -> Iterator[int]:
    for language in LANGUAGES:
        months = _plain(say(language, "months")).split()
        yield from (n for n, month in enumerate(months, 1) if month.startswith(name))
