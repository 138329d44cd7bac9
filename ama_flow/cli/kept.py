"""Sessions that were kept, by what somebody calls them."""

from __future__ import annotations

from pathlib import Path

import click

from ama_flow.journal import store
from ama_flow.journal.events import Journal
from ama_flow.journal.events import read as read_journal
from ama_flow.loader.source import decode
from ama_flow.model import Origin


def complete(
    _ctx: click.Context, _param: click.Parameter, incomplete: str
) -> list[str]:
    """List the names of sessions that begin so, for a shell."""
    names = (path.stem for path in store.paths())
    return [name for name in names if name.startswith(incomplete)]


def found(name: str) -> Path:
    """Find the session called *name*."""
    for path in store.paths():
        if path.stem == name:
            return path
    raise click.UsageError(f"there is no session {name!r}; see: ama-flow sessions list")


def newest() -> Path:
    """Find the session that began last."""
    for path in store.paths():
        return path
    raise click.UsageError("no session was kept yet; see: ama-flow run --help")


def read(path: Path) -> Journal:
    """Read a journal that somebody else may be writing; raises `FlowError`."""
    raw = path.read_bytes()
    return read_journal(Origin(file=str(path), text=decode(raw, str(path))))
