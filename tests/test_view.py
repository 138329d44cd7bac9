"""What a reader sees, and what the words that he types mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ama_flow import words
from ama_flow.model import (
    ANSWER,
    Contact,
    Fact,
    Flow,
    Link,
    Phase,
    State,
    Table,
    Term,
    Transition,
    Value,
    replace,
)
from ama_flow.text import Paragraph, Text
from ama_flow.view import (
    Choice,
    Misread,
    Need,
    Past,
    Session,
    View,
    commanded,
    fold,
    history,
    is_shown,
    look,
    printable,
    understand,
    yes_or_no,
)
from ama_flow.words import contacts
from ama_flow.words.inputs import takes

from .any_flows import FACTS, VALUES, flows, give, moves

FACT = {fact.id: fact for fact in FACTS}


def flow(language: str = "nl") -> Flow:
    """Make a flow with one state, of which tests change what they are about."""
    return Flow(
        id="one",
        version="1",
        language=language,
        title="Eén",
        initial="here",
        phases=Table([("begin", Phase(id="begin", title="Het {ding}"))]),
        terms=Table([("ding", Term(id="ding", text="Begin"))]),
        links=Table([("list", Link(id="list", title="De {ding}", url="https://a.be"))]),
        contacts=Table([("help", Contact(id="help", name="{ding}", phone="02"))]),
        facts=Table((fact.id, fact) for fact in FACTS),
        states=Table([("here", State(id="here", kind="step", title="Hier"))]),
    )


def way(trigger: str, title: str = "") -> Transition:
    """Make a way on, back to the state itself."""
    return Transition(trigger=trigger, source="here", dest="here", title=title)


def session(*ways: Transition, language: str = "nl", **keys: object) -> Session:
    """Start a session at a state with *ways* and *keys*."""
    made = flow(language)
    state = replace(made.states["here"], transitions=ways, **keys)
    return Session(replace(made, states=Table([("here", state)])))


def asking(fact: str, *ways: Transition, language: str = "nl") -> View:
    """Give the view of a question that asks for *fact*."""
    asked = (way(ANSWER), *ways)
    return look(session(*asked, kind="question", asks=fact, language=language))


def step(*ways: Transition, language: str = "nl") -> View:
    """Give the view of a step."""
    return look(session(*ways, language=language))


def meant(view: View, line: str) -> tuple[str, Value | None] | str:
    """Give trigger and value of what *line* means, or the message that it is none."""
    found = understand(view, line)
    if isinstance(found, Misread):
        return found.message
    return found.trigger, found.value


# ---------------------------------------------------------------- what is seen
def test_a_view_has_the_texts_of_its_state() -> None:
    """Terms are put in wherever they stand; texts are tokens."""
    view = look(
        session(
            way("next"),
            title="Naar {ding}",
            phase="begin",
            text="Doe {ding}.",
            why="Om {ding}.",
            contact="help",
        )
    )
    assert (view.title, view.phase) == ("Naar Begin", "Het Begin")
    assert view.phases == ("Het Begin",)
    assert view.text == (Paragraph((Text("Doe Begin."),)),)
    assert view.why == (Paragraph((Text("Om Begin."),)),)
    assert view.contact
    assert (view.contact.name, view.contact.phone) == ("Begin", "02")
    assert (view.state, view.language, view.asks) == ("here", "nl", None)


def test_a_view_of_a_bare_state_is_bare() -> None:
    """What a state does not have is empty."""
    view = look(session(kind="goal"))
    assert (view.phase, view.text, view.why, view.needs) == ("", (), (), ())
    assert (view.contact, view.choices, view.enter) == (None, (), None)
    assert (view.outcome, view.ended) == ("goal", True)


def test_needs_tell_what_is_known_and_where_to_look() -> None:
    """A value that was given is shown; one that is sensitive never is."""
    asked = session(
        way(ANSWER), kind="question", asks="digits", needs=("digits", "secret", "text")
    )
    lookup = Link(id="list", title="De Begin", url="https://a.be")
    assert look(asked).needs == (
        Need(title="Nummer", lookup=None),
        Need(title="Geheim", sensitive=True),
        Need(title="Naam"),
    )
    rows = {**dict(asked.flow.facts.items())}
    rows["digits"] = replace(rows["digits"], lookup="list")
    asked = Session(replace(asked.flow, facts=Table(rows.items())))
    assert look(asked).needs[0] == Need(title="Nummer", lookup=lookup)
    asked.answer("42")
    assert look(asked).needs[0] == Need(title="Nummer", value="42", lookup=lookup)


def test_history_tells_answers_in_words() -> None:
    """Each answer is told as it was chosen; going on takes no words."""
    ask = session(
        way(ANSWER),
        way("next"),
        way("x", "Geen {ding}"),
        kind="question",
        asks="choice",
    )
    ask.answer("green")
    ask.send("next")
    ask.send("x")
    assert [past.answer for past in history(ask)] == ["Groen {term}", "", "Geen Begin"]
    typed = session(way(ANSWER), kind="question", asks="date", title="Wanneer {ding}?")
    typed.answer(date(2026, 11, 23))
    past = Past(title="Wanneer Begin?", answer="23 november 2026")
    assert list(history(typed)) == [past]


# ---------------------------------------------------------------- how it is chosen
@pytest.mark.parametrize(
    "line", ["1", "ja", "JA", " Ja. ", "j", "yes", "Y", "oui", "o"]
)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_yes_is_understood_in_any_language(line: str, language: str) -> None:
    """A reader says yes as he is used to."""
    assert meant(asking("yesno", language=language), line) == (ANSWER, True)


@pytest.mark.parametrize(
    "line", ["2", "nee", "Neen", "n", "ne", "no", "non", "2.", "2)"]
)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_is_understood_in_any_language(line: str, language: str) -> None:
    """A reader says no as he is used to; "ne" begins both Nee and neen."""
    if (line, language) == ("ne", "en"):
        line = "no"
    assert meant(asking("yesno", language=language), line) == (ANSWER, False)


@pytest.mark.parametrize(
    ("line", "trigger"),
    [
        ("", "next"),
        ("1", "next"),
        ("ok", "next"),
        ("Klaar!", "next"),
        ("ja", "next"),
        ("next", "next"),
        ("verder", "next"),
        ("v", "next"),
        ("2", "lukt_niet"),
        ("lukt_niet", "lukt_niet"),
        ("lukt niet", "lukt_niet"),
        ("dit lukt niet", "lukt_niet"),
        ("Dit  LUKT  NIET.", "lukt_niet"),
    ],
)
def test_a_step_is_left_by_enter_or_by_name(line: str, trigger: str) -> None:
    """Enter alone is `next`; else a number, id, title or the beginning of one."""
    view = step(way("next"), way("lukt_niet", "Dit lukt niet"))
    assert meant(view, line) == (trigger, None)


@pytest.mark.parametrize(
    "line", ["3", "0", "nee", "n", "niet", "dit lukt", "lukt", "d", "?", "-", "..."]
)
def test_what_means_nothing_says_what_would(line: str) -> None:
    """What was typed is repeated, with what can be typed instead."""
    view = step(way("next"), way("lukt_niet", "Dit lukt niet"))
    assert meant(view, line) == (
        f"“{line}” is hier geen antwoord. Typ 1 of 2 (Enter is 1)."
    )


def test_enter_never_answers() -> None:
    """Nothing typed is no answer, nor a choice between ways on from a contact."""
    several = (way("next"), way("x", "X"))
    message = "U hebt niets getypt. Typ 1 of 2."
    assert meant(asking("yesno"), "") == message
    assert meant(look(session(*several, kind="contact")), " ") == message
    assert meant(look(session(*several, kind="question")), "\t") == message
    one = look(session(way("x", "X"), kind="contact"))
    assert meant(one, "") == "U hebt niets getypt. Typ 1 om verder te gaan."


def test_enter_goes_on_where_there_is_one_way() -> None:
    """A contact or question with no way on but `next` is left by Enter."""
    for kind in ("contact", "question"):
        assert meant(look(session(way("next"), kind=kind)), "") == ("next", None)


def test_an_ambiguous_beginning_is_not_guessed() -> None:
    """The choices that it can be are named."""
    view = step(way("a", "Dit lukt niet"), way("b", "Dit lukt"), way("c", "Anders"))
    assert meant(view, "and") == ("c", None)
    assert meant(view, "dit") == (
        "“dit” kan meer dan één antwoord zijn: “Dit lukt niet” of “Dit lukt”. "
        "Typ 1, 2 of 3."
    )
    assert meant(view, "dit lukt") == ("b", None)


def test_titles_that_are_numbers_get_letters() -> None:
    """Where the choices are 2, 4 and 6, the number 2 is not the second of them."""
    view = step(way("x", "2"), way("y", "4"), way("z", "6"))
    assert view.labels == ("a", "b", "c")
    assert meant(view, "2") == ("x", None)
    assert meant(view, "b") == ("y", None)


def test_many_choices_all_have_a_label() -> None:
    """Letters go on after z; the invitation then names the first and the last."""
    ways = [way(f"t{n}", f"Keuze {n:02}") for n in range(28)]
    view = asking("text", *ways)
    assert view.labels[24:] == ("/y", "/z", "/aa", "/ab")
    assert step(*ways).invitation == "Typ 1 tot en met 28"


def test_a_long_line_is_not_repeated_whole() -> None:
    """An error stays short, whatever was pasted."""
    view = step(way("next"), way("x", "X"))
    for length, shown in ((40, "y" * 40), (41, f"{'y' * 40}…"), (5000, f"{'y' * 40}…")):
        assert meant(view, "y" * length) == (
            f"“{shown}” is hier geen antwoord. {view.invitation}."
        )


@given(flow=flows(), data=st.data())
def test_every_choice_can_be_made(flow: Flow, data: st.DataObject) -> None:
    """A label always means its choice; so does a title that only one choice has."""
    session = Session(flow)
    for _ in range(data.draw(st.integers(0, 4))):
        if not session.ended:
            give(session, data.draw(st.sampled_from(moves(session))))
    view = look(session)
    titles = Counter(fold(choice.title) for choice in view.choices)
    for label, choice in zip(view.labels, view.choices, strict=True):
        assert understand(view, label) == choice
        assert is_shown(view, f" {label.upper()}. ")
        assert is_shown(view, choice.title)
        names = fold(choice.title) in (*view.labels, *_ids(view))
        if titles[fold(choice.title)] == 1 and not names:
            assert understand(view, choice.title) == choice


def _ids(view: View) -> Iterable[str]:
    for choice in view.choices:
        yield from (choice.trigger, str(choice.value))
    yield from ("ja", "nee", "yes", "no")


@given(flow=flows(), line=st.text(), data=st.data())
def test_what_is_understood_can_be_taken(
    flow: Flow, line: str, data: st.DataObject
) -> None:
    """Whatever is typed is either refused in words or a move that the flow takes."""
    session = Session(flow)
    if not session.ended:
        give(session, data.draw(st.sampled_from(moves(session))))
    found = understand(look(session), line)
    before = len(session.answers)
    if isinstance(found, Misread):
        assert printable(found.message) == found.message
    else:
        session.take(found)
        assert len(session.answers) == before + 1


# ---------------------------------------------------------------- what is typed
@pytest.mark.parametrize(
    ("fact", "line", "value"),
    [
        ("number", "12", 12),
        ("number", "+12", 12),
        ("number", "12,0", 12),
        ("decimal", "12,5", Decimal("12.50")),
        ("decimal", "\N{MINUS SIGN}1 250,25", Decimal("-1250.25")),
        ("decimal", "0", Decimal("0.00")),
        ("decimal", "1.234,56", Decimal("1234.56")),
        ("decimal", "1.234.567,8", Decimal("1234567.80")),
        ("date", "23/11/2026", date(2026, 11, 23)),
        ("date", "1-2-2026", date(2026, 2, 1)),
        ("date", "23.11.2026", date(2026, 11, 23)),
        ("date", "23 / 11 / 2026", date(2026, 11, 23)),
        ("date", "23 november 2026", date(2026, 11, 23)),
        ("date", "23 Nov. 2026", date(2026, 11, 23)),
        ("date", "1 May 2026", date(2026, 5, 1)),
        ("date", "3maart2026", date(2026, 3, 3)),
        ("date", "3-mrt-2026", date(2026, 3, 3)),
        ("date", "3. Mrz. 2026", date(2026, 3, 3)),
        ("date", "1er déc. 2026", date(2026, 12, 1)),
        ("date", "Nov. 23rd, 2026", date(2026, 11, 23)),
        ("date", "November 1 2026", date(2026, 11, 1)),
        ("date", "2026-11-23", date(2026, 11, 23)),
        ("text", " Jan Peeters ", "Jan Peeters"),
        ("text", "ja", "ja"),
        ("digits", "HCO 71 000 999", "71000999"),
        ("enterprise", "BE 0123 456 749", "0123.456.749"),
    ],
)
def test_a_value_is_read_as_people_write_it(fact: str, line: str, value: Value) -> None:
    """Local forms of numbers and dates are read; what is kept is the normal form."""
    assert meant(asking(fact), line) == (ANSWER, value)


@pytest.mark.parametrize(
    ("fact", "line"),
    [
        ("number", "100"),
        ("number", "-1"),
        ("number", "1,5"),
        ("number", "een"),
        ("number", "12jaar"),
        ("decimal", "12.5"),
        ("decimal", "1.250"),
        ("decimal", "1,255"),
        ("decimal", "1  250"),
        ("decimal", "1,234.56"),
        ("decimal", "1.234 567,8"),
        ("number", "1.234 567"),
        ("date", "23/11/26"),
        ("date", "11/23/2026"),
        ("date", "31 februari 2026"),
        ("date", "30/2/2026"),
        ("date", "1 ma 2026"),
        ("date", "1 mxx 2026"),
        ("date", "1 ju. 2026"),
        ("date", "0000-01-01"),
        ("date", "31/12/2025"),
        ("digits", "geen"),
        ("enterprise", "12"),
        ("text", "x" * 201),
    ],
)
def test_a_value_that_is_none_is_not_guessed(fact: str, line: str) -> None:
    """The error says what would be taken, in the words of the invitation."""
    view = asking(fact)
    message = meant(view, line)
    assert isinstance(message, str)
    assert message.endswith(f" is hier geen antwoord. {view.invitation}.")


@pytest.mark.parametrize(
    ("language", "line"),
    [("nl", "1.234,56"), ("fr", "1 234,56"), ("de", "1.234,56"), ("en", "1,234.56")],
)
def test_a_large_amount_is_read_in_every_language(language: str, line: str) -> None:
    """As people there write it, with both signs; it is repeated without any doubt."""
    found = understand(asking("decimal", language=language), line)
    assert isinstance(found, Choice)
    assert found.value == Decimal("1234.56")
    assert found.title == f"1234{line[-3]}56"


@pytest.mark.parametrize("line", ["23 nov", "23/11", "23 november", "1 mrt."])
def test_a_date_without_its_year_is_not_guessed(line: str) -> None:
    """The error says that a year is all that is missing."""
    view = asking("date")
    told = f"Bij “{line}” hoort nog een jaar. {view.invitation}."
    assert meant(view, line) == told
    assert "hoort nog een jaar" not in str(meant(asking("number"), line))


def test_thousands_are_parted_as_the_language_does() -> None:
    """1.250 is a large number in Dutch, and a small one in English."""
    big = replace(FACT["number"], maximum=None)

    def view(language: str) -> View:
        return replace(asking("number", language=language), asks=big)

    assert meant(view("nl"), "1.250") == (ANSWER, 1250)
    assert meant(view("en"), "1,250") == (ANSWER, 1250)
    assert meant(view("en"), "1.250") != (ANSWER, 1250)
    assert meant(asking("decimal", language="en"), "1.25") == (ANSWER, Decimal("1.25"))


def test_other_ways_on_stand_beside_what_is_typed() -> None:
    """They have letters, and go before a value only where named in full.

    Where a letter is a value too, it has a slash before it as a label.
    """
    unsure = way("unsure", "Onbekend")
    number = asking("number", unsure)
    assert number.labels == ("a",)
    assert meant(number, "1") == (ANSWER, 1)
    assert meant(number, "onb") == ("unsure", None)
    text = asking("text", unsure)
    assert meant(text, "onb") == (ANSWER, "onb")
    assert meant(text, "A") == (ANSWER, "A")
    assert meant(text, "“Onbekend?”") == (ANSWER, "Onbekend?")
    assert meant(text, "onbekend") == meant(text, "/A") == ("unsure", None)
    assert text.invitation == "Typ een kort antwoord, of /a"
    assert asking("text").invitation == "Typ een kort antwoord"


def test_a_number_that_does_not_add_up_is_told_so() -> None:
    """Wrong check digits are no other form, but a mistake in typing."""
    message = meant(asking("enterprise"), "0123.456.748")
    assert message == (
        "“0123.456.748” kan niet juist zijn: de laatste twee cijfers passen niet bij "
        "de andere. Kijk het nummer na."
    )


@pytest.mark.parametrize("fact", [*VALUES, ""])
@pytest.mark.parametrize(
    "line", ["85.07.30-033.28", "x 85073003328", "17 07 30 033 84"]
)
def test_a_register_number_is_refused_everywhere(fact: str, line: str) -> None:
    """No state takes one, and no message repeats it."""
    view = asking(fact) if fact else step(way("next"), way("x", line))
    assert meant(view, line) == (
        "Dit lijkt een rijksregisternummer. Typ dat nooit hier. Het is niet bewaard."
    )


@pytest.mark.parametrize(
    ("view", "invitation"),
    [
        (step(way("next")), "Druk op Enter om verder te gaan"),
        (look(session(kind="goal")), "Druk op Enter om af te sluiten"),
        (step(way("x", "X"), way("next")), "Typ 1 of 2 (Enter is 2)"),
        (asking("yesno", way("x", "X")), "Typ 1, 2 of 3"),
        (step(*(way(f"t{n}", "X") for n in range(4))), "Typ 1, 2, 3 of 4"),
        (step(*(way(f"t{n}", "X") for n in range(5))), "Typ 1 tot en met 5"),
        (asking("number"), "Typ een geheel getal, van 0 tot en met 99"),
        (asking("decimal"), "Typ een getal zoals 12,50"),
        (
            asking("date"),
            "Typ een datum zoals 23/11/2026, vanaf 1 januari 2026",
        ),
        (asking("digits"), "Typ een nummer, alleen cijfers"),
        (asking("enterprise"), "Typ een ondernemingsnummer zoals 0123.456.749"),
        (asking("yesno", language="en"), "Type 1 or 2"),
    ],
)
def test_an_invitation_says_what_can_be_typed(view: View, invitation: str) -> None:
    """One short sentence per kind of state, in the language of the flow."""
    assert view.invitation == invitation


@pytest.mark.parametrize(
    ("fact", "said"),
    [
        (Fact(id="f", type="yesno"), "ja of nee"),
        (Fact(id="f", type="choice"), "een van de keuzes"),
        (Fact(id="f", type="text", format="email"), "een e-mailadres zoals naam@"),
        (Fact(id="f", type="text", pattern="[A-Z]"), "een antwoord in de gevraagde vo"),
        (Fact(id="f", type="number", decimals=1), "een getal zoals 12,5"),
    ],
)
def test_what_a_fact_takes_is_said(fact: Fact, said: str) -> None:
    """Every type and format has its words."""
    assert takes("nl", fact).startswith(said)


@pytest.mark.parametrize(
    ("hours", "days", "language", "said"),
    [
        ("07:00-20:00", (), "nl", "van 7 tot 20 uur. Op welke dagen is niet bekend."),
        ("08:30-24:00", ("mon",), "nl", "op maandag, van 8.30 tot 24 uur."),
        (
            "09:05-17:00",
            ("mon", "tue", "fri"),
            "en",
            "Monday, Tuesday and Friday, from",
        ),
    ],
)
def test_hours_are_said_in_words(
    hours: str, days: tuple[str, ...], language: str, said: str
) -> None:
    """Days that the source does not name are said to be unknown."""
    contact = Contact(id="c", name="C", hours=hours, days=days)
    assert said in contacts.hours(language, contact)


# ---------------------------------------------------------------- characters
@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("a\x1b[31mb\x1b[0mc", "abc"),
        ("\x1b]0;titel\x07ja", "ja"),
        ("\x1b]8;;https://a.be\x1b\\ja", "ja"),
        ("\x1b[Aja", "ja"),
        ("\x1bOPja", "Pja"),
        ("\x1b", ""),
        ("\x1b[", ""),
        ("j\x00a\x7f\x9b", "ja"),
        ("a\tb\r\nc", "a b  c"),
        ("a\u202eb\u2066c", "abc"),
        ("één “x” ok", "één “x” ok"),
    ],
)
def test_what_steers_a_screen_is_left_out(raw: str, clean: str) -> None:
    """Neither keys that were pressed nor texts can move the cursor or hide words."""
    assert printable(raw) == clean


@given(st.text(st.characters(max_codepoint=0x30)))
def test_no_control_character_is_left(raw: str) -> None:
    """Whatever goes in, no control character comes out."""
    assert all(ord(char) >= 0x20 for char in printable(raw))


@pytest.mark.parametrize(
    ("words", "means"),
    [
        *((word, True) for word in ("ja", "J", "yes", "y", "oui", "o", " Ja! ")),
        *((word, False) for word in ("nee", "NEEN", "n", "no", "non")),
        *((word, None) for word in ("misschien", "", "jan", "neus")),
    ],
)
def test_yes_and_no_are_the_same_everywhere(words: str, means: bool | None) -> None:  # noqa: FBT001 - a column of the table
    """Only what means yes in some language is a yes."""
    assert yes_or_no(words) is means


# ------------------------------------------------------------ commands
@pytest.mark.parametrize(
    ("line", "command"),
    [
        ("waarom?", ("why", "")),
        ("Hulp ?", ("help", "")),
        ("?", ("help", "")),
        ("terug3", ("back", "3")),
        ("terug 3.", ("back", "3")),
        ("terug 3.5", ("", "")),
        ("terug drie", ("", "")),
        ("waar 3", ("", "")),
        ("notitie 3", ("note", "3")),
        ("taal FR", ("language", "fr")),
        ("taal klingon", ("", "")),
        ("“hulp”", ("", "")),
        ('"Note: server down"', ("", "")),
    ],
)
def test_a_command_is_found_as_people_type_it(
    line: str, command: tuple[str, str]
) -> None:
    """With a question mark, a number, or none where it stands in quotation marks."""
    assert commanded(asking("text"), line) == command


def test_titles_that_begin_with_a_number_are_called_by_letters() -> None:
    """So that 1 is "1 gebruiker", and not the first choice."""
    titles = ("0 gebruikers", "1 gebruiker", "2 of meer gebruikers")
    view = step(*(way(f"t{n}", title) for n, title in enumerate(titles)))
    assert view.labels == ("a", "b", "c")
    assert meant(view, "1") == ("t1", None)


@pytest.mark.parametrize(
    ("value", "shown"), [("1E-7", "0,0000001"), ("0E-9", "0,000000000")]
)
def test_a_number_is_never_told_in_powers_of_ten(value: str, shown: str) -> None:
    """Nobody reads that aloud."""
    assert words.number("nl", Decimal(value)) == shown
