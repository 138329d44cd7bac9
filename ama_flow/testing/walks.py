"""Walks through a flow: the answers that readers can give."""

from __future__ import annotations

from collections.abc import Iterable

from hypothesis import strategies as st

from ama_flow.model import ANSWER, Answer, Flow
from ama_flow.session import Session
from ama_flow.testing.values import values

LONGEST = 20
"""So many answers a walk has at most, where nothing else is asked for."""


def answers(session: Session) -> st.SearchStrategy[Answer]:
    """Draw an answer that can be given to *session* now; nothing where it ended.

    Most of the time it is one that does not fail, so that walks get somewhere.
    """
    state = session.state
    offered = [
        Answer(state=state, trigger=choice.trigger, value=choice.value)
        for choice in session.choices
    ]
    works = [answer for answer in offered if not _fails(session, answer)]
    chosen = st.sampled_from([*works * 3, *offered]) if offered else st.nothing()
    if session.asks is None or session.flow.facts[session.asks].type in (
        "yesno",
        "choice",
    ):
        return chosen
    typed = values(session.flow, session.asks).map(
        lambda value: Answer(state=state, trigger=ANSWER, value=value)
    )
    return typed | chosen


def _fails(session: Session, answer: Answer) -> bool:
    ways = session.flow.states[answer.state].by_trigger(answer.trigger)
    return any(way.fails for way in ways)


@st.composite
def walks(draw: st.DrawFn, flow: Flow, *, longest: int = LONGEST) -> list[Answer]:
    """Draw answers from the start of *flow*, at most *longest* and perhaps none.

    Each is one that its state takes, so `walk` never fails on a flow that is proved.
    """
    session = Session(flow)
    length = draw(st.integers(0, longest))
    while session.count < length and not session.ended:
        session.take(draw(answers(session)))
    return list(session.answers)


def walk(flow: Flow, given: Iterable[Answer]) -> Session:
    """Give a new session of *flow* after the answers *given*.

    Raises `FlowError` for an answer that its state does not take.
    """
    session = Session(flow)
    for answer in given:
        session.take(answer)
    return session
