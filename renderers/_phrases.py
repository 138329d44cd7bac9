"""How documents speak of states and of the flow as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from ama_flow.model import Kind, State
from ama_flow.words.contacts import enumeration

from ._outline import NUMBERED, Outline, Section, Shared
from ._ranges import ranges
from ._ways import Way

_SOME = 3  # of many, that are named
FURTHER = "\u2192 "
"""What the words begin with that lead to what is drawn elsewhere."""


def title(outline: Outline, state: State) -> str:
    """Give the title of *state*, behind its number where it has one."""
    words = outline.expand(state.title)
    number = outline.numbers.get(state.id)
    return f"{number}. {words}" if number else words


def kind_of(outline: Outline, state: State, number: int | None) -> str:
    """Say what *state* is, for the heading above it: "Stap 4", or "Contact"."""
    kind = outline.say(f"doc_legend_{state.kind}")
    return f"{kind} {number}" if number else kind


def name(outline: Outline, state: State) -> str:
    """Name *state* in a sentence: "stap 5", or its title in quotes.

    A box that leads elsewhere is named by what it says.
    """
    folded = outline.folded.get(state.id)
    if folded and folded.called:
        return folded.called
    if folded and state.title.startswith(FURTHER):
        said = [state.title.removeprefix(FURTHER), *folded.lines]
        return ": ".join(said)
    if state.id in outline.numbers:
        return outline.say(f"doc_{state.kind}", number=outline.numbers[state.id])
    return outline.say("doc_quoted", title=outline.expand(state.title))


def leads(outline: Outline, way: Way, where: str) -> str:
    """Say in a sentence that *way* leads to *where*."""
    if way.label:
        return outline.say("doc_way", way=way.label, where=where)
    return outline.say("doc_then", where=where)


def some(parts: Sequence[str]) -> str:
    """Give the first of several *parts*, and say if there are more."""
    rest = ["\u2026"] if len(parts) > _SOME else []
    return ", ".join([*parts[:_SOME], *rest])


def names(outline: Outline, states: Iterable[State]) -> str:
    """Name several states in a sentence: "stap 4 tot en met 6 en vraag 7"."""
    parts = [
        part
        for kind, group in groupby(states, key=lambda state: state.kind)
        for part in _of_a_kind(outline, kind, list(group))
    ]
    return enumeration(outline.flow.language, parts)


def _of_a_kind(outline: Outline, kind: Kind, states: list[State]) -> list[str]:
    if kind not in NUMBERED:
        return [name(outline, state) for state in states]
    numbers = [outline.numbers[state.id] for state in states]
    shown = spans(outline, numbers)
    key = f"doc_{kind}" if len(states) == 1 else f"doc_{kind}s"
    return [outline.say(key, number=shown[0]), *shown[1:]]


def spans(outline: Outline, numbers: Iterable[int]) -> list[str]:
    """Name *numbers* in their order, those in a row as one: "4 tot en met 6"."""
    return [span(outline, first, last) for first, last in ranges(numbers)]


def span(outline: Outline, first: int, last: int) -> str:
    """Name the numbers from *first* to *last*."""
    if first == last:
        return str(first)
    return outline.say("doc_range", first=first, last=last)


def sources(outline: Outline, section: Section, shared: Shared) -> str:
    """Say from where in *section* a shared way leads on."""
    steps = tuple(state for state in section.states if state.kind == "step")
    if shared.sources == steps:
        return outline.say("doc_each_step" if section.title else "doc_every_step")
    return outline.say("doc_at", where=names(outline, shared.sources))
