"""A file of scenarios as tests: the proof of its flow, each rule, each scenario."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, partial
from pathlib import Path
from typing import Any

import pytest

from ama_flow import proofs
from ama_flow.formats import masked
from ama_flow.model import FlowError, Problem
from ama_flow.places import place
from ama_flow.scenarios import Scenario, Scenarios, judge, read

_RULES = ("rule", "rule-vacuous")


class ScenariosFile(pytest.File):
    """A file of scenarios; its flow is proved once, when a test first asks."""

    @cached_property
    def read(self) -> Scenarios:
        """The scenarios, and their flow; raises `FlowError`."""
        return read(_shown(self.path))

    @cached_property
    def report(self) -> proofs.Report:
        """The proof of the flow."""
        return proofs.check(self.read.flow)

    def collect(self) -> Iterator[pytest.Item]:
        """Give the tests; what is wrong with the file itself is told at once."""
        try:
            flow = self.read.flow
        except FlowError as error:
            raise self.CollectError(masked(str(error))) from None
        yield self.item("proof", self.proof)
        for index, rule in enumerate(flow.rules):
            yield self.item(f"rule: {rule.title}", partial(self.rule, index))
        for scenario in self.read.scenarios:
            find = partial(judge, flow, scenario)
            yield self.item(f"scenario: {scenario.id}", find, self.line(scenario))

    def item(
        self, name: str, find: Callable[[], Iterable[Problem]], line: int = 0
    ) -> pytest.Item:
        """Make a test at a *line*, from zero."""
        made: pytest.Item = Proved.from_parent(self, name=name, find=find, line=line)
        return made

    def line(self, scenario: Scenario) -> int:
        """Give the line of *scenario*, from zero."""
        return place(self.read.origin, scenario.route, key=True).line - 1

    def proof(self) -> Iterator[Problem]:
        """Give all problems but those with rules, which have tests of their own."""
        return (p for p in self.report.problems if p.code not in _RULES)

    def rule(self, index: int) -> Iterator[Problem]:
        """Give the problem of one rule, or say that it was not looked at."""
        problems, waived = self.report.problems, self.report.waived
        broken = [p for p in (*problems, *waived) if p.code in _RULES]
        mine = [p for p in broken if p.at[:2] == ("rules", index)]
        held = len(self.read.flow.rules) - len(broken)
        if not mine and self.report.figures.rules < held:
            message = "the rule is not proved, as there is something else wrong"
            hint = "mend what the proof reports first"
            yield Problem(code="unfinished", message=message, hint=hint)
        yield from (p for p in mine if p in problems)


def _shown(path: Path) -> Path:
    """Name *path* from here where that is shorter."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


class Proved(pytest.Item):
    """A test that passes where nothing wrong is found."""

    def __init__(
        self,
        *,
        find: Callable[[], Iterable[Problem]],
        line: int,
        **keys: Any,  # noqa: ANN401 - as pytest has it
    ) -> None:
        """Take what finds problems."""
        super().__init__(**keys)
        self.find = find
        self.line = line

    def runtest(self) -> None:
        """Fail with the problems as ama-flow tells them, without a traceback."""
        if found := tuple(self.find()):
            pytest.fail(masked("\n".join(map(str, found))), pytrace=False)

    def reportinfo(self) -> tuple[os.PathLike[str], int, str]:
        """Say in which file and line the test stands."""
        return self.path, self.line, self.name
