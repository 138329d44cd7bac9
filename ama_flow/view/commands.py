"""What a reader types to a front end and not to the flow: back, why, help."""

from __future__ import annotations

from ama_flow.view.look import View
from ama_flow.view.typed import printable, unquoted
from ama_flow.view.understand import is_shown
from ama_flow.words import LANGUAGES, say
from ama_flow.words.commands import command, fold

_NUMBERED = ("back", "open")


def commanded(view: View, line: str) -> tuple[str, str]:
    """Find the command that *line* is, in any language, and what stands behind it.

    Both are empty where it is none. What *view* shows as a choice goes before a
    command of that name, which is still a command with ``/`` before it. What stands
    in quotation marks is never one.
    """
    typed = printable(line).strip()
    if is_shown(view, typed) or unquoted(typed) != typed:
        return "", ""
    return _parts(typed.removeprefix("/"))


def called(view: View, name: str) -> str:
    """Give what to type in *view* for the command called *name*."""
    word = say(view.language, f"run_command_{name}").split()[0]
    return f"/{word}" if is_shown(view, word) else word


def _parts(typed: str) -> tuple[str, str]:
    if name := command(typed):
        return name, ""
    word, _, behind = typed.partition(" ")
    name, argument = command(word), behind.strip()
    if name == "note":
        return name, argument
    if name == "language" and (language := _language(argument)):
        return name, language
    return _numbered(typed)


def _numbered(typed: str) -> tuple[str, str]:
    """Find a command with a number behind it, as in "terug 3" or "terug3."."""
    word = typed.rstrip(" .0123456789")
    name, number = command(word), typed[len(word) :].strip(" .")
    return (name, number) if name in _NUMBERED and number.isdecimal() else ("", "")


def _language(words: str) -> str:
    """Give the code of the language that *words* are: its code, or its name in any of them."""
    folded = fold(words)
    for language in LANGUAGES:
        names = fold(say(language, "languages")).split()
        if folded in names:
            return LANGUAGES[names.index(folded)]
    return folded if folded in LANGUAGES else ""
