"""What can be measured on an SVG picture: boxes, lines and texts, and what they meet.

Everything is read from the picture itself; how wide letters are comes from a font.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import combinations, pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

from fontTools.ttLib import TTFont

SVG = "{http://www.w3.org/2000/svg}"
FONTS = Path("/usr/share/fonts/truetype/liberation")
Point = tuple[float, float]


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
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.bottom, other.bottom) - max(self.top, other.top)
        return wide > by and high > by

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
    fails: bool
    points: tuple[Point, ...]

    def stretches(self) -> Iterator[Rectangle]:
        """Give the parts of the line, without width."""
        for (x, y), (to_x, to_y) in pairwise(self.points):
            sides = (*sorted((x, to_x)), *sorted((y, to_y)))
            yield Rectangle(sides[0], sides[2], sides[1], sides[3], self.name)


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
            shaft, head = (path.attrib["d"] for path in group.iter(f"{SVG}path"))
            name = group.attrib["id"]
            corners = (*points(shaft), points(head)[3])
            dest, fails = name.split("-")[-1], "fails" in group.attrib["class"]
            yield Line(name, dest, fails, corners)

    def overlapping(self) -> list[tuple[str, str]]:
        """List the boxes that overlap."""
        pairs = combinations(self.boxes, 2)
        return [(one.name, other.name) for one, other in pairs if one.meets(other)]

    def crossed(self) -> list[tuple[str, str]]:
        """List the lines that run through a box or a text, each with what it meets."""
        boxes = zip(self.boxes, self.outlines.values(), strict=True)
        texts = [(text, _corners(text)) for text in self.texts]
        things = [*boxes, *texts]
        return [
            (line.name, thing.name)
            for line in self.lines
            for part in line.stretches()
            for thing, corners in things
            if part.meets(thing, by=-0.5) and _runs_through(part, corners)
        ]

    def confused(self) -> list[tuple[str, str]]:
        """List the lines that lie on each other, though they lead elsewhere."""
        return [
            (one.name, other.name)
            for one, other in combinations(self.lines, 2)
            if (one.dest, one.fails) != (other.dest, other.fails)
            and any(_on(a, b) for a in one.stretches() for b in other.stretches())
        ]


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
    inside = [
        ax + (bx - ax) * (at - ay) / (by - ay)
        for (ax, ay), (bx, by) in pairwise([*turned, turned[0]])
        if min(ay, by) <= at <= max(ay, by) and ay != by
    ]
    return bool(inside) and low < max(inside) - 1 and high > min(inside) + 1


def _corners(box: Rectangle) -> list[Point]:
    return [
        (box.left, box.top + 1),
        (box.right, box.top + 1),
        (box.right, box.bottom - 1),
        (box.left, box.bottom - 1),
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


def _on(one: Rectangle, other: Rectangle) -> bool:
    """Say whether two stretches run along each other for more than two points."""
    wide = min(one.right, other.right) - max(one.left, other.left)
    high = min(one.bottom, other.bottom) - max(one.top, other.top)
    return (wide > 2 and high > -1) or (high > 2 and wide > -1)


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
    wide = float(text.get("textLength") or natural(text))
    x, y = float(text.attrib["x"]), float(text.attrib["y"])
    left = (
        x
        - {"start": 0, "middle": wide / 2, "end": wide}[
            text.get("text-anchor", "start")
        ]
    )
    return Rectangle(
        left, y - 0.72 * size, left + wide, y + 0.2 * size, text.text or ""
    )


def natural(text: ET.Element) -> float:
    """Say how wide Liberation Sans sets a text, which has the widths of Arial."""
    weight = "Bold" if text.get("font-weight") == "bold" else "Regular"
    widths, letters, unit = _font(weight)
    total = sum(
        widths[letters.get(ord(char), ".notdef")][0] for char in text.text or ""
    )
    return total * float(text.attrib["font-size"]) / unit


@cache
def _font(weight: str) -> tuple[dict[str, tuple[int, int]], dict[int, str], int]:
    font = TTFont(FONTS / f"LiberationSans-{weight}.ttf")
    return dict(font["hmtx"].metrics), font.getBestCmap(), font["head"].unitsPerEm
