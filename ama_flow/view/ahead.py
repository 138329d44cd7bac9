"""How many answers a reader still has before him, in words."""

from __future__ import annotations

from ama_flow.model import FlowError
from ama_flow.proofs.paths import remaining
from ama_flow.proofs.spans import Span
from ama_flow.session import Session
from ama_flow.words import say


def ahead(session: Session, language: str) -> str:
    """Say how many answers can remain, or that this is not known; empty at an end.

    They are counted up to a goal where one can still be reached, and else up to where
    there is no way on. In a flow that is not proved they are not known.
    """
    if session.ended:
        return ""
    try:
        found = remaining(session.flow, session.state, session.facts)
    except FlowError:
        return say(language, "run_ahead_unknown")
    if found.goal.fewest is not None:
        return _told(language, "run_ahead_goal", found.goal)
    return _told(language, "run_ahead_end", found.end)


def _told(language: str, key: str, span: Span) -> str:
    if span.fewest is None:
        return say(language, "run_ahead_unknown")
    said = say(language, key, count=_count(language, span))
    return f"{said} {say(language, 'run_ahead_round')}" if span.unbounded else said


def _count(language: str, span: Span) -> str:
    one = "_one" if span.fewest == 1 else ""
    if span.unbounded:
        key = f"run_count_least{one}"
    elif span.most == span.fewest:
        key = f"run_count{one}"
    else:
        key = "run_count_range"
    return say(language, key, fewest=span.fewest, most=span.most)
