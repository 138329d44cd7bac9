"""What several commands take: a flow, a plug-in by its name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, BinaryIO, TypeVar

import click

from ama_flow import proofs
from ama_flow.loader import bundled
from ama_flow.loader.source import decode
from ama_flow.model import Flow, FlowError, Origin

Plugin = TypeVar("Plugin")

DEFAULT = "ama_wvg"
"""The flow that is meant where none is named."""


def complete_flow(
    ctx: click.Context, param: click.Parameter, incomplete: str
) -> list[Any]:
    """List the flows that come along, and let the shell list files."""
    from click.shell_completion import CompletionItem  # noqa: PLC0415 - for this only

    names = [CompletionItem(n) for n in bundled() if n.startswith(incomplete)]
    return [*names, *click.Path().shell_complete(ctx, param, incomplete)]


FLOW = click.argument("flow", default=DEFAULT, shell_complete=complete_flow)


def read(file: BinaryIO) -> Origin:
    """Read a text that came as an argument; raises `FlowError` if it is none.

    Raises ``OSError`` with the name of the file where that can't be read.
    """
    name = getattr(file, "name", "<stdin>")
    try:
        raw = file.read()
    except OSError as error:
        raise OSError(error.errno, error.strerror, name) from error
    return Origin(file=name, text=decode(raw, name))


def proved(flow: Flow) -> Flow:
    """Give *flow* if it is without problems; raises `FlowError`."""
    problems = proofs.check(flow).problems
    if problems:
        raise FlowError(*problems)
    return flow


def found(find: Callable[[str], Plugin], name: str) -> Plugin:
    """Look for a plug-in by its *name*, which somebody may have mistyped."""
    try:
        return find(name)
    except FlowError as error:
        from ama_flow.cli.retold import told  # noqa: PLC0415 - start-up is a feature

        raise click.UsageError(told(error.problems)) from error


def speak(
    _ctx: click.Context, _param: click.Parameter, language: str | None
) -> str | None:
    """Let errors be told in the *language* that is asked for too."""
    if language:
        from ama_flow.cli import words  # noqa: PLC0415 - start-up is a feature

        words.speak(language)
    return language
