"""Figures of a proved flow: what lies ahead of each situation, how many paths, facts.

An end is where there is no way on. A goal always is one; a contact may be a stage.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple
from weakref import WeakKeyDictionary

from ama_flow.model import Flow, Record, Table, Value
from ama_flow.proofs.explored import Explored, explored
from ama_flow.proofs.game import LOST
from ama_flow.proofs.loopfree import Count, count_paths
from ama_flow.proofs.space import Situation
from ama_flow.proofs.spans import Span, spans
from ama_flow.proofs.uses import Use, uses


class Ahead(NamedTuple):
    """What lies ahead of a situation: a *state*, with the *facts* still to be read.

    A fact that is not known is None. A number or date stands in for those that
    conditions do not tell apart from it. The spans are in answers: to a *goal*, to a
    *contact*, to whichever of the two comes first (*help*), and to where there is no
    way on (*end*). *worst* is the number of answers within which a reader who chooses
    well gets to help, whatever the outcomes; None where only luck helps, or nothing
    does, which is waived then.
    """

    state: str
    facts: tuple[tuple[str, Value | None], ...]
    goal: Span
    contact: Span
    help: Span
    end: Span
    worst: int | None


class Paths(Record):
    """Figures of a flow.

    *situations* are all that a reader can get into, nearest first; *count* is how many
    lists of answers lead from the first one to an end without a situation twice.
    Numbers and dates count once for each interval that conditions tell apart, and
    texts once. *facts* says what each fact is used for.
    """

    situations: tuple[Ahead, ...]
    count: Count
    facts: Table[Use]


def paths(flow: Flow) -> Paths:
    """Give the figures of *flow*.

    Raises `FlowError` with the problems of a flow that is not proved.
    """
    found = explored(flow)
    return Paths(
        situations=tuple(_ahead(found)),
        count=count_paths(found.ways),
        facts=uses(flow),
    )


def _ahead(found: Explored) -> list[Ahead]:
    """Give what lies ahead of each situation, in order."""
    space, game, ways = found.space, found.game, found.ways
    ends = [number for number, dests in enumerate(ways) if not dests]
    return [
        Ahead(
            state,
            tuple(zip(space.live[state], values, strict=True)),
            goal=goal,
            contact=contact,
            help=helped,
            end=end,
            worst=None if rank == LOST else rank,
        )
        for (state, values), rank, goal, contact, helped, end in zip(
            space.situations,
            game.ranks,
            spans(ways, found.at("goal")),
            spans(ways, found.at("contact")),
            spans(ways, found.at("goal", "contact")),
            spans(ways, ends),
            strict=True,
        )
    ]


def remaining(flow: Flow, state: str, facts: Mapping[str, Value]) -> Ahead:
    """Say what lies ahead of a reader: at *state*, who knows *facts*, as in a session.

    The first call searches *flow*; later ones only look up. Raises `FlowError` with
    the problems of a flow that is not proved, and ``KeyError`` for what no answers
    lead to.
    """
    if flow not in _charts:
        _charts[flow] = _Chart(flow)
    return _charts[flow].at(state, facts)


class _Chart:
    """What lies ahead of each situation of a flow, which it does not hold itself."""

    def __init__(self, flow: Flow) -> None:
        found = explored(flow)
        self.live = found.space.live
        self.domains = found.space.domains
        self.ahead = dict(zip(found.space.situations, _ahead(found), strict=True))

    def at(self, state: str, facts: Mapping[str, Value]) -> Ahead:
        return self.ahead[
            Situation(state, tuple(self.value(f, facts) for f in self.live[state]))
        ]

    def value(self, fact: str, facts: Mapping[str, Value]) -> Value | None:
        return self.domains[fact].stand_in(facts[fact]) if fact in facts else None


_charts: WeakKeyDictionary[Flow, _Chart] = WeakKeyDictionary()
