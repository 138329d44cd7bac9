"""The proof of a flow: that nobody gets stuck in it, whatever the answers.

Every situation that a reader can get into is looked at. So a flow without problems
is proved, and each problem comes with a shortest way to it.
"""

from __future__ import annotations

from collections.abc import Iterable

from ama_flow.model import Flow, Problem, replace
from ama_flow.proofs.clashes import clashes
from ama_flow.proofs.figures import measure, size
from ama_flow.proofs.game import Game
from ama_flow.proofs.garbage import uncollected
from ama_flow.proofs.report import ALL, Figures, Otherwise, Report, Selection
from ama_flow.proofs.sameness import sameness
from ama_flow.proofs.settle import settle, waiver
from ama_flow.proofs.sources import inexact, uncited
from ama_flow.proofs.space import BOUND, Space, explore
from ama_flow.proofs.structure import branch_cycles, flaws
from ama_flow.proofs.unused import unused
from ama_flow.proofs.verdicts import verdicts

__all__ = [
    "ALL",
    "BOUND",
    "Figures",
    "Otherwise",
    "Report",
    "Selection",
    "check",
    "waiver",
]


@uncollected()
def check(flow: Flow, *, bound: int = BOUND, selection: Selection = ALL) -> Report:
    """Prove *flow*, or say what is wrong with it.

    The names in *flow* resolve, as they do in each flow that was loaded. Where it
    has more than *bound* situations, the search stops and nothing is proved. Nor is
    anything where the *selection* leaves codes out.
    """
    problems, wrong = flaws(flow)
    problems += (*uncited(flow), *inexact(flow), *unused(flow), *clashes(flow))
    problems += sameness(flow, wrong)
    if cycles := tuple(branch_cycles(flow, wrong)):
        return _report(
            flow, (*problems, *cycles), size(flow), selection, complete=False
        )
    space = explore(flow, wrong, bound=bound)
    game = Game(space)
    figures = measure(space, game)
    problems += verdicts(space, wrong, game)
    broken, proved = _rules(space)
    figures = replace(figures, rules=proved)
    problems += broken
    return _report(flow, problems, figures, selection, complete=space.complete)


def _rules(space: Space) -> tuple[list[Problem], int]:
    """Give the rules that do not hold, and how many are proved to."""
    if not space.flow.rules or not space.complete:
        return [], 0
    from ama_flow.proofs.rules import rules  # noqa: PLC0415 - start-up is a feature

    broken = list(rules(space))
    return broken, 0 if space.excused else len(space.flow.rules) - len(broken)


def _report(
    flow: Flow,
    found: Iterable[Problem],
    figures: Figures,
    selection: Selection,
    *,
    complete: bool,
) -> Report:
    problems, waived = settle(flow, found, selection, exhaustive=complete)
    return Report(
        problems=problems,
        waived=waived,
        figures=figures,
        complete=complete,
        selection=selection,
    )
