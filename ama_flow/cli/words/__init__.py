"""The command line in the language of its user: click's words, help pages, errors.

Each language is a module with two tables of sentences by their English ones, as a
catalogue of gettext is: ``WORDS`` of click and of help pages, of which a paragraph is a
sentence on one line, and ``SAID`` of what commands say, with gaps.
"""

from __future__ import annotations

import gettext
from collections.abc import Mapping
from contextvars import ContextVar
from copy import copy
from importlib import import_module
from typing import TypeVar

import click

_DOMAIN = "ama_flow"
_SPOKEN = ContextVar("spoken", default="en")
_found = gettext.translation

Command = TypeVar("Command", bound=click.Command)


def catalogue(language: str) -> Mapping[str, str]:
    """Give what is said in *language*, ``nl``, ``fr`` or ``de``, by the English."""
    words: Mapping[str, str] = import_module(f"ama_flow.cli.words.{language}").WORDS
    return words


def said(language: str) -> Mapping[str, str]:
    """Give what commands say in *language*, by the English, with gaps in braces."""
    if language == "en":
        return {}
    sentences: Mapping[str, str] = import_module(f"ama_flow.cli.words.{language}").SAID
    return sentences


def spoken() -> str:
    """Give the language that errors are told in: ``en`` until `speak` was called."""
    return _SPOKEN.get()


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
    """The words of the language that is spoken."""

    def gettext(self, message: str) -> str:
        """Give *message* in the language, or as it is."""
        language = spoken()
        return (
            message if language == "en" else catalogue(language).get(message, message)
        )

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Give the message for one, or that for more."""
        return self.gettext(msgid1 if n == 1 else msgid2)


_ours = _Translations()


def speak(language: str) -> None:
    """Say what click says, and errors, in *language*, until the command line ends.

    Click asks ``gettext``, which looks for a catalogue of the domain that is set, and
    finds this one: there are no files.
    """
    before = _SPOKEN.set(language)
    context = click.get_current_context(silent=True)
    if context:
        context.find_root().call_on_close(lambda: _SPOKEN.reset(before))
    gettext.textdomain(_DOMAIN)
    gettext.translation = _translation  # type: ignore[assignment] # it has many forms


def _translation(domain: str, *args: object, **options: object) -> object:
    if domain == _DOMAIN:
        return _ours
    return _found(domain, *args, **options)  # type: ignore[call-overload] # passed on as they come
