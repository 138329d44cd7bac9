"""PNG: the picture for where nothing but an image will do."""

from __future__ import annotations

from ama_flow.model import Flow, FlowError, Options, Problem, Renderer

from ._pictured import PICTURE, pictured
from .dot import source_of
from .drawing.engine import draw
from .paper.sheets import on_page
from .picture.scene import Scene

DPI = 144
"""Dots in an inch, where nothing is asked: two for each dot of a plain screen."""
_INCH = 72  # points
_MOST = 32_767  # dots along a side: more, and cairo gives up
_FEWEST = 0.5  # dots in an inch that Graphviz can still draw


def render(flow: Flow, options: Options) -> bytes:
    """Draw *flow* as PNG.

    Raises `FlowError` for a size that can't be drawn, and where Graphviz is not there
    or fails.
    """
    plan = pictured(flow, options)
    scene = on_page(plan, options)
    dpi = float(options.dpi or DPI) * scene.scale
    if options.width is not None:
        dpi = options.width * _INCH / scene.width
    longest = max(scene.width, scene.height) * dpi / _INCH
    if longest > _MOST or dpi < _FEWEST:
        raise _refused(scene)
    return draw(source_of(plan, scene, anchors=False), "png", f"-Gdpi={dpi:.6f}")


def _refused(scene: Scene) -> FlowError:
    most = _MOST * _INCH / max(scene.width, scene.height)
    asked, wide = int(most / scene.scale), int(most * scene.width / _INCH)
    problem = Problem(
        code="image-size",
        message=f"the image would be larger than {_MOST} dots, or next to nothing",
        hint=f"ask for at most {asked} dpi, or {wide} dots wide",
    )
    return FlowError(problem)


renderer = Renderer(
    name="png",
    suffix=".png",
    media_type="image/png",
    summary="a picture as an image",
    render=render,
    takes=(*PICTURE, "paper", "dpi", "width"),
)
