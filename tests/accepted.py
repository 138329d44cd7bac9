"""Random flows in which all that is no fault is accepted, so that they are proved."""

from __future__ import annotations

from hypothesis import assume
from hypothesis import strategies as st

from ama_flow.model import Answer, Flow, Value, Waiver, replace
from ama_flow.proofs import check
from tests.random_flows import flows

_ACCEPTED = (
    "asked-twice",
    "endless",
    "luck",
    "never-taken",
    "no-goal",
    "trap",
    "unreachable",
    "unused",
)


@st.composite
def accepted_flows(draw: st.DrawFn) -> Flow:
    """Draw a flow whose conditions always decide; what else is wrong is waived."""
    flow = draw(flows())
    for _ in range(20):
        problems = check(flow).problems
        if not problems:
            break
        assume(all(problem.code in _ACCEPTED for problem in problems))
        more = [
            Waiver(code=p.code, at=str(p.at[1]) if p.at[1:] else "", reason="a test")
            for p in problems
        ]
        flow = replace(flow, waivers=(*flow.waivers, *more))
    assume(check(flow).proved)
    return flow


def sampled(flow: Flow, answer: Answer) -> Value | None:
    """Give the value of an answer, and some text for any text."""
    fact = flow.facts.get(flow.states[answer.state].asks)
    anything = fact and fact.type == "text" and answer.value == ""
    return "1" if anything else answer.value
