"""Find renderers and front ends by name, ours and other people's.

Ours stand in a table, so that none of them costs a look through what is installed; a
test compares the table with the entry points of the project. Other names are looked
for among entry points. Nothing is imported but what is asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Generic, TypeVar

from ama_flow.model import Flow, FlowError, Frontend, Options, Problem, Record, Renderer

if TYPE_CHECKING:
    from importlib.metadata import Distribution, EntryPoints

Plugin = TypeVar("Plugin", Renderer, Frontend)


class Group(Record, Generic[Plugin]):
    """What can be plugged in at one entry point, and what of it is ours, by name."""

    name: str
    what: str
    type: type[Plugin]
    ours: Mapping[str, str]


class Found(Record):
    """Where something that can be plugged in is, and the package that brings it."""

    name: str
    value: str
    package: str


RENDERERS = Group(
    name="ama_flow.renderers",
    what="renderer",
    type=Renderer,
    ours={
        "dot": "ama_flow_renderers.dot:renderer",
        "json": "ama_flow_renderers.json:renderer",
        "markdown": "ama_flow_renderers.markdown:renderer",
        "mermaid": "ama_flow_renderers.mermaid:renderer",
        "murphi": "ama_flow_renderers.murphi:renderer",
        "pdf": "ama_flow_renderers.pdf:renderer",
        "png": "ama_flow_renderers.png:renderer",
        "promela": "ama_flow_renderers.promela:renderer",
        "svg": "ama_flow_renderers.svg:renderer",
        "text": "ama_flow_renderers.text:renderer",
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
    return _load(RENDERERS, _find(RENDERERS, name))


def frontend(name: str) -> Frontend:
    """Give the front end called *name*; raises `FlowError` where there is none."""
    return _load(FRONTENDS, _find(FRONTENDS, name))


def render(
    flow: Flow,
    name: str,
    options: Options | None = None,
    *,
    language: str | None = None,
) -> bytes:
    """Render *flow*, as it is, with the renderer called *name*.

    *language* is short for `Options` with that only, and is left out beside others.
    Raises `FlowError` where there is no such renderer, and where it fails.
    """
    found = _find(RENDERERS, name)
    chosen = _load(RENDERERS, found)
    try:
        document: object = chosen.render(flow, options or Options(language=language))
    except FlowError:
        raise
    except Exception as error:
        raise _broken(RENDERERS, found, f"failed: {_said(error)}") from error
    if not isinstance(document, bytes):
        given = type(document).__name__
        raise _broken(RENDERERS, found, f"gave {given} where it should give bytes")
    return document


def _installed(group: Group[Plugin]) -> EntryPoints:
    from importlib.metadata import entry_points  # noqa: PLC0415 - start-up is a feature

    return entry_points(group=group.name)


def _names(group: Group[Plugin]) -> tuple[str, ...]:
    return tuple(sorted({*group.ours, *_installed(group).names}))


def _find(group: Group[Plugin], name: str) -> Found:
    if name in group.ours:
        return Found(name=name, value=group.ours[name], package="ama-flow")
    found = [
        Found(
            name=name,
            value=entry.value,
            package=_package(entry.dist),
        )
        for entry in _installed(group)
        if entry.name == name
    ]
    if not found:
        raise _unknown(group, name)
    if len(found) > 1:
        both = " and ".join(sorted(one.package for one in found))
        raise _refused(
            f"{group.what} {name!r} comes from {both}", "remove one of these packages"
        )
    return found[0]


def _package(package: Distribution | None) -> str:
    return f"{package.name} {package.version}" if package else "an unknown package"


def _load(group: Group[Plugin], found: Found) -> Plugin:
    module, _, attribute = found.value.partition(":")
    try:
        loaded: object = getattr(import_module(module), attribute)
    except Exception as error:
        raise _broken(group, found, f"does not load: {_said(error)}") from error
    if not isinstance(loaded, group.type):
        given = type(loaded).__name__
        expected = group.type.__name__
        raise _broken(group, found, f"is of type {given}, and not {expected}")
    return loaded


def _unknown(group: Group[Plugin], name: str) -> FlowError:
    from difflib import get_close_matches  # noqa: PLC0415 - start-up is a feature

    known = _names(group)
    near = get_close_matches(name[:80], known, n=1)
    hint = f"known here: {', '.join(known)}"
    if near:
        hint = f"did you mean {near[0]!r}? {hint}"
    return _refused(f"there is no {group.what} {name!r}", hint)


def _broken(group: Group[Plugin], found: Found, what: str) -> FlowError:
    hint = f"report this to the people of {found.package}, or use another {group.what}"
    return _refused(f"{group.what} {found.name!r} of {found.package} {what}", hint)


def _refused(message: str, hint: str) -> FlowError:
    return FlowError(Problem(code="plugin", message=message, hint=hint))


def _said(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"
