"""What is kept of sessions: every answer and note, as soon as it is given.

A journal is a file of events, a line each; a `Sitting` is a session that is kept in
one. Nothing here knows a terminal.
"""

from __future__ import annotations

from ama_flow.journal.sitting import Sitting, now

__all__ = ["Sitting", "now"]
