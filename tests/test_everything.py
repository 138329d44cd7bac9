"""Random flow files through all that there is: loader, proofs, session, renderers."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ama_flow import FlowError, check, load, loads, render
from ama_flow.model import Flow, Value
from ama_flow.session import Session
from tests.flow_files import broken_files, flow_files

VALUES: dict[str, list[Value]] = {
    "number": [0, 3, 4, 5, 9],
    "date": [date(2025, 12, 31), date(2026, 5, 1), date(2027, 1, 1)],
    "text": ["1", "007"],
}
"""What is answered where there is nothing to choose from."""

slow = settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@given(flow_files())
@slow
def test_a_flow_file_is_read_the_same_in_any_style(text: str) -> None:
    """The same data gives the same flow, and a flow is proved the same twice."""
    flow = loads(text)
    again = loads(text.replace("\r\n", "\n"))
    assert flow == again
    assert [p.code for p in check(flow).problems] == [
        p.code for p in check(again).problems
    ]


@given(broken_files())
@slow
def test_a_broken_file_gives_problems_or_a_flow(text: str) -> None:
    """Whatever is wrong has a place, a code and a remedy; nothing else is raised."""
    try:
        problems = check(loads(text, file="f.toml")).problems
    except FlowError as error:
        problems = error.problems
        assert problems
    for problem in problems:
        assert problem.hint
        assert problem.place is not None
        assert str(problem).startswith(f"f.toml:{problem.place.line}:")


def answers(flow: Flow, session: Session) -> list[tuple[str, Value | None]]:
    """List all that can be answered here, a trigger with its value."""
    offered = [(choice.trigger, choice.value) for choice in session.choices]
    if session.asks is None or any(trigger == "answer" for trigger, _ in offered):
        return offered
    fact = flow.facts[session.asks]
    typed = VALUES[fact.type]
    if fact.decimals:
        typed = [Decimal(f"{value}.50") for value in (9, 10)]
    return [*(("answer", value) for value in typed), *offered]


@given(flow_files(), st.data())
@slow
def test_what_is_proved_holds_in_every_walk(text: str, data: st.DataObject) -> None:
    """In a flow without problems a walk is never stuck, and ends within the bound."""
    flow = loads(text)
    report = check(flow)
    codes = {problem.code for problem in report.problems}
    harmless = {"unreachable", "never-taken", "no-way-out", "asked-twice", "no-goal"}
    if codes - harmless - {"no-difference"}:
        return
    session = Session(flow)
    for _ in range(report.figures.worst or 0):
        if session.outcome:
            break
        choices = [
            way for way in answers(flow, session) if not is_choice(flow, session, way)
        ]
        trigger, value = data.draw(st.sampled_from(choices))
        if value is None:
            session.send(trigger)
        else:
            session.answer(value)
    assert session.outcome


def is_choice(flow: Flow, session: Session, way: tuple[str, Value | None]) -> bool:
    """Say whether a way on is the reader's own decision, and not an outcome."""
    state = flow.states[session.state]
    return any(t.choice for t in state.by_trigger(way[0]))


@pytest.mark.parametrize("form", ["markdown", "dot", "json"])
@given(flow_files())
@settings(slow, max_examples=30)
def test_every_flow_is_rendered(form: str, text: str) -> None:
    """With whatever texts, and to the same bytes twice."""
    flow = loads(text)
    document = render(flow, form)
    assert document.decode()
    assert document == render(flow, form)


@pytest.mark.parametrize("form", ["markdown", "dot", "svg", "json"])
def test_other_hash_seeds_give_the_same_bytes(form: str) -> None:
    """No set and no hash order shows in an output."""
    program = f"import ama_flow, sys; sys.stdout.buffer.write(ama_flow.render(ama_flow.load('ama_wvg'), {form!r}))"
    documents = [
        subprocess.run(
            [sys.executable, "-c", program],
            env=os.environ | {"PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("1", "2", "3")
    ]
    assert documents == [render(load("ama_wvg"), form)] * 3
