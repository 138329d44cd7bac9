"""A renderer of somebody else's: the titles of a flow, one a line."""

from __future__ import annotations

from ama_flow.model import Flow, Options, Renderer
from ama_flow.text import expand
from ama_flow.text.translated import translated


def render(flow: Flow, options: Options) -> bytes:
    """List the states with their kinds, in order of reading."""
    flow = translated(flow, options.language)
    titles = [f"{s.kind:9}{expand(flow, s.title)}" for s in flow.states.values()]
    return "\n".join([expand(flow, flow.title), "", *titles, ""]).encode()


renderer = Renderer(
    name="outline",
    suffix=".txt",
    media_type="text/plain",
    summary="the titles, one a line",
    render=render,
)
