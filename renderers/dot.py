"""DOT, the language of Graphviz: a picture of a flow, from top to bottom.

Every text is set by us, in boxes of a size that we work out, so that the layout is
the same on every machine; Graphviz places the boxes and draws the lines.
"""

from __future__ import annotations

from collections.abc import Iterable

import graphviz

from ama_flow.model import Flow, Options, Renderer, State
from ama_flow.text import linked

from ._boxes import box
from ._content import called, detail, onward, prose
from ._details import address, provenance, unused
from ._labels import Label, Stretch, column, font, text
from ._legend import add_legend
from ._outline import Section, outline
from ._phrases import name, sources
from ._picture import Picture, picture
from ._style import COLOURS, EDGE, FONT, HEADLINE, LINES, PHASE, SMALL, START
from ._ways import Way

_HEAD = 560  # points for the text above the picture
_PHASE = 140  # narrow, so that the ordinary way does not run through it
_LABEL = 96  # points for the label of a line
_ORDER = {"weight": "50"}


def render(flow: Flow, options: Options) -> bytes:
    """Write *flow* as a picture in DOT, UTF-8."""
    return source(flow, options, anchors=True).encode()


def source(flow: Flow, options: Options, *, anchors: bool) -> str:
    """Give the picture of *flow* as DOT; *anchors* where it can lead to itself."""
    plan = picture(outline(flow, options), anchors=anchors)
    return str(_Drawing(plan).whole().source)


class _Drawing:
    """One picture on its way to DOT, in which the states are called n0, n1 ..."""

    def __init__(self, plan: Picture) -> None:
        self.plan = plan
        self.outline = plan.outline
        states = enumerate(plan.outline.states)
        self.nodes = {state.id: f"n{number}" for number, state in states}
        self.graph = graphviz.Digraph(graph_attr=_GRAPH, node_attr=_NODE, edge_attr=_EDGE)

    def whole(self) -> graphviz.Digraph:
        self.graph.attr(label=f"<{self.head().html}>", tooltip=...)
        self.start()
        for number, section in enumerate(self.outline.sections):
            self.section(number, section)
        ...
        return self.graph
