"""What ama-flow itself says to readers, in the languages that it speaks.

The words of a procedure are in its flow file; these are the ones around them:
"step", "go to", "yes". Each language is one module with the same keys.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from importlib import import_module

from ama_flow.model import (
    ANSWER,
    NEXT,
    Condition,
    Conditions,
    Fact,
    Flow,
    State,
    Transition,
    Value,
)

LANGUAGES = ("nl", "fr", "de", "en")
"""The languages with words of their own; others get English."""


def of_locale(variables: Mapping[str, str]) -> str | None:
    """Give the language that a user's environment asks for, if it is one of ours.

    Source: POSIX, Environment Variables: the first that is set decides.
    """
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    locale = next(filter(None, (variables.get(name) for name in names)), "")
    language = locale.partition(".")[0].partition("_")[0].lower()
    return language if language in LANGUAGES else None


@cache
def _words(language: str) -> Mapping[str, str]:
    spoken = language if language in LANGUAGES else "en"
    words: Mapping[str, str] = import_module(f"ama_flow.words.{spoken}").WORDS
    return words


def say(language: str, key: str, **values: object) -> str:
    """Give the words called *key* in *language*, with *values* filled in.

    *language* is a BCP 47 tag; only its first part counts. Raises ``KeyError``
    for a key that does not exist.
    """
    return _words(language.split("-", maxsplit=1)[0])[key].format(**values)


@cache
def in_every_language(key: str) -> frozenset[str]:
    """Give the words called *key* of all languages, each by itself.

    Readers may type words of another language than the one they read.
    """
    return frozenset(word for spoken in LANGUAGES for word in say(spoken, key).split())


def colon(language: str, label: str) -> str:
    """Put a colon behind *label*, with the space before it that *language* has."""
    return label + say(language, "colon")


def number(language: str, value: object) -> str:
    """Write a number with the decimal sign of *language*."""
    digits = f"{value:f}" if isinstance(value, Decimal) else str(value)
    return digits.replace(".", say(language, "decimal_sign"))


def day(language: str, value: date) -> str:
    """Write a date so that no reader can take the month for the day."""
    month = say(language, "months").split()[value.month - 1]
    key = "date_first" if value.day == 1 else "date"
    return say(language, key, day=value.day, month=month, year=value.year)


def value(language: str, fact: Fact, given: Value) -> str:
    """Write a value of *fact* as a reader would."""
    if isinstance(given, bool):
        return say(language, "yes" if given else "no")
    if isinstance(given, date):
        return day(language, given)
    if isinstance(given, str):
        return fact.values.get(given, given)
    return number(language, given)


def fact_title(flow: Flow, fact: str) -> str:
    """Name a fact: by its title, else by the question that asks it, else by its id."""
    if title := flow.facts[fact].title:
        return title
    asking = (state.title for state in flow.states.values() if state.asks == fact)
    return next(asking, fact)


def condition(flow: Flow, test: Condition) -> str:
    """Put one condition in words, such as "Leeftijd: van 18 tot en met 64"."""
    language, fact = flow.language, flow.facts[test.fact]
    if test.values:
        either = f" {say(language, 'or')} "
        shown = either.join(value(language, fact, v) for v in test.values)
    else:
        shown = limits(language, fact, test)
    return f"{colon(language, fact_title(flow, test.fact))} {shown}"


def limits(language: str, fact: Fact, bounds: Condition | Fact) -> str:
    """Say between which values of *fact* the *bounds* are; empty without bounds."""
    known = {"low": bounds.minimum, "high": bounds.maximum}
    said = {k: value(language, fact, v) for k, v in known.items() if v is not None}
    return say(language, "range_" + "_".join(said), **said) if said else ""


def conditions(flow: Flow, tests: Conditions) -> str:
    """Put conditions in words; none are "in all other cases"."""
    if not tests:
        return say(flow.language, "otherwise")
    both, either = (f" {say(flow.language, key)} " for key in ("and", "or"))
    return either.join(both.join(condition(flow, t) for t in row) for row in tests)


def way(flow: Flow, state: State, transition: Transition) -> str:
    """Say what the reader does or answers to take *transition*."""
    if transition.title:
        return transition.title
    if transition.trigger == ANSWER and state.asks:
        return answer(flow, state, transition)
    if transition.trigger == NEXT:
        return say(flow.language, "next")
    return transition.trigger


def answer(flow: Flow, state: State, transition: Transition) -> str:
    """Say which answers to the question of *state* take *transition*.

    Only the literals over the asked fact are said where there are any.
    """
    fact = flow.facts[state.asks]
    asked = [
        _answer(flow.language, fact, test)
        for row in transition.conditions
        for test in row
        if test.fact == state.asks
    ]
    if asked:
        return f" {say(flow.language, 'or')} ".join(dict.fromkeys(asked))
    if transition.conditions:
        return conditions(flow, transition.conditions)
    is_only = len(state.by_trigger(ANSWER)) == 1
    return say(flow.language, "any_answer" if is_only else "other_answer")


def _answer(language: str, fact: Fact, test: Condition) -> str:
    if not test.values:
        return limits(language, fact, test)
    either = f" {say(language, 'or')} "
    return either.join(value(language, fact, v) for v in test.values)
