"""From all that was found to what is reported: waivers, and one problem per fault.

A fault often shows in several ways: where an answer leads nowhere, what lies behind
it is not reached either. What comes later in `_ORDER` is most likely due to what
comes first, so it is named in a hint there, and reported once that is repaired.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ama_flow.model import Flow, Problem, Waiver
from ama_flow.places import place
from ama_flow.proofs.naming import listed

_ORDER = ("no-goal", "unreachable", "never-taken", "asked-twice", "unused")
"""From the root to what may follow from it; problems of other codes are roots.

"""


def settle(
    flow: Flow, found: Sequence[Problem]
) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    """Give the problems to report, and those that are waived, each with its place."""
