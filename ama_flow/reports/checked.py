"""What came of checking one file, and where its problems stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from ama_flow import proofs
from ama_flow.loader import load
from ama_flow.model import Flow, FlowError, Place, Problem, Record, Route
from ama_flow.proofs import ALL, Report, Selection
from ama_flow.scenarios import SUFFIX, Scenarios, judge, read


class Checked(Record):
    """A file, under the *name* it was asked for by, with all that is wrong with it.

    *flow* and *report* are None where the file is no flow. Whatever the *selection*,
    the problems that keep it from being one are told. *scenarios* are those of a file
    of scenarios, which is no flow.
    """

    name: str
    problems: tuple[Problem, ...]
    flow: Flow | None = None
    report: Report | None = None
    selection: Selection = ALL
    scenarios: Scenarios | None = None

    @property
    def file(self) -> str:
        """The name of the file, as problems have it."""
        if self.flow and self.flow.origin:
            return self.flow.origin.file
        places = (problem.place.file for problem in self.problems if problem.place)
        return next(places, self.name)

    @property
    def proved(self) -> bool:
        """Whether nobody can get stuck, or every scenario leads where it says.

        And nothing else is wrong.
        """
        if self.scenarios:
            return not self.problems
        return self.report is not None and self.report.proved

    @property
    def waived(self) -> Iterator[tuple[Problem, str]]:
        """The problems that the author accepts, each with the reason."""
        if self.flow and self.report:
            for problem in self.report.waived:
                waiver = proofs.waiver(self.flow, problem)
                yield problem, waiver.reason if waiver else ""

    def place(self, at: Route) -> Place | None:
        """Say where the value at *at* stands, if the file could be read."""
        if self.flow is None or self.flow.origin is None or not at:
            return None
        from ama_flow.places import place  # noqa: PLC0415 - start-up is a feature

        return place(self.flow.origin, at)


def checked(name: str, selection: Selection = ALL) -> Checked:
    """Check the flow called *name*, or the file at that path, for the *selection*.

    Of a file of scenarios, each is held against its flow.
    """
    if name.endswith(SUFFIX):
        return _judged(name)
    try:
        flow = load(name)
    except FlowError as error:
        return Checked(name=name, problems=error.problems, selection=selection)
    report = proofs.check(flow, selection=selection)
    return Checked(
        name=name,
        problems=report.problems,
        flow=flow,
        report=report,
        selection=selection,
    )


def _judged(name: str) -> Checked:
    try:
        found = read(name)
    except FlowError as error:
        return Checked(name=name, problems=error.problems)
    wrong = (judge(found.flow, scenario) for scenario in found.scenarios)
    problems = tuple(chain.from_iterable(wrong))
    return Checked(name=name, problems=problems, scenarios=found)


def count(number: int, what: str) -> str:
    """Say how many there are of *what*, a noun that takes an s."""
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def summary(files: Sequence[Checked]) -> str:
    """Say in a line how many files are proved, and what is wrong with the others."""
    problems = sum(len(file.problems) for file in files)
    if len(files) == 1:
        said = count(problems, "problem") if problems else "No problem"
    else:
        wrong = sum(bool(file.problems) for file in files)
        proved = sum(file.proved for file in files)
        left = len(files) - wrong - proved
        parts = [
            f"{proved} proved" if proved else "",
            f"{left} not proved" if left else "",
            f"{wrong} with {count(problems, 'problem')}" if wrong else "",
        ]
        said = f"{len(files)} files: {', '.join(filter(None, parts))}"
    return f"{said}.{_limits(files)}"


def _limits(files: Sequence[Checked]) -> str:
    """Say which codes were looked at, where that is not all."""
    selection = next((file.selection for file in files), ALL)
    if selection.is_all:
        return ""
    looked = f"only at {', '.join(selection.select)}" if selection.select else ""
    but = f"not at {', '.join(selection.ignore)}" if selection.ignore else ""
    parts = ", ".join(filter(None, (looked, but)))
    return f" Looked {parts}, so nothing is proved."
