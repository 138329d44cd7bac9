"""Whether a contact can be reached now, and else when: no more than its hours say."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta, tzinfo

from ama_flow.model import Contact, Record
from ama_flow.words import day, say
from ama_flow.words.contacts import clock, hours

_WEEK = 7
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")  # in order of weekday()


class Opening(Record):
    """What the hours of a contact say of some moment; *now* is its time there.

    It *is_open* until *time* today, or opens on *date* at *time*, such as 07:30. It
    is not *sure* where the source names no days. *abroad*, the contact's clock shows
    another time than the reader's.
    """

    is_open: bool
    date: date
    time: str
    now: datetime
    sure: bool
    abroad: bool


def opening(contact: Contact, now: datetime) -> Opening | None:
    """Hold the hours of *contact* against *now*, which has its offset from UTC.

    None without hours, or where its time zone is not known here.
    """
    zone = _zone(contact.timezone)
    opens, _, closes = contact.hours.partition("-")
    if zone is None or not opens < closes:
        return None
    local = now.astimezone(zone)
    time = f"{local:%H:%M}"
    is_open = _opens_on(contact, local.date()) and opens <= time < closes
    later = local.date() + timedelta(time >= opens)
    return Opening(
        is_open=is_open,
        date=local.date() if is_open else _next(contact, later),
        time=closes if is_open else opens,
        now=local,
        sure=bool(contact.days),
        abroad=local.utcoffset() != now.utcoffset(),
    )


def _zone(name: str) -> tzinfo | None:
    from zoneinfo import ZoneInfo  # noqa: PLC0415 - start-up is a feature

    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # no such zone, no name, or a folder
        return None


def _opens_on(contact: Contact, day: date) -> bool:
    return not contact.days or _DAYS[day.weekday()] in contact.days


def _next(contact: Contact, first: date) -> date:
    week = (first + timedelta(days) for days in range(_WEEK))
    return next(day for day in week if _opens_on(contact, day))


def reach(language: str, contact: Contact, now: datetime) -> Iterator[str]:
    """Say in sentences when *contact* can be reached, and when that was checked."""
    if contact.hours:
        yield hours(language, contact)
        yield from told(language, contact, now)
    if contact.checked:
        checked = day(language, contact.checked)
        yield f"{say(language, 'doc_contact_checked')} {checked}."


def told(language: str, contact: Contact, now: datetime) -> Iterator[str]:
    """Say in sentences whether *contact* is open *now*, if its hours tell."""
    found = opening(contact, now)
    if found is None:
        return
    key = f"run_{'open' if found.is_open else 'closed'}{'' if found.sure else '_maybe'}"
    time = clock(language, found.time)
    yield say(language, key, time=time, day=_day(language, found))
    if found.abroad:
        there = clock(language, f"{found.now:%H:%M}")
        yield say(language, "run_zone", zone=contact.timezone, time=there)


def _day(language: str, opening: Opening) -> str:
    """Say on which day it opens, so that it can't be taken for another one."""
    days = (opening.date - opening.now.date()).days
    if days < len(_SOON) and not opening.abroad:
        return say(language, _SOON[days])
    weekday = say(language, f"doc_{_DAYS[opening.date.weekday()]}")
    if days < _WEEK:
        return say(language, "run_on_day", day=weekday)
    date = day(language, opening.date)
    return say(language, "run_on_date", day=weekday, date=date)


_SOON = ("run_today", "run_tomorrow")
