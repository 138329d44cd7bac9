"""SVG: a picture that stands by itself, can be clicked, and can be read aloud.

What Graphviz draws is kept, what it says about it is put right. Nothing in the
result is run or fetched: it has no scripts, styles, fonts or images.
"""

from __future__ import annotations

from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element

from ama_flow.model import Flow, Options, Renderer

from ._engine import draw
from ._labels import clean
from ._metrics import is_measured, width
from ._outline import Outline, outline
from ._style import FAMILY
from .dot import source

_SVG = "http://www.w3.org/2000/svg"
_NAMESPACE = f"{{{_SVG}}}"
_GROUP, _ANCHOR, _TITLE = (f"{_NAMESPACE}{tag}" for tag in ("g", "a", "title"))
_STAND_IN = "\ufdd0"  # no label holds it
_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
_LINK = "{http://www.w3.org/1999/xlink}href"
_TIP = "{http://www.w3.org/1999/xlink}title"
_XML = "{http://www.w3.org/XML/1998/namespace}"


def render(flow: Flow, options: Options) -> bytes:
    """Draw *flow* as SVG; raises `FlowError` where Graphviz is not there or fails."""
    root = ET.fromstring(_drawn(source(flow, options, anchors=True)))  # noqa: S314 - ours
    _give_titles(root)
    _flatten(root)
    _introduce(root, outline(flow, options))
    for element in root.iter():
        _put_right(element)
    return f"{_DECLARATION}{ET.tostring(root, encoding='unicode')}\n".encode()


def _drawn(graph: str) -> str:
    """Draw with a stand-in for "&", of which Graphviz would leave "&copy;" as it is."""
    drawn = draw(graph.replace("&amp;", _STAND_IN), "svg").decode()
    return drawn.replace(_STAND_IN, "&amp;")


def _give_titles(root: Element) -> None:
    """Call each part what its tooltip says, and not by its name in DOT."""
    for part in root.iter(_GROUP):
        title = part.find(_TITLE)
        tips = (link.get(_TIP) for link in part.iter(_ANCHOR))
        if title is not None:
            title.text = next(tips, None)


def _flatten(part: Element) -> list[Element]:
    """Take out what only carried a tooltip or a name."""
    children = [shown for child in part for shown in _flatten(child)]
    part[:] = children
    if part.tag == _TITLE:
        return [part] if part.text else []
    carries = {_GROUP: "class", _ANCHOR: _LINK}.get(part.tag)
    return children if carries and carries not in part.attrib else [part]


def _introduce(root: Element, plan: Outline) -> None:
    """Say what the picture is, in which language, for those who cannot see it."""
    root.attrib |= {
        "xmlns": _SVG,
        "lang": plan.flow.language,
        "xml:lang": plan.flow.language,
        "role": "graphics-document document",
        "aria-labelledby": "title description",
        "font-family": FAMILY,
    }
    said = {
        "title": clean(plan.expand(plan.flow.title)),
        "desc": plan.say("doc_picture"),
    }
    for position, (tag, words) in enumerate(said.items()):
        element = Element(tag, {"id": "title" if tag == "title" else "description"})
        element.text = words
        root.insert(position, element)


def _put_right(element: Element) -> None:
    """Use plain SVG 2, and fix the width of texts for where there is no Arial."""
    element.tag = element.tag.removeprefix(_NAMESPACE)
    if _LINK in element.attrib:
        element.attrib = {"href": element.attrib[_LINK]}
    if element.tag == "text":
        _fit(element)


def _fit(text: Element) -> None:
    words, size = text.text or "", float(text.attrib["font-size"])
    space = text.attrib.pop(f"{_XML}space", "default")
    text.set("xml:space", space)
    del text.attrib["font-family"]
    if is_measured(words):
        bold = text.get("font-weight") == "bold"
        text.set("textLength", f"{width(words, size, bold=bold):.1f}")
        text.set("lengthAdjust", "spacingAndGlyphs")


renderer = Renderer(
    name="svg",
    suffix=".svg",
    media_type="image/svg+xml",
    summary="a picture to look at, click and print",
    render=render,
)
