"""Rules as monitors: small machines that go along with a reader and note what counts.

A run is told to a monitor as it comes: arrived at a state, answered there, arrived at
the next, and so on; branches are nowhere in it. What a monitor remembers is a number,
so it multiplies the situations by two or three.
Source: Dwyer, Avrunin and Corbett, Patterns in property specifications for
finite-state verification (1999); De Giacomo and Vardi, LTL on finite traces (2013).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from ama_flow.model import Flow, Moment, Rule, RuleForm, Value, holds
from ama_flow.proofs.space import Facts, Move, Space

BROKEN = -1
"""What is remembered once a rule is broken, whatever comes."""
DONE = -2
"""What is remembered once a rule can't be broken any more."""

Marks = int
"""The groups of moments of a rule that something belongs to, a bit for each."""

Given = tuple[int, Value | None]
"""An answer: the identity of its transition, and its value."""


_Thing = TypeVar("_Thing", str, Given)


class Happenings:
    """The *states* and the *answers* that there are in some run, these with a move."""

    def __init__(self, space: Space) -> None:
        """Collect all that happens in *space*."""
        states = dict.fromkeys(situation.state for situation in space.situations)
        self.states = tuple(states)
        self.answers: dict[Given, Move] = {
            (id(move.transition), move.value): move
            for moves in space.moves
            for move in moves
        }


class Marked:
    """The marks of a rule on *states* and *answers*; *missing* moments never happen."""

    def __init__(self, flow: Flow, rule: Rule, seen: Happenings) -> None:
        """Mark what is *seen* by the groups of moments of *rule*, the first with 1."""
        self.states: dict[str, Marks] = {}
        self.answers: dict[Given, Marks] = {}
        self.missing: list[Moment] = []
        for number, group in enumerate(rule.groups):
            for moment in group:
                if not self._mark(1 << number, moment, flow, seen):
                    self.missing.append(moment)

    def _mark(self, mark: Marks, moment: Moment, flow: Flow, seen: Happenings) -> bool:
        """Put a mark on all that fits a moment, and say whether there is any."""
        at = [name for name in seen.states if moment.fits(flow.states[name])]
        if not moment.is_answer:
            _put(mark, at, self.states)
            return bool(at)
        sources = set(at)
        given = [
            answer
            for answer, (taken, value, _, _) in seen.answers.items()
            if taken.source in sources
            and moment.is_given(flow.states[taken.source], taken.trigger, value)
        ]
        _put(mark, given, self.answers)
        return bool(given)


def _put(mark: Marks, things: Iterable[_Thing], marks: dict[_Thing, Marks]) -> None:
    for thing in things:
        marks[thing] = marks.get(thing, 0) | mark


# Each step below takes what is remembered, the marks of what happens, and a size; it
# gives what is remembered next. A is what the rule is about, B what it is held against;
# the formula is in LTL over finite runs (W is weak until, X strong next). Only rules that
# count moments are told of those without marks.
_A, _B = 1, 2


def _only_after(_memory: int, marks: Marks, _size: int) -> int:  # not A W B
    return DONE if marks & _B else BROKEN


def _directly_after(memory: int, marks: Marks, _size: int) -> int:
    """Hold A against what came just before: a state and an answer, in either order."""
    if marks & _A and not memory:
        return BROKEN
    return (memory << 1 | marks >> 1) & 3


def _then(_memory: int, marks: Marks, _size: int) -> int:  # G (A -> F B)
    return 0 if marks & _B else 1


def _directly_then(memory: int, marks: Marks, size: int) -> int:
    """Hold A against what comes next: G (A -> X (B or X B)).

    What is remembered is how long B is waited for, a bit for each A. Where B is about
    states alone or answers alone, only what is of that kind is waited for.
    """
    if marks & _B:
        return _wait(0, marks, size)
    return BROKEN if memory & 1 else _wait(memory >> 1, marks, size)


def _wait(memory: int, marks: Marks, size: int) -> int:
    return memory | (marks & _A) << (size - 1)


def _at_most(memory: int, marks: Marks, most: int) -> int:  # times(A) <= most
    times = memory + marks
    return times if times <= most else BROKEN


def _never_with(memory: int, marks: Marks, _size: int) -> int:  # not (F A and F B)
    both = memory | marks
    return both if both != _A | _B else BROKEN


def _on_every_path(_memory: int, _marks: Marks, _size: int) -> int:  # F A
    return DONE


def _sequence(memory: int, marks: Marks, _size: int) -> int:
    """Count how many have been, in order: not B W A for each two neighbours A, B."""
    while marks >> memory & 1:
        memory += 1
    return BROKEN if marks >> memory else memory


_STEPS: dict[RuleForm, Callable[[int, Marks, int], int]] = {
    "only_after": _only_after,
    "directly_after": _directly_after,
    "then": _then,
    "directly_then": _directly_then,
    "at_most": _at_most,
    "never_with": _never_with,
    "on_every_path": _on_every_path,
    "sequence": _sequence,
}


class Pattern:
    """Follows a rule over moments alone.

    What is remembered is *first* before anything happens.
    """

    first = 0

    def __init__(self, rule: Rule, marked: Marked) -> None:
        """Go by the marks of *rule*."""
        self._form, self._marked = rule.form, marked
        self._counts = rule.form in ("directly_after", "directly_then")
        self._size = rule.most
        self._at = self._by = _STEPS[rule.form]
        if rule.form == "directly_then":
            answers = {moment.is_answer for moment in rule.others[0]}
            self._size = len(answers)
            self._at = self._at if False in answers else _wait
            self._by = self._by if True in answers else _wait

    def arrived(self, memory: int, state: str) -> int:
        """Note that the reader is at *state*."""
        marks = self._marked.states.get(state, 0)
        if marks or self._counts:
            return self._at(memory, marks, self._size)
        return memory

    def answered(self, memory: int, move: Move) -> int:
        """Note an answer, and what it brings about on the way."""
        marks = self._marked.answers.get((id(move.transition), move.value), 0)
        if marks or self._counts:
            return self._by(memory, marks, self._size)
        return memory

    def may_end(self, memory: int) -> bool:
        """Say whether a run may end now, with nothing left to wait for."""
        if self._form in ("then", "directly_then"):
            return not memory
        return self._form != "on_every_path"


class Requirement:
    """Follows a rule that conditions hold: G (A -> they do).

    It remembers the values of the facts that they name, as the number of such a
    combination: a situation forgets what no transition reads later.
    """

    def __init__(self, space: Space, rule: Rule, marked: Marked) -> None:
        """Start from what is known before anything is asked."""
        self._space, self._marked = space, marked
        self._conditions = rule.requires
        self._facts = frozenset(c.fact for row in rule.requires for c in row)
        states = space.flow.states.values()
        self._asked = {s.id: s.asks for s in states if s.asks in self._facts}
        self._known: list[Facts] = []
        self._numbers: dict[tuple[tuple[str, Value], ...], int] = {}
        self.first = self._number({})
        self.first = self._learn(self.first, space.flow.initial_facts.items())
        for transition in space.opening:
            self.first = self._learn(self.first, transition.sets)

    def _learn(self, memory: int, given: Iterable[tuple[str, Value]]) -> int:
        """Give the number of what is known with the facts *given*."""
        domains = self._space.domains
        new = {f: domains[f].stand_in(v) for f, v in given if f in self._facts}
        return self._number({**self._known[memory], **new})

    def _number(self, known: Facts) -> int:
        """Give the number of what is known; a new one follows the others."""
        key = tuple(sorted(known.items()))
        if key not in self._numbers:
            self._numbers[key] = len(self._known)
            self._known.append(known)
        return self._numbers[key]

    def _judge(self, memory: int, marks: Marks) -> int:
        if marks and holds(self._conditions, self._known[memory]) is not True:
            return BROKEN
        return memory

    def arrived(self, memory: int, state: str) -> int:
        """Note that the reader is at *state*."""
        return self._judge(memory, self._marked.states.get(state, 0))

    def answered(self, memory: int, move: Move) -> int:
        """Note an answer: the fact takes the value, and then come those that are set."""
        taken, value = move.transition, move.value
        if value is not None and taken.source in self._asked:
            memory = self._learn(memory, ((self._asked[taken.source], value),))
        if marks := self._marked.answers.get((id(taken), value), 0):
            memory = self._judge(memory, marks)
        for transition in (taken, *move.passed):
            if transition.sets and memory != BROKEN:
                memory = self._learn(memory, transition.sets)
        return memory

    def may_end(self, _memory: int) -> bool:
        """Say that a run may end anywhere."""
        return True


Monitor = Pattern | Requirement


def monitor(space: Space, rule: Rule, marked: Marked) -> Monitor:
    """Give the monitor of *rule*, whose moments are *marked*."""
    if rule.form == "requires":
        return Requirement(space, rule, marked)
    return Pattern(rule, marked)
