"""Runs without end: each loop is bounded, or named and accepted with a reason."""

from __future__ import annotations

from hypothesis import given

from ama_flow.loader import loads
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
from tests.small_flows import CALL, GOAL, flow, found, state, way, yesno

CONTINUE = f"You choose: {say('en', 'next')}."
AGAIN = way("one", trigger="again", title="again", choice=True)
LAST = (
    "As long as it goes like this, you go round from sentence 1 on. Nothing says after "
    "how many times that stops."
)


def retry(name: str, *ways: dict[str, object]) -> State:
    """Make a step that leads to the goal, or on by one of *ways*."""
    return state(name, "step", way("goal"), *ways)


@given(flows())
def test_brute_force_agrees(made: Flow) -> None:
    """A loop is found where some situation comes again that luck has no part in."""
    space = explore(made, Wrong())
    problems = verdicts(space, Wrong(), Game(space))
    told = any(problem.code == "endless" for problem in problems)
    assert told == bool(judge(made).endless)


def test_a_loop_by_choice_is_one_problem() -> None:
    """With the shortest way round, and how to bound or accept it."""
    made = flow(state("start", "step", way("one")), retry("one", AGAIN), GOAL)
    (problem,) = found(made)
    assert problem.code == "endless"
    assert problem.message == (
        "a reader can go round without end in “one” (one): nothing counts how often"
    )
    assert problem.path == (
        f"start. {CONTINUE}",
        "one. You choose: again.",
        f"one. {LAST.replace('1', '2')}",
    )
    assert problem.hint.startswith("let the way round set a fact that a condition")
    assert problem.hint.endswith('[[waivers]] code = "endless", at = "one", and a reason')


def test_a_loop_is_marked_where_it_closes() -> None:
    """At the transition that leads back."""
    text = LENDING.replace(
        '{ trigger = "helped", set = { asked = true }, dest = "take" }',
        '{ trigger = "helped", dest = "take" }',
    ).replace("{ dest = \"director\" }", '{ dest = "director" }')
    text = text.replace("initial = false", "initial = false\nchanges = true")
    text = text.replace(
        '  { conditions = { asked = false }, dest = "librarian" },\n', ""
    ).replace('  { dest = "director" },', '  { dest = "librarian" },')
    text = text.replace(LENDING[LENDING.index("[states.director]") :], "")
    text = text.replace('[contacts.director]\nname = "The director"\nphone = "02 456"', "")
    text = text.replace(
        '[facts.asked]\ntype = "yesno"\ntitle = "Asked before"\n'
        "initial = false\nchanges = true",
        "",
    )
    problem = only(text)
    assert problem.code == "endless"
    assert marked(problem) == '{ trigger = "helped", dest = "take" }'
    assert problem.path[-1].startswith("Take the book. As long as it goes like this")


def test_outcomes_that_pass_a_contact_are_a_loop() -> None:
    """Nobody is stuck there, and nothing counts how often he calls."""
    one = state(
        "one", "step", way("goal"), way("help", trigger="x", title="x", fails=True)
    )
    help_ = state("help", "contact", way("one"))
    (problem,) = found(flow(one, help_, GOAL))
    assert problem.code == "endless"
    assert problem.path == (
        "one. You choose: x.",
        f"help. {CONTINUE}",
        f"one. {LAST}",
    )
    assert problem.at == ("states", "help")


def test_a_loop_that_uses_up_a_fact_is_bounded() -> None:
    """It can be gone round once."""
    again = way("one", trigger="again", title="again", choice=True, sets=(("a", True),))
    once = {**again, "when": {"a": False}}
    then = way("call", trigger="again", title="again", choice=True, when={"a": True})
    once = way("one", **{k: v for k, v in once.items() if k not in ("dest", "conditions")})
    made = flow(
        retry("one", once, then), GOAL, CALL, facts=(yesno("a", initial=False),)
    )
    assert check(made).proved


def test_loops_that_meet_are_one_problem_and_others_are_others() -> None:
    """However many facts they are told apart by."""
    one = retry("one", AGAIN, way("two", trigger="x", title="x", choice=True))
    two = retry("two", AGAIN, way("three", trigger="x", title="x", choice=True))
    three = retry("three", way("three", trigger="again", title="again", choice=True))
    problems = found(flow(one, two, three, GOAL))
    assert [problem.at for problem in problems] == [("states", "one"), ("states", "three")]
    assert "“one” (one)" in problems[0].message
    ask = state("ask", "question", way("one"), asks="a")
    read = state(
        "goal", "question", way("end", when={"a": True}), way("call"), asks=""
    )
    assert read.id == "goal"
    split = state("split", "branch", way("end", when={"a": True}), way("call"))
    made = flow(
        ask,
        state("one", "step", way("split"), AGAIN),
        split,
        state("end", "goal"),
        CALL,
        facts=(yesno("a"),),
    )
    assert len(found(made)) == 1


def accepted(*names: str) -> tuple[Waiver, ...]:
    """Accept the loops past some states."""
    return tuple(Waiver(code="endless", at=name, reason="so it is") for name in names)


def test_a_waiver_is_for_the_loops_past_its_state() -> None:
    """A loop that does not pass there is still reported."""
    two = retry("two", AGAIN, way("two", trigger="x", title="x", choice=True))
    one = state("one", "step", way("two"))
    assert check(flow(one, two, GOAL, waivers=accepted("two"))).proved
    report = check(flow(one, two, GOAL, waivers=accepted("one")))
    assert [problem.at for problem in report.problems] == [("states", "two")]
    (waived,) = report.waived
    assert waived.message == "a reader can go round without end past “one” (one)"
    assert waived.path == ()


def test_a_waiver_for_no_loop_is_unused() -> None:
    """As is one for a loop that another waiver is for already."""
    one = retry("one", way("two", trigger="x", title="x", choice=True))
    two = retry("two", AGAIN)
    (problem,) = found(flow(one, two, GOAL, waivers=accepted("one", "two")))
    assert problem.code == "unused-waiver"
    assert problem.message == "there is no problem 'endless' at 'two' to waive"
    straight = state("one", "step", way("goal"))
    (problem,) = found(flow(straight, GOAL, waivers=accepted("one")))
    assert problem.code == "unused-waiver"


def test_a_loop_of_luck_is_no_endless_run() -> None:
    """It is reported as what it is, and so is a trap."""
    stuck = state("one", "step", way("one"), way("goal", trigger="x", title="x"))
    assert [problem.code for problem in found(flow(stuck, GOAL))] == ["luck"]
    trapped = state("two", "step", way("two"))
    start = state("one", "step", way("goal"), way("two", trigger="x", title="x"))
    assert [p.code for p in found(flow(start, trapped, GOAL))] == ["trap"]


def test_what_follows_from_another_problem_is_no_endless_run_yet() -> None:
    """Where two ways are open at once, nobody knows where it leads."""
    one = state("one", "step", way("goal"), {**AGAIN, "when": {}, "dest": "read"})
    read = state("read", "branch", way("one", when={"a": True}), way("one"), way("goal"))
    made = flow(one, read, GOAL, facts=(yesno("a", initial=True),))
    assert "endless" not in {problem.code for problem in found(made)}


def test_the_guide_has_no_endless_run() -> None:
    """Each way back in it uses up a fact."""
    assert loads(LENDING)
