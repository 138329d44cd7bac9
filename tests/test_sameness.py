"""Questions that make no difference: found where all answers are alike, never else."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from ama_flow.model import (
    Condition,
    Fact,
    Flow,
    Moment,
    Problem,
    Rule,
    State,
    Table,
    replace,
)
from ama_flow.proofs import check
from ama_flow.proofs.sameness import sameness
from ama_flow.proofs.structure import Wrong
from tests.oracle import judge
from tests.random_flows import flows
from tests.small_flows import GOAL, flow, found, only, state, way, yesno

FACT = yesno("a")
CHOICE = Fact(id="a", type="choice", values=Table([("x", "X"), ("y", "Y")]))
OTHER = state("other", "goal")


def ways(*dests: str, **given: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - any field of a transition
    """Describe a way on to each of *dests*, each with its own trigger."""
    return [
        way(dest, trigger=f"t{number}", title=f"T{number}", **given)
        for number, dest in enumerate(dests)
    ]


def asking(*ways: dict[str, Any], **given: Any) -> State:  # noqa: ANN401 - any field of a state
    """Make a question for the fact a; without ways it leads to the goal."""
    made = state("q", "question", *(ways or [way("goal")]), asks="a")
    return replace(made, **given)


def codes(made: Flow) -> list[str]:
    """Give the codes of the problems of a flow."""
    return [problem.code for problem in found(made)]


@given(flows())
def test_brute_force_finds_the_same_questions(made: Flow) -> None:
    """By a search forward from each question for what reads its fact."""
    assert {p.at[1] for p in sameness(made, Wrong())} == judge(made).idle


@pytest.mark.parametrize("fact", [FACT, CHOICE])
def test_a_fact_that_nothing_reads_makes_no_difference(fact: Fact) -> None:
    """Whatever is chosen, the same follows."""
    problem: Problem = only(flow(asking(), GOAL, facts=(fact,)))
    assert (problem.code, problem.at) == ("no-difference", ("states", "q", "asks"))
    assert problem.message == (
        "“q” (q) makes no difference: every answer leads to “goal” (goal), and "
        "nothing tells them apart later"
    )
    assert problem.hint


@pytest.mark.parametrize("type_", ["number", "date", "text"])
def test_what_is_typed_is_not_chosen(type_: Any) -> None:  # noqa: ANN401 - any type of a fact
    """A number, date or text may be asked for the record."""
    assert not found(flow(asking(), GOAL, facts=(Fact(id="a", type=type_),)))


def test_conditions_that_lead_to_the_same_make_no_difference() -> None:
    """Yes and no are both there, and do the same."""
    both = [way("goal", when={"a": value}) for value in (True, False)]
    assert codes(flow(asking(*both), GOAL, facts=(FACT,))) == ["no-difference"]


def test_triggers_that_do_the_same_make_no_difference() -> None:
    """Where nothing is asked, the question itself is at fault."""
    made = flow(state("q", "question", *ways("goal", "goal")), GOAL)
    problem = only(made)
    assert (problem.code, problem.at) == ("no-difference", ("states", "q"))


def test_a_trigger_beside_the_fact_is_an_answer_too() -> None:
    """That a number is not known leads nowhere else than the number does."""
    number = Fact(id="a", type="number")
    made = flow(asking(way("goal"), *ways("goal")), GOAL, facts=(number,))
    assert codes(made) == ["no-difference"]


@pytest.mark.parametrize(
    "odd",
    [
        {"fails": True},
        {"choice": True},
        {"sets": (("b", True),)},
        {"dest": "other"},
    ],
)
def test_one_answer_that_differs_is_enough(odd: dict[str, Any]) -> None:
    """Two of three may do the same: no, and I don't know."""
    first, second, third = ways("goal", "goal", "goal")
    question = state("q", "question", first, second, third | odd)
    reads = state("reads", "goal")
    facts = (yesno("b", initial=False),)
    made = flow(question, GOAL, OTHER, reads, facts=facts)
    assert "no-difference" not in codes(made)


@pytest.mark.parametrize("kind", ["step", "contact"])
def test_only_questions_are_held_to_it(kind: Any) -> None:  # noqa: ANN401 - any kind of a state
    """A step can fail in two ways, and a contact can end in two."""
    made = flow(state("q", kind, *ways("goal", "goal")), GOAL)
    assert codes(made) == []


def test_a_fact_that_is_read_later_makes_a_difference() -> None:
    """Not where it is given anew before."""
    later = state(
        "later",
        "branch",
        way("goal", when={"a": True}),
        way("other", when={"a": False}),
    )
    made = flow(asking(way("later")), later, GOAL, OTHER, facts=(FACT,))
    assert codes(made) == []
    given = way("later", sets=(("a", True),))
    between = state("between", "step", given)
    made = flow(asking(way("between")), between, later, GOAL, OTHER, facts=(FACT,))
    assert codes(made) == ["no-difference"]


def test_a_fact_that_is_needed_makes_a_difference() -> None:
    """Somebody is to have the answer at hand."""
    goal = replace(GOAL, needs=("a",))
    assert codes(flow(asking(), goal, facts=(FACT,))) == []


@pytest.mark.parametrize(
    "rule",
    [
        Rule(
            title="R",
            form="requires",
            about=(Moment(states=("goal",)),),
            requires=((Condition(fact="a", values=(True, False)),),),
        ),
        Rule(
            title="R",
            form="at_most",
            about=(Moment(states=("q",), triggers=("answer",)),),
            most=1,
        ),
        Rule(
            title="R",
            form="then",
            about=(Moment(answer=Condition(fact="a", values=(True,))),),
            others=((Moment(states=("goal",)),),),
        ),
    ],
)
def test_an_answer_that_a_rule_is_about_makes_a_difference(rule: Rule) -> None:
    """The author says that it counts."""
    made = flow(asking(), GOAL, facts=(FACT,))
    assert codes(made) == ["no-difference"]
    assert codes(replace(made, rules=(rule,))) == []


def test_a_rule_about_the_question_itself_does_not_count() -> None:
    """That it is asked is no use of what is answered."""
    rule = Rule(title="R", form="on_every_path", about=(Moment(states=("q",)),))
    made = flow(asking(), GOAL, facts=(FACT,), rules=(rule,))
    assert codes(made) == ["no-difference"]


def test_what_is_not_reached_any_more_follows() -> None:
    """One mistake is one problem: an answer that was given the wrong dest."""
    both = [way("goal", when={"a": value}) for value in (True, False)]
    problem = only(flow(asking(*both), GOAL, OTHER, facts=(FACT,)))
    assert problem.code == "no-difference"
    assert problem.hint.endswith("; then look again at: unreachable other")


def test_a_question_that_is_wrong_otherwise_is_left_alone() -> None:
    """It is reported for that."""
    made = flow(asking(*ways("goal", "goal")), GOAL, facts=(FACT,))
    assert codes(made) == ["answer-missing"]
    report = check(made)
    assert "no-difference" not in report.problems[0].hint
