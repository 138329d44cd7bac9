"""The names that a file uses, held against those that it declares."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ama_flow.loader.format import FLOW
from ama_flow.loader.problems import Problems, meant, nearest, shown
from ama_flow.model import Route

Use = tuple[Route, bool]
"""Where a row is named, and whether a key names it."""


class Names:
    """Every use of a name in one file; an unknown one is one problem."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        """Look names up in the tables of *data*."""
        self._data = data
        self._uses: dict[tuple[str, str], list[Use]] = {}

    def rows(self, table: str) -> dict[str, Any]:
        """Give the rows of a table, also where its own name is misspelled."""
        keys = (table, *self._misspelled(table))
        found = [self._data.get(key) for key in keys]
        return {
            k: v for rows in found if isinstance(rows, dict) for k, v in rows.items()
        }

    def _misspelled(self, table: str) -> list[str]:
        odd = (key for key in self._data if key not in FLOW.keys)
        return [key for key in odd if meant(key, FLOW.keys) == table]

    def use(self, table: str, name: str, at: Route, *, key: bool = False) -> None:
        """Note that *at* names a row of *table*."""
        self._uses.setdefault((table, name), []).append((at, key))

    def report(self, problems: Problems) -> None:
        """Add each unknown name once, at its first use."""
        tables = dict.fromkeys(table for table, _ in self._uses)
        known = {table: self.rows(table) for table in tables}
        for (table, name), uses in self._uses.items():
            if name not in known[table]:
                kind = table.removesuffix("s")
                message = f"there is no {kind} {shown(name)}"
                if len(uses) > 1:
                    message += f", which is named {len(uses)} times"
                at, key = uses[0]
                hint = nearest(name, known[table])
                problems.add(f"no-such-{kind}", at, message, hint, key=key)
