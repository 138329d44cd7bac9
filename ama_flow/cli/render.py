"""``ama-flow render``: write a flow as a document, a picture or data."""

from __future__ import annotations

import sys

import click

from ama_flow import registry
from ama_flow.cli.arguments import FLOW, found, proved
from ama_flow.cli.output import write
from ama_flow.loader import load


def _complete_format(
    _ctx: click.Context, _param: click.Parameter, incomplete: str
) -> list[str]:
    return [name for name in registry.renderers() if name.startswith(incomplete)]


@click.command("render")
@FLOW
@click.option(
    "-f",
    "--format",
    "name",
    default="markdown",
    show_default=True,
    shell_complete=_complete_format,
    help="See: ama-flow list.",
)
@click.option("-o", "--output", type=click.Path(), help="A file to write.")
@click.option("--language", help="Such as en, instead of that of the flow.")
def command(flow: str, name: str, output: str | None, language: str | None) -> int:
    """Write FLOW as a document, a picture or data."""
    renderer = found(registry.renderer, name)
    if not output and sys.stdout.isatty() and not _is_text(renderer.media_type):
        raise click.UsageError(f"{name} is not text: write it to a file, with -o FILE.")
    write(output or None, registry.render(proved(load(flow)), name, language=language))
    return 0


def _is_text(media_type: str) -> bool:
    """Say whether a terminal can show it. Source: RFC 6838, section 4.2."""
    return media_type.startswith("text/") or media_type.endswith(("json", "xml"))
