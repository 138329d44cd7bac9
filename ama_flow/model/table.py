"""Rows by id, in an order that counts."""

from __future__ import annotations

from collections.abc import ItemsView, Iterable, Iterator, Mapping, ValuesView
from typing import Generic, TypeVar

Row = TypeVar("Row")


class Table(Mapping[str, Row], Generic[Row]):
    """Rows by id, in the order of the file; never changes, so it can be hashed."""

    __slots__ = ("_rows",)

    def __init__(self, rows: Iterable[tuple[str, Row]] = ()) -> None:
        """Keep *rows*, pairs of an id and what it stands for."""
        self._rows = dict(rows)

    def __getitem__(self, name: str) -> Row:
        """Give the row called *name*; raises ``KeyError``."""
        return self._rows[name]

    def __iter__(self) -> Iterator[str]:
        """Go over the ids, in order."""
        return iter(self._rows)

    def __len__(self) -> int:
        """Count the rows."""
        return len(self._rows)

    def __contains__(self, name: object) -> bool:
        """Say whether there is a row called *name*."""
        return name in self._rows

    def values(self) -> ValuesView[Row]:
        """Give the rows, in order."""
        return self._rows.values()

    def items(self) -> ItemsView[str, Row]:
        """Give the ids with their rows, in order."""
        return self._rows.items()

    def __eq__(self, other: object) -> bool:
        """Compare rows and their order."""
        if not isinstance(other, Table):
            return NotImplemented
        return tuple(self.items()) == tuple(other.items())

    def __hash__(self) -> int:
        """Hash the rows in order."""
        return hash(tuple(self.items()))

    def __repr__(self) -> str:
        """Show the rows as they were given."""
        return f"Table({list(self.items())!r})"
