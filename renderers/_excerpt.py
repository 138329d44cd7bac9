"""A part of a flow, drawn by itself: one phase, or what is around one state.

What lies outside is a box for each phase that is gone on to.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from ama_flow.model import Flow, FlowError, Options, Problem, State, Table
from ama_flow.model import replace as renewed

from ._marked import MARKS, Mark, Marked
from ._outline import Outline, Section, outline
from ._phrases import title
from ._ways import Way

PICTURE = (*MARKS, "phase", "focus")
"""The options that all pictures take."""
_STEPS = 2  # ways that are followed from a state in focus, on and back


def pictured(flow: Flow, options: Options) -> Outline:
    """Put what *options* ask of *flow* in order of reading; raises `FlowError`."""
    whole = outline(flow, options)
    if options.phase is not None:
        return _phase(whole, options.phase)
    if options.focus is not None:
        return _around(whole, options.focus)
    return whole


def _phase(whole: Outline, name: str) -> Outline:
    found = [section for section in whole.sections if section.id == name]
    if not name or not found:
        raise _unknown("phase", name, [s.id for s in whole.sections if s.id])
    kept = [state.id for state in found[0].states]
    return _excerpt(whole, kept, whole.say("doc_phase", title=found[0].title))


def _around(whole: Outline, name: str) -> Outline:
    if name not in whole.flow.states:
        raise _unknown("state", name, whole.flow.states)
    near, back = {name}, {name}
    pairs = [(s.id, t.dest) for s in whole.states for t in s.transitions]
    for _ in range(_STEPS):
        near |= {dest for source, dest in pairs if source in near}
        back |= {source for source, dest in pairs if dest in back}
    kept = [state.id for state in whole.states if state.id in near | back]
    words = whole.say("doc_around", title=title(whole, whole.flow.states[name]))
    return _excerpt(
        replace(whole, marked=whole.marked or _here(whole, name)), kept, words
    )


def _here(whole: Outline, name: str) -> Marked:
    """Let a state stand out among others, without a badge."""
    mark = Mark(look="taken", sign="", said=whole.say("doc_here"))
    return Marked(title="", states={name: mark}, ways={}, rest="plain", signs=False)


def _excerpt(whole: Outline, kept: Collection[str], words: str) -> Outline:
    """Keep some states; ways that leave them lead to a box for where they go."""
    boxes = _boxes(whole, kept)
    sections = [*_sections(whole, kept, boxes)]
    outside = {box.id: box for box in boxes.values()}
    led = [way.dest for name in kept for way in whole.ways[name]]
    led += [
        one.way.dest
        for s in whole.sections
        for one in s.shared
        if any(source.id in kept for source in one.sources)
    ]
    used = {_mapped_id(boxes, dest) for dest in led}
    further = tuple(box for name, box in outside.items() if name in used)
    if further:
        sections.append(Section(id="-further", title="", states=further, shared=()))
    states = (state for section in sections for state in section.states)
    own = {name: _mapped_ways(boxes, whole.ways[name]) for name in kept}
    marked = whole.marked
    if marked:
        ways = {(n, _mapped(boxes, w)): m for (n, w), m in marked.ways.items()}
        marked = replace(marked, ways=ways)
    return replace(
        whole,
        flow=renewed(
            whole.flow,
            states=Table((state.id, state) for state in states),
            initial=_entry(whole, kept),
        ),
        sections=tuple(sections),
        ways={**own, **{box.id: () for box in further}},
        marked=marked,
        excerpt=words,
    )


def _boxes(whole: Outline, kept: Collection[str]) -> Mapping[str, State]:
    """Give the box that stands for each state outside: that of its phase, or its own."""
    found: dict[str, State] = {}
    for section in whole.sections:
        for state in section.states:
            if state.id not in kept:
                where = section.title or title(whole, state)
                name = f"-{section.id}" if section.title else f"-{state.id}-"
                words = whole.say("doc_further", where=where)
                found[state.id] = State(id=name, kind="step", title=words)
    return found


def _sections(
    whole: Outline, kept: Collection[str], boxes: Mapping[str, State]
) -> Iterator[Section]:
    for section in whole.sections:
        states = tuple(state for state in section.states if state.id in kept)
        inside = (
            replace(
                one,
                way=_mapped(boxes, one.way),
                sources=tuple(s for s in one.sources if s.id in kept),
            )
            for one in section.shared
        )
        if states:
            shared = tuple(one for one in inside if one.sources)
            yield replace(section, states=states, shared=shared)


def _mapped_ways(boxes: Mapping[str, State], ways: tuple[Way, ...]) -> tuple[Way, ...]:
    return tuple(dict.fromkeys(_mapped(boxes, way) for way in ways))


def _mapped(boxes: Mapping[str, State], way: Way) -> Way:
    return replace(way, dest=_mapped_id(boxes, way.dest))


def _mapped_id(boxes: Mapping[str, State], name: str) -> str:
    return boxes[name].id if name in boxes else name


def _entry(whole: Outline, kept: Collection[str]) -> str:
    """Give the first state, in order of reading, that is come to from outside."""
    if whole.flow.initial in kept:
        return whole.flow.initial
    entered = {
        transition.dest
        for state in whole.states
        if state.id not in kept
        for transition in state.transitions
    }
    inside = [state.id for state in whole.states if state.id in kept]
    return next((name for name in inside if name in entered), inside[0])


def _unknown(what: str, name: str, known: Collection[str]) -> FlowError:
    return FlowError(
        Problem(
            code=f"unknown-{what}",
            message=f"there is no {what} {name!r:.80} to draw",
            hint=f"there is: {', '.join(known)}" if known else "draw the whole flow",
        )
    )
