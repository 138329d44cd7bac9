"""What a reader answered, and the way that it led."""

from __future__ import annotations

from ama_flow.model.conditions import Value
from ama_flow.model.flow import Transition
from ama_flow.model.record import Record


class Answer(Record):
    """What was answered in a *state*; *value* is None where no fact was asked."""

    state: str
    trigger: str
    value: Value | None = None


class Trace(Record):
    """A way through a flow: the *answers* that are given, and what they lead past.

    *transitions* are all that are taken, those of branches too, in order. *state* is
    where the way leads, empty where it is cut off by its last answer. Where the way
    goes round, *round* is the position of the first answer of the round.
    """

    answers: tuple[Answer, ...]
    transitions: tuple[Transition, ...]
    state: str = ""
    round: int | None = None

    @property
    def states(self) -> tuple[str, ...]:
        """The states that the way passes, each once, branches too."""
        passed = [transition.source for transition in self.transitions]
        return tuple(dict.fromkeys([*passed, *filter(None, [self.state])]))
