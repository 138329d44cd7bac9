"""A session in a terminal as a picture: the one in the README.

``python -m tests.recording > docs/session.svg`` records it anew. What is drawn is what
a real terminal was sent. The picture stands by itself as those of flows do: nothing in
it is run or fetched, and it has colours for a dark screen.
"""

from __future__ import annotations

import re
import sys
from tempfile import TemporaryDirectory
from xml.etree.ElementTree import Element, SubElement, tostring

from ama_flow_renderers._style import DARK, LIGHT
from tests.pages import NOW, ROOT
from tests.pseudo_terminal import pseudo_terminal

PICTURE = ROOT / "docs" / "session.svg"
TITLE = "Een sessie van ama-flow in een terminal"
TYPED = ("ja", "waarom", "ja")
COLUMNS = 80

_PROMPT = ": "
_BOLD = re.compile(r"\x1b\[1m(.*)\x1b\[0m")
_SIZE, _ADVANCE, _LINE, _MARGIN = 14, 8.4, 20, 20
"""In pixels: the type, a character of it (0.6 em in most fonts), a line, the border."""
_FAMILY = "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', 'Liberation Mono', monospace"
_STYLE = (
    "@media screen and (prefers-color-scheme:dark){"
    f".session text{{fill:{DARK['ink']}}}"
    f".session rect{{fill:{DARK['paper']};stroke:{DARK['phase_line']}}}"
    "}"
)


def recorded() -> list[str]:
    """Give the lines that a terminal shows while `TYPED` is typed."""
    with TemporaryDirectory() as folder:
        variables = {"AMA_FLOW_NOW": NOW, "LC_ALL": "C.UTF-8", "XDG_STATE_HOME": folder}
        with pseudo_terminal("run", columns=COLUMNS, variables=variables) as terminal:
            terminal.expect(_PROMPT)
            for line in TYPED:
                terminal.type(line, expect=_PROMPT)
            return f"$ ama-flow run\n{terminal.shown}".splitlines()


def drawn(lines: list[str]) -> bytes:
    """Draw *lines* as they stand on a terminal."""
    wide = round(COLUMNS * _ADVANCE) + 2 * _MARGIN
    high = len(lines) * _LINE + 2 * _MARGIN
    root = Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "class": "session",
            "width": str(wide),
            "height": str(high),
            "viewBox": f"0 0 {wide} {high}",
            "lang": "nl",
            "xml:lang": "nl",
            "role": "graphics-document document",
            "aria-labelledby": "title description",
            "font-family": _FAMILY,
            "font-size": str(_SIZE),
        },
    )
    SubElement(root, "title", id="title").text = TITLE
    said = "Wat getypt is, staat achter een dubbele punt."
    SubElement(root, "desc", id="description").text = said
    SubElement(root, "style").text = _STYLE
    _panel(root, wide, high)
    for number, line in enumerate(lines, 1):
        _line(root, line, _MARGIN + number * _LINE)
    return f"{tostring(root, encoding='unicode')}\n".encode()


def _panel(root: Element, wide: int, high: int) -> None:
    look = {"fill": LIGHT["paper"], "stroke": LIGHT["phase_line"]}
    place = {"x": "0.5", "y": "0.5", "rx": "8"}
    SubElement(
        root, "rect", {**place, "width": f"{wide - 1}", "height": f"{high - 1}"} | look
    )


def _line(root: Element, line: str, bottom: int) -> None:
    """Set a line; its length keeps it where it is in any font."""
    bold = _BOLD.fullmatch(line)
    words = (bold[1] if bold else line).rstrip()
    indent = len(words) - len(words.lstrip())
    if not words:
        return
    look = {
        "x": f"{_MARGIN + indent * _ADVANCE:g}",
        "y": str(bottom - (_LINE - _SIZE) // 2 - 2),
        "fill": LIGHT["ink"],
        "textLength": f"{(len(words) - indent) * _ADVANCE:g}",
        "lengthAdjust": "spacingAndGlyphs",
    }
    if bold:
        look["font-weight"] = "bold"
    SubElement(root, "text", look).text = words.lstrip()


def picture() -> bytes:
    """Give the picture in the README."""
    return drawn(recorded())


if __name__ == "__main__":
    sys.stdout.buffer.write(picture())
