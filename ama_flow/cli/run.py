"""``ama-flow run``: lead a reader through a flow."""

from __future__ import annotations

from typing import BinaryIO

import click

from ama_flow import registry
from ama_flow.cli.arguments import FLOW, found, proved
from ama_flow.cli.group import CUT_SHORT
from ama_flow.loader import load
from ama_flow.model import Origin, Outcome
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
@click.option("--anyway", is_flag=True, help="Run a flow that has problems, too.")
def command(flow: str, frontend: str, answers: BinaryIO | None, *, anyway: bool) -> int:
    """Lead a reader through FLOW, one step at a time."""
    chosen = found(registry.frontend, frontend)
    procedure = load(flow) if anyway else proved(load(flow))
    session = Session(procedure)
    if answers:
        _answer(session, answers)
    return OUTCOMES[chosen.run(session)]


def _answer(session: Session, file: BinaryIO) -> None:
    """Give *session* the answers in *file*; raises `FlowError`."""
    from ama_flow.loader.source import decode, parse  # noqa: PLC0415 - start-up is a feature
    from ama_flow.view.script import Script, play  # noqa: PLC0415 - start-up is a feature

    origin = Origin(file=file.name, text=decode(file.read(), file.name))
    play(session, Script(session.flow, parse(origin), origin=origin))
