"""Sheets of paper, and a picture put on one of them. Measures are in points."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from ama_flow.model import FlowError, Options, Problem

from .._outline import Outline
from .._style import SMALL, Ink
from ..picture.compose import composed, sized
from ..picture.heights import NARROW
from ..picture.metrics import width
from ..picture.scene import Part, Scene
from ..picture.setting import Text

LEAST = 0.7
"""How far a picture is scaled down at most: what is set in 10 is then set in 7."""

_MARGIN = 28.35  # 10 mm
_FOOT = 18.0  # from the lower edge to the words in the margin
_ELLIPSIS = "\u2026"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A sheet of paper, upright."""

    width: float
    height: float

    @property
    def turned(self) -> Paper:
        """The same sheet, lying."""
        return Paper(width=self.height, height=self.width)

    def scale(self, scene: Scene) -> float:
        """Say at which scale a picture fits within the margins, at most 1."""
        wide, high = self.width - 2 * _MARGIN, self.height - 2 * _MARGIN
        return min(1.0, wide / scene.width, high / scene.height)

    def best(self, scene: Scene) -> Paper:
        """Turn the sheet where a picture does not fit on it, and does if it lies."""
        is_fit = self.scale(scene) >= LEAST
        if is_fit or self.scale(scene) >= self.turned.scale(scene):
            return self
        return self.turned

    def holds(self, scene: Scene) -> bool:
        """Say whether a picture fits, upright or lying, and can still be read."""
        return self.best(scene).scale(scene) >= LEAST


PAPERS: Mapping[str, Paper] = {
    "a4": Paper(width=595.28, height=841.89),
    "a3": Paper(width=841.89, height=1190.55),
    "letter": Paper(width=612.0, height=792.0),
}
"""The sizes of paper. Source: ISO 216, in points; ANSI Y14.1."""


def paper(name: str) -> Paper:
    """Find a size by its name; raises `FlowError` for a name that there is not."""
    if name not in PAPERS:
        raise FlowError(
            Problem(
                code="unknown-paper",
                message=f"there is no paper {name!r:.80} to draw on",
                hint=f"there is: {', '.join(PAPERS)}",
            )
        )
    return PAPERS[name]


def on_page(outline: Outline, options: Options) -> Scene:
    """Draw a flow, on one sheet of the paper that is asked for if one is.

    Raises `FlowError` where that is too small.
    """
    if options.paper is None:
        return composed(outline)
    sheet = paper(options.paper)
    found = fitted(outline, sheet)
    if found is None:
        raise FlowError(_too_small(options.paper, composed(outline)))
    words = outline.say("doc_page", number=1, total=1)
    return put(found, composed(found), sheet, words)


def fitted(outline: Outline, sheet: Paper) -> Outline | None:
    """Give *outline*, or one with narrow lanes, if it can be read on one sheet."""
    scene = sized(outline)
    if sheet.holds(scene):
        return outline
    if not sheet.holds(replace(scene, width=scene.width * NARROW)):
        return None
    narrow = replace(outline, is_narrow=True)
    return narrow if sheet.holds(sized(narrow)) else None


def _too_small(name: str, scene: Scene) -> Problem:
    fits = [other for other, sheet in PAPERS.items() if sheet.holds(scene)]
    larger = f"take {fits[0]}, " if fits else ""
    return Problem(
        code="paper-size",
        message=f"on one page of {name} this picture would be set in less than 7 points",
        hint=f"{larger}draw a part by --phase or --focus, or all of it as pdf, which "
        "takes as many pages as it needs",
    )


def put(outline: Outline, scene: Scene, sheet: Paper, number: str) -> Scene:
    """Put a picture on *sheet*, with its title and *number* in the lower margin."""
    page = sheet.best(scene)
    scale = page.scale(scene)
    wide, high, margin = (
        measure / scale for measure in (page.width, page.height, _MARGIN)
    )
    moved = scene.moved(margin, margin)
    foot = _foot(outline, number, wide - 2 * margin).moved(margin, high - _FOOT / scale)
    below = (*moved.below, foot)
    return replace(
        moved, width=wide, height=high, scale=scale, is_sheet=True, below=below
    )


def _foot(outline: Outline, number: str, wide: float) -> Part:
    """Put the title of the flow at the left, and the number of the page at the right."""
    room = wide - width(number, SMALL.size) - 2 * SMALL.size
    title = _cut(" ".join(outline.expand(outline.flow.title).split()), room, SMALL)
    return Part(
        name="foot",
        texts=(
            Text(words=title, ink=SMALL, x=0, y=0, url="#page-1"),
            Text(words=number, ink=SMALL, x=wide, y=0, align="end"),
        ),
    )


def _cut(words: str, room: float, ink: Ink) -> str:
    """Leave out what there is no room for."""
    cut = words
    while cut and width(f"{cut}{_ELLIPSIS}", ink.size) > room:
        cut = cut[:-1]
    return words if cut == words else f"{cut.rstrip()}{_ELLIPSIS}"
