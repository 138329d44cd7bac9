"""``ama-flow replay``: let what was kept of a session happen again."""

from __future__ import annotations

from typing import BinaryIO

import click

from ama_flow.cli.arguments import complete_flow, read
from ama_flow.cli.retold import retold
from ama_flow.journal.events import read as read_journal
from ama_flow.journal.replay import replay
from ama_flow.loader import load


@click.command("replay")
@click.argument("events", type=click.File("rb"))
@click.argument("flow", default="", shell_complete=complete_flow)
def command(events: BinaryIO, flow: str) -> int:
    """Replay EVENTS, and fail at the first that can't happen on FLOW any more.

    EVENTS is what ``run --json`` writes, or a session that was kept; - is standard
    input. Without FLOW it is the flow that comes along with the id in EVENTS.
    """
    origin = read(events)
    session = replay(load(flow or read_journal(origin).flow), origin)
    if session.count == 1:
        said = f"1 answer leads to {session.state!r}, as it did then"
    else:
        said = f"{session.count} answers lead to {session.state!r}, as they did then"
    click.echo(retold(said))
    return 0
