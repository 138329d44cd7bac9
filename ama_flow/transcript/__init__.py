"""The report of one session: what was done, when, the notes, and where it ended.

A `Transcript` holds all of it, in words and as data. Its three forms are written from
it alone, and each carries it as JSON, so that anybody can verify a report: written
anew from its own data it must be the same, to the letter, and its answers must lead
through the flow as it says. See docs/decisions/0012-reports-carry-their-data.md.
"""

from __future__ import annotations

from ama_flow.transcript.forms import FORMS, written
from ama_flow.transcript.happened import happened
from ama_flow.transcript.record import Note, Procedure, Reached, Step, Transcript
from ama_flow.transcript.telling import tell
from ama_flow.transcript.verifying import read, verify

__all__ = [
    "FORMS",
    "Note",
    "Procedure",
    "Reached",
    "Step",
    "Transcript",
    "happened",
    "read",
    "tell",
    "verify",
    "written",
]
