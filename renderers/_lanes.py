"""In which lane of a picture each state stands, and in which order.

The first lane is the ordinary way. What has a way to or from it stands in the lane
beside it, and so does the rest, unless that lane gets much longer than the first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, groupby

from ._ordinary import spine
from ._outline import Outline

_FEW = 8  # states that a lane may hold, however short the first one is
_LONGER = 1.5  # times the first lane, that a lane may be

Neighbours = Mapping[str, tuple[str, ...]]


def lanes(outline: Outline) -> tuple[tuple[str, ...], ...]:
    """Give the ids of the states of each lane, from above to below."""
    first, *others = _spread(outline, spine(outline))
    found = [tuple(first)]
    ranks = {name: rank for rank, name in enumerate(first)}
    for lane in others:
        found.append(_ordered(outline, ranks, first, lane))
        ranks |= {name: rank for rank, name in enumerate(found[-1])}
    return tuple(found)


def _neighbours(outline: Outline) -> Neighbours:
    """Say which states have a way between them, in either direction."""
    found: dict[str, dict[str, None]] = {state.id: {} for state in outline.states}
    for name, dests in _dests(outline).items():
        for dest in dests:
            found[name][dest] = found[dest][name] = None
    return {name: tuple(others) for name, others in found.items()}


def _dests(outline: Outline) -> dict[str, list[str]]:
    """Say where the ways from each state lead; a shared one counts for its first."""
    found = {name: [way.dest for way in ways] for name, ways in outline.ways.items()}
    for section in outline.sections:
        for shared in section.shared:
            found[shared.sources[0].id].append(shared.way.dest)
    return found


def _spread(outline: Outline, first: tuple[str, ...]) -> list[list[str]]:
    """Divide the states over lanes, so that ways join neighbouring lanes only."""
    neighbours = _neighbours(outline)
    rest = [state.id for state in outline.states if state.id not in first]
    lanes, room = [list(first)], max(_FEW, round(_LONGER * len(first)))
    while rest:
        further = _further(neighbours, lanes[-1], rest, len(rest) - room)
        lanes.append([name for name in rest if name not in further])
        rest = [name for name in rest if name in further]
    return lanes


def _further(
    neighbours: Neighbours, before: list[str], rest: list[str], most: int
) -> set[str]:
    """Pick about *most* of the *rest* that have no way to the lane *before*."""
    bound = {other for name in before for other in neighbours[name]}
    free = {name for name in rest if name not in bound}
    picked: set[str] = set()
    for name in reversed(rest):
        if name in free - picked and len(picked) < most:
            picked |= _group(neighbours, name, free)
    return picked if len(picked) < len(rest) else set()


def _group(neighbours: Neighbours, name: str, among: set[str]) -> set[str]:
    """Find what hangs together with *name*: it moves as a whole."""
    found, waiting = {name}, [name]
    while waiting:
        fresh = [n for n in neighbours[waiting.pop()] if n in among - found]
        found.update(fresh)
        waiting += fresh
    return found


def _ordered(
    outline: Outline, ranks: Mapping[str, int], first: list[str], lane: list[str]
) -> tuple[str, ...]:
    """Put a lane in the order in which the first one leads to it, sections whole.

    *ranks* are the positions of states in the lanes before.
    """
    entered = _entered(outline, first)
    place = {
        state.id: number
        for number, section in enumerate(outline.sections)
        if section.title or (section.shared and len(outline.sections) > 1)
        for state in section.states
    }
    earliest: dict[int, int] = {}
    for name in lane:
        if name in place:
            known = earliest.get(place[name], len(first))
            earliest[place[name]] = min(known, entered[name])

    def turn(name: str) -> tuple[int, int]:
        """Say when it is the turn of a state; of equal ones the nearest are together."""
        if name in place:
            return earliest[place[name]], place[name]
        return entered[name], -1

    dests = _dests(outline)
    groups = groupby(sorted(lane, key=turn), key=turn)
    nearer = (_nearer(dests, ranks, list(names)) for _, names in groups)
    return tuple(chain.from_iterable(nearer))


def _nearer(
    dests: Mapping[str, Sequence[str]],
    ranks: Mapping[str, int],
    names: list[str],
) -> list[str]:
    """Put *names* as they follow each other, if ways among them are then shorter.

    Else they stay in order of reading.
    """
    arriving = _arriving(dests, names)

    def apart(order: list[str]) -> int:
        there = {name: rank for rank, name in enumerate(order)}
        return sum(
            abs(there[name] - there[dest])
            for name in names
            for dest in dests[name]
            if dest in there
        )

    return min(names, _followed(dests, arriving, ranks, names), key=apart)


def _arriving(
    dests: Mapping[str, Sequence[str]], names: Iterable[str]
) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {name: [] for name in names}
    for source, others in dests.items():
        for dest in others:
            if dest in found:
                found[dest].append(source)
    return found


def _followed(
    dests: Mapping[str, Sequence[str]],
    arriving: Mapping[str, Sequence[str]],
    ranks: Mapping[str, int],
    names: list[str],
) -> list[str]:
    """Follow the ways from where the lanes before lead to, each to its end."""

    def entered(name: str) -> int:
        return min((ranks[s] for s in arriving[name] if s in ranks), default=len(ranks))

    found: dict[str, None] = {}
    for name in sorted(names, key=entered):
        waiting = [name]
        while waiting:
            here = waiting.pop()
            if here in arriving and here not in found:
                found[here] = None
                waiting += reversed(dests[here])
    return list(found)


def _entered(outline: Outline, first: list[str]) -> dict[str, int]:
    """Say from which state of the first lane on each state can be reached."""
    dests = _dests(outline)
    entered = {state.id: len(first) for state in outline.states}
    entered |= {name: number for number, name in enumerate(first)}
    seen = set(first)
    for number, name in enumerate(first):
        waiting = [name]
        while waiting:
            fresh = [dest for dest in dests[waiting.pop()] if dest not in seen]
            entered |= dict.fromkeys(fresh, number)
            seen.update(fresh)
            waiting += fresh
    return entered
