"""``ama-flow render``: write a flow as a document, a picture or data."""

from __future__ import annotations

from typing import BinaryIO

import click

from ama_flow import registry
from ama_flow.cli.arguments import FLOW, found, proved
from ama_flow.cli.output import refuse_binary, write
from ama_flow.cli.retold import retold
from ama_flow.formats import masked
from ama_flow.loader import load
from ama_flow.model import Flow, Marks, Options, Renderer

_OPTIONS = {
    "marks": "--path or --problem",
    "dpi": "--dpi",
    "width": "--width",
    "phase": "--phase",
    "focus": "--focus",
    "overview": "--overview",
    "paper": "--paper",
}
"""The options of the command, by those of a renderer."""


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
@click.option(
    "--path",
    "answers",
    type=click.File("rb"),
    metavar="ANSWERS",
    help="Mark the way of these answers, a TOML file as for run; - is standard input.",
)
@click.option(
    "--problem",
    type=int,
    metavar="N",
    help="Mark the way to the N-th problem of check.",
)
@click.option("--anyway", is_flag=True, help="Draw a flow that has problems, too.")
@click.option("--phase", metavar="PHASE", help="Draw only this phase.")
@click.option("--focus", metavar="STATE", help="Draw only what is around this state.")
@click.option("--overview", is_flag=True, help="Draw each phase as one box.")
@click.option(
    "--paper",
    type=click.Choice(["a4", "a3", "letter"]),
    help="Draw on this; a flow too large for one page takes several, as pdf.",
)
@click.option(
    "--dpi", type=click.IntRange(1), metavar="N", help="Dots in an inch of an image."
)
@click.option(
    "--width", type=click.IntRange(1), metavar="N", help="How many dots wide it is."
)
def command(  # noqa: PLR0913 - these are its options
    *,
    flow: str,
    name: str,
    output: str | None,
    language: str | None,
    answers: BinaryIO | None,
    problem: int | None,
    anyway: bool,
    dpi: int | None,
    width: int | None,
    phase: str | None,
    focus: str | None,
    overview: bool,
    paper: str | None,
) -> int:
    """Write FLOW as a document, a picture or data."""
    renderer = found(registry.renderer, name)
    if answers and problem is not None:
        raise click.UsageError("--path and --problem do not go together.")
    parts = (phase is not None, focus is not None, overview)
    if sum(parts) > 1:
        raise click.UsageError("--phase, --focus and --overview do not go together.")
    if dpi and width:
        raise click.UsageError("--dpi and --width do not go together.")
    refuse_binary(renderer, output)
    procedure = load(flow)
    if problem is None and not anyway:
        proved(procedure)
    if language and not _speaks(procedure, language):
        words = f"{procedure.id} has no texts in {masked(repr(language))}"
        note = f"Note: {words}: they stay in {procedure.language!r}."
        click.echo(retold(note), err=True)
    options = Options(
        language=language,
        marks=_marks(procedure, answers, problem, language or procedure.language),
        dpi=dpi,
        width=width,
        phase=phase,
        focus=focus,
        overview=overview,
        paper=paper,
    )
    _refuse_unused(renderer, options)
    write(output or None, registry.render(procedure, name, options))
    return 0


def _speaks(flow: Flow, language: str) -> bool:
    """Say whether *flow* was written in *language*, or translated into it."""
    return language in (flow.language, *flow.translations)


def _marks(
    flow: Flow, answers: BinaryIO | None, problem: int | None, language: str
) -> Marks | None:
    """Work out what is to stand out in the document."""
    if not answers and problem is None:
        return None
    from ama_flow.cli import marks  # noqa: PLC0415 - start-up is a feature

    if answers:
        return marks.of_answers(flow, answers, language)
    return marks.of_problem(flow, problem or 0, language)


def _refuse_unused(renderer: Renderer, options: Options) -> None:
    """Refuse an option that makes no difference to what is written."""
    for field, option in _OPTIONS.items():
        is_asked = getattr(options, field) not in (None, False)
        if is_asked and field not in renderer.takes:
            raise click.UsageError(f"{option} makes no difference to {renderer.name}.")
