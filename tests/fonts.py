"""Real fonts: how wide they set a text, and how far its letters reach up and down."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

FOLDER = Path("/usr/share/fonts/truetype")
FAMILIES = {
    "Liberation Sans": ("liberation/LiberationSans-Regular", "-Bold"),
    "DejaVu Sans": ("dejavu/DejaVuSans", "-Bold"),
}
"""A font with the widths of Arial, and one that is a sixth wider."""


class Font:
    """A font of the machine, by its file."""

    def __init__(self, path: Path) -> None:
        """Read the file; raises ``OSError`` where the font is not installed."""
        font = TTFont(path)
        self._widths = font["hmtx"].metrics
        self._names = font.getBestCmap()
        self._shapes = font["glyf"]
        self._unit = font["head"].unitsPerEm

    def width(self, words: str, size: float) -> float:
        """Say how wide a text is that is set in letters of *size*."""
        total = sum(self._widths[name][0] for name in self._letters(words))
        return float(total * size / self._unit)

    def reach(self, words: str, size: float) -> tuple[float, float]:
        """Say how far a text reaches above its baseline, and below it."""
        shapes = [self._shapes[name] for name in self._letters(words)]
        drawn = [shape for shape in shapes if shape.numberOfContours]
        up = max((shape.yMax for shape in drawn), default=0)
        down = max((-shape.yMin for shape in drawn), default=0)
        return up * size / self._unit, down * size / self._unit

    def _letters(self, words: str) -> Iterator[str]:
        return (self._names.get(ord(char), ".notdef") for char in words)


@cache
def installed(family: str, *, bold: bool = False) -> Font:
    """Give a font of `FAMILIES`."""
    stem, heavier = FAMILIES[family]
    name = stem.removesuffix("-Regular") + heavier if bold else stem
    return Font(FOLDER / f"{name}.ttf")
