"""What readers really see in a terminal is what was looked at, to the letter."""

from __future__ import annotations

import re

import pytest

from ama_flow import load
from ama_flow.session import Session
from ama_flow.view import commanded, look
from ama_flow.words.commands import COMMANDS

from . import recordings
from .recordings import Recording

AMA = load("ama_wvg")
EXACT = [term.text for term in AMA.terms.values()]
RECORDINGS = list(recordings.recordings())
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")


@pytest.mark.parametrize("recording", RECORDINGS, ids=lambda recording: recording.name)
def test_a_session_is_shown_as_it_was_recorded(recording: Recording) -> None:
    """Record them anew with ``python -m tests.recordings``, and read them aloud."""
    assert recordings.recorded(recording) == recording.path.read_text("utf-8")


@pytest.mark.parametrize("recording", RECORDINGS, ids=lambda recording: recording.name)
def test_a_recorded_session_fits_its_terminal(recording: Recording) -> None:
    """But for addresses and exact strings, which are never broken; bold is all."""
    for line in recording.path.read_text("utf-8").splitlines():
        assert not CONTROL.search(line)
        is_whole = (
            "://" in line
            or "mailto:" in line
            or any(string in line for string in EXACT)
        )
        assert is_whole or len(said(recording, line)) <= recording.columns


def said(recording: Recording, line: str) -> str:
    """Give *line* without the marks of bold, and without what was typed in it."""
    for typed in recording.lines:
        if typed and line.rstrip().endswith(f": {typed}"):
            return line.rstrip().removesuffix(typed)
    return line.removeprefix("*").removesuffix("*")


def test_what_is_plain_is_the_same_but_for_bold() -> None:
    """A terminal without styles, and a reader who wants none, miss no word."""
    shown = {
        name: (recordings.FOLDER / f"{name}.txt").read_text("utf-8")
        for name in ("goal", "plain.term", "plain.no_color")
    }
    plain = shown["goal"].replace("*", "")
    assert shown["plain.term"] == shown["plain.no_color"] == plain


def test_every_command_is_in_the_tour() -> None:
    """In Dutch, which is understood in every language."""
    view = look(Session(AMA))
    typed = {commanded(view, line)[0] for line in recordings.TOUR}
    assert typed >= set(COMMANDS)


def test_every_state_is_on_a_recorded_way() -> None:
    """All that a reader can be shown was shown."""
    shown = "".join(
        (recordings.FOLDER / f"{name}.txt").read_text("utf-8")
        for name in recordings.PATHS
    )
    for state in AMA.states.values():
        assert f"\n*{state.title}*\n" in shown or state.kind == "branch"
