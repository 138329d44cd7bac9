"""What happened in a session, before it is put in words."""

from __future__ import annotations

from datetime import datetime

from ama_flow.journal.events import Event, Journal, given_in, taken_back
from ama_flow.model import Answer, Flow, FlowError, Problem, Record


class Taken(Record):
    """An answer that stands, and when it was given."""

    answer: Answer
    at: str | None


class Noted(Record):
    """A note that was made at a *state*, when so many answers stood.

    *place* is that number; None where the note belongs to no step any more.
    """

    place: int | None
    state: str
    text: str
    at: str | None


class Happened(Record):
    """The answers that stand, the notes, and what a `Transcript` tells of the rest."""

    taken: tuple[Taken, ...]
    notes: tuple[Noted, ...]
    began: str | None
    last: str | None
    changed: bool
    dropped: int
    back: int


def happened(journal: Journal, flow: Flow) -> Happened:
    """Give what a journal tells; its answers are not yet held against *flow*.

    Raises `FlowError` where the journal is of another flow, or an answer is none.
    """
    if journal.flow != flow.id:
        raise _other_flow(journal, flow)
    taken: list[Taken] = []
    notes: list[Noted] = []
    for event in journal.events:
        del taken[len(taken) - taken_back(event) :]
        at = _time(event)
        taken += [Taken(answer=answer, at=at) for answer in given_in(flow, event)]
        if event["event"] == "note":
            notes.append(_note(event, place=len(taken)))
    return Happened(
        taken=tuple(taken),
        notes=tuple(notes),
        began=_time(journal.events[0]),
        last=_time(journal.events[-1]),
        changed=not journal.fits(flow),
        dropped=0,
        back=sum(taken_back(event) > 0 for event in journal.events),
    )


def _note(event: Event, *, place: int) -> Noted:
    state, text = str(event["state"]), str(event["text"])
    return Noted(place=place, state=state, text=text, at=_time(event))


def _time(event: Event) -> str | None:
    """Give the time of an event in the one way in which reports write it."""
    if "at" not in event:
        return None
    return datetime.fromisoformat(str(event["at"])).isoformat(timespec="seconds")


def _other_flow(journal: Journal, flow: Flow) -> FlowError:
    message = f"this is a session of the flow {journal.flow!r}, not {flow.id!r}"
    hint = "name the file of that flow, with --flow FILE"
    return FlowError(Problem(code="bad-session", message=message, hint=hint))
