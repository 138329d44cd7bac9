"""JSON: the whole model of a flow, for other programs.

The keys are those of `ama_flow.model`, in its order. Tables are objects by id, dates
are in ISO 8601, and numbers with decimals are strings, so that no digit is lost. Texts
are as in the flow file; where one holds markup or terms, ``plain`` beside it gives what
a reader sees. Where something stands in its file is left out.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from ama_flow.model import Flow, Options, Record, Renderer, fields
from ama_flow.text import blocks, expand, plain
from ama_flow.text.translated import PROSE, translated

FORMAT = 1
"""The version of this form: a change that breaks its readers gives it another."""

_SHOWN = {
    "Flow": ("title", "text"),
    "Phase": ("title",),
    "Link": ("title",),
    "Fact": ("title", "values"),
    "Contact": ("name",),
    "Trigger": ("title",),
    "State": ("title", "text", "why"),
    "Transition": ("title",),
}
"""The fields that readers are shown, by the kind of row."""


def render(flow: Flow, options: Options) -> bytes:
    """Write *flow* as JSON, UTF-8."""
    spoken = translated(flow, options.language)
    data = {"format": FORMAT, **_row(spoken, spoken)}
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def _row(flow: Flow, row: Any) -> dict[str, Any]:  # noqa: ANN401 - any row of the model
    data = {name: _data(flow, getattr(row, name), name) for name in fields(row)}
    texts = {name: data[name] for name in _SHOWN.get(type(row).__name__, ())}
    shown = {name: _shown(flow, name, text) for name, text in texts.items()}
    read = {name: text for name, text in shown.items() if text != texts[name]}
    return {**data, "plain": read} if read else data


def _data(flow: Flow, value: Any, name: str = "") -> Any:  # noqa: ANN401 - any value of the model
    if isinstance(value, Mapping):
        return {key: _data(flow, row) for key, row in value.items()}
    if isinstance(value, Record):
        return _row(flow, value)
    if name == "sets":
        return {key: _data(flow, given) for key, given in value}
    if isinstance(value, tuple):
        return [_data(flow, item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def _shown(flow: Flow, name: str, text: Any) -> Any:  # noqa: ANN401 - a text, or texts by id
    if isinstance(text, Mapping):
        return {key: expand(flow, words) for key, words in text.items()}
    return plain(blocks(flow, text)) if name in PROSE else expand(flow, text)


renderer = Renderer(
    name="json",
    suffix=".json",
    media_type="application/json",
    summary="the whole flow, for other programs",
    render=render,
)
