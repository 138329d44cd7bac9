"""When a contact can be reached, in words."""

from __future__ import annotations

from collections.abc import Sequence

from ama_flow.model import Contact
from ama_flow.words import say


def hours(language: str, contact: Contact) -> str:
    """Say when *contact* can be reached, and where its days are not known, that."""
    opens, closes = (clock(language, time) for time in contact.hours.split("-"))
    if not contact.days:
        return say(language, "run_hours_any_day", opens=opens, closes=closes)
    days = enumeration(language, [say(language, f"doc_{day}") for day in contact.days])
    return say(language, "run_hours", days=days, opens=opens, closes=closes)


def clock(language: str, time: str) -> str:
    """Say a *time* of day, such as 07:30."""
    hour, minute = time.split(":")
    key = "run_clock_whole" if minute == "00" else "run_clock"
    return say(language, key, hour=int(hour), minute=minute)


def enumeration(language: str, parts: Sequence[str], joint: str = "and") -> str:
    """Join *parts* as in "a, b and c"; *joint* is "and" or "or"."""
    *first, last = parts
    return f"{', '.join(first)} {say(language, joint)} {last}" if first else last
