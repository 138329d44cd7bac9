"""What ama-flow itself says: the same in every language, and right in each."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from importlib import import_module
from itertools import combinations
from string import Formatter

import pytest

from ama_flow import words
from ama_flow.model import (
    Condition,
    Conditions,
    Fact,
    Flow,
    State,
    Table,
    Transition,
    Value,
)
from ama_flow.view.typed import NO, YES
from ama_flow.words import LANGUAGES, contacts, de, fr, nl
from ama_flow.words.commands import COMMANDS, command

AGE = Fact(id="age", type="number", title="Leeftijd")
SORT = Fact(
    id="sort", type="choice", title="Soort", values=Table([("a", "Een A"), ("b", "B")])
)
OLD = Fact(id="old", type="yesno")
FLOW = Flow(
    id="f",
    version="1",
    language="nl",
    title="T",
    initial="q",
    facts=Table((fact.id, fact) for fact in (AGE, SORT, OLD)),
    states=Table([("q", State(id="q", kind="question", title="Oud?", asks="old"))]),
)


def test_languages_have_the_same_words() -> None:
    """A language lacks nothing, has nothing left over, and fills in the same."""

    def fields(table: dict[str, str]) -> dict[str, list[str]]:
        return {
            key: sorted(name for _, name, _, _ in Formatter().parse(said) if name)
            for key, said in table.items()
        }

    tables = [import_module(f"ama_flow.words.{name}").WORDS for name in LANGUAGES]
    for table in tables:
        assert fields(table) == fields(nl.WORDS)
        assert all(said.strip() for said in table.values())
    assert set(LANGUAGES) == {"nl", "fr", "de", "en"}


SAME = {
    *("{day} {month} {year}", ":", ",", "{hour}.{minute}", "{hour}", "{day}"),
    *("Version", "Contact", "E-mail", "Website", "Start", "Telefoon", "Source"),
    *("“{title}”", "{invitation} (Enter is {label})", "Legende", "morgen", "ja"),
    *("1 question", "{count} questions", "page {page}"),
    *("contact {number}", "note", "mail e-mail", "open", "Question", "Bron"),
}
"""What is rightly the same in two languages."""


@pytest.mark.parametrize("pair", list(combinations(LANGUAGES, 2)))
def test_nothing_is_left_in_another_language(pair: tuple[str, str]) -> None:
    """A sentence is never the same in two languages; a few words are."""
    one, other = (import_module(f"ama_flow.words.{name}").WORDS for name in pair)
    assert {one[key] for key in one if one[key] == other[key]} <= SAME


def test_french_is_set_as_in_print() -> None:
    """Before ? ! : ; and within « » stands a narrow no-break space."""
    for said in fr.WORDS.values():
        assert not re.search(r"[^\N{NARROW NO-BREAK SPACE}\d][?!:;»]", f"{said} ")
        assert not re.search(r"«[^\N{NARROW NO-BREAK SPACE}]|'|\"", said)
    assert words.colon("fr", "Oui") == "Oui\N{NARROW NO-BREAK SPACE}:"
    assert contacts.clock("fr", "20:30") == "20\u202fh\u202f30"
    assert contacts.clock("fr", "07:00") == "7\u202fh"


def test_german_is_quoted_as_in_print() -> None:
    """Low and high quotation marks, always in pairs, and no others."""
    for said in de.WORDS.values():
        assert said.count("„") == said.count("“")
        assert not re.search("[”\"'«»]|“[^„]*“", said)


def test_readers_are_addressed_politely() -> None:
    """They are never called by the familiar pronoun."""
    familiar = {
        "nl": "je|jij|jouw",
        "fr": "tu|ton|ta|tes|toi",
        "de": "du|dein|dir|dich",
    }
    for language, pronouns in familiar.items():
        said = import_module(f"ama_flow.words.{language}").WORDS.values()
        assert not re.search(rf"\b({pronouns})\b", " ".join(said), re.IGNORECASE)


def test_every_month_and_command_has_its_own_words() -> None:
    """Whatever the language, a word means one command, and none says yes or no."""
    for language in LANGUAGES:
        assert len(words.say(language, "months").split()) == 12
    said = [
        (word, command)
        for command in COMMANDS
        for language in LANGUAGES
        for word in words.say(language, f"run_command_{command}").split()
    ]
    assert len({word for word, _ in said}) == len(set(said))
    assert not {word for word, _ in said} & (YES | NO)
    for word, meant in said:
        assert command(f" {word.upper()} ") == meant
    assert command("misschien") is None


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({}, None),
        ({"LANG": "fr_BE.UTF-8"}, "fr"),
        ({"LANG": "nl"}, "nl"),
        ({"LC_ALL": "", "LC_MESSAGES": "de_DE@euro", "LANG": "nl_BE"}, "de"),
        ({"LC_ALL": "C.UTF-8", "LANG": "nl_BE"}, None),
        ({"LC_ALL": "POSIX"}, None),
        ({"LC_ALL": "en_GB.UTF-8", "LC_MESSAGES": "fr_FR"}, "en"),
        ({"LANG": "it_IT"}, None),
    ],
)
def test_the_locale_tells_a_language(
    variables: dict[str, str], language: str | None
) -> None:
    """The first variable that is set decides, as POSIX has it."""
    assert words.of_locale(variables) == language


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nl", "ja"),
        ("nl-BE", "ja"),
        ("en", "yes"),
        ("fr", "oui"),
        ("de-AT", "ja"),
        ("it", "yes"),
    ],
)
def test_a_language_without_words_gets_english(language: str, said: str) -> None:
    """Only the first part of a language tag counts."""
    assert words.say(language, "yes") == said


@pytest.mark.parametrize(
    ("fact", "value", "dutch", "english"),
    [
        (OLD, True, "ja", "yes"),
        (OLD, False, "nee", "no"),
        (AGE, 18, "18", "18"),
        (AGE, Decimal("1.50"), "1,50", "1.50"),
        (SORT, "a", "Een A", "Een A"),
        (OLD, date(2026, 3, 1), "1 maart 2026", "1 March 2026"),
    ],
)
def test_values_are_written_as_readers_do(
    fact: Fact, value: Value, dutch: str, english: str
) -> None:
    """No `True`, no id, and no date whose month can be taken for its day."""
    assert words.value("nl", fact, value) == dutch
    assert words.value("en", fact, value) == english


def test_dates_and_numbers_are_written_as_in_each_language() -> None:
    """The first of a month is special in French; German counts days."""
    assert words.day("fr", date(2026, 3, 1)) == "1er mars 2026"
    assert words.day("fr", date(2026, 11, 23)) == "23 novembre 2026"
    assert words.day("de", date(2026, 11, 23)) == "23. November 2026"
    assert words.number("fr", "1.5") == words.number("de", "1.5") == "1,5"


def both(*tests: Condition) -> Conditions:
    """Give conditions that mean all of *tests*."""
    return (tests,)


@pytest.mark.parametrize(
    ("conditions", "said"),
    [
        ((), "in alle andere gevallen"),
        (both(Condition(fact="old", values=(True,))), "Oud?: ja"),
        (
            both(
                Condition(fact="age", minimum=18),
                Condition(fact="sort", values=("a", "b")),
            ),
            "Leeftijd: vanaf 18 en Soort: Een A of B",
        ),
        (
            (
                *both(Condition(fact="age", maximum=17)),
                *both(Condition(fact="age", minimum=65, maximum=70)),
            ),
            "Leeftijd: tot en met 17 of Leeftijd: van 65 tot en met 70",
        ),
    ],
)
def test_conditions_are_put_in_words(conditions: Conditions, said: str) -> None:
    """Facts by their titles, or by the questions that ask for them."""
    assert words.conditions(FLOW, conditions) == said


def test_a_fact_that_nothing_names_goes_by_its_id() -> None:
    """There is always something to call a fact."""
    facts = Table([("x", Fact(id="x", type="yesno"))])
    flow = Flow(id="f", version="1", language="nl", title="T", initial="s", facts=facts)
    assert words.fact_title(flow, "x") == "x"


def way(transition: Transition, *others: Transition) -> str:
    """Say what a reader of a question does to take *transition*."""
    state = State(
        id="q",
        kind="question",
        title="Oud?",
        asks="old",
        transitions=(transition, *others),
    )
    return words.way(FLOW, state, transition)


def on(
    trigger: str = "answer", title: str = "", conditions: Conditions = ()
) -> Transition:
    """Give a transition of the question."""
    return Transition(
        trigger=trigger, source="q", dest="q", title=title, conditions=conditions
    )


def test_a_way_on_is_called_what_the_reader_does() -> None:
    """By its title, its answers, or the words for going on."""
    yes = on(conditions=both(Condition(fact="old", values=(True, False))))
    ages = on(conditions=both(Condition(fact="age", minimum=18)))
    ranged = on(
        conditions=both(
            Condition(fact="old", minimum=1), Condition(fact="age", maximum=3)
        )
    )
    assert way(on("lukt_niet", "Dit lukt niet")) == "Dit lukt niet"
    assert way(on("next")) == "Verder"
    assert way(on("zomaar")) == "zomaar"
    assert way(yes) == "ja of nee"
    assert way(ages) == "Leeftijd: vanaf 18"
    assert way(ranged) == "vanaf 1"
    assert way(on()) == "na uw antwoord"
    assert way(on(), yes) == "elk ander antwoord"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_command_is_one_word(language: str) -> None:
    """What has more words is told from a command at once."""
    for name in COMMANDS:
        for word in words.say(language, f"run_command_{name}").split():
            assert command(word) == name
            assert command(f"{word} {word}") is None
    assert command("") is None
