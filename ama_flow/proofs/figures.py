"""The figures of a proof: how much there is, how far the way, what "otherwise" catches."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, product

from ama_flow.model import Conditions, Flow, Value, replace
from ama_flow.proofs.game import Game
from ama_flow.proofs.groups import facts_named
from ama_flow.proofs.report import Figures, Otherwise
from ama_flow.proofs.space import NOWHERE, Space

_Box = tuple[tuple[Value | None, ...], ...]
"""For each fact the values that it can have; None where it is not known."""


def size(flow: Flow) -> Figures:
    """Count what is in the file."""
    transitions = sum(len(state.transitions) for state in flow.states.values())
    return Figures(states=len(flow.states), transitions=transitions)


def measure(space: Space, game: Game) -> Figures:
    """Count what is in the file and what the search found."""
    return replace(
        size(space.flow),
        situations=len(space.situations),
        worst=game.worst,
        fewest=_fewest(space),
        otherwise=tuple(_otherwise(space)),
    )


def _fewest(space: Space) -> int | None:
    """Count the answers to the first goal that was found, which is the nearest."""
    goals = {s.id for s in space.flow.states.values() if s.kind == "goal"}
    found = (n for n, situation in enumerate(space.situations) if situation[0] in goals)
    number = next(found, None)
    if number is None:
        return None
    answers = 0
    while (number := space.parents[number]) != NOWHERE:
        answers += 1
    return answers


def _otherwise(space: Space) -> Iterator[Otherwise]:
    for (state, trigger), caught in space.caught.items():
        facts = facts_named(space.flow.states[state].by_trigger(trigger))
        boxes = _joined([tuple((v,) for v in values) for values in caught])
        rows = [row for box in boxes for row in _rows(space, facts, box)]
        yield Otherwise(state=state, trigger=trigger, catches=tuple(rows))


def _joined(boxes: list[_Box]) -> list[_Box]:
    """Join the boxes that differ in one fact only, fact by fact.

    Their values are in one order, so that those of other facts compare.
    """
    for position in range(len(boxes[0])):
        joined: dict[_Box, list[Value | None]] = {}
        for box in boxes:
            rest = (*box[:position], *box[position + 1 :])
            joined.setdefault(rest, []).extend(box[position])
        boxes = [
            (*rest[:position], tuple(sorted(values, key=repr)), *rest[position:])
            for rest, values in joined.items()
        ]
    return boxes


def _rows(space: Space, facts: tuple[str, ...], box: _Box) -> Conditions:
    """Put a box in conditions; a fact that need not even be known takes none."""
    parts = []
    for fact, values in zip(facts, box, strict=True):
        known = [value for value in values if value is not None]
        rows = space.domains[fact].rows(known) if len(known) == len(values) else ()
        parts.append(rows or ((),))
    return tuple(tuple(chain.from_iterable(row)) for row in product(*parts))
