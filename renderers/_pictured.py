"""What of a flow is drawn: all of it, one phase, what is around a state, an overview."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from ama_flow.model import Flow, FlowError, Options, Problem

from ._excerpt import Excerpts
from ._marked import MARKS, Marked, highlighted
from ._outline import Outline, outline
from ._overview import overview
from ._phrases import title

PICTURE = (*MARKS, "phase", "focus", "overview")
"""The options that all pictures take."""
_STEPS = 2  # ways that are followed from a state in focus, on and back


def pictured(flow: Flow, options: Options) -> Outline:
    """Put what *options* ask of *flow* in order of reading; raises `FlowError`."""
    whole = outline(flow, options)
    _only_one(options)
    if options.phase is not None:
        return _phase(whole, options.phase)
    if options.focus is not None:
        return _around(whole, options.focus)
    return overview(whole) if options.overview else whole


def _only_one(options: Options) -> None:
    asked = {
        "phase": options.phase is not None,
        "focus": options.focus is not None,
        "overview": options.overview,
    }
    names = [name for name, is_asked in asked.items() if is_asked]
    if len(names) > 1:
        raise FlowError(
            Problem(
                code="parts-of-a-picture",
                message=f"{' and '.join(names)} do not go together",
                hint="draw one part at a time",
            )
        )


def _phase(whole: Outline, name: str) -> Outline:
    found = [section for section in whole.sections if section.id == name]
    if not name or not found:
        message = f"there is no phase {name!r:.80} to draw"
        raise _unknown("phase", message, [s.id for s in whole.sections if s.id])
    kept = [state.id for state in found[0].states]
    words = whole.say("doc_phase", title=found[0].title)
    return Excerpts(whole).of(kept, words)


def _around(whole: Outline, name: str) -> Outline:
    if name not in whole.flow.states:
        message = f"there is no state {name!r:.80} to draw"
        raise _unknown("state", message, whole.flow.states)
    near, back = {name}, {name}
    # what many states share leads from all over the flow, and not from around here
    came = [(one, way.dest) for one, ways in whole.ways.items() for way in ways]
    shared = (one for section in whole.sections for one in section.shared)
    onward = [*came, *((s.id, one.way.dest) for one in shared for s in one.sources)]
    for _ in range(_STEPS):
        near |= {dest for source, dest in onward if source in near}
        back |= {source for source, dest in came if dest in back}
    kept = [state.id for state in whole.states if state.id in near | back]
    words = whole.say("doc_around", title=title(whole, whole.flow.states[name]))
    seen = replace(whole, marked=whole.marked or _here(whole, name))
    return Excerpts(seen).of(kept, words)


def _here(whole: Outline, name: str) -> Marked:
    """Let a state stand out among others, without a badge."""
    states = {name: highlighted(whole.flow)}
    return Marked(title="", states=states, ways={}, rest="plain", signs=False)


def _unknown(what: str, message: str, known: Collection[str]) -> FlowError:
    return FlowError(
        Problem(
            code=f"unknown-{what}",
            message=message,
            hint=f"there is: {', '.join(known)}" if known else "draw the whole flow",
        )
    )
