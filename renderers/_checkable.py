"""A flow as model checkers take it: what is decided where, over facts in codes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ama_flow.model import ANSWER, NEXT, Flow, State, Transition
from ama_flow.text import expand
from ama_flow.text.translated import translated
from ama_flow.words import conditions, fact_title, way

from ._codes import Codes, codes, tests

FAULTS = ("unknown-fact", "overlap", "gap")
"""What can be wrong with a decision, by the codes of its problems."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What one trigger of a state does.

    *asked* is the fact that its answer gives, or empty. One of *read* is open, or else
    *otherwise* is. *doubtful* are the facts read that may not be known.
    """

    state: str
    trigger: str
    asked: str
    read: tuple[Transition, ...]
    otherwise: Transition | None
    doubtful: tuple[str, ...]

    @property
    def name(self) -> str:
        """The state and the trigger, as rules of flow files write them."""
        return f"{self.state}/{self.trigger}"

    @property
    def faults(self) -> tuple[str, ...]:
        """Those of `FAULTS` that could be, going by the number of transitions."""
        possible = (self.doubtful, self.read[1:], self.otherwise is None)
        return tuple(code for code, can in zip(FAULTS, possible, strict=True) if can)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkable:
    """A flow with the codes of its facts, and the decisions of its states, by id."""

    flow: Flow
    codes: Mapping[str, Codes]
    decisions: Mapping[str, tuple[Decision, ...]]

    @property
    def safe(self) -> tuple[State, ...]:
        """The states where a reader is helped."""
        return tuple(state for state in self.flow.states.values() if state.is_safe)

    @property
    def remembered(self) -> tuple[str, ...]:
        """The facts that are read other than in the answer that just gave them."""
        read = {
            test.fact
            for decisions in self.decisions.values()
            for decision in decisions
            for test in tests(decision.read)
            if test.fact != decision.asked
        }
        return tuple(fact for fact in self.codes if fact in read)

    def heading(self) -> str:
        """Name the flow and its version."""
        return comment(f"{self._expand(self.flow.title)}, {self.flow.version}")

    def state(self, state: State) -> str:
        """Say what a state is."""
        return comment(f"{state.kind}: {self._expand(state.title)}")

    def fact(self, fact: str) -> str:
        """Say what the codes of a fact stand for."""
        known = self.codes[fact]
        said = (f"{code} {self.answer(fact, code)}".strip() for code in known.answers)
        return comment(
            f"{self._expand(fact_title(self.flow, fact))}: {'; '.join(said)}"
        )

    def answer(self, fact: str, code: int) -> str:
        """Say what one code of a fact stands for."""
        return comment(self._expand(self.codes[fact].said(code, self.flow.language)))

    def way(self, transition: Transition) -> str:
        """Say when a transition is taken; nothing where the reader simply goes on."""
        state = self.flow.states[transition.source]
        if state.kind == "branch":
            return comment(self._expand(conditions(self.flow, transition.conditions)))
        if transition.trigger == NEXT and not transition.title:
            return ""
        return comment(self._expand(way(self.flow, state, transition)))

    def _expand(self, words: str) -> str:
        return expand(self.flow, words)


def checkable(flow: Flow, language: str | None) -> Checkable:
    """Prepare *flow*; what is said of it is in *language*, None for its own."""
    spoken = translated(flow, language)
    known = codes(spoken)
    decisions = {
        state.id: tuple(_decisions(spoken, state, known))
        for state in spoken.states.values()
    }
    return Checkable(flow=spoken, codes=known, decisions=decisions)


def _decisions(
    flow: Flow, state: State, known: Mapping[str, Codes]
) -> Iterator[Decision]:
    """Give the decisions of *state*; an answer that nobody can give makes none."""
    for trigger in state.triggers:
        asked = state.asks if trigger == ANSWER else ""
        if not asked or known[asked].answers:
            yield _decision(flow, state.by_trigger(trigger), asked)


def _decision(flow: Flow, transitions: tuple[Transition, ...], asked: str) -> Decision:
    *first, last = transitions
    read = transitions if last.conditions else tuple(first)
    facts = dict.fromkeys(test.fact for test in tests(read))
    sure = {asked, *flow.initial_facts}
    return Decision(
        state=last.source,
        trigger=last.trigger,
        asked=asked,
        read=read,
        otherwise=None if last.conditions else last,
        doubtful=tuple(fact for fact in facts if fact not in sure),
    )


def comment(words: str) -> str:
    """Put *words* on one line, without what cannot be seen or turns the others round."""
    shown = "".join(char if char.isprintable() else " " for char in words)
    return " ".join(shown.split())
