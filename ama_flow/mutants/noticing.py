"""What a proof says of a flow, in short: enough to compare two of them."""

from __future__ import annotations

from ama_flow.model import Flow, Route, replace
from ama_flow.proofs import check

_OF_RULES = ("rule", "rule-vacuous")

Found = frozenset[tuple[str, Route]]
"""The code of each problem, with its route."""


def found(flow: Flow) -> Found:
    """Prove *flow*, and give what is wrong with it."""
    return frozenset((problem.code, problem.at) for problem in check(flow).problems)


def bare(flow: Flow) -> Flow:
    """Give *flow* without its rules, and without the waivers of what they say."""
    waivers = tuple(w for w in flow.waivers if w.code not in _OF_RULES)
    return replace(flow, rules=(), waivers=waivers)
