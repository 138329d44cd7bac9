"""Write a procedure once, prove it, publish it, run it.

>>> import ama_flow
>>> flow = ama_flow.load("ama_wvg")
>>> ama_flow.check(flow).problems
()
"""

from typing import TYPE_CHECKING

from ama_flow.loader import load, loads
from ama_flow.model import Flow, FlowError, Options, Problem, Renderer
from ama_flow.proofs import Report, check
from ama_flow.registry import render
from ama_flow.session import Answer, Choice, Session

if TYPE_CHECKING:
    from ama_flow.mutants import mutate

__all__ = [
    "Answer",
    "Choice",
    "Flow",
    "FlowError",
    "Options",
    "Problem",
    "Renderer",
    "Report",
    "Session",
    "check",
    "load",
    "loads",
    "mutate",
    "render",
]


def __getattr__(name: str) -> object:
    """Import on use what few need; raises ``AttributeError``."""
    if name != "mutate":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from ama_flow.mutants import mutate  # noqa: PLC0415 - start-up is a feature

    return mutate
