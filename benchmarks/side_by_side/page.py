"""The page about the comparison, and the picture of all pictures."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

from .browser import photograph
from .measure import Figures
from .tools import ROOT

PAGE = ROOT / "docs" / "side-by-side.md"
SHEET = ROOT / "docs" / "side-by-side.png"
_PAPER = (300, 424)  # dots for a sheet of A4
_ACROSS = 3  # sheets beside each other

COLUMNS: Mapping[str, str] = {
    "text": "smallest text on A4, points",
    "crossings": "places where lines cross",
    "over_text": "lines through a text",
    "through_boxes": "lines through a box",
    "bends": "bends",
    "kinds": "kinds told apart by shape, of 5",
    "links": "links",
    "lines": "lines",
    "words": "words in boxes",
    "read_aloud": "language, title and description",
    "dark": "dark scheme",
}
_HEAD = """\
# Side by side

`ama_wvg` drawn by us and by other tools: the same states, the same ways on, the same
words at them. Each tool is asked to draw from top to bottom where it can be asked, and
gets the titles of the states as labels; what else a state says only our pictures and our
Mermaid charts have room for. All figures come from one program, which measures the SVG of
each tool in a browser.

![Six pictures of one procedure, each fitted on a sheet of A4](side-by-side.png)

"""


def write(found: Mapping[str, Figures], versions: Mapping[str, str], text: str) -> None:
    """Write the page: the table, and behind it what cannot be counted."""
    rows = [["", *found], ["---", *("---" for _ in found)]]
    for field in fields(Figures):
        values = [_shown(getattr(one, field.name)) for one in found.values()]
        rows.append([COLUMNS[field.name], *values])
    table = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    used = ", ".join(f"{name} {version}" for name, version in versions.items())
    PAGE.write_text(f"{_HEAD}{table}\n\nVersions: {used}.\n\n{text}", "utf-8")


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:.1f}" if isinstance(value, float) else str(value)


def look(pictures: Sequence[Any], folder: Path) -> None:
    """Photograph each picture as it is: light, dark and grey."""
    for picture in pictures:
        wide, high = (
            min(4000, int(picture[side]) + 20) for side in ("width", "height")
        )
        name = picture["name"].replace(",", "").replace(" ", "_")
        page = f"<!doctype html><meta charset=utf-8>{_image(picture, 'width:100%')}"
        grey = page.replace("width:100%", "width:100%;filter:grayscale(1)")
        photograph(page, folder / f"{name}.png", (wide, high))
        photograph(grey, folder / f"{name}_grey.png", (wide, high))
        dark = "--blink-settings=preferredColorScheme=0"
        photograph(page, folder / f"{name}_dark.png", (wide, high), dark)


def sheet(pictures: Sequence[Any]) -> None:
    """Photograph all pictures, each fitted on a sheet of A4."""
    wide, high = _PAPER
    figures = "".join(
        f"<figure>{_image(picture, _FIT)}<figcaption>{picture['name']}</figcaption></figure>"
        for picture in pictures
    )
    style = (
        "body{margin:8px;background:#e5e7eb;display:grid;gap:8px;"
        f"grid-template-columns:repeat({_ACROSS},{wide}px);font:13px sans-serif}}"
        "figure{margin:0}figcaption{margin-top:4px;text-align:center}"
        f"img{{display:block;width:{wide}px;height:{high}px;background:#fff}}"
    )
    down = -(-len(pictures) // _ACROSS)
    size = (_ACROSS * (wide + 8) + 8, down * (high + 30) + 8)
    page = f"<!doctype html><meta charset=utf-8><style>{style}</style>{figures}"
    photograph(page, SHEET, size)


_FIT = "object-fit:contain;object-position:top;padding:14px;box-sizing:border-box"


def _image(picture: Any, style: str) -> str:  # noqa: ANN401 - JSON
    data = b64encode(picture["svg"].encode()).decode()
    return f"<img style='{style}' src='data:image/svg+xml;base64,{data}'>"
