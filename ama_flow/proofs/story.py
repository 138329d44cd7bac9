"""A way through a flow: as data, and as sentences in the language of the flow.

Each sentence is a state with the answer that is given there; branches are not
told, since readers do not see them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import NamedTuple

from ama_flow.model import (
    Answer,
    Flow,
    Problem,
    State,
    Trace,
    Transition,
    Value,
    replace,
)
from ama_flow.proofs.space import NOWHERE, Move, Space
from ama_flow.text import expand
from ama_flow.words import say, value, way


class Step(NamedTuple):
    """An answer at a state, and the branches that it passes."""

    state: str
    transition: Transition
    value: Value | None
    passed: tuple[Transition, ...] = ()


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
    state = space.situations[number].state
    return Step(state, move.transition, move.value, move.passed)


def answer_of(step: Step) -> Answer:
    """Give what a reader answers in a step."""
    return Answer(state=step.state, trigger=step.transition.trigger, value=step.value)


def told(
    space: Space,
    problem: Problem,
    steps: Sequence[Step],
    state: str,
    key: str,
    **values: object,
) -> Problem:
    """Give *problem* with the way of *steps* to *state*, where the words *key* hold."""
    path = _sentences(space.flow, steps, state, key, **values)
    return replace(problem, path=path, trace=_trace(space, steps, state))


def told_round(
    space: Space,
    problem: Problem,
    before: Sequence[Step],
    steps: Sequence[Step],
    key: str,
) -> Problem:
    """Give *problem* with the way *before*, and the *steps* that go round behind it."""
    way, head, start = [*before, *steps], steps[0].state, len(before)
    path = _sentences(space.flow, way, head, key, number=start + 1)
    trace = replace(_trace(space, way, head), round=start)
    return replace(problem, path=path, trace=trace)


def _trace(space: Space, steps: Sequence[Step], state: str) -> Trace:
    taken = chain.from_iterable((step.transition, *step.passed) for step in steps)
    return Trace(
        answers=tuple(map(answer_of, steps)),
        transitions=(*space.opening, *taken),
        state=state,
    )


def _sentences(
    flow: Flow, steps: Iterable[Step], state: str, key: str, **values: object
) -> tuple[str, ...]:
    """Tell the *steps*, and at last what is wrong in *state*: the words called *key*.

    Nothing is said of a branch, nor of a *state* that is empty.
    """
    wrong = say(flow.language, key, **values)
    shown = state and flow.states[state].kind != "branch"
    last = f"{title(flow, state)} {wrong}" if shown else wrong
    return (*(sentence(flow, step) for step in steps), last)


def sentence(flow: Flow, step: Step) -> str:
    """Tell one answer, behind the title of its state."""
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
