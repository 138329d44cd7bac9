"""What can be plugged in: renderers and front ends."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

from ama_flow.model.flow import Flow
from ama_flow.model.record import Record


class Options(Record):
    """What a caller can ask of a renderer. *language* is None for the flow's own."""

    language: str | None = None


class Renderer(Record):
    """A document form: *render* is pure, the same flow and options give the same bytes.

    *suffix* is that of files, with its dot; *media_type* as in RFC 6838.
    """

    name: str
    suffix: str
    media_type: str
    summary: str
    render: Callable[[Flow, Options], bytes]


Outcome = Literal["goal", "contact", "stopped", "interrupted"]
"""How a reader left a session: helped by a goal or a contact, or before that."""


class Frontend(Record):
    """A way to lead a reader through a flow: *run* takes a `Sitting`."""

    name: str
    summary: str
    run: Callable[[Any], Outcome]
