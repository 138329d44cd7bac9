"""Flows on the ``transitions`` library: the one module that knows it.

It is used in one narrow way: a flat `transitions.Machine` per flow, which holds
ids and our own callables, and positions that are never registered with it, so
that a session costs next to nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import cast
from weakref import WeakKeyDictionary

from transitions import EventData, Machine

from ama_flow.model import (
    NEXT,
    Answer,
    Flow,
    FlowError,
    Problem,
    Transition,
    Value,
    holds,
)


class Step:
    """One answer, and what undoes it: the state, and what facts were before it."""

    __slots__ = ("answer", "before", "state")

    def __init__(self, answer: Answer, state: str) -> None:
        """Take a step from *state*."""
        self.answer = answer
        self.state = state
        self.before: tuple[tuple[str, Value | None], ...] = ()


class Position:
    """Where one reader is: the state, what is known, and the steps that led here.

    A step holds what it changed, and no copy of all that is known: so however many
    steps and facts there are, each takes the same time and room.
    """

    __slots__ = ("_known", "facts", "state", "steps")

    def __init__(self, state: str, facts: Mapping[str, Value]) -> None:
        """Stand at *state*, and know *facts*."""
        self.state = state
        self._known = dict(facts)
        self.facts: Mapping[str, Value] = MappingProxyType(self._known)
        self.steps: list[Step] = []

    def learn(self, fact: str, value: Value) -> None:
        """Know from now on that *fact* has a *value*."""
        if self.steps:
            step = self.steps[-1]
            step.before = (*step.before, (fact, self._known.get(fact)))
        self._known[fact] = value

    def undo(self) -> None:
        """Take the last step back."""
        step = self.steps.pop()
        self.state = step.state
        for fact, value in reversed(step.before):
            if value is None:
                del self._known[fact]
            else:
                self._known[fact] = value


class Engine:
    """The machine of one flow. It holds no reader, nor the flow itself."""

    def __init__(self, flow: Flow) -> None:
        """Build the machine; raises `FlowError` for a state that does not exist."""
        transitions = [t for state in flow.states.values() for t in state.transitions]
        for name in (flow.initial, *(t.dest for t in transitions)):
            if name not in flow.states:
                raise _error("unknown-state", f"there is no state {name!r}")
        self._machine = Machine(
            model=None,
            states=list(flow.states),
            initial=None,
            transitions=[_row(transition) for transition in transitions],
            auto_transitions=False,
            send_event=True,
        )
        states = flow.states.values()
        self._asks = {state.id: state.asks for state in states}
        self._branches = {state.id for state in states if state.kind == "branch"}
        self._start = Position(flow.initial, flow.initial_facts)
        self._pass_branches(self._start)

    def start(self) -> Position:
        """Give the position of a reader who comes in."""
        return Position(self._start.state, self._start.facts)

    def move(self, position: Position, answer: Answer) -> None:
        """Take *position* to where *answer* leads.

        Raises `FlowError` where no transition is open, which proofs rule out; the
        position then stays as it was, whatever the error.
        """
        position.steps.append(Step(answer, position.state))
        try:
            if answer.value is not None:
                position.learn(self._asks[answer.state], answer.value)
            self._fire(position, answer.trigger)
            self._pass_branches(position)
        except BaseException:
            position.undo()
            raise

    def _pass_branches(self, position: Position) -> None:
        for _ in self._asks:  # no more often than there are states
            if position.state not in self._branches:
                break
            self._fire(position, NEXT)
        if position.state in self._branches:
            message = f"branch {position.state!r} only leads to itself"
            raise _error("branch-cycle", message)

    def _fire(self, position: Position, trigger: str) -> None:
        source = position.state
        event = self._machine.events.get(_event(trigger))
        if (
            event is None
            or source not in event.transitions
            or not event.trigger(position)
        ):
            message = f"no transition of {trigger!r} is open in state {source!r}"
            raise _error("no-way", message)


def _row(transition: Transition) -> dict[str, object]:
    return {
        "trigger": _event(transition.trigger),
        "source": transition.source,
        "dest": transition.dest,
        "conditions": [_condition(transition)],
        "before": [_effect(transition)],
    }


def _event(trigger: str) -> str:
    """Name the event of *trigger*: the library refuses one that is called state."""
    return f"on {trigger}"


def _condition(transition: Transition) -> Callable[[EventData], bool]:
    def is_open(event: EventData) -> bool:
        known = holds(transition.conditions, cast("Position", event.model).facts)
        if known is None:
            where = f"{transition.trigger!r} in state {transition.source!r}"
            message = f"{where} depends on a fact that is not known yet"
            raise _error("unknown-fact", message)
        return known

    return is_open


def _effect(transition: Transition) -> Callable[[EventData], None]:
    def set_facts(event: EventData) -> None:
        for fact, value in transition.sets:
            cast("Position", event.model).learn(fact, value)

    return set_facts


def _error(code: str, message: str) -> FlowError:
    hint = "ama_flow.check(flow) tells what is wrong with the flow"
    return FlowError(Problem(code=code, message=message, hint=hint))


_engines: WeakKeyDictionary[Flow, Engine] = WeakKeyDictionary()


def engine(flow: Flow) -> Engine:
    """Give the engine of *flow*, made once for as long as the flow lives."""
    found = _engines.get(flow)
    if found is None:
        found = _engines[flow] = Engine(flow)
    return found
