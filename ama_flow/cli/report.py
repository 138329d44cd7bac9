"""``ama-flow report``: tell what was done in a session that was kept."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from ama_flow.cli import kept
from ama_flow.cli.arguments import complete_flow, speak
from ama_flow.cli.output import write
from ama_flow.cli.retold import retold
from ama_flow.journal.events import Journal
from ama_flow.journal.events import read as read_journal
from ama_flow.loader import load
from ama_flow.loader.source import decode
from ama_flow.model import Flow, FlowError, Origin, replace
from ama_flow.transcript import FORMS, happened, tell, written
from ama_flow.words import LANGUAGES, of_locale


@click.command("report")
@click.argument("session", default="", shell_complete=kept.complete)
@click.option(
    "--flow",
    metavar="FLOW",
    shell_complete=complete_flow,
    help="The flow that was followed, if it does not come along.",
)
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(list(FORMS)),
    default="md",
    show_default=True,
    help="Markdown, a page for a browser, or data.",
)
@click.option("-o", "--output", type=click.Path(), help="A file to write.")
@click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    callback=speak,
    is_eager=True,
    help="What to tell it in, if not the language of this computer or else of FLOW.",
)
def command(
    session: str, flow: str | None, form: str, output: str | None, language: str | None
) -> int:
    """Tell what was done in SESSION, when, the notes, and where it ended.

    SESSION is the name of a session that was kept, the path of its file, or - for
    standard input; without it, the newest one. The report carries its data:
    ama-flow verify tells whether anybody changed it.
    """
    journal = _journal(session)
    procedure = load(flow) if flow else _bundled(journal)
    spoken = language or of_locale(os.environ) or procedure.language
    told = tell(procedure, happened(journal, procedure), spoken)
    if told.dropped:
        note = (
            f"Note: left out are answers that do not fit {procedure.id} any more: "
            f"{told.dropped}."
        )
        click.echo(retold(note), err=True)
    write(output or None, written(told, form).encode())
    return 0


def _journal(session: str) -> Journal:
    """Read the session that somebody calls so; raises `FlowError`."""
    if session == "-":
        raw = sys.stdin.buffer.read()
        return read_journal(Origin(file="<stdin>", text=decode(raw, "<stdin>")))
    if not session:
        return kept.read(kept.newest())
    path = Path(session)
    return kept.read(path if path.is_file() else kept.found(session))


def _bundled(journal: Journal) -> Flow:
    """Load the flow that a session names; raises `FlowError`."""
    try:
        return load(journal.flow)
    except FlowError as error:
        hint = "name its file: --flow FILE"
        raise FlowError(*(replace(p, hint=hint) for p in error.problems)) from None
