"""``ama-flow list``: the flows, formats and front ends that there are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import click

from ama_flow import registry
from ama_flow.loader import bundled, load
from ama_flow.model import FlowError, Frontend, Renderer
from ama_flow.text import expand


@click.command("list")
def command() -> int:
    """List the flows that come along, the formats and the front ends."""
    flows = [load(name) for name in bundled()]
    _rows("Flows", ((flow.id, expand(flow, flow.title)) for flow in flows))
    _rows("Formats", _plugins(registry.renderers(), registry.renderer))
    _rows("Front ends", _plugins(registry.frontends(), registry.frontend))
    return 0


def _plugins(
    names: Iterable[str], find: Callable[[str], Renderer | Frontend]
) -> Iterator[tuple[str, str]]:
    """Say what each plug-in is for, or what is wrong with it."""
    for name in names:
        try:
            yield name, find(name).summary
        except FlowError as error:
            yield name, error.problems[0].message


def _rows(title: str, rows: Iterable[tuple[str, str]]) -> None:
    click.echo(f"{title}:")
    for name, summary in rows:
        click.echo(f"  {name:<15} {summary}")
