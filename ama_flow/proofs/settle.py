"""From all that was found to what is reported: waivers, and one problem per fault.

One fault shows in several ways: where an answer leads nowhere, nothing behind it is
reached either. So what most likely follows from another problem is only named in
the hint of that one, and comes back if it is still there when that is repaired.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ama_flow.model import Flow, Problem, Waiver, replace
from ama_flow.proofs.naming import listed
from ama_flow.proofs.report import Selection

_ALONE = (
    "cannot-fail-fails",
    "command-clash",
    "exact-missing",
    "no-way-out",
    "otherwise-not-last",
    "outcome-differs",
    "phase-missing",
    "statement-not-cited",
    "unused-waiver",
)
"""Problems that nothing follows from, but that something is not used."""

_FOLLOWING = (
    "no-difference",
    "no-goal",
    "unreachable",
    "never-taken",
    "asked-twice",
    "endless",
    "rule",
    "rule-vacuous",
    "unused",
)
"""Problems that may follow from any other but the ones above, and from each before."""

_LAST = ("rule", "rule-vacuous", "unused")
"""Problems that may follow from any other at all."""

_ALIKE = ("no-way-out", "phase-missing", "statement-not-cited", "unused")
"""Problems that are told once, however many things have them: they often come of
one line that is missing."""

_UNWAIVABLE = (
    "answer-missing",
    "branch-asks",
    "branch-cycle",
    "branch-has-text",
    "branch-has-triggers",
    "contact-elsewhere",
    "contact-missing",
    "dead-end",
    "goal-asks",
    "goal-goes-on",
    "only-fails",
    "question-asks-nothing",
    "sensitive-asked",
    "step-asks",
)
"""Problems that nobody can accept: a session could not lead a reader through."""


def settle(
    flow: Flow, found: Iterable[Problem], selection: Selection, *, exhaustive: bool
) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    """Give the problems to report and those that are waived, each with its place.

    Those that the *selection* leaves out are not there, so nothing follows from them.
    Only where what was found is *exhaustive*, an unused waiver is a problem.
    """
    problems: list[Problem] = []
    waived: list[Problem] = []
    used: set[int] = set()
    for problem in found:
        if not selection.has(problem.code):
            continue
        fitting = _fitting(flow, problem)
        (waived if fitting else problems).append(problem)
        used.update(fitting)
    if exhaustive and selection.has("unused-waiver"):
        problems += _unused_waivers(flow, used, selection)
    return (
        tuple(
            _placed(flow, problem) for problem in _roots(flow, _merged(flow, problems))
        ),
        tuple(_placed(flow, problem) for problem in waived),
    )


def waiver(flow: Flow, problem: Problem) -> Waiver | None:
    """Give the first waiver of *flow* that accepts *problem*, if there is one."""
    return next((flow.waivers[n] for n in _fitting(flow, problem)), None)


def _fitting(flow: Flow, problem: Problem) -> list[int]:
    """Give the positions of the waivers that accept *problem*."""
    if problem.code in _UNWAIVABLE:
        return []
    wanted = (problem.code, _name(flow, problem))
    return [n for n, w in enumerate(flow.waivers) if (w.code, w.at) == wanted]


def _name(flow: Flow, problem: Problem) -> str:
    """Give the id that a problem is about, or the title of a rule; a flow has none."""
    match problem.at:
        case ("rules", int(number), *_):
            return flow.rules[number].title
        case (_, name, *_):
            return str(name)
        case _:
            return ""


def _unused_waivers(
    flow: Flow, used: set[int], selection: Selection
) -> Iterator[Problem]:
    for index, row in enumerate(flow.waivers):
        if index not in used and selection.has(row.code):
            yield Problem(
                code="unused-waiver",
                message=_unused(row),
                at=("waivers", index),
                hint="take the waiver out",
            )


def _unused(row: Waiver) -> str:
    if row.code in _UNWAIVABLE:
        return f"a problem {row.code!r} can't be waived"
    where = f" at {row.at!r}" if row.at else ""
    return f"there is no problem {row.code!r}{where} to waive"


def _merged(flow: Flow, problems: list[Problem]) -> Iterator[Problem]:
    """Tell of those that are alike only the first, and name the others there."""
    groups: dict[object, list[Problem]] = {}
    for number, problem in enumerate(problems):
        key = problem.code if problem.code in _ALIKE else number
        groups.setdefault(key, []).append(problem)
    for first, *others in groups.values():
        names = listed(repr(_name(flow, other)) for other in others)
        also = f"; the same goes for {names}" if others else ""
        yield replace(
            first,
            message=first.message + also,
            also=tuple(other.at for other in others),
        )


def _roots(flow: Flow, found: Iterable[Problem]) -> list[Problem]:
    """Leave out what may follow from another problem, and name it there."""
    problems = tuple(found)
    alone = any(problem.code in _ALONE for problem in problems)
    first = min((_level(p) for p in problems if p.code not in _ALONE), default=0)
    kept: list[Problem] = []
    rest: list[Problem] = []
    for problem in problems:
        follows = _level(problem) > first or (alone and problem.code in _LAST)
        (rest if follows else kept).append(problem)
    if kept and kept[0].code == "rule":  # one mistake breaks many rules
        kept.sort(key=lambda problem: len(problem.path))
        kept, rest = kept[:1], [*kept[1:], *rest]
    if rest:
        lead = min(range(len(kept)), key=lambda n: kept[n].code in _ALONE)
        kept[lead] = _with_rest(flow, kept[lead], rest)
    return kept


def _level(problem: Problem) -> int:
    code = problem.code
    return _FOLLOWING.index(code) + 1 if code in _FOLLOWING else 0


def _with_rest(flow: Flow, problem: Problem, rest: list[Problem]) -> Problem:
    """Name the *rest* in the hint, by their codes and ids."""
    names = listed(" ".join(filter(None, (p.code, _name(flow, p)))) for p in rest)
    return replace(problem, hint=f"{problem.hint}; then look again at: {names}")


def _placed(flow: Flow, problem: Problem) -> Problem:
    if flow.origin is None or not problem.at:
        return problem
    from ama_flow.places import place  # noqa: PLC0415 - start-up is a feature

    return replace(problem, place=place(flow.origin, problem.at))
