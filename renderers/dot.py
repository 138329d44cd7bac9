"""DOT, the language of Graphviz: the picture with all its places worked out.

Graphviz only draws it: ``dot``, ``neato -n2`` and what else there is of it give the
same picture. States are nodes and ways are edges; the shapes are drawn behind them,
because Graphviz has no such corners.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import graphviz

from ama_flow.model import Flow, Options, Renderer

from ._outline import Outline, anchor, phase_anchor
from ._pictured import PICTURE, pictured
from ._style import FONT, HEAVY, LIGHT
from .drawing.labels import label, tooltip
from .picture.compose import composed
from .picture.scene import BEND, Badge, Drawn, DrawnRun, DrawnState, Part, Scene, Stroke
from .picture.setting import Text
from .picture.shapes import Point, Segment, Shape, rectangle, rounded
from .svg import called, line_id, sentence

_NODE = {"fontname": FONT, "shape": "none", "margin": "0", "fixedsize": "shape"}
_EDGE = {"fontname": FONT, "arrowsize": "0.7"}
_ROOM = 4  # points beside the words at a line, for what a font may differ
_CONTINUED = " \\\n"  # Graphviz 2 reads at most 16,384 bytes of a string in one go


def render(flow: Flow, options: Options) -> bytes:
    """Write *flow* as a picture in DOT, UTF-8."""
    return source(flow, options, anchors=True).encode()


def source(flow: Flow, options: Options, *, anchors: bool) -> str:
    """Give the picture of *flow* as DOT; *anchors* where it can lead to itself."""
    plan = pictured(flow, options)
    return source_of(plan, composed(plan), anchors=anchors)


def source_of(plan: Outline, scene: Scene, *, anchors: bool) -> str:
    """Give a picture that is worked out as DOT, likewise."""
    return str(_Drawing(plan, scene, anchors=anchors).whole().source)


class _Drawing:
    """One picture, in which the states are called n0, n1 and so on."""

    def __init__(self, plan: Outline, scene: Scene, *, anchors: bool) -> None:
        self.plan, self.scene, self.anchors = plan, scene, anchors
        states = enumerate(plan.states)
        self.nodes = {state.id: f"n{number}" for number, state in states}
        self.graph = graphviz.Digraph(
            graph_attr={
                "layout": "nop2",
                "pad": "0",
                "margin": "0",
                "fontname": FONT,
                "bgcolor": LIGHT["paper"],
                "outputorder": "edgesfirst",
                "tooltip": tooltip(plan.expand(plan.flow.title)),
                "_background": _CONTINUED.join(self._background()),
            },
            node_attr=_NODE,
            edge_attr=_EDGE,
        )

    def whole(self) -> graphviz.Digraph:
        for part in (*self.scene.above, *self.scene.below):
            self._texts(part.name, part.texts)
        for number, run in enumerate(self.scene.runs):
            self._run(number, run)
        self.graph.edge("start", self.nodes[self.plan.flow.initial], style="invis")
        for number, run in enumerate(self.scene.runs):
            for drawn in run.lines:
                self._line(f"f{number}", drawn)
            for state in run.states:
                for drawn in state.lines:
                    self._line(self.nodes[state.state.id], drawn)
        self._again()
        for number, badge in enumerate(self.scene.badges):
            self._badge(f"b{number}", badge)
        return self.graph

    def _again(self) -> None:
        """Draw lines that stand out once more, over those that they share a track with.

        Edges are drawn in the order of their nodes, so these leave one that comes last.
        """
        heavy = [drawn for drawn in self.scene.lines if drawn.stroke.look in HEAVY]
        if heavy:
            self.graph.node(
                "again", label="", style="invis", width="0", height="0", pos="0,0"
            )
        for drawn in heavy:
            self.graph.edge("again", self.nodes[drawn.line.dest], **self._pen(drawn))

    def _badge(self, name: str, badge: Badge) -> None:
        """Write a badge as a node with a shape of its own: it lies over lines."""
        self._node(
            name,
            (badge.text,),
            badge.shape.points,
            shape="box",
            style="rounded,filled",
            fillcolor=LIGHT[badge.shape.fill],
            color=LIGHT[badge.shape.line],
        )

    def _run(self, number: int, run: DrawnRun) -> None:
        look = {"class": "phase"}
        if run.run.is_first:
            look["id"] = phase_anchor(run.run.section)
        if run.frame:
            self._node(f"f{number}", run.texts, run.frame.points, **look)
        elif run.texts:
            self._texts(f"f{number}", run.texts)
        for state in run.states:
            self._state(state)

    def _state(self, drawn: DrawnState) -> None:
        state = drawn.state
        look = {
            "id": anchor(state),
            "class": f"state {state.kind}",
            "tooltip": tooltip(called(self.plan, state)),
        }
        corners = [point for shape in drawn.shapes for point in shape.points]
        self._node(self.nodes[state.id], drawn.texts, corners, **look)

    def _texts(self, name: str, texts: Sequence[Text]) -> None:
        corners = [
            point
            for text in texts
            for point in rectangle(text.left, text.top, text.width + 4, text.height)
        ]
        self._node(name, texts, corners)

    def _node(
        self, name: str, texts: Iterable[Text], corners: Sequence[Point], **look: str
    ) -> None:
        """Write a node that holds *texts*, as large as its corners say."""
        left, right = (pick(x for x, _ in corners) for pick in (min, max))
        top, bottom = (pick(y for _, y in corners) for pick in (min, max))
        shown = [self._linked(text) for text in texts]
        wide, high = right - left, bottom - top
        self.graph.node(
            name,
            label=label(shown, left, top, wide, high),
            pos=self._point((left + wide / 2, top + high / 2)),
            width=f"{wide / 72:.4f}",
            height=f"{high / 72:.4f}",
            **look,
        )

    def _linked(self, text: Text) -> Text:
        is_inner = text.url.startswith("#") and not self.anchors
        return text._replace(url="") if is_inner else text

    def _line(self, name: str, drawn: Drawn) -> None:
        line = drawn.line
        said = tooltip(sentence(self.plan, line))
        look = {
            "id": line_id(self.plan, line),
            "class": f"way {line.role}",
            "tooltip": said,
            **self._pen(drawn),
        }
        if drawn.texts:
            look |= self._words(drawn.texts) | {"labeltooltip": said}
        self.graph.edge(name, self.nodes[line.dest], **look)

    def _pen(self, drawn: Drawn) -> dict[str, str]:
        """Say where a line runs, and how it looks."""
        stroke = drawn.stroke
        look = {
            "pos": self._spline(stroke),
            "color": LIGHT[stroke.pen.colour],
            "penwidth": str(stroke.pen.width),
        }
        if stroke.joins:
            look["arrowhead"] = "none"
        else:
            look["pos"] = f"e,{self._point(stroke.points[-1])} {look['pos']}"
            if stroke.is_hollow:
                look["arrowhead"] = "onormal"
        if stroke.pen.dashed:
            look["style"] = "dashed"
        return look

    def _words(self, texts: Sequence[Text]) -> dict[str, str]:
        left = min(text.left for text in texts) - _ROOM
        top = min(text.top for text in texts)
        wide = max(text.left + text.width for text in texts) - left + _ROOM
        high = max(text.top + text.height for text in texts) - top
        middle = (left + wide / 2, top + high / 2)
        return {
            "label": label(texts, left, top, wide, high),
            "lp": self._point(middle),
        }

    # -------------------------------------------------------- background

    def _background(self) -> Iterator[str]:
        """Draw all shapes, and the lines of the legend, in the language of xdot."""
        scene = self.scene
        paper = rectangle(0, 0, scene.width, scene.height)
        yield from self._shape(Shape(points=paper, fill="paper"))
        for run in scene.runs:
            if run.frame:
                yield from self._shape(run.frame)
        for run in scene.runs:
            for state in run.states:
                for shape in state.shapes:
                    yield from self._shape(shape)
        for part in (*scene.above, *scene.below):
            yield from self._part(part)

    def _part(self, part: Part) -> Iterator[str]:
        for shape in part.shapes:
            yield from self._shape(shape)
        for stroke in part.strokes:
            pen = stroke.pen
            yield from _style("dashed" if pen.dashed else "solid")
            yield from _pen(LIGHT[pen.colour], pen.width)
            yield f"B {self._curve(rounded(stroke.shaft, BEND))}"
            yield from _style("solid")
            yield from self._shape(stroke.head) if stroke.head else ()

    def _shape(self, shape: Shape) -> Iterator[str]:
        yield f"C 7 -{LIGHT[shape.fill]}"
        yield from _pen(LIGHT[shape.line or shape.fill], shape.width)
        yield from _style("dashed" if shape.dashed else "solid")
        yield f"b {self._curve(shape.segments)}"
        yield from _style("solid") if shape.dashed else ()

    def _curve(self, segments: Iterable[Segment]) -> str:
        points = list(_pulled(segments))
        return f"{len(points)} {' '.join(map(self._pair, points))}"

    def _spline(self, stroke: Stroke) -> str:
        shaft = rounded(stroke.shaft, BEND)
        return " ".join(map(self._point, _pulled(shaft)))

    def _point(self, point: Point) -> str:
        return self._pair(point).replace(" ", ",")

    def _pair(self, point: Point) -> str:
        """Write a point as Graphviz has it: from the lower left."""
        return f"{point[0]:.2f} {self.scene.height - point[1]:.2f}"


def _pen(colour: str, wide: float) -> Iterator[str]:
    yield f"c 7 -{colour}"
    yield from _style(f"setlinewidth({wide:g})")


def _style(said: str) -> Iterator[str]:
    yield f"S {len(said)} -{said}"


def _pulled(segments: Iterable[Segment]) -> Iterator[Point]:
    """Give the points of a curve, of which every third is on it."""
    for number, segment in enumerate(segments):
        (x, y), (to_x, to_y) = segment.start, segment.end
        if not number:
            yield segment.start
        third = (x + (to_x - x) / 3, y + (to_y - y) / 3)
        rest = (x + (to_x - x) * 2 / 3, y + (to_y - y) * 2 / 3)
        yield from segment.pulls or (third, rest)
        yield segment.end


renderer = Renderer(
    name="dot",
    suffix=".dot",
    media_type="text/vnd.graphviz; charset=utf-8",
    summary="a picture for Graphviz to draw",
    render=render,
    takes=PICTURE,
)
