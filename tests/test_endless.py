"""Runs without end: each loop is bounded, or named and accepted with a reason."""

from __future__ import annotations

from hypothesis import given

import ama_flow
from ama_flow.model import Flow, State, Waiver
from ama_flow.proofs import check
from ama_flow.proofs.game import Game
from ama_flow.proofs.space import explore
from ama_flow.proofs.structure import Wrong
from ama_flow.proofs.verdicts import verdicts
from ama_flow.words import say
from tests.lending import LENDING, marked, only
from tests.oracle import judge
from tests.random_flows import flows
from tests.small_flows import CALL, GOAL, A, flow, found, state, way, yesno

CONTINUE = f"You choose: {say('en', 'next')}."
LAST = (
    "As long as it goes like this, you start again at sentence {} each time. Nothing "
    "says after how many times that stops."
)


def choice(dest: str, trigger: str = "again", **given: object) -> dict[str, object]:
    """Describe a way that the reader chooses."""
    return way(dest, trigger=trigger, title=trigger, choice=True, **given)


def retry(name: str, *ways: dict[str, object]) -> State:
    """Make a step that leads to the goal, or on by one of *ways*."""
    return state(name, "step", way("goal"), *ways)


def accepted(*names: str) -> tuple[Waiver, ...]:
    """Accept the loops past some states."""
    return tuple(Waiver(code="endless", at=name, reason="so it is") for name in names)


@given(flows())
def test_brute_force_agrees(made: Flow) -> None:
    """A loop is found where some situation comes again that luck has no part in."""
    space = explore(made, Wrong())
    problems = verdicts(space, Wrong(), Game(space))
    told = any(problem.code == "endless" for problem in problems)
    assert told == bool(judge(made).endless)


def test_a_loop_by_choice_is_one_problem() -> None:
    """With the shortest way round, and how to bound or accept it."""
    start = state("start", "step", way("one"))
    (problem,) = found(flow(start, retry("one", choice("one")), GOAL))
    assert problem.code == "endless"
    assert problem.message == (
        "a reader can go round without end in “one” (one): nothing counts how often"
    )
    assert problem.path == (
        f"start. {CONTINUE}",
        "one. You choose: again.",
        f"one. {LAST.format(2)}",
    )
    assert problem.hint == (
        "let the way round set a fact that a condition on it reads; or accept it: "
        '[[waivers]] code = "endless", at = "one", and a reason'
    )


def test_a_loop_is_marked_where_it_closes() -> None:
    """At the transition that leads back, whatever branches it passes."""
    once = '{ trigger = "helped", set = { asked = true }, dest = "take" }'
    more = '{ trigger = "more", title = "More", choice = true, dest = "help" }'
    text = LENDING.replace(once, f"{once},\n  {more}")
    problem = only(text)
    assert problem.code == "endless"
    assert marked(problem) == more
    assert problem.path[1:] == (
        "Search the book. You choose: This does not work.",
        "Ask the librarian. You choose: More.",
        f"Ask the librarian. {LAST.format(3)}",
    )


def test_outcomes_that_pass_a_contact_are_a_loop() -> None:
    """Nobody is stuck there, and nothing counts how often he calls."""
    fails = way("help", trigger="x", title="x", fails=True)
    made = flow(retry("one", fails), state("help", "contact", way("one")), GOAL)
    (problem,) = found(made)
    assert problem.code == "endless"
    assert problem.path == (
        "one. You choose: x.",
        f"help. {CONTINUE}",
        f"one. {LAST.format(1)}",
    )
    assert problem.at == ("states", "help")


def test_a_loop_that_uses_up_a_fact_is_bounded() -> None:
    """It can be gone round once."""
    once = choice("one", when={"a": False}, sets=(("a", True),))
    then = choice("call", when={"a": True})
    facts = (yesno("a", initial=False),)
    assert check(flow(retry("one", once, then), GOAL, CALL, facts=facts)).proved
    kept = choice("one", when={"a": False})
    problems = found(flow(retry("one", kept, then), GOAL, CALL, facts=facts))
    assert "endless" in problems[0].hint


def test_loops_that_meet_are_one_problem() -> None:
    """And one that does not meet them is another."""
    one = retry("one", choice("one"), choice("two", "x"))
    two = retry("two", choice("one"), choice("three", "x"))
    three = retry("three", choice("three"))
    first, second = found(flow(one, two, three, GOAL))
    assert (first.at, second.at) == (("states", "one"), ("states", "three"))


def test_a_loop_is_told_once_whatever_is_known() -> None:
    """Though it is a loop in two situations."""
    ask = state("ask", "question", way("one"), asks="a")
    one = state("one", "step", way("split"), choice("one"))
    split = state("split", "branch", way("goal", when={"a": True}), way("call"))
    (problem,) = found(flow(ask, one, split, GOAL, CALL, facts=(A,)))
    assert problem.code == "endless"


def test_a_waiver_is_for_the_loops_past_its_state() -> None:
    """A loop that does not pass there is still reported."""
    one = state("one", "step", way("two"))
    two = retry("two", choice("one"), choice("two", "x"))
    assert check(flow(one, two, GOAL, waivers=accepted("two"))).proved
    report = check(flow(one, two, GOAL, waivers=accepted("one")))
    assert [problem.at for problem in report.problems] == [("states", "two")]
    (waived,) = report.waived
    assert waived.message == "a reader can go round without end past “one” (one)"
    assert (waived.at, waived.path) == (("states", "one"), ())


def test_a_waiver_for_no_loop_is_unused() -> None:
    """As is one for a loop that another waiver is for already."""
    one, two = retry("one", choice("two")), retry("two", choice("one"))
    (problem,) = found(flow(one, two, GOAL, waivers=accepted("one", "two")))
    assert problem.message == "there is no problem 'endless' at 'two' to waive"
    (problem,) = found(flow(retry("one"), GOAL, waivers=accepted("one")))
    assert problem.message == "there is no problem 'endless' at 'one' to waive"


def test_a_waiver_of_another_problem_accepts_no_loop() -> None:
    """Only its own code counts."""
    waiver = Waiver(code="luck", at="one", reason="so it is")
    problems = found(flow(retry("one", choice("one")), GOAL, waivers=(waiver,)))
    assert "endless" in {problem.code for problem in problems}


def test_a_loop_of_luck_is_no_endless_run() -> None:
    """It is reported as what it is, and so is a trap."""
    stuck = state("one", "step", way("one"), way("goal", trigger="x", title="x"))
    assert [problem.code for problem in found(flow(stuck, GOAL))] == ["luck"]
    trap = state("two", "step", way("two"))
    start = retry("one", way("two", trigger="x", title="x"))
    assert [problem.code for problem in found(flow(start, trap, GOAL))] == ["trap"]


def test_where_conditions_do_not_decide_there_is_no_loop_yet() -> None:
    """Nobody knows where such a way leads."""
    fork = state(
        "fork", "branch", way("one", when={"a": True}), way("goal", when={"a": True})
    )
    facts = (yesno("a", initial=True),)
    (problem,) = found(flow(retry("one", choice("fork")), fork, GOAL, facts=facts))
    assert problem.code == "overlap"
    assert "endless" not in problem.hint


def test_the_guide_has_no_endless_run() -> None:
    """Each way back in it uses up a fact, and nothing is waived."""
    guide = ama_flow.load("ama_wvg")
    assert not guide.waivers
    assert check(guide).proved
