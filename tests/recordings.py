"""Sessions in a real terminal, as they were shown: what is typed, and what is said.

``python -m tests.recordings`` records them anew, in ``tests/goldens/terminal``. A title
that is bold stands between asterisks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from ama_flow.model import Record
from ama_flow.words import LANGUAGES
from tests.pseudo_terminal import pseudo_terminal

FOLDER = Path(__file__).parent / "goldens" / "terminal"
NOW = "2026-11-23T21:30+01:00"
"""A Monday evening in Brussels."""

_PROMPT = r"(?m:^)(?:[^(\n]|\([^)\n]*\))*: "  # as "1 of 2 (Enter: 1): "
_DONE = ("",) * 5
"""From the subdivision to the check whether it works."""
_STEPS = ("", "", "", "ja", *_DONE)
"""From the first step to that check."""

PATHS: dict[str, tuple[str, ...]] = {
    "goal": ("nee", *_STEPS, "ja", ""),
    "goal_with_a_new_subdivision": ("2", "", "", "", "nee", "", "", *_DONE, "ja", ""),
    "known_in_cobrha": ("ja", "ja", *_STEPS, "ja", ""),
    "looked_up_in_cobrha": ("ja", "ik weet het niet", "ja", "stop"),
    "not_known_in_cobrha": ("ja", "nee", "mail", "waar", "stop"),
    "known_by_now": ("ja", "3", "nee", "1", "terug", "stop"),
    "the_long_guide": ("nee", "2", "2", ""),
    "eranova_solves_it": ("nee", *_STEPS, "nee", "3", "1", ""),
    "all_help_in_turn": ("nee", "2", "3", "mail", "3", "mail", "terug", "2", "stop"),
}
"""A way through `ama_wvg` of each kind."""

TOUR = (
    *("?", "waarom", "terug", "open", "notitie", "notitie Gebeld", "mail", "taal"),
    *("opnieuw", "x", "", "85.07.30-033.28", "nee", "waar", "open", "waarom"),
    *("mail", "terug 1", "hulp", "terug", "terug", "nee", "2", "3", "open", "waar"),
    *("opnieuw", "nee", "3", "mail", "back 1", "ja", "stop"),
)
"""Each command, at each kind of state; and what is no answer."""


class Recording(Record):
    """What is typed in one session, in a terminal of some kind."""

    name: str
    lines: tuple[str, ...]
    language: str = "nl"
    columns: int = 80
    variables: tuple[tuple[str, str], ...] = ()

    @property
    def path(self) -> Path:
        """Where it is kept."""
        return FOLDER / f"{self.name}.txt"


def recordings() -> Iterator[Recording]:
    """Give all sessions that are recorded."""
    for name, lines in PATHS.items():
        yield Recording(name=name, lines=lines)
    for language in LANGUAGES:
        for columns in (80, 40):
            name = f"tour.{language}.{columns}"
            yield Recording(name=name, lines=TOUR, language=language, columns=columns)
    for variable in (("TERM", "dumb"), ("NO_COLOR", "1")):
        name = f"plain.{variable[0].lower()}"
        yield Recording(name=name, lines=PATHS["goal"], variables=(variable,))


def recorded(recording: Recording) -> str:
    """Give what the terminal shows of a session."""
    with TemporaryDirectory() as folder:
        variables = {
            "AMA_FLOW_NOW": NOW,
            "BROWSER": "true",
            "LC_ALL": "C.UTF-8",
            "XDG_STATE_HOME": folder,
            **dict(recording.variables),
        }
        command = ("run", "--language", recording.language)
        with pseudo_terminal(
            *command, columns=recording.columns, variables=variables
        ) as terminal:
            terminal.expect(_PROMPT)
            for line in recording.lines:
                since = len(terminal.shown) + len(line)
                terminal.press(line.encode() + b"\r")
                terminal.comes(_PROMPT, since=since)
            code = terminal.end()
    shown = re.sub("\x1b\\[1m(.*)\x1b\\[0m", r"*\1*", terminal.shown)
    return f"{shown}[{code}]\n"


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for one in recordings():
        one.path.write_text(recorded(one), "utf-8")
