"""Flows with one mistake in them, and the code that it must be reported with."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from ama_flow.model import (
    ANSWER,
    NEXT,
    Condition,
    Fact,
    Flow,
    Kind,
    Moment,
    Record,
    Rule,
    State,
    Statement,
    Table,
    Term,
    Transition,
    Waiver,
    replace,
)
from ama_flow.testing.sound import flows

ODD = "odd"
"""The id of the state with the mistake, where it is one of a state."""
_KNOWN = "odd_known"
_END = "odd_end"
_YES = ((Condition(fact=_KNOWN, values=(True,)),),)
_NO = ((Condition(fact=_KNOWN, values=(False,)),),)
_Changed = Callable[[Flow], Flow]


class Broken(Record):
    """A *flow* that must be reported with this *code*, and with no other."""

    flow: Flow
    code: str


@st.composite
def broken_flows(draw: st.DrawFn) -> Broken:
    """Draw a flow that is proved but for one mistake, which stands at its start."""
    flow = replace(draw(flows()), rules=())
    code = draw(st.sampled_from(tuple(MISTAKES)))
    return Broken(flow=MISTAKES[code](flow), code=code)


# ---------------------------------------------------------------- parts
def _way(dest: str, trigger: str = NEXT, **keys: Any) -> Transition:  # noqa: ANN401 - any field of a transition
    title = "" if trigger in (ANSWER, NEXT) else trigger
    return Transition(trigger=trigger, source=ODD, dest=dest, title=title, **keys)


def _yes(dest: str, trigger: str = ANSWER) -> Transition:
    return _way(dest, trigger, conditions=_YES)


def _no(dest: str, trigger: str = ANSWER) -> Transition:
    return _way(dest, trigger, conditions=_NO)


def _started(flow: Flow, kind: Kind, *ways: Transition, **keys: Any) -> Flow:  # noqa: ANN401 - any field of a state
    """Let *flow* start at an odd state."""
    odd = State(
        id=ODD,
        kind=kind,
        title="Odd",
        phase="" if kind == "branch" else flow.states[flow.initial].phase,
        transitions=ways,
        **{"cannot_fail": "It is easy" if kind == "step" else "", **keys},
    )
    return replace(_with(flow, odd), initial=ODD)


def _with(flow: Flow, state: State) -> Flow:
    return replace(flow, states=Table([*flow.states.items(), (state.id, state)]))


def _knowing(flow: Flow, **keys: Any) -> Flow:  # noqa: ANN401 - any field of a fact
    odd = Fact(id=_KNOWN, **{"type": "yesno", "title": "Odd", **keys})
    return replace(flow, facts=Table([*flow.facts.items(), (odd.id, odd)]))


def _asking(flow: Flow, *ways: Transition, **keys: Any) -> Flow:  # noqa: ANN401 - any field of a fact
    return _started(_knowing(flow, **keys), "question", *ways, asks=_KNOWN)


def _branching(flow: Flow, *ways: Transition, **keys: Any) -> Flow:  # noqa: ANN401 - any field of a fact
    return _started(_knowing(flow, **keys), "branch", *ways)


# ---------------------------------------------------------------- mistakes
def _dead_end(flow: Flow) -> Flow:
    return _leading_to_end(flow)


def _trap(flow: Flow) -> Flow:
    on = Transition(trigger=NEXT, source=_END, dest=_END)
    return _leading_to_end(flow, on)


def _leading_to_end(flow: Flow, *ways: Transition) -> Flow:
    """Let one way on from the start lead to a step that has *ways*."""
    end = State(
        id=_END,
        kind="step",
        title="End",
        phase=flow.states[flow.initial].phase,
        cannot_fail="It is easy",
        transitions=ways,
    )
    leave = _way(_END, "leave")
    return _started(_with(flow, end), "question", _way(flow.initial), leave)


def _unreachable(flow: Flow) -> Flow:
    return replace(_started(flow, "step", _way(flow.initial)), initial=flow.initial)


def _asked_twice(flow: Flow) -> Flow:
    asked = _asking(flow, _way(_END, ANSWER), type="text")
    again = replace(asked.states[ODD], id=_END)
    on = Transition(trigger=ANSWER, source=_END, dest=flow.initial)
    return _with(asked, replace(again, transitions=(on,)))


def _rule(flow: Flow) -> Flow:
    start = (Moment(states=(flow.initial,)),)
    rule = Rule(title="Odd", form="at_most", about=start, most=0)
    return replace(flow, rules=(rule,))


def _vacuous(flow: Flow) -> Flow:
    about = (Moment(states=(flow.initial,), triggers=("odd",)),)
    rule = Rule(title="Odd", form="at_most", about=about, most=1)
    return replace(flow, rules=(rule,))


def _inexact(flow: Flow) -> Flow:
    said = Statement(id="odd", says="Odd.", exact=("never said",))
    cited = replace(flow, cites=(*flow.cites, said.id))
    return _stating(cited, said)


def _stating(flow: Flow, said: Statement) -> Flow:
    return replace(flow, statements=Table([*flow.statements.items(), (said.id, said)]))


MISTAKES: dict[str, _Changed] = {
    "answer-missing": lambda flow: _asking(flow, _way(flow.initial, "skip")),
    "asked-twice": _asked_twice,
    "branch-cycle": lambda flow: _started(flow, "branch", _way(ODD)),
    "branch-has-triggers": lambda flow: _started(
        flow, "branch", _way(flow.initial, "odd")
    ),
    "cannot-fail-fails": lambda flow: _started(
        flow, "step", _way(flow.initial), _way(flow.initial, "odd", fails=True)
    ),
    "command-clash": lambda flow: _started(
        flow, "step", replace(_way(flow.initial), title="Stop")
    ),
    "contact-missing": lambda flow: _started(flow, "contact", _way(flow.initial)),
    "dead-end": _dead_end,
    "endless": lambda flow: _started(
        flow, "question", _way(flow.initial), _way(ODD, "again", choice=True)
    ),
    "exact-missing": _inexact,
    "gap": lambda flow: _asking(flow, _yes(flow.initial)),
    "goal-goes-on": lambda flow: _started(flow, "goal", _way(flow.initial)),
    "luck": lambda flow: _asking(flow, _yes(flow.initial), _no(ODD), changes=True),
    "never-taken": lambda flow: _branching(
        flow,
        _no(flow.initial, NEXT),
        _yes(flow.initial, NEXT),
        initial=False,
    ),
    "no-difference": lambda flow: _asking(flow, _way(flow.initial, ANSWER)),
    "no-way-out": lambda flow: _started(
        flow, "step", _way(flow.initial), cannot_fail=""
    ),
    "only-fails": lambda flow: _started(
        flow, "step", _way(flow.initial, "odd", fails=True), cannot_fail=""
    ),
    "otherwise-not-last": lambda flow: _asking(
        flow, _way(flow.initial, ANSWER, choice=True), _yes(flow.initial)
    ),
    "overlap": lambda flow: _asking(
        flow, _yes(flow.initial), _yes(flow.initial), _no(flow.initial)
    ),
    "question-asks-nothing": lambda flow: _started(
        flow, "question", _way(flow.initial)
    ),
    "rule": _rule,
    "rule-vacuous": _vacuous,
    "sensitive-asked": lambda flow: _asking(
        flow, _way(flow.initial, ANSWER), type="text", sensitive=True
    ),
    "statement-not-cited": lambda flow: _stating(
        flow, Statement(id="odd", says="Odd.")
    ),
    "step-asks": lambda flow: _started(
        _knowing(flow), "step", _way(flow.initial), asks=_KNOWN
    ),
    "trap": _trap,
    "unknown-fact": lambda flow: _branching(
        flow, _yes(flow.initial, NEXT), _no(flow.initial, NEXT)
    ),
    "unreachable": _unreachable,
    "unused": lambda flow: replace(
        flow, terms=Table([*flow.terms.items(), (ODD, Term(id=ODD, text="Odd"))])
    ),
    "unused-waiver": lambda flow: replace(
        flow, waivers=(Waiver(code="endless", at=flow.initial, reason="Odd"),)
    ),
}
