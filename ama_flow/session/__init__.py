"""Where one reader of a flow is: a replay of the answers given so far.

    session = Session(load("ama_wvg"))
    while not session.ended:
        session.answer(...) or session.send(...)

Nothing but the answers decides where the reader is, so going back, starting
again, saving and resuming are all a matter of keeping fewer or more of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, Self

from ama_flow.formats import Reason, Refused, accepted
from ama_flow.model import ANSWER, Answer, Fact, Flow, FlowError, Problem, State, Value
from ama_flow.session import moves
from ama_flow.session.moves import Choice
from ama_flow.words import inputs

__all__ = ["Answer", "Choice", "Session"]


class Session:
    """One reader in one flow, which must be free of problems (`ama_flow.check`)."""

    __slots__ = ("_dropped", "_engine", "_flow", "_former", "_position")

    def __init__(self, flow: Flow) -> None:
        """Start at the initial state of *flow*."""
        from ama_flow.session.engine import engine  # noqa: PLC0415 - start-up is a feature

        self._flow = flow
        self._engine = engine(flow)
        self._position = self._engine.start()
        self._dropped: tuple[Answer, ...] = ()
        self._former: tuple[Answer, ...] = ()

    @property
    def flow(self) -> Flow:
        """The procedure that is followed."""
        return self._flow

    @property
    def state(self) -> str:
        """The id of the state where the reader is; never that of a branch."""
        return self._position.state

    @property
    def facts(self) -> Mapping[str, Value]:
        """All that is known by now, by the id of the fact.

        Nobody else can change it. It follows the session: ``dict(session.facts)``
        is what is known at one moment.
        """
        return self._position.facts

    @property
    def asks(self) -> str | None:
        """The id of the fact that is asked for here; None where there is none."""
        fact = moves.asked(self._flow, self._here)
        return fact.id if fact else None

    @property
    def choices(self) -> tuple[Choice, ...]:
        """What can be chosen here: values of a yesno or choice fact, then triggers.

        A number, date or text that is asked for is not listed: see `asks`.
        """
        return moves.choices(self._flow, self._here, self.facts)

    @property
    def answers(self) -> tuple[Answer, ...]:
        """What was answered so far, oldest first."""
        return self.recent(self.count)

    @property
    def count(self) -> int:
        """How many answers were given so far."""
        return len(self._position.steps)

    def recent(self, count: int) -> tuple[Answer, ...]:
        """Give the last *count* answers, or all where there are fewer, oldest first."""
        first = max(0, self.count - count)
        return tuple(step.answer for step in self._position.steps[first:])

    @property
    def dropped(self) -> tuple[Answer, ...]:
        """The answers that did not fit any more: see `from_dict` and `change`."""
        return self._dropped

    @property
    def needs(self) -> tuple[str, ...]:
        """The ids of the facts that the reader must have at hand here."""
        return self._here.needs

    @property
    def outcome(self) -> Literal["goal", "contact"] | None:
        """What helps the reader here: a goal, a contact, or nothing yet."""
        kind = self._here.kind
        return kind if kind in ("goal", "contact") else None

    @property
    def ended(self) -> bool:
        """Whether there is no way on from here."""
        return self.asks is None and not self._triggers

    @property
    def _here(self) -> State:
        return self._flow.states[self.state]

    @property
    def _triggers(self) -> list[str]:
        return [trigger for trigger in self._here.triggers if trigger != ANSWER]

    def send(self, trigger: str) -> None:
        """Take the way on called *trigger*; raises `FlowError` if it is not offered."""
        if trigger not in self._triggers:
            hint = _offer(self._triggers, trigger)
            raise _not_offered(f"trigger {trigger!r}", self.state, hint)
        self._move(trigger, None)

    def answer(self, value: Value) -> None:
        """Give the fact that is asked for its *value*.

        Raises `FlowError` where nothing is asked, or where the fact takes no such
        value. A value is never repeated in the error: it may be private.
        """
        if self.asks is None:
            raise _not_offered("an answer", self.state, _offer(self._triggers))
        fact = self._flow.facts[self.asks]
        try:
            given = accepted(fact, value)
        except Refused as refused:
            raise _bad_value(fact, value, refused) from None
        self._move(ANSWER, given)

    def _move(self, trigger: str, value: Value | None) -> None:
        answer = Answer(state=self.state, trigger=trigger, value=value)
        is_deed = self._here.kind != "question"
        self._engine.move(self._position, answer)
        if is_deed:
            self._former = ()

    def back(self, steps: int = 1) -> None:
        """Take back the last *steps* answers; raises `FlowError` if there are fewer."""
        if not 0 < steps <= self.count:
            message = f"can't go {steps} answers back: {self.count} were given"
            raise FlowError(Problem(code="not-offered", message=message))
        self._undo(steps)

    def _undo(self, steps: int) -> None:
        self._former = ()
        for _ in range(steps):
            self._position.undo()

    def change(self, number: int, given: Choice | Answer) -> None:
        """Give another answer in the place of answer *number*, counted from one.

        The answers after it are given again where they fit, as `take_over` does;
        `dropped` are the rest. Raises `FlowError`, and changes nothing, where there is
        no such answer or where its state does not take *given*.
        """
        if not 0 < number <= self.count:
            message = f"can't change answer {number}: {self.count} were given"
            raise FlowError(Problem(code="not-offered", message=message))
        changed, *later = self.recent(self.count - number + 1)
        self._undo(1 + len(later))
        try:
            self.take(given)
        except FlowError:
            self._replay_all((changed, *later))
            raise
        self._former = tuple(later)
        self._dropped = self._catch_up()

    def take_over(self) -> int:
        """Give answers again that stood before a change; says how many.

        They are given in the order in which they were, each where its state is
        reached. Nothing is left to take over once something is taken back, or is
        done at a state that is no question: what was done before it, was done in
        another order.
        """
        before = self.count
        self._catch_up()
        return self.count - before

    def _catch_up(self) -> tuple[Answer, ...]:
        """Give the former answers that fit, in order, and return the others.

        Those behind the last that fits can still be taken over.
        """
        former, self._former = self._former, ()
        passed: list[Answer] = []
        left: list[Answer] = []
        for answer in former:
            if self._replay(answer):
                passed += left
                left.clear()
            else:
                left.append(answer)
        self._former = tuple(left)
        return (*passed, *left)

    def take(self, given: Choice | Answer) -> None:
        """Give a choice, or an answer that was given before; raises `FlowError`."""
        if given.value is None:
            self.send(given.trigger)
        else:
            self.answer(given.value)

    def restart(self) -> None:
        """Take back all answers."""
        self._undo(self.count)

    def to_dict(self) -> dict[str, object]:
        """Give the session as data for JSON: its answers, and hashes of its flow."""
        from ama_flow.session import saved  # noqa: PLC0415 - start-up is a feature

        return saved.write(self._flow, self.answers)

    @classmethod
    def from_dict(cls, flow: Flow, data: object) -> Self:
        """Resume a session that `to_dict` gave, on *flow* as it is now.

        Answers are replayed as far as they fit the flow; `dropped` are the rest.
        Raises `FlowError` for data that is no saved session of a flow of this id.
        """
        from ama_flow.session import saved  # noqa: PLC0415 - start-up is a feature

        return cls.resume(flow, saved.read(flow, data))

    @classmethod
    def resume(cls, flow: Flow, answers: Sequence[Answer]) -> Self:
        """Give *answers* on *flow* as far as they fit; `dropped` are the rest."""
        session = cls(flow)
        session._dropped = session._replay_all(answers)
        return session

    def _replay_all(self, answers: Sequence[Answer]) -> tuple[Answer, ...]:
        """Give *answers* as far as they fit, and return the rest."""
        for index, answer in enumerate(answers):
            if not self._replay(answer):
                return tuple(answers[index:])
        return ()

    def _replay(self, answer: Answer) -> bool:
        """Give a saved answer where it fits, and say whether it did."""
        asks = answer.trigger == ANSWER
        if answer.state != self.state or asks == (answer.value is None):
            return False
        try:
            self.take(answer)
        except FlowError:
            return False
        return True


def _not_offered(what: str, state: str, hint: str) -> FlowError:
    message = f"{what} is not offered in state {state!r}"
    return FlowError(Problem(code="not-offered", message=message, hint=hint))


def _bad_value(fact: Fact, given: object, refused: Refused) -> FlowError:
    """Say what *fact* takes, without repeating what was *given*."""
    message = f"fact {fact.id!r} {_REASONS[refused.reason]}"
    hint = f"it takes {inputs.takes('en', fact)}"
    if fact.type == "choice":
        hint = _offer(list(fact.values), given if isinstance(given, str) else "")
    return FlowError(Problem(code="bad-value", message=message, hint=hint))


def _offer(offered: list[str], given: str = "") -> str:
    """List what is *offered*, and which of it is nearest to what was *given*."""
    if not offered:
        return "there is no way on from here"
    from difflib import get_close_matches  # noqa: PLC0415 - start-up is a feature

    near = [
        f"; did you mean {name!r}?" for name in get_close_matches(given, offered, 1)
    ]
    return "".join((f"offered here: {', '.join(offered)}", *near))


_REASONS: dict[Reason, str] = {
    "value": "does not take this value",
    "check": "does not take this value: its check digits are wrong",
    "register": "does not take a national register number",
    "sensitive": "is sensitive, and is never given",
}
