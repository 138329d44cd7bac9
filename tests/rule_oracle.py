"""A second opinion on rules: runs of a real session, judged on their positions.

It shares nothing with `ama_flow.proofs`. A run is what a reader meets: at a state,
an answer there, at the next state, and so on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any, NamedTuple

from ama_flow.model import ANSWER, Flow, Moment, Moments, Rule, RuleForm
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


DEEPEST = 12
"""How many answers a run has at most."""


def runs(flow: Flow, most: int) -> tuple[list[Run], int]:
    """Give every run of up to so many answers, and that number.

    It is the highest for which there are no more than *most* runs, but at least one.
    """
    found: list[Run] = []
    for depth in range(DEEPEST + 1):
        deeper = list(_runs(Session(flow), (), depth))
        if depth > 1 and len(deeper) > most:
            return found, depth - 1
        found = deeper
    return found, DEEPEST


def _runs(session: Session, before: tuple[Event, ...], depth: int) -> Iterator[Run]:
    events = (*before, Event(session.state, "", None, dict(session.facts)))
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
        (moment.contacts, state.contact),
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
    other = rule.others[0] if rule.others else ()
    b = _positions(flow, other, run)
    truths = [truth(rule.requires, run.events[i].facts) for i in a if rule.requires]
    verdicts: dict[RuleForm, bool] = {
        "only_after": any(not any(j <= i for j in b) for i in a),
        "directly_after": any(i - 1 not in b and i - 2 not in b for i in a),
        "then": run.complete and any(not any(j >= i for j in b) for i in a),
        "directly_then": any(_is_late(other, run, i, b) for i in a),
        "at_most": len(a) > rule.most,
        "never_with": bool(a and b),
        "on_every_path": run.complete and not a,
        "requires": any(known is not True for known in truths),
        "sequence": _out_of_order([_positions(flow, g, run) for g in rule.others]),
    }
    return verdicts[rule.form]


def _is_late(other: Moments, run: Run, position: int, b: list[int]) -> bool:
    """Say whether what must come directly after a position can't any more.

    States and answers take turns, a state first; only those of the kind that the rule
    waits for count.
    """
    kinds = {bool(moment.triggers or moment.answer) for moment in other}
    chances = [i for i in (position + 1, position + 2) if bool(i % 2) in kinds]
    over = run.complete or all(i < len(run.events) for i in chances)
    return over and not any(i in b for i in chances)


def _out_of_order(groups: list[list[int]]) -> bool:
    pairs = pairwise(groups)
    return any(not any(i <= j for i in one) for one, other in pairs for j in other)


def _positions(flow: Flow, moments: Moments, run: Run) -> list[int]:
    return [
        position
        for position, event in enumerate(run.events)
        if any(fits(flow, moment, event) for moment in moments)
    ]
