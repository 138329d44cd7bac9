"""What can be measured on an SVG picture: boxes, lines and texts, and what they meet.

Everything is read from the picture itself; how wide letters are comes from a font.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, pairwise, permutations
from xml.etree import ElementTree as ET

from tests.fonts import FAMILIES, installed

SVG = "{http://www.w3.org/2000/svg}"
Point = tuple[float, float]
_STRAIGHT = 0.1  # points, by which a straight stretch may be off
_JOIN = 8  # points that two lines may share where one joins the other
_SHARE = {"start": 0, "middle": 0.5, "end": 1}


@dataclass(frozen=True)
class Rectangle:
    """A rectangle by its left, upper, right and lower side, and whose it is."""

    left: float
    top: float
    right: float
    bottom: float
    name: str = ""

    def meets(self, other: Rectangle, by: float = 0.5) -> bool:
        """Say whether the two overlap by more than *by* points."""
        return (
            self.right - other.left > by
            and other.right - self.left > by
            and self.bottom - other.top > by
            and other.bottom - self.top > by
            and min(self.right - self.left, other.right - other.left) > by
            and min(self.bottom - self.top, other.bottom - other.top) > by
        )

    def holds(self, other: Rectangle) -> bool:
        """Say whether *other* is within, but for what cannot be seen."""
        return (
            self.left <= other.left + 0.1
            and self.top <= other.top + 0.1
            and other.right <= self.right + 0.1
            and other.bottom <= self.bottom + 0.1
        )


@dataclass(frozen=True)
class Line:
    """A line with its corners, where it leads from and to, and its words."""

    name: str
    dest: str
    joins: bool
    dashed: bool
    points: tuple[Point, ...]

    @cached_property
    def stretches(self) -> tuple[Rectangle, ...]:
        """The parts of the line, without width."""
        return tuple(
            Rectangle(min(x, u), min(y, v), max(x, u), max(y, v), self.name)
            for (x, y), (u, v) in pairwise(self.points)
        )

    def joins_one_of(self, others: Iterable[Line]) -> bool:
        """Say whether it ends on another line that leads to the same state."""
        x, y = self.points[-1]
        return any(
            part.left - 1 <= x <= part.right + 1
            and part.top - 1 <= y <= part.bottom + 1
            for other in others
            if other.dest == self.dest
            for part in other.stretches
        )


class Measured:
    """A picture, measured."""

    def __init__(self, document: bytes) -> None:
        """Read boxes, lines and texts."""
        root = ET.fromstring(document)  # noqa: S314 - our own
        self.root = root
        left, top, wide, high = map(float, root.attrib["viewBox"].split())
        self.paper = Rectangle(left, top, left + wide, top + high)
        self.outlines = dict(self._outlines())
        self.boxes = tuple(_around(name, line) for name, line in self.outlines.items())
        self.lines = tuple(self._lines())
        self.texts = tuple(_text(text) for text in root.iter(f"{SVG}text"))
        self.owners = tuple(self._owners())

    def faults(self) -> list[object]:
        """List all that is drawn over something else, or out of its place."""
        return [
            *self.overlapping(),
            *self.crossed(),
            *self.confused(),
            *self.filled(),
            *self.loose(),
            *self.overprinted(),
            *(found for family in FAMILIES for found in self.outside(family)),
        ]

    def groups(self, kind: str) -> Iterator[ET.Element]:
        """Give the groups whose class begins with *kind*."""
        for group in self.root.iter(f"{SVG}g"):
            if group.get("class", "").split()[:1] == [kind]:
                yield group

    def _outlines(self) -> Iterator[tuple[str, list[Point]]]:
        for group in self.groups("state"):
            path = group.find(f"{SVG}path")
            assert path is not None
            yield group.attrib["id"], outline(path.attrib["d"])

    def _lines(self) -> Iterator[Line]:
        for group in self.groups("way"):
            shaft, *head = group.iter(f"{SVG}path")
            name = group.attrib["id"]
            tip = (points(one.attrib["d"])[3] for one in head)
            yield Line(
                name,
                dest=name.split("-")[-1],
                joins=not head,
                dashed="stroke-dasharray" in shaft.attrib,
                points=(*points(shaft.attrib["d"]), *tip),
            )

    def overlapping(self) -> list[tuple[str, str]]:
        """List the boxes that overlap."""
        pairs = combinations(self.boxes, 2)
        return [(one.name, other.name) for one, other in pairs if one.meets(other)]

    def crossed(self) -> list[tuple[str, str]]:
        """List the lines that run through a box or a text, each with what it meets."""
        boxes = zip(self.boxes, self.outlines.values(), strict=True)
        texts = [(text, _corners(text, by=1)) for text in self.texts]
        things = [*boxes, *texts]
        return [
            (line.name, thing.name)
            for line in self.lines
            for part in line.stretches
            for thing, corners in things
            if part.meets(thing, by=-0.5) and _runs_through(part, corners)
        ]

    def confused(self) -> list[tuple[str, str]]:
        """List the lines that lie on each other, though they lead elsewhere."""
        return [
            (one.name, other.name)
            for one, other in combinations(self.lines, 2)
            if one.dest != other.dest
            and any(_on(a, b) for a in one.stretches for b in other.stretches)
        ]

    def filled(self) -> list[tuple[str, str]]:
        """List the dashed lines that fill each other's gaps."""
        dashed = [line for line in self.lines if line.dashed]
        return [
            (one.name, other.name)
            for one, other in combinations(dashed, 2)
            if any(_on(a, b, _JOIN) for a in one.stretches for b in other.stretches)
        ]

    def crossings(self) -> list[Point]:
        """List the places where lines cross; those in one track do so at one place."""
        found = {
            (round(upright.left), round(level.top))
            for one, other in permutations(self.lines, 2)
            for level in one.stretches
            for upright in other.stretches
            if level.bottom - level.top < _STRAIGHT
            and upright.right - upright.left < _STRAIGHT
            and level.left + _STRAIGHT < upright.left < level.right - _STRAIGHT
            and upright.top + _STRAIGHT < level.top < upright.bottom - _STRAIGHT
        }
        return sorted(found)

    def loose(self) -> list[str]:
        """List the lines without an arrow that do not end on one that leads on."""
        onward = [line for line in self.lines if not line.joins]
        loose = [line for line in self.lines if line.joins]
        while joining := [line for line in loose if line.joins_one_of(onward)]:
            onward += joining
            loose = [line for line in loose if line not in joining]
        return [line.name for line in loose]

    def overprinted(self) -> list[tuple[str, str]]:
        """List the texts that lie on each other, or on a box that is not theirs."""
        texts = combinations(self.texts, 2)
        over = [(one.name, other.name) for one, other in texts if one.meets(other, 1)]
        return over + [
            (text.name, box.name)
            for text, owner in zip(self.texts, self.owners, strict=True)
            for box in self.boxes
            if box.name != owner
            and text.meets(box)
            and _touches(text, self.outlines[box.name])
        ]

    def outside(self, family: str) -> list[tuple[str, str, str]]:
        """List the texts that reach out of their box, or of the paper, in a font.

        How wide letters of some scripts are set is not known, so not counted on.
        """
        paper, found = _corners(self.paper), []
        for text, owner in zip(self.root.iter(f"{SVG}text"), self.owners, strict=True):
            if "textLength" not in text.attrib:
                continue
            room, corners = _inked(text, family), self.outlines.get(owner, [])
            if not _within(room, paper):
                found.append((room.name, "paper", family))
            if _touches(room, corners) and not _within(room, corners):
                found.append((room.name, owner, family))
        return found

    def _owners(self) -> Iterator[str]:
        """Give the state of each text: that it is in, or that its line leaves."""
        states: dict[int, str] = {}
        for group in (*self.groups("state"), *self.groups("way")):
            source = group.attrib["id"].partition("--")[0]
            for text in group.iter(f"{SVG}text"):
                states[id(text)] = f"s{source[1:]}"
        for text in self.root.iter(f"{SVG}text"):
            yield states.get(id(text), "")


def _runs_through(part: Rectangle, corners: list[Point]) -> bool:
    """Say whether a stretch of a line is within an outline by more than a point.

    The stretch is level or upright, and the outline is closed and nowhere hollow.
    """
    is_level = part.bottom - part.top < part.right - part.left
    x, y = (part.left + part.right) / 2, (part.top + part.bottom) / 2
    if is_level:
        low, high, at, turned = part.left, part.right, y, corners
    else:
        low, high, at = part.top, part.bottom, x
        turned = [(py, px) for px, py in corners]
    inside = _cut(turned, at)
    return bool(inside) and low < max(inside) - 1 and high > min(inside) + 1


def _within(box: Rectangle, corners: list[Point]) -> bool:
    """Say whether all of a box is within an outline, but for what cannot be seen."""
    for y in (box.top, box.bottom):
        inside = _cut(corners, y)
        if not inside or box.left < min(inside) - 0.1 or box.right > max(inside) + 0.1:
            return False
    return True


def _touches(box: Rectangle, corners: list[Point]) -> bool:
    """Say whether a box lies on an outline or within it, by more than a point."""
    for y in (box.top + 1, (box.top + box.bottom) / 2, box.bottom - 1):
        inside = _cut(corners, y)
        if inside and box.left < max(inside) - 1 and box.right > min(inside) + 1:
            return True
    return False


def _cut(corners: list[Point], at: float) -> list[float]:
    """Give where a level line, *at* that height, meets a closed outline."""
    return [
        ax + (bx - ax) * (at - ay) / (by - ay)
        for (ax, ay), (bx, by) in pairwise([*corners, *corners[:1]])
        if min(ay, by) <= at <= max(ay, by) and ay != by
    ]


def _corners(box: Rectangle, by: float = 0) -> list[Point]:
    """Give the corners of a box that is less high *by* so much, above and below."""
    return [
        (box.left, box.top + by),
        (box.right, box.top + by),
        (box.right, box.bottom - by),
        (box.left, box.bottom - by),
    ]


def _around(name: str, corners: list[Point]) -> Rectangle:
    xs, ys = zip(*corners, strict=True)
    return Rectangle(min(xs), min(ys), max(xs), max(ys), name)


def outline(path: str) -> list[Point]:
    """Give points on the outline that *path* draws, with some of each bend."""
    found: list[Point] = []
    for letter, given in re.findall(r"([MLC])([^MLCZ]*)", path):
        numbers = [float(number) for number in re.split(r"[\s,]+", given)]
        pairs = list(zip(numbers[::2], numbers[1::2], strict=True))
        if letter == "C":
            found += [_bent(found[-1], pairs, n / 8) for n in range(1, 8)]
        found.append(pairs[-1])
    return found


def _bent(start: Point, pulls: list[Point], share: float) -> Point:
    """Give a point of a curve. Source: the definition of a cubic Bezier curve."""
    rest = 1 - share
    shares = (rest**3, 3 * rest**2 * share, 3 * rest * share**2, share**3)
    ends = (start, *pulls)
    x, y = (sum(s * p[i] for s, p in zip(shares, ends, strict=True)) for i in (0, 1))
    return x, y


def _on(one: Rectangle, other: Rectangle, by: float = 2) -> bool:
    """Say whether two stretches run along each other for more than *by* points.

    Where a line bends, a stretch is neither level nor upright: that may be met.
    """
    wide = min(one.right, other.right) - max(one.left, other.left)
    high = min(one.bottom, other.bottom) - max(one.top, other.top)
    are_level = all(s.bottom - s.top < _STRAIGHT for s in (one, other))
    are_upright = all(s.right - s.left < _STRAIGHT for s in (one, other))
    return (wide > by and high > -1 and are_level) or (
        high > by and wide > -1 and are_upright
    )


def points(path: str) -> list[Point]:
    """Give where a path turns: the pull of a bend stands for its corner."""
    found: list[Point] = []
    for letter, given in re.findall(r"([MLC])([^MLCZ]*)", path):
        numbers = [float(number) for number in re.split(r"[\s,]+", given)]
        pairs = list(zip(numbers[::2], numbers[1::2], strict=True))
        found += [pairs[-1]] if letter != "C" else pairs
    return found


def _text(text: ET.Element) -> Rectangle:
    """Give the room of a text, as wide as the picture makes it, or as it is."""
    size = float(text.attrib["font-size"])
    return _set(text, "Liberation Sans", 0.72 * size, 0.2 * size)


def _inked(text: ET.Element, family: str) -> Rectangle:
    """Give the room that the letters of a text take in a font."""
    font = installed(family, bold=text.get("font-weight") == "bold")
    up, down = font.reach(text.text or "", float(text.attrib["font-size"]))
    return _set(text, family, up, down)


def _set(text: ET.Element, family: str, up: float, down: float) -> Rectangle:
    wide = float(text.get("textLength") or natural(text, family))
    x, y = float(text.attrib["x"]), float(text.attrib["y"])
    share = _SHARE[text.get("text-anchor", "start")]
    left = x - wide * (1 - share if text.get("direction") == "rtl" else share)
    return Rectangle(left, y - up, left + wide, y + down, text.text or "")


def natural(text: ET.Element, family: str = "Liberation Sans") -> float:
    """Say how wide a font sets a text; Liberation Sans has the widths of Arial."""
    font = installed(family, bold=text.get("font-weight") == "bold")
    return font.width(text.text or "", float(text.attrib["font-size"]))
