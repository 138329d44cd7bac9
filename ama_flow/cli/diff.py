"""``ama-flow diff``: what is different in a flow, and where readers part."""

from __future__ import annotations

import click

from ama_flow.cli.arguments import complete_flow, proved
from ama_flow.cli.group import DIFFERENT
from ama_flow.difference import diff
from ama_flow.difference.telling import tell
from ama_flow.loader import load


@click.command("diff")
@click.argument("before", shell_complete=complete_flow)
@click.argument("after", shell_complete=complete_flow)
@click.option(
    "--exit-code", is_flag=True, help=f"End with {DIFFERENT} where they differ."
)
@click.option("--anyway", is_flag=True, help="Compare flows that have problems too.")
def command(before: str, after: str, *, exit_code: bool, anyway: bool) -> int:
    """Say what is different in the flow AFTER from the flow BEFORE."""
    flows = load(before), load(after)
    difference = diff(*(flows if anyway else map(proved, flows)))
    click.echo("\n".join(tell(difference)))
    return DIFFERENT if exit_code and difference.changes else 0
