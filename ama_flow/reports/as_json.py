"""JSON, for programs of one's own: ``docs/check-1.schema.json`` describes it.

Dates are in ISO 8601, and numbers with decimals are strings, so that no digit is lost.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from ama_flow.model import Place, Problem, Trace, Transition, Value
from ama_flow.proofs import Figures
from ama_flow.reports.checked import Checked
from ama_flow.view.script import written as script

FORMAT = 1
"""Raised where a reader of the last one would read something else than is meant."""

Data = dict[str, Any]

_FIGURES = ("states", "transitions", "situations", "worst", "fewest", "rules")


def written(files: Sequence[Checked]) -> str:
    """Write all that is known, in ASCII."""
    problems = sum(len(file.problems) for file in files)
    data = {
        "format": FORMAT,
        "proved": all(file.proved for file in files),
        "problems": problems,
        "files": [_file(file) for file in files],
    }
    return json.dumps(data, indent=2) + "\n"


def _file(file: Checked) -> Data:
    flow, report = file.flow, file.report
    return {
        "file": file.file,
        "flow": flow and {"id": flow.id, "version": flow.version, "title": flow.title},
        "proved": file.proved,
        "complete": report is not None and report.complete,
        "selected": list(file.selection.select),
        "ignored": list(file.selection.ignore),
        "problems": [_problem(file, problem) for problem in file.problems],
        "waived": [
            {**_problem(file, problem), "reason": reason}
            for problem, reason in file.waived
        ],
        "scenarios": file.scenarios and len(file.scenarios.scenarios),
        "figures": report and _figures(report.figures),
    }


def _problem(file: Checked, problem: Problem) -> Data:
    return {
        "code": problem.code,
        "message": problem.message,
        "hint": problem.hint,
        "at": list(problem.at),
        "place": _place(problem.place),
        "also": [
            {"at": list(at), "place": _place(file.place(at))} for at in problem.also
        ],
        "path": list(problem.path),
        "trace": problem.trace and _trace(file, problem.trace),
    }


def _place(place: Place | None) -> Data | None:
    if place is None:
        return None
    return {
        "line": place.line,
        "column": place.column,
        "width": place.width,
        "text": place.text,
    }


def _trace(file: Checked, trace: Trace) -> Data:
    return {
        "answers": [
            {
                "state": answer.state,
                "trigger": answer.trigger,
                "value": _value(answer.value),
            }
            for answer in trace.answers
        ],
        "round": trace.round,
        "state": trace.state or None,
        "states": list(trace.states),
        "transitions": [_transition(way) for way in trace.transitions],
        "script": script(file.flow, trace.answers) if file.flow else "",
    }


def _transition(way: Transition) -> Data:
    return {
        "source": way.source,
        "trigger": way.trigger,
        "dest": way.dest,
        "at": list(way.at),
    }


def _value(value: Value | None) -> bool | str | int | None:
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value.isoformat() if isinstance(value, date) else value


def _figures(figures: Figures) -> Data:
    return {name: getattr(figures, name) for name in _FIGURES}
