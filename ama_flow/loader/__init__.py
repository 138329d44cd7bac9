"""TOML in, a `Flow` out, or every problem of the file at once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from importlib.resources import files
from pathlib import Path
from typing import Any

from ama_flow.loader import literals, translations
from ama_flow.loader.build import build
from ama_flow.loader.format import NUMBER
from ama_flow.loader.problems import Problems, nearest
from ama_flow.loader.relations import relate
from ama_flow.loader.shared import read as read_shared
from ama_flow.loader.validate import validate
from ama_flow.model import Flow, FlowError, Origin, Place, Problem
from ama_flow.places import line_column, syntax_place

_LONGEST = 20_000  # characters of a line
_BUNDLED = files("ama_flow_flows")


def bundled() -> tuple[str, ...]:
    """List the ids of the flows that come with ama-flow."""
    names = (entry.name for entry in _BUNDLED.iterdir())
    return tuple(sorted(n.removesuffix(".toml") for n in names if n.endswith(".toml")))


def load(flow: str | Path) -> Flow:
    """Read a flow that comes with ama-flow, by its id, or a file, by its path.

    Raises `FlowError` with every problem of the file.
    """
    if isinstance(flow, str) and flow in bundled():
        name, raw = f"{flow}.toml", (_BUNDLED / f"{flow}.toml").read_bytes()
    else:
        name, raw = str(flow), _read(Path(flow))
    return loads(_decode(raw, name), file=name)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        hint = f"give the path of a file, or one of: {', '.join(bundled())}"
        if path.suffix != ".toml" and path.name == str(path):
            hint = nearest(path.name, bundled())
        raise _refused("no-file", f"there is no flow {str(path)!r}", hint) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        message = f"{str(path)!r} can't be read: {reason}"
        raise _refused("no-file", message, "give the path of a flow file") from None


def _refused(code: str, message: str, hint: str) -> FlowError:
    return FlowError(Problem(code=code, message=message, hint=hint))


def _decode(raw: bytes, file: str) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8", errors="replace")
        line, column = line_column(before, len(before))
        shown = before.splitlines()[-1] if column > 1 else ""
        place = Place(file=file, line=line, column=column, width=1, text=shown)
        problem = Problem(
            code="encoding",
            message="the file is not UTF-8 text",
            place=place,
            hint="save it as UTF-8",
        )
        raise FlowError(problem) from None


def loads(text: str, *, file: str = "<text>") -> Flow:
    """Read a flow from *text*; *file* names it in problems.

    Raises `FlowError` with every problem of the text, from top to bottom.
    """
    origin = Origin(file=file, text=text)
    _lines(origin)
    data = _parse(origin)
    problems = Problems(origin)
    _format(data, problems)
    found = validate(data, problems)
    relate(_sound(data, problems), problems)
    literals.check(found, _sound(data, problems).get("facts", {}), problems)
    _refuse(problems)
    shared = read_shared(data, problems)
    flow = build(data, origin, shared)
    translations.check(data, flow, problems)
    _refuse(problems)
    return flow


def _lines(origin: Origin) -> None:
    """Refuse endless lines, whose keys TOML's parser takes quadratic time for."""
    found = re.search(rf"[^\n]{{{_LONGEST}}}", origin.text)
    if found:
        line, column = line_column(origin.text, found.start())
        place = Place(
            file=origin.file, line=line, column=column, width=1, text=found[0][:80]
        )
        message = f"a line has more than {_LONGEST} characters"
        hint = "break it into more lines"
        problem = Problem(code="too-long", message=message, place=place, hint=hint)
        raise FlowError(problem)


def _parse(origin: Origin) -> dict[str, Any]:
    try:
        return tomllib.loads(origin.text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        message = str(error).split(" (at ", maxsplit=1)[0]
        place = syntax_place(origin, error)
        hint = "the file must be TOML"
    except RecursionError:
        message, place, hint = (
            "too many brackets within brackets",
            None,
            "make it flatter",
        )
    problem = Problem(code="syntax", message=message, place=place, hint=hint)
    raise FlowError(problem)


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
        return [row for n, row in enumerate(value) if (key, n) not in wrong]
    return value


def _refuse(problems: Problems) -> None:
    if problems:
        raise FlowError(*problems.found)
