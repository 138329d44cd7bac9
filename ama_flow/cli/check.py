"""``ama-flow check``: prove flows, and say what was proved or is wrong."""

from __future__ import annotations

from collections.abc import Iterator

import click

from ama_flow import proofs, words
from ama_flow.cli.arguments import DEFAULT, complete_flow
from ama_flow.cli.group import INVALID_FLOW, report
from ama_flow.loader import load
from ama_flow.model import Flow, FlowError


@click.command("check")
@click.argument("flows", metavar="[FLOW]...", nargs=-1, shell_complete=complete_flow)
def command(flows: tuple[str, ...]) -> int:
    """Prove each FLOW; say what was proved, or all that is wrong."""
    code = 0
    for name in flows or (DEFAULT,):
        try:
            flow = load(name)
            proof = proofs.check(flow)
            problems = proof.problems
        except FlowError as error:
            problems = error.problems
        if problems:
            report(problems)
            code = INVALID_FLOW
        else:
            click.echo("\n".join(_account(flow, proof)))
    return code


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
