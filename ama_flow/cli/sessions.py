"""``ama-flow sessions``: the sessions that were kept."""

from __future__ import annotations

from typing import Any

import click

from ama_flow.cli import kept
from ama_flow.cli.group import WRONG_SESSION, report
from ama_flow.cli.retold import retold
from ama_flow.formats import masked
from ama_flow.journal import keeper, store
from ama_flow.journal.events import Event, Journal, count_given, taken_back
from ama_flow.model import FlowError

_UNTOLD = ("event", "at", "format", "structure", "wording")


@click.group("sessions")
def command() -> None:
    """List, show and remove the sessions that were kept."""


@command.command("list")
def list_() -> int:
    """List the sessions, the newest first."""
    code = 0
    for path in store.paths():
        try:
            click.echo(f"{path.stem}  {_summary(kept.read(path))}")
        except FlowError as error:
            report(error.problems)
            code = WRONG_SESSION
    return code


@command.command("show")
@click.argument("session", shell_complete=kept.complete)
def show(session: str) -> int:
    """Show all that happened in SESSION."""
    for event in kept.read(kept.found(session)).events:
        click.echo(f"{event.get('at', '')}  {masked(_told(event))}".lstrip())
    return 0


@command.command("rm")
@click.argument("sessions", nargs=-1, required=True, shell_complete=kept.complete)
def remove(sessions: tuple[str, ...]) -> int:
    """Remove each SESSION for good."""
    code = 0
    for path in [kept.found(session) for session in sessions]:
        try:
            keeper.remove(path)
        except FlowError as error:
            report(error.problems)
            code = WRONG_SESSION
    return code


def _summary(journal: Journal) -> str:
    events = journal.events
    count = sum(count_given(event) - taken_back(event) for event in events)
    answers = retold(f"{count} answer{'' if count == 1 else 's'}")
    at = f"{journal.latest:%Y-%m-%d %H:%M}  " if journal.latest else ""
    return f"{at}{answers}  {retold(_place(journal))}"


def _place(journal: Journal) -> str:
    if journal.ended:
        return "ended"
    last = next(filter(None, map(_state, reversed(journal.events))), "")
    return f"at {last!r}" if last else "at the start"


def _state(event: Event) -> str:
    """Give the state of *event*, or of the last answer in it; empty without one."""
    answers: Any = event.get("answers", [event])
    return str(answers[-1].get("state", ""))


def _told(event: Event) -> str:
    return f"{retold(str(event['event']))}: {_held(event)}"


def _held(event: Event) -> str:
    """Tell what is held in *event*, or in an answer in it."""
    return ", ".join(
        f"{retold(key)} {_shown(key, value)}"
        for key, value in event.items()
        if key not in _UNTOLD and value is not None
    )


def _shown(key: str, value: Any) -> str:  # noqa: ANN401 - as JSON has it
    if key == "answers":
        return "; ".join(map(_held, value))
    if isinstance(value, bool):
        return retold("yes" if value else "no")
    return retold(value) if key == "outcome" else str(value)
