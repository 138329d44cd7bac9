"""Facts, and what transitions ask of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Literal

from ama_flow.model.record import Record
from ama_flow.model.table import Table

FactType = Literal["yesno", "choice", "number", "date", "text"]
Value = bool | str | int | Decimal | date
"""What a fact can be: yesno ``bool``, choice and text ``str``, number ``int``
(``Decimal`` with ``decimals``), date ``date``."""


class Fact(Record):
    """Something that the reader can tell, or that the procedure remembers.

    *values* are the values of a choice, by id with their titles. *minimum*,
    *maximum* and *decimals* (digits after the comma) bound a number or date.
    A *sensitive* fact is named, and never asked for, stored or shown.
    """

    id: str
    type: FactType
    title: str = ""
    values: Table[str] = Table()
    minimum: Value | None = None
    maximum: Value | None = None
    decimals: int = 0
    initial: Value | None = None
    changes: bool = False
    sensitive: bool = False
    pattern: str = ""
    format: str = ""
    lookup: str = ""
    cites: tuple[str, ...] = ()


class Condition(Record):
    """A literal over one fact: one of *values*, or within *minimum* and *maximum*."""

    fact: str
    values: tuple[Value, ...] = ()
    minimum: Value | None = None
    maximum: Value | None = None

    def holds(self, facts: Mapping[str, Value]) -> bool | None:
        """Say whether *facts* meet the condition; None where the fact is unknown."""
        if self.fact not in facts:
            return None
        value = facts[self.fact]
        if self.values:
            return value in self.values
        return (self.minimum is None or self.minimum <= value) and (  # type: ignore[operator]
            self.maximum is None or value <= self.maximum  # type: ignore[operator]
        )


Conditions = tuple[tuple[Condition, ...], ...]
"""Any of the rows, each of which means all of its conditions."""


def holds(conditions: Conditions, facts: Mapping[str, Value]) -> bool | None:
    """Read *conditions* in Kleene's strong three-valued logic.

    None means that an unknown fact decides. No conditions at all hold always.
    Source: Kleene, Introduction to Metamathematics (1952), section 64.
    """
    result: bool | None = not conditions
    for row in conditions:
        match _all(row, facts):
            case True:
                return True
            case None:
                result = None
    return result


def _all(row: tuple[Condition, ...], facts: Mapping[str, Value]) -> bool | None:
    result: bool | None = True
    for condition in row:
        match condition.holds(facts):
            case False:
                return False
            case None:
                result = None
    return result
