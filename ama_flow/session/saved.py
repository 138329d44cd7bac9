"""Sessions as plain data, which JSON can hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from ama_flow.model import Answer, Flow, FlowError, Problem, Value
from ama_flow.session import fingerprint

FORMAT = 1
"""The version of saved sessions that is written, and the only one that is read."""

_KEYS = ("format", "flow", "version", "structure", "wording", "answers")
_ANSWER_KEYS = ("state", "trigger", "value")


def write(flow: Flow, answers: Iterable[Answer]) -> dict[str, object]:
    """Give a session as data for JSON; dates and decimals become strings."""
    return {
        "format": FORMAT,
        "flow": flow.id,
        "version": flow.version,
        "structure": fingerprint.structure(flow),
        "wording": fingerprint.wording(flow),
        "answers": [write_answer(answer) for answer in answers],
    }


def write_answer(answer: Answer) -> dict[str, object]:
    """Give one answer as data for JSON; dates and decimals become strings."""
    value = answer.value
    shown = str(value) if isinstance(value, date | Decimal) else value
    return {"state": answer.state, "trigger": answer.trigger, "value": shown}


def read(flow: Flow, data: object) -> tuple[Answer, ...]:
    """Give the answers in *data*, not yet held against *flow*.

    Raises `FlowError` for anything but what `write` gives for this flow id.
    """
    table = _table(data, "the session", _KEYS)
    if table["format"] != FORMAT or isinstance(table["format"], bool):
        raise _refused(f"'format' must be {FORMAT}")
    for key in ("flow", "version", "structure", "wording"):
        _text(table[key], repr(key))
    if table["flow"] != flow.id:
        raise _refused(f"it is of the flow {table['flow']!r:.80}, not {flow.id!r}")
    answers = table["answers"]
    if not isinstance(answers, list):
        raise _refused("'answers' must be a list")
    return tuple(
        read_answer(flow, _table(row, f"answer {n}", _ANSWER_KEYS), f"answer {n}")
        for n, row in enumerate(answers, 1)
    )


def read_answer(
    flow: Flow, row: Mapping[str, object], name: str = "an answer"
) -> Answer:
    """Give the answer in *row*, not yet held against *flow*; raises `FlowError`."""
    state = _text(row["state"], f"the state of {name}")
    trigger = _text(row["trigger"], f"the trigger of {name}")
    value = row["value"]
    if value is not None and not isinstance(value, bool | int | str):
        raise _refused(f"the value of {name} must be text, a number, or true or false")
    if isinstance(value, str):
        return Answer(state=state, trigger=trigger, value=_value(flow, state, value))
    return Answer(state=state, trigger=trigger, value=value)


def _value(flow: Flow, state: str, saved: str) -> Value:
    """Give a date or a decimal back where the flow asks for one, else *saved*."""
    asks = flow.states[state].asks if state in flow.states else ""
    fact = flow.facts.get(asks)
    try:
        if fact and fact.type == "date":
            return date.fromisoformat(saved)
        if fact and fact.type == "number":
            return Decimal(saved)
    except (ValueError, ArithmeticError):
        return saved
    return saved


def _table(data: object, name: str, keys: tuple[str, ...]) -> dict[str, object]:
    if not isinstance(data, dict) or set(data) != set(keys):
        raise _refused(f"{name} must have the keys {', '.join(keys)}, and no others")
    return data


def _text(value: object, name: str) -> str:
    if isinstance(value, str):
        return value
    raise _refused(f"{name} must be text")


def _refused(message: str) -> FlowError:
    hint = "it may be damaged, or of another version of ama-flow"
    text = f"the session can't be read: {message}"
    return FlowError(Problem(code="bad-session", message=text, hint=hint))
