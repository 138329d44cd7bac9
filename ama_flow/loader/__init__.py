"""TOML in, a `Flow` out, or every problem of the file at once."""

from __future__ import annotations

from collections.abc import Mapping
from os import PathLike
from typing import Any

from ama_flow.loader import literals, rules, translations
from ama_flow.loader.build import build
from ama_flow.loader.format import NUMBER
from ama_flow.loader.problems import Problems
from ama_flow.loader.relations import relate
from ama_flow.loader.shared import read as read_shared
from ama_flow.loader.source import bundled, parse, read
from ama_flow.loader.validate import validate
from ama_flow.model import Flow, FlowError, Origin

__all__ = ["bundled", "load", "loads"]


def load(flow: str | PathLike[str]) -> Flow:
    """Read a flow that comes with ama-flow, by its id, or a file, by its path.

    Raises `FlowError` with every problem of the file.
    """
    text, name = read(flow)
    return loads(text, file=name)


def loads(text: str, *, file: str = "<text>") -> Flow:
    """Read a flow from *text*; *file* names it in problems.

    Raises `FlowError` with every problem of the text, from top to bottom.
    """
    origin = Origin(file=file, text=text)
    data = parse(origin)
    problems = Problems(origin)
    _format(data, problems)
    found = validate(data, problems)
    relate(_sound(data, problems), problems)
    literals.check(found, _sound(data, problems).get("facts", {}), problems)
    _refuse(problems)
    shared = read_shared(data, problems)
    flow = build(data, origin, shared)
    rules.check(flow, problems)
    translations.check(data, flow, problems)
    _refuse(problems)
    return flow


def _format(data: Mapping[str, Any], problems: Problems) -> None:
    """Refuse another format at once: nothing else could be said of it."""
    given = data.get("format", NUMBER)
    if isinstance(given, int) and given > NUMBER:
        message = f"format {given} is newer than this ama-flow, which reads {NUMBER}"
        problems.add("format", ("format",), message, "update ama-flow")
        _refuse(problems)


def _sound(data: Mapping[str, Any], problems: Problems) -> dict[str, Any]:
    """Give *data* without the tables and rows that have a problem already."""
    wrong = {problem.at[:2] for problem in problems.found}
    return {
        key: _sound_rows(key, value, wrong)
        for key, value in data.items()
        if (key,) not in wrong
    }


def _sound_rows(key: str, value: Any, wrong: set[tuple[str | int, ...]]) -> Any:  # noqa: ANN401 - whatever TOML holds
    if isinstance(value, dict):
        return {name: row for name, row in value.items() if (key, name) not in wrong}
    if isinstance(value, list):
        return [{} if (key, n) in wrong else row for n, row in enumerate(value)]
    return value


def _refuse(problems: Problems) -> None:
    if problems:
        raise FlowError(*problems.found)
