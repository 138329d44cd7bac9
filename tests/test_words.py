"""What ama-flow itself says: the same in every language, and right in each."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
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
from ama_flow.words import en, nl

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

    assert fields(nl.WORDS) == fields(en.WORDS)
    assert set(words.LANGUAGES) == {"nl", "en"}


@pytest.mark.parametrize(
    ("language", "said"), [("nl", "ja"), ("nl-BE", "ja"), ("en", "yes"), ("fr", "yes")]
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
