"""A picture as shapes, lines and texts at their places, for whatever draws it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain
from typing import NamedTuple, Protocol, Self, TypeVar

from ama_flow.model import State

from .._style import Look, Pen, pen
from .plan import Line, Run
from .setting import Text
from .shapes import Point, Shape, arrow, shortened

ARROW = 7.5
"""Points for the length of an arrow's head."""
_HALF = 3.2  # points for half its width, at a thin line
_HOLLOW = 1.2  # points for the line around a head that is hollow
BEND = 5.0
"""Points for the radius of a bend in a line."""


class Movable(Protocol):
    """What can be drawn at another place."""

    def moved(self, x: float, y: float) -> Self:
        """Give the same at another place."""


Thing = TypeVar("Thing", bound=Movable)


def _moved(things: tuple[Thing, ...], x: float, y: float) -> tuple[Thing, ...]:
    return tuple(thing.moved(x, y) for thing in things)


class Stroke(NamedTuple):
    """A line with an arrow at its end, or one that *joins* another that has it."""

    points: tuple[Point, ...]
    role: str
    look: Look = "plain"
    joins: bool = False

    def moved(self, x: float, y: float) -> Stroke:
        """Give the same line at another place."""
        points = tuple((px + x, py + y) for px, py in self.points)
        return Stroke(points, *self[1:])

    @property
    def pen(self) -> Pen:
        """How it is drawn."""
        return pen(self.role, self.look)

    @property
    def shaft(self) -> list[Point]:
        """The line up to the head of its arrow: into it if it is filled, never if not."""
        if self.joins:
            return [*self.points]
        return shortened(self.points, ARROW + (1 if self.is_hollow else -1))

    @property
    def head(self) -> Shape | None:
        """The head of the arrow: hollow where the way fails, in short lines too."""
        if self.joins:
            return None
        half, colour = _HALF + self.pen.width / 2, self.pen.colour
        points = arrow(self.points[-2], self.points[-1], ARROW, half)
        if self.is_hollow:
            return Shape(points=points, fill="paper", line=colour, width=_HOLLOW)
        return Shape(points=points, fill=colour)

    @property
    def is_hollow(self) -> bool:
        """Whether the head of the arrow is."""
        return self.role == "fails"


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A line of the flow, as it is drawn, with its words."""

    line: Line
    stroke: Stroke
    texts: tuple[Text, ...]

    def moved(self, x: float, y: float) -> Drawn:
        """Give the same line at another place."""
        return Drawn(
            line=self.line,
            stroke=self.stroke.moved(x, y),
            texts=_moved(self.texts, x, y),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What belongs together, by itself: a title, the start, the legend."""

    name: str
    shapes: tuple[Shape, ...] = ()
    strokes: tuple[Stroke, ...] = ()
    texts: tuple[Text, ...] = ()

    def moved(self, x: float, y: float) -> Part:
        """Give the same part at another place."""
        return Part(
            name=self.name,
            shapes=_moved(self.shapes, x, y),
            strokes=_moved(self.strokes, x, y),
            texts=_moved(self.texts, x, y),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnState:
    """The box of a state."""

    state: State
    shapes: tuple[Shape, ...]
    texts: tuple[Text, ...]
    lines: tuple[Drawn, ...]

    def moved(self, x: float, y: float) -> DrawnState:
        """Give the same box at another place."""
        return DrawnState(
            state=self.state,
            shapes=_moved(self.shapes, x, y),
            texts=_moved(self.texts, x, y),
            lines=_moved(self.lines, x, y),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnRun:
    """States of a section that stand below each other, and the frame around them."""

    run: Run
    frame: Shape | None
    texts: tuple[Text, ...]
    states: tuple[DrawnState, ...]
    lines: tuple[Drawn, ...]

    @property
    def all_lines(self) -> tuple[Drawn, ...]:
        """The lines from the frame, and those from its states."""
        own = (state.lines for state in self.states)
        return tuple(chain(self.lines, *own))

    def moved(self, x: float, y: float) -> DrawnRun:
        """Give the same run at another place."""
        return DrawnRun(
            run=self.run,
            frame=self.frame.moved(x, y) if self.frame else None,
            texts=_moved(self.texts, x, y),
            states=_moved(self.states, x, y),
            lines=_moved(self.lines, x, y),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Badge:
    """A word on what stands out, in a box that lies over all else."""

    shape: Shape
    text: Text

    @property
    def width(self) -> float:
        """How wide it is."""
        left, right, *_ = self.shape.points
        return right[0] - left[0]

    def moved(self, x: float, y: float) -> Badge:
        """Give the same badge at another place."""
        return Badge(shape=self.shape.moved(x, y), text=self.text.moved(x, y))


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A whole picture, *width* by *height* points, in the order in which it is read.

    The *badges* lie over the rest; what they say is said there too. If it *is_sheet*,
    it is a sheet of paper, on which each of its points is *scale* points long.
    """

    width: float
    height: float
    above: tuple[Part, ...]
    runs: tuple[DrawnRun, ...]
    below: tuple[Part, ...]
    badges: tuple[Badge, ...] = ()
    scale: float = 1.0
    is_sheet: bool = False

    @property
    def texts(self) -> tuple[Text, ...]:
        """All texts, but for those of badges."""
        states = (state for run in self.runs for state in run.states)
        return (
            *(text for part in (*self.above, *self.below) for text in part.texts),
            *(text for run in self.runs for text in run.texts),
            *(text for state in states for text in state.texts),
            *(text for line in self.lines for text in line.texts),
        )

    @property
    def lines(self) -> tuple[Drawn, ...]:
        """All lines of the flow."""
        return tuple(chain.from_iterable(run.all_lines for run in self.runs))

    def moved(self, x: float, y: float) -> Scene:
        """Give the same picture at another place on its paper."""
        return replace(
            self,
            above=_moved(self.above, x, y),
            runs=_moved(self.runs, x, y),
            below=_moved(self.below, x, y),
            badges=_moved(self.badges, x, y),
        )
