"""A report as a page that stands alone: no script, nothing that is loaded.

Its policy lets a browser run and load nothing, whatever stands in it. Sources: HTML
Living Standard; Content Security Policy Level 3; WCAG 2.2 on languages and headings.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator
from hashlib import sha256
from html import escape

from ama_flow.text.addresses import safe
from ama_flow.transcript import phrases
from ama_flow.transcript.phrases import Channel, Clock, Row
from ama_flow.transcript.record import Note, Reached, Step, Transcript
from ama_flow.view import lead
from ama_flow.words import colon, say

DATA = ("<pre>\n", "\n</pre>")
"""What stands before the data, and behind them."""

_STYLE = """
:root { color-scheme: light dark; }
body { margin: 0 auto; max-width: 44rem; padding: 1rem;
  font: 1rem/1.5 system-ui, sans-serif; }
dt { font-weight: bold; }
dd { margin: 0 0 .5rem; overflow-wrap: anywhere; }
li { margin: .25rem 0; }
pre { overflow-x: auto; }
"""


def written(transcript: Transcript, data: str) -> str:
    """Write *transcript*, which *data* holds as JSON without ``<``, ``>`` and ``&``."""
    return "\n".join([*_Page(transcript).lines(data), ""])


class _Page:
    def __init__(self, transcript: Transcript) -> None:
        self.transcript = transcript
        self.language = transcript.language
        self.clock = Clock(transcript)

    def lines(self, data: str) -> Iterator[str]:
        yield "<!doctype html>"
        yield f'<html lang="{escape(self.language)}">'
        yield from self.head()
        yield "<body>"
        yield "<main>"
        yield from self.main()
        yield from self.data(data)
        yield from ("</main>", "</body>", "</html>")

    def head(self) -> Iterator[str]:
        yield "<head>"
        yield '<meta charset="utf-8">'
        yield f'<meta http-equiv="Content-Security-Policy" content="{_policy()}">'
        yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
        yield f"<title>{escape(phrases.title(self.transcript))}</title>"
        yield f"<style>{_STYLE}</style>"
        yield "</head>"

    def main(self) -> Iterator[str]:
        told = self.transcript
        yield f"<h1>{self.own(phrases.title(told))}</h1>"
        yield from _labelled(phrases.head(told))
        yield self.heading("report_steps")
        yield from self.steps()
        yield from (f"<p>{escape(remark)}</p>" for remark in phrases.remarks(told))
        yield f"<h2>{escape(phrases.where(told))}</h2>"
        yield from self.end(told.end)
        if told.loose:
            yield self.heading("report_loose")
            yield from _listed(map(self.loose, told.loose))

    def data(self, data: str) -> Iterator[str]:
        yield self.heading("report_data")
        yield f"<p>{escape(say(self.language, 'report_verify'))}</p>"
        yield from _labelled(phrases.hashes(self.transcript))
        yield f"<details>\n<summary>JSON</summary>\n{data.join(DATA)}\n</details>"

    def heading(self, key: str) -> str:
        return f"<h2>{escape(say(self.language, key))}</h2>"

    def own(self, words: str) -> str:
        """Say in which language words of the flow are, where it is another one."""
        theirs = self.transcript.flow.language
        if theirs == self.language:
            return escape(words)
        return f'<span lang="{escape(theirs)}">{escape(words)}</span>'

    def steps(self) -> Iterator[str]:
        if not self.transcript.steps:
            yield f"<p>{escape(say(self.language, 'report_none'))}</p>"
            return
        yield from _listed(map(self.step, self.transcript.steps), "ol")

    def step(self, step: Step) -> str:
        said = self.own(step.title)
        if step.answer:
            answer = f"<strong>{escape(step.answer)}</strong>"
            said = f"{self.own(lead(self.language, step.title))} {answer}"
        notes = "".join(f"\n{line}" for line in _listed(map(self.note, step.notes)))
        return self.clock.timed(said, step.at) + notes

    def note(self, note: Note) -> str:
        label = colon(self.language, say(self.language, "report_note"))
        return self.clock.timed(f"{escape(label)} {escape(note.text)}", note.at)

    def loose(self, note: Note) -> str:
        title = colon(self.language, note.title)
        return self.clock.timed(f"{self.own(title)} {escape(note.text)}", note.at)

    def end(self, end: Reached) -> Iterator[str]:
        yield f"<p><strong>{self.own(end.title)}</strong></p>"
        if end.contact:
            yield f"<p>{self.own(end.contact.name)}</p>"
            yield from _listed(
                map(_channel, phrases.channels(self.language, end.contact))
            )
        yield from _listed(map(self.note, end.notes))


def _policy() -> str:
    digest = b64encode(sha256(_STYLE.encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _labelled(rows: Iterable[Row]) -> Iterator[str]:
    yield "<dl>"
    for label, words in rows:
        yield f"<dt>{escape(label)}</dt><dd>{escape(words)}</dd>"
    yield "</dl>"


def _listed(items: Iterable[str], kind: str = "ul") -> Iterator[str]:
    rows = [f"<li>{item}</li>" for item in items]
    return iter((f"<{kind}>", *rows, f"</{kind}>") if rows else ())


def _channel(row: Channel) -> str:
    words = escape(row.text)
    if url := safe(row.url):
        words = f'<a href="{escape(url)}">{words}</a>'
    return f"{escape(row.label)} {words}".lstrip()
