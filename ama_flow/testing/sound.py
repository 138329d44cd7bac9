"""Flows that are proved, as they grow: each block has its own way out.

A flow is a line of blocks, from one to the next, with a goal at the end. What a
block asks is read once at most, so both answers are still possible where it is.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from ama_flow.model import (
    ANSWER,
    NEXT,
    Condition,
    Contact,
    Fact,
    Flow,
    Kind,
    State,
    Table,
    Transition,
    Trigger,
)
from ama_flow.testing.halves import fact, halves, text_fact
from ama_flow.testing.trimmings import trimmed

GOAL = "done"
"""The id of the goal at the end of the line."""
FAILS = Trigger(id="fails", title="This fails", fails=True)
_AGAIN = Trigger(id="again", title="Once more", choice=True)
_AWAY: dict[str, Kind] = {"desk": "contact", "other": "goal", "office": "contact"}


@st.composite
def flows(
    draw: st.DrawFn, *, text: st.SearchStrategy[str] | None = None, most: int = 8
) -> Flow:
    """Draw a flow that is proved, of one to *most* blocks.

    It may have facts of every type, branches, loops, stages, shared transitions,
    phases, rules, terms, links, a translation. Its texts are plain, so that a
    failing example can be read; *text* draws words to be added to them.
    """
    line = _Line(draw, st.just("") if text is None else text)
    last = draw(st.integers(0, most - 1))
    for number in range(last + 1):
        line.block(f"s{number}", f"s{number + 1}" if number < last else GOAL)
    return draw(trimmed(line.flow(), line.title))


class _Line:
    """The states and facts so far; *fresh* facts are known and not yet read."""

    def __init__(self, draw: st.DrawFn, text: st.SearchStrategy[str]) -> None:
        self.draw = draw
        self.text = text
        self.states: list[State] = []
        self.facts: list[Fact] = []
        self.fresh: list[Fact] = []
        self.shared = draw(st.sampled_from((None, *_AWAY)))
        self.blocks: tuple[Callable[[str, str], None], ...] = (
            self.step,
            self.question,
            self.branch,
            self.typed,
            self.question,
            self.fork,
            self.retry,
            self.question,
            self.memory,
            self.stage,
        )

    def title(self, words: str) -> str:
        return f"{words} {self.draw(self.text)}".strip()

    def block(self, name: str, dest: str) -> None:
        decisions = [self.branch] * 2 * len(self.fresh)
        self.draw(st.sampled_from((*self.blocks, *decisions)))(name, dest)

    def flow(self) -> Flow:
        """Give the flow, with the ends that are used."""
        ways = [way for state in self.states for way in state.transitions]
        used = {way.dest for way in ways}
        ends = [name for name in _AWAY if name in used]
        for name in (GOAL, *ends):
            self.state(name, _AWAY.get(name, "goal"))
        declared = {trigger.id: trigger for trigger in (FAILS, _AGAIN)}
        triggers = dict.fromkeys(way.trigger for way in ways)
        contacts = dict.fromkeys(state.contact for state in self.states)
        return Flow(
            id="any",
            version="1",
            language="en",
            title=self.title("Any"),
            initial="s0",
            facts=Table((fact.id, fact) for fact in self.facts),
            contacts=Table((n, self.contact(n)) for n in contacts if n),
            triggers=Table((n, declared[n]) for n in triggers if n in declared),
            states=Table((state.id, state) for state in self.states),
        )

    def contact(self, name: str) -> Contact:
        return Contact(id=name, name=self.title(name.capitalize()), phone="02 123")

    # ---------------------------------------------------------------- blocks
    def step(self, name: str, dest: str) -> None:
        """Do something, which may fail."""
        if self.draw(st.booleans()):
            self.state(name, "step", self.way(name, dest), self.failing(name))
        else:
            self.state(name, "step", self.way(name, dest), cannot_fail="It is easy")

    def question(self, name: str, dest: str) -> None:
        """Ask a fact that decides at once; a detour leaves it fresh."""
        asked = self.draw(fact(name))
        self.facts.append(asked)
        first, second = self.draw(halves(asked))
        away = self.out(name, dest)
        if away not in _AWAY:
            self.fresh.append(asked)
        rest = self.draw(st.sampled_from((((second,),), ())))
        self.state(
            name,
            "question",
            self.way(name, dest, ANSWER, conditions=((first,),)),
            self.way(name, away, ANSWER, conditions=rest),
            asks=name,
        )

    def typed(self, name: str, dest: str) -> None:
        """Ask a text, which nothing reads; who has none can say so."""
        self.facts.append(self.draw(text_fact(name)))
        ways = [self.way(name, dest, ANSWER)]
        if self.draw(st.booleans()):
            ways.append(self.failing(name))
        self.state(name, "question", *ways, asks=name)

    def fork(self, name: str, dest: str) -> None:
        """Ask for nothing but the way on."""
        yes = self.way(name, dest, "yes", title=self.title("Yes"))
        no = self.way(name, self.out(name, dest), "no", title=self.title("No"))
        self.state(name, "question", yes, no)

    def memory(self, name: str, dest: str) -> None:
        """Ask what is remembered, and is read by the next branch."""
        asked, known = f"{name}_asked", f"{name}_known"
        self.remember(known)
        sets = ((known, True),)
        yes = self.way(name, asked, "yes", title=self.title("Yes"), sets=sets)
        no = self.way(name, asked, "no", title=self.title("No"))
        self.state(name, "question", yes, no)
        out = self.out(name, dest)
        row = (_is(known, value=True), *self.literals())
        first = self.way(asked, out, conditions=(row,))
        self.state(asked, "branch", first, self.way(asked, dest))

    def branch(self, name: str, dest: str) -> None:
        """Decide over facts that are fresh, or do a step where none is."""
        if not self.fresh:
            return self.step(name, dest)
        first = self.way(name, self.out(name, dest), conditions=(self.literals(),))
        self.state(name, "branch", first, self.way(name, dest))
        return None

    def retry(self, name: str, dest: str) -> None:
        """Do a step once more, when somebody was asked for help."""
        tried, choose, call = f"{name}_tried", f"{name}_choose", f"{name}_call"
        self.remember(tried)
        failing = self.way(name, choose, "fails", title=FAILS.title, fails=True)
        self.state(name, "step", self.way(name, dest), failing)
        self.state(
            choose,
            "branch",
            self.way(choose, call, conditions=((_is(tried, value=False),),)),
            self.way(choose, self.away(), conditions=((_is(tried, value=True),),)),
        )
        sets = ((tried, True),)
        again = self.way(
            call, name, "again", title=_AGAIN.title, choice=True, sets=sets
        )
        self.state(call, "contact", again)

    def stage(self, name: str, dest: str) -> None:
        """Turn to somebody before going on."""
        self.state(name, "contact", self.way(name, dest))

    # ---------------------------------------------------------------- parts
    def state(
        self,
        name: str,
        kind: Kind,
        *ways: Transition,
        **keys: Any,  # noqa: ANN401 - any field of a state
    ) -> None:
        self.states.append(
            State(
                id=name,
                kind=kind,
                title=self.title(f"{kind.capitalize()} {name}"),
                contact=name if kind == "contact" else "",
                transitions=ways,
                **keys,
            )
        )

    def way(
        self,
        source: str,
        dest: str,
        trigger: str = NEXT,
        **keys: Any,  # noqa: ANN401 - any field of a transition
    ) -> Transition:
        return Transition(trigger=trigger, source=source, dest=dest, **keys)

    def remember(self, name: str) -> None:
        title = self.title(f"Fact {name}")
        self.facts.append(Fact(id=name, type="yesno", title=title, initial=False))

    def failing(self, source: str) -> Transition:
        """Give the way out of what fails, which may be declared once for all."""
        keys: dict[str, Any] = {"title": FAILS.title, "fails": True}
        if self.shared:
            return self.way(source, self.shared, FAILS.id, shared=0, **keys)
        return self.way(source, self.away(), FAILS.id, **keys)

    def literals(self) -> tuple[Condition, ...]:
        """Give conditions on facts that are fresh, which then are so no more."""
        most = self.draw(st.sampled_from((1, 2, 3)))
        read = self.draw(st.permutations(self.fresh))[:most]
        self.fresh = [one for one in self.fresh if one not in read]
        return tuple(self.draw(halves(one))[0] for one in read)

    def out(self, name: str, dest: str) -> str:
        """Give an end, or a step that leads to *dest* as well."""
        if self.draw(st.sampled_from((True, False, False))):
            return self.away()
        detour = f"{name}_detour"
        on = self.way(detour, dest)
        self.state(detour, "step", on, cannot_fail="It is easy")
        return detour

    def away(self) -> str:
        return self.draw(st.sampled_from(tuple(_AWAY)))


def _is(fact_id: str, *, value: bool) -> Condition:
    return Condition(fact=fact_id, values=(value,))
