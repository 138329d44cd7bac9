"""How far down everything in a lane is: boxes, frames, and lines straight down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ama_flow.model import State

from .boxes import Box
from .heads import Head, head
from .plan import Line, Plan, Run
from .setting import Block, Text, column
from .sockets import Socket, stretches

PAD = 6.0
"""Points between what is in a frame and the frame."""

_GAP = 11.0  # points between boxes, for an arrow
_UNDER = 4.0  # points below the words at a line down
_APART = 6.0  # points between frames
_OFF = 6.0  # points between a line down and its words
_INDENT = 4.0  # points between these words and where the lane ends


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A box, and how far down it is."""

    box: Box
    y: float

    @property
    def bottom(self) -> float:
        """Where the box ends."""
        return self.y + self.box.height

    def socket(self, socket: Socket) -> float:
        """Say how far down a socket of the box is."""
        return self.y + self.box.sockets.at[socket]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A frame around a run, below its *head*; *exits* say how far down lines leave."""

    run: Run
    y: float
    height: float
    head: Head
    exits: Mapping[Line, float]

    @property
    def texts(self) -> tuple[Text, ...]:
        """What it says, as the lane begins at 0."""
        return self.head.said.moved(0, self.y)


@dataclass(frozen=True, slots=True, kw_only=True)
class Drop:
    """A line straight down from a box, with its words."""

    line: Line
    words: Block
    source: Placed

    @property
    def texts(self) -> tuple[Text, ...]:
        """Its words, as the lane begins at 0."""
        box = self.source.box
        return self.words.moved(box.width / 2 + _OFF, self.source.bottom + 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pieces:
    """What lanes are filled with: what frames say, boxes, and words at lines down.

    *heads* go by lane and by position in it, the others by the ids of states.
    """

    heads: tuple[tuple[Head, ...], ...]
    boxes: Mapping[str, Box]
    downs: Mapping[str, tuple[Line, Block]]


def pieces(plan: Plan, boxes: Mapping[str, Box]) -> Pieces:
    """Set all that stands between the *boxes* of *plan*."""
    straight = plan.straight
    below = {plan.lanes[0][0], *(line.dest for line in straight)}

    def _head(run: Run) -> Head:
        first = run.states[0].id
        return head(plan, run, boxes[first].width, is_entered=first in below)

    return Pieces(
        heads=tuple(tuple(map(_head, runs)) for runs in plan.runs),
        boxes=boxes,
        downs={
            line.source: (line, _words(line, boxes[line.source].width))
            for line in straight
        },
    )


def _words(down: Line, wide: float) -> Block:
    return column(stretches(down), wide / 2 - _OFF - _INDENT)


class Stack:
    """One lane, filled from above to below; no box is above its place in *tops*."""

    def __init__(self, pieces: Pieces, tops: Mapping[str, float]) -> None:
        """Begin with nothing in it."""
        self.pieces, self.tops = pieces, tops
        self.placed: dict[str, Placed] = {}
        self.frames: list[Frame] = []
        self.drops: list[Drop] = []
        self.y = self.end = 0.0

    def add(self, run: Run, head: Head) -> None:
        """Put the boxes of a run below what is there, and below its head."""
        self.y = max(self.y, self._top(run.states[0]) - head.height)
        top = self.y
        self.y += head.height
        for state in run.states:
            self._place(state)
        if run.has_head:
            self._frame(run, top, head)

    def _top(self, state: State) -> float:
        return self.tops.get(state.id, 0.0)

    def _place(self, state: State) -> None:
        box = self.pieces.boxes[state.id]
        self.y = max(self.y, self._top(state))
        self.placed[state.id] = placed = Placed(box=box, y=self.y)
        self.end = placed.bottom
        if state.id in self.pieces.downs:
            line, words = self.pieces.downs[state.id]
            self.drops.append(Drop(line=line, words=words, source=placed))
            self.end += words.height
        self.y = max(placed.bottom + _GAP, self.end + _UNDER)

    def _frame(self, run: Run, top: float, head: Head) -> None:
        bottom = self.end + PAD
        self.y = bottom + _APART
        frame = Frame(
            run=run,
            y=top,
            height=bottom - top,
            head=head,
            exits={line: top + y for line, y in head.exits.items()},
        )
        self.frames.append(frame)
