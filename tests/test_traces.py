"""The way to a problem, as data: it can be replayed, and drawn."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import HealthCheck, assume, given, settings

from ama_flow.model import ANSWER, Flow, Problem, Trace, Transition
from ama_flow.proofs import check
from ama_flow.session import Session
from tests.any_flows import give
from tests.random_flows import flows
from tests.random_rules import flows_with_rules
from tests.small_flows import GOAL, flow, only, state, way, yesno


def trace_of(problem: Problem) -> Trace:
    """Give the trace of a problem that has one."""
    assert problem.trace is not None
    return problem.trace


def given_by_readers(made: Flow, trace: Trace) -> list[Transition]:
    """Give the transitions of *trace* that are not those of branches."""
    states = made.states
    return [t for t in trace.transitions if states[t.source].kind != "branch"]


def hangs_together(made: Flow, problem: Problem) -> None:
    """Hold a trace against itself, its sentences, and its flow."""
    trace = trace_of(problem)
    taken = trace.transitions
    answers = [(answer.state, answer.trigger) for answer in trace.answers]
    assert [(t.source, t.trigger) for t in given_by_readers(made, trace)] == answers
    assert len(problem.path) == len(answers) + 1
    assert all(before.dest == after.source for before, after in pairwise(taken))
    if taken:
        assert taken[0].source == made.initial
        assert trace.state in ("", taken[-1].dest)
    else:
        assert trace.state in ("", made.initial)
    for answer in trace.answers:
        asks = answer.trigger == ANSWER and made.states[answer.state].asks
        assert (answer.value is not None) == bool(asks)


@settings(suppress_health_check=[HealthCheck.filter_too_much], max_examples=200)
@given(flows())
def test_a_trace_hangs_together(made: Flow) -> None:
    """It leads from the initial state on, branches and all, as its sentences do."""
    traced = [problem for problem in check(made).problems if problem.trace]
    assume(traced)
    for problem in traced:
        hangs_together(made, problem)


@settings(suppress_health_check=[HealthCheck.filter_too_much], max_examples=15)
@given(flows_with_rules())
def test_a_trace_can_be_replayed(made: Flow) -> None:
    """A session gets from answer to answer, and to where a rule is broken."""
    broken = [problem for problem in check(made).problems if problem.code == "rule"]
    assume(broken)
    for problem in broken:
        hangs_together(made, problem)
        trace, session = trace_of(problem), Session(made)
        for answer in trace.answers:
            assert session.state == answer.state
            give(session, answer)
        assert trace.state in ("", session.state)


def test_a_round_starts_where_its_trace_says() -> None:
    """The state of that answer is where the way leads back to."""
    made = flow(
        state("one", "step", way("two")),
        state("two", "question", way("three", trigger="x"), way("three", trigger="y")),
        state("three", "step", way("two")),
        GOAL,
    )
    trace = trace_of(only(made))
    assert trace.round is None  # nobody gets out: that is a trap, not a round
    choice = way("done", trigger="out", choice=True)
    made = flow(
        state("one", "step", way("two")),
        state("two", "step", way("two", trigger="again"), choice),
        state("done", "goal"),
    )
    trace = trace_of(only(made))
    assert (trace.round, trace.state) == (1, "two")
    assert trace.answers[1].state == "two"


def test_a_trace_passes_the_branches_on_its_way() -> None:
    """Also those before the first answer, and those before a branch that fails."""
    made = flow(
        state("first", "branch", way("ask")),
        state("ask", "question", way("second"), asks="fact"),
        state("second", "branch", way("third")),
        state("third", "branch", way("goal", when={"fact": True})),
        GOAL,
        facts=(yesno("fact"),),
    )
    trace = trace_of(only(made))
    assert trace.states == ("first", "ask", "second", "third")
    assert [transition.source for transition in trace.transitions] == [
        "first",
        "ask",
        "second",
    ]
