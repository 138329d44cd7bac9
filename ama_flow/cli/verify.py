"""``ama-flow verify``: say whether a report is as it was written, and can be so."""

from __future__ import annotations

from typing import BinaryIO

import click

from ama_flow.cli.arguments import complete_flow, read
from ama_flow.cli.retold import retold
from ama_flow.loader import load
from ama_flow.transcript import read as read_report
from ama_flow.transcript import verify


@click.command("verify")
@click.argument("report", type=click.File("rb"))
@click.argument("flow", default="", shell_complete=complete_flow)
def command(report: BinaryIO, flow: str) -> int:
    """Verify REPORT: nobody changed it, and its answers lead through FLOW as it says.

    REPORT is what ``ama-flow report`` wrote, in any format; - is standard input.
    Without FLOW it is the flow that comes along with the id in REPORT.
    """
    origin = read(report)
    click.echo(retold(verify(load(flow or read_report(origin).flow.id), origin)))
    return 0
