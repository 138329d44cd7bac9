"""A file of scenarios as tests: the proof of its flow, each rule, each scenario."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest

from ama_flow import proofs
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
        """Give the tests; what is wrong with a file is an error of its own."""
        try:
            found = self.read
        except FlowError as error:
            raise self.CollectError(str(error)) from None
        yield ProofItem.from_parent(self, name="proof")
        for index, rule in enumerate(found.flow.rules):
            yield RuleItem.from_parent(self, name=f"rule: {rule.title}", index=index)
        for scenario in found.scenarios:
            name = f"scenario: {scenario.id}"
            yield ScenarioItem.from_parent(self, name=name, scenario=scenario)


def _shown(path: Path) -> Path:
    """Name *path* from here where that is shorter."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


class _Item(pytest.Item):
    parent: ScenariosFile

    def runtest(self) -> None:
        """Raise `FlowError` where something is wrong."""
        if found := tuple(self.problems()):
            raise FlowError(*found)

    def problems(self) -> Iterable[Problem]:
        """Give what is wrong."""
        raise NotImplementedError

    def repr_failure(
        self,
        excinfo: pytest.ExceptionInfo[BaseException],
        style: Any = None,  # noqa: ANN401 - as pytest has it
    ) -> Any:  # noqa: ANN401 - as pytest has it
        """Show problems as ama-flow does, and other errors as pytest does."""
        if isinstance(excinfo.value, FlowError):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[os.PathLike[str], int | None, str]:
        """Say in which file and line the test stands."""
        return self.path, self.line(), self.name

    def line(self) -> int | None:
        """Give the line, from zero."""
        return 0


class ProofItem(_Item):
    """That nobody gets stuck in the flow, and that nothing else is wrong with it."""

    def problems(self) -> Iterator[Problem]:
        """Give all problems but those with rules, which have tests of their own."""
        report = self.parent.report
        yield from (p for p in report.problems if p.code not in _RULES)


class RuleItem(_Item):
    """That one rule of the flow holds on every path."""

    def __init__(self, *, index: int, **keys: Any) -> None:  # noqa: ANN401 - as pytest has it
        """Take the rule at *index*."""
        super().__init__(**keys)
        self.index = index

    def problems(self) -> Iterator[Problem]:
        """Give the problem of the rule, or say that it was not looked at."""
        report, rules = self.parent.report, self.parent.read.flow.rules
        found = (*report.problems, *report.waived)
        broken = [p for p in found if p.code in _RULES]
        mine = [p for p in broken if p.at[:2] == ("rules", self.index)]
        if not mine and report.figures.rules < len(rules) - len(broken):
            message = "the rule is not proved, as there is something else wrong"
            hint = "mend what the proof reports first"
            yield Problem(code="unfinished", message=message, hint=hint)
        yield from (p for p in mine if p in report.problems)


class ScenarioItem(_Item):
    """That the answers of one scenario lead where it says."""

    def __init__(self, *, scenario: Scenario, **keys: Any) -> None:  # noqa: ANN401 - as pytest has it
        """Take *scenario*."""
        super().__init__(**keys)
        self.scenario = scenario

    def problems(self) -> tuple[Problem, ...]:
        """Give what does not come of the answers."""
        return judge(self.parent.read.flow, self.scenario)

    def line(self) -> int | None:
        """Give the line of the scenario."""
        origin = self.scenario.origin
        return place(origin, self.scenario.route, key=True).line - 1 if origin else None
