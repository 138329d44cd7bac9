"""What stands for a state in a picture: a shape for each kind, sized by its text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from math import ceil

from ama_flow.model import State

from ._content import content
from ._labels import Label, Stretch, cell, column, fixed, font, padded, table, text
from ._metrics import width
from ._outline import anchor
from ._picture import Picture
from ._style import BAND_INK, COLOURS, NUMBER

Attributes = dict[str, str]

_LOOKS: Mapping[str, Attributes] = {
    "step": {"shape": "box", "style": "rounded,filled", "penwidth": "1.2"},
    "question": {"shape": "hexagon", "style": "filled", "penwidth": "1.6"},
    "branch": {"shape": "diamond", "style": "filled", "penwidth": "1.2"},
    "contact": {"shape": "box", "style": "filled", "penwidth": "2"},
    "goal": {"shape": "ellipse", "style": "filled", "peripheries": "2"},
    "start": {"shape": "box", "style": "rounded,filled"},
}
_BOX = 290  # points for the text of a step or a contact
_HEXAGON = 196
_ELLIPSE = 210
_DIAMOND = 100
_MARGIN = 12
_BAND = 16


def node(kind: str, label: Label, wide: float, high: float) -> Attributes:
    """Give the attributes of a node of *kind*, *wide* by *high* points."""
    return {
        **_LOOKS[kind],
        "label": f"<{label.html}>",
        "width": f"{wide / 72:.3f}",
        "height": f"{high / 72:.3f}",
        "fixedsize": "true",
        "fillcolor": COLOURS[kind],
        "color": COLOURS[f"{kind}_line"],
    }


def box(picture: Picture, state: State) -> Attributes:
    """Give the attributes of the node for *state*."""
    shape = _SHAPES[state.kind](picture, state)
    return shape | {"id": anchor(state), "class": f"state {state.kind}"}


def _step(picture: Picture, state: State) -> Attributes:
    number = str(picture.outline.numbers[state.id])
    lead = ceil(max(26, width(number, NUMBER.size, bold=True) + 10))
    body = column(content(picture, state), _BOX - lead)
    beside = cell(font(number, NUMBER), WIDTH=lead, ALIGN="LEFT", VALIGN="TOP")
    html = table([beside + cell(body.html)])
    label = Label(html=html, width=lead + body.width, height=body.height)
    return node("step", label, label.width + 2 * _MARGIN, label.height + _MARGIN)


def _question(picture: Picture, state: State) -> Attributes:
    """Fit text in a hexagon, whose upper edge has half of its width."""
    lead = f"{picture.outline.numbers[state.id]}. "
    label = column(content(picture, state, lead=lead), _HEXAGON, centred=True)
    high = max(label.height + 16, 1.25 * label.height)
    return node("question", label, 1.68 * label.width, high)


def _branch(picture: Picture, state: State) -> Attributes:
    """Fit text in a diamond: its shares of width and height are one together."""
    label = column(content(picture, state), _DIAMOND, centred=True)
    return node("branch", label, 1.8 * label.width, 2.25 * label.height)


def _goal(picture: Picture, state: State) -> Attributes:
    """Fit text in an ellipse: the squares of its shares are one together."""
    stretches = [_on_dark(part) for part in content(picture, state)]
    label = column(stretches, _ELLIPSE, centred=True)
    return node("goal", label, 1.4 * label.width, 1.45 * label.height)


def _on_dark(part: Stretch) -> Stretch:
    return replace(part, ink=replace(part.ink, colour="on_dark"))


def _contact(picture: Picture, state: State) -> Attributes:
    body = column(content(picture, state), _BOX)
    label = banded(picture.outline.say("doc_contact"), padded(body, _MARGIN))
    return node("contact", label, label.width + 2, label.height + 2)


def banded(word: str, body: Label) -> Label:
    """Put a band with *word* above *body*: not everybody sees its colour."""
    name, colour = font(text(word.upper()), BAND_INK), COLOURS["contact_line"]
    band = fixed(name, body.width, _BAND, BGCOLOR=colour)
    edge = fixed("", body.width, _MARGIN // 2)
    html = table([band, edge, cell(body.html), edge])
    high = _BAND + body.height + 2 * (_MARGIN // 2)
    return Label(html=html, width=body.width, height=high)


_SHAPES = {
    "step": _step,
    "question": _question,
    "branch": _branch,
    "contact": _contact,
    "goal": _goal,
}
