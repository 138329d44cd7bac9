"""Graphviz, wherever it is: in pygraphviz, or else the program ``dot``."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec

from ama_flow.model import FlowError, Problem

from ._draw import UNAVAILABLE

PATIENCE = 60.0
"""Seconds after which a drawing is given up."""


def draw(source: str, form: str, *arguments: str) -> bytes:
    """Lay out and draw DOT; *form* is a format of Graphviz, such as ``svg``.

    Raises `FlowError` where there is no Graphviz, and where it fails, crashes or
    takes more than `PATIENCE`.
    """
    reasons = []
    for command in _commands(form):
        done = _run([*command, *arguments], source)
        complaints = done.stderr.decode(errors="replace").strip()
        if done.returncode == UNAVAILABLE:
            reasons.append(f"pygraphviz does not load: {complaints}")
        elif done.returncode or "Error:" in complaints:
            raise _failure(complaints or f"it ended with code {done.returncode}")
        else:
            return done.stdout
    raise _missing(reasons)


def _commands(form: str) -> Iterator[list[str]]:
    if find_spec("pygraphviz"):
        yield [sys.executable, "-P", "-m", f"{__package__}._draw", form]
    if program := shutil.which("dot"):
        yield [program, f"-T{form}"]


def _run(command: list[str], source: str) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(  # noqa: S603 - no shell, and no argument but ours
            command,
            input=source.encode(),
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise _failure(f"it took more than {PATIENCE:g} seconds") from None


def _failure(reason: str) -> FlowError:
    problem = Problem(
        code="graphviz",
        message=f"Graphviz could not draw this flow: {reason}",
        hint="write it as markdown, or as dot for another program to draw",
    )
    return FlowError(problem)


def _missing(reasons: list[str]) -> FlowError:
    problem = Problem(
        code="no-graphviz",
        message=": ".join(["a picture takes Graphviz, and there is none", *reasons]),
        hint="run pip install 'ama-flow[diagrams]', or install the package graphviz "
        "of your system; markdown and dot can be written without",
    )
    return FlowError(problem)
