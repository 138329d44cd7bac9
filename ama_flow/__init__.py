"""Write a procedure once, prove it, publish it, run it.

>>> import ama_flow
>>> flow = ama_flow.load("ama_wvg")
>>> ama_flow.check(flow).problems
()
"""

from ama_flow.difference import Difference, diff
from ama_flow.loader import load, loads
from ama_flow.model import Flow, FlowError, Options, Problem, Renderer
from ama_flow.proofs import Report, check
from ama_flow.registry import render
from ama_flow.session import Answer, Choice, Session

__all__ = [
    "Answer",
    "Choice",
    "Difference",
    "Flow",
    "FlowError",
    "Options",
    "Problem",
    "Renderer",
    "Report",
    "Session",
    "check",
    "diff",
    "load",
    "loads",
    "render",
]
