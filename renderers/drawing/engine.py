"""Graphviz, wherever it is: in pygraphviz, or else the program ``dot``."""

from __future__ import annotations

import re
import shutil
import signal
import sys
from collections.abc import Iterator, Sequence
from importlib.util import find_spec

from ama_flow.model import FlowError, Problem

from .child import BETWEEN, UNAVAILABLE
from .program import Done, GivenUpError, run

PATIENCE = 60.0
"""Seconds after which a drawing is given up."""
MOST = 200_000_000
"""Bytes that no drawing takes."""

_MANY = 25  # graphs that one process draws
_ENDS = re.compile(rb"(?<=%%EOF\n)(?=%PDF-)")

_BEGINS = {"svg": b"<", "png": b"\x89PNG", "pdf": b"%PDF-"}
_FINISHES = {"png": b"IEND\xaeB`\x82"}
_STRAIGHT = "-Gsplines=line"


def draw(source: str, form: str, *arguments: str) -> bytes:
    """Lay out and draw DOT; *form* is a format of Graphviz, such as ``svg``.

    Raises `FlowError` where there is no Graphviz, and where it fails, crashes, takes
    more than `PATIENCE` or writes something else.
    """
    command, done = _attempt(source, form, *arguments)
    if _errors(done):  # now and then it loses its way between tall boxes
        done = _run([*command, *arguments, _STRAIGHT], source)
    if errors := _errors(done):
        raise _failure(errors[0])
    if not done.stdout.startswith(_BEGINS[form]):
        raise _failure(f"what it wrote is no {form}")
    if not done.stdout.endswith(_FINISHES.get(form, b"")):
        raise _failure(f"it did not write the {form} to its end")
    return done.stdout


def draw_pages(sources: Sequence[str]) -> list[bytes]:
    """Draw several graphs as PDF, in as few processes as is well within `PATIENCE`.

    Raises `FlowError` as `draw` does.
    """
    drawn: list[bytes] = []
    for start in range(0, len(sources), _MANY):
        some = BETWEEN.join(sources[start : start + _MANY])
        drawn += _ENDS.split(draw(some, "pdf"))
    if len(drawn) != len(sources):
        raise _failure(f"it drew {len(drawn)} pages, and {len(sources)} were asked for")
    return drawn


def _attempt(source: str, form: str, *arguments: str) -> tuple[list[str], Done]:
    """Draw with the first Graphviz that is there, and say which one that was."""
    reasons: list[str] = []
    for command in _commands(form):
        done = _run([*command, *arguments], source)
        if done.returncode != UNAVAILABLE:
            return command, done
        reasons += _complaints(done)
    raise _missing(reasons)


def _commands(form: str) -> Iterator[list[str]]:
    if find_spec("pygraphviz"):
        yield [sys.executable, "-P", "-m", f"{__package__}.child", form]
    if program := shutil.which("dot"):
        yield [program, f"-T{form}"]


def _run(command: list[str], source: str) -> Done:
    try:
        return run(command, source.encode(), patience=PATIENCE, most=MOST)
    except GivenUpError as error:
        raise _failure(str(error)) from None


def _complaints(done: Done) -> list[str]:
    return done.stderr.decode(errors="replace").splitlines()


def _errors(done: Done) -> list[str]:
    """List what went wrong: Graphviz can fail and end as if it had not."""
    said = _complaints(done)
    errors = [line for line in said if "Error" in line]
    if done.returncode and not errors:
        return [": ".join([_ended(done.returncode), *said[-1:]])]
    return errors


def _ended(code: int) -> str:
    if code < 0:
        return f"it crashed ({signal.strsignal(-code)})"
    return f"it ended with code {code}"


def _failure(reason: str) -> FlowError:
    problem = Problem(
        code="graphviz",
        message=f"Graphviz could not draw this flow: {reason}",
        hint="write it as svg, which takes no Graphviz, or as dot for another program",
    )
    return FlowError(problem)


def _missing(reasons: list[str]) -> FlowError:
    problem = Problem(
        code="no-graphviz",
        message=": ".join(
            ["this form of a picture takes Graphviz, and there is none", *reasons]
        ),
        hint="run pip install 'ama-flow[diagrams]', or install the package graphviz "
        "of your system; svg, dot and markdown can be written without",
    )
    return FlowError(problem)
