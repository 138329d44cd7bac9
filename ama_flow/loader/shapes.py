"""What a value in a flow file may look like, said as data.

A shape is read by two: the validator, which holds a file against it, and the
JSON Schema, which is made from it.
"""

from __future__ import annotations

from collections.abc import Mapping

from ama_flow.model import Record


class Text(Record, kw_only=False):
    """One line of plain text, in which ``{terms}`` may stand."""


class Exact(Record, kw_only=False):
    """One line of plain text, taken to the letter."""


class Prose(Record, kw_only=False):
    """CommonMark with ``[words][link]`` and ``{terms}``: see `ama_flow.text`."""


class Pattern(Record, kw_only=False):
    """Text that matches a regular expression; *what* says it in words."""

    regex: str
    what: str


ID = Pattern(
    r"[a-z][a-z0-9_]*", "an id: small letters, digits and _, a letter in front"
)


class Regex(Record, kw_only=False):
    """A regular expression of ours to use, which must compile."""


class OneOf(Record, kw_only=False):
    """One of a few words."""

    words: tuple[str, ...]


class Yes(Record, kw_only=False):
    """True or false."""


class Integer(Record, kw_only=False):
    """A whole number from *low* to *high*."""

    low: int
    high: int


class Day(Record, kw_only=False):
    """A date without a time."""


class Ref(Record, kw_only=False):
    """The id of a row in the table *to* of the same file."""

    to: str


class Values(Record, kw_only=False):
    """A value of a fact, or with *many* also a list of values or a range."""

    many: bool = False


class Listing(Record, kw_only=False):
    """A list of *item*; *unique* where the same one twice is a mistake."""

    item: Shape
    unique: bool = False


class OneOrMore(Record, kw_only=False):
    """One *item*, or a list of them."""

    item: Shape


class Named(Record, kw_only=False):
    """Rows by id; with *of*, the ids are those of that table."""

    row: Shape
    of: str = ""
    ids: Pattern = ID


class Keys(Record, kw_only=False):
    """A table with known keys."""

    keys: Mapping[str, Shape]
    required: tuple[str, ...] = ()


class Moment(Record, kw_only=False):
    """A state, ``"state/trigger"`` for an answer there, or a *table* that tells more."""

    table: Keys


class Anything(Record, kw_only=False):
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
    | Moment
    | Anything
)
