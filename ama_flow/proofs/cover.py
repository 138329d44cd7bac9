"""Few paths that take every transition, and how few there must be.

Situations that lead to each other are one part: who is in it can go round until all
of it is taken. Parts form a graph without rounds, in which a path that takes much is
found in linear time. The least number of paths is NP-hard to find, since a transition
can be taken in many situations; so there is a bound from below beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from ama_flow.proofs.graph import components
from ama_flow.proofs.space import NOWHERE, Move, Space

ROUNDS = 400
"""How often weights are set anew, in search of fewer paths and a better bound."""
_WORK = 3_000_000
"""How many moves are looked at in all those rounds, at most."""
_TRY = 20
"""After how many rounds it is tried again to find fewer paths."""
_FULL = 10**12
"""The weight of a transition at first."""


class Hop(NamedTuple):
    """A move from situation *number*: the part it leads to, and what it takes."""

    number: int
    move: Move
    dest: int
    takes: tuple[int, ...]


class Part(NamedTuple):
    """Situations that lead to each other: *inside* is taken there, *hops* lead out."""

    inside: tuple[int, ...]
    hops: tuple[Hop, ...]


class Path(NamedTuple):
    """*hops* from part to part, as far as one leads; *taken* are bits, by position."""

    weight: int
    taken: int
    hops: tuple[Hop, ...]


class Cover(NamedTuple):
    """*paths* that take every transition; there must be *least* of them or more.

    *parts* has the part of each situation.
    """

    paths: tuple[Path, ...]
    least: int
    parts: Mapping[int, int]


class _Best(NamedTuple):
    """The best way on from a part: its weight, minus its length, and how it goes."""

    weight: int = 0
    steps: int = 0
    taken: int = 0
    hop: Hop | None = None


def cover(space: Space, *, rounds: int = ROUNDS) -> Cover:
    """Give few paths that take every transition which any answer takes.

    More *rounds* of the search can find fewer.
    """
    of: dict[int, int] = {}
    return _Search(list(_parts(space, of)), of).cover(rounds)


def _parts(space: Space, of: dict[int, int]) -> Iterator[Part]:
    """Give the parts of *space*, each before those that lead to it; note who is in."""
    states = space.flow.states.values()
    transitions = (t for state in states for t in state.transitions)
    position = {id(transition): place for place, transition in enumerate(transitions)}
    dests = {n: [move.dest for move in moves] for n, moves in enumerate(space.moves)}
    for part, numbers in enumerate(components(dests)):
        of.update(dict.fromkeys(numbers, part))
        moves = [(number, move) for number in numbers for move in space.moves[number]]
        hops = [
            Hop(number, move, of[move.dest], _takes(move, position))
            for number, move in moves
            if move.dest != NOWHERE
        ]
        inner = (t for hop in hops if hop.dest == part for t in hop.takes)
        outer = (hop for hop in hops if hop.dest != part)
        yield Part(tuple(dict.fromkeys(inner)), tuple(outer))


def _takes(move: Move, position: Mapping[int, int]) -> tuple[int, ...]:
    return tuple(position[id(t)] for t in (move.transition, *move.passed))


class _Search:
    """A search for few paths; the last of the parts is the first on each path."""

    def __init__(self, parts: list[Part], of: Mapping[int, int]) -> None:
        self.parts = parts
        self.of = of
        hops = [hop for part in parts for hop in part.hops]
        takes = (*(part.inside for part in parts), *(hop.takes for hop in hops))
        self.every = _bits(dict.fromkeys(chain.from_iterable(takes)))
        self.moves = len(parts) + len(hops)

    def cover(self, rounds: int) -> Cover:
        """Weigh what is seldom taken more and more, until both numbers meet.

        Whatever the weights, there must be as many paths as the heaviest one goes
        into all that there is. Source: Plotkin, Shmoys and Tardos, Fast approximation
        algorithms for fractional packing and covering problems (1995).
        """
        weights = [
            _FULL * (self.every >> t & 1) for t in range(self.every.bit_length())
        ]
        paths, least = self.few(weights) or (Path(0, 0, ()),), self.last()
        round_ = self.moves * (1 + len(paths) // _TRY)
        for number in range(1, min(rounds, _WORK // round_) + 1):
            if len(paths) == least:
                break
            heaviest = self.best(weights, once=False)
            least = max(least, -(-sum(weights) // heaviest.weight))
            for transition in _listed(heaviest.taken):
                weights[transition] -= weights[transition] // 10
            if number % _TRY == 0:
                paths = min(paths, self.few(weights), key=len)
        return Cover(paths, least, self.of)

    def last(self) -> int:
        """Count what is only taken in a last answer: each of that needs a path."""
        hops = [hop for part in self.parts for hop in part.hops]
        ending = [hop.takes[0] for hop in hops if not self.parts[hop.dest].hops]
        others = [hop.takes[0] for hop in hops if self.parts[hop.dest].hops]
        inside = (t for part in self.parts for t in part.inside)
        return max(1, len({*ending}.difference(others, inside)))

    def few(self, weights: Sequence[int]) -> tuple[Path, ...]:
        """Take the path that adds the most weight, again and again."""
        left, paths = list(weights), []
        while any(left):
            path = self.best(left, once=True)
            paths.append(path)
            for transition in _listed(path.taken):
                left[transition] = 0
        return tuple(paths)

    def best(self, weights: Sequence[int], *, once: bool) -> Path:
        """Give a path of the most weight, of those a shortest.

        What it takes twice weighs twice. If each may weigh but *once*, the best way
        on from each part is kept, so that another path may weigh more.
        """
        found: list[_Best] = []
        for part in self.parts:
            ways = (
                _grown(found[hop.dest], hop.takes, weights, once=once)._replace(hop=hop)
                for hop in part.hops
            )
            way = max(ways, key=lambda way: (way.weight, way.steps), default=_Best())
            found.append(_grown(way, part.inside, weights, once=once))
        hops = tuple(_hops(found))
        return Path(found[-1].weight, found[-1].taken, hops)


def _grown(
    way: _Best, takes: tuple[int, ...], weights: Sequence[int], *, once: bool
) -> _Best:
    """Take more in front of a way."""
    new = [t for t in takes if not (once and way.taken >> t & 1)]
    return way._replace(
        weight=way.weight + sum(weights[t] for t in new),
        steps=way.steps - 1,
        taken=way.taken | _bits(takes),
    )


def _hops(found: Sequence[_Best]) -> Iterator[Hop]:
    """Go on from the last of what was *found*."""
    hop = found[-1].hop
    while hop:
        yield hop
        hop = found[hop.dest].hop


def _bits(positions: Iterable[int]) -> int:
    return sum(1 << position for position in positions)


def _listed(bits: int) -> list[int]:
    return [place for place, bit in enumerate(reversed(f"{bits:b}")) if bit == "1"]
