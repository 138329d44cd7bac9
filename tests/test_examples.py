"""Every example runs, and does what it says."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

import ama_flow
from ama_flow.model import Flow
from ama_flow.mutants import OPERATORS, mutants
from ama_flow.mutants.alike import alike
from ama_flow.scenarios import Scenarios, follow, judge, read
from ama_flow.text.translated import texts
from tests.test_mutants import THOROUGH

EXAMPLES = Path(__file__).parent.parent / "examples"
PROCEDURES = ("terugbetaling", "geen_internet")
PAGE = (EXAMPLES.parent / "docs" / "examples.md").read_text("utf-8")
ALIKE, UNLIKE = (
    set(re.findall(r"`(\w+: [^`]+)`", part))
    for part in PAGE.split("Most survivors")[1].split("Those that can:")
)
"""The mutants that no proof notices, of all procedures."""
LATER = (
    "shift_bound",
    "wrong_side",
    "shift_limit",
    "change_phase",
    "drop_need",
    "swap_texts",
    "mistype_contact",
    "mistype_term",
    "mistype_link",
    "flip_fails",
    "flip_choice",
)
"""The operators that the page does not count yet."""
EVERY = 1 if THOROUGH else 60
"""One of so many is proved, besides the survivors."""


def run(*command: str | Path, path: Path | None = None) -> str:
    """Run a command with *path* to import from; give what it prints."""
    environment = os.environ | ({"PYTHONPATH": str(path)} if path else {})
    done = subprocess.run(
        [str(word) for word in command],
        check=True,
        capture_output=True,
        text=True,
        env=environment,
    )
    return done.stdout


def test_the_library_is_used_as_shown() -> None:
    """Check, walk, save, go on, render."""
    assert run(sys.executable, EXAMPLES / "walk.py").splitlines()[1:] == [
        "Neem de uitgebreide handleiding door",
        (
            "or: Doorgenomen: ik zet de stappen opnieuw, Opgelost: de gebruiker kan "
            "aanmelden, Ook met de uitgebreide handleiding lukt het niet"
        ),
        "goal at klaar",
        "# Toegang geven tot het e-loket AMA WVG",
    ]


@cache
def procedure(name: str) -> Flow:
    """Load an example, once."""
    return ama_flow.load(EXAMPLES / f"{name}.toml")


@pytest.mark.parametrize("name", ["leeftijd", *PROCEDURES])
def test_every_flow_is_proved(name: str) -> None:
    """Numbers, dates and loops in it leave nobody behind."""
    assert ama_flow.check(procedure(name)).problems == ()


def test_only_waiting_goes_on_for_as_long_as_the_reader_likes() -> None:
    """That is the one loop without a bound, and it says why."""
    waived = [ama_flow.check(procedure(name)).waived for name in PROCEDURES]
    assert [[problem.at for problem in some] for some in waived] == [
        [],
        [("states", "wachten")],
    ]


def test_the_translation_is_whole() -> None:
    """No Dutch is left in the English flow."""
    flow = procedure("geen_internet")
    assert flow.translations["en"].keys() == texts(flow).keys()


# ------------------------------------------------------------ scenarios
SCENARIOS = [read(path) for path in sorted(EXAMPLES.glob("*.scenarios.toml"))]


@pytest.mark.parametrize("told", SCENARIOS, ids=lambda told: told.flow.id)
def test_what_must_come_of_some_answers_does(told: Scenarios) -> None:
    """The reader is where each scenario says, after its answers."""
    for scenario in told.scenarios:
        assert judge(told.flow, scenario) == ()


@pytest.mark.parametrize("told", SCENARIOS, ids=lambda told: told.flow.id)
def test_scenarios_take_every_transition(told: Scenarios) -> None:
    """And so every end, every contact, and every way of the reader to fail."""
    taken = set()
    for scenario in told.scenarios:
        session = follow(told.flow, scenario)
        taken |= {(answer.state, answer.trigger) for answer in session.answers}
        taken.add((session.state, ""))
    states = [state for state in told.flow.states.values() if state.kind != "branch"]
    ends = {(state.id, "") for state in states if not state.transitions}
    ways = {(state.id, trigger) for state in states for trigger in state.triggers}
    assert ends | ways <= taken


# ------------------------------------------------------------ mutants
@pytest.mark.parametrize("name", PROCEDURES)
def test_mutants_are_noticed_but_the_survivors_on_the_page(name: str) -> None:
    """Of a hundred slips at least ninety-seven are; the page says which are not."""
    flow = procedure(name)
    names = [o.name for o in OPERATORS if o.name not in LATER]
    made = [(f"{m.operator}: {m.what}", m.flow) for m in mutants(flow, *names)]
    known = {mutant for mutant, _ in made} & (ALIKE | UNLIKE)
    chosen = [made[i] for i in range(0, len(made), EVERY)]
    chosen += [one for one in made if one[0] in known]
    survivors = {one: mutant for one, mutant in chosen if ama_flow.check(mutant).proved}
    assert survivors.keys() == known
    same = {one for one, mutant in survivors.items() if alike(flow, mutant)}
    assert same == known & ALIKE
    assert len(known) <= len(made) * 0.03
    figures = (len(flow.rules), len(made), len(made) - len(known))
    assert f"| `{name}` | {' | '.join(map(str, figures))} |" in PAGE


# ------------------------------------------------------------ the library


def test_a_renderer_of_somebody_else_comes_in_by_an_entry_point(tmp_path: Path) -> None:
    """Installing a package is all that it takes."""
    build = ["--no-deps", "--target", str(tmp_path)]
    copy = tmp_path / "sources"  # building leaves its traces in the folder
    shutil.copytree(EXAMPLES / "outline", copy)
    run(sys.executable, "-m", "pip", "install", "-q", *build, copy)
    shown = run("ama-flow", "render", "--format", "outline", path=tmp_path)
    assert shown.startswith("Toegang geven tot het e-loket AMA WVG\n\nquestion ")
    assert "outline" in run("ama-flow", "list", path=tmp_path)
