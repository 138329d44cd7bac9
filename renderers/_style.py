"""How pictures look: colours by role, and how text is set. Measures are in points.

Text has a contrast of at least 4.5:1 with what is behind it, and lines have 3:1
(WCAG 2.2, 1.4.3 and 1.4.11; a test computes it). Each role has a colour of its own,
if only by one step, so that a style sheet can tell them apart by that colour alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

LIGHT: Mapping[str, str] = {
    "paper": "#FFFFFF",
    "ink": "#111827",
    "muted": "#4B5563",
    "link": "#0B3D93",
    "on_dark": "#FFFFFB",
    "on_band": "#FFFFFC",
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
    "band": "#8A2C0C",
    "goal": "#0B3D91",
    "goal_line": "#0B3D90",
    "start": "#111828",
    "ordinary": "#0B3D92",
    "other": "#374151",
    "fails": "#8A2C0E",
    "faded": "#596270",
    "faded_line": "#737C8B",
    "badge": "#111829",
}

DARK: Mapping[str, str] = {
    "paper": "#0E1524",
    "ink": "#F1F5F9",
    "muted": "#B6C2D1",
    "link": "#A5CBFF",
    "on_dark": "#0B1B3A",
    "on_band": "#FFFFFE",
    "phase": "#1B2536",
    "phase_line": "#7A8AA3",
    "step": "#0E1525",
    "step_line": "#CBD5E2",
    "question": "#3A2E05",
    "question_line": "#FBBF24",
    "branch": "#263349",
    "branch_line": "#CBD5E3",
    "contact": "#0E1526",
    "contact_line": "#D2541B",
    "band": "#C2410C",
    "goal": "#93C5FD",
    "goal_line": "#93C5FC",
    "start": "#F1F5F8",
    "ordinary": "#93C5FE",
    "other": "#CBD5E1",
    "fails": "#FDBA74",
    "faded": "#9AA8BB",
    "faded_line": "#74849D",
    "badge": "#F1F5F7",
}
"""The same roles on a dark screen."""

FONT = "Arial"
FAMILY = "Arial, Helvetica, 'Liberation Sans', 'Nimbus Sans', sans-serif"


@dataclass(frozen=True, slots=True)
class Ink:
    """How a stretch of text is set: its size, its weight, the role of its colour.

    Sizes are whole: Graphviz cuts off what is behind the comma. None is below 10:
    a picture that is fitted on paper at 70 % is then still set in 7 points.
    """

    size: int
    bold: bool = False
    colour: str = "ink"
    underlined: bool = False
    struck: bool = False


HEADLINE = Ink(18, bold=True)
SMALL = Ink(10, colour="muted")
PHASE = Ink(11, bold=True)
CONTINUED = Ink(10, colour="muted")
NUMBER = Ink(11, bold=True)
TITLE = Ink(10, bold=True)
BODY = Ink(10)
STRONG = Ink(10, bold=True)
LINK = Ink(10, colour="link", underlined=True)
ONWARD = Ink(10, bold=True, colour="other")
ONWARD_FAILS = Ink(10, bold=True, colour="fails")
GONE = Ink(10, colour="muted", struck=True)
BAND = Ink(10, bold=True, colour="on_band")
BEGIN = Ink(10, bold=True, colour="on_dark")
LABEL = Ink(10, bold=True)
BADGE = Ink(10, bold=True, colour="on_dark")
LEGEND = Ink(10)


@dataclass(frozen=True, slots=True)
class Pen:
    """How a line is drawn: the role of its colour, its width, whole or in dashes."""

    colour: str
    width: float
    dashed: bool = False


LINES: Mapping[str, Pen] = {
    "ordinary": Pen("ordinary", 2.4),
    "other": Pen("other", 1.1),
    "fails": Pen("fails", 1.5, dashed=True),
}
"""How the ways on are drawn, by their role."""

Look = Literal["plain", "taken", "faded", "added", "removed", "changed"]
"""How a state or a line stands out, or does not."""
HEAVY = ("taken", "added", "changed")
"""The looks that are drawn in heavier lines."""
LIGHT_ONES = ("faded", "removed")
"""The looks that are drawn without colour."""
_THICK, _THIN = 3.8, 1.0
_HEAVIER = 1.4  # points more for a border


def pen(role: str, look: Look) -> Pen:
    """Give the pen for a line."""
    own = LINES[role]
    if look in HEAVY:
        return replace(own, width=_THICK)
    if look in LIGHT_ONES:
        is_dashed = own.dashed or look == "removed"
        return Pen("faded_line", _THIN, dashed=is_dashed)
    return own


def border(width: float, look: Look) -> float:
    """Give the width of a border that is drawn in *width* points where it is plain."""
    return width + _HEAVIER if look in HEAVY else width


def inked(ink: Ink, look: Look) -> Ink:
    """Give the ink for words that are set in *ink* where they are plain."""
    return replace(ink, colour="faded") if look in LIGHT_ONES else ink
