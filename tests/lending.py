"""A small flow to hold rules against, and what is said of it."""

from __future__ import annotations

from ama_flow.loader import loads
from ama_flow.model import FlowError, Problem
from ama_flow.proofs import check

LENDING = """
format = 1
id = "lending"
version = "1"
language = "en"
title = "Borrow a book"
initial = "card"

[phases]
desk = "At the desk"
shelf = "At the shelf"
help = "When it fails"

[terms.scanner]
text = "red light"

[facts.card]
type = "yesno"
title = "Card"

[facts.asked]
type = "yesno"
title = "Asked before"
initial = false

[contacts.librarian]
name = "The librarian"
phone = "02 123"

[contacts.director]
name = "The director"
phone = "02 456"

[triggers]
fails = { title = "This does not work", fails = true }
helped = { title = "The librarian helped", choice = true }

[states.card]
kind = "question"
phase = "desk"
title = "Do you have a card?"
asks = "card"
transitions = [
  { conditions = { card = true }, dest = "search" },
  { conditions = { card = false }, dest = "form" },
]

[states.form]
kind = "step"
phase = "desk"
title = "Fill in the form"
transitions = [{ trigger = "next", set = { card = true }, dest = "search" }]

[states.search]
kind = "step"
phase = "shelf"
title = "Search the book"
next = "take"

[states.take]
kind = "step"
phase = "shelf"
title = "Take the book"
next = "scan"

[states.scan]
kind = "step"
phase = "desk"
title = "Hold the book under the {scanner}"
next = "home"

[states.home]
kind = "goal"
phase = "desk"
title = "You can take the book home"

[[transitions]]
trigger = "fails"
source = { kind = "step" }
dest = "help"

[states.help]
kind = "branch"
title = "Who can help?"
transitions = [
  { conditions = { asked = false }, dest = "librarian" },
  { dest = "director" },
]

[states.librarian]
kind = "contact"
phase = "help"
title = "Ask the librarian"
contact = "librarian"
transitions = [
  { trigger = "helped", set = { asked = true }, dest = "take" },
]

[states.director]
kind = "contact"
phase = "help"
title = "Write to the director"
contact = "director"
"""
"""No rule, and no problem."""


def with_rules(*rules: str) -> str:
    """Give the flow with some rules, each of which has a line for its title."""
    return "\n".join([LENDING, *(f"\n[[rules]]\n{rule}\n" for rule in rules)])


def problems(text: str) -> tuple[Problem, ...]:
    """Give the problems of the file, or else of the flow."""
    try:
        return check(loads(text, file="lending.toml")).problems
    except FlowError as error:
        return error.problems


def only(text: str) -> Problem:
    """Give the one problem of a file or flow."""
    (problem,) = problems(text)
    return problem


def marked(problem: Problem) -> str:
    """Give what the carets of a problem stand under."""
    place = problem.place
    assert place is not None
    assert str(problem).startswith(f"lending.toml:{place.line}:{place.column}: ")
    return place.text[place.column - 1 :][: place.width]
