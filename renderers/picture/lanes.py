"""In which lane of a picture each state stands, and in which order.

The first lane is the ordinary way. What has a way to or from it stands in the lane
beside it, with what that leads on to. So does the rest, unless that lane gets much
longer than the first.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, groupby
from typing import NamedTuple

from .._ordinary import spine
from .._outline import Outline

_FEW = 8  # states that a lane may hold, however short the first one is
_LONGER = 1.5  # times the first lane, that a lane may be

Ways = Mapping[str, Sequence[str]]
"""The states that each state has a way to, or from."""

Lanes = tuple[tuple[str, ...], ...]
"""The ids of the states of each lane, from above to below."""


class _Graph(NamedTuple):
    """The states with the *dests* of their ways, and the *sources* of ways to them.

    A way that several share counts for the first of them, and is not its *own*.
    """

    own: Ways
    dests: Ways
    sources: Ways


def lanes(outline: Outline) -> Lanes:
    """Give the ids of the states of each lane, from above to below."""
    graph = _graph(outline)
    first, *others = _spread(outline, graph, spine(outline))
    found = [tuple(first)]
    ranks = {name: rank for rank, name in enumerate(first)}
    for lane in others:
        found.append(_ordered(outline, graph, ranks, first, lane))
        ranks |= {name: rank for rank, name in enumerate(found[-1])}
    return tuple(found)


def _graph(outline: Outline) -> _Graph:
    own = {name: [way.dest for way in ways] for name, ways in outline.ways.items()}
    dests = {name: [*found] for name, found in own.items()}
    for section in outline.sections:
        for shared in section.shared:
            dests[shared.sources[0].id].append(shared.way.dest)
    sources: dict[str, list[str]] = {name: [] for name in dests}
    for source, others in dests.items():
        for dest in others:
            sources[dest].append(source)
    return _Graph(own, dests, sources)


# ------------------------------------------------------------------ which lane


def _spread(outline: Outline, graph: _Graph, first: Sequence[str]) -> list[list[str]]:
    """Divide the states over lanes, so that ways join neighbouring lanes only."""
    dests, sources = graph.dests, graph.sources
    near = {name: [*dict.fromkeys((*dests[name], *sources[name]))] for name in dests}
    onward = _onward(graph)
    usual = {*first}
    rest = [state.id for state in outline.states if state.id not in usual]
    lanes, room = [list(first)], max(_FEW, round(_LONGER * len(first)))
    while rest:
        bound = _followed(onward, [n for name in lanes[-1] for n in near[name]])
        further = _further(near, bound, rest, len(rest) - room)
        lanes.append([name for name in rest if name not in further])
        rest = [name for name in rest if name in further]
    return lanes


def _onward(graph: _Graph) -> Ways:
    """Say where the first way from a state leads, if no other state has a way there.

    The two stand in one lane: so a side trip is one column, and so is each branch of
    a tree.
    """
    return {
        name: [d for d in found[:1] if len(dict.fromkeys(graph.sources[d])) == 1]
        for name, found in graph.dests.items()
    }


def _further(
    near: Ways, bound: Mapping[str, None], rest: list[str], most: int
) -> set[str]:
    """Pick about *most* of the *rest* that are not *bound* to this lane, in groups."""
    free = {name for name in rest if name not in bound}
    picked: set[str] = set()
    for name in reversed(rest):
        if name in free and len(picked) < most:
            group = _group(near, name, free)
            picked |= group
            free -= group
    return picked if len(picked) < len(rest) else set()


def _group(near: Ways, name: str, among: set[str]) -> set[str]:
    """Find what hangs together with *name*: it moves as a whole."""
    found, waiting = {name}, [name]
    while waiting:
        fresh = [n for n in near[waiting.pop()] if n in among and n not in found]
        found.update(fresh)
        waiting += fresh
    return found


# ------------------------------------------------------------------ in which order


def _ordered(
    outline: Outline,
    graph: _Graph,
    ranks: Mapping[str, int],
    first: Sequence[str],
    lane: Sequence[str],
) -> tuple[str, ...]:
    """Put a lane in the order in which the first one leads to it, sections whole.

    *ranks* are the positions of states in the lanes before.
    """
    entered = _before(outline, first)
    entered |= _entered(graph.dests, first) | _entered(graph.own, first)
    place = {
        state.id: number
        for number, section in enumerate(outline.sections)
        if section.title or (section.shared and len(outline.sections) > 1)
        for state in section.states
    }
    earliest = _earliest(place, entered, first, lane)

    def turn(name: str) -> tuple[int, int]:
        """Say when it is the turn of a state; of equal ones the nearest are together."""
        if name in place:
            return earliest[place[name]], place[name]
        return entered[name], len(outline.sections)

    groups = groupby(sorted(lane, key=turn), key=turn)
    nearer = (_nearer(graph, ranks, list(names)) for _, names in groups)
    return tuple(chain.from_iterable(nearer))


def _earliest(
    place: Mapping[str, int],
    entered: Mapping[str, int],
    first: Sequence[str],
    lane: Sequence[str],
) -> Mapping[int, int]:
    """Say when it is the turn of each section: where the first lane first leads to it.

    What is in the first lane too goes beside that: a state of it that others lead to
    long before would else draw it away.
    """
    begins: dict[int, int] = {}
    for rank, name in enumerate(first):
        begins.setdefault(place.get(name, -1), rank)
    found: dict[int, tuple[bool, int]] = {}
    for name in lane:
        if name in place:
            section, turn = place[name], entered[name]
            is_before = turn < begins.get(section, 0)
            found[section] = min(
                found.get(section, (True, len(first))), (is_before, turn)
            )
    return {section: turn for section, (_, turn) in found.items()}


def _nearer(
    graph: _Graph, ranks: Mapping[str, int], names: Sequence[str]
) -> Sequence[str]:
    """Put *names* as they follow each other, if that makes ways shorter or cross less.

    Else they stay in order of reading.
    """
    dests, sources, here = graph.dests, graph.sources, {*names}
    above = {name: [ranks[s] for s in sources[name] if s in ranks] for name in names}
    within = [(name, dest) for name in names for dest in dests[name] if dest in here]

    def apart(order: Iterable[str]) -> int:
        there = {name: rank for rank, name in enumerate(order)}
        far = sum(abs(there[name] - there[dest]) for name, dest in within)
        return far + _inversions(chain.from_iterable(above[name] for name in there))

    entered = sorted(names, key=lambda name: min(above[name], default=len(ranks)))
    follow = {name: [dest for dest in dests[name] if dest in here] for name in names}
    return min(names, list(_followed(follow, entered)), key=apart)


def _inversions(ranks: Iterable[int]) -> int:
    """Count the pairs of which the first is the larger one."""
    found, seen = 0, list[int]()
    for rank in ranks:
        found += len(seen) - bisect_right(seen, rank)
        insort(seen, rank)
    return found


def _followed(dests: Ways, names: Iterable[str]) -> dict[str, None]:
    """Follow the ways from each of *names* to its end, the first one first."""
    found: dict[str, None] = {}
    for name in names:
        waiting = [name]
        while waiting:
            here = waiting.pop()
            if here not in found:
                found[here] = None
                waiting += reversed(dests[here])
    return found


def _entered(dests: Ways, first: Sequence[str]) -> dict[str, int]:
    """Say from which state of the first lane on states can be reached."""
    entered = {name: number for number, name in enumerate(first)}
    seen = set(first)
    for number, name in enumerate(first):
        waiting = [name]
        while waiting:
            fresh = [dest for dest in dests[waiting.pop()] if dest not in seen]
            entered |= dict.fromkeys(fresh, number)
            seen.update(fresh)
            waiting += fresh
    return entered


def _before(outline: Outline, first: Sequence[str]) -> dict[str, int]:
    """Say, of each state, behind how many of the first lane it is read."""
    usual, count, found = {*first}, 0, dict[str, int]()
    for state in outline.states:
        found[state.id] = count
        count += state.id in usual
    return found
