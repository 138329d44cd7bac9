"""What can be given for a fact, in words."""

from __future__ import annotations

from decimal import Decimal

from ama_flow import words
from ama_flow.model import Fact
from ama_flow.words import say

_FORMATS = {"be-enterprise": "run_takes_enterprise", "email": "run_takes_email"}
_DIGITS = (r"[0-9]+", r"\d+")


def takes(language: str, fact: Fact) -> str:
    """Say what *fact* takes, such as "a whole number, from 0 to 120"."""
    example = words.number(language, f"{Decimal('12.5'):.{fact.decimals}f}")
    said = say(language, _key(fact), example=example)
    limits = words.limits(language, fact, fact)
    return f"{said}, {limits}" if limits else said


def _key(fact: Fact) -> str:
    if fact.type == "number":
        return "run_takes_decimals" if fact.decimals else "run_takes_number"
    if fact.type != "text":
        return f"run_takes_{fact.type}"
    if fact.pattern and not fact.format:
        return "run_takes_digits" if fact.pattern in _DIGITS else "run_takes_pattern"
    return _FORMATS.get(fact.format, "run_takes_text")
