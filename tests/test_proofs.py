"""Proofs: each fault is one problem with its place, its path and a hint."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import pytest

from ama_flow.loader import loads
from ama_flow.model import Problem
from ama_flow.proofs import Report, check

SOUND = """
format = 1
id = "card"
version = "1"
language = "en"
title = "Get a library card"
text = "You get a card at the desk, or on [the site][site]."
cites = ["A"]
initial = "age"

[phases]
before = "Before you come"
desk = "At the desk"

[terms.form]
text = "Form 7b"
cites = ["B"]

[links.site]
title = "the site"
url = "https://library.example"

[facts.age]
type = "number"
title = "Age"
min = 0
max = 120

[facts.resident]
type = "yesno"

[facts.branch]
type = "choice"
title = "Branch"
values = { north = "North", south = "South" }
changes = true

[facts.called]
type = "yesno"
title = "Called before"
initial = false

[facts.number]
type = "text"
title = "Number of your card"
changes = true

[facts.password]
type = "text"
title = "Password"
sensitive = true

[contacts.desk]
name = "The desk"
phone = "02 123"

[contacts.council]
name = "The council"
phone = "02 456"
cites = ["C"]

[triggers]
fails = { title = "This does not work", fails = true }
again = { title = "I try again", choice = true }

[states.age]
kind = "question"
phase = "before"
title = "How old are you?"
asks = "age"
transitions = [
  { conditions = { age = { max = 11 } }, dest = "parent" },
  { conditions = { age = { min = 12 } }, dest = "resident" },
]

[states.parent]
kind = "step"
phase = "before"
title = "Bring a parent"
cannot_fail = "Only bring one along"
next = "resident"

[states.resident]
kind = "question"
phase = "before"
title = "Do you live here?"
asks = "resident"
transitions = [
  { conditions = { resident = true }, dest = "branch" },
  { conditions = { resident = false }, dest = "elsewhere" },
]

[states.elsewhere]
kind = "branch"
title = "Who may come from elsewhere?"
transitions = [
  { conditions = { age = { min = 18 } }, dest = "council" },
  { dest = "branch" },
]

[states.branch]
kind = "question"
phase = "desk"
title = "Where do you want your card?"
asks = "branch"
transitions = [
  { conditions = { branch = "north" }, dest = "fill" },
  { conditions = { branch = "south" }, dest = "number" },
]

[states.fill]
kind = "step"
phase = "desk"
title = "Fill in {form}"
needs = ["password"]
next = "number"

[states.number]
kind = "question"
phase = "desk"
title = "What is the number of your card?"
asks = "number"
transitions = [
  { dest = "works" },
  { trigger = "fails", title = "I have none", dest = "help" },
]

[states.works]
kind = "question"
phase = "desk"
title = "Does your card work?"
transitions = [
  { trigger = "yes", title = "Yes", dest = "done" },
  { trigger = "no", title = "No", fails = true, dest = "help" },
]

[states.done]
kind = "goal"
phase = "desk"
title = "You have a card"

[states.help]
kind = "branch"
title = "Who can help?"
transitions = [
  { conditions = { called = false }, dest = "desk" },
  { conditions = { called = true }, dest = "council" },
]

[states.desk]
kind = "contact"
phase = "desk"
title = "Ask at the desk"
contact = "desk"
transitions = [
  { trigger = "again", set = { called = true }, dest = "branch" },
]

[states.council]
kind = "contact"
phase = "before"
title = "Ask the council"
contact = "council"

[[transitions]]
trigger = "fails"
source = ["fill"]
dest = "help"

[statements.A]
says = "Cards are for everyone."
exact = ["https://library.example"]

[statements.B]
says = "There is a form."
exact = ["7b"]

[statements.C]
says = "The council helps."
exact = ["02 456"]
"""


class Broken(NamedTuple):
    """One change to `SOUND`; the code it must have, where, and how its path ends."""

    code: str
    at: str
    old: str
    new: str
    last: str = ""


def report(text: str) -> Report:
    """Check the flow in *text*."""
    return check(loads(text, file="card.toml"))


def changed(old: str, new: str, text: str = SOUND) -> str:
    """Change *text* in one place."""
    assert text.count(old) == 1, old
    return text.replace(old, new)


def only_problem(text: str) -> Problem:
    """Give the one problem of the flow in *text*."""
    (problem,) = report(text).problems
    return problem


AGES = """
  { conditions = { age = { max = 11 } }, dest = "parent" },
  { conditions = { age = { min = 12 } }, dest = "resident" },
"""
HELP = """
  { conditions = { called = false }, dest = "desk" },
  { conditions = { called = true }, dest = "council" },
"""
OTHERWISE = """
  { conditions = { age = { min = 18 } }, dest = "council" },
  { dest = "branch" },
"""
WORKS = """
  { trigger = "yes", title = "Yes", dest = "done" },
  { trigger = "no", title = "No", fails = true, dest = "help" },
"""
FILL = """needs = ["password"]
next = "number"
"""
DONE = """title = "You have a card"
"""
PARENT = """cannot_fail = "Only bring one along"
next = "resident"
"""

STRUCTURE = (
    Broken(
        "answer-missing",
        "states/age/asks",
        AGES,
        """{ trigger = "a", title = "A", dest = "parent" },
        { trigger = "b", title = "B", dest = "resident" }""",
    ),
    Broken(
        "branch-asks",
        "states/help/asks",
        'title = "Who can help?"',
        'title = "Who can help?"\nasks = "called"',
    ),
    Broken(
        "branch-has-text",
        "states/help/why",
        'title = "Who can help?"',
        'title = "Who can help?"\nwhy = "It depends."',
    ),
    Broken(
        "branch-has-triggers",
        "states/help/transitions",
        '{ conditions = { called = false }, dest = "desk" }',
        '{ trigger = "x", title = "X", conditions = { called = false }, dest = "desk" }',
    ),
    Broken(
        "branch-cycle",
        "states/elsewhere",
        '{ conditions = { age = { min = 18 } }, dest = "council" }',
        '{ conditions = { age = { min = 18 } }, dest = "elsewhere" }',
    ),
    Broken(
        "cannot-fail-fails",
        "states/fill/cannot_fail",
        FILL,
        f'{FILL}cannot_fail = "It is easy"\n',
    ),
    Broken(
        "contact-elsewhere",
        "states/council/contact",
        'kind = "contact"\nphase = "before"',
        'kind = "goal"\nphase = "before"',
    ),
    Broken(
        "contact-missing",
        "states/council/kind",
        'title = "Ask the council"\ncontact = "council"',
        'title = "Ask the council"',
    ),
    Broken("dead-end", "states/parent", PARENT, 'cannot_fail = "Only bring one"\n'),
    Broken(
        "dead-end",
        "states/works",
        f'title = "Does your card work?"\ntransitions = [{WORKS}]',
        'title = "Does your card work?"\n',
    ),
    Broken(
        "dead-end",
        "states/elsewhere",
        f"transitions = [{OTHERWISE}]\n",
        "\n",
    ),
    Broken("goal-asks", "states/done/asks", DONE, f'{DONE}asks = "branch"\n'),
    Broken("goal-goes-on", "states/done/kind", DONE, f'{DONE}next = "age"\n'),
    Broken(
        "no-way-out",
        "states/parent",
        PARENT,
        'next = "resident"\n',
    ),
    Broken("only-fails", "states/fill", FILL, 'needs = ["password"]\n'),
    Broken(
        "otherwise-not-last",
        "states/elsewhere/transitions/0",
        OTHERWISE,
        """
  { dest = "branch" },
  { conditions = { age = { min = 18 } }, dest = "council" },
""",
    ),
    Broken(
        "outcome-differs",
        "states/works/transitions/1",
        WORKS,
        f"""
  {{ trigger = "yes", title = "Yes", conditions = {{ called = false }}, dest = "done" }},
  {{ trigger = "yes", title = "Yes!", conditions = {{ called = true }}, dest = "done" }},
{WORKS.splitlines()[2]}
""",
    ),
    Broken(
        "outcome-differs",
        "states/works/transitions/1",
        WORKS,
        f"""
  {{ trigger = "yes", title = "Yes", conditions = {{ called = false }}, dest = "done" }},
  {{ trigger = "yes", choice = true, conditions = {{ called = true }}, dest = "done" }},
{WORKS.splitlines()[2]}
""",
    ),
    Broken(
        "phase-missing",
        "states/parent",
        'phase = "before"\ntitle = "Bring a parent"',
        'title = "Bring a parent"',
    ),
    Broken(
        "question-asks-nothing",
        "states/resident/kind",
        'asks = "resident"\n',
        "",
    ),
    Broken(
        "sensitive-asked",
        "states/number/asks",
        'asks = "number"',
        'asks = "password"',
    ),
    Broken(
        "step-asks",
        "states/resident/asks",
        'kind = "question"\nphase = "before"\ntitle = "Do you live here?"',
        'kind = "step"\nphase = "before"\ntitle = "Do you live here?"',
    ),
)

SOURCES = (
    Broken("statement-not-cited", "statements/B", 'cites = ["B"]', ""),
    Broken("exact-missing", "statements/B/exact/0", "Form 7b", "Form 7c"),
    Broken(
        "exact-missing", "statements/C/exact/0", 'phone = "02 456"', 'phone = "02 457"'
    ),
    Broken("exact-missing", "statements/A/exact/0", "[the site][site]", "the site"),
    Broken(
        "unused",
        "phases/late",
        'desk = "At the desk"',
        '''desk = "At the desk"
late = "Later"''',
    ),
    Broken("unused", "terms/form", "Fill in {form}", "Fill in the form"),
    Broken("unused", "facts/password", 'needs = ["password"]\n', ""),
    Broken("unused", "contacts/desk", 'contact = "desk"', 'contact = "council"'),
    Broken(
        "unused", "triggers/twice", "[triggers]", '[triggers]\ntwice = { title = "2" }'
    ),
    Broken(
        "unused",
        "links/list",
        "[links.site]",
        """[links.list]
title = "List"
url = "https://list.example"

[links.site]""",
    ),
)

SEARCH = (
    Broken(
        "gap",
        "states/age",
        "{ age = { max = 11 } }",
        "{ age = { max = 9 } }",
        "How old are you? There is no way on for this: Age: from 10 to 11.",
    ),
    Broken(
        "gap",
        "states/branch",
        'south = "South" }',
        'south = "South", west = "West", east = "East" }',
        "Where do you want your card? "
        "There is no way on for this: Branch: West or East.",
    ),
    Broken(
        "gap",
        "states/help",
        "{ called = false }",
        "{ called = false, branch = 'north' }",
        "There is no way on for this: Called before: no and Branch: South.",
    ),
    Broken(
        "overlap",
        "states/age/transitions/1",
        "{ age = { min = 12 } }",
        "{ age = { min = 9 } }",
        "How old are you? There are two ways on for this: Age: from 9 to 11.",
    ),
    Broken(
        "overlap",
        "states/help/transitions/1",
        '{ called = true }, dest = "council"',
        '{ called = [true, false] }, dest = "council"',
        "There are two ways on for this: Called before: no.",
    ),
    Broken(
        "unknown-fact",
        "states/elsewhere/transitions/0",
        'initial = "age"',
        'initial = "resident"',
        "What was never asked on this way must be known here: “Age”.",
    ),
    Broken(
        "luck",
        "states/fill/next",
        'next = "number"',
        'next = "fill"',
        "Fill in Form 7b. As long as it goes like this, you go round from sentence 4 "
        "on. Nothing that you can choose leads out.",
    ),
    Broken(
        "no-goal",
        "initial",
        '{ trigger = "yes", title = "Yes",',
        '{ trigger = "yes", title = "Yes", fails = true,',
    ),
    Broken("unreachable", "states/parent", 'dest = "parent"', 'dest = "resident"'),
    Broken("never-taken", "states/help/transitions/1", "set = { called = true }, ", ""),
    Broken(
        "asked-twice",
        "states/resident/asks",
        'set = { called = true }, dest = "branch"',
        'set = { called = true }, dest = "resident"',
        "Do you live here? You answered this before, in sentence 2.",
    ),
)


def test_the_sound_flow_is_proved() -> None:
    """Every fault below is the only one in its copy; the flow it is made in has none."""
    sound = report(SOUND)
    assert sound.problems == ()
    assert sound.waived == ()
    assert sound.complete
    assert sound.proved


@pytest.mark.parametrize("broken", [*STRUCTURE, *SOURCES, *SEARCH], ids=str)
def test_one_fault_is_one_problem(broken: Broken) -> None:
    """With its code, its place, what to do, and the way to it if there is one."""
    problem = only_problem(changed(broken.old, broken.new))
    assert problem.code == broken.code
    assert "/".join(map(str, problem.at)) == broken.at
    assert problem.place is not None
    assert str(problem.place).startswith("card.toml:")
    assert problem.hint
    assert (problem.path[-1] if problem.path else "") == broken.last


def test_a_path_tells_each_answer_in_the_words_of_the_flow() -> None:
    """Branches are hidden; what is asked, answered and chosen is there."""
    text = changed("{ called = false }", "{ called = false, branch = 'north' }")
    assert only_problem(text).path == (
        "How old are you? You answer: 12.",
        "Do you live here? You answer: yes.",
        "Where do you want your card? You answer: South.",
        "What is the number of your card? You choose: I have none.",
        "There is no way on for this: Called before: no and Branch: South.",
    )


def test_a_path_is_in_the_language_of_the_flow() -> None:
    """Here in Dutch, with a text that is answered and with terms put in."""
    dutch = changed('language = "en"', 'language = "nl"')
    text = changed(
        'title = "Yes", dest = "done"', 'title = "Yes", dest = "works"', dutch
    )
    text = changed('south" }, dest = "number"', 'south" }, dest = "fill"', text)
    assert only_problem(text).path == (
        "How old are you? U antwoordt: 12.",
        "Do you live here? U antwoordt: ja.",
        "Where do you want your card? U antwoordt: North.",
        "Fill in Form 7b. U kiest: Verder.",
        "What is the number of your card? U antwoordt.",
        "Does your card work? U kiest: Yes.",
        (
            "Does your card work? Zolang het zo verloopt, blijft u rondgaan vanaf "
            "zin 6. U kunt zelf niets kiezen dat eruit leidt."
        ),
    )


def test_what_follows_from_a_problem_is_named_with_it() -> None:
    """The root is reported; the rest comes back if it is still there afterwards."""
    problem = only_problem(changed('dest = "done"', 'dest = "works"'))
    assert problem.code == "luck"
    assert problem.hint.endswith("then look again at: no-goal, unreachable done")


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
