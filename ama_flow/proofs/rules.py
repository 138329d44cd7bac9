"""The rules of a flow: whether each holds on every path, and if not a shortest way."""

from __future__ import annotations

from collections.abc import Iterator

from ama_flow.model import Flow, Moment, Problem, Record
from ama_flow.proofs.monitors import (
    BROKEN,
    DONE,
    Happenings,
    Marked,
    Monitor,
    monitor,
)
from ama_flow.proofs.naming import named
from ama_flow.proofs.space import NOWHERE, Move, Space
from ama_flow.proofs.story import Step, step_of, told
from ama_flow.text import expand
from ama_flow.words import condition


def rules(space: Space) -> Iterator[Problem]:
    """Report the rules of the flow that some run breaks, or that say nothing.

    Each rule is searched by itself, breadth first over the situations together with
    what its monitor remembers, so costs add up and do not multiply.
    """
    flow, seen = space.flow, Happenings(space)
    for number, rule in enumerate(flow.rules):
        marked = Marked(flow, rule, seen)
        breach = _Search(space, monitor(space, rule, marked)).run()
        if breach:
            yield _broken(space, number, breach)
        elif marked.missing and not (rule.form == "at_most" and not rule.most):
            yield _vacuous(flow, number, marked.missing[0])


class Breach(Record):
    """A shortest way that breaks a rule: its answers, and the *state* that it breaks at.

    The state is empty where the last answer itself does. The run *ended* where the
    rule waits for something that did not come.
    """

    steps: tuple[Step, ...]
    state: str
    ended: bool


_Node = tuple[int, int]
"""The number of a situation, and what the monitor remembers there."""


class _Search:
    """One search for a breach of one rule."""

    def __init__(self, space: Space, watching: Monitor) -> None:
        self.space, self.monitor = space, watching
        self.came: dict[_Node, tuple[_Node, Move] | None] = {}
        self.todo: list[_Node] = []

    def run(self) -> Breach | None:
        """Give a shortest breach, if there is one."""
        space, first = self.space, self.monitor.first
        starts = (n for n, parent in enumerate(space.parents) if parent == NOWHERE)
        for start in starts:
            if breach := self.arrive(start, first, None):
                return breach
        for node in self.todo:
            for move in space.moves[node[0]]:
                if breach := self.follow(node, move):
                    return breach
        return None

    def follow(self, node: _Node, move: Move) -> Breach | None:
        memory = self.monitor.answered(node[1], move)
        if memory == BROKEN:
            steps = (*self.steps(node), self.step(node, move))
            return Breach(steps=steps, state="", ended=False)
        if memory == DONE or move.dest == NOWHERE:
            return None
        return self.arrive(move.dest, memory, (node, move))

    def arrive(
        self, number: int, before: int, came: tuple[_Node, Move] | None
    ) -> Breach | None:
        """Note a situation, unless it is known already or nothing can break there."""
        state = self.space.situations[number].state
        memory = self.monitor.arrived(before, state)
        node = (number, memory)
        if memory == DONE or node in self.came:
            return None
        self.came[node] = came
        self.todo.append(node)
        ended = memory != BROKEN and self.is_end(number)
        if memory == BROKEN or (ended and not self.monitor.may_end(memory)):
            return Breach(steps=self.steps(node), state=state, ended=ended)
        return None

    def is_end(self, number: int) -> bool:
        return not self.space.moves[number] and number not in self.space.excused

    def step(self, node: _Node, move: Move) -> Step:
        return step_of(self.space, node[0], move)

    def steps(self, node: _Node) -> tuple[Step, ...]:
        steps = []
        while (arrived := self.came[node]) is not None:
            node, move = arrived
            steps.append(self.step(node, move))
        return tuple(steps[::-1])


_HINTS = {
    "only_after": "let every way to it pass what must come first",
    "directly_after": "let nothing else lead to it",
    "then": "let every way on from it pass what must follow",
    "directly_then": "let it lead on there at once",
    "at_most": "let the way back lead elsewhere, or count with a fact",
    "never_with": "keep the two on ways that do not meet",
    "on_every_path": "let every way pass it",
    "requires": "let a condition keep out those for whom it is not so",
    "sequence": "let the way lead past them in that order",
}


def _broken(space: Space, number: int, breach: Breach) -> Problem:
    rule = space.flow.rules[number]
    title = expand(space.flow, rule.title)
    problem = Problem(
        code="rule",
        message=f"the rule “{title}” is broken {_where(space.flow, breach)}",
        at=("rules", number, rule.form),
        hint=f"{_HINTS[rule.form]}, or change the rule",
    )
    key = "rule_ended" if breach.ended else "rule_broken"
    return told(space, problem, breach.steps, breach.state, key, rule=title)


def _where(flow: Flow, breach: Breach) -> str:
    if not breach.state:
        return f"by an answer at {named(flow, breach.steps[-1].state)}"
    where = f"at {named(flow, breach.state)}"
    return f"where the procedure ends, {where}" if breach.ended else where


def _vacuous(flow: Flow, number: int, moment: Moment) -> Problem:
    title = expand(flow, flow.rules[number].title)
    return Problem(
        code="rule-vacuous",
        message=f"the rule “{title}” is about what never happens: "
        f"{_written(flow, moment)}",
        at=moment.at or ("rules", number),
        hint="name what a reader can get to or can answer, or take it out",
    )


def _written(flow: Flow, moment: Moment) -> str:
    """Write a moment as a file would, more or less."""
    named_ = {
        "state": moment.states,
        "phase": moment.phases,
        "kind": moment.kinds,
        "contact": moment.contacts,
        "trigger": moment.triggers,
        "answer": (condition(flow, moment.answer),) if moment.answer else (),
    }
    return ", ".join(
        f"{key} {' or '.join(map(repr, names))}"
        for key, names in named_.items()
        if names
    )
