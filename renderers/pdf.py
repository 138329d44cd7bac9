"""PDF: the picture on one page of its own size."""

from __future__ import annotations

import re

from ama_flow.model import Flow, Options, Renderer

from ._engine import draw
from ._excerpt import PICTURE
from .dot import source

_CREATED = re.compile(rb"(/CreationDate \(D:)\d{14}")


def render(flow: Flow, options: Options) -> bytes:
    """Draw *flow* as PDF; raises `FlowError` where Graphviz is not there or fails.

    The date at which it was drawn is left out, so that the same flow gives the same
    bytes; a date of the same length takes its place, for what is behind it is found
    by its position.
    """
    drawn = draw(source(flow, options, anchors=False), "pdf")
    return _CREATED.sub(rb"\g<1>20000101000000", drawn)


renderer = Renderer(
    name="pdf",
    suffix=".pdf",
    media_type="application/pdf",
    summary="a picture to print",
    render=render,
    takes=PICTURE,
)
