"""Where things stand in a flow file."""

from __future__ import annotations

from ama_flow.model.record import Record

Route = tuple[str | int, ...]
"""The keys and indices that lead to a value in a flow file."""


class Place(Record):
    """A stretch of one line of a file; line and column count from one."""

    file: str
    line: int
    column: int
    width: int
    text: str

    def __str__(self) -> str:
        """Give the form that editors and CI make clickable."""
        return f"{self.file}:{self.line}:{self.column}"


class Origin(Record):
    """Where a flow came from: the name of its file, and the text as it was read."""

    file: str
    text: str
