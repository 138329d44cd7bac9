"""PDF: the picture on one page of its own size, or on pages of paper."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ama_flow.model import Flow, FlowError, Options, Problem, Renderer

from ._pictured import PICTURE, pictured
from .dot import source_of
from .drawing.engine import draw_pages
from .paper.pages import Page, pages
from .paper.sheets import on_page, paper

_PARTS = ("phase", "focus", "overview")


def render(flow: Flow, options: Options) -> bytes:
    """Draw *flow* as PDF; the same flow gives the same bytes.

    Raises `FlowError` where Graphviz or pypdf is not there or fails, and for a part of
    a flow that cannot be read on one page of the paper that is asked for.
    """
    bound = _binder()
    found = _pages(flow, options)
    sources = [source_of(page.outline, page.scene, anchors=False) for page in found]
    drawn = draw_pages(sources)
    try:
        return bound(found, drawn)
    except ValueError as error:
        raise FlowError(_unread(error)) from None


def _binder() -> Callable[[Sequence[Page], Sequence[bytes]], bytes]:
    try:
        from .paper.binder import bound  # noqa: PLC0415 - start-up is a feature
    except ImportError as error:
        raise FlowError(_missing(error)) from None
    return bound


def _pages(flow: Flow, options: Options) -> tuple[Page, ...]:
    plan = pictured(flow, options)
    is_part = any(getattr(options, part) for part in _PARTS)
    if options.paper is None or is_part:
        scene = on_page(plan, options)
        return (Page(title=plan.excerpt, outline=plan, scene=scene),)
    return pages(plan, paper(options.paper))


def _missing(error: ImportError) -> Problem:
    return Problem(
        code="no-pypdf",
        message=f"PDF takes the package pypdf, which cannot be used: {error}",
        hint="run pip install 'ama-flow[diagrams]'; svg, dot and markdown can be "
        "written without",
    )


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
