"""``ama-flow diff``: what is different in a flow, and where readers part."""

from __future__ import annotations

import click

from ama_flow import registry
from ama_flow.cli.arguments import complete_flow, found, proved
from ama_flow.cli.group import DIFFERENT
from ama_flow.cli.output import refuse_binary, write
from ama_flow.difference import Difference, diff
from ama_flow.difference.telling import tell
from ama_flow.loader import load
from ama_flow.model import Options, Renderer

_WORDS = "words"


@click.command("diff")
@click.argument("before", shell_complete=complete_flow)
@click.argument("after", shell_complete=complete_flow)
@click.option(
    "--exit-code", is_flag=True, help=f"End with {DIFFERENT} where they differ."
)
@click.option("--anyway", is_flag=True, help="Compare flows that have problems too.")
@click.option(
    "-f",
    "--format",
    "form",
    default=_WORDS,
    show_default=True,
    help="words, or a form of a picture: svg, png, pdf, dot.",
)
@click.option("-o", "--output", type=click.Path(), help="A file to write.")
def command(  # noqa: PLR0913 - these are its options
    before: str,
    after: str,
    *,
    exit_code: bool,
    anyway: bool,
    form: str,
    output: str | None,
) -> int:
    """Say what is different in the flow AFTER from the flow BEFORE."""
    renderer = None if form == _WORDS else _drawing(form, output)
    flows = load(before), load(after)
    difference = diff(*(flows if anyway else map(proved, flows)))
    write(output or None, _written(difference, renderer))
    return DIFFERENT if exit_code and difference.changes else 0


def _drawing(name: str, output: str | None) -> Renderer:
    """Find the renderer that draws what changed."""
    renderer = found(registry.renderer, name)
    if "changes" not in renderer.takes:
        raise click.UsageError(f"{name} does not show what is different.")
    refuse_binary(renderer, output)
    return renderer


def _written(difference: Difference, renderer: Renderer | None) -> bytes:
    if renderer is None:
        return "".join(f"{line}\n" for line in tell(difference)).encode()
    from ama_flow.difference.picture import both  # noqa: PLC0415 - start-up is a feature

    flow, changes = both(difference)
    return registry.render(flow, renderer.name, Options(changes=changes))
