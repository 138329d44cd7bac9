"""The page on events and its schema say what is written."""

from __future__ import annotations

import json
import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ama_flow import FlowError, load
from ama_flow.journal import events
from ama_flow.journal.events import KEYS, Chain, read
from ama_flow.journal.replay import lines
from ama_flow.model import Answer, Origin

from .any_flows import flows
from .test_journal import clock, closed, sat, something

DOCS = Path(__file__).parents[1] / "docs"
SCHEMA = json.loads((DOCS / "events-1.schema.json").read_text("utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
ANSWER = Answer(state="maatwerkbedrijf", trigger="answer", value=True)

Line = dict[str, Any]


def journal() -> str:
    """Write a journal with an event of each kind."""
    at = clock()
    given_ = (
        events.start(load("ama_wvg"), at),
        events.answered(ANSWER, at),
        events.noted("gekend_in_cobrha", "Gebeld", at),
        events.went_back(1, at),
        events.changed(1, (ANSWER,), at),
        events.ended("klaar", "goal", at),
    )
    return "".join(map(Chain().write, given_))


EVENTS: list[Line] = [json.loads(line) for line in journal().splitlines()]
MEMBERS = [(event, member) for event in EVENTS for member in event]


def is_valid(event: Line) -> bool:
    """Hold *event* against the schema."""
    return bool(VALIDATOR.is_valid(event))


def test_the_schema_is_a_schema() -> None:
    """By its own meta-schema."""
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("kind", KEYS)
def test_the_schema_knows_each_kind_and_its_members(kind: str) -> None:
    """Those that are written, in their order; all but the time are there."""
    schema = SCHEMA["$defs"][kind]
    assert {"$ref": f"#/$defs/{kind}"} in SCHEMA["oneOf"]
    assert list(schema["properties"]) == ["event", "at", *KEYS[kind], "check"]
    assert schema["required"] == ["event", *KEYS[kind], "check"]
    assert len(SCHEMA["oneOf"]) == len(KEYS)


@given(st.data())
def test_what_is_written_of_any_session_is_valid(data: st.DataObject) -> None:
    """Whatever was answered, taken back, changed and noted, with times and without."""
    made = data.draw(flows())
    with TemporaryDirectory() as folder:
        path = Path(folder) / "journal.jsonl"
        sitting = sat(path, flow=made)
        for _ in range(data.draw(st.integers(1, 12))):
            something(data, sitting)
        sitting.end()
        closed(sitting)
        kept = path.read_text("utf-8") if path.exists() else ""
    for line in [*kept.splitlines(), *lines(sitting.session)]:
        VALIDATOR.validate(json.loads(line))


@pytest.mark.parametrize("event", EVENTS, ids=KEYS)
def test_an_event_of_each_kind_is_valid(event: Line) -> None:
    """With its time, and without."""
    assert is_valid(event)
    assert is_valid({key: event[key] for key in event if key != "at"})
    assert not is_valid({**event, "more": 1})


@pytest.mark.parametrize(("event", "member"), MEMBERS)
@pytest.mark.parametrize("other", [[], {}, 1.5, -1, "\n"])
def test_a_member_of_another_type_is_not_valid(
    event: Line, member: str, other: object
) -> None:
    """Nor is one that is missing, or has another name."""
    fits = (member == "value" and other in (-1, "\n")) or (
        member in ("version", "text") and other == "\n"
    )
    assert is_valid({**event, member: other}) is fits
    without = {key: event[key] for key in event if key != member}
    assert is_valid(without) is (member == "at")
    assert not is_valid({**without, f"{member}s": event[member]})


@pytest.mark.parametrize(
    ("trigger", "value", "valid"),
    [("answer", None, False), ("next", None, True), ("next", True, False)],
)
def test_a_value_comes_with_an_answer_alone(
    trigger: str, value: object, *, valid: bool
) -> None:
    """Other triggers leave the fact alone."""
    _, answer, *_ = EVENTS
    assert is_valid({**answer, "trigger": trigger, "value": value}) is valid


@pytest.mark.parametrize("number", range(len(EVENTS)))
def test_a_line_that_was_changed_is_refused_by_its_check(number: int) -> None:
    """In any member, and so is one that is missing or stands elsewhere."""
    rows = journal().splitlines(keepends=True)
    read(Origin(file="one.jsonl", text="".join(rows)))
    changed = [
        rows[number].replace(json.dumps(value), json.dumps(f"{value}0"), 1)
        for value in EVENTS[number].values()
    ]
    assert rows[number] not in changed
    is_last = number == len(rows) - 1
    missing = [] if is_last else [""]
    for row in (*changed, *missing, rows[number] * 2):
        text = "".join([*rows[:number], row, *rows[number + 1 :]])
        with pytest.raises(FlowError):
            read(Origin(file="one.jsonl", text=text))


def test_the_code_of_the_page_checks_a_journal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With nothing of ama-flow."""
    page = (DOCS / "events.md").read_text("utf-8")
    (code,) = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    monkeypatch.chdir(tmp_path)
    Path("one.jsonl").write_text(journal(), "utf-8")
    exec(code, {})  # noqa: S102 - our own page
    Path("one.jsonl").write_text(journal().replace("Gebeld", "Gemaild"), "utf-8")
    with pytest.raises(AssertionError):
        exec(code, {})  # noqa: S102 - our own page


@pytest.mark.parametrize("kind", KEYS)
def test_the_page_tells_of_each_kind_and_its_members(kind: str) -> None:
    """In a row of its table."""
    page = (DOCS / "events.md").read_text("utf-8")
    (row,) = re.findall(rf"^\| `{kind}` \|.*\|$", page, re.MULTILINE)
    assert [key for key in KEYS[kind] if f"`{key}`" not in row] == []
