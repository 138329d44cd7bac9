"""Files of scenarios: what they say is held, and what is wrong with them is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from ama_flow import FlowError, Problem
from ama_flow.scenarios import Scenario, judge, read

LAPTOP = Path(__file__).parents[1] / "examples" / "own_project" / "laptop.toml"

RIGHT = """flow = "FLOW"

[scenarios.one]
title = "All goes well"
then = "done"
outcome = "goal"
[scenarios.one.answers]
who = "staff"
days = 30
log_in = { trigger = "yes" }

[scenarios.two-2]
then = "who"
"""


@pytest.fixture
def written(tmp_path: Path) -> Path:
    """Give where to write scenarios, with the flow of the example beside it."""
    (tmp_path / "laptop.toml").write_bytes(LAPTOP.read_bytes())
    return tmp_path / "a.scenarios.toml"


def problems(file: Path, text: str) -> tuple[Problem, ...]:
    """Give what is wrong with a file of scenarios."""
    file.write_text(text.replace("FLOW", "laptop.toml"), encoding="utf-8")
    with pytest.raises(FlowError) as caught:
        read(file)
    return caught.value.problems


def judged(file: Path, text: str) -> list[Problem]:
    """Give what does not come of the scenarios in *text*."""
    file.write_text(text.replace("FLOW", "laptop.toml"), encoding="utf-8")
    found = read(file)
    return [p for scenario in found.scenarios for p in judge(found.flow, scenario)]


def test_scenarios_come_in_their_order(written: Path) -> None:
    """The flow is found from the file, and each row is a scenario."""
    written.write_text(RIGHT.replace("FLOW", "laptop.toml"), encoding="utf-8")
    found = read(str(written))
    assert found.flow.id == "laptop"
    first, second = found.scenarios
    assert (first.id, first.title, first.then) == ("one", "All goes well", "done")
    assert second == Scenario(id="two-2", then="who", answers={})
    assert judge(found.flow, first) == judge(found.flow, second) == ()


def test_a_bundled_flow_goes_by_its_id(written: Path) -> None:
    """What comes along needs no path."""
    scenario = '[scenarios.a]\nthen = "maatwerkbedrijf"'
    assert judged(written, f'flow = "ama_wvg"\n{scenario}') == []


MISTAKES = (
    ('outcome = "goal"', 'outcom = "goal"', "unknown-key", "outcom", "'outcome'"),
    ('outcome = "goal"', 'outcome = "gaol"', "value", '"gaol"', "'goal'"),
    ('then = "done"', "", "missing", "one", "then"),
    ('then = "done"', 'then = "dome"', "no-such-state", '"dome"', "'done'"),
    ('flow = "FLOW"', "", "missing", "flow", "flow"),
    ('flow = "FLOW"', 'flow = "lptop.toml"', "no-file", '"lptop.toml"', "path"),
    ('flow = "FLOW"', 'flow = "ama_wgv"', "no-file", '"ama_wgv"', "'ama_wvg'"),
    ("log_in =", "log_inn =", "answer-unknown", "log_inn", "'log_in'"),
    ("two-2", '"two 2"', "id", '"two 2"', "digits"),
)


@pytest.mark.parametrize("row", MISTAKES, ids=lambda row: row[0] + row[1])
def test_a_mistake_in_the_file_is_shown(
    written: Path, row: tuple[str, str, str, str, str]
) -> None:
    """Each has its code, its place, and a hint with what was meant."""
    old, new, code, marked, hint = row
    (problem,) = problems(written, RIGHT.replace(old, new))
    assert problem.code == code
    assert hint in problem.hint
    place = problem.place
    assert place is not None
    assert place.file == str(written)
    shown = place.text[place.column - 1 :][: place.width]
    assert shown == marked or code == "missing"


def test_every_mistake_is_reported_at_once(written: Path) -> None:
    """Several states that are not there are several problems."""
    text = RIGHT.replace('"done"', '"dome"').replace("log_in", "login")
    assert [p.code for p in problems(written, text)] == [
        "no-such-state",
        "answer-unknown",
    ]


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    """A path that leads nowhere is a problem, and no traceback."""
    with pytest.raises(FlowError, match="can't be read: No such file"):
        read(tmp_path / "a.scenarios.toml")


def test_what_is_wrong_with_the_flow_is_told_there(written: Path) -> None:
    """A flow that does not load is reported at its own lines."""
    text = LAPTOP.read_text("utf-8").replace('initial = "who"', 'initial = "whom"')
    written.with_name("other.toml").write_text(text, encoding="utf-8")
    (problem,) = problems(written, RIGHT.replace("FLOW", "other.toml"))
    assert problem.code == "no-such-state"
    assert problem.place is not None
    assert problem.place.file.endswith("other.toml")


ELSEWHERE = (
    (
        '{ trigger = "yes" }',
        '"no"',
        "scenario-then",
        "the answers lead to 'log_in', and not to 'done'",
        "'log_in' takes yes, no",
    ),
    (
        "days = 30",
        "days = 31",
        "answer-unused",
        "an answer at 'log_in' is never asked for",
        "",
    ),
    (
        'days = 30\nlog_in = { trigger = "yes" }',
        "days = 31",
        "scenario-then",
        "the answers lead to 'desk', and not to 'done'",
        "",
    ),
    (
        'outcome = "goal"',
        'outcome = "contact"',
        "scenario-outcome",
        "'done' is a goal, and not a contact",
        "",
    ),
    (
        'then = "who"',
        'then = "who"\noutcome = "goal"',
        "scenario-outcome",
        "'who' is no end yet, and not a goal",
        "",
    ),
    (
        '"staff"',
        '"stuff"',
        "answer-refused",
        "state 'who' does not take this answer",
        "it takes staff, guest; did you mean 'staff'?",
    ),
    (
        '"staff"',
        "12",
        "answer-refused",
        "state 'who' does not take this answer",
        "it takes staff, guest",
    ),
    (
        "days = 30",
        "days = [0]",
        "answer-refused",
        "state 'days' does not take this answer",
        "it takes a whole number, from 1 to 365",
    ),
)


@pytest.mark.parametrize("row", ELSEWHERE, ids=lambda row: row[0] + row[1])
def test_what_does_not_come_out_is_told(
    written: Path, row: tuple[str, str, str, str, str]
) -> None:
    """It has where the reader is, at the line that says otherwise."""
    old, new, code, message, hint = row
    (problem,) = judged(written, RIGHT.replace(old, new))
    assert (problem.code, problem.message) == (code, message)
    assert problem.hint == hint or code == "answer-unused"
    assert problem.place is not None


def test_the_way_is_told(written: Path) -> None:
    """Who reads the problem sees what was answered, in the words of the flow."""
    (problem,) = judged(written, RIGHT.replace('{ trigger = "yes" }', '"no"'))
    assert problem.path == (
        "Who are you? I work here",
        "For how many days? 30",
        "Take a laptop from the cupboard",
        "Can you log in? No",
        "Start the laptop again",
    )
