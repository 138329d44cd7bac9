"""SVG: a picture that stands by itself, can be clicked, and can be read aloud.

Nothing in it is run or fetched: it has no scripts, fonts or images. Its one style
sheet holds the colours for a dark screen; without it, it is the picture in print.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from xml.etree.ElementTree import Element, SubElement, tostring

from ama_flow.model import Flow, Options, Renderer, State

from ._compose import composed
from ._excerpt import PICTURE, pictured
from ._looks import look_of_state, mark_of_line, mark_of_state
from ._marked import Mark
from ._metrics import is_measured
from ._outline import Outline, anchor, phase_anchor
from ._paper import on_page
from ._phrases import name, title
from ._plan import Line
from ._scene import BEND, Badge, Drawn, DrawnRun, DrawnState, Part, Scene, Stroke
from ._setting import Text, clean
from ._shapes import Segment, Shape, rounded
from ._style import DARK, FAMILY, HEAVY, LIGHT, Look

_DASHES = "5 3"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'


def render(flow: Flow, options: Options) -> bytes:
    """Draw *flow* as SVG."""
    plan = pictured(flow, options)
    root = _picture(plan, on_page(plan, composed(plan), options))
    return f"{_DECLARATION}{tostring(root, encoding='unicode')}\n".encode()


def _picture(plan: Outline, scene: Scene) -> Element:
    wide, high = _number(scene.width), _number(scene.height)
    root = Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "class": "ama-flow",
            "width": f"{_number(scene.width * scene.scale)}pt",
            "height": f"{_number(scene.height * scene.scale)}pt",
            "viewBox": f"0 0 {wide} {high}",
            "lang": plan.flow.language,
            "xml:lang": plan.flow.language,
            "role": "graphics-document document",
            "aria-labelledby": "title description",
            "font-family": FAMILY,
            "fill": LIGHT["ink"],
            "stroke-linejoin": "round",
        },
    )
    _said(root, "title", clean(plan.expand(plan.flow.title)), id="title")
    _said(root, "desc", plan.say("doc_picture"), id="description")
    _said(root, "style", _STYLE)
    paper = {"class": "paper", "width": wide, "height": high, "fill": LIGHT["paper"]}
    SubElement(root, "rect", paper)
    for run in scene.runs:
        _frame(root, run)
    for part in scene.above:
        _part(root, part)
    for run in scene.runs:
        _run(root, plan, run)
    for part in scene.below:
        _part(root, part)
    _again(root, scene)
    for badge in scene.badges:
        _badge(root, badge)
    return root


def _dark() -> Iterator[str]:
    """Give each role its colour on a dark screen: by its colour in print."""
    for role, colour in LIGHT.items():
        for paint in ("fill", "stroke"):
            yield f'.ama-flow[{paint}="{colour}"],.ama-flow [{paint}="{colour}"]{{{paint}:{DARK[role]}}}'


_STYLE = (
    f".ama-flow a:focus-visible{{outline:3px solid {LIGHT['fails']};outline-offset:2px}}"
    f"@media screen and (prefers-color-scheme:dark){{{''.join(_dark())}}}"
)


# ------------------------------------------------------------------ parts


def _frame(parent: Element, run: DrawnRun) -> None:
    """Draw a frame before anything else: lines run over it."""
    if run.frame:
        group = SubElement(parent, "g", {"class": "phase"})
        if run.run.is_first:
            group.set("id", phase_anchor(run.run.section))
        _shape(group, run.frame)


def _run(parent: Element, plan: Outline, run: DrawnRun) -> None:
    group = SubElement(parent, "g", {"class": "states"})
    if run.run.section.title:
        group.set("role", "group")
        _said(group, "title", clean(run.run.section.title))
    _texts(group, run.texts)
    for drawn in run.lines:
        _line(group, plan, drawn)
    for state in run.states:
        _state(group, plan, state)


def _state(parent: Element, plan: Outline, drawn: DrawnState) -> None:
    state = drawn.state
    kind = f"state {state.kind}{_also(look_of_state(plan, state.id))}"
    look = {"id": anchor(state), "class": kind, "role": "group"}
    group = SubElement(parent, "g", look)
    _said(group, "title", clean(called(plan, state)))
    for shape in drawn.shapes:
        _shape(group, shape)
    _texts(group, drawn.texts)
    for line in drawn.lines:
        _line(parent, plan, line)


def _line(parent: Element, plan: Outline, drawn: Drawn) -> None:
    line = drawn.line
    kind = f"way {line.role}{_also(drawn.stroke.look)}"
    look = {"class": kind, "id": line_id(plan, line), "role": "img"}
    group = SubElement(parent, "g", look)
    _said(group, "title", clean(sentence(plan, line)))
    _stroke(group, drawn.stroke)
    for text in _texts(group, drawn.texts):
        text.set("aria-hidden", "true")


def _also(look: Look) -> str:
    return "" if look == "plain" else f" {look}"


def called(plan: Outline, state: State) -> str:
    """Call a state by its title, and say how it stands out."""
    return f"{title(plan, state)}{_said_of(mark_of_state(plan, state.id))}"


def _said_of(mark: Mark | None) -> str:
    return f" ({mark.said})" if mark else ""


def line_id(plan: Outline, line: Line) -> str:
    """Give a name for a line, that is safe in every format."""
    states = plan.flow.states
    kind = "e" if line.shared is None else f"shared{line.shared}"
    return f"{kind}{anchor(states[line.source])[1:]}-{anchor(states[line.dest])[1:]}"


def sentence(plan: Outline, line: Line) -> str:
    """Say what a line means: from where, by which answer, to where."""
    states = plan.flow.states
    labels = [way.label or plan.say("next") for way in line.ways]
    dest = name(plan, states[line.dest])
    marked = _said_of(mark_of_line(plan, line))
    said = f"{', '.join(labels)} → {dest}{marked}"
    return (
        said if line.is_shared else f"{title(plan, states[line.source])} \u2013 {said}"
    )


def _part(parent: Element, part: Part) -> None:
    group = SubElement(parent, "g", {"class": part.name})
    for shape in part.shapes:
        _shape(group, shape)
    for stroke in part.strokes:
        _stroke(group, stroke)
    _texts(group, part.texts)


def _again(parent: Element, scene: Scene) -> None:
    """Draw lines that stand out once more, over those that they share a track with."""
    strokes = [d.stroke for d in scene.lines if d.stroke.look in HEAVY]
    if strokes:
        group = SubElement(parent, "g", {"class": "again", "aria-hidden": "true"})
        for stroke in strokes:
            _stroke(group, stroke)


def _badge(parent: Element, badge: Badge) -> None:
    """Draw a badge; what it says is in the sentence of what it lies on."""
    group = SubElement(parent, "g", {"class": "badge", "aria-hidden": "true"})
    _shape(group, badge.shape)
    _texts(group, (badge.text,))


# ------------------------------------------------------------------ shapes


def _shape(parent: Element, shape: Shape) -> None:
    look = {"d": f"{_path(shape.segments)}Z", "fill": LIGHT.get(shape.fill, "none")}
    if shape.line:
        look |= {"stroke": LIGHT[shape.line], "stroke-width": _number(shape.width)}
    if shape.dashed:
        look["stroke-dasharray"] = _DASHES
    SubElement(parent, "path", look)


def _stroke(parent: Element, stroke: Stroke) -> None:
    pen = stroke.pen
    look = {
        "d": _path(tuple(rounded(stroke.shaft, BEND))),
        "fill": "none",
        "stroke": LIGHT[pen.colour],
        "stroke-width": _number(pen.width),
    }
    if pen.dashed:
        look["stroke-dasharray"] = _DASHES
    SubElement(parent, "path", look)
    _shape(parent, stroke.head)


def _path(segments: Iterable[Segment]) -> str:
    parts: list[str] = []
    for segment in segments:
        parts = parts or [f"M{_point(segment.start)}"]
        if segment.pulls:
            pulls = " ".join(map(_point, segment.pulls))
            parts.append(f"C{pulls} {_point(segment.end)}")
        else:
            parts.append(f"L{_point(segment.end)}")
    return "".join(parts)


def _point(point: tuple[float, float]) -> str:
    return f"{_number(point[0])},{_number(point[1])}"


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


# ------------------------------------------------------------------ words


def _texts(parent: Element, texts: Iterable[Text]) -> list[Element]:
    """Set texts; those that follow each other and lead to one place are one link."""
    found: list[Element] = []
    for (url, called), lines in groupby(texts, key=lambda text: (text.url, text.title)):
        is_link = url and not url.startswith("#page-")
        group = SubElement(parent, "a", {"href": url}) if is_link else parent
        if url and called:
            _said(group, "title", called)
        found += [_text(group, text) for text in lines]
    return found


def _text(parent: Element, text: Text) -> Element:
    ink = text.ink
    look: Mapping[str, str] = {
        "x": _number(text.x),
        "y": _number(text.y),
        "font-size": str(ink.size),
    }
    found = _said(parent, "text", text.words, **look)
    if text.align != "start":
        found.set("text-anchor", text.align)
    if ink.bold:
        found.set("font-weight", "bold")
    if ink.colour != "ink":
        found.set("fill", LIGHT[ink.colour])
    if ink.underlined:
        found.set("text-decoration", "underline")
    if is_measured(text.words):
        found.set("textLength", _number(text.width))
        found.set("lengthAdjust", "spacingAndGlyphs")
    return found


def _said(parent: Element, tag: str, words: str, **attributes: str) -> Element:
    element = SubElement(parent, tag, attributes)
    element.text = words
    return element


renderer = Renderer(
    name="svg",
    suffix=".svg",
    media_type="image/svg+xml",
    summary="a picture to look at, click and print",
    render=render,
    takes=(*PICTURE, "paper"),
)
