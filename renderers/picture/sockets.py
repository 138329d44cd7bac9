"""Where lines leave a box and arrive at it, and the words that stand there.

Short words at a line stand beside the box, above the line. Longer ones are a row at
the foot of the box, next to where the line leaves.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter

from .._style import LABEL
from .metrics import width
from .plan import Line, Side
from .setting import Block, Stretch, Text, column, snug
from .wrapping import words_of

LEAST = 10.0
"""Points between lines that leave or arrive at the same side."""
SIDES: tuple[Side, Side] = ("east", "west")

_BESIDE = 46.0  # points for words beside a box, in at most so many lines:
_LINES = 2
_FREE = 6.0  # points at the ends of a side that lines keep away from
_OFF = 3.0  # points between words and a line or a box


@dataclass(frozen=True, slots=True, kw_only=True)
class Socket:
    """Where *line* leaves a side; or where lines arrive, those that fail apart or not.

    Lines with different signs arrive apart too.
    """

    side: Side
    line: Line | None = None
    fails: bool = False
    sign: str = ""


_Leaving = tuple[Socket, Line]
"""A line that leaves, and where."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A way that is no line, in words, and which of the ways of its state it is."""

    turn: int
    words: Stretch


@dataclass(frozen=True, slots=True, kw_only=True)
class Foot:
    """The rows of a box *indent* points from its left, and the turns of its lines.

    *turns* go by where a line leads, and by its sign: there is one of each. In a
    *menu* all words at lines are rows, to be read below each other.
    """

    rows: tuple[Row, ...]
    turns: Mapping[tuple[str, str], int]
    indent: float
    is_menu: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Sockets:
    """How far down each socket of a box is, and where the words at lines stand.

    *said* are the words of ways that are no lines, *body* is the height above the rows
    of words in the box, *height* that of all.
    """

    at: Mapping[Socket, float]
    words: Mapping[Line, tuple[Text, ...]]
    said: tuple[Text, ...]
    body: float
    height: float

    def room(self, socket: Socket, at: Mapping[Socket, float]) -> tuple[float, float]:
        """Say from where to where a socket could be moved; one of a row can not.

        *at* says how far down all are by now, in the order in which they were.
        """
        if self.at[socket] > self.body:
            return self.at[socket], self.at[socket]
        beside = [s for s in self.at if s.side == socket.side]
        side = [s for s in beside if self.at[s] < self.body]
        here = side.index(socket)
        lower = at[side[here - 1]] + LEAST / 2 if here else _FREE - LEAST / 2
        upper = (self.height if beside == side else self.body) - _FREE
        if here + 1 < len(side):
            upper = at[side[here + 1]] - _above(side[here + 1]) - LEAST / 2
        return min(lower + _above(socket), at[socket]), max(upper, at[socket])


def sockets(
    given: Sequence[Socket], foot: Foot, wide: float, body: float, margin: float
) -> Sockets:
    """Find room for sockets, from above to below, at a box *wide* points wide.

    It is at least *body* high, and its rows of words are *margin* from its sides.
    """
    rows = [
        (socket, socket.line)
        for socket in given
        if socket.line
        and (is_long(socket.line) or (foot.is_menu and socket.line.labels))
    ]
    free = [socket for socket in given if socket not in dict(rows)]
    body = max(body, *(_need([s for s in free if s.side == side]) for side in SIDES))
    at: dict[Socket, float] = {}
    words: dict[Line, tuple[Text, ...]] = {}
    for side in SIDES:
        at |= _spread([socket for socket in free if socket.side == side], body)
    for socket in free:
        if socket.line:
            words[socket.line] = _beside(socket, wide, at[socket])
    said: list[Text] = []
    high = body
    for each in _in_turn(rows, foot):
        if isinstance(each, Row):
            row = column([each.words], wide - margin - foot.indent)
            said += row.moved(foot.indent, high)
        else:
            socket, line = each
            row = _row(line, socket.side, wide - 2 * margin)
            at[socket] = high + row.height / 2
            words[line] = row.moved(margin, high)
        high += row.height + _OFF
    return Sockets(at=at, words=words, said=tuple(said), body=body, height=high)


def _in_turn(lines: Sequence[_Leaving], foot: Foot) -> list[_Leaving | Row]:
    """Put each way in words behind the lines whose turn is before its own."""
    turns = [foot.turns[line.dest, line.sign] for _, line in lines]
    found: list[tuple[int, bool, _Leaving | Row]] = [
        (number, True, leaving) for number, leaving in enumerate(lines)
    ]
    for row in foot.rows:
        before = (n + 1 for n, turn in enumerate(turns) if turn < row.turn)
        found.append((max(before, default=0), False, row))
    return [each for *_, each in sorted(found, key=itemgetter(0, 1))]


def stretches(line: Line) -> list[Stretch]:
    """Give the words at *line*."""
    return _stretches(line.labels)


def _stretches(labels: Iterable[str]) -> list[Stretch]:
    return [Stretch(words=label, ink=LABEL) for label in labels]


def _short(line: Line | None) -> Block:
    return _snug(line.labels) if line else Block()


@lru_cache(maxsize=4096)
def _snug(labels: tuple[str, ...]) -> Block:
    return snug(_stretches(labels), _BESIDE)


def is_long(line: Line) -> bool:
    """Say whether the words are too many or too long to stand beside the box."""
    return _is_long(line.labels)


@lru_cache(maxsize=4096)
def _is_long(labels: tuple[str, ...]) -> bool:
    whole = (word for label in labels for word in words_of(label))
    longest = max((width(w, LABEL.size, bold=True) for w in whole), default=0)
    return len(_snug(labels).texts) > _LINES or longest > _BESIDE


def _above(socket: Socket) -> float:
    return max(LEAST / 2, _short(socket.line).height + _OFF)


def _need(side: Sequence[Socket]) -> float:
    return sum(_above(socket) + LEAST / 2 for socket in side)


def _spread(side: Sequence[Socket], body: float) -> dict[Socket, float]:
    """Put a single socket halfway down, several below each other."""
    if len(side) == 1 and _above(side[0]) <= body / 2:
        return {side[0]: body / 2}
    at: dict[Socket, float] = {}
    gap = (body - _need(side)) / (len(side) + 1)
    y = 0.0
    for socket in side:
        y += gap + _above(socket)
        at[socket] = y
        y += LEAST / 2
    return at


def _beside(socket: Socket, wide: float, y: float) -> tuple[Text, ...]:
    words = _short(socket.line)
    x = wide + _OFF if socket.side == "east" else -_OFF - words.width
    return words.moved(x, y - _OFF + 1 - words.height)


def _row(line: Line, side: Side, room: float) -> Block:
    return column(stretches(line), room, align="end" if side == "east" else "start")
