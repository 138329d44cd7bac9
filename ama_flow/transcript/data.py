"""A transcript as JSON, and back: ``docs/report-1.schema.json`` describes it.

It is in ASCII, and holds none of ``<``, ``>`` and ``&``, so the same characters stand
in each form of a report. The last member is a check of all before it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any

from ama_flow.model import Record
from ama_flow.model.record import fields
from ama_flow.transcript.record import (
    Details,
    Given,
    Note,
    Procedure,
    Reached,
    Step,
    Transcript,
)

FORMAT = 1
"""Raised where a reader of the last one would read something else than is meant."""

_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&"}


def written(transcript: Transcript) -> str:
    """Write *transcript* on many lines, the last of which ends without a break."""
    data = {"report": FORMAT, **_data(transcript)}
    return _json({**data, "check": sha256(_json(data).encode()).hexdigest()})


def _json(data: Mapping[str, object]) -> str:
    return json.dumps(data, indent=2).translate(_ESCAPES)


def _data(record: Record) -> dict[str, object]:
    return {name: _plain(getattr(record, name)) for name in fields(record)}


def _plain(value: object) -> object:
    if isinstance(value, Record):
        return _data(value)
    return [_plain(row) for row in value] if isinstance(value, tuple) else value


def read(text: str) -> Transcript:
    """Read what `written` gives; raises ``ValueError`` where it is something else.

    Whether the check is right is not looked at: written anew, it shows.
    """
    try:
        data = json.loads(text)
    except RecursionError:
        raise ValueError("brackets within brackets") from None
    if not isinstance(data, dict) or data.pop("report", None) != FORMAT:
        raise ValueError(f"it is no report of format {FORMAT}")
    data.pop("check", None)
    return Transcript(
        **_members(
            data,
            language=_text,
            flow=_flow,
            began=_optional(_time),
            last=_optional(_time),
            changed=_flag,
            dropped=_count,
            back=_count,
            steps=_all(_step),
            end=_end,
            loose=_all(_note),
        )
    )


def _flow(data: object) -> Procedure:
    return Procedure(**_members(data, **dict.fromkeys(Procedure.fields, _text)))


def _step(data: object) -> Step:
    return Step(
        **_members(
            data,
            state=_text,
            title=_text,
            trigger=_text,
            value=_value,
            answer=_text,
            at=_optional(_time),
            notes=_all(_note),
        )
    )


def _end(data: object) -> Reached:
    return Reached(
        **_members(
            data,
            state=_text,
            title=_text,
            outcome=_optional(_outcome),
            ended=_flag,
            contact=_optional(_contact),
            notes=_all(_note),
        )
    )


def _contact(data: object) -> Details:
    return Details(**_members(data, **dict.fromkeys(Details.fields, _text)))


def _note(data: object) -> Note:
    readers = {"state": _text, "title": _text, "text": _text, "at": _optional(_time)}
    return Note(**_members(data, **readers))


def _members(data: object, **readers: Callable[[object], Any]) -> dict[str, Any]:
    """Read each member of an object; raises ``ValueError`` for one too many or few."""
    if not isinstance(data, dict) or data.keys() != readers.keys():
        raise ValueError(f"an object must hold {', '.join(readers)}, and no more")
    return {name: reader(data[name]) for name, reader in readers.items()}


def _all(reader: Callable[[object], Any]) -> Callable[[object], tuple[Any, ...]]:
    def rows(data: object) -> tuple[Any, ...]:
        if not isinstance(data, list):
            raise ValueError("a list is missing")  # noqa: TRY004 - JSON has no types
        return tuple(map(reader, data))

    return rows


def _optional(reader: Callable[[object], Any]) -> Callable[[object], Any]:
    return lambda data: None if data is None else reader(data)


def _text(data: object) -> str:
    if isinstance(data, str):
        return data
    raise ValueError("a text is missing")


def _time(data: object) -> str:
    datetime.fromisoformat(_text(data))
    return _text(data)


def _outcome(data: object) -> str:
    if data in ("goal", "contact"):
        return str(data)
    raise ValueError("an outcome is goal or contact")


def _flag(data: object) -> bool:
    if isinstance(data, bool):
        return data
    raise ValueError("true or false is missing")


def _count(data: object) -> int:
    if type(data) is int and data >= 0:
        return data
    raise ValueError("a number is missing")


def _value(data: object) -> Given:
    if data is None or isinstance(data, bool | int | str):
        return data
    raise ValueError("a value is text, a number, or true or false")
