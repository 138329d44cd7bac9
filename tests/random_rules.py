"""Random rules over random flows: mostly rules that some run could break."""

from __future__ import annotations

from collections.abc import Iterable
from typing import get_args

from hypothesis import strategies as st

from ama_flow.model import (
    Condition,
    Conditions,
    Fact,
    Flow,
    Moment,
    Moments,
    Phase,
    Rule,
    RuleForm,
    State,
    Table,
    replace,
)
from tests.oracle import every_value
from tests.random_flows import flows

_ALONE = ("at_most", "on_every_path", "requires")


@st.composite
def flows_with_rules(draw: st.DrawFn, number: int = 3) -> Flow:
    """Draw a flow in two phases with *number* rules, which may hold or not."""
    flow = draw(flows())
    phases = Table((name, Phase(id=name, title=name)) for name in "pq")
    states = Table(
        (state.id, state if state.kind == "branch" else replace(state, phase=phase))
        for state, phase in zip(flow.states.values(), "pqpqpqp", strict=False)
    )
    flow = replace(flow, phases=phases, states=states)
    rules = tuple(draw(_rules(flow, f"r{n}")) for n in range(number))
    return replace(flow, rules=rules)


@st.composite
def _rules(draw: st.DrawFn, flow: Flow, title: str) -> Rule:
    facts = _readable(flow.facts.values())
    forms = [form for form in get_args(RuleForm) if facts or form != "requires"]
    form: RuleForm = draw(st.sampled_from(forms))
    group = st.lists(_moments(flow), min_size=1, max_size=2).map(tuple)
    fewest, most = {"sequence": (2, 3)}.get(form, (0, 0) if form in _ALONE else (1, 1))
    others = st.lists(group, min_size=fewest, max_size=most).map(tuple)
    about: Moments = () if form == "sequence" else draw(group)
    return Rule(
        title=title,
        form=form,
        about=about,
        others=draw(others),
        most=draw(st.integers(0, 2)) if form == "at_most" else 0,
        requires=draw(_conditions(facts)) if form == "requires" else (),
    )


def _readable(facts: Iterable[Fact]) -> list[Fact]:
    return [fact for fact in facts if fact.type != "text"]


@st.composite
def _conditions(draw: st.DrawFn, facts: list[Fact]) -> Conditions:
    literals = st.sampled_from(facts).flatmap(_literals)
    rows = st.lists(literals, min_size=1, max_size=2).map(tuple)
    return tuple(draw(st.lists(rows, min_size=1, max_size=2)))


@st.composite
def _literals(draw: st.DrawFn, fact: Fact) -> Condition:
    values = every_value(fact)
    cut = draw(st.integers(0, len(values) - 1))
    tests = [Condition(fact=fact.id, values=tuple(values[cut : cut + 2]))]
    if fact.type in ("number", "date"):
        tests.append(Condition(fact=fact.id, minimum=values[cut]))
        tests.append(Condition(fact=fact.id, maximum=values[cut]))
    return draw(st.sampled_from(tests))


@st.composite
def _moments(draw: st.DrawFn, flow: Flow) -> Moment:
    """Draw a moment of any kind; most are a state or an answer in one."""
    seen = [state for state in flow.states.values() if state.kind != "branch"]
    state, other = draw(st.sampled_from(seen)), draw(st.sampled_from(seen))
    moments = [
        Moment(states=(state.id,)),
        Moment(states=(state.id, other.id)),
        Moment(states=(state.id,), triggers=(*state.triggers[:1], "again")),
        Moment(phases=(state.phase,), kinds=("step", "question")),
        Moment(kinds=(state.kind,)),
        Moment(contacts=("help",)),
        Moment(triggers=("stop",)),
        Moment(phases=(state.phase,), triggers=("answer", "next")),
        *_answers(draw, flow, state),
    ]
    return draw(st.sampled_from(moments))


def _answers(draw: st.DrawFn, flow: Flow, state: State) -> list[Moment]:
    asked = _readable([flow.facts[state.asks]] if state.asks else [])
    return [
        Moment(states=(state.id,), answer=draw(_literals(fact))) for fact in asked * 3
    ]
