"""Promela, the language of Spin: a flow as a model that Spin searches on its own.

States are labels, transitions are jumps, and facts are small numbers. A branch is
passed within the step that leads to it, as in a session. What isn't decided is an
assertion that fails, and a state without a way on is a bad end. A loop without a goal
or a contact is one without progress; with ENDLESS any loop is. Every transition counts
as an outcome then, also the choices that are the reader's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ama_flow.model import Flow, Options, Renderer, State, Transition

from ._checkable import Checkable, Decision, checkable
from ._logic import Reading, Signs

_HEAD = """\
/*
 * {heading}
 *
 * A model for Spin, made by ama-flow. With this in m.pml:
 *
 *   spin -run -noclaim m.pml      is just one way open for every answer, and does
 *                                 nobody stop but at a goal or a contact?
 *   spin -run -l m.pml            does everybody get to a goal or a contact, also who
 *                                 makes the worst choices?
 *   spin -DENDLESS -run -l m.pml  does nobody go on without end?
 *   spin -t m.pml                 the answers that lead to the error that was found
 *
 * A fact is 0 as long as it is not known.
 */

mtype = {{ none, gap, overlap, unknown_fact }};
mtype fault = none;
#define wrong(what) fault = what; assert(fault == none); goto end

#ifdef ENDLESS
#define helped(state)
#else
#define helped(state) progress_ ## state:
#endif
"""
_SIGNS = Signs(equals="==", both="&&", either="||", counted="({})")


def render(flow: Flow, options: Options) -> bytes:
    """Write *flow* as a model in Promela, UTF-8."""
    model = _Model(checkable(flow, options.language))
    return "".join(f"{line}\n" for line in model.lines()).encode()


class _Model:
    """One model, in which state x is the label s_x, and fact x the variable f_x."""

    def __init__(self, plan: Checkable) -> None:
        self.plan = plan
        self.names = {fact: f"f_{fact}" for fact in plan.codes}

    def lines(self) -> Iterator[str]:
        flow = self.plan.flow
        yield _HEAD.format(heading=_closed(self.plan.heading()))
        yield from map(self.fact, self.plan.codes)
        yield from ("", "active proctype reader() {", f"goto s_{flow.initial};")
        for state in flow.states.values():
            yield ""
            yield from self.state(state)
        yield from ("", "end: false", "}")

    def fact(self, fact: str) -> str:
        known = self.plan.codes[fact]
        size = f"{self.names[fact]} : {known.highest.bit_length()}"
        return f"unsigned {size} = {known.initial};{_comment(self.plan.fact(fact))}"

    def state(self, state: State) -> Iterator[str]:
        yield _comment(self.plan.state(state)).lstrip()
        decisions = self.plan.decisions[state.id]
        if state.is_safe:
            yield f"helped({state.id})"
        if state.is_safe and not decisions:
            yield f"end_{state.id}:"
        if not decisions:
            yield f"s_{state.id}: false;"
        elif state.kind == "branch":
            yield "atomic { false; /* no way in but by a jump, so it is passed at once */"
            yield from (f"s_{state.id}:", *_indented(self.body(decisions)), "};")
        else:
            yield f"s_{state.id}: atomic {{"
            yield from (*_indented(self.body(decisions)), "};")

    def body(self, decisions: Sequence[Decision]) -> Iterator[str]:
        if len(decisions) == 1:
            return self.decision(decisions[0])
        return _choice(self.option(decision) for decision in decisions)

    def option(self, decision: Decision) -> list[str]:
        """Write what one trigger does as an option."""
        lines = list(self.decision(decision))
        return lines if len(lines) == 1 else ["true ->", *lines]

    def decision(self, decision: Decision) -> Iterator[str]:
        """Write what one trigger does."""
        if decision.asked:
            *answers, end = _choice(self.answers(decision.asked))
            yield from (*answers, f"{end};")
        if not decision.read:
            yield from self.otherwise(decision)
            return
        reading = Reading(
            signs=_SIGNS, codes=self.plan.codes, names=self.names, decision=decision
        )
        ways = _choice(self.ways(reading))
        if decision.doubtful:
            fault = self.fault(decision, "unknown-fact", reading.unknown)
            ways = _choice([[fault], ["else ->", *ways]])
        yield from ways

    def answers(self, fact: str) -> Iterator[list[str]]:
        for code in self.plan.codes[fact].answers:
            said = _comment(self.plan.answer(fact, code))
            yield [f"{self.names[fact]} = {code}{said}"]

    def ways(self, reading: Reading) -> Iterator[list[str]]:
        """Write the ways that one trigger can go, and what can be wrong with them."""
        decision = reading.decision
        for transition in decision.read:
            way = self.way(decision, transition)
            yield [f"{reading.met(transition)} -> {way}"]
        if "overlap" in decision.faults:
            yield [self.fault(decision, "overlap", reading.several)]
        for way in self.otherwise(decision):
            yield [f"else -> {way}"]
        if "gap" in decision.faults:
            yield [self.fault(decision, "gap", "else")]

    def otherwise(self, decision: Decision) -> Iterator[str]:
        if decision.otherwise:
            yield self.way(decision, decision.otherwise)

    def way(self, decision: Decision, transition: Transition) -> str:
        value, given = "", ""
        if decision.asked:
            value, given = " %d", f", {self.names[decision.asked]}"
        told = f"{decision.name}{value} -> {transition.dest}"
        sets = "".join(
            f"{self.names[fact]} = {self.plan.codes[fact].code(value)}; "
            for fact, value in transition.sets
        )
        said = _comment(self.plan.way(transition))
        return f'printf("{told}\\n"{given}); {sets}goto s_{transition.dest}{said}'

    def fault(self, decision: Decision, code: str, guard: str) -> str:
        name = code.replace("-", "_")
        return f'{guard} -> printf("{code}: {decision.name}\\n"); wrong({name})'


def _choice(options: Iterable[Sequence[str]]) -> Iterator[str]:
    yield "if"
    for first, *rest in options:
        yield f":: {first}"
        yield from _indented(rest)
    yield "fi"


def _indented(lines: Iterable[str]) -> Iterator[str]:
    return (f"   {line}" for line in lines)


def _comment(words: str) -> str:
    return f" /* {_closed(words)} */" if words else ""


def _closed(words: str) -> str:
    """Take out of *words* what would begin or end a comment."""
    return words.replace("*/", "* /").replace("/*", "/ *")


renderer = Renderer(
    name="promela",
    suffix=".pml",
    media_type="text/plain; charset=utf-8",
    summary="a model for Spin, to check the proof with",
    render=render,
)
