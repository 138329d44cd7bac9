"""What a reader can type at any time, in any language that ama-flow speaks."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from ama_flow.words import in_every_language

COMMANDS = (
    "back",
    "why",
    "where",
    "note",
    "open",
    "mail",
    "language",
    "restart",
    "stop",
    "help",
)
"""In the order of the help; the words of each are those called ``run_command_...``."""


def fold(words: str) -> str:
    """Give *words* in the form they are compared in: no capitals, no full stop."""
    return " ".join(words.casefold().split()).strip(" .,;:!()\"'“”„«»")


def command(typed: str) -> str | None:
    """Give the command that *typed* is, whatever its language; None for other words.

    A command is one word, so for more of them no language need be loaded. It may be
    asked for, as in "waarom?".
    """
    folded = fold(typed)
    word = folded.rstrip(" ?") or folded
    return _commands().get(word) if word and " " not in word else None


@cache
def _commands() -> Mapping[str, str]:
    return {
        word: name
        for name in COMMANDS
        for word in in_every_language(f"run_command_{name}")
    }
