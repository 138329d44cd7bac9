"""A flow as a flow file: what an author would have written, but for its rules."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from ama_flow.model import (
    ANSWER,
    NEXT,
    Condition,
    Flow,
    Record,
    State,
    Table,
    Transition,
    fields,
    replace,
)

_TABLES = ("terms", "links", "facts", "contacts", "triggers", "states", "statements")
_KEYS = {"minimum": "min", "maximum": "max"}


def written(flow: Flow) -> str:
    """Write *flow* as a file; shared transitions are written with each state."""
    return "\n".join(_lines(flow))


def as_written(flow: Flow) -> Flow:
    """Give the part of *flow* that `written` writes."""
    states = Table((s.id, _own(s)) for s in flow.states.values())
    return replace(flow, states=states, rules=(), waivers=(), translations=Table())


def _own(state: State) -> State:
    ways = tuple(replace(way, shared=None) for way in state.transitions)
    return replace(state, transitions=ways)


def _lines(flow: Flow) -> Iterator[str]:
    yield "format = 1"
    for key in ("id", "version", "language", "title", "text", "initial", "cites"):
        if value := getattr(flow, key):
            yield f"{key} = {_toml(value)}"
    if flow.source:
        yield f"source = {_toml(_row(flow.source))}"
    phases = [f"{phase.id} = {_toml(phase.title)}" for phase in flow.phases.values()]
    yield from ["[phases]", *phases] if phases else ()
    for table in _TABLES:
        for name, row in getattr(flow, table).items():
            yield f"[{table}.{name}]"
            yield from (f"{key} = {_toml(value)}" for key, value in _row(row).items())


def _row(record: Record) -> dict[str, Any]:
    """Give what is not as it is by default."""
    defaults = type(record).defaults
    given = {key: getattr(record, key) for key in fields(record) if key != "id"}
    row = {_KEYS.get(k, k): v for k, v in given.items() if v != defaults.get(k)}
    if isinstance(record, State) and record.transitions:
        row["transitions"] = [_way(record, way) for way in record.transitions]
    return row


def _way(state: State, way: Transition) -> dict[str, Any]:
    flags = {key: getattr(way, key) for key in ("fails", "choice", "ordinary")}
    row: dict[str, Any] = {"dest": way.dest, **flags}
    if way.trigger != (ANSWER if state.asks else NEXT):
        row["trigger"] = way.trigger
    if way.conditions:
        row["conditions"] = [dict(map(_literal, cases)) for cases in way.conditions]
    given = {"title": way.title, "set": dict(way.sets), "cites": way.cites}
    return {**row, **{key: value for key, value in given.items() if value}}


def _literal(test: Condition) -> tuple[str, Any]:
    ends = {"min": test.minimum, "max": test.maximum}
    bounds = {key: value for key, value in ends.items() if value is not None}
    return test.fact, list(test.values) or bounds


def _toml(value: Any) -> str:  # noqa: ANN401 - whatever TOML holds
    match value:
        case Mapping():
            return f"{{ {', '.join(f'{k} = {_toml(v)}' for k, v in value.items())} }}"
        case list() | tuple():
            return f"[{', '.join(map(_toml, value))}]"
        case date():
            return value.isoformat()
    return json.dumps(value, ensure_ascii=False)
