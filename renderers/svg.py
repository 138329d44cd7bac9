"""SVG: a picture that stands by itself, can be clicked, and can be read aloud.

Nothing in it is run or fetched: it has no scripts, fonts or images. Its one style
sheet holds the colours for a dark screen; without it, it is the picture in print.

Who hears it is told what the text alternative tells, in the same order: a heading for
the flow, for each phase and for each state, and behind it what is done and where each
way leads. What only explains the drawing is not told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import groupby
from xml.etree.ElementTree import Element, SubElement, tostring

from ama_flow.model import Flow, Options, Renderer, State

from ._marked import Mark
from ._outline import NUMBERED, Outline, Section, anchor, phase_anchor
from ._phrases import kind_of, leads, name, title
from ._pictured import PICTURE, pictured
from ._style import DARK, FAMILY, HEAVY, LIGHT, Look
from .paper.sheets import PAPERS, on_page
from .picture.metrics import is_leftward, is_measured
from .picture.plan import Line
from .picture.scene import BEND, Badge, Drawn, DrawnRun, DrawnState, Part, Scene, Stroke
from .picture.setting import Align, Text, clean
from .picture.shapes import Segment, Shape, rounded
from .picture.standing import look_of_state, mark_of_state

_DASHES = "5 3"
_MIRRORED: Mapping[Align, Align] = {"start": "end", "middle": "middle", "end": "start"}
_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'


def render(flow: Flow, options: Options) -> bytes:
    """Draw *flow* as SVG."""
    plan = pictured(flow, options)
    return document(plan, on_page(plan, options))


def document(plan: Outline, scene: Scene) -> bytes:
    """Write a picture that is worked out as SVG."""
    root = _picture(plan, scene)
    return f"{_DECLARATION}{tostring(root, encoding='unicode')}\n".encode()


def _picture(plan: Outline, scene: Scene) -> Element:
    wide, high = _number(scene.width), _number(scene.height)
    root = Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "class": _class(scene),
            "width": f"{_number(scene.width * scene.scale)}pt",
            "height": f"{_number(scene.height * scene.scale)}pt",
            "viewBox": f"0 0 {wide} {high}",
            "lang": plan.flow.language,
            "xml:lang": plan.flow.language,
            "role": "graphics-document document",
            "font-family": FAMILY,
            "fill": LIGHT["ink"],
            "stroke-linejoin": "round",
        },
    )
    _said(root, "title", clean(plan.expand(plan.flow.title)))
    _said(root, "desc", plan.say("doc_picture"))
    _said(root, "style", _STYLE)
    paper = {"class": "paper", "width": wide, "height": high, "fill": LIGHT["paper"]}
    SubElement(root, "rect", paper)
    for run in scene.runs:
        _frame(root, run)
    for part in scene.above:
        _part(root, plan, part)
    for section in plan.sections:
        _section(root, plan, section, scene)
    for part in scene.below:
        _part(root, plan, part)
    _again(root, scene)
    for badge in scene.badges:
        _badge(root, badge)
    return root


def _class(scene: Scene) -> str:
    """Say whether a browser may fit a picture on one page, where it can be read."""
    is_page = scene.is_sheet or PAPERS["a4"].holds(scene)
    return "ama-flow page" if is_page else "ama-flow"


def _dark() -> Iterator[str]:
    """Give each role its colour on a dark screen: by its colour in print."""
    for role, colour in LIGHT.items():
        for paint in ("fill", "stroke"):
            yield f'.ama-flow[{paint}="{colour}"],.ama-flow [{paint}="{colour}"]{{{paint}:{DARK[role]}}}'


def _ring(scheme: Mapping[str, str]) -> str:
    """Put a ring around the link that the keyboard is at."""
    ring = f"{{outline:2px solid {scheme['fails']}}}"
    on_goal = f"{{outline-color:{scheme['on_dark']}}}"
    link = "a:focus-visible"
    return f".ama-flow {link}{ring}.ama-flow .goal {link}{on_goal}"


_PRINT = "@media print{.ama-flow:root{max-width:100%;height:auto}.ama-flow.page:root{max-height:100%}}"
_STYLE = (
    f"{_PRINT}{_ring(LIGHT)}@media screen and (prefers-color-scheme:dark)"
    f"{{.ama-flow{{background:{DARK['paper']}}}{_ring(DARK)}{''.join(_dark())}}}"
)


# ------------------------------------------------------------------ parts


def _frame(parent: Element, run: DrawnRun) -> None:
    """Draw a frame before anything else: lines run over it."""
    if run.frame:
        group = SubElement(parent, "g", {"class": "phase"})
        if run.run.is_first:
            group.set("id", phase_anchor(run.run.section))
        _shape(group, run.frame)


def _section(parent: Element, plan: Outline, section: Section, scene: Scene) -> None:
    """Draw what is in the frames of a section, in order of reading."""
    group = SubElement(parent, "g", {"class": "states"})
    runs = [run for run in scene.runs if run.run.section.id == section.id]
    for number, run in enumerate(runs):
        heading = _headed(group, run.texts, 2, section.title)
        if heading is not None and number > 0:
            heading.set("aria-hidden", "true")
        for line in run.lines:
            _line(group, plan, line)
    drawn = {state.state.id: state for run in runs for state in run.states}
    for state in section.states:
        _state(group, plan, drawn[state.id], 3 if section.title else 2)


def _state(parent: Element, plan: Outline, drawn: DrawnState, level: int) -> None:
    state = drawn.state
    kind = f"state {state.kind}{_also(look_of_state(plan, state.id))}"
    group = SubElement(parent, "g", {"id": anchor(state), "class": kind})
    for shape in drawn.shapes:
        _shape(group, shape)
    _headed(group, drawn.texts, level, called(plan, state))
    for line in drawn.lines:
        _line(parent, plan, line)


def _headed(
    parent: Element, texts: Iterable[Text], level: int, words: str
) -> Element | None:
    """Set texts; those of the heading say *words* to who hears them."""
    told = {flag: [*each] for flag, each in groupby(texts, key=lambda t: t.heading)}
    found = None
    if True in told:
        look = {"role": "heading", "aria-level": str(level), "aria-label": clean(words)}
        found = SubElement(parent, "g", look)
        _texts(found, told[True])
    _texts(parent, told.get(False, ()))
    return found


def _line(parent: Element, plan: Outline, drawn: Drawn) -> None:
    line = drawn.line
    kind = f"way {line.role}{_also(drawn.stroke.look)}"
    group = SubElement(parent, "g", {"class": kind, "id": line_id(plan, line)})
    seen = _heard(group, spoken(plan, line))
    _said(seen, "title", clean(sentence(plan, line)))
    _stroke(seen, drawn.stroke)
    _texts(seen, drawn.texts)


def _also(look: Look) -> str:
    return "" if look == "plain" else f" {look}"


def called(plan: Outline, state: State) -> str:
    """Call a state by its kind and its title, and say how it stands out."""
    number, words = plan.numbers.get(state.id), plan.expand(state.title)
    is_elsewhere = state.kind in NUMBERED and not number
    lead = "" if is_elsewhere else f"{plan.colon(kind_of(plan, state, number))} "
    return f"{lead}{words}{_said_of(mark_of_state(plan, state.id))}"


def _said_of(mark: Mark | None) -> str:
    return f" ({mark.said})" if mark else ""


def line_id(plan: Outline, line: Line) -> str:
    """Give a name for a line, that is safe in every format."""
    states = plan.flow.states
    own = f"e-{line.mark.look}" if line.mark and line.sign else "e"
    kind = own if line.shared is None else f"shared{line.shared}"
    return f"{kind}{anchor(states[line.source])[1:]}-{anchor(states[line.dest])[1:]}"


def sentence(plan: Outline, line: Line) -> str:
    """Say what a line means: from where, by which answer, to where."""
    states = plan.flow.states
    labels = [way.label or plan.say("next") for way in line.ways]
    dest = name(plan, states[line.dest])
    marked = _said_of(line.mark)
    said = f"{', '.join(labels)} → {dest}{marked}"
    return (
        said if line.is_shared else f"{title(plan, states[line.source])} \u2013 {said}"
    )


def spoken(plan: Outline, line: Line) -> str:
    """Say where the ways of a line lead, right behind what they leave."""
    where = name(plan, plan.flow.states[line.dest])
    if line.source in plan.folded:
        said = plan.say("doc_leads", where=where)
    else:
        said = " ".join(leads(plan, way, where) for way in line.ways)
    return f"{said}{_said_of(line.mark)}"


def _part(parent: Element, plan: Outline, part: Part) -> None:
    group = SubElement(parent, "g", {"class": part.name})
    if part.name == "legend":
        group.set("aria-hidden", "true")
    if part.name == "start":
        where = name(plan, plan.flow.states[plan.flow.initial])
        group = _heard(group, plan.say("doc_start", where=where))
    for shape in part.shapes:
        _shape(group, shape)
    for stroke in part.strokes:
        _stroke(group, stroke)
    if part.name == "about":
        _headed(group, part.texts, 1, plan.expand(plan.flow.title))
    else:
        _headed(group, part.texts, 2, plan.say("doc_see_also"))


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
    if stroke.head:
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


@lru_cache(maxsize=65536)
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
    align = text.align
    if is_leftward(text.words):
        found.set("direction", "rtl")
        align = _MIRRORED[align]
    if align != "start":
        found.set("text-anchor", align)
    if ink.bold:
        found.set("font-weight", "bold")
    if ink.colour != "ink":
        found.set("fill", LIGHT[ink.colour])
    if ink.underlined or ink.struck:
        found.set("text-decoration", "underline" if ink.underlined else "line-through")
    if "  " in text.words:
        found.set("xml:space", "preserve")
    if is_measured(text.words):
        found.set("textLength", _number(text.width))
        found.set("lengthAdjust", "spacingAndGlyphs")
    return found


def _heard(group: Element, words: str) -> Element:
    """Let a group say *words* to who hears it; give the part of it that is only seen."""
    group.set("role", "img")
    group.set("aria-label", clean(words))
    return SubElement(group, "g", {"aria-hidden": "true"})


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
