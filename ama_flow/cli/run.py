"""``ama-flow run``: lead a reader through a flow."""

from __future__ import annotations

import sys
from typing import BinaryIO

import click

from ama_flow import registry
from ama_flow.cli.arguments import FLOW, found, proved
from ama_flow.cli.group import CUT_SHORT
from ama_flow.journal import Sitting, now
from ama_flow.loader import load
from ama_flow.model import Flow, Origin, Outcome
from ama_flow.session import Session

OUTCOMES: dict[Outcome, int] = {
    "goal": 0,
    "contact": 10,
    "stopped": 11,
    "interrupted": CUT_SHORT,
}
"""The exit code for each way in which a session ends."""


@click.command("run")
@FLOW
@click.option(
    "--frontend", default="terminal", show_default=True, help="Who asks and tells."
)
@click.option(
    "--answers",
    type=click.File("rb"),
    help="A TOML file of states with what to answer there; - is standard input.",
)
@click.option(
    "--session",
    "file",
    type=click.Path(dir_okay=False),
    help="A file to keep the answers in, and to go on with.",
)
@click.option("--anyway", is_flag=True, help="Run a flow that has problems, too.")
def command(
    flow: str,
    frontend: str,
    answers: BinaryIO | None,
    file: str | None,
    *,
    anyway: bool,
) -> int:
    """Lead a reader through FLOW, one step at a time.

    At a terminal what is answered is kept, and can be gone on with at the next start.
    """
    chosen = found(registry.frontend, frontend)
    procedure = load(flow) if anyway else proved(load(flow))
    sitting = _sitting(procedure, file)
    if answers:
        _answer(sitting, answers)
    return OUTCOMES[chosen.run(sitting)]


def _sitting(flow: Flow, file: str | None) -> Sitting:
    """Begin a sitting: kept in *file*, or where a terminal's are kept, or not at all."""
    if not file and not sys.stdin.isatty():
        return Sitting(Session(flow))
    from pathlib import Path  # noqa: PLC0415 - start-up is a feature

    from ama_flow.journal import store  # noqa: PLC0415 - start-up is a feature
    from ama_flow.journal.keeper import Keeper  # noqa: PLC0415 - start-up is a feature

    if not file:
        keeper = Keeper(store.new(flow.id, now()))
        return Sitting(Session(flow), keeper, earlier=store.earlier(flow))
    path = Path(file)
    if path.exists():
        return Sitting.resume(flow, path)
    return Sitting(Session(flow), Keeper(path))


def _answer(sitting: Sitting, file: BinaryIO) -> None:
    """Give the answers in *file*; raises `FlowError`."""
    from ama_flow.loader.source import decode, parse  # noqa: PLC0415 - start-up is a feature
    from ama_flow.view.script import Script, play  # noqa: PLC0415 - start-up is a feature

    origin = Origin(file=file.name, text=decode(file.read(), file.name))
    session, before = sitting.session, len(sitting.session.answers)
    play(session, Script(session.flow, parse(origin), origin=origin))
    sitting.keep_answers(len(session.answers) - before)
