"""Details of the proof, each of which a mutant of the prover once survived.

See docs/prover-mutants.md for those that nothing can tell.
"""

from __future__ import annotations

from typing import Any

import pytest

from ama_flow.model import (
    Condition,
    Fact,
    Flow,
    Kind,
    Moment,
    Rule,
    Table,
    Waiver,
    replace,
)
from ama_flow.proofs import check
from ama_flow.proofs.domains import domains
from ama_flow.proofs.naming import listed
from tests.small_flows import CALL, GOAL, A, B, C, asked, flow, found, only, state, way

ONE_TO_THREE = Table((name, name) for name in ("x", "y", "z"))
P, Q = (Fact(id=name, type="choice", title=name, values=ONE_TO_THREE) for name in "pq")


# ------------------------------------------------------------ cases in words
def gap(*ways: dict[str, Any], facts: tuple[Fact, ...], asks: str = "") -> str:
    """Say for what a branch behind all facts, or the last question, has no way on."""
    names = [fact.id for fact in facts if fact.id != asks]
    kind: Kind = "question" if asks else "branch"
    last = state("last", kind, *({"dest": "goal", **w} for w in ways), asks=asks)
    problem = only(flow(*asked(*names, dest="last"), last, GOAL, facts=facts))
    assert problem.code == "gap"
    return problem.message.partition("for this: ")[2]


def when(**tests: bool | str) -> dict[str, Any]:
    """Make a way for one case."""
    return way("goal", when=tests)


def test_a_case_names_only_the_facts_that_matter() -> None:
    """Each that can be anything is left out, whatever its place among the others."""
    ways = [when(a=True), *(when(a=False, b=True, c=c) for c in (True, False))]
    assert gap(*ways, facts=(A, B, C)) == "a: no and b: no"


def test_a_case_need_not_know_every_fact_that_is_named() -> None:
    """One that another fact makes no matter may be unknown."""
    ways = [when(a=True, b=True), when(a=True, b=False)]
    facts = (replace(A, initial=False), B)
    problem = found(flow(state("last", "branch", *ways), GOAL, facts=facts))[0]
    assert problem.message.endswith("for this: a: no")


def test_a_case_names_all_values_of_one_fact() -> None:
    """Of the one that is asked, else of the first: of two it would claim too much."""
    ways = [when(p="z"), when(q="z"), when(p="y", q="y")]
    assert gap(*ways, facts=(P, Q)) == "p: x or y and q: x"
    assert gap(*ways, facts=(P, Q), asks="q") == "p: x and q: x or y"


def test_only_what_decides_is_called_unknown() -> None:
    """Not what another fact makes no matter, though it is not known either."""
    ways = [when(a=True, b=True), when(c=True)]
    facts = (replace(A, initial=False), B, C)
    problem = found(flow(state("last", "branch", *ways), GOAL, facts=facts))[0]
    assert problem.message.endswith("reads what is not known yet: c")


def test_runs_of_a_line_are_named_from_end_to_end() -> None:
    """The bounds of the fact go without saying."""
    fact = Fact(id="n", type="number", minimum=0, maximum=99)
    cuts = [Condition(fact="n", minimum=low) for low in (10, 20, 30)]
    ways = [way("goal", when={"n": cut}) for cut in cuts]
    ask = state("ask", "question", *ways, asks="n")
    line = domains(flow(ask, GOAL, facts=(fact,)))["n"]
    for values, low, high in (
        ((10, 20), 10, 29),
        ((0, 10), None, 19),
        ((20, 30), 20, None),
    ):
        expected = Condition(fact="n", minimum=low, maximum=high)
        assert line.rows(values) == ((expected,),)


def test_a_number_that_nothing_reads_is_told_as_zero() -> None:
    """Any would do, and this one is plain."""
    number = Fact(id="n", type="number", title="n")
    ask = state("ask", "question", way("one"), asks="n")
    problem = only(flow(ask, state("one", "step", way("one")), GOAL, facts=(number,)))
    assert problem.path[0] == "ask. You answer: 0."


def test_a_list_that_is_just_short_enough_is_whole() -> None:
    """Nothing is counted that is not left out."""
    assert listed("abcde") == "a, b, c, d, e"
    assert listed("abcdef") == "a, b, c, d, e and 1 more"


# ------------------------------------------------------------ one fault, one problem
def test_states_that_only_lead_to_each_other_are_one_problem() -> None:
    """Nothing leads to the first of them; and the others are named with it."""
    one, two = state("one", "step", way("two")), state("two", "step", way("one"))
    problem = only(flow(state("start", "step", way("goal")), one, two, GOAL))
    assert problem.message == (
        "nothing leads to “one” (one), and so not to “two” (two)"
    )


def test_nothing_is_named_where_nothing_follows() -> None:
    """The message ends with what is wrong."""
    start = state("start", "step", way("goal"))
    lost = state("lost", "step", way("goal"))
    assert only(flow(start, lost, GOAL)).message == "nothing leads to “lost” (lost)"
    again = state("again", "question", way("goal"), asks="a")
    text = Fact(id="a", type="text", title="a")
    message = only(flow(*asked("a", dest="again"), again, GOAL, facts=(text,))).message
    assert message.endswith("was answered before and does not change")


def test_what_turns_on_the_same_fact_is_never_taken_once() -> None:
    """However many states read it; the first transition is the one that is named."""
    shut = [way("call", when={"p": value}) for value in "yz"]
    read = [
        state(name, "branch", way(dest, when={"p": "x"}), *shut)
        for name, dest in (("one", "two"), ("two", "goal"))
    ]
    start = state("start", "step", way("one"))
    facts = (replace(P, initial="x"),)
    problem = only(flow(start, *read, GOAL, CALL, facts=facts))
    assert problem.code == "never-taken"
    assert problem.message.endswith(
        "“p: y” is never so there; so nothing leads to “call” (call)"
    )


# ------------------------------------------------------------ rounds
def choice(dest: str, trigger: str = "x") -> dict[str, Any]:
    """Make a way of the reader's own."""
    return way(dest, trigger=trigger, title=trigger, choice=True)


def places(made: Flow) -> list[tuple[str, str]]:
    """Give the codes of the problems, with the states that they are at."""
    return [(problem.code, str(problem.at[1])) for problem in found(made)]


def test_a_round_that_a_choice_leads_out_of_is_no_fault_by_itself() -> None:
    """Where that choice only leads to luck, it is the luck that is reported."""
    one = state("one", "question", choice("two"), way("one"))
    two = state("two", "step", way("goal"), way("two", trigger="again", fails=True))
    assert places(flow(one, two, GOAL)) == [("luck", "two")]
    one = state("one", "question", choice("two"), choice("one", "y"))
    assert places(flow(one, two, GOAL)) == [("luck", "two")]


def test_rounds_by_choice_are_reported_after_those_by_luck() -> None:
    """And of those that lead to each other only the last."""
    start = state("start", "question", way("one"), way("ring", trigger="z"))
    one = state("one", "step", way("goal"), way("one", trigger="again", fails=True))
    before = state("ring", "question", choice("ring"), choice("two", "y"))
    two = state("two", "question", choice("two"), choice("three", "y"))
    three = state("three", "question", choice("two"), way("four"))
    four = state("four", "question", way("two"), way("goal", trigger="z"))
    made = flow(start, one, before, two, three, four, GOAL)
    assert places(made) == [("luck", "one"), ("luck", "two")]


def test_the_nearest_trap_comes_first() -> None:
    """Though one of its states is further than all of another."""
    start = state(
        "start",
        "question",
        way("one"),
        way("two", trigger="z"),
        way("goal", trigger="y"),
    )
    far = [
        state("one", "step", way("more")),
        state("more", "step", way("most")),
        state("most", "step", way("one")),
    ]
    near = state("two", "step", way("two"))
    assert places(flow(start, *far, near, GOAL)) == [("trap", "one"), ("trap", "two")]


def test_a_region_with_one_way_out_is_not_the_last() -> None:
    """Though another state of it leads only inside."""
    start = state("start", "question", way("one"), way("goal", trigger="z"))
    one, two = (
        state("one", "step", way("two")),
        state("two", "question", way("one"), way("end", trigger="z")),
    )
    end = state("end", "step", way("end"))
    assert places(flow(start, one, two, end, GOAL)) == [("trap", "end")]


def test_where_a_way_on_never_counts_nothing_else_is_said() -> None:
    """Who is kept there by it is helped when that is repaired."""
    one = state("one", "question", way("one"), way("goal", when={"p": "x"}), asks="p")
    facts = (replace(P, changes=True),)
    assert places(flow(one, GOAL, facts=facts)) == [("otherwise-not-last", "one")]


def test_an_endless_run_is_named_beside_a_gap() -> None:
    """Both are told: the one says nothing of the other."""
    ways = [way("goal", trigger="z", title="z"), way("branch")]
    start = state("start", "question", *ways, asks="p")
    branch = state("branch", "branch", way("one", when={"p": "x"}))
    one = state("one", "question", choice("goal"), choice("one", "y"))
    problem = only(flow(start, branch, GOAL, one, facts=(P,)))
    assert problem.code == "gap"
    assert problem.hint.endswith("then look again at: endless one")


# ------------------------------------------------------------ rules
def test_a_sequence_of_three_misses_the_middle() -> None:
    """Who comes to the third past the second breaks it, also after the first."""
    groups = tuple((Moment(states=(name,)),) for name in ("one", "two", "three"))
    rule = Rule(title="R", form="sequence", others=groups)
    one = state("one", "question", way("two"), way("three", trigger="z", title="z"))
    two, three = state("two", "step", way("three")), state("three", "step", way("goal"))
    report = check(flow(one, two, three, GOAL, rules=(rule,)))
    assert [problem.code for problem in report.problems] == ["rule"]
    straight = state("one", "step", way("two"))
    assert check(flow(straight, two, three, GOAL, rules=(rule,))).proved


@pytest.mark.parametrize("code", ["luck", "endless"])
def test_only_a_waiver_of_endless_runs_accepts_one(code: str) -> None:
    """Any other leaves the loop as it was found, with its way."""
    one = state("one", "step", way("goal"), choice("one"))
    waiver = Waiver(code=code, at="one", reason="so it is")
    report = check(flow(one, GOAL, waivers=(waiver,)))
    assert bool(report.waived) is (code == "endless")
    assert all(p.path for p in report.problems if p.code == "endless")


def test_an_answer_that_must_come_first_may_be_the_one_that_leads_there() -> None:
    """From then on the rule can't be broken any more, also where it comes again."""
    about, answer = Moment(states=("two",)), Moment(states=("one",), triggers=("next",))
    rule = Rule(title="R", form="only_after", about=(about,), others=((answer,),))
    one, two = state("one", "step", way("two")), state("two", "step", way("goal"))
    assert check(flow(one, two, GOAL, rules=(rule,))).proved


def test_a_rule_that_breaks_on_the_way_does_not_speak_of_an_end() -> None:
    """The message says at which state it does."""
    rule = Rule(title="R", form="at_most", about=(Moment(states=("one",)),))
    problem = only(flow(state("one", "step", way("goal")), GOAL, rules=(rule,)))
    assert problem.message == "the rule “R” is broken at “one” (one)"


def test_of_several_moments_that_never_happen_the_first_is_named() -> None:
    """One at a time is enough to put right."""
    never = tuple(Moment(states=("goal",), triggers=(name,)) for name in ("x", "y"))
    rule = Rule(title="R", form="at_most", about=never, most=1)
    problem = only(flow(state("one", "step", way("goal")), GOAL, rules=(rule,)))
    assert problem.message.endswith("never happens: state 'goal', trigger 'x'")


# ------------------------------------------------------------ what is reported
def test_a_flow_with_a_problem_is_not_proved() -> None:
    """And no rule of it is, where nothing was searched."""
    stuck = flow(state("one", "step", way("one")), GOAL)
    assert not check(stuck).proved
    rule = Rule(title="R", form="on_every_path", about=(Moment(states=("goal",)),))
    one, two = state("one", "branch", way("two")), state("two", "branch", way("one"))
    report = check(flow(one, two, GOAL, rules=(rule,)))
    assert (report.figures.rules, report.proved) == (0, False)


def test_what_follows_is_named_at_the_root_of_it() -> None:
    """Not at what nothing follows from, though that comes first."""
    start = replace(state("start", "step", way("ask")), cannot_fail="")
    unsure = way("call", trigger="unsure", title="unsure")
    asking = (way("goal", when={"a": True}), unsure)
    ask = state("ask", "question", *asking, asks="a")
    unused = Fact(id="b", type="yesno")
    first, second = found(flow(start, ask, GOAL, CALL, facts=(A, unused)))
    assert (first.code, second.code) == ("no-way-out", "gap")
    assert "look again" not in first.hint
    assert second.hint.endswith("; then look again at: unused b")


def test_a_waiver_that_names_nothing_is_told_without_a_name() -> None:
    """As one of the flow as a whole."""
    waiver = Waiver(code="no-goal", at="", reason="so it is")
    problem = only(flow(state("one", "step", way("goal")), GOAL, waivers=(waiver,)))
    assert problem.message == "there is no problem 'no-goal' to waive"


def test_a_way_that_is_never_taken_may_lead_where_others_do() -> None:
    """Then nothing is missed because of it."""
    ways = [way("goal", when={"a": value}) for value in (True, False)]
    start, read = state("start", "step", way("read")), state("read", "branch", *ways)
    made = flow(start, read, GOAL, facts=(replace(A, initial=True),))
    assert only(made).message.endswith("“a: no” is never so there")


# ------------------------------------------------------------ transitions of a trigger
def named(*ways: dict[str, Any]) -> Flow:
    """Make a flow with a question that turns on what is known."""
    ask = state("ask", "question", way("read"), asks="a")
    other = way("goal", trigger="other", title="other")
    return flow(ask, state("read", "question", *ways, other), GOAL, CALL, facts=(A,))


def test_only_the_last_may_be_without_conditions() -> None:
    """The first that is not so is pointed at, whatever stands before it."""
    yes, no = when(a=True), when(a=False)
    go = {"trigger": "go", "title": "go"}
    at = ("states", "read", "transitions", 1)
    ways = [yes | go, way("call", at=at) | go, no | go]
    assert [problem.code for problem in found(named(*ways))] == ["otherwise-not-last"]
    assert only(named(*ways)).at == at


def test_a_trigger_may_say_its_title_once() -> None:
    """But what it is must be the same wherever it leads."""
    yes, no = when(a=True), way("call", when={"a": False})
    go = {"trigger": "go"}
    assert check(named(yes | go | {"title": "go"}, no | go)).proved
    problem = only(named(yes | go | {"title": "go"}, no | go | {"fails": True}))
    assert (problem.code, "'fails'" in problem.message) == ("outcome-differs", True)


def test_answers_and_branches_are_no_outcomes() -> None:
    """Nobody chooses them by a title, so theirs may differ."""
    ways = [when(a=True) | {"title": "x"}, way("call", when={"a": False}, title="y")]
    ask = state("ask", "question", *ways, asks="a")
    assert check(flow(ask, GOAL, CALL, facts=(A,))).proved
    first, branch = (
        state("a", "question", way("b"), asks="a"),
        state("b", "branch", *ways),
    )
    assert check(flow(first, branch, GOAL, CALL, facts=(A,))).proved


def test_branches_that_lead_round_are_told_at_the_first_of_them() -> None:
    """The first in the file, whichever is come to first."""
    start = state("start", "step", way("two"))
    one, two = state("one", "branch", way("two")), state("two", "branch", way("one"))
    assert only(flow(start, one, two, GOAL)).at == ("states", "one")
    assert only(flow(start, two, one, GOAL)).at == ("states", "two")
