"""A second opinion on rules: runs of a real session, judged on their positions.

It shares nothing with `ama_flow.proofs`. A run is what a reader meets: at a state,
an answer there, at the next state, and so on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from ama_flow.model import ANSWER, Flow, Moment, Moments, Rule
from ama_flow.session import Session
from tests.oracle import every_value, truth


class Event(NamedTuple):
    """Being at a state, or with a *trigger* an answer there; *facts* are known then."""

    state: str
    trigger: str
    value: Any
    facts: Mapping[str, Any]


class Run(NamedTuple):
    """The events of the first answers of a reader; *complete* if there is no way on."""

    events: tuple[Event, ...]
    complete: bool

    @property
    def answers(self) -> int:
        """Count the answers in it."""
        return sum(1 for event in self.events if event.trigger)


def runs(flow: Flow, most: int) -> tuple[list[Run], int]:
    """Give every run of up to so many answers, *most* runs or the first level.

    The number of answers is the second of the pair.
    """
    found: list[Run] = []
    depth = 0
    while depth < 12:
        deeper = list(_runs(Session(flow), (), depth))
        if depth > 1 and len(deeper) > most:
            break
        if len(deeper) == len(found):
            return deeper, 12
        found, depth = deeper, depth + 1
    return found, depth - 1


def _runs(session: Session, before: tuple[Event, ...], depth: int) -> Iterator[Run]:
    events = (*before, Event(session.state, "", None, session.facts))
    yield Run(events, complete=session.ended)
    for trigger, value in _answers(session) if depth else ():
        facts = dict(session.facts)
        asked = session.asks
        if value is None:
            session.send(trigger)
        else:
            facts[str(asked)] = value
            session.answer(value)
        at = events[-1].state
        yield from _runs(
            session, (*events, Event(at, trigger, value, facts)), depth - 1
        )
        session.back()


def _answers(session: Session) -> Iterator[tuple[str, Any]]:
    flow = session.flow
    if session.asks is not None:
        for value in every_value(flow.facts[session.asks]):
            yield ANSWER, value
    for trigger in flow.states[session.state].triggers:
        if trigger != ANSWER:
            yield trigger, None


def fits(flow: Flow, moment: Moment, event: Event) -> bool:
    """Say whether *moment* is the *event*."""
    answers = bool(moment.triggers) or moment.answer is not None
    state = flow.states[event.state]
    wanted = (
        (moment.states, state.id),
        (moment.phases, state.phase),
        (moment.kinds, state.kind),
        (moment.triggers, event.trigger),
    )
    if answers != bool(event.trigger):
        return False
    if not all(given in names for names, given in wanted if names):
        return False
    if moment.answer is None:
        return True
    given = {state.asks: event.value} if event.trigger == ANSWER else {}
    return truth(((moment.answer,),), given) is True


def breaks(flow: Flow, rule: Rule, run: Run) -> bool:
    """Say whether *run* breaks *rule*, as far as it goes."""
    a = _positions(flow, rule.about, run)
    b = _positions(flow, rule.others[0], run) if rule.others else []
    last = len(run.events) - 1
    match rule.form:
        case "only_after":
            return any(not any(j <= i for j in b) for i in a)
        case "directly_after":
            return any(i - 1 not in b and i - 2 not in b for i in a)
        case "then":
            return run.complete and any(not any(j >= i for j in b) for i in a)
        case "directly_then":
            over = [i for i in a if i + 2 <= last or run.complete]
            return any(i + 1 not in b and i + 2 not in b for i in over)
        case "at_most":
            return len(a) > rule.most
        case "never_with":
            return bool(a and b)
        case "on_every_path":
            return run.complete and not a
        case "requires":
            known = [run.events[i].facts for i in a]
            return any(truth(rule.requires, facts) is not True for facts in known)
        case "sequence":
            groups = [_positions(flow, group, run) for group in rule.others]
            pairs = zip(groups, groups[1:], strict=False)
            return any(not any(i <= j for i in p) for p, q in pairs for j in q)


def _positions(flow: Flow, moments: Moments, run: Run) -> list[int]:
    return [
        position
        for position, event in enumerate(run.events)
        if any(fits(flow, moment, event) for moment in moments)
    ]
