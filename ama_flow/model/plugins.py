"""What can be plugged in: renderers and front ends."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

from ama_flow.model.flow import Flow, Transition
from ama_flow.model.record import Record

How = Literal["added", "removed", "changed"]
"""What happened to a part of a flow from one version to the next."""


class Marks(Record):
    """One way through a flow, to be marked in a picture of it.

    *title* says which way it is. *transitions* are those that are taken, in order;
    *state* is where the way leads, empty where it is cut off.
    """

    title: str
    transitions: tuple[Transition, ...] = ()
    state: str = ""


class Changes(Record):
    """What is different in a flow, to be marked in a picture of both its versions.

    *title* says which versions, and *note* what is not marked. *states* go by their
    ids; what they said is in the flow *before*.
    """

    title: str
    note: str = ""
    before: Flow | None = None
    states: tuple[tuple[str, How], ...] = ()
    transitions: tuple[tuple[Transition, How], ...] = ()


class Options(Record):
    """What a caller can ask of a renderer.

    *language* is None for the flow's own. *marks* or *changes* are shown by pictures.
    Images have *dpi* dots in an inch, or are *width* dots wide; one of these at most.
    A picture is of one *phase*, of what is around the state in *focus*, or an
    *overview* of all phases. It is drawn on *paper*, such as a4.
    """

    language: str | None = None
    marks: Marks | None = None
    changes: Changes | None = None
    dpi: int | None = None
    width: int | None = None
    phase: str | None = None
    focus: str | None = None
    overview: bool = False
    paper: str | None = None


class Renderer(Record):
    """A document form: *render* is pure, the same flow and options give the same bytes.

    *suffix* is that of files, with its dot; *media_type* as in RFC 6838. *takes* are
    the names of the options, besides the language, that make a difference to it.
    """

    name: str
    suffix: str
    media_type: str
    summary: str
    render: Callable[[Flow, Options], bytes]
    takes: tuple[str, ...] = ()


Outcome = Literal["goal", "contact", "stopped", "interrupted", "refused"]
"""How a reader left a session: helped by a goal or a contact, or before that."""


class Frontend(Record):
    """A way to lead a reader through a flow: *run* takes a `Sitting`."""

    name: str
    summary: str
    run: Callable[[Any], Outcome]
