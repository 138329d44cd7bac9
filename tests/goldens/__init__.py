"""Whole documents as they are to come out, to see in a diff what a change changes.

Write them anew with ``python -m tests.goldens``, and read the diff.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

from ama_flow import load, registry
from ama_flow.journal.events import (
    Chain,
    Event,
    answered,
    ended,
    noted,
    read,
    start,
    went_back,
)
from ama_flow.model import Answer, Origin, Value
from ama_flow.transcript import FORMS, Transcript, happened, tell, written

FOLDER = Path(__file__).parent
FLOW = load(FOLDER / "lenen.toml")
FORMATS = ("dot", "json", "markdown", "mermaid", "svg", "text")
"""What does not depend on a version of Graphviz."""
LANGUAGES = ("nl", "en")


def documents() -> Iterator[tuple[Path, bytes]]:
    """Render every golden document, with the file that it belongs in."""
    for name in FORMATS:
        for language in LANGUAGES:
            suffix = registry.renderer(name).suffix
            document = registry.render(FLOW, name, language=language)
            yield FOLDER / f"lenen.{language}{suffix}", document


def reports() -> Iterator[tuple[Path, str]]:
    """Write every golden report, with the file that it belongs in."""
    for form in FORMS:
        yield FOLDER / f"verslag.nl.{form}", written(report("nl"), form)
    yield FOLDER / "verslag.en.html", written(report("en"), "html")


def report(language: str) -> Transcript:
    """Tell of a session that took two days, and ended with a question to the desk."""
    chain = Chain()
    text = "".join(map(chain.write, events()))
    journal = read(Origin(file="verslag.jsonl", text=text))
    return tell(FLOW, happened(journal, FLOW), language)


def events() -> Iterator[Event]:
    """Give what happened in that session."""
    zone = timezone(timedelta(hours=1))
    first, second = (datetime(2026, 11, day, 9, 5, tzinfo=zone) for day in (23, 24))
    yield start(FLOW, first)
    yield answered(_answer("soort", "geen"), first)
    yield noted("meten", "deur is *smal* <80 cm>", first)
    yield went_back(1, first)
    yield answered(_answer("soort", "lang"), first)
    yield answered(_answer("leeftijd", 17), second)
    yield answered(Answer(state="ophalen", trigger="next", value=None), second)
    yield noted("betalen", "kaart werkt niet", second)
    yield answered(Answer(state="betalen", trigger="vraag", value=None), second)
    yield ended("balie", "contact", second)


def _answer(state: str, value: Value) -> Answer:
    return Answer(state=state, trigger="answer", value=value)
