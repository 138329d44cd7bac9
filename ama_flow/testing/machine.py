"""A reader who does whatever can be done: Hypothesis plays the machine."""

from __future__ import annotations

import json
from typing import ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from ama_flow.formats import holds_register_number
from ama_flow.model import Flow
from ama_flow.session import Session
from ama_flow.testing.walks import answers, walk


class FlowMachine(RuleBasedStateMachine):
    """Answers, goes back, starts again, saves and resumes, in any order.

    Give a subclass its *flow*, which must be proved, and invariants of your own
    over ``self.session``; its ``TestCase`` is what unittest and pytest run.
    """

    flow: ClassVar[Flow]

    def __init__(self) -> None:
        """Start a session."""
        super().__init__()
        self.session = Session(self.flow)

    @precondition(lambda self: not self.session.ended)
    @rule(data=st.data())
    def give(self, data: st.DataObject) -> None:
        """Give an answer, or take one of the ways on."""
        self.session.take(data.draw(answers(self.session), label="answer"))

    @precondition(lambda self: self.session.answers)
    @rule(data=st.data())
    def back(self, data: st.DataObject) -> None:
        """Take back some answers."""
        most = self.session.count
        self.session.back(data.draw(st.integers(1, most), label="back"))

    @precondition(lambda self: self.session.answers)
    @rule()
    def restart(self) -> None:
        """Take back all answers."""
        self.session.restart()

    @precondition(lambda self: self.session.answers)
    @rule()
    def save_and_resume(self) -> None:
        """Go on from what was saved as JSON, which loses nothing."""
        saved = json.dumps(self.session.to_dict())
        resumed = Session.from_dict(self.flow, json.loads(saved))
        assert resumed.dropped == (), f"resuming loses {resumed.dropped}"
        assert resumed.answers == self.session.answers, "resuming changes the answers"
        self.session = resumed

    @invariant()
    def is_somewhere(self) -> None:
        """Hold the reader to be in a state that can be seen."""
        state = self.flow.states[self.session.state]
        assert state.kind != "branch", f"the reader is in the branch {state.id!r}"

    @invariant()
    def replays(self) -> None:
        """Hold the answers alone to lead to where the reader is."""
        replayed = walk(self.flow, self.session.answers)
        assert replayed.state == self.session.state, "a replay leads elsewhere"
        assert replayed.facts == self.session.facts, "a replay knows something else"

    @invariant()
    def ends_well(self) -> None:
        """Hold the way to end at a goal or a contact only."""
        state = self.flow.states[self.session.state]
        assert state.is_safe or not self.session.ended, f"stuck in {state.id!r}"

    @invariant()
    def holds_nothing_private(self) -> None:
        """Hold no sensitive fact, nor a national register number, to be known."""
        for name, value in self.session.facts.items():
            fact = self.flow.facts[name]
            assert not fact.sensitive, f"{name!r} is sensitive, and is kept"
            if fact.type == "text":
                private = holds_register_number(str(value))
                assert not private, f"{name!r} holds a national register number"


def state_machine(flow: Flow) -> type[FlowMachine]:
    """Give a machine that plays *flow*, which must be proved.

    A module of tests has ``TestLoan = state_machine(load("loan.toml")).TestCase``.
    """
    name = "".join(word.capitalize() for word in flow.id.split("_"))
    return type(f"{name}Machine", (FlowMachine,), {"flow": flow})
