"""Answers given beforehand: a table of state ids, with what is answered there.

A value is what TOML has for it, or what a reader would type: the id of a trigger
or a value, yes or no, a title. ``{ trigger = ... }`` and ``{ answer = ... }`` say
which of the two is meant. A list has the answers of the first visit to the state, the
second, and so on; a value by itself is for the first. Visits count from the beginning
of the session. Where just going on is all there is to do, nothing need be written.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal

from ama_flow.formats import Refused, accepted
from ama_flow.model import (
    ANSWER,
    NEXT,
    Answer,
    Fact,
    Flow,
    FlowError,
    Origin,
    Problem,
    Route,
    Value,
    replace,
)
from ama_flow.session import Choice, Session
from ama_flow.session.moves import is_secret
from ama_flow.view.look import going_on, look
from ama_flow.view.understand import Misread, understand

_SAMPLES = ("1", "x", "0123.456.749", "naam@example.org")
"""Texts of which most facts take one."""


_NUMBER = r"[+-]?[0-9]{1,18}(\.[0-9]{1,9})?"


class Script:
    """The answers that are still to be given in one session."""

    def __init__(
        self,
        flow: Flow,
        answers: Mapping[str, object],
        *,
        origin: Origin | None = None,
        route: Route = (),
    ) -> None:
        """Take *answers* by state; they stand in *origin*, at *route*.

        Raises `FlowError` with each state that the flow does not have.
        """
        self._origin, self._route = origin, route
        self._taken: dict[str, int] = {}
        self._secret = [s.id for s in flow.states.values() if is_secret(flow, s)]
        self._left = {
            state: deque(given) if isinstance(given, list) else deque((given,))
            for state, given in answers.items()
            if given != []
        }
        unknown = [state for state in answers if state not in flow.states]
        if unknown:
            raise FlowError(*(self._unknown(flow, state) for state in unknown))

    def leave_out(self, session: Session) -> None:
        """Leave out the answers of the visits that *session* has made already.

        So a script can be tried again in a session that kept a part of it. Raises
        `FlowError` with each state where another answer stands than that of the script.
        """
        again, others = Session(session.flow), []
        for answer in session.answers if self._left else ():
            if answer.state in self._left:
                meant = _meant(again, self._next(answer.state))
                others += [] if _is(answer, meant) else [answer.state]
            again.take(answer)
        if others:
            raise FlowError(*map(self._otherwise, dict.fromkeys(others)))

    def _next(self, state: str) -> object:
        """Take what is to be answered next at *state*."""
        given = self._left[state].popleft()
        self._taken[state] = self._taken.get(state, 0) + 1
        if not self._left[state]:
            del self._left[state]
        return given

    @property
    def left(self) -> Collection[str]:
        """The states with an answer that was not given yet."""
        return self._left.keys()

    def written(
        self, session: Session, language: str | None = None
    ) -> Choice | Answer | None:
        """Take the answer that is written for where *session* is, if there is one.

        Raises `FlowError` where the state does not take it, and says in *language*
        what it does; None is that of the flow.
        """
        state = session.state
        if state not in self._left:
            return None
        choice = _meant(session, self._next(state), language)
        if isinstance(choice, Misread):
            raise FlowError(self._refused(state, choice))
        return choice

    def due(self, session: Session, language: str) -> Choice | Answer | None:
        """Take the answer for this visit of *session* to where it is, if there is one.

        A visit that is made again, since the reader went back, has none: he answers.
        Raises `FlowError` as `written` does.
        """
        state = session.state
        if state not in self._left:
            return None
        visit = sum(answer.state == state for answer in session.answers)
        while state in self._left and self._taken.get(state, 0) < visit:
            self._next(state)
        is_due = self._taken.get(state, 0) == visit
        return self.written(session, language) if is_due else None

    def finish(self) -> None:
        """Raise `FlowError` with each state of which an answer was never asked for."""
        if self.left:
            raise FlowError(*map(self._unused, self.left))

    def stuck(self, session: Session, language: str | None = None) -> FlowError:
        """Give the error that `missing` is, and what so is never asked for."""
        missing = self.missing(session, language)
        return FlowError(*missing.problems, *map(self._unused, self.left))

    def missing(self, session: Session, language: str | None = None) -> FlowError:
        """Give the error that nothing is written for where *session* is.

        What is taken there is said in *language*; None is that of the flow.
        """
        problem = Problem(
            code="answer-needed",
            message=f"there is no answer for state {session.state!r}",
            hint=f"{look(session, language).invitation}: -a {session.state}=...",
        )
        return FlowError(problem)

    def _unknown(self, flow: Flow, state: str) -> Problem:
        from difflib import get_close_matches  # noqa: PLC0415 - start-up is a feature

        near = get_close_matches(state[:80], flow.states, 1)
        return self._problem(
            "answer-unknown",
            state,
            message=f"there is no state {state!r:.80} to answer at",
            hint=f"did you mean {near[0]!r}?" if near else "take it out",
        )

    def _refused(self, state: str, misread: Misread) -> Problem:
        return self._problem(
            "answer-refused",
            state,
            message=f"state {state!r} does not take this answer",
            hint=misread.message,
        )

    def _unused(self, state: str) -> Problem:
        return self._problem(
            "answer-unused",
            state,
            message=f"an answer at {state!r} is never asked for",
            hint="take it out, or answer what comes before it",
        )

    def _otherwise(self, state: str) -> Problem:
        return self._problem(
            "answer-unused",
            state,
            message=f"state {state!r} has another answer in this session already",
            hint="take yours out, or begin another session",
        )

    def _problem(self, code: str, state: str, *, message: str, hint: str) -> Problem:
        at = (*self._route, state)
        where = None
        if self._origin:
            from ama_flow.places import place  # noqa: PLC0415 - start-up is a feature

            where = place(self._origin, at, key=code == "answer-unknown")
            if state in self._secret:
                where = replace(where, text="")
        return Problem(code=code, message=message, at=at, place=where, hint=hint)


def play(
    session: Session, script: Script, *, then: str = "", language: str | None = None
) -> None:
    """Give *session* all the answers of *script*, and go on as far as that goes.

    It stops in the state *then* where it gets there once all is answered. Raises
    `FlowError` for an answer that a state does not take, that is missing before others
    or never asked for, or in the place of which another one stands already.
    """
    script.leave_out(session)
    seen: set[object] = set()
    while script.left or session.state != then:
        simply = going_on(session.flow.states[session.state], session.choices)
        here = simply and (session.state, tuple(session.facts.items()))
        choice = script.written(session, language)
        if choice:
            seen.clear()
        elif here not in seen:
            choice = simply
        if choice is None:
            if script.left and not simply and not session.outcome:
                raise script.stuck(session, language)
            break
        seen.add(here)
        session.take(choice)
    script.finish()


def _meant(
    session: Session, given: object, language: str | None = None
) -> Choice | Answer | Misread:
    """Say what an entry of a script means where *session* is."""
    return _found(session, given) or (
        understand(look(session, language), given)
        if isinstance(given, str)
        else Misread(message=look(session, language).invitation)
    )


def _found(session: Session, given: object) -> Choice | Answer | None:
    """Find what has the id or the value that an entry says, if it is taken here."""
    match given:
        case {"trigger": str(trigger), **rest} if not rest:
            return next((c for c in session.choices if c.trigger == trigger), None)
        case {"answer": value, **rest} if not rest:
            return _value(session, value)
        case str():
            return _named(session, given) or _canonical(session, given)
        case _:
            return _value(session, given)


def _canonical(session: Session, given: str) -> Answer | None:
    """Read a number as TOML writes it, which is the same in every language."""
    from re import fullmatch  # noqa: PLC0415 - start-up is a feature

    fact = session.flow.facts[session.asks] if session.asks else None
    if not fact or fact.type != "number" or not fullmatch(_NUMBER, given):
        return None
    return _value(session, Decimal(given))


def _is(answer: Answer, meant: Choice | Answer | Misread) -> bool:
    same = (answer.trigger, answer.value)
    return not isinstance(meant, Misread) and (meant.trigger, meant.value) == same


def _named(session: Session, given: str) -> Choice | None:
    """Find the choice with the id *given*: of a value, or else of a trigger."""
    choices = session.choices
    values = (c for c in choices if c.value is not None and c.value == given)
    triggers = (c for c in choices if c.value is None and c.trigger == given)
    return next(values, next(triggers, None))


def _value(session: Session, given: object) -> Answer | None:
    """Give a value to the fact that is asked for, if it takes that."""
    fact = session.flow.facts[session.asks] if session.asks else None
    if fact and fact.type == "text" and type(given) is int:
        given = str(given)  # such as a number without the quotation marks of TOML
    try:
        value = accepted(fact, given) if fact else None
    except Refused:
        value = None
    if value is None:
        return None
    return Answer(state=session.state, trigger=ANSWER, value=value)


def written(flow: Flow, answers: Iterable[Answer], *, whole: bool = True) -> str:
    """Write *answers* as TOML for a script; without *whole*, going on is left out."""
    by_state: dict[str, list[Answer]] = {}
    for answer in answers:
        by_state.setdefault(answer.state, []).append(answer)
    lines = (
        _line(flow, state, given if whole else _told(flow, given))
        for state, given in by_state.items()
    )
    return "".join(filter(None, lines))


def _told(flow: Flow, given: list[Answer]) -> list[Answer]:
    """Leave out the last of *given* that go without saying."""
    told = list(given)
    while told and told[-1].trigger == NEXT and _goes_on(flow, told[-1].state):
        told.pop()
    return told


def _goes_on(flow: Flow, state: str) -> bool:
    here = flow.states[state]
    choices = (Choice(trigger=trigger, title="") for trigger in here.triggers)
    return going_on(here, tuple(choices)) is not None


def _line(flow: Flow, state: str, given: list[Answer]) -> str:
    if not given:
        return ""
    fact = flow.facts.get(flow.states[state].asks)
    entries = [_entry(fact, answer) for answer in given]
    if None in entries:
        return f"# {state}: what is answered here makes no difference\n"
    shown = entries[0] if len(entries) == 1 else f"[{', '.join(filter(None, entries))}]"
    return f"{state} = {shown}\n"


def _entry(fact: Fact | None, answer: Answer) -> str | None:
    """Write one answer; None where no text is known that the fact would take."""
    if answer.value is None:
        name = f'"{answer.trigger}"'
        return name if fact is None else f"{{ trigger = {name} }}"
    if fact and fact.type == "text" and not answer.value:
        return next(_accepted(fact), None)
    return _toml(answer.value)


def _accepted(fact: Fact) -> Iterator[str]:
    for sample in _SAMPLES:
        try:
            yield _toml(accepted(fact, sample))
        except Refused:
            continue


def _toml(value: Value) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | Decimal):
        return f"{value:f}" if isinstance(value, Decimal) else str(value)
    if isinstance(value, date):
        return value.isoformat()
    return _string(value)


def _string(text: str) -> str:
    """Write a string of TOML. What a fact takes holds no control characters."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
