"""What a report of a session holds: data, and the words that the reader reads."""

from __future__ import annotations

from ama_flow.model import Record

Given = bool | int | str | None
"""A value as JSON holds it: dates and decimals are strings."""


class Note(Record):
    """What the reader wrote down at a state, and *at* what time, in ISO 8601."""

    state: str
    title: str
    text: str
    at: str | None


class Step(Record):
    """A state that was passed, what was answered there, in words too, and when.

    *answer* is empty where the reader simply went on.
    """

    state: str
    title: str
    trigger: str
    value: Given
    answer: str
    at: str | None
    notes: tuple[Note, ...]


class Details(Record):
    """How a contact can be reached; *hours* are words."""

    name: str
    phone: str
    email: str
    url: str
    hours: str


class Reached(Record):
    """Where the reader is: *ended* means that there is no way on."""

    state: str
    title: str
    outcome: str | None
    ended: bool
    contact: Details | None
    notes: tuple[Note, ...]


class Procedure(Record):
    """The flow that was followed, with both of its hashes.

    *language* is the one of its texts, where they are not in that of the report.
    """

    id: str
    version: str
    title: str
    language: str
    structure: str
    wording: str


class Transcript(Record):
    """One session, as told in *language*.

    *changed* says that the flow is not as it was then; *dropped* answers did not
    fit it any more. The reader went *back* so many times; only what still stands is
    among the *steps*. The notes made at what does not are *loose*.
    """

    language: str
    flow: Procedure
    began: str | None
    last: str | None
    changed: bool
    dropped: int
    back: int
    steps: tuple[Step, ...]
    end: Reached
    loose: tuple[Note, ...]
