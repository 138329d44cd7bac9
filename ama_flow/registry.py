"""Find renderers and front ends by name, ours and other people's.

Ours stand in a table, so that none of them costs a look through what is installed; a
test compares the table with the entry points of the project. Other names are looked
for among entry points. Nothing is imported but what is asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from importlib.metadata import EntryPoint, entry_points, version
from typing import Generic, TypeVar

from ama_flow.model import Flow, FlowError, Frontend, Options, Problem, Renderer

Plugin = TypeVar("Plugin", Renderer, Frontend)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group(Generic[Plugin]):
    """What can be plugged in at one entry point, and what of it is ours, by name."""

    name: str
    what: str
    type: type[Plugin]
    ours: Mapping[str, str]


RENDERERS = Group(
    name="ama_flow.renderers",
    what="renderer",
    type=Renderer,
    ours={
        "dot": "ama_flow_renderers.dot:renderer",
        "json": "ama_flow_renderers.json:renderer",
        "markdown": "ama_flow_renderers.markdown:renderer",
        "pdf": "ama_flow_renderers.pdf:renderer",
        "png": "ama_flow_renderers.png:renderer",
        "svg": "ama_flow_renderers.svg:renderer",
    },
)
"""What writes a flow as a document."""

FRONTENDS = Group(
    name="ama_flow.frontends",
    what="front end",
    type=Frontend,
    ours={"terminal": "ama_flow_renderers.terminal:frontend"},
)
"""What leads a reader through a flow."""


def renderers() -> tuple[str, ...]:
    """List the names of the renderers that are installed, sorted."""
    return _names(RENDERERS)


def frontends() -> tuple[str, ...]:
    """List the names of the front ends that are installed, sorted."""
    return _names(FRONTENDS)


def renderer(name: str) -> Renderer:
    """Give the renderer called *name*; raises `FlowError` where there is none."""
    return _load(RENDERERS, _entry(RENDERERS, name))


def frontend(name: str) -> Frontend:
    """Give the front end called *name*; raises `FlowError` where there is none."""
    return _load(FRONTENDS, _entry(FRONTENDS, name))


def render(flow: Flow, name: str, *, language: str | None = None) -> bytes:
    """Render *flow*, as it is, with the renderer called *name*.

    *language* is None for the flow's own. Raises `FlowError` where there is no such
    renderer, and where it fails.
    """
    entry = _entry(RENDERERS, name)
    chosen = _load(RENDERERS, entry)
    try:
        document: object = chosen.render(flow, Options(language=language))
    except FlowError:
        raise
    except Exception as error:
        raise _broken(RENDERERS, entry, f"failed: {_said(error)}") from error
    if not isinstance(document, bytes):
        given = type(document).__name__
        raise _broken(RENDERERS, entry, f"gave {given} where it should give bytes")
    return document


def _names(group: Group[Plugin]) -> tuple[str, ...]:
    return tuple(sorted({*group.ours, *entry_points(group=group.name).names}))


def _entry(group: Group[Plugin], name: str) -> EntryPoint:
    if name in group.ours:
        return EntryPoint(name=name, value=group.ours[name], group=group.name)
    found = tuple(entry_points(group=group.name, name=name))
    if not found:
        raise _unknown(group, name)
    if len(found) > 1:
        both = " and ".join(sorted(map(_origin, found)))
        raise _refused(
            f"{group.what} {name!r} comes from {both}", "remove one of these packages"
        )
    return found[0]


def _load(group: Group[Plugin], entry: EntryPoint) -> Plugin:
    try:
        found: object = entry.load()
    except Exception as error:
        raise _broken(group, entry, f"does not load: {_said(error)}") from error
    if not isinstance(found, group.type):
        given = type(found).__name__
        expected = group.type.__name__
        raise _broken(group, entry, f"is of type {given}, and not {expected}")
    return found


def _unknown(group: Group[Plugin], name: str) -> FlowError:
    known = _names(group)
    near = get_close_matches(name[:80], known, n=1)
    hint = f"known here: {', '.join(known)}"
    if near:
        hint = f"did you mean {near[0]!r}? {hint}"
    return _refused(f"there is no {group.what} {name!r}", hint)


def _broken(group: Group[Plugin], entry: EntryPoint, what: str) -> FlowError:
    origin = _origin(entry)
    hint = f"report this to the people of {origin}, or use another {group.what}"
    return _refused(f"{group.what} {entry.name!r} of {origin} {what}", hint)


def _refused(message: str, hint: str) -> FlowError:
    return FlowError(Problem(code="plugin", message=message, hint=hint))


def _origin(entry: EntryPoint) -> str:
    """Name the package that brought *entry*, and its version."""
    if entry.dist is None:
        return f"ama-flow {version('ama-flow')}"
    return f"{entry.dist.name} {entry.dist.version}"


def _said(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"
