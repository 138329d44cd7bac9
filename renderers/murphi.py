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
from ._logic import Logic

_HEAD = """\
-- {heading}
--
-- A model for rumur, made by ama-flow. With this in m.m:
--
--   rumur --deadlock-detection off --output m.c m.m
--   cc -std=c11 -O3 -march=native -o m m.c -lpthread
--   ./m
--
-- rumur stops at the first error, and looks for traps only where there is none.
-- A fact is 0 as long as it is not known.
"""
_CELLS = 20_000
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
        self.logic = Logic(
            codes=plan.codes, equals="=", both="&", either="|", counted="({} ? 1 : 0)"
        )
        self.marks = {f: f"x{n}" for n, f in enumerate(plan.remembered, 1)}
        numbers = count(1)
        self.faults = {
            (decision.name, code): f"{code.replace('-', '_')}_{next(numbers)}"
            for decisions in plan.decisions.values()
            for decision in decisions
            for code in decision.faults
        }

    def lines(self) -> Iterator[str]:
        flow = self.plan.flow
        yield _HEAD.format(heading=self.plan.heading())
        yield from self.declarations()
        yield from ("", *self.helped(), "", *self.start())
        for state in flow.states.values():
            yield from ("", f"-- {self.plan.state(state)}")
            for decision in self.plan.decisions[state.id]:
                yield from self.decision(decision)
        yield ""
        for (name, code), fault in self.faults.items():
            yield f'invariant "{code}: {name}" state != {fault};'
        yield from ('liveness "trap" helped(state);', "", *self.luck())

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
        yield f"  return {self.logic.any(f's = {place}' for place in places)};"
        yield "end;"

    def start(self) -> Iterator[str]:
        yield "startstate begin"
        yield f"  state := s_{self.plan.flow.initial};"
        for fact, known in self.plan.codes.items():
            yield f"  f_{fact} := {known.initial};"
        yield "end;"

    def decision(self, decision: Decision) -> Iterator[str]:
        """Write a rule for each way that one trigger can go, and for each fault."""
        rules = self.rules(decision)
        if not decision.asked:
            return rules
        answers = self.span(decision.asked)
        return iter((f"ruleset {answers} do", *_indented(rules), "end;"))

    def span(self, asked: str) -> str:
        answers = self.plan.codes[asked].answers
        return f"answer: {answers[0]}..{answers[-1]}"

    def rules(self, decision: Decision) -> Iterator[str]:
        names = {**self.names, decision.asked: "answer"}
        at = [f"state = s_{decision.state}"]
        if decision.doubtful:
            unknown = self.logic.unknown(decision, names)
            yield self.fault(decision, "unknown-fact", [*at, unknown])
            at.append(f"!({unknown})")
        for transition, met in self.ways(decision, names):
            words = self.plan.way(transition)
            title = f"{decision.name}: {transition.dest}"
            does = self.does(decision, transition)
            yield _rule(title, self.logic.all([*at, *met]), does, words)
        if "overlap" in decision.faults:
            several = self.logic.several(decision, names)
            yield self.fault(decision, "overlap", [*at, several])
        if "gap" in decision.faults:
            none = self.logic.none(decision, names)
            yield self.fault(decision, "gap", [*at, none])

    def ways(
        self, decision: Decision, names: Mapping[str, str]
    ) -> Iterator[tuple[Transition, list[str]]]:
        """Give each transition with what must hold for it."""
        for transition in decision.read:
            met = self.logic.met(transition.conditions, names)
            yield transition, [met] if transition.conditions else []
        if decision.otherwise:
            none = [self.logic.none(decision, names)] if decision.read else []
            yield decision.otherwise, none

    def does(self, decision: Decision, transition: Transition) -> str:
        given = self.given(decision, transition)
        sets = "".join(f"f_{fact} := {code}; " for fact, code in given.items())
        return f"{sets}state := s_{transition.dest};"

    def given(self, decision: Decision, transition: Transition) -> dict[str, str]:
        """Say what facts become by an answer, and by what a transition sets."""
        given = {decision.asked: "answer"} if decision.asked else {}
        for fact, value in transition.sets:
            given[fact] = str(self.plan.codes[fact].code(value))
        return given

    def fault(self, decision: Decision, code: str, guard: list[str]) -> str:
        does = f"state := {self.faults[decision.name, code]};"
        return _rule(f"{code}: {decision.name}", self.logic.all(guard), does, "")

    def luck(self) -> Iterator[str]:
        """Write the game of the reader against the outcomes, worked out backwards."""
        facts = list(self.marks)
        sizes = [self.plan.codes[fact].highest + 1 for fact in facts]
        if prod(sizes, start=len(self.plan.flow.states)) > _CELLS:
            yield "-- Too many facts are remembered for the game that luck is checked with."
            return
        index = "".join(f"[{name}]" for name in self.marks.values())
        kinds = "".join(f" array [0..{size - 1}] of" for size in sizes)
        yield "-- Can the reader get to a goal or a contact whatever the outcomes?"
        yield from (f"-- {name} is f_{fact}" for fact, name in self.marks.items())
        yield "function wins(): boolean;"
        yield f"var won: array [state_t] of{kinds} boolean; again: boolean;"
        yield "begin"
        yield from self.everywhere([f"won[s]{index} := helped(s);"])
        yield from ("  again := true;", "  while again do", "    again := false;")
        cases = (
            f"case s_{state.id}: won[s]{index} := {self.won(state)};"
            for state in self.plan.flow.states.values()
            if self.plan.decisions[state.id]
        )
        played = (
            f"if !won[s]{index} then",
            "  switch s",
            *_indented(_indented(cases)),
            "  end;",
            f"  again := again | won[s]{index};",
            "end;",
        )
        yield from _indented(self.everywhere(played))
        yield "  end;"
        yield f"  return won[state]{''.join(f'[f_{fact}]' for fact in facts)};"
        yield from ("end;", 'invariant "luck" wins();')

    def everywhere(self, lines: Iterable[str]) -> Iterator[str]:
        """Do *lines* for every state, and for every value of the facts that count."""
        loops = [
            f"for {name}: 0..{self.plan.codes[fact].highest} do"
            for fact, name in self.marks.items()
        ]
        yield f"  {' '.join(['for s: state_t do', *loops])}"
        yield from _indented(_indented(lines))
        yield f"  {' '.join('end;' for _ in ['s', *loops])}"

    def won(self, state: State) -> str:
        """Say that some choice leads to a situation that is won, or all outcomes do."""
        chosen: list[str] = []
        forced: list[str] = []
        opened: list[str] = []
        for decision in self.plan.decisions[state.id]:
            names = {**self.marks, decision.asked: "answer"}
            for transition, met in self.ways(decision, names):
                dest = self.cell(decision, transition)
                if transition.choice and state.kind != "branch":
                    won = self.logic.all([*met, dest])
                    chosen.append(self.over("exists", decision, won))
                else:
                    is_open = self.logic.all(met)
                    opened.append(self.over("exists", decision, is_open))
                    won = f"({is_open}) -> {dest}" if met else dest
                    forced.append(self.over("forall", decision, won))
        some = [] if "true" in opened else [self.logic.any(opened)]
        return self.logic.any([*chosen, self.logic.all([*some, *forced])])

    def over(self, quantity: str, decision: Decision, test: str) -> str:
        """Say a test of all answers to what a decision asks, or of one of them."""
        if not decision.asked or test == "true":
            return test
        return f"{quantity} {self.span(decision.asked)} do {test} end"

    def cell(self, decision: Decision, transition: Transition) -> str:
        """Say whether what a transition leads to is won."""
        known = {**self.marks, **self.given(decision, transition)}
        index = "".join(f"[{known[fact]}]" for fact in self.marks)
        return f"won[s_{transition.dest}]{index}"


def _rule(title: str, guard: str, does: str, words: str) -> str:
    said = f" -- {words}" if words else ""
    return f'rule "{title}" {guard} ==> begin {does} end;{said}'


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
