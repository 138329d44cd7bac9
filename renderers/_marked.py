"""What stands out in a document: one way through the flow, or what was changed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeVar

from ama_flow.model import Changes, Flow, How, Marks, Options, Transition
from ama_flow.words import say

from ._ranges import ranges
from ._style import Look
from ._ways import Way, way_of

MARKS = ("marks", "changes")
"""The options that documents take which show what stands out."""

SIGNS: Mapping[Look, str] = {"added": "+", "removed": "\u2013", "changed": "\u00b1"}
"""What stands at a line that was added, removed or changed."""

Thing = TypeVar("Thing")
Key = tuple[str, Way]
"""A way on: the id of its state, and the way itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """How something stands out: its look, a short *sign* of it, and a sentence.

    *numbers* are its places on the way that is marked.
    """

    look: Look
    sign: str
    said: str
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """All that stands out, and the look of the *rest*; *title* says why.

    A *note* says what does not. *states* go by their ids. *signs* is whether lines have a badge with their sign.
    """

    title: str
    states: Mapping[str, Mark]
    ways: Mapping[Key, Mark]
    rest: Look
    signs: bool
    note: str = ""


def marked(flow: Flow, spoken: Flow, options: Options) -> Marked | None:
    """Find what *options* mark in *flow*, of which *spoken* is a translation."""
    if options.marks:
        return _way_taken(flow, spoken, options.marks)
    if options.changes:
        return _changed(flow, spoken, options.changes)
    return None


def _way_taken(flow: Flow, spoken: Flow, marks: Marks) -> Marked:
    """Mark what the way passes, with numbers in the order in which it does.

    A state to which there is no way has no number.
    """
    passed = [transition.source for transition in marks.transitions]
    keys = [_key(flow, spoken, transition) for transition in marks.transitions]
    ends = [marks.state] if marks.state else []
    is_reached = passed or marks.state == flow.initial
    alone = {name: highlighted(spoken) for name in ends}
    return Marked(
        title=marks.title,
        states=_numbered(spoken, [*passed, *ends]) if is_reached else alone,
        ways=_numbered(spoken, keys),
        rest="faded",
        signs=False,
    )


def _numbered(spoken: Flow, things: Iterable[Thing]) -> dict[Thing, Mark]:
    numbers: dict[Thing, list[int]] = {}
    for number, thing in enumerate(things, 1):
        numbers.setdefault(thing, []).append(number)
    return {thing: passed(spoken, found) for thing, found in numbers.items()}


def passed(spoken: Flow, numbers: Iterable[int]) -> Mark:
    """Mark what the way passes, at the places with these *numbers*, in order."""
    found = tuple(numbers)
    spans = ((f"{first}", f"{last}") for first, last in ranges(found))
    sign = ", ".join("\u2013".join(dict.fromkeys(span)) for span in spans)
    said = say(spoken.language, "doc_taken", numbers=sign)
    return Mark(look="taken", sign=sign, said=said, numbers=found)


def highlighted(spoken: Flow) -> Mark:
    """Mark a state that something is about."""
    return Mark(look="taken", sign="", said=say(spoken.language, "doc_here"))


def gone(flow: Flow, options: Options) -> Mapping[str, Collection[int]]:
    """Give the positions of transitions that were removed, by the id of their state."""
    return _gone(flow, options.changes) if options.changes else {}


def _gone(flow: Flow, changes: Changes) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for transition, how in changes.transitions:
        if how == "removed":
            found.setdefault(transition.source, []).append(_place(flow, transition))
    return found


def _changed(flow: Flow, spoken: Flow, changes: Changes) -> Marked:
    ways: dict[Key, Mark] = {}
    lost = _gone(flow, changes)
    for transition, how in changes.transitions:
        key = _key(flow, spoken, transition, lost.get(transition.source, ()))
        ways[key] = noted(spoken, how)
    return Marked(
        title=changes.title,
        states={name: _told(spoken, how) for name, how in changes.states},
        ways=ways,
        rest="plain",
        signs=True,
        note=changes.note,
    )


def _told(spoken: Flow, how: How) -> Mark:
    said = say(spoken.language, f"doc_{how}")
    return Mark(look=how, sign=f"{SIGNS[how]} {said}", said=said)


def noted(spoken: Flow, how: How) -> Mark:
    """Mark a way on that differs."""
    return Mark(look=how, sign=SIGNS[how], said=say(spoken.language, f"doc_{how}"))


def _key(
    flow: Flow, spoken: Flow, transition: Transition, lost: Collection[int] = ()
) -> Key:
    """Find the way that *transition* is in a flow whose words may be translated."""
    state = spoken.states[transition.source]
    return state.id, way_of(spoken, state, _place(flow, transition), lost)


def _place(flow: Flow, transition: Transition) -> int:
    return flow.states[transition.source].transitions.index(transition)


# ------------------------------------------------------------------ several as one


def gathered(
    spoken: Flow,
    marked: Marked,
    states: Mapping[str, Sequence[str]],
    ways: Mapping[Key, Sequence[Key]],
) -> Marked:
    """Mark boxes that stand for several *states* each, and *ways* that do so too."""
    return replace(
        marked,
        states=_merged(marked.states, states, spoken, partial(_told, spoken)),
        ways=_merged(marked.ways, ways, spoken, partial(noted, spoken)),
    )


def _merged(
    marks: Mapping[Thing, Mark],
    parts: Mapping[Thing, Sequence[Thing]],
    spoken: Flow,
    told: Callable[[How], Mark],
) -> dict[Thing, Mark]:
    found: dict[Thing, Mark] = {}
    for whole, things in parts.items():
        inside = [marks[thing] for thing in things if thing in marks]
        if any(mark.numbers for mark in inside):
            found[whole] = passed(spoken, sorted(_numbers(inside)))
        elif inside:
            is_all = len(inside) == len(things) and len(dict.fromkeys(inside)) == 1
            is_alike = is_all or inside[0].look == "taken"
            found[whole] = inside[0] if is_alike else told("changed")
    return found


def _numbers(marks: Iterable[Mark]) -> list[int]:
    return [number for mark in marks for number in mark.numbers]
