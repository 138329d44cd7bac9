"""Random flows of the right structure: sound ones, and unsound ones of every kind."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from ama_flow.model import (
    ANSWER,
    NEXT,
    Condition,
    Conditions,
    Contact,
    Fact,
    Flow,
    Kind,
    State,
    Table,
    Transition,
    replace,
)
from tests.oracle import every_value

_FACTS = (
    Fact(id="yes", type="yesno", title="Ja"),
    Fact(id="kind", type="choice", values=Table([("a", "A"), ("b", "B"), ("c", "C")])),
    Fact(id="age", type="number", minimum=0, maximum=4),
    Fact(
        id="sum",
        type="number",
        decimals=1,
        minimum=Decimal("-0.1"),
        maximum=Decimal("0.2"),
    ),
    Fact(id="day", type="date", minimum=date(2027, 12, 30), maximum=date(2028, 1, 2)),
    Fact(id="name", type="text"),
)
_KINDS: tuple[Kind, ...] = ("step", "question", "step", "question", "branch", "contact")
_NAMED = ("again", "stop")


@st.composite
def flows(draw: st.DrawFn) -> Flow:
    """Draw a flow of up to seven states, whose structure is right."""
    names = [f"s{number}" for number in range(draw(st.integers(2, 7)))]
    facts = draw(st.lists(st.sampled_from(_FACTS), unique_by=id, max_size=3))
    facts = [draw(_natures(fact)) for fact in facts]
    states = [draw(_states(name, names, facts)) for name in names]
    helping = any(state.contact for state in states)
    contacts = [("help", Contact(id="help", name="Help", phone="1"))]
    return Flow(
        id="any",
        version="1",
        language="en",
        title="Any",
        initial="s0",
        facts=Table((fact.id, fact) for fact in facts),
        contacts=Table(contacts if helping else ()),
        states=Table((state.id, state) for state in states),
    )


@st.composite
def _natures(draw: st.DrawFn, fact: Fact) -> Fact:
    known = fact.type != "text" and draw(st.integers(0, 3)) > 0
    initial = draw(st.sampled_from(every_value(fact))) if known else None
    return replace(fact, changes=draw(st.booleans()), initial=initial)


@st.composite
def _states(
    draw: st.DrawFn, name: str, names: Sequence[str], facts: Sequence[Fact]
) -> State:
    """Draw a state; the last one is a goal, and branches only lead on."""
    later = names[names.index(name) + 1 :]
    kinds = _KINDS if name != "s0" else _KINDS[:-1]
    kind: Kind = draw(st.sampled_from(kinds)) if later else "goal"
    asks = draw(st.sampled_from(facts)).id if kind == "question" and facts else ""
    state = State(
        id=name,
        kind="step" if kind == "question" and not asks else kind,
        title=name,
        asks=asks,
        contact="help" if kind == "contact" else "",
    )
    following = [*list(later[:1]) * 4, *later, *names]
    dests = st.sampled_from(later if kind == "branch" else following)
    return draw(_with_transitions(state, dests, facts)) if later else state


@st.composite
def _with_transitions(
    draw: st.DrawFn, state: State, dests: st.SearchStrategy[str], facts: Sequence[Fact]
) -> State:
    named = draw(st.lists(st.sampled_from(_NAMED), unique=True, max_size=2))
    first = [ANSWER if state.asks else NEXT]
    if state.kind == "contact" and draw(st.booleans()):
        first = []
    triggers = first if state.kind == "branch" else [*first, *named]
    groups = [draw(_groups(state, t, dests, facts)) for t in triggers]
    ways = sum(groups, start=())
    fails = any(way.fails for way in ways)
    cannot = "" if fails or state.kind != "step" else "it cannot"
    return replace(state, transitions=ways, cannot_fail=cannot)


@st.composite
def _groups(
    draw: st.DrawFn,
    state: State,
    trigger: str,
    dests: st.SearchStrategy[str],
    facts: Sequence[Fact],
) -> tuple[Transition, ...]:
    """Draw the transitions of one trigger: mostly a partition, sometimes not."""
    readable = [fact for fact in facts if fact.type != "text"]
    fact = draw(st.sampled_from([None, *readable]))
    if trigger == ANSWER and state.asks in [f.id for f in readable]:
        asked = next(f for f in readable if f.id == state.asks)
        fact = draw(st.sampled_from([asked, asked, fact]))
    rows = draw(_partitions(fact)) if fact else [()]
    if readable and draw(st.integers(0, 5)) == 0:
        rows = [*draw(st.lists(_conditions(readable), max_size=2)), ()]
    named = trigger in _NAMED
    fails, choice = named and draw(st.booleans()), named and draw(st.booleans())
    return tuple(
        Transition(
            trigger=trigger,
            source=state.id,
            dest=draw(dests),
            title=trigger if named else "",
            conditions=conditions,
            sets=draw(_sets(readable)),
            fails=fails,
            choice=choice,
        )
        for conditions in rows
    )


@st.composite
def _partitions(draw: st.DrawFn, fact: Fact) -> list[Conditions]:
    """Draw conditions that split the values of *fact*, the last perhaps as the rest."""
    values = every_value(fact)
    cut = draw(st.integers(1, len(values) - 1))
    parts = [values[:cut], values[cut:]]
    if draw(st.booleans()):
        parts.reverse()
    rows: list[Conditions] = [((draw(_literals(fact, part)),),) for part in parts]
    ending = draw(st.sampled_from(["all", "all", "rest", "one"]))
    return {"all": rows, "rest": [rows[0], ()], "one": rows[:1]}[ending]


@st.composite
def _literals(draw: st.DrawFn, fact: Fact, values: list[Any]) -> Condition:
    """Draw a condition that is met by *values*, which follow each other."""
    if fact.type in ("yesno", "choice") or draw(st.booleans()):
        return Condition(fact=fact.id, values=tuple(values))
    low, high = draw(st.sampled_from([(0, 1), (1, 0), (1, 1)]))
    first = values[0] != fact.minimum or low
    last = values[-1] != fact.maximum or high
    return Condition(
        fact=fact.id,
        minimum=values[0] if first else None,
        maximum=values[-1] if last else None,
    )


@st.composite
def _conditions(draw: st.DrawFn, facts: Sequence[Fact]) -> Conditions:
    """Draw any of some rows, each of which needs all of its literals."""
    literals = st.sampled_from(facts).flatmap(
        lambda fact: st.sampled_from(every_value(fact)).map(
            lambda value: Condition(fact=fact.id, values=(value,))
        )
    )
    rows = st.lists(literals, min_size=1, max_size=2, unique_by=lambda c: c.fact)
    return tuple(map(tuple, draw(st.lists(rows, min_size=1, max_size=2))))


@st.composite
def _sets(draw: st.DrawFn, facts: Sequence[Fact]) -> tuple[tuple[str, Any], ...]:
    if not facts or draw(st.integers(0, 3)):
        return ()
    fact = draw(st.sampled_from(facts))
    return ((fact.id, draw(st.sampled_from(every_value(fact)))),)
