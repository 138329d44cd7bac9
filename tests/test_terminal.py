"""A reader at a terminal is led through a flow, whatever he types."""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ama_flow import load, loads, registry
from ama_flow.model import (
    Contact,
    Flow,
    FlowError,
    Outcome,
    Phase,
    State,
    Table,
    Term,
    Transition,
    replace,
)
from ama_flow.view import (
    Choice,
    Session,
    Sitting,
    commanded,
    look,
    printable,
    understand,
    yes_or_no,
)
from ama_flow.words import LANGUAGES, say
from ama_flow.words.commands import COMMANDS

from .any_flows import flows
from .test_journal import clock

FRONTEND = registry.frontend("terminal")
REGISTER_NUMBER = "85.07.30-033.28"


@contextmanager
def screen(lines: io.StringIO) -> Iterator[io.StringIO]:
    """Let what is typed come from *lines*, and give what is written."""
    keyboard, sys.stdin = sys.stdin, lines
    try:
        with redirect_stdout(io.StringIO()) as written:
            yield written
    finally:
        sys.stdin = keyboard


def talk(flow: Flow | Session, *lines: str) -> tuple[Outcome, str]:
    """Type *lines* in a session; gives how it ended and what was written."""
    session = flow if isinstance(flow, Session) else Session(flow)
    with screen(io.StringIO("".join(f"{line}\n" for line in lines))) as written:
        outcome = FRONTEND.run(Sitting(session, clock=clock))
    return outcome, written.getvalue()


def after(words: str, *lines: str, flow: Flow | None = None) -> str:
    """Give what is written after *words*, when *lines* are typed."""
    _, written = talk(flow or load("ama_wvg"), *lines)
    assert words in written
    return written.partition(words)[2]


class Keyboard(io.StringIO):
    """Lines that are typed; notes where *session* is before each one."""

    def __init__(self, lines: list[str], session: Session) -> None:
        """Type *lines* in *session*."""
        super().__init__("".join(f"{line}\n" for line in lines))
        self.session = session
        self.seen: list[tuple[str, int]] = []

    def readline(self, size: int = -1, /) -> str:  # type: ignore[override] # as StringIO has it
        """Give the next line."""
        self.seen.append((self.session.state, len(self.session.answers)))
        return super().readline(size)


FLOW = loads(
    """
    format = 1
    id = "fiets"
    version = "1"
    language = "nl"
    title = "Een fiets lenen"
    text = "Zo leent u een fiets."
    initial = "lid"

    [phases]
    vooraf = "Vooraf"
    straat = "Op straat"

    [links.lijst]
    title = "ledenlijst"
    url = "https://fietsen.example/een/heel/lang/adres/dat/niet/op/een/regel/past"
    [links.kaart]
    title = "kaart"
    url = "https://fietsen.example/kaart"

    [facts.lid]
    type = "yesno"
    [facts.kaart]
    type = "text"
    title = "Kaartnummer"
    pattern = "[0-9]+"
    lookup = "lijst"
    [facts.rijksregister]
    type = "text"
    title = "Rijksregisternummer"
    format = "be-insz"
    sensitive = true

    [contacts.balie]
    name = "De balie"
    phone = "02 123 45 67"
    email = "balie@fietsen.example"
    url = "https://fietsen.example"
    hours = "08:30-17:00"
    days = ["mon", "tue"]
    timezone = "Europe/Brussels"
    checked = 2026-11-23

    [triggers]
    opnieuw = { title = "Ik probeer opnieuw", choice = true }

    [states.lid]
    kind = "question"
    phase = "vooraf"
    title = "Bent u lid?"
    why = "Alleen leden lenen een fiets."
    asks = "lid"
    transitions = [
      { conditions = { lid = true }, dest = "kaart" },
      { conditions = { lid = false }, dest = "balie" },
    ]

    [states.kaart]
    kind = "question"
    phase = "vooraf"
    title = "Wat is uw kaartnummer?"
    asks = "kaart"
    transitions = [
      { dest = "fiets" },
      { trigger = "kwijt", title = "Ik ben mijn kaart kwijt", dest = "balie" },
    ]

    [states.fiets]
    kind = "step"
    phase = "straat"
    title = "Neem een fiets"
    text = '''
Kijk op [de kaart][kaart] en in [de lijst][lijst]. Typ `A B`:

- *eerst* het **slot**
- dan de fiets

```
  slot  open
```

1. stap op\\
   en rij'''
    needs = ["kaart", "rijksregister"]
    next = "klaar"
    transitions = [{ trigger = "stuk", title = "De fiets is stuk", dest = "balie" }]

    [states.balie]
    kind = "contact"
    phase = "straat"
    title = "Ga naar de balie"
    contact = "balie"
    needs = ["kaart"]
    transitions = [
      { trigger = "opnieuw", dest = "lid" },
      { trigger = "weg", title = "Ik ga weg", dest = "afdeling" },
    ]

    [states.afdeling]
    kind = "contact"
    phase = "straat"
    title = "Mail de afdeling"
    contact = "balie"

    [states.klaar]
    kind = "goal"
    phase = "straat"
    title = "U hebt een fiets"
    """
)


# ---------------------------------------------------------------- what is shown
def test_a_session_from_start_to_goal() -> None:
    """Title, command words, then a screen per state; nothing is asked at an end."""
    outcome, written = talk(FLOW, "ja", "HCO 12 34", "", "")
    assert outcome == "goal"
    assert (
        written
        == """\
Een fiets lenen
Zo leent u een fiets.

Typ op elk moment hulp, waarom, terug of stop.

Deel: Vooraf

Bent u lid?
  1. Ja
  2. Nee
Typ 1 of 2:\x20

Wat is uw kaartnummer?
Typ een nummer, alleen cijfers, of a.
  a. Ik ben mijn kaart kwijt
Uw antwoord:\x20
Genoteerd: 1234

Deel: Op straat

Neem een fiets
Kijk op de kaart en in de lijst. Typ “A B”:
  kaart:
  https://fietsen.example/kaart
  ledenlijst:
  https://fietsen.example/een/heel/lang/adres/dat/niet/op/een/regel/past

- eerst het slot
- dan de fiets

    slot  open

1. stap op
   en rij

Hou bij de hand:
  - Kaartnummer: 1234
  - Rijksregisternummer. Typ dit nooit hier.

  1. Verder
  2. De fiets is stuk
Typ 1 of 2 (Enter is 1):\x20

U hebt een fiets
Hier eindigt deze procedure.
Druk op Enter om af te sluiten:\x20
"""
    )


def test_a_contact_tells_all_that_is_known_of_it() -> None:
    """How and when to reach it, how old that is, and what to have at hand."""
    outcome, written = talk(FLOW, "nee", "ik ga weg")
    assert outcome == "contact"
    assert (
        """
Ga naar de balie

De balie
  Telefoon: 02 123 45 67
  E-mail: balie@fietsen.example
  Website:
  https://fietsen.example
  Bereikbaar op maandag en dinsdag, van 8.30 tot 17 uur.
  Nu gesloten. Opent morgen om 8.30 uur.
  Nagekeken op 23 november 2026.

Hou bij de hand:
  - Kaartnummer
    Opzoeken: ledenlijst
    https://fietsen.example/een/heel/lang/adres/dat/niet/op/een/regel/past

Wilt u mailen? Typ mail voor een e-mail die klaar is.
Gaat u later verder? Typ stop.

  1. Ik probeer opnieuw
  2. Ik ga weg
Typ 1 of 2:\x20
"""
        in written
    )


def test_a_contact_shows_only_what_it_has() -> None:
    """A bare contact has no empty lines for what is not known of it."""
    bare = Contact(id="balie", name="De balie", phone="02")
    flow = replace(FLOW, contacts=Table([("balie", bare)]))
    assert "De balie\n  Telefoon: 02\n\nHou" in talk(flow, "nee")[1]
    bare = replace(bare, phone="", email="a@b.be")
    flow = replace(FLOW, contacts=Table([("balie", bare)]))
    assert "De balie\n  E-mail: a@b.be\n\nHou" in talk(flow, "nee")[1]


def test_a_flow_without_text_or_phases_is_shown_too() -> None:
    """What is not there leaves no gap."""
    states = [(s.id, replace(s, phase="")) for s in FLOW.states.values()]
    flow = replace(FLOW, text="", phases=Table[Phase](), states=Table(states))
    start = (
        "Een fiets lenen\n\nTyp op elk moment hulp, waarom, terug of stop.\n\nBent u"
    )
    assert talk(flow)[1].startswith(start)
    assert "U bent bij: Bent u lid?" in after("Typ 1 of 2: \n", "waar", flow=flow)


def test_a_way_on_with_a_title_is_listed() -> None:
    """A single `next` that says something itself is shown as it is."""
    ways = (Transition(trigger="next", source="a", dest="a", title="Gelezen"),)
    state = State(id="a", kind="step", title="Lees", transitions=ways)
    flow = replace(FLOW, initial="a", states=Table([("a", state)]))
    assert "Lees\n  1. Gelezen\nDruk op Enter om verder te gaan: \n" in talk(flow)[1]
    plain = replace(state, transitions=(replace(ways[0], title=""),))
    flow = replace(FLOW, initial="a", states=Table([("a", plain)]))
    assert "Lees\nDruk op Enter om verder te gaan: \n" in talk(flow)[1]


@pytest.mark.parametrize("columns", [0, 20, 40, 79, 80, 200])
def test_lines_fit_in_the_terminal(
    columns: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No line but an address is longer than the terminal is wide, nor than 80."""
    size = os.terminal_size((columns, 24))
    monkeypatch.setattr(os, "get_terminal_size", lambda _file: size)
    with screen(io.StringIO("hulp\n1\n1\n\nterug\n2\n")) as written:
        written.fileno = lambda: 1  # type: ignore[method-assign]
        FRONTEND.run(Sitting(Session(load("ama_wvg"))))
    widest = min(columns or 80, 80)
    exact = [term.text for term in load("ama_wvg").terms.values()]
    for line in written.getvalue().splitlines():
        is_prompt = line.endswith(": ")
        is_whole = "://" in line or "@" in line or " " not in line.strip()
        is_whole |= any(string in line for string in exact)
        assert len(line) <= widest or is_whole or is_prompt
        assert len(line) < 40 or not is_prompt


def test_lines_break_between_words_only() -> None:
    """A line has up to 80 characters; words, hyphens and addresses stay whole."""
    full, over = f"{'x' * 39} {'y' * 40}", f"{'x' * 40} {'y' * 40}"
    whole = "z" * 60 + "-" + "z" * 60
    written = talk(replace(FLOW, title=f"{full} {over} {whole}"))[1]
    assert written.splitlines()[:4] == [full, "x" * 40, "y" * 40, whole]


def test_a_single_link_stands_below_its_paragraph() -> None:
    """One address needs no title; the text says what it is."""
    text = "Zie [de kaart][kaart], echt [die][kaart].\n\nEn dan."
    assert talk(replace(FLOW, text=text))[1].startswith(
        "Een fiets lenen\nZie de kaart, echt die.\n  https://fietsen.example/kaart\n"
        "\nEn dan.\n\nTyp op"
    )


def test_exact_strings_stand_alone_and_whole() -> None:
    """Below the paragraph that names them, to be compared or copied to the letter."""
    long = "Een knop met een heel lange naam, en met nog meer woorden dan op een regel"
    terms = [Term(id="knop", text=f"{long} gaan"), Term(id="veld", text="Naam")]
    state = replace(
        FLOW.states["lid"],
        text="Klik op “{knop}”.\n\nVul in.\n\n- Vul {veld} in.",
        why="Want {knop} is daar.",
    )
    flow = replace(
        FLOW,
        states=Table({**FLOW.states, "lid": state}.items()),
        terms=Table((term.id, term) for term in terms),
    )
    written = talk(flow, "waarom")[1]
    assert f"gaan”.\n  {long} gaan\n\nVul in.\n\n- Vul Naam in.\n    Naam\n" in written
    assert f"daar.\n  {long} gaan\n\nTyp 1 of 2" in written


def test_what_is_listed_hangs_from_its_mark() -> None:
    """Later lines of a choice, a need or an item start where the first words do."""
    long = " ".join(["langer"] * 18)
    ways = (Transition(trigger="go", source="a", dest="a", title=long),)
    state = State(id="a", kind="step", title="A", transitions=ways, needs=("kaart",))
    state = replace(state, text=f"- {long}\n\n  {long}")
    fact = replace(FLOW.facts["kaart"], title=long, lookup="")
    flow = replace(
        FLOW,
        initial="a",
        states=Table([("a", state)]),
        facts=Table([("kaart", fact)]),
    )
    lines = talk(flow)[1].splitlines()
    starts = [line.partition("langer")[0] for line in lines if "langer" in line]
    assert starts == ["- ", "  ", "  ", "  ", "  - ", "    ", "  1. ", "     "]


# ---------------------------------------------------------------- commands
def test_back_takes_back_one_answer() -> None:
    """The state before is shown again, with its phase; at the start there is none."""
    said = after("Typ 1 of 2: \n", "terug", "nee", "BACK.")
    assert said.startswith("U bent bij het begin.\nTyp 1 of 2: \n\nDeel: De sub")
    back = said.partition("(Enter is 1): \n")[2]
    assert back.startswith("Terug naar de vorige stap.\n\nDeel: Vooraf\n\nIs uw v")


def test_back_works_at_an_end() -> None:
    """Who sees at the end that an answer was wrong is not lost."""
    lines = ("nee", "weg", "ik ga weg", "terug", "terug", "ja", "1", "", "stop")
    assert talk(FLOW, *lines)[0] == "goal"


def test_why_gives_the_reason_or_says_there_is_none() -> None:
    """The prompt then comes again, not the whole screen."""
    assert after("of 2: \n", "waarom", flow=FLOW).startswith(
        "\nAlleen leden lenen een fiets.\n\nTyp 1 of 2: \n"
    )
    assert "\nHierbij staat geen uitleg.\n\nUw antwoord: " in talk(FLOW, "ja", "why")[1]


def test_where_tells_what_was_done() -> None:
    """Phase, state, and each answer in words, in order."""
    said = after("(Enter is 1): \n", "ja", "12", "waar", flow=FLOW)
    assert said.startswith("""
Deel: Op straat
U bent bij: Neem een fiets
Hoeveel antwoorden er nog komen, is niet bekend.
Tot nu toe:
  1. Bent u lid? Ja
  2. Wat is uw kaartnummer? 12

Typ 1 of 2 (Enter is 1):\x20
""")
    said = after("om af te sluiten: \n", "ja", "12", "", "where", flow=FLOW)
    assert "  3. Neem een fiets\n\nDruk" in said
    said = after("Hier eindigt", "nee", "2", "waar", flow=FLOW)
    assert "  2. Ga naar de balie: Ik ga weg\n" in said


def test_restart_asks_first() -> None:
    """Only a yes takes all answers back; at the start there are none."""
    said = after(
        "Typ 1 of 2: \n", "opnieuw", "ja", "opnieuw", "", "restart", "j", flow=FLOW
    )
    assert said.startswith("U bent bij het begin.\nTyp 1 of 2: ")
    assert (
        "Uw antwoord: \nOpnieuw beginnen? Typ ja of nee: \nU gaat verder waar u was.\n"
        "Uw antwoord: \nOpnieuw beginnen? Typ ja of nee: \nU begint opnieuw.\n\n"
        "Bent u lid?\n"
    ) in said


def test_stop_says_that_nothing_is_kept() -> None:
    """Who stops before an end is told so, at a contact too, if he answered at all."""
    outcome, written = talk(FLOW, "stop")
    assert outcome == "stopped"
    assert written.endswith("U bent gestopt.\n")
    outcome, written = talk(FLOW, "nee", "q")
    assert outcome == "stopped"
    assert written.endswith("U bent gestopt.\nUw antwoorden zijn niet bewaard.\n")


def test_end_of_input_is_one_sentence() -> None:
    """Input that ends before the procedure does is an interruption."""
    outcome, written = talk(FLOW, "ja")
    assert outcome == "interrupted"
    assert written.endswith(
        "Uw antwoord: \nOnderbroken.\nUw antwoorden zijn niet bewaard.\n"
    )


def test_help_lists_every_command() -> None:
    """In the language of the flow; the welcome names commands that exist."""
    assert after("Typ 1 of 2: \n", "?", flow=FLOW).startswith("""
U kunt op elk moment typen:
  terug    uw laatste antwoord terugnemen; met een nummer, zoals terug 3,
           verandert u dat antwoord
  waarom   waarom deze stap of vraag er is
  waar     waar u bent en wat u al gedaan hebt
  notitie  iets opschrijven om te onthouden, zoals: notitie Gebeld met Jan
  open     de link die hier staat openen in uw browser; met een nummer als er
           meer zijn, zoals open 2
  mail     bij een contact: een e-mail die klaar is om te versturen
  taal     in een andere taal verdergaan, zoals taal fr
  opnieuw  helemaal opnieuw beginnen
  stop     stoppen
  hulp     deze uitleg

Typ 1 of 2:\x20
""")
    for language in LANGUAGES:
        welcome = talk(replace(FLOW, language=language))[1]
        names = re.findall(r"\w+", welcome.splitlines()[3])
        known = {say(language, f"run_command_{name}").split()[0] for name in COMMANDS}
        assert len(known & set(names)) == 4


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_works_at_every_kind_of_state(command: str) -> None:
    """In any language, with a slash too, and whatever capitals."""
    ways = {"question": [], "typed": ["1"], "step": ["1", "2"], "contact": ["2"]}
    ways["goal"] = ["1", "2", "1"]
    for lines in ways.values():
        for language in LANGUAGES:
            word = say(language, f"run_command_{command}").split()[0]
            written = talk(FLOW, *lines, f" {word.upper()} ", "nee")[1]
            slashed = talk(FLOW, *lines, f"/{word}", "nee")[1]
            assert written == slashed
            assert "Fout: " not in slashed.replace("Fout: “nee” is hier geen", "")


def test_a_choice_goes_before_a_command() -> None:
    """Its title is a command's name; help then tells how to give the command."""
    again = replace(FLOW.states["balie"].transitions[0], title="Opnieuw")
    balie = replace(FLOW.states["balie"], transitions=(again,))
    flow = replace(FLOW, states=Table({**FLOW.states, "balie": balie}.items()))
    lines = ("nee", "hulp", "opnieuw", "nee", "/opnieuw", "j", "stop")
    outcome, written = talk(flow, *lines)
    assert outcome == "stopped"
    assert "\n  terug     uw laatste antwoord terugnemen; met" in written
    assert "\n  /opnieuw  helemaal opnieuw beginnen\n" in written
    assert written.count("Bent u lid?") == 3
    assert written.count("U begint opnieuw.") == 1


def test_a_command_goes_before_an_id() -> None:
    """Readers see titles and commands, and never an id."""
    assert "Opnieuw beginnen?" in talk(FLOW, "nee", "opnieuw")[1]
    assert "U begint opnieuw." in talk(FLOW, "nee", "opnieuw", "ja")[1]


def test_a_command_goes_before_a_value_and_a_beginning() -> None:
    """What can be typed anywhere is no answer to a question, nor half a title."""
    text = replace(FLOW.facts["kaart"], pattern="")
    rows = {**dict(FLOW.facts.items()), "kaart": text}
    flow = replace(FLOW, facts=Table(rows.items()))
    assert "Terug naar de vorige stap." in talk(flow, "ja", "terug")[1]
    assert "Genoteerd: terug" not in talk(flow, "ja", "terug")[1]


# ---------------------------------------------------------------- what goes wrong
def test_an_error_says_what_would_be_understood() -> None:
    """It starts with a word that stands out without colour."""
    said = after("Typ 1 of 2: \n", "misschien", flow=FLOW)
    assert said.startswith(
        "Fout: “misschien” is hier geen antwoord. Typ 1 of 2.\nTyp 1 of 2: \n"
    )


@pytest.mark.parametrize("lines", [(), ("ja",), ("ja", "1"), ("nee",), ("ja", "1", "")])
def test_a_register_number_is_never_repeated(lines: tuple[str, ...]) -> None:
    """It is refused at every kind of state."""
    _, written = talk(FLOW, *lines, REGISTER_NUMBER, "waar")
    assert "Fout: Dit lijkt een rijksregisternummer." in written
    assert REGISTER_NUMBER not in written
    assert "033" not in written


def test_keys_and_control_characters_are_left_out() -> None:
    """Arrow keys and pasted colours do no harm, and are never sent back."""
    _, written = talk(FLOW, "\x1b[A", "mis\x1b[31mschien\x00\x07", "\x1b[Bja")
    assert "Fout: U hebt niets getypt." in written
    assert "Fout: “misschien” is" in written
    assert "Wat is uw kaartnummer?" in written
    assert not re.search(r"[\x00-\x09\x0b-\x1f]", written)


def test_texts_of_a_flow_cannot_steer_the_screen() -> None:
    """A flow that was not loaded from a file may hold anything."""
    flow = replace(FLOW, title="\x1b[2JEen\nfiets", text="\x1b]0;x\x07Hallo\x9b")
    written = talk(flow)[1]
    assert written.startswith("Een fiets\nHallo\n")


def test_a_flow_that_is_not_sound_is_no_traceback_of_ours() -> None:
    """A session that can't go on raises what the command line can show."""
    state = replace(FLOW.states["lid"], transitions=FLOW.states["lid"].transitions[:1])
    rows = {**dict(FLOW.states.items()), "lid": state}
    with pytest.raises(FlowError, match="no transition of 'answer' is open"):
        talk(replace(FLOW, states=Table(rows.items())), "nee")


def test_a_dead_end_can_only_be_left() -> None:
    """Where a flow ends in neither goal nor contact, the reader did not get help."""
    state = State(id="a", kind="step", title="Doe iets")
    flow = replace(FLOW, initial="a", states=Table([("a", state)]))
    assert talk(flow)[0] == talk(flow, "")[0] == talk(flow, "stop")[0] == "stopped"


class Broken(io.StringIO):
    """An input that can't be read."""

    def readline(self, _size: int = -1, /) -> str:  # type: ignore[override] # as StringIO has it
        """Fail as a disk does."""
        raise OSError(5, "Input/output error")


def test_an_input_that_fails_is_not_taken_for_the_output() -> None:
    """The error names it; what was written before stands on lines of its own."""
    with screen(Broken()) as written, pytest.raises(OSError, match="put/out") as caught:
        FRONTEND.run(Sitting(Session(FLOW)))
    assert caught.value.filename == "<stdin>"
    assert written.getvalue().endswith("Typ 1 of 2: \n")


@pytest.mark.parametrize("has_readline", [True, False])
def test_a_terminal_is_read_with_or_without_readline(
    has_readline: bool,  # noqa: FBT001 - a column of the table
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Not every Python has it; a terminal ends the line that was typed itself."""
    if not has_readline:
        monkeypatch.setitem(sys.modules, "readline", None)
    lines = io.StringIO("ja\n")
    monkeypatch.setattr(lines, "isatty", lambda: True)
    with screen(lines) as written:
        assert FRONTEND.run(Sitting(Session(FLOW))) == "interrupted"
    assert "Typ 1 of 2: \nWat is uw kaartnummer?" in written.getvalue()


@pytest.mark.parametrize(
    ("variables", "is_bold"),
    [
        ({}, True),
        ({"NO_COLOR": ""}, True),
        ({"NO_COLOR": "1"}, False),
        ({"TERM": "dumb"}, False),
    ],
)
def test_only_titles_on_a_terminal_are_bold(
    variables: dict[str, str],
    is_bold: bool,  # noqa: FBT001 - a column of the table
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Each line of a title is bold by itself, unless the reader wants none of it."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    with screen(io.StringIO("ja\n")) as written:
        monkeypatch.setattr(written, "isatty", lambda: True)
        FRONTEND.run(Sitting(Session(replace(FLOW, title="Lang " * 20))))
    bold = re.findall("\x1b\\[1m(.*)\x1b\\[0m\n", written.getvalue())
    long = ["Lang " * 16, "Lang " * 4]
    titles = [*map(str.strip, long), "Bent u lid?", "Wat is uw kaartnummer?"]
    assert bold == titles * is_bold
    assert written.getvalue().count("\x1b") == 2 * len(bold)


TYPED = (
    *("", "1", "2", "a", "b", "ja", "Ja", "n", "dit", "state", "lukt_niet"),
    *("terug", "back", "waar", "hulp", "waarom", "opnieuw", "/restart", "stop"),
    *("terug 1", "back 2", "/terug 1", "taal fr", "taal", "notitie x", "mail", "open"),
    *("42", "12,50", "23/11/2026", "0123.456.749", REGISTER_NUMBER, "\x1b[A", "\x00"),
)
LINES = st.one_of(
    st.sampled_from(TYPED),
    st.text(max_size=10).map(lambda words: words.replace("\r", "").replace("\n", "")),
)


@given(flow=flows(), lines=st.lists(LINES, max_size=12))
def test_nothing_that_is_typed_moves_but_what_is_understood(
    flow: Flow, lines: list[str]
) -> None:
    """Before each line the session is where the lines so far lead, and it always ends.

    No line crashes it, and nothing but text is ever written.
    """
    session, model = Session(flow), Model(flow)
    keyboard = Keyboard(lines, session)
    with screen(keyboard) as written:
        outcome = FRONTEND.run(Sitting(session))
    for seen, line in zip(keyboard.seen, [*lines, ""], strict=False):
        assert not model.has_left
        assert seen == (model.session.state, len(model.session.answers))
        model.read(line)
    expected = model.session.outcome if model.session.ended else None
    assert outcome == (expected or ("stopped" if model.has_left else "interrupted"))
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f]", written.getvalue())
    assert REGISTER_NUMBER not in written.getvalue()


class Model:
    """What a session comes to by the lines that are typed, in the plainest way."""

    def __init__(self, flow: Flow) -> None:
        """Start *flow*."""
        self.session = Session(flow)
        self.language = flow.language
        self.changing = 0
        self.is_asked = False
        self.has_left = False

    def read(self, line: str) -> None:
        """Do what *line* means."""
        if self.is_asked:
            self.is_asked = False
            if yes_or_no(line):
                self.session.restart()
                self.changing = 0
            return
        answers = self.session.answers
        before = answers[: self.changing - 1] if self.changing else answers
        view = look(Session.resume(self.session.flow, before), self.language)
        name, argument = commanded(view, line)
        if name:
            self.command(name, argument)
        elif view.ended and not printable(line).strip():
            self.has_left = True
        elif isinstance(found := understand(view, line), Choice):
            self.give(found)

    def give(self, found: Choice) -> None:
        """Answer, or put another answer in the place of one."""
        if self.changing:
            self.session.change(self.changing, found)
            self.changing = 0
        else:
            self.session.take(found)

    def command(self, name: str, argument: str) -> None:
        """Do what moves the session, or what comes next."""
        given_ = len(self.session.answers)
        if name == "stop":
            self.has_left = True
        elif name == "restart":
            self.is_asked = given_ > 0
        elif name == "language":
            self.language = argument or self.language
        elif name == "back" and argument:
            self.changing = (
                int(argument) if 0 < int(argument) <= given_ else self.changing
            )
        elif name == "back" and self.changing:
            self.changing = 0
        elif name == "back" and given_:
            self.session.back()


# ------------------------------------------------------------ exact strings
LONG = "Aanbod van arbeidsmatige activiteiten en nog veel meer"
WIDE = replace(
    FLOW,
    terms=Table([("a", Term(id="a", text="Kort en bondig")), ("b", Term(id="b", text=LONG))]),
)  # fmt: skip


def shown(columns: int, text: str = "", **given: Any) -> list[str]:  # noqa: ANN401 - any field of a state
    """Give the lines of a step with *text* on a terminal that is *columns* wide."""
    lid = replace(FLOW.states["lid"], text=text, **given)
    made = replace(WIDE, states=Table({**FLOW.states, "lid": lid}.items()))
    size = os.terminal_size((columns, 24))
    with pytest.MonkeyPatch.context() as patch, screen(io.StringIO("")) as written:
        patch.setattr(os, "get_terminal_size", lambda _file: size)
        written.fileno = lambda: 1  # type: ignore[method-assign]
        FRONTEND.run(Sitting(Session(made)))
    return written.getvalue().splitlines()


@pytest.mark.parametrize(
    "text",
    [
        "Kies in deze lange regel dan `Kort en bondig` en ga door met de rest.",
        "- Kies in deze lange regel `Kort en bondig` en ga door met de rest.",
        "Kies in deze hele lange regel {a} en ga door met de rest.",
        "Kies [in deze lange *regel* **`Kort en bondig`**][kaart] en ga door.",
    ],
)
@pytest.mark.parametrize("columns", range(24, 60, 3))
def test_an_exact_string_is_not_broken_where_a_line_has_room(
    columns: int, text: str
) -> None:
    """In a paragraph, an item and emphasis; a term also stands alone."""
    lines = shown(columns, text)
    assert any("Kort en bondig" in line for line in lines)
    assert not any(line.rstrip().endswith(("Kort", "Kort en")) for line in lines)
    assert all(len(line) <= columns or "://" in line for line in lines[3:-3])
    assert ("{a}" in text) is ("  Kort en bondig" in lines)


@pytest.mark.parametrize(
    ("text", "indent"),
    [
        (f"Kies `{LONG}` en ga door.", 2),
        (f"- Kies `{LONG}` en ga door.", 4),
        (f"1. Een.\n2. Kies **`{LONG}`**.", 5),
        ("Kies {b} en ga door.", 2),
        (f"```\n{LONG}\n```", 2),
        (f"- Typ\n\n  ```\n  {LONG}\n  ```", 4),
    ],
)
def test_an_exact_string_that_is_too_wide_stands_alone_and_whole(
    text: str, indent: int
) -> None:
    """The terminal goes on with it on its next line; what is copied is one line."""
    assert " " * indent + LONG in shown(40, text)
    assert shown(80, text).count(" " * indent + LONG) == (
        0 if "`" in text and "```" not in text else 1
    )


def test_an_exact_string_is_whole_in_titles_and_choices_too() -> None:
    """And in what was answered."""
    lines = shown(30, title="Kies in deze regel Kort en bondig?")
    assert "Kort en bondig?" in lines


def test_what_to_have_at_hand_and_a_contact_are_whole() -> None:
    """A value and an address that no line has room for stand alone."""
    email = "een.heel.lang.adres.van.de.balie@fietsen.example"
    balie = replace(FLOW.contacts["balie"], email=email)
    kaart = replace(FLOW.facts["kaart"], pattern="")
    lid = replace(
        FLOW.states["lid"],
        transitions=tuple(
            replace(t, dest="kaart", conditions=())
            for t in FLOW.states["lid"].transitions[:1]
        ),
    )
    at_desk = replace(FLOW.states["kaart"], transitions=tuple(
        replace(t, dest="balie") for t in FLOW.states["kaart"].transitions
    ))  # fmt: skip
    desk = replace(FLOW.states["balie"], needs=("kaart",))
    states = {**FLOW.states, "lid": lid, "kaart": at_desk, "balie": desk}
    made = replace(
        WIDE,
        contacts=Table([("balie", balie)]),
        facts=Table({**FLOW.facts, "kaart": kaart}.items()),
        states=Table(states.items()),
    )
    for value, told in ((LONG, ["  - Kaartnummer:", f"    {LONG}"]),
                        ("Kort en bondig", ["  - Kaartnummer: Kort en bondig"])):  # fmt: skip
        size = os.terminal_size((40, 24))
        with (
            pytest.MonkeyPatch.context() as patch,
            screen(io.StringIO(f"ja\n{value}\n")) as written,
        ):
            patch.setattr(os, "get_terminal_size", lambda _file, size=size: size)
            written.fileno = lambda: 1  # type: ignore[method-assign]
            FRONTEND.run(Sitting(Session(made)))
        lines = written.getvalue().splitlines()
        assert [line for line in told if line not in lines] == []
        assert "  E-mail:" in lines
        assert f"  {email}" in lines
        assert "  Telefoon: 02 123 45 67" in lines
