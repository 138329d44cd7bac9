"""What a value in a flow file may look like, said as data.

A shape is read by two: the validator, which holds a file against it, and the
JSON Schema, which is made from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """One line of plain text, in which ``{terms}`` may stand."""


@dataclass(frozen=True, slots=True)
class Exact:
    """One line of plain text, taken to the letter."""


@dataclass(frozen=True, slots=True)
class Prose:
    """CommonMark with ``[words][link]`` and ``{terms}``: see `ama_flow.text`."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """Text that matches a regular expression; *what* says it in words."""

    regex: str
    what: str


ID = Pattern(
    r"[a-z][a-z0-9_]*", "an id: small letters, digits and _, a letter in front"
)


@dataclass(frozen=True, slots=True)
class Regex:
    """A regular expression of ours to use, which must compile."""


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of a few words."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Yes:
    """True or false."""


@dataclass(frozen=True, slots=True)
class Integer:
    """A whole number from *low* to *high*."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Day:
    """A date without a time."""


@dataclass(frozen=True, slots=True)
class Ref:
    """The id of a row in the table *to* of the same file."""

    to: str


@dataclass(frozen=True, slots=True)
class Values:
    """A value of a fact, or with *many* also a list of values or a range."""

    many: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of *item*; *unique* where the same one twice is a mistake."""

    item: Shape
    unique: bool = False


@dataclass(frozen=True, slots=True)
class OneOrMore:
    """One *item*, or a list of them."""

    item: Shape


@dataclass(frozen=True, slots=True)
class Named:
    """Rows by id; with *of*, the ids are those of that table."""

    row: Shape
    of: str = ""
    ids: Pattern = ID


@dataclass(frozen=True, slots=True)
class Keys:
    """A table with known keys."""

    keys: Mapping[str, Shape]
    required: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Anything:
    """A value that somebody else reads."""


Shape = (
    Text
    | Exact
    | Prose
    | Pattern
    | Regex
    | OneOf
    | Yes
    | Integer
    | Day
    | Ref
    | Values
    | Listing
    | OneOrMore
    | Named
    | Keys
    | Anything
)
