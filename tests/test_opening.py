"""Whether a contact is open: as its hours say, in its time zone, and no more."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ama_flow.model import Contact, replace
from ama_flow.view.opening import opening, told

BRUSSELS = ZoneInfo("Europe/Brussels")
ANY_DAY = Contact(id="c", name="C", hours="07:00-20:00", timezone="Europe/Brussels")
WEEKDAYS = replace(ANY_DAY, days=("mon", "tue", "wed", "thu", "fri"))
MONDAYS = replace(ANY_DAY, days=("mon",))


def at(day: int, time: str, *, month: int = 11) -> datetime:
    """Give a time in Belgium in 2026; 23 November is a Monday."""
    hour, minute = map(int, time.split(":"))
    return datetime(2026, month, day, hour, minute, tzinfo=BRUSSELS)


@pytest.mark.parametrize(
    ("contact", "now", "said"),
    [
        (WEEKDAYS, at(23, "06:59"), "Nu gesloten. Opent vandaag om 7 uur."),
        (WEEKDAYS, at(23, "07:00"), "Nu open, tot 20 uur."),
        (WEEKDAYS, at(23, "19:59"), "Nu open, tot 20 uur."),
        (WEEKDAYS, at(23, "20:00"), "Nu gesloten. Opent morgen om 7 uur."),
        (WEEKDAYS, at(27, "20:00"), "Nu gesloten. Opent op maandag om 7 uur."),
        (WEEKDAYS, at(28, "12:00"), "Nu gesloten. Opent op maandag om 7 uur."),
        (WEEKDAYS, at(29, "06:00"), "Nu gesloten. Opent morgen om 7 uur."),
        (
            MONDAYS,
            at(23, "20:00"),
            "Nu gesloten. Opent op maandag 30 november 2026 om 7 uur.",
        ),
        (MONDAYS, at(24, "06:00"), "Nu gesloten. Opent op maandag om 7 uur."),
        (
            ANY_DAY,
            at(23, "06:59"),
            "Nu gesloten. Opent op zijn vroegst vandaag om 7 uur.",
        ),
        (
            ANY_DAY,
            at(28, "07:00"),
            "Nu misschien open, tot 20 uur: de dagen zijn niet bekend.",
        ),
        (
            ANY_DAY,
            at(28, "20:00"),
            "Nu gesloten. Opent op zijn vroegst morgen om 7 uur.",
        ),
        (
            replace(WEEKDAYS, hours="18:30-24:00"),
            at(23, "23:59"),
            "Nu open, tot 24 uur.",
        ),
    ],
)
def test_a_contact_says_whether_it_is_open(
    contact: Contact, now: datetime, said: str
) -> None:
    """Open from the first minute up to the last; where days are unknown, it says so."""
    assert list(told("nl", contact, now)) == [said]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", "Fermé maintenant. Ouvre lundi à 7\u202fh."),
        ("de", "Jetzt geschlossen. Öffnet am Montag um 7 Uhr."),
        ("en", "Closed now. Opens on Monday at 7:00."),
    ],
)
def test_each_language_says_it(language: str, said: str) -> None:
    """With the day and the time as they are written there."""
    assert list(told(language, WEEKDAYS, at(28, "12:00"))) == [said]


@pytest.mark.parametrize(("month", "day"), [(3, 29), (10, 25)])
def test_the_clock_on_the_wall_counts_when_it_is_changed(month: int, day: int) -> None:
    """On a Sunday on which the clock changes, opening hours stay those of the wall."""
    sunday = replace(WEEKDAYS, days=("sun",))
    opens = at(day, "07:00", month=month).astimezone(UTC)
    for now, is_open in (
        (opens - timedelta(minutes=1), False),
        (opens, True),
        (opens + timedelta(hours=13, minutes=-1), True),
        (opens + timedelta(hours=13), False),
    ):
        found = opening(sunday, now)
        assert found
        assert found.is_open is is_open


def test_who_reads_elsewhere_is_told_what_time_it_is_there() -> None:
    """The hours are those of the contact; the same time elsewhere needs no words."""
    now = datetime(2026, 11, 23, 22, 30, tzinfo=ZoneInfo("Asia/Tokyo"))
    assert list(told("nl", WEEKDAYS, now)) == [
        "Nu open, tot 20 uur.",
        "Die uren zijn in de tijdzone Europe/Brussels. Daar is het nu 14.30 uur.",
    ]
    late = datetime(2026, 11, 24, 5, 0, tzinfo=ZoneInfo("Asia/Tokyo"))
    assert next(told("nl", WEEKDAYS, late)).startswith(
        "Nu gesloten. Opent op dinsdag om"
    )
    paris = datetime(2026, 11, 23, 14, 30, tzinfo=ZoneInfo("Europe/Paris"))
    assert list(told("nl", WEEKDAYS, paris)) == ["Nu open, tot 20 uur."]


@pytest.mark.parametrize(
    "contact",
    [
        replace(ANY_DAY, hours=""),
        replace(ANY_DAY, timezone=""),
        replace(ANY_DAY, timezone="Europe"),
        replace(ANY_DAY, timezone="Europe/Nowhere"),
        replace(ANY_DAY, hours="20:00-07:00"),
        replace(ANY_DAY, hours="07:00-07:00"),
    ],
)
def test_what_is_not_known_is_not_said(contact: Contact) -> None:
    """No hours, no such zone, or hours that do not tell: then nothing is promised."""
    assert opening(contact, at(23, "12:00")) is None
    assert list(told("nl", contact, at(23, "12:00"))) == []


@given(
    now=st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1)),  # noqa: DTZ001 - the zone comes next
    days=st.sets(st.sampled_from(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))),
)
def test_a_contact_is_open_when_it_said_it_would_be(
    now: datetime, days: set[str]
) -> None:
    """At the moment that it opens next it is open, and not before within a week."""
    contact = replace(ANY_DAY, days=tuple(sorted(days)))
    found = opening(contact, now.replace(tzinfo=BRUSSELS))
    assert found
    assert found.sure is bool(days)
    if not found.is_open:
        then = datetime.combine(found.date, datetime.min.time(), BRUSSELS)
        assert timedelta() < then + timedelta(hours=7) - found.now <= timedelta(days=7)
        there = opening(contact, then.replace(hour=7))
        assert there
        assert there.is_open
        assert there.time == "20:00"
