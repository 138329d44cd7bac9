"""What front ends share: what a reader sees of a session, and what he types means.

A front end shows `look(session)`, hands what the reader types to `understand`,
and gives the choice that comes of it to `take`. Nothing here knows a terminal.
"""

from __future__ import annotations

from ama_flow.journal import Sitting
from ama_flow.session import Answer, Choice, Session
from ama_flow.view.commands import called, commanded
from ama_flow.view.look import Need, Past, View, at_hand, history, lead, look, told
from ama_flow.view.typed import printable, yes_or_no
from ama_flow.view.understand import Misread, is_shown, understand
from ama_flow.words.commands import fold

__all__ = [
    "Answer",
    "Choice",
    "Misread",
    "Need",
    "Past",
    "Session",
    "Sitting",
    "View",
    "at_hand",
    "called",
    "commanded",
    "fold",
    "history",
    "is_shown",
    "lead",
    "look",
    "printable",
    "told",
    "understand",
    "yes_or_no",
]
