"""Read transitions that are declared once for many sources."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ama_flow.loader.problems import Problems
from ama_flow.model import Record

Data = Mapping[str, Any]

_LEFT_OUT = ("goal", "branch")


class Shared(Record, kw_only=False):
    """One row of ``[[transitions]]`` with the ids of the states it is for."""

    index: int
    row: Data
    sources: tuple[str, ...]


def read(data: Data, problems: Problems) -> tuple[Shared, ...]:
    """Find the sources of each shared transition; one without any is a problem."""
    found = tuple(
        Shared(index, row, _sources(data, row["source"]))
        for index, row in enumerate(data.get("transitions", ()))
    )
    for shared in found:
        if not shared.sources:
            at = ("transitions", shared.index, "source")
            hint = "goals and branches are left out: they have no triggers"
            problems.add("no-source", at, "no state is meant by this source", hint)
    return found


def _sources(data: Data, source: Data | list[str] | str) -> tuple[str, ...]:
    return tuple(
        name
        for name, state in data["states"].items()
        if state["kind"] not in _LEFT_OUT and _is_meant(name, state, source)
    )


def _is_meant(name: str, state: Data, source: Data | list[str] | str) -> bool:
    if not isinstance(source, Mapping):
        return name in _many(source)
    return all(state.get(key) in _many(wanted) for key, wanted in source.items())


def _many(value: list[str] | str) -> list[str]:
    return value if isinstance(value, list) else [value]
