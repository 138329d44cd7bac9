"""How far down everything in a lane is: boxes, frames, and lines straight down."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ._boxes import Box
from ._content import onward
from ._phrases import sources
from ._plan import Exit, Line, Plan, Run
from ._setting import Block, Stretch, Text, column, drop
from ._sockets import Socket, stretches
from ._style import CONTINUED, LABEL, PHASE

PAD = 6.0
"""Points between what is in a frame and the frame."""

_GAP = 11.0  # points between boxes, for an arrow
_UNDER = 4.0  # points below the words at a line down
_APART = 6.0  # points between frames
_OFF = 5.0  # points between a line down and its words
_HEAD = 3.5  # points above and below what a frame says


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

    def room(self, socket: Socket) -> tuple[float, float]:
        """Say from where to where a socket of the box could be moved."""
        high, low = self.box.sockets.room(socket)
        return self.y + high, self.y + low


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A frame around a run; *texts* and *exits* are as the lane begins at 0."""

    run: Run
    y: float
    height: float
    texts: tuple[Text, ...]
    exits: Mapping[Line, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drop:
    """A line straight down, with its words."""

    line: Line
    texts: tuple[Text, ...]


class Stack:
    """One lane, filled from above to below; *levels* say where lines come from."""

    def __init__(self, plan: Plan, wide: float, levels: Mapping[str, float]) -> None:
        """Begin with nothing in it."""
        self.plan, self.wide, self.levels = plan, wide, levels
        self.placed: dict[str, Placed] = {}
        self.frames: list[Frame] = []
        self.drops: list[Drop] = []
        self.straight = {ln.source: ln for ln in plan.lines if plan.route(ln) is None}
        self.y = self.end = 0.0

    def add(self, run: Run, boxes: Sequence[Box]) -> None:
        """Put the boxes of a run below what is there."""
        head, exits, high = self._header(run)
        self.y = max(self.y, self._level(boxes[0]) - high)
        top = self.y
        self.y += high
        for each in boxes:
            self._place(each)
        if run.is_framed:
            self._frame(run, top, head, exits)

    def _level(self, first: Box) -> float:
        """Say how far down the first box is, where a line comes in from beside it."""
        ins = [s for s in first.sockets.at if s.line is None and s.side == "west"]
        if first.state.id not in self.levels or not ins:
            return 0.0
        return self.levels[first.state.id] - first.sockets.at[ins[0]]

    def _place(self, each: Box) -> None:
        down = self.straight.get(each.state.id)
        self.placed[each.state.id] = placed = Placed(box=each, y=self.y)
        self.end = placed.bottom
        if down:
            words = column(stretches(down), self.wide / 2 - 2 * _OFF)
            texts = words.moved(self.wide / 2 + _OFF, placed.bottom + 1)
            self.drops.append(Drop(line=down, texts=texts))
            self.end += words.height
        self.y = max(placed.bottom + _GAP, self.end + _UNDER)

    def _header(self, run: Run) -> tuple[Block, Mapping[Line, float], float]:
        """Set what a frame says: its title at the left, what is shared at the right.

        Between them there is room for a line down.
        """
        if not run.is_framed:
            return Block(), {}, 0.0
        room = self.wide / 2 - _OFF
        title = column(
            [self._title(run)], room if run.exits or self._comes(run) else self.wide
        )
        texts, exits = [*title.moved(0, _HEAD)], {}
        y = _HEAD + drop(PHASE, LABEL)
        for each in run.exits:
            words = column([self._said(run, each)], room, align="end")
            texts += words.moved(self.wide - room, y)
            if each.line:
                exits[each.line] = y + words.height - words.texts[-1].height / 2
            y += words.height + 1
        high = max(title.height + _HEAD, y)
        return Block(texts=tuple(texts)), exits, high + _HEAD

    def _title(self, run: Run) -> Stretch:
        """Give the title of the section; where it stands already, say that it goes on."""
        title = run.section.title
        if not title or run.is_first:
            return Stretch(words=title, ink=PHASE, heading=True)
        words = self.plan.outline.say("doc_continued", title=title)
        return Stretch(words=words, ink=CONTINUED, heading=True)

    def _comes(self, run: Run) -> bool:
        """Whether a line runs down into the first state, through what the frame says."""
        first = run.states[0].id
        is_start = first == self.plan.lanes[0][0]
        return is_start or any(line.dest == first for line in self.straight.values())

    def _said(self, run: Run, each: Exit) -> Stretch:
        outline = self.plan.outline
        lead = f"{outline.colon(sources(outline, run.section, each.shared))} "
        if each.line:
            return Stretch(words=lead + each.shared.way.label, ink=LABEL)
        return onward(outline, each.shared.way, lead=lead)

    def _frame(
        self, run: Run, top: float, head: Block, exits: Mapping[Line, float]
    ) -> None:
        bottom = self.end + PAD
        self.y = bottom + _APART
        frame = Frame(
            run=run,
            y=top,
            height=bottom - top,
            texts=head.moved(0, top),
            exits={line: top + y for line, y in exits.items()},
        )
        self.frames.append(frame)
