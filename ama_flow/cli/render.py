"""``ama-flow render``: write a flow as a document, a picture or data."""

from __future__ import annotations

import sys

import click

from ama_flow import registry
from ama_flow.cli.arguments import FLOW, found, proved
from ama_flow.cli.output import write
from ama_flow.loader import load
from ama_flow.model import Flow


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
    procedure = proved(load(flow))
    if language and not _speaks(procedure, language):
        words = f"{procedure.id} has no texts in {language!r}"
        click.echo(f"Note: {words}: they stay in {procedure.language!r}.", err=True)
    write(output or None, registry.render(procedure, name, language=language))
    return 0


def _speaks(flow: Flow, language: str) -> bool:
    """Say whether *flow* was written in *language*, or translated into it."""
    return language in (flow.language, *flow.translations)


def _is_text(media_type: str) -> bool:
    """Say whether a terminal can show it. Source: RFC 6838, section 4.2."""
    return media_type.startswith("text/") or media_type.endswith(("json", "xml"))
