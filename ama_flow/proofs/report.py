"""What a proof says of a flow."""

from __future__ import annotations

from typing import NamedTuple

from ama_flow.model import Conditions, Problem, Record


class Otherwise(NamedTuple):
    """What the transition without conditions catches that a *state* ends with."""

    state: str
    trigger: str
    catches: Conditions


class Figures(Record):
    """How large a flow is, and how far the way.

    *situations* are the states with what a reader may know there. *worst* is the
    number of answers within which a reader gets from the initial situation to a
    goal or a contact, whatever the outcomes; None where that is not proved.
    *fewest* is the least number of answers to a goal, None where none is reached.
    *rules* is the number of rules that are proved to hold on every path.
    """

    states: int
    transitions: int
    situations: int = 0
    worst: int | None = None
    fewest: int | None = None
    rules: int = 0
    otherwise: tuple[Otherwise, ...] = ()


class Selection(Record):
    """The codes to look at: those of *select*, or else all, without those of *ignore*."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    @property
    def is_all(self) -> bool:
        """Whether nothing is left out."""
        return not self.select and not self.ignore

    def has(self, code: str) -> bool:
        """Say whether problems with this *code* are looked at."""
        return code not in self.ignore and (not self.select or code in self.select)


ALL = Selection()
"""Every code there is."""


STICKING = ("dead-end", "gap", "luck", "overlap", "trap", "unfinished", "unknown-fact")
"""The codes of what a reader can get stuck in."""


class Report(Record):
    """The *problems* of a flow, those that its author *waived*, and figures.

    Without *complete* not every situation was looked at, so nothing is proved; nor is
    anything where the *selection* leaves a code out.
    """

    problems: tuple[Problem, ...]
    waived: tuple[Problem, ...]
    figures: Figures
    complete: bool = True
    selection: Selection = ALL

    @property
    def proved(self) -> bool:
        """Whether nobody can get stuck, and nothing else is wrong but what was waived.

        A waiver is a reason to go on, and no proof: where readers can get stuck, it is
        not proved that they can't.
        """
        sticks = any(problem.code in STICKING for problem in self.waived)
        whole = self.complete and self.selection.is_all
        return whole and not self.problems and not sticks
