"""From what a reader types to what it means in the state where he is."""

from __future__ import annotations

from collections.abc import Iterator

from ama_flow import words
from ama_flow.formats import Reason, Refused, accepted, holds_register_number
from ama_flow.model import ANSWER, Fact, Record
from ama_flow.session import Choice
from ama_flow.view import typed
from ama_flow.view.look import View
from ama_flow.words import say
from ama_flow.words.commands import fold
from ama_flow.words.contacts import enumeration

_SHOWN = 40
"""So many characters of what was typed are repeated to the reader."""


class Misread(Record):
    """Words that mean nothing here; *message* says so, and what would."""

    message: str


def is_shown(view: View, line: str) -> bool:
    """Say whether *line* is what a reader sees of a choice: its label or whole title."""
    folded = fold(typed.printable(line))
    return folded in (*view.labels, *(fold(c.title) for c in view.choices))


def understand(view: View, line: str) -> Choice | Misread:
    """Say what *line* means in *view*, or why it means nothing.

    In this order: no words at all (`View.enter`), the label, whole title or id of a
    choice, a value of the fact that is asked for, the beginning of a title. Yes and
    no count in any language, and so do "done" and the like to go on. A beginning
    never stands for a title that goes on to deny it: "dit lukt" is not "dit lukt niet".
    """
    told = typed.printable(line).strip()
    if holds_register_number(told):
        return _misread(view, "run_misread_register", told)
    if not told:
        return view.enter or _misread(view, "run_misread_empty", told)
    if found := _named(view, fold(told)):
        return _only(view, told, found)
    reason: Reason = "sensitive" if view.secret else "value"
    if view.asks:
        try:
            return _given(view.language, view.asks, told)
        except Refused as refused:
            reason = refused.reason
    if found := _begun(view, fold(told)):
        return _only(view, told, found)
    key = "run_misread_year" if _lacks_year(view, told) else f"run_misread_{reason}"
    return _misread(view, key, told)


def _named(view: View, folded: str) -> list[Choice]:
    labelled = zip(view.labels, view.choices, strict=True)
    by_label = [choice for label, choice in labelled if label == folded]
    return by_label or [c for c in view.choices if folded in _names(view, c)]


def _names(view: View, choice: Choice) -> Iterator[str]:
    yield fold(choice.title)
    if isinstance(choice.value, bool):
        yield from typed.YES if choice.value else typed.NO
    else:
        name = choice.trigger if choice.value is None else str(choice.value)
        yield from (name, name.replace("_", " "))
    if choice == view.enter:
        yield from (*typed.YES, *words.in_every_language("run_done"))


def _begun(view: View, folded: str) -> list[Choice]:
    """Find the choices whose titles begin so, and do not go on to say "not"."""
    if not folded:
        return []
    titles = [(fold(choice.title), choice) for choice in view.choices]
    found = [(title, choice) for title, choice in titles if title.startswith(folded)]
    negations = words.in_every_language("run_negations")
    if len(found) == 1 and negations & set(found[0][0][len(folded) :].split()):
        return []
    return [choice for _, choice in found]


def _only(view: View, told: str, found: list[Choice]) -> Choice | Misread:
    if len(found) == 1:
        return found[0]
    quoted = [say(view.language, "doc_quoted", title=c.title) for c in found]
    titles = enumeration(view.language, quoted, "or")
    return _misread(view, "run_misread_ambiguous", told, titles=titles)


def _given(language: str, fact: Fact, told: str) -> Choice:
    """Read a number, a date or a text for *fact*; raises `Refused`."""
    value = accepted(fact, _read(language, fact, told))
    return Choice(trigger=ANSWER, value=value, title=words.value(language, fact, value))


def _read(language: str, fact: Fact, told: str) -> object:
    if fact.type == "number":
        return typed.number(language, told, decimals=bool(fact.decimals))
    return typed.day(told) if fact.type == "date" else typed.unquoted(told)


def _lacks_year(view: View, told: str) -> bool:
    asks = view.asks
    return asks is not None and asks.type == "date" and typed.lacks_year(told)


def _misread(view: View, key: str, told: str, **values: str) -> Misread:
    shown = told if len(told) <= _SHOWN else f"{told[:_SHOWN]}…"
    message = say(view.language, key, typed=shown, invitation=view.invitation, **values)
    return Misread(message=message)
