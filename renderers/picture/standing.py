"""How states and ways stand out in a picture, if something does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .._marked import Mark, noted
from .._outline import Outline
from .._style import Look
from .._ways import Way


def look_of(outline: Outline, mark: Mark | None) -> Look:
    """Say how what has this *mark* looks, or has none."""
    if mark:
        return mark.look
    return outline.marked.rest if outline.marked else "plain"


def mark_of_state(outline: Outline, name: str) -> Mark | None:
    """Say how a state stands out."""
    return outline.marked.states.get(name) if outline.marked else None


def look_of_state(outline: Outline, name: str) -> Look:
    """Say how a state looks."""
    return look_of(outline, mark_of_state(outline, name))


def mark_of_ways(outline: Outline, source: str, ways: Sequence[Way]) -> Mark | None:
    """Say how the ways of a state stand out: as the first of them that does."""
    marks = outline.marked.ways if outline.marked else {}
    return next((marks[source, way] for way in ways if (source, way) in marks), None)


def mark_of_shared(outline: Outline, sources: Sequence[str], way: Way) -> Mark | None:
    """Say how a way stands out that several states share.

    It differs as a whole, or else where one of them had or has it otherwise: a state
    that is new or gone brings its own mark.
    """
    found = dict(_marks(outline, sources, way))
    first = next(iter(found.values()), None)
    if not first or not outline.marked or not outline.marked.signs:
        return first
    if len(found) == len(sources) and len(dict.fromkeys(found.values())) == 1:
        return first
    whole = (look_of_state(outline, name) in ("added", "removed") for name in found)
    return None if all(whole) else noted(outline.flow, "changed")


def _marks(
    outline: Outline, sources: Sequence[str], way: Way
) -> Iterator[tuple[str, Mark]]:
    for name in sources:
        if mark := mark_of_ways(outline, name, [way]):
            yield name, mark


def sign(outline: Outline, mark: Mark | None) -> str:
    """Give the sign that lines have for *mark*, where they have any."""
    return mark.sign if mark and outline.marked and outline.marked.signs else ""
