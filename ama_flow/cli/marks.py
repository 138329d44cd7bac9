"""What is to stand out in a picture: a way by its answers, or that to a problem."""

from __future__ import annotations

from typing import BinaryIO

import click

from ama_flow import proofs
from ama_flow.cli.arguments import read
from ama_flow.loader.source import parse
from ama_flow.model import Flow, Marks, Problem
from ama_flow.session import Session
from ama_flow.view.script import Script, play
from ama_flow.view.way import way_taken
from ama_flow.words import colon, say


def of_answers(flow: Flow, file: BinaryIO, language: str) -> Marks:
    """Mark the way that the answers in *file* lead; raises `FlowError`."""
    origin = read(file)
    session = Session(flow)
    play(session, Script(flow, parse(origin), origin=origin))
    way = way_taken(session)
    return Marks(
        title=say(language, "doc_way_taken"),
        transitions=way.transitions,
        state=way.state,
    )


def of_problem(flow: Flow, number: int, language: str) -> Marks:
    """Mark the way to the problem of *flow* that ``check`` lists as *number*."""
    problems = proofs.check(flow).problems
    if not 0 < number <= len(problems):
        raise click.UsageError(
            f"--problem takes the number of a problem: 1 to {len(problems)}."
            if problems
            else "--problem marks a problem of check, and the flow has none."
        )
    problem = problems[number - 1]
    lead = colon(language, say(language, "doc_problem", number=number))
    title = f"{lead} {problem.message} [{problem.code}]"
    if problem.trace:
        way = problem.trace
        return Marks(title=title, transitions=way.transitions, state=way.state)
    return Marks(title=title, state=_where(flow, problem))


def _where(flow: Flow, problem: Problem) -> str:
    """Give the state that a problem is at; empty where it is at none."""
    table, *rest = *problem.at, ""
    name = str(rest[0])
    return name if table == "states" and name in flow.states else ""
