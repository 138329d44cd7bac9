"""A certificate: the claim that nobody gets stuck, so that anybody can verify it.

It names every situation with the worst number of answers to help. What a situation
claims follows from those behind it, so verifying takes one look at each, and none of
the code that made it: examples/verify_certificate.py.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from ama_flow.model import Flow, FlowError, Value
from ama_flow.proofs import check
from ama_flow.proofs.paths import paths

FORMAT = 1
"""The version of this form: a change that breaks its readers gives it another."""

Plain = bool | int | str | None
"""A value as JSON has it."""


def certificate(flow: Flow) -> dict[str, object]:
    """Give the certificate of *flow* as data for JSON; docs/paths.md says what is in it.

    Raises `FlowError` with the problems of a flow that is not proved, also those
    that are waived if they are why only luck helps somewhere.
    """
    situations = paths(flow).situations
    if any(situation.worst is None for situation in situations):
        raise FlowError(*check(flow).waived)
    return {
        "format": FORMAT,
        "flow": flow.id,
        "version": flow.version,
        "situations": [
            {
                "state": situation.state,
                "facts": {fact: plain(value) for fact, value in situation.facts},
                "worst": situation.worst,
            }
            for situation in situations
        ],
    }


def plain(value: Value | None) -> Plain:
    """Give a value as JSON has it: dates in ISO 8601, decimals as strings."""
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value
