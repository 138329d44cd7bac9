"""Tours as a file of scenarios: what is answered, and where that leads. Ready-made tests."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Iterator
from decimal import Decimal

from ama_flow.model import Flow, FlowError
from ama_flow.proofs.tours import Tour
from ama_flow.session import Session
from ama_flow.view.script import Script, play, written

HEAD = "# Written by ama-flow paths --scenarios, which may write over it."
"""The first line of a file of tours: what starts otherwise is somebody's own work."""


def script(flow: Flow, tours: Iterable[Tour], *, name: str) -> str:
    """Write *tours* of *flow* as TOML; *name* is its id, or where its file is."""
    return "\n".join(_tables(flow, tours, name))


def _tables(flow: Flow, tours: Iterable[Tour], name: str) -> Iterator[str]:
    yield f"{HEAD}\nflow = {_string(name)}\n"
    for number, tour in enumerate(tours, 1):
        yield (
            f"[scenarios.s{number}]\n"
            f"title = {_string(tour.title)}\n"
            f"then = {_string(tour.state)}\n"
            f"[scenarios.s{number}.answers]\n"
            f"{_answers(flow, tour)}"
        )


def _answers(flow: Flow, tour: Tour) -> str:
    """Leave out that a reader simply goes on, where the tour is the same without."""
    short = written(flow, tour.answers, whole=False)
    session = Session(flow)
    try:
        script = Script(flow, tomllib.loads(short, parse_float=Decimal))
        play(session, script, then=tour.state)
    except FlowError:
        return written(flow, tour.answers)
    taken = [(answer.state, answer.trigger) for answer in session.answers]
    meant = [(answer.state, answer.trigger) for answer in tour.answers]
    return short if taken == meant else written(flow, tour.answers)


def _string(text: str) -> str:
    """Write a string of TOML, which is like JSON but for one control character."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
