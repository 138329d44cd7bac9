"""How pictures look: colours by role, and how text is set. Measures are in points.

Text has a contrast of at least 4.5:1 with what is behind it, and lines have 3:1
(WCAG 2.2, 1.4.3 and 1.4.11; a test computes it). Each role has a colour of its own,
if only by one step, so that a style sheet can tell them apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

COLOURS: Mapping[str, str] = {
    "paper": "#FFFFFF",
    "ink": "#111827",
    "muted": "#4B5563",
    "link": "#0B3D93",
    "on_dark": "#FFFFFB",
    "phase": "#EEF1F5",
    "phase_line": "#7C8696",
    "step": "#FFFFFE",
    "step_line": "#374152",
    "question": "#FFF0B8",
    "question_line": "#6B4E00",
    "branch": "#DDE3EB",
    "branch_line": "#374153",
    "contact": "#FFFFFD",
    "contact_line": "#8A2C0D",
    "goal": "#0B3D91",
    "goal_line": "#0B3D90",
    "start": "#111828",
    "start_line": "#111829",
    "ordinary": "#0B3D92",
    "other": "#374151",
    "fails": "#8A2C0E",
}

FONT = "Arial"
FAMILY = "Arial, Helvetica, 'Liberation Sans', 'Nimbus Sans', sans-serif"


@dataclass(frozen=True, slots=True)
class Ink:
    """How a stretch of text is set: its size, its weight, the role of its colour.

    Sizes are whole: Graphviz cuts off what is behind the comma.
    """

    size: int
    bold: bool = False
    colour: str = "ink"
    underlined: bool = False


HEADLINE = Ink(18, bold=True)
SMALL = Ink(9, colour="muted")
PHASE = Ink(12, bold=True)
NUMBER = Ink(14, bold=True)
TITLE = Ink(11, bold=True)
BODY = Ink(10)
STRONG = Ink(10, bold=True)
LINK = Ink(9, colour="link", underlined=True)
ONWARD = Ink(9, bold=True, colour="other")
ONWARD_FAILS = Ink(9, bold=True, colour="fails")
BAND_INK = Ink(8, bold=True, colour="on_dark")
START = Ink(10, bold=True, colour="on_dark")
EDGE = Ink(10, bold=True)
LEGEND = Ink(9)

WIDEST = 560
"""No text is wider than this: a word that is gets broken."""

LINES: Mapping[str, Mapping[str, str]] = {
    "ordinary": {"color": COLOURS["ordinary"], "penwidth": "2.4", "arrowsize": "0.75"},
    "other": {"color": COLOURS["other"], "penwidth": "1.1"},
    "fails": {"color": COLOURS["fails"], "penwidth": "1.5", "style": "dashed"},
}
"""How the lines of ways on are drawn, by their role."""
