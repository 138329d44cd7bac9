"""What a picture draws as a line, and what it says in words.

Lines that run far across a picture make it unreadable. So the ordinary way is drawn,
and what happens within a phase; other ways name where they lead.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from ama_flow.model import State

from ._outline import Outline
from ._ways import Way


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A plan of what to draw. States go by their ids, sections by their positions.

    *ordinary* is the way that is usually taken, *onward* the next state on it, and
    *main* are the sections that it runs through; *entrances* say from where on it
    each other section is entered.
    """

    outline: Outline
    ordinary: tuple[str, ...]
    onward: Mapping[str, str]
    place: Mapping[str, int]
    main: tuple[int, ...]
    entrances: Mapping[int, str]
    anchors: bool

    def is_drawn(self, source: str, way: Way) -> bool:
        """Whether *way* is a line from *source*, and not only said in words."""
        here, there = self.place[source], self.place[way.dest]
        if here == there or self.onward.get(source) == way.dest:
            return True
        if there not in self.main:
            return self.entrances.get(there) == source
        after = [section for section in self.main if section > here]
        return here in self.main and after[:1] == [there]

    def said(self, state: State) -> tuple[Way, ...]:
        """Give the ways on from *state* that are only said in words."""
        ways = self.outline.ways[state.id]
        return tuple(way for way in ways if not self.is_drawn(state.id, way))

    def drawn(self, state: State) -> tuple[Way, ...]:
        """Give the ways on from *state* that are lines."""
        ways = self.outline.ways[state.id]
        return tuple(way for way in ways if self.is_drawn(state.id, way))


def picture(outline: Outline, *, anchors: bool) -> Picture:
    """Plan a picture of a flow; *anchors* where words can lead to places in it."""
    place = {
        state.id: position
        for position, section in enumerate(outline.sections)
        for state in section.states
    }
    ordinary = _ordinary(outline)
    ways = ((name, way) for name in ordinary for way in outline.ways[name])
    return Picture(
        outline=outline,
        ordinary=ordinary,
        onward=dict(pairwise(ordinary)),
        place=place,
        main=tuple(sorted({place[name] for name in ordinary})),
        entrances={place[way.dest]: name for name, way in ways},
        anchors=anchors,
    )


def _ordinary(outline: Outline) -> tuple[str, ...]:
    """Find the way to a goal that takes, at each state, the first way that gets there.

    Ways that fail are no part of it. Where no goal is reached so, it is the start.
    """
    states, initial = outline.flow.states, outline.flow.initial
    source: dict[str, str] = {}
    waiting = [(initial, "")]
    while waiting:
        name, before = waiting.pop()
        if name in source:
            continue
        source[name] = before
        if states[name].kind == "goal":
            return _path(source, name)
        ways = [way for way in outline.ways[name] if not way.fails]
        waiting += [(way.dest, name) for way in reversed(ways)]
    return (initial,)


def _path(source: Mapping[str, str], name: str) -> tuple[str, ...]:
    path: list[str] = []
    while name:
        path.append(name)
        name = source[name]
    return tuple(reversed(path))
