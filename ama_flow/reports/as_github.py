"""Workflow commands, which GitHub Actions shows at their lines in a pull request.

Source: GitHub's documents, "Workflow commands for GitHub Actions".
"""

from __future__ import annotations

from collections.abc import Sequence

from ama_flow.model import Problem
from ama_flow.reports.checked import Checked, summary

_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = _DATA | str.maketrans({":": "%3A", ",": "%2C"})


def written(files: Sequence[Checked]) -> str:
    """Write a command for each problem, and a summary."""
    lines = [_command(file, problem) for file in files for problem in file.problems]
    return "\n".join([*lines, summary(files)]) + "\n"


def _command(file: Checked, problem: Problem) -> str:
    values = {"file": file.file, "title": problem.code}
    if place := problem.place:
        values |= {
            "line": str(place.line),
            "col": str(place.column),
            "endColumn": str(place.column + place.width),
        }
    shown = ",".join(
        f"{key}={text.translate(_PROPERTY)}" for key, text in values.items()
    )
    return f"::error {shown}::{_told(problem).translate(_DATA)}"


def _told(problem: Problem) -> str:
    """Tell a problem with its path and hint, without its line of source."""
    steps = [f"{number}. {words}" for number, words in enumerate(problem.path, 1)]
    hint = [f"hint: {problem.hint}"] if problem.hint else []
    return "\n".join([problem.message, *steps, *hint])
