"""A way through a flow as sentences, in the language of the flow.

Each sentence is a state with the answer that is given there; branches are not
told, since readers do not see them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ama_flow.model import Flow, State, Transition, Value
from ama_flow.proofs.space import NOWHERE, Move, Space
from ama_flow.text import expand
from ama_flow.words import say, value, way


class Step(NamedTuple):
    """An answer at a state."""

    state: str
    transition: Transition
    value: Value | None


def path_to(space: Space, number: int) -> list[Step]:
    """Give the answers of a shortest way to a situation."""
    steps: list[Step] = []
    while number != NOWHERE and (before := space.parents[number]) != NOWHERE:
        move = next(move for move in space.moves[before] if move.dest == number)
        steps.append(step_of(space, before, move))
        number = before
    return steps[::-1]


def step_of(space: Space, number: int, move: Move) -> Step:
    """Give a move from a situation as the answer that it is."""
    return Step(space.situations[number].state, move.transition, move.value)


def sentences(
    flow: Flow, steps: Iterable[Step], state: str, key: str, **values: object
) -> tuple[str, ...]:
    """Tell the *steps*, and at last what is wrong in *state*: the words called *key*.

    Nothing is said of a branch, nor of a *state* that is empty.
    """
    wrong = say(flow.language, key, **values)
    shown = state and flow.states[state].kind != "branch"
    last = f"{title(flow, state)} {wrong}" if shown else wrong
    return (*(_sentence(flow, step) for step in steps), last)


def _sentence(flow: Flow, step: Step) -> str:
    state = flow.states[step.state]
    return f"{title(flow, state.id)} {_answer(flow, state, step)}"


def _answer(flow: Flow, state: State, step: Step) -> str:
    if step.value is None:
        chosen = expand(flow, way(flow, state, step.transition))
        return say(flow.language, "proof_chooses", way=chosen)
    fact = flow.facts[state.asks]
    if fact.type == "text":
        return say(flow.language, "proof_answers_anything")
    answer = expand(flow, value(flow.language, fact, step.value))
    return say(flow.language, "proof_answers", answer=answer)


def title(flow: Flow, state: str) -> str:
    """Give the title of a state as a sentence."""
    words = expand(flow, flow.states[state].title)
    return words if words[-1:] in ".?!…:" else f"{words}."
