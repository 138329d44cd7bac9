"""Rules: each is proved on every path, or broken with a shortest way to show it."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ama_flow.loader import loads
from ama_flow.model import Condition, Fact, Flow, Moment, Problem, Rule, Table, replace
from ama_flow.proofs import check
from ama_flow.proofs.rules import rules
from ama_flow.proofs.space import explore
from ama_flow.proofs.structure import Wrong
from tests.lending import marked, only, problems, with_rules
from tests.oracle import judge
from tests.random_rules import flows_with_rules
from tests.rule_oracle import breaks, fits, runs
from tests.small_flows import CALL, GOAL, flow, state, way, yesno


# ------------------------------------------------------------ each rule
class Broken(NamedTuple):
    """A rule that holds, a change by which it does not, and how that is told."""

    rule: str
    old: str
    new: str
    marked: str
    path: tuple[str, ...]

    def __str__(self) -> str:
        """Give the rule alone."""
        return self.rule


CARD_NO = "Do you have a card? You answer: no."
CARD_YES = "Do you have a card? You answer: yes."
FORM = "Fill in the form. You choose: Next."
FORM_FAILS = "Fill in the form. You choose: This does not work."
SEARCH = "Search the book. You choose: Next."
SEARCH_FAILS = "Search the book. You choose: This does not work."
TAKE = "Take the book. You choose: Next."
HELPED = "Ask the librarian. You choose: The librarian helped."
SAYS = "That must not be. The rule says: “R”."
ENDS = "It ends here, and so it must not. The rule says: “R”."

FORM_TO_TAKE = (
    "set = { card = true }, dest = \"search\" }",
    "set = { card = true }, dest = \"take\" }",
)
HELPED_TO_SCAN = ("set = { asked = true }, dest = \"take\"", "set = { asked = true }, dest = \"scan\"")
DIRECTOR = ("  { dest = \"director\" },", "  { conditions = { asked = true }, dest = \"director\" },")

RULES = [
    Broken(
        "state = \"take\"\nonly_after = [\"search\", \"librarian\"]",
        *FORM_TO_TAKE,
        "[\"search\", \"librarian\"]",
        (CARD_NO, FORM, f"Take the book. {SAYS}"),
    ),
    Broken(
        "state = { kind = \"goal\" }\nonly_after = \"take\"",
        *HELPED_TO_SCAN,
        "\"take\"",
        (
            CARD_YES,
            SEARCH_FAILS,
            HELPED,
            "Hold the book under the red light. You choose: Next.",
            f"You can take the book home. {SAYS}",
        ),
    ),
    Broken(
        "state = \"scan\"\ndirectly_after = \"take\"",
        *HELPED_TO_SCAN,
        "\"take\"",
        (CARD_YES, SEARCH_FAILS, HELPED, f"Hold the book under the red light. {SAYS}"),
    ),
    Broken(
        "state = \"take\"\ndirectly_after = [\"search/next\", \"librarian/helped\"]",
        *FORM_TO_TAKE,
        "[\"search/next\", \"librarian/helped\"]",
        (CARD_NO, FORM, f"Take the book. {SAYS}"),
    ),
    Broken(
        "state = { state = \"card\", answer = false }\nthen = [\"search\", { kind = \"contact\" }]",
        *FORM_TO_TAKE,
        "[\"search\", { kind = \"contact\" }]",
        (CARD_NO, FORM, TAKE, "Hold the book under the red light. You choose: Next.", f"You can take the book home. {ENDS}"),
    ),
    Broken(
        "state = \"form/next\"\ndirectly_then = \"search\"",
        *FORM_TO_TAKE,
        "\"search\"",
        (CARD_NO, FORM, TAKE[: -len(" You choose: Next.")] + f" {SAYS}"),
    ),
]
