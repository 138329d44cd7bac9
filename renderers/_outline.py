"""A flow in order of reading, worked out once for every document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ama_flow.model import Flow, Options, State
from ama_flow.text import expand
from ama_flow.text.translated import translated
from ama_flow.words import colon, say

from ._marked import Marked, gone, marked
from ._ways import Way, ways

_ALIKE = 3  # states of a section that fail alike, and tell so once
NUMBERED = ("step", "question")
"""The kinds of states that are numbered, all in one row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """A way on that several states of a section have, and that is told once for all."""

    way: Way
    sources: tuple[State, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A phase with its states; what has no phase stands in one without a title."""

    id: str
    title: str
    states: tuple[State, ...]
    shared: tuple[Shared, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Folded:
    """What a box says for states that are drawn elsewhere: at *url*, if it is known.

    In a sentence it is *called* so, or else by what it says.
    """

    lines: tuple[str, ...] = ()
    url: str = ""
    called: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A flow in order of reading. *numbers* and *ways* go by the id of a state.

    *ways* are those that a state tells itself; the others are with its section.
    *marked* is what stands out, None where nothing does, and *before* is the version
    that it is held against. *excerpt* says which part of
    the flow it is, empty where it is all of it. *folded* are boxes for what is drawn
    elsewhere, by their ids, and *folds* is what all of it is an overview of. *usual*
    is the ordinary way, None where the flow says it by itself. It *is_page* where it
    is one of several pages, and *resumes* where it begins elsewhere than the flow.
    *entries* say from which pages one comes to a state. It *is_narrow* where its lanes
    are.

    A state of the flow that is in no section is not drawn, but told of in words.
    """

    flow: Flow
    sections: tuple[Section, ...]
    numbers: Mapping[str, int]
    ways: Mapping[str, tuple[Way, ...]]
    marked: Marked | None = None
    before: Outline | None = None
    excerpt: str = ""
    folded: Mapping[str, Folded] = field(default_factory=dict)
    folds: Outline | None = None
    is_page: bool = False
    resumes: bool = False
    entries: Mapping[str, str] = field(default_factory=dict)
    is_narrow: bool = False
    usual: tuple[str, ...] | None = None

    @property
    def states(self) -> tuple[State, ...]:
        """Every state, in order of reading."""
        return tuple(state for section in self.sections for state in section.states)

    @property
    def is_part(self) -> bool:
        """Whether something of the flow is left out: in an overview nothing is."""
        return bool(self.excerpt) and not self.folds

    @property
    def following(self) -> Mapping[str, str]:
        """The id of the state that is read after each but the last."""
        names = [state.id for state in self.states]
        return dict(pairwise(names))

    def say(self, key: str, **values: object) -> str:
        """Give ama-flow's own words called *key*."""
        return say(self.flow.language, key, **values)

    def label(self, key: str) -> str:
        """Give the words called *key* with a colon behind them."""
        return self.colon(self.say(key))

    def colon(self, words: str) -> str:
        """Put a colon behind *words*."""
        return colon(self.flow.language, words)

    def expand(self, words: str) -> str:
        """Put the terms of the flow in a plain string such as a title."""
        return expand(self.flow, words)


def arriving(whole: Outline) -> Mapping[str, Sequence[str]]:
    """Say from where ways lead to each state."""
    found: dict[str, list[str]] = {name: [] for name in whole.flow.states}
    for name, own in whole.ways.items():
        for way in own:
            found[way.dest].append(name)
    for section in whole.sections:
        for shared in section.shared:
            found[shared.way.dest] += (state.id for state in shared.sources)
    return found


def anchor(state: State) -> str:
    """Give a name for the place of *state* that is safe in every format.

    Ids of a flow file pass unchanged; what else a caller may have thought of is
    spelt out, so that no two states get one name.
    """
    return f"s-{_safe(state.id)}"


def phase_anchor(section: Section) -> str:
    """Give a name for the place of *section*, likewise."""
    return f"p-{_safe(section.id)}"


def _safe(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9_]", lambda odd: f"-{ord(odd[0]):x}-", name)


def outline(flow: Flow, options: Options) -> Outline:
    """Put *flow* in order of reading, in the language that is asked for."""
    spoken = translated(flow, options.language)
    lost = gone(flow, options)
    told = {
        state.id: ways(spoken, state, lost.get(state.id, ()))
        for state in spoken.states.values()
    }
    sections = tuple(_sections(spoken, told))
    apart = {
        (source.id, shared.way)
        for section in sections
        for shared in section.shared
        for source in shared.sources
    }
    return Outline(
        flow=spoken,
        sections=sections,
        numbers=_numbers(sections),
        ways={
            name: tuple(way for way in found if (name, way) not in apart)
            for name, found in told.items()
        },
        marked=marked(flow, spoken, options),
        before=_before(options),
    )


def _before(options: Options) -> Outline | None:
    changes = options.changes
    if not changes or not changes.before:
        return None
    return outline(changes.before, Options(language=options.language))


def _sections(flow: Flow, told: Mapping[str, tuple[Way, ...]]) -> Iterator[Section]:
    titles = {"": "", **{phase.id: phase.title for phase in flow.phases.values()}}
    for phase, states in _by_phase(flow).items():
        if states:
            yield Section(
                id=phase,
                title=expand(flow, titles[phase]),
                states=tuple(states),
                shared=tuple(_shared(states, told)),
            )


def _by_phase(flow: Flow) -> dict[str, list[State]]:
    """Group states by phase; one without a phase goes with the one before it."""
    grouped: dict[str, list[State]] = {name: [] for name in flow.phases or ("",)}
    phase = next(iter(grouped))
    for state in flow.states.values():
        phase = state.phase or phase
        grouped[phase].append(state)
    return grouped


def _shared(
    states: Iterable[State], told: Mapping[str, tuple[Way, ...]]
) -> Iterator[Shared]:
    """Find the ways on that several states have: declared together, or failing alike."""
    sources: dict[Way, list[State]] = {}
    for state in states:
        for way in told[state.id]:
            sources.setdefault(way, []).append(state)
    for way, found in sources.items():
        is_one = way.shared is not None and len(found) > 1
        if is_one or (way.fails and len(found) >= _ALIKE):
            yield Shared(way=way, sources=tuple(found))


def _numbers(sections: Iterable[Section]) -> dict[str, int]:
    states = (state for section in sections for state in section.states)
    numbered = (state.id for state in states if state.kind in NUMBERED)
    return {name: number for number, name in enumerate(numbered, 1)}
