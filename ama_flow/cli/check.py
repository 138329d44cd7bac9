"""``ama-flow check``: prove flows, and say what was proved or is wrong."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

import click

from ama_flow.cli.arguments import DEFAULT, complete_flow
from ama_flow.cli.group import INVALID_FLOW
from ama_flow.cli.output import write
from ama_flow.formats import masked, private
from ama_flow.model import replace
from ama_flow.proofs import Selection
from ama_flow.reports import FORMS, Checked, checked, written
from ama_flow.reports.explanations import codes, page

Codes = tuple[str, ...]


def _complete_code(
    _ctx: click.Context, _param: click.Parameter, incomplete: str
) -> list[str]:
    """Complete the last of the codes that a comma separates."""
    before, comma, last = incomplete.rpartition(",")
    return [f"{before}{comma}{code}" for code in codes() if code.startswith(last)]


def _listed(
    _ctx: click.Context, _param: click.Parameter, given: Iterable[str]
) -> Codes:
    """Read codes, several of which may be in one word."""
    listed = [code.strip() for word in given for code in word.split(",")]
    for code in listed:
        _explained(code)
    return tuple(dict.fromkeys(listed))


def _explained(code: str) -> str:
    try:
        return page(code)
    except LookupError as error:
        raise click.BadParameter(str(error.args[0])) from error


def _explain(ctx: click.Context, _param: click.Parameter, code: str | None) -> None:
    """Print the page of a code and end: it is about no flow."""
    if code is not None:
        click.echo(_explained(code), nl=False)
        ctx.exit()


_codes = partial(
    click.option,
    metavar="CODE[,CODE]...",
    multiple=True,
    callback=_listed,
    shell_complete=_complete_code,
)


@click.command("check")
@click.argument("flows", metavar="[FLOW]...", nargs=-1, shell_complete=complete_flow)
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(FORMS),
    default="text",
    show_default=True,
    help="What is written.",
)
@click.option("-o", "--output", type=click.Path(), help="A file to write.")
@_codes("--select", help="Look at these codes only.")
@_codes("--ignore", help="Do not look at these codes.")
@click.option(
    "--explain",
    metavar="CODE",
    is_eager=True,
    expose_value=False,
    callback=_explain,
    shell_complete=_complete_code,
    help="Say what a code means, with an example, and end.",
)
def command(
    flows: tuple[str, ...], form: str, output: str | None, select: Codes, ignore: Codes
) -> int:
    """Prove each FLOW; say what was proved, or all that is wrong."""
    selection = Selection(select=select, ignore=ignore)
    files = [_private(checked(name, selection)) for name in flows or (DEFAULT,)]
    text = masked(written(form, files))
    if output:
        write(output, text.encode())
    else:
        click.echo(text, nl=False)
    return INVALID_FLOW if any(file.problems for file in files) else 0


def _private(file: Checked) -> Checked:
    return replace(file, problems=tuple(map(private, file.problems)))
