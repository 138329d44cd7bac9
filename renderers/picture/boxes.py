"""What stands for a state in a picture: a shape for each kind, sized by its text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import sqrt

from ama_flow.model import State

from .._outline import Outline
from .._style import BAND, NUMBER
from .content import content, elsewhere
from .metrics import width
from .plan import Plan, Side
from .setting import Align, Block, Stretch, Text, column
from .shapes import Point, Shape, rectangle
from .sockets import Foot, Row, Socket, Sockets, is_long, sockets

_PAD = 4.0  # points above and below text
_LEAD = 20.0  # points for the number of a state, at least
_POINT = 13.0  # points that a question juts out on either side
_CORNER = 9.0  # points that are rounded off a step, or cut off a branch
_RING = 3.5  # points between the two lines around a goal
_BETWEEN = 1.5  # points below the title of a goal
_BAND = 3.0  # points above and below the title of a contact, in its band
_MENU = 4  # answers that stand below each other, if one is too long to stand beside
_BRACE = 4.0  # points between words and what holds them together
_BAR = 1.1  # points for the width of that
_INSET: Mapping[str, float] = {
    "part": 10,
    "step": 8,
    "question": _POINT + 2,
    "branch": 9,
    "contact": 8,
    "goal": 26,
}  # points between the sides of a box and its text


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """What is drawn for a state, with its upper left corner at 0, 0."""

    state: State
    look: str
    width: float
    height: float
    shapes: tuple[Shape, ...]
    texts: tuple[Text, ...]
    sockets: Sockets

    def edge(self, side: Side, y: float) -> float:
        """Give the x of the outline at a side, *y* points down."""
        inset = _outline(self.look, y, self.height)
        return self.width - inset if side == "east" else inset


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """What the box of a state says, and the ways at its foot that are no lines."""

    block: Block
    foot: Foot


def body(plan: Plan, state: State, wide: float) -> Body:
    """Set what the box of *state* says, *wide* points wide.

    Ways that are no lines stand between words at lines, where there are such rows.
    """
    outline = plan.outline
    place = {way: number for number, way in enumerate(outline.ways[state.id])}
    said = [
        Row(turn=place[way], words=elsewhere(outline, state, way))
        for way in plan.said[state.id]
    ]
    leaving = plan.leaving[state.id]
    has_rows = any(is_long(line) for line in leaving if plan.routes[line])
    parts = content(outline, state)
    if not has_rows:
        parts += [row.words for row in said]
    block = _BODIES[look(outline, state)](outline, state, parts, wide)
    foot = Foot(
        rows=tuple(said) if has_rows else (),
        turns={
            (line.dest, line.sign): min(place[way] for way in line.ways)
            for line in leaving
        },
        indent=block.texts[-1].left,
        is_menu=has_rows and len(outline.ways[state.id]) >= _MENU,
    )
    return Body(block=block, foot=foot)


def look(outline: Outline, state: State) -> str:
    """Say how a state looks: as its kind does, unless it stands for others."""
    is_part = state.id in outline.folded and state.kind == "step"
    return "part" if is_part else state.kind


def box(state: State, look: str, body: Body, given: Sequence[Socket]) -> Box:
    """Draw *state*, with sockets in order from above to below."""
    said, wide = body.block, body.block.width
    holes = sockets(given, body.foot, wide, said.height, _INSET[look])
    high = holes.height + (_PAD if holes.height > holes.body else 0)
    lower = 0 if look == "contact" else (holes.body - said.height) / 2
    return Box(
        state=state,
        look=look,
        width=wide,
        height=high,
        shapes=(
            *shapes(look, wide, high, band=_band(said)),
            *_mark(said, lower, look),
            *_braces(holes, look, wide, high),
        ),
        texts=(*said.moved(0, lower), *holes.said),
        sockets=holes,
    )


def _numbered(
    outline: Outline, state: State, parts: Sequence[Stretch], wide: float
) -> Block:
    """Set the text of a state behind its number, or behind the sign of a branch."""
    inset = _INSET[state.kind]
    number = str(outline.numbers.get(state.id, ""))
    room = max(_LEAD, width(number, NUMBER.size, bold=True) + _PAD)
    said = column(parts, wide - 2 * inset - room)
    first = said.texts[0].y + _PAD
    lead = Text(words=number, ink=NUMBER, x=inset, y=first, heading=True)
    return Block(
        texts=(*([lead] if number else []), *said.moved(inset + room, _PAD)),
        width=wide,
        height=said.height + 2 * _PAD,
    )


def _part(
    _flow: Outline, _state: State, parts: Sequence[Stretch], wide: float
) -> Block:
    inset = _INSET["part"]
    said = column(parts, wide - 2 * inset)
    high = said.height + 2 * _PAD
    return Block(texts=said.moved(inset, _PAD), width=wide, height=high)


def _contact(
    outline: Outline, _state: State, parts: Sequence[Stretch], wide: float
) -> Block:
    """Put a word in the band of a contact: not everybody sees its colour."""
    inset = _INSET["contact"]
    title, *rest = parts
    word = f"{outline.say('doc_contact').upper()} \u00b7 {title.words}"
    head = column([title._replace(words=word, ink=BAND)], wide - 2 * inset)
    below = head.height + 2 * _BAND
    said = column(rest, wide - 2 * inset)
    texts = (*head.moved(inset, _BAND), *said.moved(inset, below + _PAD))
    return Block(texts=texts, width=wide, height=below + said.height + 2 * _PAD)


def _band(said: Block) -> float:
    ends = (text.top + text.height for text in said.texts if text.ink == BAND)
    return max(ends, default=0.0) + _BAND


def _goal(
    _flow: Outline, _state: State, parts: Sequence[Stretch], wide: float
) -> Block:
    inset = _INSET["goal"]
    light = [part._replace(ink=replace(part.ink, colour="on_dark")) for part in parts]
    # what is a list can only be read from the left
    rest: Align = "start" if any(part.lead for part in light) else "middle"
    head = column(light[:1], wide - 2 * inset, align="middle")
    said = column(light[1:], wide - 2 * inset, align=rest)
    below = head.height + (_BETWEEN if said.texts else 0)
    top = _PAD + _RING
    texts = (*head.moved(inset, top), *said.moved(inset, top + below))
    return Block(texts=texts, width=wide, height=below + said.height + 2 * top)


_BODIES: Mapping[str, Callable[[Outline, State, Sequence[Stretch], float], Block]] = {
    "part": _part,
    "step": _numbered,
    "question": _numbered,
    "branch": _numbered,
    "contact": _contact,
    "goal": _goal,
}


def _mark(said: Block, lower: float, kind: str) -> tuple[Shape, ...]:
    """Draw the sign of a branch where other states have a number."""
    if kind != "branch":
        return ()
    x, y = _INSET[kind] + 7, said.texts[0].y + lower - 4
    points = ((x, y - 6), (x + 7, y), (x, y + 6), (x - 7, y))
    return (Shape(points=points, fill="paper", line="branch_line", width=1.2),)


def _braces(holes: Sockets, look: str, wide: float, high: float) -> Iterator[Shape]:
    """Hold the rows of words together that stand at one line."""
    for socket, y in holes.at.items():
        line = socket.line
        if line and len(line.labels) > 1 and y > holes.body:
            first, *_, last = holes.words[line]
            top, bottom = first.top + 1, last.top + last.height - 1
            at, edge = _INSET[look] - _BRACE, _outline(look, y, high)
            bars = (
                rectangle(at, top, _BAR, bottom - top),
                rectangle(at, top, _BRACE - 1, _BAR),
                rectangle(at, bottom - _BAR, _BRACE - 1, _BAR),
                rectangle(edge, y - _BAR / 2, at - edge, _BAR),
            )
            for bar in bars:
                points = _mirrored(bar, wide) if socket.side == "east" else bar
                yield Shape(points=points, fill=line.role)


def _mirrored(points: tuple[Point, ...], wide: float) -> tuple[Point, ...]:
    return tuple((wide - x, y) for x, y in reversed(points))


# ------------------------------------------------------------------ outlines


def shapes(kind: str, wide: float, high: float, *, band: float) -> tuple[Shape, ...]:
    """Give the shapes of a box of *kind*; *band* is the height of that of a contact."""
    found = _SHAPES[kind](wide, high)
    if kind != "contact":
        return found
    above = rectangle(0, 0, wide, band)
    return *found, Shape(points=above, fill="band", line="contact_line", width=2)


def _part_shape(wide: float, high: float) -> tuple[Shape, ...]:
    points = rectangle(0, 0, wide, high)
    shape = Shape(points=points, fill="phase", line="phase_line", width=1.4)
    return (shape,)


def _step(wide: float, high: float) -> tuple[Shape, ...]:
    points = rectangle(0, 0, wide, high)
    shape = Shape(
        points=points, radius=_CORNER, fill="step", line="step_line", width=1.2
    )
    return (shape,)


def _question(wide: float, high: float) -> tuple[Shape, ...]:
    left, right, middle = _POINT, wide - _POINT, high / 2
    upper = ((0.0, middle), (left, 0.0), (right, 0.0))
    lower = ((wide, middle), (right, high), (left, high))
    fill = Shape(points=upper + lower, fill="question", line="question_line", width=1.6)
    return (fill,)


def _branch(wide: float, high: float) -> tuple[Shape, ...]:
    cut = _cut(high)
    right, bottom = wide - cut, high - cut
    left = ((0.0, bottom), (0.0, cut), (cut, 0.0), (right, 0.0))
    rest = ((wide, cut), (wide, bottom), (right, high), (cut, high))
    return (Shape(points=left + rest, fill="branch", line="branch_line", width=1.2),)


def _contact_shape(wide: float, high: float) -> tuple[Shape, ...]:
    points = rectangle(0, 0, wide, high)
    return (Shape(points=points, fill="contact", line="contact_line", width=2),)


def _goal_shape(wide: float, high: float) -> tuple[Shape, ...]:
    ring = _RING
    inner = rectangle(ring, ring, wide - 2 * ring, high - 2 * ring)
    outer = rectangle(0, 0, wide, high)
    radius = _radius(high)
    return (
        Shape(points=outer, radius=radius, fill="paper", line="goal_line", width=1.4),
        Shape(points=inner, radius=radius - ring, fill="goal", line="goal_line"),
    )


_SHAPES: Mapping[str, Callable[[float, float], tuple[Shape, ...]]] = {
    "part": _part_shape,
    "step": _step,
    "question": _question,
    "branch": _branch,
    "contact": _contact_shape,
    "goal": _goal_shape,
}


def _radius(high: float) -> float:
    return min(high / 2, _INSET["goal"])


def _cut(high: float) -> float:
    """Say how much is cut off the corners of a branch: it keeps straight sides."""
    return min(_CORNER, high / 3)


def _outline(kind: str, y: float, high: float) -> float:
    """Say how far the outline is from the side of a box, *y* points down."""
    far = min(y, high - y)  # from the nearest end
    if kind == "question":
        return _POINT * (1 - far / (high / 2))
    if kind == "branch":
        return max(0.0, _cut(high) - far)
    radius = {"goal": _radius(high), "step": _CORNER}.get(kind, 0.0)
    off = max(0.0, radius - far)
    return radius - sqrt(radius * radius - off * off)
