"""Write a procedure once; prove it, publish it and run it."""

from ama_flow.loader import load, loads
from ama_flow.model import Flow, FlowError, Options, Problem, Renderer

__all__ = ["Flow", "FlowError", "Options", "Problem", "Renderer", "load", "loads"]
