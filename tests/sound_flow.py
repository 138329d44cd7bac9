"""A sound flow that has a bit of everything, to be broken in one place."""

from __future__ import annotations

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
