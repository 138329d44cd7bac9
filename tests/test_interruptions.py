"""Whatever prompt a reader leaves, and however, he goes on where he was."""

from __future__ import annotations

import resource
from pathlib import Path

import pytest

from .pseudo_terminal import PseudoTerminal, pseudo_terminal

FLOW = """
format = 1
id = "lenen"
version = "1"
language = "nl"
title = "Lenen"
initial = "lid"

[facts.lid]
type = "yesno"
[facts.kaart]
type = "text"
title = "Kaartnummer"
pattern = "[0-9]+"

[contacts.balie]
name = "De balie"
email = "balie@lenen.example"

[states.lid]
kind = "question"
title = "Bent u lid?"
asks = "lid"
transitions = [
  { conditions = { lid = true }, dest = "kaart" },
  { conditions = { lid = false }, dest = "balie" },
]

[states.balie]
kind = "contact"
title = "Word lid"
contact = "balie"
transitions = [{ trigger = "gelukt", title = "Ik ben nu lid", dest = "kaart" }]

[states.kaart]
kind = "question"
title = "Wat is uw kaartnummer?"
asks = "kaart"
transitions = [{ dest = "nemen" }]

[states.nemen]
kind = "step"
title = "Neem het boek"
cannot_fail = "het ligt klaar"
next = "klaar"

[states.klaar]
kind = "goal"
title = "U hebt het boek"
"""

PROMPTS: dict[str, tuple[tuple[str, ...], str]] = {
    "a contact": (("nee",), "Typ 1 om verder te gaan: "),
    "a typed value": (("ja",), "Uw antwoord: "),
    "a step": (("ja", "12"), "Druk op Enter om verder te gaan: "),
    "a change": (("ja", "12", "terug 1"), "Druk op Enter om verder te gaan: "),
    "a new start": (("ja", "12", "opnieuw"), "Druk op Enter om verder te gaan: "),
    "what was refused": (("ja", "x"), "Uw antwoord: "),
}
"""What is typed up to each kind of prompt, and where the reader then goes on."""

KEYS = {"Ctrl-C": b"\x03", "Ctrl-D": b"\x04"}


@pytest.fixture
def flow(tmp_path: Path) -> str:
    """Give the path of a flow with a state of each kind."""
    path = tmp_path / "lenen.toml"
    path.write_text(FLOW, "utf-8")
    return str(path)


def typed(terminal: PseudoTerminal, *lines: str) -> None:
    """Type *lines*, each at a prompt."""
    terminal.expect(": ")
    for line in lines:
        terminal.type(line, expect=": ")


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("prompt", PROMPTS)
def test_a_reader_goes_on_where_he_was_interrupted(
    prompt: str, key: str, flow: str, tmp_path: Path
) -> None:
    """At the next start, if he wants to."""
    lines, there = PROMPTS[prompt]
    state = {"XDG_STATE_HOME": str(tmp_path)}
    with pseudo_terminal("run", flow, variables=state) as terminal:
        typed(terminal, *lines)
        assert terminal.interrupt(KEYS[key]) == 130
        assert terminal.shown.count("Onderbroken.\nUw antwoorden zijn bewaard") == 1
    with pseudo_terminal("run", flow, variables=state) as terminal:
        typed(terminal, "ja")
        terminal.expect(there)


@pytest.mark.parametrize("key", KEYS)
def test_who_is_interrupted_at_the_offer_is_offered_it_again(
    key: str, flow: str, tmp_path: Path
) -> None:
    """It was neither taken nor left."""
    state = {"XDG_STATE_HOME": str(tmp_path)}
    with pseudo_terminal("run", flow, variables=state) as terminal:
        typed(terminal, "ja")
        terminal.type("stop", expect="kunt u verdergaan.\n")
    for _ in range(2):
        with pseudo_terminal("run", flow, variables=state) as terminal:
            terminal.expect("Verdergaan waar u was\\? Typ ja of nee: ")
            assert terminal.interrupt(KEYS[key]) == 130


@pytest.mark.parametrize("key", KEYS)
def test_before_the_first_answer_there_is_nothing_to_keep(
    key: str, flow: str, tmp_path: Path
) -> None:
    """The next start offers nothing."""
    state = {"XDG_STATE_HOME": str(tmp_path)}
    for _ in range(2):
        with pseudo_terminal("run", flow, variables=state) as terminal:
            terminal.expect("Typ 1 of 2: ")
            assert terminal.interrupt(KEYS[key]) == 130
            assert terminal.shown.endswith("Onderbroken.\n")


@pytest.mark.parametrize("key", KEYS)
def test_at_the_end_there_is_nothing_to_go_on_with(
    key: str, flow: str, tmp_path: Path
) -> None:
    """Who is there and leaves in any way was helped."""
    state = {"XDG_STATE_HOME": str(tmp_path)}
    with pseudo_terminal("run", flow, variables=state) as terminal:
        typed(terminal, "ja", "12", "")
        assert terminal.interrupt(KEYS[key]) == 0
    with pseudo_terminal("run", flow, variables=state) as terminal:
        terminal.expect("Typ 1 of 2: ")


def test_where_nothing_can_be_kept_the_session_goes_on(flow: str) -> None:
    """As in a home that can't be written, which /proc is to everybody; told once."""
    with pseudo_terminal(
        "run", flow, variables={"XDG_STATE_HOME": "/proc"}
    ) as terminal:
        typed(terminal, "ja", "12", "terug", "notitie x", "13", "")
        terminal.press(b"\r")
        assert terminal.end() == 0
        assert terminal.shown.count("Uw antwoorden kunnen nu niet bewaard worden") == 1


def test_a_disk_that_is_full_for_a_while_loses_nothing(
    flow: str, tmp_path: Path
) -> None:
    """The reader is told, goes on, and is told again once there is room."""
    state = {"XDG_STATE_HOME": str(tmp_path)}
    with pseudo_terminal("run", flow, variables=state) as terminal:
        typed(terminal, "ja")
        (kept,) = tmp_path.rglob("*.jsonl")
        room = (kept.stat().st_size + 9, resource.RLIM_INFINITY)
        before = resource.prlimit(terminal.program.pid, resource.RLIMIT_FSIZE, room)
        typed(terminal, "12", "notitie vol", "terug", "13")
        assert "worden weer bewaard" not in terminal.shown
        resource.prlimit(terminal.program.pid, resource.RLIMIT_FSIZE, before)
        typed(terminal, "notitie leeg", "notitie weer")
        terminal.program.kill()
    assert terminal.shown.count("Uw antwoorden kunnen nu niet bewaard worden") == 1
    assert terminal.shown.count("Uw notitie is nog niet bewaard.") == 1
    told = "Uw antwoorden worden weer bewaard, ook die van daarnet."
    assert terminal.shown.count(told) == 1
    texts = kept.read_text("utf-8")
    assert all(f'"{note}"' in texts for note in ("12", "vol", "13", "leeg", "weer"))
    with pseudo_terminal("run", flow, variables=state) as terminal:
        typed(terminal, "ja")
        assert "was bij: Neem het boek" in " ".join(terminal.shown.split())
