"""Text, for people: each problem over its line of source, or what was proved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ama_flow import words
from ama_flow.model import Flow
from ama_flow.proofs import Otherwise, Report
from ama_flow.reports.checked import Checked, count, summary


def written(files: Sequence[Checked]) -> str:
    """Write every problem, the account of the other files, and a summary."""
    parts = [part for file in files for part in _parts(file)]
    if len(files) > 1 or not all(file.proved for file in files):
        parts.append(summary(files) + _more(files))
    return "\n\n".join(parts) + "\n"


def _parts(file: Checked) -> Iterator[str]:
    yield from map(str, file.problems)
    if file.flow and file.report and not file.problems:
        yield "\n".join(_account(file, file.flow, file.report))
    if file.scenarios and not file.problems:
        told = count(len(file.scenarios.scenarios), "scenario")
        yield f"{file.name}: {told} of {file.scenarios.flow.id} came out as written."


def _more(files: Sequence[Checked]) -> str:
    """Say how to read on about the problems."""
    found = [problem.code for file in files for problem in file.problems]
    codes = tuple(dict.fromkeys(found))
    if not codes:
        return ""
    what = "it" if len(codes) == 1 else "the first"
    return f" More about {what}: ama-flow check --explain {codes[0]}"


def _account(file: Checked, flow: Flow, report: Report) -> Iterator[str]:
    """Tell what was proved of *flow*."""
    figures = report.figures
    yield f"{flow.id} {flow.version}: {_verdict(report)}."
    states = count(figures.states, "state")
    size = f"{states} and {count(figures.transitions, 'transition')}"
    looked = count(figures.situations, "situation")
    if report.complete:
        yield f"  {size} make {looked}; each was looked at."
    else:
        yield f"  {size}; {looked} were looked at."
    if figures.worst is not None:
        yield (
            f"  A goal or a contact is at most {count(figures.worst, 'answer')} away,"
            f" whatever the outcomes; a goal at least {figures.fewest}."
        )
    if figures.rules and report.complete:
        holds = "rule holds" if figures.rules == 1 else "rules hold"
        yield f"  {figures.rules} {holds} on every path."
    for other in figures.otherwise:
        yield from _caught(flow, other)
    for problem, reason in file.waived:
        yield f"  waived: {problem.message} [{problem.code}]: {reason}"


def _caught(flow: Flow, other: Otherwise) -> Iterator[str]:
    """Tell what a last transition without conditions catches, a case a line."""
    head = f"  {other.state}, {other.trigger}, otherwise:"
    cases = ["; ".join(words.condition(flow, t) for t in row) for row in other.catches]
    if len(cases) == 1:
        yield f"{head} {cases[0]}"
        return
    yield head
    yield from (f"    {case}" for case in cases)


def _verdict(report: Report) -> str:
    if not report.complete:
        return "not proved, since the search did not end"
    if not report.selection.is_all:
        return "nothing is wrong of what was looked at"
    if report.waived:
        return "nothing is wrong but what was waived"
    return "nobody gets stuck"
