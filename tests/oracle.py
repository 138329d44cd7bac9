"""A second opinion on a flow: brute force, written to be read and not to be fast.

It shares nothing with `ama_flow.proofs`: facts keep all their values, none is left
out, conditions are read anew, and verdicts are fixpoints over whole sets. It is for
small flows of the right structure only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from ama_flow.model import Condition, Conditions, Fact, Flow, State, Transition

Situation = tuple[str, frozenset[tuple[str, Any]]]
Way = tuple[Transition, Situation]


@dataclass(slots=True)
class Opinion:
    """What brute force found; *ways* has every situation, with where it leads."""

    flow: Flow
    starts: set[Situation] = field(default_factory=set)
    ways: dict[Situation, list[Way]] = field(default_factory=dict)
    faults: set[tuple[str, str, str]] = field(default_factory=set)
    excused: set[Situation] = field(default_factory=set)
    reached: set[str] = field(default_factory=set)
    taken: set[int] = field(default_factory=set)

    @property
    def safe(self) -> set[Situation]:
        """The situations at a goal or a contact, or where a fault is."""
        kinds = {s.id: s.kind for s in self.flow.states.values()}
        ends = {s for s in self.ways if kinds[s[0]] in ("goal", "contact")}
        return ends | self.excused

    @property
    def trapped(self) -> set[Situation]:
        """The situations from which nothing safe can be reached."""
        free = self.safe
        while more := {
            here
            for here, ways in self.ways.items()
            if here not in free and any(there in free for _, there in ways)
        }:
            free |= more
        return set(self.ways) - free

    def ranks(self, won: set[Situation]) -> dict[Situation, int]:
        """Give the worst number of answers to *won* from where it can be forced."""
        ranks = dict.fromkeys(won, 0)
        rank = 0
        while more := {s for s in self.ways if s not in ranks and self._wins(s, ranks)}:
            rank += 1
            ranks |= dict.fromkeys(more, rank)
        return ranks

    def _wins(self, here: Situation, ranks: Mapping[Situation, int]) -> bool:
        choices = [there for way, there in self.ways[here] if way.choice]
        outcomes = [there for way, there in self.ways[here] if not way.choice]
        forced = bool(outcomes) and all(there in ranks for there in outcomes)
        return forced or any(there in ranks for there in choices)

    @property
    def worst(self) -> int | None:
        """The rank of the start, where no fault is and all is won."""
        ranks = self.ranks(self.safe)
        if self.faults or len(ranks) < len(self.ways):
            return None
        (start,) = self.starts
        return ranks[start]

    @property
    def fewest(self) -> int | None:
        """The least number of answers to a goal."""
        seen: set[Situation] = set()
        layer, answers = self.starts, 0
        while layer:
            if any(self.flow.states[s[0]].kind == "goal" for s in layer):
                return answers
            seen |= layer
            layer = {there for s in layer for _, there in self.ways[s]} - seen
            answers += 1
        return None

    @property
    def codes(self) -> set[str]:
        """The codes to report: the roots, or else the first of what may follow."""
        roots = {code for code, _, _ in self.faults}
        if self.trapped:
            roots.add("trap")
        if len(self.ranks(self.safe | self.trapped)) < len(self.ways):
            roots.add("luck")
        following = {
            "no-difference": bool(self.idle),
            "no-goal": self._no_goal,
            "unreachable": bool(self._nowhere),
            "never-taken": bool(self._shut),
            "asked-twice": bool(self.asked_twice),
            "endless": bool(self.endless),
            "unused": self._unused,
        }
        first = next(({code} for code, found in following.items() if found), set())
        return roots or first

    @property
    def idle(self) -> set[str]:
        """The questions whose answers all do the same, and are not read afterwards.

        It is for flows without rules.
        """
        return {s.id for s in self.flow.states.values() if self._is_idle(s)}

    def _is_idle(self, state: State) -> bool:
        if state.kind != "question" or not state.transitions:
            return False
        fact = self.flow.facts.get(state.asks)
        chosen = set(state.triggers)
        if fact and fact.type in ("yesno", "choice"):
            chosen |= set(map(str, every_value(fact)))
        first, *rest = [(w.dest, w.sets, w.fails, w.choice) for w in state.transitions]
        same = all(other == first for other in rest)
        needed = {name for s in self.flow.states.values() for name in s.needs}
        read = fact and (fact.id in needed or self._may_read(fact.id, first[0]))
        return len(chosen) > 1 and same and not read

    def _may_read(self, fact: str, start: str) -> bool:
        """Say whether some way through the arrows reads *fact* before it is given."""
        todo, seen = [start], set()
        while todo:
            name = todo.pop()
            if name in seen:
                continue
            seen.add(name)
            asks = self.flow.states[name].asks == fact
            for way in self._of(name):
                given = asks and way.trigger == "answer"
                named = {c.fact for row in way.conditions for c in row}
                if fact in named and not given:
                    return True
                if not given and fact not in dict(way.sets):
                    todo.append(way.dest)
        return False

    @property
    def _no_goal(self) -> bool:
        found = set(self.starts)
        while more := {
            there
            for here in found
            for way, there in self.ways[here]
            if not way.fails and there not in found
        }:
            found |= more
        return all(self.flow.states[name].kind != "goal" for name, _ in found)

    @property
    def _nowhere(self) -> set[str]:
        """The states that are missed, and not because a transition is never taken."""
        missed = set(self.flow.states) - self.reached
        behind = {t.dest for name in self.reached for t in self._of(name)} & missed
        while (
            more := {
                t.dest for name in behind for t in self._of(name) if t.dest in missed
            }
            - behind
        ):
            behind |= more
        return missed - behind

    def _of(self, name: str) -> tuple[Transition, ...]:
        return self.flow.states[name].transitions

    @property
    def _shut(self) -> list[Transition]:
        faulty = {(state, trigger) for _, state, trigger in self.faults}
        return [
            way
            for name in self.reached
            for way in self._of(name)
            if id(way) not in self.taken and (name, way.trigger) not in faulty
        ]

    @property
    def asked_twice(self) -> set[str]:
        """The facts that do not change and are asked again on some way."""
        return {
            fact.id
            for fact in self.flow.facts.values()
            if not fact.changes and self._is_asked_twice(fact.id)
        }

    def _is_asked_twice(self, fact: str) -> bool:
        asking = {s for s in self.ways if self.flow.states[s[0]].asks == fact}
        after = {
            there
            for here in asking
            for way, there in self.ways[here]
            if way.trigger == "answer"
        }
        while more := {t for s in after for _, t in self.ways[s]} - after:
            after |= more
        return bool(after & asking)

    @property
    def endless(self) -> set[Situation]:
        """The won situations without a fault that can come again, by others such."""
        left = set(self.ranks(self.safe)) - self.excused
        while ends := {
            here
            for here in left
            if not any(there in left for _, there in self.ways[here])
        }:
            left -= ends
        return left

    @property
    def _unused(self) -> bool:
        states = self.flow.states.values()
        used = {name for state in states for name in (state.asks, *state.needs)}
        ways = [way for state in states for way in state.transitions]
        used |= {c.fact for way in ways for row in way.conditions for c in row}
        return not used >= set(self.flow.facts)


def judge(flow: Flow) -> Opinion:
    """Look at every situation of *flow*, with every value of every fact."""
    opinion = Opinion(flow)
    known = {f.id: f.initial for f in flow.facts.values() if f.initial is not None}
    todo = [end for end in _passed(opinion, flow.initial, known) if end]
    opinion.starts = set(todo)
    while todo:
        here = todo.pop()
        if here in opinion.ways:
            continue
        opinion.reached.add(here[0])
        opinion.ways[here] = []
        for way, end in _answers(opinion, here):
            if end is None:
                opinion.excused.add(here)
            else:
                opinion.ways[here].append((way, end))
                todo.append(end)
    return opinion


def _answers(
    opinion: Opinion, here: Situation
) -> Iterator[tuple[Transition, Situation | None]]:
    state, known = opinion.flow.states[here[0]], dict(here[1])
    for trigger in state.triggers:
        asks = state.asks if trigger == "answer" else ""
        for value in every_value(opinion.flow.facts[asks]) if asks else [None]:
            facts = {**known, asks: value} if asks else known
            opened, fault = _open(state, trigger, facts)
            if fault:
                opinion.faults.add((fault, state.id, trigger))
                opinion.excused.add(here)
            for way in opened:
                opinion.taken.add(id(way))
                ends = list(_passed(opinion, way.dest, {**facts, **dict(way.sets)}))
                if len(ends) > 1:
                    opinion.excused.add(here)
                yield from ((way, end) for end in ends)


def _passed(
    opinion: Opinion, name: str, facts: dict[str, Any]
) -> Iterator[Situation | None]:
    """Give where a reader ends who arrives at *name*; None where a branch fails."""
    state = opinion.flow.states[name]
    if state.kind != "branch":
        yield (name, frozenset(facts.items()))
        return
    opinion.reached.add(name)
    opened, fault = _open(state, "next", facts)
    if fault:
        opinion.faults.add((fault, name, "next"))
    if not opened:
        yield None
    for way in opened:
        opinion.taken.add(id(way))
        yield from _passed(opinion, way.dest, {**facts, **dict(way.sets)})


def _open(
    state: State, trigger: str, facts: Mapping[str, Any]
) -> tuple[list[Transition], str]:
    ways = [way for way in state.transitions if way.trigger == trigger]
    otherwise = [ways[-1]] if not ways[-1].conditions else []
    read = [way for way in ways if way not in otherwise]
    truths = [truth(way.conditions, facts) for way in read]
    if any(truth is None for truth in truths):
        return [], "unknown-fact"
    opened = [way for way, truth in zip(read, truths, strict=True) if truth]
    if opened:
        return opened, "overlap" if len(opened) > 1 else ""
    return otherwise, "" if otherwise else "gap"


def truth(conditions: Conditions, facts: Mapping[str, Any]) -> bool | None:
    """Read any of all, in three values: 0 false, 1 unknown, 2 true."""
    rows = [min((_literal(c, facts) for c in row), default=2) for row in conditions]
    return {0: False, 1: None, 2: True}[max(rows)]


def _literal(condition: Condition, facts: Mapping[str, Any]) -> int:
    if condition.fact not in facts:
        return 1
    value = facts[condition.fact]
    if condition.values:
        return 2 if value in condition.values else 0
    low, high = condition.minimum, condition.maximum
    above = low is None or not value < low
    below = high is None or not high < value
    return 2 if above and below else 0


def every_value(fact: Fact) -> list[Any]:
    """List what an answer can be; numbers and dates must be bounded."""
    if fact.type == "yesno":
        return [True, False]
    if fact.type == "choice":
        return list(fact.values)
    if fact.type == "text":
        return ["any"]
    low: Any = fact.minimum
    high: Any = fact.maximum
    step: Any = timedelta(1) if isinstance(low, date) else Decimal(10) ** -fact.decimals
    if fact.type == "number" and not fact.decimals:
        step = 1
    values = [low]
    while values[-1] + step <= high:
        values.append(values[-1] + step)
    return values
