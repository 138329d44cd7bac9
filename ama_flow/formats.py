"""What a fact can be: which values are accepted, and in which form they are kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Literal

from ama_flow.model import Fact, Problem, Value, replace

LONGEST = 200
"""The most characters of a text that is given."""
LARGEST = 10**18
"""Numbers stay below this; with nine decimals they still fit in a `Decimal`."""

Reason = Literal["value", "check", "register", "sensitive"]
"""Why a value is refused: it is none of the fact, its check digits are wrong, it
holds a national register number, or the fact may not be given at all."""

_DIGITS = 11
"""The length of a national register number."""
# Compiled on use, since start-up is a feature.
_RUN = r"\d+(?:(?:\0++|[^\w\0]|_){1,9}\d+)*"
# What can't be printed is told as Python or JSON escapes it, or as an address does.
_ESCAPE = r"(?:\\x[0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\[fnrtv]|%[0-9a-fA-F]{2})+"
# A name in front, as ama-flow itself writes it: "HCO-nummer: 71000999".
_NAMED = r"^[^\d:]{1,80}:\s*"
_VAT = r"^(?:BTW|TVA|MWST|UST|VAT|KBO|BCE|CBE|ZDU)(?![^\W\d_])[\s.-]*"
_EMAIL = r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}@(?:[a-zA-Z\d-]{1,63}\.)+[a-zA-Z\d-]{2,63}"


class Refused(ValueError):  # noqa: N818 - nothing went wrong: the answer is no
    """A value that a fact does not take; ``reason`` says why."""

    def __init__(self, reason: Reason) -> None:
        """Refuse for *reason*, without repeating what was given."""
        super().__init__(reason)
        self.reason: Reason = reason


def accepted(fact: Fact, given: object) -> Value:
    """Give *given* as *fact* keeps it; raises `Refused`.

    Numbers come on the grid of their fact, texts without spaces around them,
    and texts with a format in the form that is usual for it.
    """
    if fact.sensitive:
        raise Refused("sensitive")
    value = _READERS[fact.type](fact, given)
    low, high = fact.minimum, fact.maximum
    if (low is not None and value < low) or (high is not None and value > high):  # type: ignore[operator]
        raise Refused("value")
    return value


def _yesno(_fact: Fact, given: object) -> Value:
    if isinstance(given, bool):
        return given
    raise Refused("value")


def _choice(fact: Fact, given: object) -> Value:
    if isinstance(given, str) and given in fact.values:
        return given
    raise Refused("value")


def _number(fact: Fact, given: object) -> Value:
    if isinstance(given, bool) or not isinstance(given, int | Decimal):
        raise Refused("value")
    if holds_register_number(str(given)):
        raise Refused("register")
    exact = Decimal(given)
    if not exact.is_finite() or not -LARGEST < exact < LARGEST:
        raise Refused("value")
    on_grid = round(exact, fact.decimals) + 0  # zero has no sign here
    if on_grid != exact:
        raise Refused("value")
    return on_grid if fact.decimals else int(on_grid)


def _date(_fact: Fact, given: object) -> Value:
    if type(given) is date:  # a datetime is a date too, and no day
        return given
    raise Refused("value")


def _text(fact: Fact, given: object) -> Value:
    if not isinstance(given, str):
        raise Refused("value")
    words = given.strip()
    if not 0 < len(words) <= LONGEST or not _is_shown(words):
        raise Refused("value")
    if holds_register_number(words):
        raise Refused("register")
    if fact.format:
        return _FORMATS[fact.format](words)
    return _matching(fact.pattern, words) if fact.pattern else words


def _is_shown(words: str) -> bool:
    return words.replace("\N{NO-BREAK SPACE}", " ").isprintable()


_READERS: dict[str, Callable[[Fact, object], Value]] = {
    "yesno": _yesno,
    "choice": _choice,
    "number": _number,
    "date": _date,
    "text": _text,
}


def _matching(pattern: str, words: str) -> str:
    """Give the first way to read *words* that *pattern* matches whole."""
    for form in _forms(words):
        if re.fullmatch(pattern, form):
            return form
    raise Refused("value")


def _forms(words: str) -> Iterator[str]:
    """Leave out what people put in numbers: spaces, dots, a name in front."""
    yield words
    joined = re.sub(r"[\s./-]", "", words)
    yield joined
    yield re.sub(r"^[^\W\d_]+°?", "", joined)
    yield re.sub(_NAMED, "", joined)


def enterprise_number(words: str) -> str:
    """Give a Belgian enterprise number as ``0123.456.749``; raises `Refused`.

    Ten digits, the first 0 or 1, the last two 97 less the rest modulo 97. Old
    numbers have nine digits and lack the 0. A name may stand in front. Source: Crossroads Bank for
    Enterprises, and the VAT numbers that are made of its numbers.
    """
    number = re.sub(_VAT, "", re.sub(_NAMED, "", words).upper())
    digits = re.sub(r"[\s.()/-]", "", number).removeprefix("BE")
    if re.fullmatch(r"[1-9][0-9]{8}", digits):
        digits = f"0{digits}"
    if not re.fullmatch(r"[01][0-9]{9}", digits):
        raise Refused("value")
    if 97 - int(digits[:8]) % 97 != int(digits[8:]):
        raise Refused("check")
    return f"{digits[:4]}.{digits[4:7]}.{digits[7:]}"


def _email(words: str) -> str:
    if not re.fullmatch(_EMAIL, words, re.ASCII):
        raise Refused("value")
    name, _, domain = words.rpartition("@")
    return f"{name}@{domain.lower()}"


def _never(_words: str) -> str:
    raise Refused("sensitive")


_FORMATS: dict[str, Callable[[str], str]] = {
    "be-enterprise": enterprise_number,
    "be-insz": _never,
    "email": _email,
}


def holds_register_number(words: str) -> bool:
    """Say whether *words* hold a valid Belgian national register number.

    Eleven digits, grouped in any way; the last two are 97 less the rest modulo
    97, with a 2 before the rest for who was born from 2000 on. About two in a
    hundred other numbers of eleven digits look like one. Source: royal decree
    of 3 April 1984 on the identification number; the same holds for BIS numbers.
    """
    return any(_register_numbers(words))


def masked(words: str) -> str:
    """Give *words* with an asterisk for each digit of a register number."""
    shown = list(words)
    for groups in _register_numbers(words):
        for group in groups:
            shown[slice(*group.span())] = "*" * len(group[0])
    return "".join(shown)


def private(problem: Problem) -> Problem:
    """Mask the line of *problem* as a whole: only a part of it may be shown."""
    if problem.place is None:
        return problem
    place = replace(problem.place, text=masked(problem.place.text))
    return replace(problem, place=place)


def _register_numbers(words: str) -> Iterator[list[re.Match[str]]]:
    """Give the groups of digits that make a register number together."""
    for groups in _grouped(words):
        for first in range(len(groups)):
            for last in range(first, min(first + _DIGITS, len(groups))):
                some = groups[first : last + 1]
                if _is_register_number("".join(group[0] for group in some)):
                    yield some


def _grouped(words: str) -> Iterator[list[re.Match[str]]]:
    """Give groups of digits with little between them, which may be escaped."""
    without = re.sub(_ESCAPE, lambda found: "\0" * len(found[0]), words)
    for shown in dict.fromkeys((words, without)):
        for run in re.finditer(_RUN, shown):
            yield list(re.compile(r"\d+").finditer(shown, *run.span()))


def _is_register_number(digits: str) -> bool:
    if len(digits) != _DIGITS:
        return False
    rest, check = int(digits[:-2]), int(digits[-2:])
    return check in (97 - rest % 97, 97 - (2 * 10**9 + rest) % 97)
