"""The commands of ``ama-flow``: run a flow, render it, check it, list what there is."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from io import TextIOWrapper
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from ama_flow import proofs, registry, words
from ama_flow.loader import bundled, load
from ama_flow.model import Flow, FlowError, Frontend, Outcome, Problem, Renderer
from ama_flow.session import Session
from ama_flow.text import expand

if TYPE_CHECKING:
    from pathlib import Path

Plugin = TypeVar("Plugin")

DEFAULT = "ama_wvg"
"""The flow that is meant where none is named."""
BUG, WRONG_OPTION, INVALID_FLOW = 1, 2, 3
CUT_SHORT = 130
"""What shells give for a command that Ctrl-C ended."""
OUTCOMES: dict[Outcome, int] = {
    "goal": 0,
    "contact": 10,
    "stopped": 11,
    "interrupted": CUT_SHORT,
}
"""The exit code for each way in which a session ends."""

_EPILOG = """\b
Examples:
  ama-flow run
  ama-flow run my_flow.toml
  ama-flow render --format markdown
  ama-flow render my_flow.toml --format svg -o my_flow.svg
  ama-flow check my_flow.toml other_flow.toml

\b
FLOW is the id of a flow that comes along (see: ama-flow list), or the
path of a flow file. Where it is left out, it is ama_wvg.

\b
Let the Tab key complete words, by adding to ~/.bashrc:
  eval "$(_AMA_FLOW_COMPLETE=bash_source ama-flow)"
For zsh it is zsh_source, for fish fish_source.

\b
Exit codes: 0 all is well, 1 a bug, 2 wrong options, 3 a flow with
problems, 10 the session ended at a contact, 11 it was stopped,
130 it was cut short.
"""


class _Commands(click.Group):
    """Turns what commands return or raise into exit codes."""

    def invoke(self, ctx: click.Context) -> NoReturn:
        ctx.exit(self._code(ctx))

    def _code(self, ctx: click.Context) -> int:
        try:
            code: int = super().invoke(ctx)
            sys.stdout.flush()
        except FlowError as error:
            _report(error.problems)
            is_bug = any(problem.code == "plugin" for problem in error.problems)
            return BUG if is_bug else INVALID_FLOW
        except BrokenPipeError:
            _abandon_output()
            return CUT_SHORT
        except OSError as error:
            reason = error.strerror or error
            click.echo(f"Error: the output can't be written: {reason}", err=True)
            _abandon_output()
            return WRONG_OPTION
        except KeyboardInterrupt:
            click.echo(err=True)
            return CUT_SHORT
        return code


def _report(problems: Iterable[Problem]) -> None:
    click.echo("\n\n".join(map(str, problems)), err=True)


def _abandon_output() -> None:
    """Let Python not try once more to write what nobody reads."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())


def _complete_flow(
    ctx: click.Context, param: click.Parameter, incomplete: str
) -> list[Any]:
    """List the flows that come along, and let the shell list files."""
    from click.shell_completion import CompletionItem  # noqa: PLC0415 - for this only

    names = [CompletionItem(n) for n in bundled() if n.startswith(incomplete)]
    return [*names, *click.Path().shell_complete(ctx, param, incomplete)]


def _complete_format(
    _ctx: click.Context, _param: click.Parameter, incomplete: str
) -> list[Any]:
    return [name for name in registry.renderers() if name.startswith(incomplete)]


_FLOW = click.argument("flow", default=DEFAULT, shell_complete=_complete_flow)


@click.group(
    name="ama-flow",
    cls=_Commands,
    epilog=_EPILOG,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(package_name="ama-flow", prog_name="ama-flow")
def cli() -> None:
    """Lead people through a procedure in which nobody gets stuck.

    Each command proves the flow before it does anything with it.
    """


@cli.command()
@_FLOW
@click.option(
    "--frontend", default="terminal", show_default=True, help="Who asks and tells."
)
def run(flow: str, frontend: str) -> int:
    """Lead a reader through FLOW, one step at a time."""
    chosen = _found(registry.frontend, frontend)
    return OUTCOMES[chosen.run(Session(_proved(load(flow))))]


@cli.command()
@_FLOW
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
def render(flow: str, name: str, output: str | None, language: str | None) -> int:
    """Write FLOW as a document, a picture or data."""
    renderer = _found(registry.renderer, name)
    if not output and sys.stdout.isatty() and not _is_text(renderer.media_type):
        raise click.UsageError(f"{name} is not text: write it to a file, with -o FILE.")
    document = registry.render(_proved(load(flow)), name, language=language)
    if output:
        _write(output, document)
    else:
        sys.stdout.buffer.write(document)
    return 0


def _found(find: Callable[[str], Plugin], name: str) -> Plugin:
    """Look for a plug-in by its *name*, which somebody may have mistyped."""
    try:
        return find(name)
    except FlowError as error:
        raise click.UsageError(str(error).strip()) from error


def _is_text(media_type: str) -> bool:
    """Say whether a terminal can show it. Source: RFC 6838, section 4.2."""
    return media_type.startswith("text/") or media_type.endswith(("json", "xml"))


def _write(path: str, document: bytes) -> None:
    """Put *document* in the place of what was at *path*, or leave that as it is."""
    from pathlib import Path  # noqa: PLC0415 - start-up is a feature

    try:
        target = Path(path).resolve()
        if target.exists() and not target.is_file():
            target.write_bytes(document)  # such as a pipe; a folder is an error
        else:
            _replace(target, document)
    except OSError as error:
        reason = error.strerror or error
        raise _WriteError(f"{path!r} can't be written: {reason}") from error


class _WriteError(click.ClickException):
    exit_code = WRONG_OPTION


def _replace(target: Path, document: bytes) -> None:
    """Write a file beside *target*, and only move it there when it is whole."""
    beside = target.with_name(f".ama-flow-{os.getpid()}.tmp")
    try:
        with beside.open("xb") as file:
            file.write(document)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            beside.chmod(target.stat().st_mode)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)


@cli.command()
@click.argument("flows", metavar="[FLOW]...", nargs=-1, shell_complete=_complete_flow)
def check(flows: tuple[str, ...]) -> int:
    """Prove each FLOW; say what was proved, or all that is wrong."""
    code = 0
    for name in flows or (DEFAULT,):
        try:
            flow = load(name)
            report = _proof(flow)
        except FlowError as error:
            _report(error.problems)
            code = INVALID_FLOW
        else:
            click.echo("\n".join(_account(flow, report)))
    return code


def _proved(flow: Flow) -> Flow:
    """Give *flow* if it is without problems; raises `FlowError`."""
    _proof(flow)
    return flow


def _proof(flow: Flow) -> proofs.Report:
    report = proofs.check(flow)
    if report.problems:
        raise FlowError(*report.problems)
    return report


def _account(flow: Flow, report: proofs.Report) -> Iterator[str]:
    """Tell what was proved of *flow*."""
    figures = report.figures
    size = f"{figures.states} states and {figures.transitions} transitions"
    looked = f"{figures.situations} situations"
    if report.complete:
        yield f"{flow.id} {flow.version}: {_verdict(report)}."
        yield f"  {size} make {looked}; each was looked at."
    else:
        yield f"{flow.id} {flow.version}: not proved, since the search did not end."
        yield f"  {size}; {looked} were looked at."
    if figures.worst is not None:
        yield (
            f"  A goal or a contact is at most {figures.worst} answers away, whatever"
            f" the outcomes; a goal at least {figures.fewest}."
        )
    if figures.rules and report.complete:
        yield f"  {figures.rules} rules hold on every path."
    for row in figures.otherwise:
        caught = words.conditions(flow, row.catches)
        yield f"  {row.state}, {row.trigger}, otherwise: {caught}"
    for problem in report.waived:
        yield f"  waived: {problem.message} [{problem.code}]"


def _verdict(report: proofs.Report) -> str:
    if report.waived:
        return "nothing is wrong but what was waived"
    return "nobody gets stuck"


@cli.command("list")
def list_() -> int:
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


def main() -> None:
    """Run the command line, and end the process."""
    with open(os.devnull, "r+", encoding="utf-8") as nowhere:  # noqa: PTH123 - start-up
        for name in ("stdin", "stdout", "stderr"):
            stream = getattr(sys, name)
            if stream is None:  # the shell closed it
                setattr(sys, name, nowhere)
            elif isinstance(stream, TextIOWrapper):
                stream.reconfigure(errors="replace")
        cli(prog_name="ama-flow")
