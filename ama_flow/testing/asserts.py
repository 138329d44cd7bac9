"""What a test can say of a flow in one line."""

from __future__ import annotations

from collections.abc import Mapping

from ama_flow.loader.problems import nearest
from ama_flow.model import Flow
from ama_flow.scenarios import Scenario, judge


def assert_next(
    flow: Flow, answers: Mapping[str, object], *, then: str = "", outcome: str = ""
) -> None:
    """Hold that *answers* lead to the state *then*, or to this *outcome*, or both.

    Answers are by state, as in a file of scenarios: a value, the id of a trigger, or
    a list of them for visits that follow each other. Steps that only go on may be
    left out. *outcome* is "goal" or "contact". Raises ``AssertionError``, which says
    where the answers do lead and what they were; ``ValueError`` where nothing, or
    nothing that can be, is expected.
    """
    __tracebackhide__ = True
    if then and then not in flow.states:
        raise ValueError(f"there is no state {then!r}: {nearest(then, flow.states)}")
    if outcome not in ("", "goal", "contact") or not (then or outcome):
        raise ValueError("say then = a state, or outcome = 'goal' or 'contact'")
    problems = judge(flow, Scenario(answers=answers, then=then, outcome=outcome))
    if problems:
        raise AssertionError("\n".join(map(str, problems)))
