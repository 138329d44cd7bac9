"""A report in CommonMark, with its data in a fenced block at the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ama_flow.text.markdown import address, escape, strong
from ama_flow.transcript import phrases
from ama_flow.transcript.phrases import Clock
from ama_flow.transcript.record import Note, Reached, Step, Transcript
from ama_flow.view import lead
from ama_flow.words import colon, say

DATA = ("```json\n", "\n```")
"""What stands before the data, and behind them."""


def written(transcript: Transcript, data: str) -> str:
    """Write *transcript*, which *data* holds as JSON."""
    parts = [*_Report(transcript).parts(), data.join(DATA)]
    return "\n\n".join(filter(None, parts)) + "\n"


class _Report:
    def __init__(self, transcript: Transcript) -> None:
        self.transcript = transcript
        self.language = transcript.language
        self.clock = Clock(transcript)

    def parts(self) -> Iterator[str]:
        told = self.transcript
        yield f"# {escape(phrases.title(told))}"
        yield _bullets(self.labelled(*row) for row in phrases.head(told))
        yield self.heading("report_steps")
        yield self.steps()
        yield from map(escape, phrases.remarks(told))
        yield f"## {escape(phrases.where(told))}"
        yield from self.end(told.end)
        if told.loose:
            yield self.heading("report_loose")
            yield _bullets(map(self.loose, told.loose))
        yield self.heading("report_data")
        yield escape(say(self.language, "report_verify"))
        yield _bullets(self.labelled(*row) for row in phrases.hashes(told))

    def heading(self, key: str) -> str:
        return f"## {escape(say(self.language, key))}"

    def labelled(self, label: str, words: str) -> str:
        return f"{escape(colon(self.language, label))} {escape(words)}"

    def steps(self) -> str:
        if not self.transcript.steps:
            return escape(say(self.language, "report_none"))
        numbered = enumerate(self.transcript.steps, 1)
        return "\n".join(self.step(f"{number}. ", step) for number, step in numbered)

    def step(self, marker: str, step: Step) -> str:
        said = escape(step.title)
        if step.answer:
            answer = strong(escape(step.answer))
            said = f"{escape(lead(self.language, step.title))} {answer}"
        first = self.clock.timed(said, step.at)
        margin = " " * len(marker)
        notes = (f"{margin}- {self.note(note)}" for note in step.notes)
        return "\n".join((f"{marker}{first}", *notes))

    def note(self, note: Note) -> str:
        label = say(self.language, "report_note")
        return self.clock.timed(self.labelled(label, note.text), note.at)

    def loose(self, note: Note) -> str:
        return self.clock.timed(self.labelled(note.title, note.text), note.at)

    def end(self, end: Reached) -> Iterator[str]:
        yield strong(escape(end.title))
        if end.contact:
            found = phrases.channels(self.language, end.contact)
            yield escape(end.contact.name)
            yield _bullets(
                f"{escape(row.label)} {address(row.text, row.url)}".lstrip()
                for row in found
            )
        yield _bullets(map(self.note, end.notes))


def _bullets(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)
