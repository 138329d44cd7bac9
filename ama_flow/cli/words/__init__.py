"""The command line in the language of the locale: click's words and the help pages.

Each language is a module, a table of sentences by their English ones, as a catalogue
of gettext is. A paragraph of a help page is a sentence here, on one line.
"""

from __future__ import annotations

import gettext
from collections.abc import Mapping
from copy import copy
from importlib import import_module
from typing import TypeVar

import click

_DOMAIN = "ama_flow"

Command = TypeVar("Command", bound=click.Command)


def catalogue(language: str) -> Mapping[str, str]:
    """Give what is said in *language*, ``nl``, ``fr`` or ``de``, by the English."""
    words: Mapping[str, str] = import_module(f"ama_flow.cli.words.{language}").WORDS
    return words


def keys(text: str) -> list[str]:
    """Give the paragraphs of a help page, each on one line."""
    return [" ".join(paragraph.split()) for paragraph in text.split("\n\n")]


def in_language(command: Command, language: str) -> Command:
    """Give *command*, and those in it, with help pages in *language*."""
    words = catalogue(language)
    ours = copy(command)
    ours.help = _page(words, command.help)
    ours.epilog = _page(words, command.epilog)
    ours.params = [_param(words, param) for param in command.params]
    if isinstance(ours, click.Group):
        ours.commands = {
            name: in_language(inner, language) for name, inner in ours.commands.items()
        }
    return ours


def _param(words: Mapping[str, str], param: click.Parameter) -> click.Parameter:
    ours = copy(param)
    if isinstance(ours, click.Option):
        ours.help = _page(words, ours.help)
    return ours


def _page(words: Mapping[str, str], text: str | None) -> str | None:
    """Give *text* in the other language; a paragraph that is not in *words* stays."""
    if text is None:
        return None
    paragraphs = zip(keys(text), text.split("\n\n"), strict=True)
    return "\n\n".join(words.get(key, paragraph) for key, paragraph in paragraphs)


class _Translations(gettext.NullTranslations):
    """The words of one language."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._words = catalogue(language)

    def gettext(self, message: str) -> str:
        """Give *message* in the language, or as it is."""
        return self._words.get(message, message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Give the message for one, or that for more."""
        return self.gettext(msgid1 if n == 1 else msgid2)


def speak(language: str) -> None:
    """Let click say its words in *language*, for the rest of this process.

    Click asks ``gettext``, which looks for a catalogue of the domain that is set, and
    finds this one: there are no files.
    """
    found, ours = gettext.translation, _Translations(language)

    def translation(domain: str, *args: object, **options: object) -> object:
        return ours if domain == _DOMAIN else found(domain, *args, **options)  # type: ignore[call-overload] # passed on as they come

    gettext.textdomain(_DOMAIN)
    gettext.translation = translation  # type: ignore[assignment] # it has many forms
