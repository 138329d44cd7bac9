"""Scenarios as a file: what is answered, and where that leads. Ready-made tests."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from ama_flow.model import Flow
from ama_flow.proofs.scenarios import Scenario
from ama_flow.view.script import written


def script(flow: Flow, scenarios: Iterable[Scenario], *, name: str) -> str:
    """Write *scenarios* of *flow* as TOML; *name* is its id, or where its file is."""
    return "\n".join(_tables(flow, scenarios, name))


def _tables(flow: Flow, scenarios: Iterable[Scenario], name: str) -> Iterator[str]:
    yield f"flow = {_string(name)}\n"
    for number, scenario in enumerate(scenarios, 1):
        yield (
            f"[scenarios.s{number}]\n"
            f"title = {_string(scenario.title)}\n"
            f"then = {_string(scenario.state)}\n"
            f"[scenarios.s{number}.answers]\n"
            f"{written(flow, scenario.answers, whole=False)}"
        )


def _string(text: str) -> str:
    """Write a string of TOML, which is like JSON but for one control character."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
