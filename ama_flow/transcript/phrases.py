"""The sentences of a report, the same in each form for people."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from ama_flow.model import Record
from ama_flow.transcript.record import Details, Transcript
from ama_flow.words import colon, day, say
from ama_flow.words.contacts import clock

Row = tuple[str, str]
"""What something is, and what it says."""


class Channel(Record):
    """One way to reach a contact; *label* is empty where the text says it all."""

    label: str
    text: str
    url: str = ""


def title(transcript: Transcript) -> str:
    """Name the report."""
    return say(transcript.language, "report_title", title=transcript.flow.title)


def head(transcript: Transcript) -> Iterator[Row]:
    """Say of what this is the report, when it was, and how it ended."""
    language, flow = transcript.language, transcript.flow
    version = f"{flow.id} · {say(language, 'doc_version')} {flow.version}"
    yield say(language, "report_flow"), version
    for key, at in (
        ("report_began", transcript.began),
        ("report_last", transcript.last),
    ):
        if at:
            yield say(language, key), _whole_time(language, at)
    yield say(language, "report_outcome"), say(language, _outcome(transcript))


def hashes(transcript: Transcript) -> Iterator[Row]:
    """Say which flow it was, to the letter."""
    language, flow = transcript.language, transcript.flow
    yield say(language, "report_structure"), flow.structure
    yield say(language, "report_wording"), flow.wording


def _outcome(transcript: Transcript) -> str:
    end = transcript.end
    if end.outcome == "contact":
        return "report_contact" if end.ended else "report_contact_open"
    return "report_goal" if end.outcome else "report_open"


def remarks(transcript: Transcript) -> Iterator[str]:
    """Say what is not told, and why."""
    language = transcript.language
    if transcript.changed:
        yield say(language, "report_changed")
    if transcript.dropped:
        yield say(language, "report_dropped", count=transcript.dropped)
    if transcript.back:
        yield say(language, "report_back", count=transcript.back)


def where(transcript: Transcript) -> str:
    """Name the part that tells where the reader is."""
    key = "report_end" if transcript.end.ended else "report_stands"
    return say(transcript.language, key)


def channels(language: str, contact: Details) -> Iterator[Channel]:
    """List how a contact can be reached, and when."""
    if contact.phone:
        yield Channel(label=_label(language, "doc_phone"), text=contact.phone)
    if contact.email:
        label, url = _label(language, "doc_email"), f"mailto:{contact.email}"
        yield Channel(label=label, text=contact.email, url=url)
    if contact.url:
        label = _label(language, "doc_website")
        yield Channel(label=label, text=contact.url, url=contact.url)
    if contact.hours:
        yield Channel(label="", text=contact.hours)


def _label(language: str, key: str) -> str:
    return colon(language, say(language, key))


class Clock:
    """Says at what time things were, with the day only where it is another one."""

    def __init__(self, transcript: Transcript) -> None:
        """Begin on the day on which the session began."""
        self._language = transcript.language
        self._day = transcript.began and datetime.fromisoformat(transcript.began).date()

    def timed(self, words: str, at: str | None) -> str:
        """Put the time *at* behind *words*, in brackets; None is nothing."""
        return words if at is None else f"{words} ({self._say(at)})"

    def _say(self, at: str) -> str:
        time = datetime.fromisoformat(at)
        if time.date() != self._day:
            self._day = time.date()
            return _time(self._language, time)
        shown = clock(self._language, f"{time:%H:%M}")
        return say(self._language, "report_clock", time=shown)


def _time(language: str, time: datetime) -> str:
    shown = clock(language, f"{time:%H:%M}")
    return say(language, "report_time", day=day(language, time), time=shown)


def _whole_time(language: str, at: str) -> str:
    time = datetime.fromisoformat(at)
    zone = f" ({time.tzname()})" if time.tzinfo else ""
    return f"{_time(language, time)}{zone}"
