"""Files of scenarios are tests, for who uses ama-flow in a project of his own."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ama_flow.scenarios import read
from tests.test_docs import blocks

PROJECT = Path(__file__).parents[1] / "examples" / "own_project"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Copy the example project."""
    skipped = shutil.ignore_patterns("__pycache__", ".*")
    return Path(shutil.copytree(PROJECT, tmp_path / "own", ignore=skipped))


def run(folder: Path, *options: str) -> tuple[int, str]:
    """Run pytest in *folder*; give its exit code and what it prints."""
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *options]
    environment = {**os.environ, "COLUMNS": "80", "CI": ""}
    done = subprocess.run(
        command,
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env=environment,
    )
    return done.returncode, done.stdout + done.stderr


def change(file: Path, *pairs: tuple[str, str]) -> None:
    """Change a file in some places."""
    text = file.read_text("utf-8")
    for old, new in pairs:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    file.write_text(text, "utf-8")


def test_a_project_of_ones_own_is_tested(project: Path) -> None:
    """All that the page shows is found and passes, on two cores at once."""
    code, said = run(project, "-v", "-n", "2")
    assert code == 0, said
    listing = blocks("testing.md", "text")[0]
    for line in listing.splitlines():
        name, outcome = line.rsplit(maxsplit=1)
        assert re.search(rf"{outcome} {re.escape(name)}", said), name
    assert "test_laptop.py::TestLaptop::runTest" in said


def test_failures_are_told_as_the_page_shows(project: Path) -> None:
    """The text is that of ama-flow, without a traceback, with file and line."""
    wrong = "{ conditions = { days = { min = 32 } }"
    change(project / "laptop.toml", ("{ conditions = { days = { min = 31 } }", wrong))
    change(
        project / "laptop.scenarios.toml",
        ('log_in = ["no", "no"]', 'log_in = "no"'),
        ('who = "guest"', 'who = "gast"'),
    )
    code, said = run(project, "-q", "laptop.scenarios.toml")
    assert code == 1
    shown = blocks("testing.md", "text")[1]
    for part in re.split(r"^_+ .* _+\n", shown, flags=re.MULTILINE)[1:]:
        assert part in said
    assert said.count("the rule is not proved") == 2
    assert "Traceback" not in said
    assert "2 passed" in said


WAIVER = """
[[waivers]]
code = "rule"
at = "A laptop is asked for once"
reason = "to see what comes of it"
"""


def test_a_rule_fails_alone(project: Path) -> None:
    """Another rule, the proof and the scenarios still pass; a waived one does too."""
    change(project / "laptop.toml", ("at_most = 1", "at_most = 0"))
    code, said = run(project, "-q", "laptop.scenarios.toml")
    assert code == 1
    assert "FAILED laptop.scenarios.toml::rule: A laptop is asked for once" in said
    assert "1 failed, 6 passed" in said
    with (project / "laptop.toml").open("a", encoding="utf-8") as file:
        file.write(WAIVER)
    assert "7 passed" in run(project, "-q", "laptop.scenarios.toml")[1]


def test_a_file_that_is_wrong_is_an_error(project: Path) -> None:
    """It is told with its place, also where pytest is started elsewhere."""
    file = project / "laptop.scenarios.toml"
    change(file, ('title = "A restart helps"', 'titel = "A restart helps"'))
    code, said = run(project.parent, "-q", str(file), "--rootdir", str(project))
    assert code == 2
    assert "own/laptop.scenarios.toml:13:1: 'titel' means nothing here" in said
    assert "did you mean 'title'?" in said
    elsewhere = project.parent / "elsewhere"
    elsewhere.mkdir()
    code, said = run(elsewhere, "-q", str(file), "--rootdir", str(project))
    assert f"{file}:13:1: 'titel' means nothing here" in said


def test_a_test_stands_at_its_scenario(project: Path) -> None:
    """Editors and reports jump to the lines of the scenarios."""
    report = project / "report.xml"
    run(
        project,
        "laptop.scenarios.toml",
        "--junitxml",
        str(report),
        "-o",
        "junit_family=xunit1",
    )
    lines = re.findall(
        r'name="scenario: (\w+)" file="[^"]*" line="(\d+)"', report.read_text()
    )
    text = (project / "laptop.scenarios.toml").read_text("utf-8").splitlines()
    assert len(lines) == len(read(project / "laptop.scenarios.toml").scenarios)
    assert all(text[int(line)] == f"[scenarios.{name}]" for name, line in lines)


def test_the_plug_in_can_be_switched_off(project: Path) -> None:
    """Without it there is nothing to find in such a file."""
    (project / "test_laptop.py").unlink()
    assert (
        run(project, "-q", "-p", "no:ama_flow")[0] == pytest.ExitCode.NO_TESTS_COLLECTED
    )


UNUSED = """
import sys

def test_nothing_is_imported():
    assert "ama_flow_pytest" in sys.modules
    assert not {"ama_flow", "hypothesis", "transitions"} & set(sys.modules)
"""


def test_the_plug_in_costs_nothing_unused(tmp_path: Path) -> None:
    """Pytest starts with it, and nothing else of ama-flow is imported."""
    (tmp_path / "test_unused.py").write_text(UNUSED, "utf-8")
    code, said = run(tmp_path, "-q")
    assert code == 0, said
