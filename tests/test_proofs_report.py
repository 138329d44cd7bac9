"""What is reported of all that is found: roots, waivers and figures."""

from __future__ import annotations

import pytest

from ama_flow.loader import loads
from ama_flow.model import replace
from ama_flow.proofs import check
from tests.sound_flow import SOUND, changed, only_problem, report

OTHERWISE = """
  { conditions = { age = { min = 18 } }, dest = "council" },
  { dest = "branch" },
"""


def test_what_follows_from_a_problem_is_named_with_it() -> None:
    """The root is reported; the rest comes back if it is still there afterwards."""
    problem = only_problem(changed('dest = "done"', 'dest = "works"'))
    assert problem.code == "luck"
    assert problem.hint.endswith("then look again at: no-goal, unreachable done")


def test_nothing_else_is_said_of_a_state_that_is_wrong() -> None:
    """Its own transitions are not looked at, nor what only they lead to."""
    problem = only_problem(changed('asks = "resident"\n', ""))
    assert problem.code == "question-asks-nothing"
    assert problem.hint.endswith("; then look again at: no-goal")


def test_states_behind_an_unreachable_one_go_with_it() -> None:
    """Where nothing leads to a state, its own way on is not reported as well."""
    problem = only_problem(changed('initial = "age"', 'initial = "branch"'))
    assert problem.at == ("states", "age")
    assert problem.message == (
        "nothing leads to “How old are you?” (age), and so not to “Bring a parent” "
        "(parent), “Do you live here?” (resident), “Who may come from elsewhere?” "
        "(elsewhere)"
    )


def test_states_behind_a_transition_that_is_never_taken_go_with_it() -> None:
    """The message says what is not reached because of it."""
    problem = only_problem(
        changed("age = { max = 11 }", "age = { max = 11 }, called = true")
    )
    assert problem.code == "gap"
    text = changed("initial = false", "initial = true")
    problem = only_problem(text)
    assert problem.code == "never-taken"
    assert problem.message == (
        "in “Who can help?” (help) the way to “Ask at the desk” (desk) is never taken: "
        "“Called before: no” is never so there; so nothing leads to “Ask at the desk” "
        "(desk)"
    )


def test_an_otherwise_that_catches_nothing_is_never_taken() -> None:
    """The transitions before it are for all cases there are."""
    text = changed(OTHERWISE, OTHERWISE.replace("min = 18", "min = 0"))
    problem = only_problem(text)
    assert problem.at == ("states", "elsewhere", "transitions", 1)
    assert "take every case there is" in problem.message


def test_what_lacks_the_same_is_one_problem() -> None:
    """A shared transition that is gone shows at many states."""
    text = changed("fails = true, dest", "dest")
    text = changed('title = "This does not work", fails = true', 'title = "No"', text)
    text = changed('cannot_fail = "Only bring one along"\n', "", text)
    problem = only_problem(text)
    assert problem.code == "no-way-out"
    assert problem.message.endswith("when it does not work; the same goes for 'fill'")


def test_an_exact_string_of_several_statements_is_one_problem() -> None:
    """It is to be put right once."""
    text = (
        changed('cites = ["B"]', 'cites = ["B", "D"]')
        + """
[statements.D]
says = "The form has a number."
exact = ["Form", "7b"]
"""
    )
    assert not report(text).problems
    problem = only_problem(changed("Form 7b", "Form 7c", text))
    assert problem.message.endswith("cites B, D")


WAIVER = """
[[waivers]]
code = "{code}"
at = "{at}"
reason = "We know."
"""


def test_a_waived_problem_is_kept_apart() -> None:
    """It needs the code and the id, and what follows from it then is reported."""
    broken = changed('dest = "done"', 'dest = "works"')
    found = report(broken + WAIVER.format(code="luck", at="works"))
    assert [problem.code for problem in found.waived] == ["luck"]
    assert [problem.code for problem in found.problems] == ["no-goal"]
    assert found.waived[0].place is not None


def test_a_waiver_names_no_id_where_a_problem_has_none() -> None:
    """As for the flow as a whole."""
    broken = changed(
        '{ trigger = "yes", title', '{ trigger = "yes", fails = true, title'
    )
    waiver = WAIVER.replace('at = "{at}"\n', "").format(code="no-goal")
    assert not report(broken + waiver).problems


@pytest.mark.parametrize(("code", "at"), [("luck", "fill"), ("gap", "works")])
def test_a_waiver_of_nothing_is_a_problem(code: str, at: str) -> None:
    """It would hide a fault to come."""
    problem = only_problem(SOUND + WAIVER.format(code=code, at=at))
    assert problem.code == "unused-waiver"
    assert problem.at == ("waivers", 0)
    assert problem.message == f"there is no problem '{code}' at '{at}' to waive"


def test_no_waiver_is_unused_where_the_search_was_not_finished() -> None:
    """What it waives may be where nobody looked."""
    flow = loads(SOUND + WAIVER.format(code="luck", at="fill"))
    found = check(flow, bound=5)
    assert not found.complete
    assert not found.proved
    (problem,) = found.problems
    assert problem.code == "unfinished"
    assert problem.message.startswith("the search stopped after 6 situations")
    assert "2 facts can still be read later on: 'age', 'called'" in problem.hint


def test_a_branch_cycle_is_not_searched() -> None:
    """A reader would never come out, so nothing is said of where he gets."""
    found = report(changed(OTHERWISE, OTHERWISE.replace('"branch"', '"elsewhere"')))
    assert [problem.code for problem in found.problems] == ["branch-cycle"]
    assert not found.complete
    assert found.figures.situations == 0


def test_figures_say_how_large_and_how_far() -> None:
    """In states, transitions, situations, and answers to an end."""
    figures = report(SOUND).figures
    assert (figures.states, figures.transitions) == (12, 18)
    assert figures.situations == 16
    assert figures.worst == 7
    assert figures.fewest == 5
    assert [other.state for other in figures.otherwise] == ["elsewhere"]


def test_the_place_of_a_problem_is_left_out_where_the_flow_has_no_file() -> None:
    """As in a flow that a program made."""
    flow = replace(loads(changed('dest = "done"', 'dest = "works"')), origin=None)
    (problem,) = check(flow).problems
    assert problem.place is None
    assert problem.at == ("states", "works", "transitions", 0)
