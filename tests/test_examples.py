"""Every example runs, and does what it says."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import ama_flow

EXAMPLES = Path(__file__).parent.parent / "examples"


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


def test_a_flow_with_numbers_and_dates_is_proved() -> None:
    """Conditions over them leave no gap."""
    assert ama_flow.check(ama_flow.load(EXAMPLES / "leeftijd.toml")).problems == ()


def test_a_renderer_of_somebody_else_comes_in_by_an_entry_point(tmp_path: Path) -> None:
    """Installing a package is all that it takes."""
    build = ["--no-deps", "--target", str(tmp_path)]
    copy = tmp_path / "sources"  # building leaves its traces in the folder
    shutil.copytree(EXAMPLES / "outline", copy)
    run(sys.executable, "-m", "pip", "install", "-q", *build, copy)
    shown = run("ama-flow", "render", "--format", "outline", path=tmp_path)
    assert shown.startswith("Toegang geven tot het e-loket AMA WVG\n\nquestion ")
    assert "outline" in run("ama-flow", "list", path=tmp_path)
