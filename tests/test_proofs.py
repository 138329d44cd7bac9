"""Proofs: each fault is one problem with its place, its path and a hint."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from tests.sound_flow import SOUND, changed, only_problem, report


class Broken(NamedTuple):
    """One change to `SOUND`; the code it must have, where, and how its path ends."""

    code: str
    at: str
    old: str
    new: str
    last: str = ""


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
        "Fill in Form 7b. As long as it goes like this, you start again at sentence 4 "
        "each time. Nothing that you can choose leads out.",
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
            "Does your card work? Zolang het zo verloopt, begint u telkens "
            "opnieuw bij zin 6. U kunt zelf niets kiezen waarmee u daaruit raakt."
        ),
    )
