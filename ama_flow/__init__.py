"""Write a procedure once, prove it, publish it, run it.

>>> import ama_flow
>>> flow = ama_flow.load("ama_wvg")
>>> ama_flow.check(flow).problems
()
"""

from importlib import import_module
from typing import TYPE_CHECKING

from ama_flow.loader import load, loads
from ama_flow.model import Flow, FlowError, Options, Problem, Renderer
from ama_flow.proofs import Report, check
from ama_flow.registry import render
from ama_flow.session import Answer, Choice, Session

if TYPE_CHECKING:
    from ama_flow.difference import Difference, diff
    from ama_flow.mutants import mutate
    from ama_flow.proofs.certificate import certificate
    from ama_flow.proofs.paths import Paths, paths, remaining
    from ama_flow.proofs.tours import Tours, tours

__all__ = [
    "Answer",
    "Choice",
    "Difference",
    "Flow",
    "FlowError",
    "Options",
    "Paths",
    "Problem",
    "Renderer",
    "Report",
    "Session",
    "Tours",
    "certificate",
    "check",
    "diff",
    "load",
    "loads",
    "mutate",
    "paths",
    "remaining",
    "render",
    "tours",
]

_ON_USE = {
    "Difference": "difference",
    "Paths": "proofs.paths",
    "Tours": "proofs.tours",
    "certificate": "proofs.certificate",
    "diff": "difference",
    "mutate": "mutants",
    "paths": "proofs.paths",
    "remaining": "proofs.paths",
    "tours": "proofs.tours",
}
"""Where the names are that are imported on use: start-up is a feature."""


def __getattr__(name: str) -> object:
    """Import a name on use; raises ``AttributeError`` for one that does not exist."""
    if name not in _ON_USE:
        raise AttributeError(f"module 'ama_flow' has no attribute {name!r}")
    found: object = getattr(import_module(f"ama_flow.{_ON_USE[name]}"), name)
    return found
