"""Sessions as lines of events, and back: each line must happen again."""

from __future__ import annotations

from collections.abc import Iterator

from ama_flow.journal import events
from ama_flow.journal.events import Chain, Event, read, taken_back
from ama_flow.model import Flow, FlowError, Origin, Problem
from ama_flow.session import Session


def lines(session: Session) -> Iterator[str]:
    """Give the events of *session* without their times: the same for the same answers."""
    chain = Chain()
    yield chain.write(events.start(session.flow))
    for answer in session.answers:
        yield chain.write(events.answered(answer))
    if session.outcome:
        yield chain.write(events.ended(session.state, session.outcome))


def replay(flow: Flow, origin: Origin) -> Session:
    """Let all that a journal tells happen again on *flow* as it is now.

    Raises `FlowError` at the first line that can't be so, and says why.
    """
    journal = read(origin)
    if journal.torn:
        raise _differs(origin, len(journal.events), "it was not written to the end")
    session = Session(flow)
    for number, event in enumerate(journal.events):
        try:
            reason = _happen(session, event)
        except FlowError as error:
            reason = error.problems[0].message
        if reason:
            raise _differs(origin, number, reason)
    return session


def _happen(session: Session, event: Event) -> str:
    """Let *event* happen; gives what is different now, if anything is."""
    state = event.get("state", session.state)
    if state != session.state:
        return _elsewhere(session, state)
    match event["event"]:
        case "start" if event["flow"] != session.flow.id:
            return f"it is of the flow {event['flow']!r}"
        case "back" | "change":
            session.back(taken_back(event))
        case "end" if event["outcome"] != session.outcome:
            return f"it ended with {event['outcome']!r} then"
    return next(_misfits(session, event), "")


def _misfits(session: Session, event: Event) -> Iterator[str]:
    """Give the answers in *event*; says of the first at another state where it was."""
    for answer in events.given_in(session.flow, event):
        if answer.state != session.state:
            yield _elsewhere(session, answer.state)
        session.take(answer)


def _elsewhere(session: Session, state: object) -> str:
    return f"the reader was at {state!r} then, and is at {session.state!r} now"


def _differs(origin: Origin, index: int, reason: str) -> FlowError:
    from ama_flow.places import offset_place  # noqa: PLC0415 - start-up is a feature

    rows = origin.text.split("\n")
    start = sum(len(row) + 1 for row in rows[:index])
    problem = Problem(
        code="replay-differs",
        message=f"this does not happen again: {reason}",
        place=offset_place(origin, start, start + 1),
        hint="the flow has changed since then, or the file was changed",
    )
    return FlowError(problem)
