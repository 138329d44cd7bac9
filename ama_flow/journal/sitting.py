"""One sitting of a reader: a session that is kept, with notes and a clock."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from ama_flow.formats import holds_register_number
from ama_flow.journal import events
from ama_flow.journal.events import Event, Journal
from ama_flow.journal.keeper import Keeper
from ama_flow.model import Answer, Flow, FlowError, Problem
from ama_flow.session import Choice, Session

if TYPE_CHECKING:  # start-up is a feature
    from pathlib import Path


def now() -> datetime:
    """Give the time here, with its offset from UTC."""
    return datetime.now().astimezone()


def nowhere(_url: str) -> bool:
    """Open nothing, and say so: there is no browser here."""
    return False


class Prepared(Protocol):
    """Answers that were given before the reader came, such as a `Script`."""

    def leave_out(self, session: Session) -> None:
        """Leave out what *session* was given already; raises `FlowError`."""

    def due(self, session: Session, language: str) -> Choice | Answer | None:
        """Give the answer for this visit to where *session* is, if there is one.

        Raises `FlowError`, in *language*, where it is not taken there.
        """

    def finish(self) -> None:
        """Raise `FlowError` where an answer was never asked for."""


class Sitting:
    """What a front end leads: it changes the *session* through here, and is kept.

    Without a *keeper* nothing is kept. *earlier* is the sitting that the reader can
    go on with instead; *passed* are the files of newer ones that he can't go on with,
    with the code of what is wrong. *clock* gives the time, with its offset from UTC.

    What may be set: ``language`` is the one that the reader reads, at first that of the
    flow; ``browse`` opens a web address, and says whether it could, at first never;
    ``prepared`` are answers that need not be asked for, at first none.
    """

    def __init__(
        self,
        session: Session,
        keeper: Keeper | None = None,
        *,
        earlier: Sitting | None = None,
        passed: Mapping[Path, str] | None = None,
        clock: Callable[[], datetime] = now,
    ) -> None:
        """Start a journal with what comes now: *session* is new."""
        self.session = session
        self.keeper = keeper
        self.earlier = earlier
        self.passed = passed or {}
        self.clock = clock
        self.language = session.flow.language
        self.browse: Callable[[str], bool] = nowhere
        self.prepared: Prepared | None = None
        self.journal: Journal | None = None
        self._starts = True
        self._stale = 0
        self._is_noted = False

    @classmethod
    def resume(
        cls,
        flow: Flow,
        path: Path,
        *,
        clock: Callable[[], datetime] = now,
        or_read: bool = False,
    ) -> Sitting:
        """Go on with the journal at *path*, on *flow* as it is now.

        The session's `dropped` are the answers that do not fit any more. In an empty
        file it begins. Raises `FlowError` where the journal can't be read or is of
        another flow, or where another ama-flow goes on with it, and ``OSError`` where
        it can't be opened. Where it can't be written, it is then only read if
        *or_read*, and nothing new is kept.
        """
        keeper, journal = Keeper.resume(path, or_read=or_read)
        try:
            session = _resumed(flow, path, journal)
        except FlowError:
            keeper.close()
            raise
        sitting = cls(session, keeper, clock=clock)
        sitting.journal = journal
        sitting._stale = len(session.dropped)
        sitting._is_noted = journal is not None and journal.is_noted
        sitting._starts = (
            journal is None or not journal.fits(flow) or bool(sitting._stale)
        )
        return sitting

    def go_on(self) -> None:
        """Go on with the earlier sitting, in the place of this one."""
        earlier = self.earlier
        if earlier:
            self.session, self.journal = earlier.session, earlier.journal
            self.keeper, self.earlier = earlier.keeper, None
            self._starts, self._stale = earlier._starts, earlier._stale  # noqa: SLF001 - one of its own
            self._is_noted = earlier._is_noted  # noqa: SLF001 - one of its own

    def begin_anew(self) -> None:
        """Let others go on with the earlier sitting, which the reader leaves."""
        if self.earlier:
            self.earlier.leave()
            self.earlier = None

    def leave(self) -> None:
        """Let others go on with it, and with the earlier one."""
        for sitting in (self, self.earlier):
            if sitting and sitting.keeper:
                sitting.keeper.close()

    @property
    def is_begun(self) -> bool:
        """Whether anything was given or noted, so that there is something to keep."""
        return bool(self.session.count) or self._is_noted

    @property
    def is_kept(self) -> bool:
        """Whether all that was given so far can be resumed later."""
        return self.keeper is not None and not self.keeper.failure

    def give(self, given: Choice | Answer) -> int:
        """Give a choice, or an answer; raises `FlowError` where it is not offered.

        Says how many were taken over behind it, as `Session.take_over` does.
        """
        self.session.take(given)
        taken_over = self.session.take_over()
        self.keep_answers(1 + taken_over)
        return taken_over

    def change(self, number: int, given: Choice | Answer) -> None:
        """Change answer *number*, as `Session.change` does; raises `FlowError`."""
        before = self.session.count
        self.session.change(number, given)
        standing = self.session.recent(self.session.count - number + 1)
        self._keep(events.changed(before - number + 1, standing, self.clock()))

    def back(self, steps: int = 1) -> None:
        """Take back the last *steps* answers; raises `FlowError` if there are fewer."""
        self.session.back(steps)
        self._keep(events.went_back(steps, self.clock()))

    def restart(self) -> None:
        """Take back all answers."""
        if given := self.session.count:
            self.back(given)

    def note(self, text: str, state: str = "") -> None:
        """Remember *text* at *state*, else at where the session is.

        Raises `FlowError` where it holds a register number.
        """
        if holds_register_number(text):
            message = "a note never holds a national register number"
            raise FlowError(Problem(code="bad-value", message=message))
        self._is_noted = True
        self._keep(events.noted(state or self.session.state, text, self.clock()))

    def end(self) -> None:
        """Note that the reader leaves, where he is helped."""
        if self.session.outcome and self.session.ended:
            outcome, state = self.session.outcome, self.session.state
            self._keep(events.ended(state, outcome, self.clock()))

    def keep_answers(self, count: int) -> None:
        """Keep the last *count* answers, which the session was given by itself."""
        self._keep(*self._answered(count))

    def _answered(self, count: int) -> Iterator[Event]:
        for answer in self.session.recent(count) if self.keeper else ():
            yield events.answered(answer, self.clock())

    def _keep(self, *happened: Event) -> None:
        """Keep all that *happened* in one go: a disk takes its time for each."""
        if self.keeper and happened:
            at = datetime.fromisoformat(str(happened[0]["at"]))
            self.keeper.append(*self._started(at), *happened)

    def _started(self, at: datetime) -> Iterator[Event]:
        """Tell once of which flow the journal is from here on."""
        if self._starts:
            self._starts = False
            yield events.start(self.session.flow, at)
            if self._stale:
                yield events.went_back(self._stale, at)


def _resumed(flow: Flow, path: Path, journal: Journal | None) -> Session:
    if journal is None:
        return Session(flow)
    if journal.flow != flow.id:
        raise _other_flow(path, journal, flow)
    return Session.resume(flow, journal.answers(flow))


def _other_flow(path: Path, journal: Journal, flow: Flow) -> FlowError:
    message = (
        f"{str(path)!r} is a session of the flow {journal.flow!r}, not {flow.id!r}"
    )
    hint = "run that flow, or name another file"
    return FlowError(Problem(code="bad-session", message=message, hint=hint))
