"""Murphi, the language of rumur: a flow as rules that rumur searches on its own.

What isn't decided leads to a state that must not be reached. That a goal or a contact
can be reached from everywhere is rumur's liveness. Whether that takes luck is a game,
which a function of the model plays from each situation.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import count
from math import prod

from ama_flow.model import Flow, Options, Renderer, State, Transition

from ._checkable import Checkable, Decision, checkable
from ._logic import Reading, Signs

_HEAD = """\
-- {heading}
--
-- A model for rumur, made by ama-flow. With this in m.m:
--
--   rumur --deadlock-detection off --output m.c m.m
--   cc -std=c11 -O3 -march=native -o m m.c -lpthread
--   ./m
--
-- rumur stops at the first error, and looks for traps only where there is none: take
-- the invariant "luck" out to see whether that is a trap.
-- A fact is 0 as long as it is not known.
"""
_SIGNS = Signs(equals="=", both="&", either="|", counted="({} ? 1 : 0)")
_LARGEST = 20_000
"""How many situations a game is played over: it is played anew from each of them."""


def render(flow: Flow, options: Options) -> bytes:
    """Write *flow* as a model in Murphi, UTF-8."""
    model = _Model(checkable(flow, options.language))
    return "".join(f"{line}\n" for line in model.lines()).encode()


class _Model:
    """One model, in which state x is called s_x, and fact x is f_x."""

    def __init__(self, plan: Checkable) -> None:
        self.plan = plan
        self.names = {fact: f"f_{fact}" for fact in plan.codes}
        numbers = count(1)
        self.faults = {
            (decision.name, code): f"{code.replace('-', '_')}_{next(numbers)}"
            for decisions in plan.decisions.values()
            for decision in decisions
            for code in decision.faults
        }

    def lines(self) -> Iterator[str]:
        yield _HEAD.format(heading=self.plan.heading())
        yield from (*self.declarations(), "", *self.helped(), "", *self.start())
        for state in self.plan.flow.states.values():
            yield from ("", f"-- {self.plan.state(state)}")
            for decision in self.plan.decisions[state.id]:
                yield from self.decision(decision)
        yield ""
        for (name, code), fault in self.faults.items():
            yield f'invariant "{code}: {name}" state != {fault};'
        yield from ('liveness "trap" helped(state);', "", *_Game(self.plan).lines())

    def declarations(self) -> Iterator[str]:
        yield "-- The last state comes first: the game is worked out in this order."
        yield "type state_t: enum {"
        names = [f"s_{state}" for state in reversed([*self.plan.flow.states])]
        yield from _indented(_separated([*names, *self.faults.values()]))
        yield from ("};", "var state: state_t;")
        for fact, known in self.plan.codes.items():
            yield f"var f_{fact}: 0..{known.highest}; -- {self.plan.fact(fact)}"

    def helped(self) -> Iterator[str]:
        """Write a function for where a reader is helped, or a fault is told already."""
        places = [*(f"s_{state.id}" for state in self.plan.safe), *self.faults.values()]
        yield "function helped(s: state_t): boolean; begin"
        yield f"  return {_SIGNS.any(f's = {place}' for place in places)};"
        yield "end;"

    def start(self) -> Iterator[str]:
        yield "startstate begin"
        yield f"  state := s_{self.plan.flow.initial};"
        for fact, known in self.plan.codes.items():
            yield f"  f_{fact} := {known.initial};"
        yield "end;"

    def decision(self, decision: Decision) -> Iterator[str]:
        """Write a rule for each way that one trigger can go, and for each fault."""
        rules = self.rules(_reading(self.plan, decision, self.names))
        if not decision.asked:
            yield from rules
            return
        yield f"ruleset {_span(self.plan, decision)} do"
        yield from (*_indented(rules), "end;")

    def rules(self, reading: Reading) -> Iterator[str]:
        decision = reading.decision
        at = [f"state = s_{decision.state}"]
        if decision.doubtful:
            yield self.fault(decision, "unknown-fact", [*at, reading.unknown])
            at.append(f"!({reading.unknown})")
        for transition, met in _ways(reading):
            title = f"{decision.name}: {transition.dest}"
            words = self.plan.way(transition)
            given = _given(self.plan, decision, transition)
            sets = "".join(f"f_{fact} := {code}; " for fact, code in given.items())
            does = f"{sets}state := s_{transition.dest};"
            yield _rule(title, [*at, *met], does, words)
        if "overlap" in decision.faults:
            yield self.fault(decision, "overlap", [*at, reading.several])
        if "gap" in decision.faults:
            yield self.fault(decision, "gap", [*at, reading.none])

    def fault(self, decision: Decision, code: str, guards: list[str]) -> str:
        does = f"state := {self.faults[decision.name, code]};"
        return _rule(f"{code}: {decision.name}", guards, does, "")


class _Game:
    """The reader, who makes the choices, against the outcomes.

    What he wins is worked out backwards over all states and values, reached or not. Of
    the facts only those are told apart that are read later than in their own answer.
    """

    def __init__(self, plan: Checkable) -> None:
        self.plan = plan
        self.facts = plan.remembered
        self.names = {fact: f"x{number}" for number, fact in enumerate(self.facts, 1)}
        self.here = "won[s]" + "".join(f"[{name}]" for name in self.names.values())

    def lines(self) -> Iterator[str]:
        sizes = [self.plan.codes[fact].highest + 1 for fact in self.facts]
        if prod(sizes, start=len(self.plan.flow.states)) > _LARGEST:
            yield "-- Luck is not looked for: too many facts are remembered for this game."
            return
        table = "".join(f" array [0..{size - 1}] of" for size in sizes)
        values = "".join(f"[f_{fact}]" for fact in self.facts)
        yield "-- Does a reader get to a goal or a contact whatever the outcomes?"
        yield from (f"-- {name} is f_{fact}" for fact, name in self.names.items())
        yield "function wins(): boolean;"
        yield f"var won: array [state_t] of{table} boolean; again: boolean;"
        yield "begin"
        yield from self.everywhere([f"{self.here} := helped(s);"])
        yield from ("  again := true;", "  while again do", "    again := false;")
        yield from _indented(self.everywhere(self.round()))
        yield from ("  end;", f"  return won[state]{values};", "end;")
        yield 'invariant "luck" wins();'

    def everywhere(self, lines: Iterable[str]) -> Iterator[str]:
        """Do *lines* for every state, and for every value of the facts."""
        loops = ["for s: state_t do"]
        for fact, name in self.names.items():
            loops.append(f"for {name}: 0..{self.plan.codes[fact].highest} do")
        yield f"  {' '.join(loops)}"
        yield from _indented(_indented(lines))
        yield f"  {' '.join('end;' for _ in loops)}"

    def round(self) -> Iterator[str]:
        yield from (f"if !{self.here} then", "  switch s")
        for state in self.plan.flow.states.values():
            if self.plan.decisions[state.id]:
                yield f"    case s_{state.id}: {self.here} := {self.won(state)};"
        yield from ("  end;", f"  again := again | {self.here};", "end;")

    def won(self, state: State) -> str:
        """Say that a choice leads to a situation that is won, or all outcomes do."""
        chosen: list[str] = []
        forced: list[str] = []
        opened: list[str] = []
        for decision in self.plan.decisions[state.id]:
            for transition, met in _ways(_reading(self.plan, decision, self.names)):
                dest = self.dest(decision, transition)
                if transition.choice and state.kind != "branch":
                    won = _SIGNS.all([*met, dest])
                    chosen.append(self.quantified("exists", decision, won))
                else:
                    is_open = _SIGNS.all(met)
                    won = f"({is_open}) -> {dest}" if met else dest
                    opened.append(self.quantified("exists", decision, is_open))
                    forced.append(self.quantified("forall", decision, won))
        if forced and "true" not in opened:
            forced.append(_SIGNS.any(opened))
        return _SIGNS.any([*chosen, *([_SIGNS.all(forced)] if forced else ())])

    def quantified(self, quantity: str, decision: Decision, test: str) -> str:
        """Ask *test* of all answers, or of one of them."""
        if not decision.asked or test == "true":
            return test
        return f"{quantity} {_span(self.plan, decision)} do {test} end"

    def dest(self, decision: Decision, transition: Transition) -> str:
        """Say whether what a transition leads to is won."""
        values = {**self.names, **_given(self.plan, decision, transition)}
        index = "".join(f"[{values[fact]}]" for fact in self.facts)
        return f"won[s_{transition.dest}]{index}"


def _reading(plan: Checkable, decision: Decision, names: Mapping[str, str]) -> Reading:
    """Read facts by *names*, but for the one that is asked."""
    known = {**names, decision.asked: "answer"}
    return Reading(signs=_SIGNS, codes=plan.codes, names=known, decision=decision)


def _ways(reading: Reading) -> Iterator[tuple[Transition, list[str]]]:
    """Give each transition with what must hold for it."""
    decision = reading.decision
    for transition in decision.read:
        yield transition, [reading.met(transition)]
    if decision.otherwise:
        yield decision.otherwise, [reading.none] if decision.read else []


def _given(
    plan: Checkable, decision: Decision, transition: Transition
) -> dict[str, str]:
    """Say what facts become by an answer, and by what a transition sets."""
    given = {decision.asked: "answer"} if decision.asked else {}
    for fact, value in transition.sets:
        given[fact] = str(plan.codes[fact].code(value))
    return given


def _span(plan: Checkable, decision: Decision) -> str:
    """Say what the answers to a decision are."""
    answers = plan.codes[decision.asked].answers
    return f"answer: {answers[0]}..{answers[-1]}"


def _rule(title: str, guards: list[str], does: str, words: str) -> str:
    said = f" -- {words}" if words else ""
    return f'rule "{title}" {_SIGNS.all(guards)} ==> begin {does} end;{said}'


def _separated(names: list[str]) -> list[str]:
    *most, last = names
    return [*(f"{name}," for name in most), last]


def _indented(lines: Iterable[str]) -> Iterator[str]:
    return (f"  {line}" for line in lines)


renderer = Renderer(
    name="murphi",
    suffix=".m",
    media_type="text/plain; charset=utf-8",
    summary="a model for rumur, to check the proof with",
    render=render,
)
