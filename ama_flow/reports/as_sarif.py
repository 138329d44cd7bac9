"""SARIF 2.1.0, which code hosts and editors show: a result for each problem.

Problems that are waived are suppressed, with the reason. The way to a problem is a code
flow, and what has the same problem are related locations.
Source: OASIS, Static Analysis Results Interchange Format 2.1.0, errata 01.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import quote

from ama_flow.model import Place, Problem, Route, Trace
from ama_flow.reports.checked import Checked
from ama_flow.reports.explanations import page, title

Data = dict[str, Any]

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def written(files: Sequence[Checked]) -> str:
    """Write one run over all files, in ASCII."""
    found = [problem for file in files for problem, _ in _all(file)]
    codes = sorted({problem.code for problem in found})
    run = {
        "tool": {
            "driver": {
                "name": "ama-flow",
                "version": version("ama-flow"),
                "rules": [_rule(code) for code in codes],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [
            {"ruleIndex": codes.index(problem.code), **_result(file, problem, reason)}
            for file in files
            for problem, reason in _all(file)
        ],
    }
    data = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(data, indent=2) + "\n"


def _all(file: Checked) -> Iterator[tuple[Problem, str]]:
    """Give the problems of a file, and those that are waived with their reasons."""
    yield from ((problem, "") for problem in file.problems)
    yield from file.waived


def _rule(code: str) -> Data:
    """Describe a code; its page is taken as it is, since nothing is filled in there."""
    text = page(code)
    return {
        "id": code,
        "shortDescription": _message(title(code)),
        "help": {"text": text, "markdown": text},
        "defaultConfiguration": {"level": "error"},
    }


def _result(file: Checked, problem: Problem, reason: str) -> Data:
    hint = f"\nhint: {problem.hint}" if problem.hint else ""
    made: Data = {
        "ruleId": problem.code,
        "level": "error",
        "message": _message(problem.message + hint),
        "locations": [_location(file, problem.place)],
        "partialFingerprints": {"route/v1": _fingerprint(problem)},
    }
    if problem.also:
        made["relatedLocations"] = [
            {"id": number, **_location(file, file.place(at))}
            for number, at in enumerate(problem.also, 1)
        ]
    if problem.trace:
        way = _way(file, problem, problem.trace)
        made["codeFlows"] = [{"threadFlows": [{"locations": list(way)}]}]
    if reason:
        made["suppressions"] = [
            {"kind": "inSource", "status": "accepted", "justification": reason}
        ]
    return made


def _fingerprint(problem: Problem) -> str:
    """Know a problem again after lines were put in before it."""
    return " ".join([problem.code, *map(str, problem.at)])


def _way(file: Checked, problem: Problem, trace: Trace) -> Iterator[Data]:
    """Give each sentence of the path with the state that it is about."""
    routes: list[Route] = [("states", answer.state) for answer in trace.answers]
    routes.append(("states", trace.state) if trace.state else problem.at)
    for at, words in zip(routes, problem.path, strict=True):
        where = _location(file, file.place(at))
        yield {"location": {**where, "message": _message(words)}}


def _location(file: Checked, place: Place | None) -> Data:
    physical: Data = {"artifactLocation": {"uri": _uri(file.file)}}
    if place:
        physical["region"] = {
            "startLine": place.line,
            "startColumn": place.column,
            "endColumn": place.column + place.width,
        }
    return {"physicalLocation": physical}


def _uri(file: str) -> str:
    """Give a path as a reference, which is relative where the path is."""
    path = Path(file)
    return (
        path.as_uri()
        if path.is_absolute()
        else quote(path.as_posix(), errors="surrogateescape")
    )


def _message(text: str) -> Data:
    """Keep braces from being filled in, and brackets from being links: section 3.11."""
    text = text.replace("{", "{{").replace("}", "}}")
    if "](" in text:
        text = text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")
    return {"text": text}
