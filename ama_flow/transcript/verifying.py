"""Verify a report: it is as it was written, and its answers lead as it says."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ama_flow.model import Flow, FlowError, Origin, Problem, replace
from ama_flow.places import offset_place
from ama_flow.session import saved
from ama_flow.transcript import data
from ama_flow.transcript.forms import parted, written
from ama_flow.transcript.happened import Happened, Noted, Taken
from ama_flow.transcript.record import Note, Reached, Step, Transcript
from ama_flow.transcript.telling import tell

_STEP = re.compile(r'^      "state": ', re.MULTILINE)
"""Where a step begins in the data; loose notes begin so too, behind all of them."""


def read(origin: Origin) -> Transcript:
    """Read a report in any of its forms.

    Raises `FlowError` where it is none, or where a character of it was changed.
    """
    origin = _plain(origin)
    form, start, block = parted(origin.text)
    try:
        transcript = data.read(block)
    except ValueError as error:
        raise _bad(origin, start + getattr(error, "pos", 0), _DAMAGED) from None
    again = written(transcript, form)
    if again != origin.text:
        raise _bad(origin, _parting(origin.text, again), _CHANGED)
    return transcript


_DAMAGED = "this can't be read as a report: its data are damaged, or not there"
_CHANGED = "this report was changed: from its data, something else would stand here"


def verify(flow: Flow, origin: Origin) -> str:
    """Hold a report against *flow*, and say in a sentence what was found.

    Raises `FlowError` where it was changed, is of another flow, or tells a way that
    does not lead through *flow*, and says from where on.
    """
    origin = _plain(origin)
    then = read(origin)
    if then.flow.id != flow.id:
        message = f"it is of the flow {then.flow.id!r}, not {flow.id!r}"
        raise _differs(origin, 0, message)
    now = tell(flow, _happened(flow, then), then.language)
    _refuse_another_way(origin, then, now)
    has_changed = _hashes(then) != _hashes(now)
    if not has_changed:
        _refuse_other_words(origin, now)
    return _found(then, changed=has_changed)


def _hashes(transcript: Transcript) -> tuple[str, str]:
    return transcript.flow.structure, transcript.flow.wording


def _refuse_another_way(origin: Origin, then: Transcript, now: Transcript) -> None:
    fitting = len(now.steps)
    if fitting < len(then.steps):
        fits = f"answers 1 to {fitting} fit" if fitting else "no answer fits"
        state = then.steps[fitting].state
        message = f"{fits}, and answer {fitting + 1}, at {state!r}, does not"
        raise _differs(origin, fitting, message)
    if now.end.state != then.end.state:
        now_to = f"all answers fit, but lead to {now.end.state!r}"
        raise _differs(origin, fitting, f"{now_to}, and not to {then.end.state!r}")


def _refuse_other_words(origin: Origin, now: Transcript) -> None:
    form, _, _ = parted(origin.text)
    told = written(now, form)
    if told != origin.text:
        message = "the flow says something else here"
        at = _parting(origin.text, told)
        raise _wrong("replay-differs", origin, at, message, _HINT)


def _found(then: Transcript, *, changed: bool) -> str:
    count = len(then.steps)
    said = "1 answer leads" if count == 1 else f"{count} answers lead"
    way = f"{said} to {then.end.state!r}"
    if changed:
        return f"{way}, also now that the flow has changed; the report has not"
    return f"{way}, and the report is as it was written"


def _happened(flow: Flow, transcript: Transcript) -> Happened:
    """Give back what a transcript was told of."""
    return Happened(
        taken=tuple(_taken(flow, transcript)),
        notes=tuple(_noted(transcript)),
        began=transcript.began,
        last=transcript.last,
        changed=transcript.changed,
        dropped=transcript.dropped,
        back=transcript.back,
    )


def _taken(flow: Flow, transcript: Transcript) -> Iterator[Taken]:
    for step in transcript.steps:
        row = {"state": step.state, "trigger": step.trigger, "value": step.value}
        yield Taken(answer=saved.read_answer(flow, row), at=step.at)


def _noted(transcript: Transcript) -> Iterator[Noted]:
    noting: tuple[Step | Reached, ...] = (*transcript.steps, transcript.end)
    for place, row in enumerate(noting):
        yield from (_again(note, place) for note in row.notes)
    yield from (_again(note, None) for note in transcript.loose)


def _plain(origin: Origin) -> Origin:
    """Give *origin* with the ends of lines that were written: mail changes them."""
    return replace(origin, text=origin.text.replace("\r\n", "\n"))


def _again(note: Note, place: int | None) -> Noted:
    return Noted(place=place, state=note.state, text=note.text, at=note.at)


_HINT = "the flow has changed since then, or this is no report of it"


def _differs(origin: Origin, step: int, message: str) -> FlowError:
    """Point at a step in the data, or else behind the last one."""
    _, start, block = parted(origin.text)
    begins = [found.end() for found in _STEP.finditer(block)]
    at = start + (begins[step] if step < len(begins) else len(block))
    return _wrong("replay-differs", origin, at, message, _HINT)


def _parting(text: str, again: str) -> int:
    """Give the offset of the first character that is another one."""
    pairs = enumerate(zip(text, again, strict=False))
    shorter = min(len(text), len(again))
    return next((n for n, (one, other) in pairs if one != other), shorter)


def _bad(origin: Origin, at: int, message: str) -> FlowError:
    hint = "write it again with ama-flow report, or put back a copy"
    return _wrong("bad-report", origin, at, message, hint)


def _wrong(code: str, origin: Origin, at: int, message: str, hint: str) -> FlowError:
    place = offset_place(origin, at, at + 1)
    return FlowError(Problem(code=code, message=message, place=place, hint=hint))
