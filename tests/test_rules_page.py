"""What the page on rules says is so."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from ama_flow.loader import loads
from ama_flow.model import RuleForm
from ama_flow.proofs import check
from tests.test_docs import DOCS, blocks

FLOW, *RULES, WAIVER = blocks("rules.md", "toml")
PAGE = (DOCS / "rules.md").read_text("utf-8")


@pytest.mark.parametrize("rule", RULES)
def test_each_example_is_proved(rule: str) -> None:
    """It is a rule for the flow at the top of the page."""
    report = check(loads(FLOW + rule))
    assert report.proved
    assert report.figures.rules == 1


def test_there_is_an_example_of_each_form() -> None:
    """In the order of the table with their names, and under their own names."""
    forms = list(get_args(RuleForm))
    assert [rule.form for rule in loads(FLOW + "".join(RULES)).rules] == forms
    assert re.findall(r"^\*\*(\w+)\*\*: ", PAGE, re.MULTILINE) == forms
    assert re.findall(r"^\| `(\w+)`.* \|.*\|.*\|.*\|$", PAGE, re.MULTILINE) == forms


def test_the_broken_rule_is_told_as_shown() -> None:
    """Sentence for sentence."""
    old = 'set = { afspraak = true }, dest = "badge"'
    assert old in FLOW
    (problem,) = check(loads(FLOW.replace(old, 'dest = "binnen"') + RULES[0])).problems
    told = [f"{number}. {words}" for number, words in enumerate(problem.path, 1)]
    assert blocks("rules.md", "text") == ["\n".join([*told, ""])]


def test_the_waiver_accepts_a_loop_past_its_state() -> None:
    """As the page says, and it is needed."""
    start, end = FLOW.index("[states.portier]"), FLOW.index("[[transitions]]")
    looping = FLOW[:start] + FLOW[end:].replace('"portier"', '"bellen"')
    report = check(loads(looping))
    assert [problem.code for problem in report.problems] == ["endless"]
    report = check(loads(looping + WAIVER))
    assert [problem.code for problem in report.problems] == ["unused"]
    assert [problem.code for problem in report.waived] == ["endless"]


@pytest.mark.parametrize(
    "moment",
    re.findall(r"^\| `(.*)` \| (?:being|giving|answering|any)", PAGE, re.MULTILINE),
)
def test_each_way_to_write_a_moment_is_read(moment: str) -> None:
    """Though a phase must be declared."""
    phases = FLOW.replace(
        "[facts.afspraak]", '[phases]\nhulp = "Hulp"\n\n[facts.afspraak]'
    )
    text = f'{phases}\n[[rules]]\ntitle = "R"\nstate = {moment}\nat_most = 9\n'
    assert loads(text).rules[0].about
