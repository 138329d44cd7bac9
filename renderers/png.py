"""PNG: the picture for where nothing but an image will do."""

from __future__ import annotations

from ama_flow.model import Flow, Options, Renderer

from ._engine import draw
from ._marked import MARKS
from .dot import source


def render(flow: Flow, options: Options) -> bytes:
    """Draw *flow* as PNG; raises `FlowError` where Graphviz is not there or fails."""
    return draw(source(flow, options, anchors=False), "png", "-Gdpi=144")


renderer = Renderer(
    name="png",
    suffix=".png",
    media_type="image/png",
    summary="a picture as an image",
    render=render,
    takes=MARKS,
)
