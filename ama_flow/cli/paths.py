"""``ama-flow paths``: figures of a flow, scenarios that take all of it, a certificate."""

from __future__ import annotations

import json
import os
from pathlib import Path

import click

from ama_flow.cli.arguments import FLOW
from ama_flow.cli.figures import account, data
from ama_flow.cli.output import write
from ama_flow.formats import masked
from ama_flow.loader import bundled, load
from ama_flow.model import Flow
from ama_flow.proofs.certificate import certificate
from ama_flow.proofs.paths import paths
from ama_flow.proofs.tours import tours
from ama_flow.view.tours import HEAD, script


@click.command("paths")
@FLOW
@click.option("--json", "as_json", is_flag=True, help="Write the figures as JSON.")
@click.option(
    "--scenarios",
    "tests",
    metavar="PATH",
    type=click.Path(),
    help="A file or folder to write few scenarios to that take every transition.",
)
@click.option(
    "--certificate",
    "proof",
    metavar="FILE",
    type=click.Path(),
    help="A file to write the worst number of answers from everywhere to.",
)
def command(flow: str, tests: str | None, proof: str | None, *, as_json: bool) -> int:
    """Say how far it is through FLOW, how many paths there are, what facts are for.

    With --scenarios or --certificate, those are written instead.
    """
    procedure = load(flow)
    if tests:
        click.echo(masked(_write_scenarios(procedure, flow, Path(tests))), err=as_json)
    if proof:
        write(proof, _json(certificate(procedure)))
    if as_json:
        write(None, _json(data(procedure, paths(procedure))))
    elif not (tests or proof):
        click.echo("\n".join(account(procedure, paths(procedure))))
    return 0


def _write_scenarios(flow: Flow, given: str, target: Path) -> str:
    """Write the scenarios of the flow that was *given*, and say how many there are."""
    if target.is_dir():
        target /= f"{flow.id}.scenarios.toml"
    _spare(target)
    found = tours(flow)
    name = given if given in bundled() else _relative(given, target)
    write(str(target), script(flow, found.tours, name=name).encode())
    return f"{target}: {found}."


def _spare(target: Path) -> None:
    """Refuse to write over scenarios that somebody wrote by hand."""
    head = HEAD.encode()
    if target.is_file() and not target.read_bytes().startswith(head):
        raise click.UsageError(
            f"{str(target)!r} was not written by this command, and is left as it is:"
            " name another file, or move it away."
        )


def _relative(flow: str, target: Path) -> str:
    """Say where the file *flow* is, as seen from the folder of *target*."""
    folder = target.resolve().parent
    return Path(os.path.relpath(Path(flow).resolve(), folder)).as_posix()


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()
