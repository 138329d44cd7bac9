"""PDF: the picture on one page of its own size, or on pages of paper."""

from __future__ import annotations

from collections.abc import Iterator

from ama_flow.model import Flow, FlowError, Options, Problem, Renderer

from ._binder import Leaf, Sides, bound
from ._compose import composed
from ._engine import draw_pages
from ._excerpt import PICTURE, pictured
from ._outline import anchor
from ._pages import Page, pages
from ._paper import on_page, paper
from ._scene import Scene
from ._setting import clean
from .dot import source_of

_PARTS = ("phase", "focus", "overview")


def render(flow: Flow, options: Options) -> bytes:
    """Draw *flow* as PDF; the same flow gives the same bytes.

    Raises `FlowError` where Graphviz is not there or fails, and for a part of a flow
    that cannot be read on one page of the paper that is asked for.
    """
    found = _pages(flow, options)
    sources = [source_of(page.outline, page.scene, anchors=False) for page in found]
    drawn = draw_pages(sources)
    outline = found[0].outline
    leaves = [
        _leaf(page, one, number)
        for number, (page, one) in enumerate(zip(found, drawn, strict=True), 1)
    ]
    title = clean(outline.expand(outline.flow.title))
    try:
        return bound(leaves, title, outline.flow.language)
    except ValueError as error:
        raise FlowError(_unread(error)) from None


def _pages(flow: Flow, options: Options) -> tuple[Page, ...]:
    plan = pictured(flow, options)
    is_part = any(getattr(options, part) for part in _PARTS)
    if options.paper is None or is_part:
        scene = on_page(plan, composed(plan), options)
        return (Page(title=plan.excerpt, outline=plan, scene=scene),)
    return pages(plan, paper(options.paper))


def _leaf(page: Page, drawn: bytes, number: int) -> Leaf:
    scene = page.scene
    return Leaf(
        title=page.title,
        drawn=drawn,
        width=scene.width * scene.scale,
        height=scene.height * scene.scale,
        scale=scene.scale,
        links=tuple(_links(scene)),
        places={f"page-{number}": 0.0, **_places(scene)},
    )


def _links(scene: Scene) -> Iterator[tuple[Sides, str]]:
    for text in scene.texts:
        if text.url:
            sides = text.left, text.top, text.left + text.width, text.top + text.height
            left, top, right, bottom = (side * scene.scale for side in sides)
            yield (left, top, right, bottom), text.url


def _places(scene: Scene) -> dict[str, float]:
    """Say how far down each state is."""
    states = (state for run in scene.runs for state in run.states)
    return {
        anchor(drawn.state): min(y for _, y in drawn.shapes[0].points) * scene.scale
        for drawn in states
    }


def _unread(error: ValueError) -> Problem:
    return Problem(
        code="graphviz",
        message=f"the PDF of this Graphviz cannot be read: {error}",
        hint="write it as svg, which takes no Graphviz, and print that",
    )


renderer = Renderer(
    name="pdf",
    suffix=".pdf",
    media_type="application/pdf",
    summary="a picture to print",
    render=render,
    takes=(*PICTURE, "paper"),
)
