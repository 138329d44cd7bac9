"""Mutants of a flow: what an author may get wrong, one slip at a time.

Each operator gives all the slips of its kind. All names in a mutant resolve, since
the loader sees to those. Its proof tells which slips are noticed: those that survive
show an author what no proof and no rule of the flow says.
"""

from ama_flow.mutants.kills import Kills, Mutant, Row, Survivor, mutants, mutate
from ama_flow.mutants.operators import OPERATORS, Operator

__all__ = [
    "OPERATORS",
    "Kills",
    "Mutant",
    "Operator",
    "Row",
    "Survivor",
    "mutants",
    "mutate",
]
