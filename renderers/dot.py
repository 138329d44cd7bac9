"""DOT, the language of Graphviz: a picture of a flow, from top to bottom.

Every text is set by us, in boxes of a size that we work out, so that the layout is
the same on every machine; Graphviz places the boxes and draws the lines.
"""

from __future__ import annotations

import graphviz

from ama_flow.model import Flow, Options, Renderer, State
from ama_flow.text import linked

from ._boxes import Attributes, box, node
from ._content import called, detail, onward, prose
from ._details import address, provenance, unused
from ._labels import Stretch, column, snug, tooltip
from ._legend import add_legend
from ._outline import Section, outline, phase_anchor
from ._phrases import name, sources, title
from ._picture import Picture, picture
from ._style import COLOURS, EDGE, FONT, HEADLINE, LINES, PHASE, SMALL, START, TITLE
from ._ways import Way

_GRAPH = {
    "rankdir": "TB",
    "newrank": "true",
    "nodesep": "0.25",
    "ranksep": "0.25",
    "pad": "0.2",
    "labelloc": "t",
    "labeljust": "l",
    "fontname": FONT,
    "bgcolor": COLOURS["paper"],
}
_NODE = {"fontname": FONT, "margin": "0"}
_EDGE = {"fontname": FONT, "arrowsize": "0.65"}
_HEAVY = {"weight": "50"}  # so that the ordinary way is straight
_HEAD = 560  # points for the text above a picture
_PHASE = 150  # narrow: the ordinary way runs down the middle of a phase
_LABEL = 100  # points for the words at a line


def render(flow: Flow, options: Options) -> bytes:
    """Write *flow* as a picture in DOT, UTF-8."""
    return source(flow, options, anchors=True).encode()


def source(flow: Flow, options: Options, *, anchors: bool) -> str:
    """Give the picture of *flow* as DOT; *anchors* where it can lead to itself."""
    plan = picture(outline(flow, options), anchors=anchors)
    return str(_Drawing(plan).whole().source)


class _Drawing:
    """One picture, in which the states are called n0, n1 and so on."""

    def __init__(self, plan: Picture) -> None:
        self.plan, self.outline = plan, plan.outline
        states = enumerate(plan.outline.states)
        self.nodes = {state.id: f"n{number}" for number, state in states}
        self.following = plan.outline.following
        self.graph = graphviz.Digraph(
            graph_attr=_GRAPH, node_attr=_NODE, edge_attr=_EDGE
        )

    def whole(self) -> graphviz.Digraph:
        self.head()
        self.start()
        for number, section in enumerate(self.outline.sections):
            self.section(number, section)
        for state in self.outline.states:
            for number, way in enumerate(self.plan.drawn(state)):
                self.way(state, number, way)
        self.lane()
        self.entrances()
        self.strays()
        self.legend()
        self.see_also()
        return self.graph

    def head(self) -> None:
        flow = self.outline.flow
        said = " · ".join(detail(line).words for line in provenance(self.outline))
        stretches = [
            Stretch(words=self.outline.expand(flow.title), ink=HEADLINE),
            Stretch(words=said, ink=SMALL),
            *prose(self.outline, flow.text),
            *(detail(address(self.outline, link)) for link in linked(flow, flow.text)),
        ]
        html = column(stretches, _HEAD).html
        self.graph.attr(label=f"<{html}>", tooltip=tooltip(stretches[0].words))

    def start(self) -> None:
        word = self.outline.say("doc_begin")
        label = column([Stretch(words=word, ink=START)], 40, centred=True)
        look = node("start", label, 64, 22) | {"tooltip": word, "group": "ordinary"}
        self.graph.node("start", **look)
        initial = self.nodes[self.outline.flow.initial]
        self.graph.edge("start", initial, **LINES["ordinary"], **_HEAVY, tooltip=word)

    def section(self, number: int, section: Section) -> None:
        is_framed = section.title or section.shared
        name = f"cluster_{number}" if is_framed else None
        with self.graph.subgraph(name=name) as part:
            if is_framed:
                part.attr(**self.frame(section))
            for state in section.states:
                part.node(self.nodes[state.id], **self.state(state))

    def frame(self, section: Section) -> Attributes:
        said = [Stretch(words=section.title, ink=PHASE)]
        for shared in section.shared:
            lead = f"{self.outline.colon(sources(self.outline, section, shared))} "
            said.append(onward(self.plan, shared.way, lead=lead))
        return {
            "label": f"<{column(said, _PHASE).html}>",
            "tooltip": tooltip(section.title),
            "id": phase_anchor(section),
            "class": "phase",
            "style": "rounded,filled",
            "fillcolor": COLOURS["phase"],
            "color": COLOURS["phase_line"],
            "margin": "10",
        }

    def state(self, state: State) -> Attributes:
        is_ordinary = state.id in self.plan.ordinary
        group = {"group": "ordinary" if is_ordinary else state.phase}
        said = tooltip(title(self.outline, state))
        return box(self.plan, state) | group | {"tooltip": said}

    def way(self, state: State, number: int, way: Way) -> None:
        role = self.role(state, way)
        dest = self.outline.flow.states[way.dest]
        label = way.label or self.outline.say("next")
        said = (
            f"{title(self.outline, state)} \u2013 {label} → {name(self.outline, dest)}"
        )
        look = {**LINES[role], "class": f"way {role}", "tooltip": tooltip(said)}
        if way.label:
            words = snug(Stretch(words=way.label, ink=EDGE), _LABEL)
            look |= {"label": f"<{words.html}>", "labeltooltip": tooltip(said)}
        if role == "ordinary":
            look |= _HEAVY
        elif self.following.get(state.id) == way.dest:
            look |= {"weight": "8"}
        source, target = self.nodes[state.id], self.nodes[way.dest]
        self.graph.edge(source, target, **look, id=f"{source}-{number}")

    def role(self, state: State, way: Way) -> str:
        if way.fails:
            return "fails"
        is_ordinary = self.plan.onward.get(state.id) == way.dest
        return "ordinary" if is_ordinary else "other"

    def lane(self) -> None:
        """Pull what lies beside the ordinary way to the right of it."""
        beside: dict[int, str] = {}
        for state in self.outline.states:
            place = self.plan.place[state.id]
            if place in self.plan.main and state.id not in self.plan.ordinary:
                beside.setdefault(place, self.nodes[state.id])
        if beside:
            self.graph.node("lane", shape="point", width="0.01", style="invis")
            self.level("start", "lane")
            self.graph.edge("start", "lane", style="invis")
        for node_name in beside.values():
            self.graph.edge("lane", node_name, style="invis")

    def level(self, *names: str) -> None:
        with self.graph.subgraph(graph_attr={"rank": "same"}) as row:
            for name in names:
                row.node(name)

    def entrances(self) -> None:
        """Put a section beside the ordinary way level with where it is entered."""
        for section, source in self.plan.entrances.items():
            if section not in self.plan.main:
                ways = self.outline.ways[source]
                entered = (w.dest for w in ways if self.plan.place[w.dest] == section)
                self.level(self.nodes[source], self.nodes[next(entered)])

    def strays(self) -> None:
        """Keep what no line leads to below what is read before it."""
        states = self.outline.states
        led_to = {way.dest for state in states for way in self.plan.drawn(state)}
        led_to.add(self.outline.flow.initial)
        for section in self.outline.sections:
            above = self.plan.ordinary[-1]
            for state in section.states:
                if state.id not in led_to:
                    ends = self.nodes[above], self.nodes[state.id]
                    self.graph.edge(*ends, style="invis")
                above = state.id

    def legend(self) -> None:
        name = add_legend(self.graph, self.plan)
        self.level("start", name)
        self.graph.edge("start", name, style="invis")

    def see_also(self) -> None:
        """Show below the ordinary way what no state leads to."""
        links, contacts = unused(self.outline)
        stretches = [
            *(detail(address(self.outline, link)) for link in links),
            *(part for row in contacts for part in called(self.outline, row.id)),
        ]
        if stretches:
            heading = Stretch(words=self.outline.say("doc_see_also"), ink=TITLE)
            html = column([heading, *stretches], _HEAD / 2).html
            self.graph.node("see_also", label=f"<{html}>", shape="plain")
            last = self.nodes[self.plan.ordinary[-1]]
            self.graph.edge(last, "see_also", style="invis")


renderer = Renderer(
    name="dot",
    suffix=".dot",
    media_type="text/vnd.graphviz; charset=utf-8",
    summary="a picture for Graphviz to draw",
    render=render,
)
