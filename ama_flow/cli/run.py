"""``ama-flow run``: lead a reader through a flow."""

from __future__ import annotations

import click

from ama_flow import registry
from ama_flow.cli.arguments import FLOW, found, proved
from ama_flow.cli.group import CUT_SHORT
from ama_flow.loader import load
from ama_flow.model import Outcome
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
def command(flow: str, frontend: str) -> int:
    """Lead a reader through FLOW, one step at a time."""
    chosen = found(registry.frontend, frontend)
    return OUTCOMES[chosen.run(Session(proved(load(flow))))]
