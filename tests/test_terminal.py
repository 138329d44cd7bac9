"""A reader at a terminal is led through a flow, whatever he types."""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ama_flow import load, loads
from ama_flow.model import (
    ANSWER,
    Contact,
    Fact,
    Flow,
    FlowError,
    Link,
    Outcome,
    Phase,
    State,
    Table,
    Transition,
)
from ama_flow.view import Choice, Session, fold, look, named, take, understand
from ama_flow_renderers import terminal_paper
from ama_flow_renderers.terminal import COMMANDS, frontend
from ama_flow_renderers.terminal_screen import write_blocks

from .any_flows import flows

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
        outcome = frontend.run(session)
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

    def readline(self, size: int | None = -1, /) -> str:
        """Give the next line."""
        self.seen.append((self.session.state, len(self.session.answers)))
        return super().readline(-1 if size is None else size)


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
  Nagekeken op 23 november 2026.

Hou bij de hand:
  - Kaartnummer
    Opzoeken: ledenlijst
    https://fietsen.example/een/heel/lang/adres/dat/niet/op/een/regel/past

  1. Ik probeer opnieuw
  2. Ik ga weg
Typ 1 of 2: 
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
        frontend.run(Session(load("ama_wvg")))
    widest = min(columns or 80, 80)
    for line in written.getvalue().splitlines():
        assert len(line) <= max(widest, 40) or line.strip().startswith("https://")
        assert len(line) <= widest or " " not in line.strip() or ": " in line
