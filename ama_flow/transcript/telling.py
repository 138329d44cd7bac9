"""Put what happened in a session in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from ama_flow.formats import masked
from ama_flow.model import Contact, Flow
from ama_flow.session import Session, fingerprint, saved
from ama_flow.text import expand
from ama_flow.text.translated import is_in, translated
from ama_flow.transcript.happened import Happened, Noted
from ama_flow.transcript.record import (
    Details,
    Given,
    Note,
    Procedure,
    Reached,
    Step,
    Transcript,
)
from ama_flow.view import history, look, printable
from ama_flow.words.contacts import hours


def tell(flow: Flow, happened: Happened, language: str) -> Transcript:
    """Tell what happened on *flow*, in *language* as far as the flow is in it.

    Answers are replayed as far as they fit; no register number is told.
    """
    session = Session.resume(flow, [taken.answer for taken in happened.taken])
    notes = _Notes(translated(flow, language), session, happened.notes)
    return Transcript(
        language=language,
        flow=_procedure(flow, language),
        began=happened.began,
        last=happened.last,
        changed=happened.changed,
        dropped=happened.dropped + len(session.dropped),
        back=happened.back,
        steps=tuple(_steps(session, happened, notes, language)),
        end=_reached(session, notes, language),
        loose=notes.at(None),
    )


class _Notes:
    """The notes of a session, each at its step where that was done, or done again."""

    def __init__(self, flow: Flow, session: Session, noted: tuple[Noted, ...]) -> None:
        states = [*(answer.state for answer in session.answers), session.state]
        self._at: dict[int | None, list[Note]] = {}
        for note in noted:
            held = note.place is not None and states[note.place : note.place + 1]
            place = note.place if held == [note.state] else None
            self._at.setdefault(place, []).append(_note(flow, note))

    def at(self, place: int | None) -> tuple[Note, ...]:
        """Give the notes made when *place* answers stood, or those without a step."""
        return tuple(self._at.get(place, ()))


def _note(flow: Flow, note: Noted) -> Note:
    known = flow.states.get(note.state)
    title = expand(flow, known.title) if known else _shown(note.state)
    return Note(
        state=_shown(note.state), title=title, text=_shown(note.text), at=note.at
    )


def _shown(words: str) -> str:
    """Give what somebody typed as it can be shown to others, on one line."""
    whole = words.encode("utf-8", errors="replace").decode("utf-8")
    return masked(printable(whole))


def _procedure(flow: Flow, language: str) -> Procedure:
    told = translated(flow, language)
    return Procedure(
        id=flow.id,
        version=flow.version,
        title=expand(told, told.title),
        language=language if is_in(flow, language) else flow.language,
        structure=fingerprint.structure(flow),
        wording=fingerprint.wording(flow),
    )


def _steps(
    session: Session, happened: Happened, notes: _Notes, language: str
) -> Iterator[Step]:
    told = zip(session.answers, history(session, language), strict=True)
    for place, (answer, past) in enumerate(told):
        yield Step(
            state=answer.state,
            title=past.title,
            trigger=answer.trigger,
            value=cast("Given", saved.write_answer(answer)["value"]),
            answer=past.answer,
            at=happened.taken[place].at,
            notes=notes.at(place),
        )


def _reached(session: Session, notes: _Notes, language: str) -> Reached:
    view = look(session, language)
    return Reached(
        state=view.state,
        title=view.title,
        outcome=view.outcome,
        ended=view.ended,
        contact=_details(view.contact, language) if view.contact else None,
        notes=notes.at(len(session.answers)),
    )


def _details(contact: Contact, language: str) -> Details:
    return Details(
        name=contact.name,
        phone=contact.phone,
        email=contact.email,
        url=contact.url,
        hours=hours(language, contact) if contact.hours else "",
    )
