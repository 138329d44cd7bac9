"""A flow with a bit of everything, in words that no target has to escape."""

from __future__ import annotations

from ama_flow.loader import loads

SAMPLE = loads(
    """
format = 1
id = "sample"
version = "Version2026"
language = "en"
title = "Borrowing"
text = "Welcome to the [Catalogue][catalogue] with {card}."
initial = "age"

[phases]
before = "Beforehand"
counter = "Counterwork"

[terms.card]
text = "Bluecard"

[links.catalogue]
title = "Cataloguepage"
url = "https://example.org/address1"

[links.forms]
title = "Formspage"
url = "https://example.org/address2"

[facts.age]
type = "number"
title = "Agefact"
min = 0
max = 120

[facts.register]
type = "text"
title = "Registration"
lookup = "forms"
sensitive = true

[facts.asked]
type = "yesno"
title = "Askedfact"
initial = false

[contacts.desk]
name = "Deskname"
phone = "025551234"
email = "desk@example.org"
url = "https://example.org/address3"

[triggers]
fails = { title = "Failing", fails = true }

[states.age]
kind = "question"
phase = "before"
title = "Howold"
why = "Whyage"
asks = "age"
transitions = [
  { conditions = { age = { max = 11 } }, dest = "parent" },
  { conditions = { age = { min = 12 } }, dest = "apply" },
  { trigger = "unsaid", title = "Unsaid", dest = "refused" },
]

[states.parent]
kind = "step"
phase = "before"
title = "Bringparent"
text = "Together, **bold** and `coded`:\\n\\n- firstitem\\n- seconditem"
cannot_fail = "Nofailure"
next = "apply"

[states.apply]
kind = "step"
phase = "counter"
title = "Applying"
text = "Fill in [Formwords][forms]."
needs = ["register"]
next = "works"

[states.works]
kind = "question"
phase = "counter"
title = "Working"
transitions = [
  { trigger = "yes", title = "Affirmed", dest = "done" },
  { trigger = "no", title = "Denied", fails = true, dest = "help" },
]

[states.help]
kind = "branch"
title = "Helping"
transitions = [
  { conditions = { asked = false }, dest = "desk" },
  { dest = "refused" },
]

[states.desk]
kind = "contact"
phase = "counter"
title = "Askdesk"
contact = "desk"
transitions = [
  { trigger = "again", title = "Repeating", set = { asked = true }, dest = "apply" },
]

[states.refused]
kind = "contact"
phase = "counter"
title = "Refused"
contact = "desk"

[states.done]
kind = "goal"
phase = "counter"
title = "Finished"

[[transitions]]
trigger = "fails"
source = { kind = "step", phase = "counter" }
dest = "help"
""",
    file="sample.toml",
)
"""It is proved: `ama_flow.check` finds nothing wrong with it."""
