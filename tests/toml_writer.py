"""Random data, written as TOML in one of the many ways that there are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta, timezone
from random import Random
from typing import Any, TypeVar

from hypothesis import strategies as st

from ama_flow.model import Route

Value = Any

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
_NOISE = ("", "   ", "# [not.a.table]", "# \"no string, '''nor this", "\t# a = [")

Clock = TypeVar("Clock", datetime, time)


def _unfolded(moment: Clock) -> Clock:
    """Take away what only Python knows: which of two equal hours is meant."""
    return moment.replace(fold=0)


_characters = st.characters(codec="utf-8") | st.sampled_from("'\"\\\n\t #[]{}=,.")
_names = st.from_regex(_BARE, fullmatch=True) | st.text(_characters, max_size=6)
_timezones = st.builds(
    timezone, st.integers(-1439, 1439).map(lambda minutes: timedelta(minutes=minutes))
)
_scalars: st.SearchStrategy[Value] = st.one_of(
    st.booleans(),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(),
    st.text(_characters, max_size=12),
    st.text("\"'\\\n ", max_size=12),
    st.datetimes(timezones=st.none() | st.just(UTC) | _timezones).map(_unfolded),
    st.dates(),
    st.times().map(_unfolded),
)


def _nested(values: st.SearchStrategy[Value]) -> st.SearchStrategy[Value]:
    tables = st.dictionaries(_names, values, max_size=3)
    return st.lists(values, max_size=3) | tables | st.lists(tables, max_size=3)


_values = st.recursive(_scalars, _nested, max_leaves=14)


@st.composite
def documents(draw: st.DrawFn) -> tuple[dict[str, Value], str]:
    """Give data, and a TOML text that means them."""
    data = draw(st.dictionaries(_names, _values, max_size=5))
    random = draw(st.randoms(use_true_random=False))
    return data, Writer(random).document(data)


def walk(value: Value, route: Route = ()) -> Iterator[tuple[Route, Value]]:
    """Go over the routes and values of all that *value* holds."""
    for name, member in _members(value):
        yield (*route, name), member
        yield from walk(member, (*route, name))


def _members(value: Value) -> Iterable[tuple[str | int, Value]]:
    match value:
        case dict():
            return value.items()
        case list():
            return enumerate(value)
    return ()


class Writer:
    """Writes the same data in another style each time, as *random* decides."""

    def __init__(self, random: Random) -> None:
        """Take all decisions from *random*."""
        self.random = random

    def document(self, data: dict[str, Value]) -> str:
        """Write a whole document."""
        pairs, sections = self.body((), data)
        text = "".join(f"{line}\n" for line in pairs + sections)
        return text.replace("\n", self.random.choice(("\n", "\r\n")))

    def body(
        self, names: tuple[str, ...], table: dict[str, Value]
    ) -> tuple[list[str], list[str]]:
        """Write the pairs of a table, and apart what gets headers of its own."""
        pairs: list[str] = []
        sections: list[str] = []
        for name, value in table.items():
            section = self.section((*names, name), value)
            if section:
                sections += section
            else:
                pairs += [self.line(pair) for pair in self.pairs((name,), value)]
            pairs += self.random.sample(_NOISE, self.random.choice((0, 0, 0, 1)))
        return pairs, sections

    def section(self, names: tuple[str, ...], value: Value) -> list[str]:
        """Write *value* under headers; nothing where it is to be a pair."""
        if isinstance(value, dict) and self.chance():
            return self.table(names, value)
        if _is_tables(value) and self.chance():
            return [line for item in value for line in self.item(names, item)]
        return []

    def table(self, names: tuple[str, ...], table: dict[str, Value]) -> list[str]:
        """Write a table, before or after the tables that are inside it."""
        pairs, sections = self.body(names, table)
        if sections and not pairs and self.chance():
            return sections
        own = [self.header(names, "[", "]"), *pairs]
        return own + sections if self.chance() else sections + own

    def item(self, names: tuple[str, ...], table: dict[str, Value]) -> list[str]:
        """Write one of an array of tables."""
        pairs, sections = self.body(names, table)
        return [self.header(names, "[[", "]]"), *pairs, *sections]

    def header(self, names: tuple[str, ...], opener: str, closer: str) -> str:
        """Write the header of a table."""
        return self.line(f"{opener}{self.gap()}{self.key(names)}{self.gap()}{closer}")

    def pairs(self, names: tuple[str, ...], value: Value) -> list[str]:
        """Write a key and its value, or dotted keys for what the value holds."""
        if isinstance(value, dict) and value and self.chance():
            parts = [self.pairs((*names, name), part) for name, part in value.items()]
            return [pair for part in parts for pair in part]
        gaps = self.gap(), self.gap()
        return [f"{self.key(names)}{gaps[0]}={gaps[1]}{self.value(value)}"]

    def line(self, text: str) -> str:
        """Write *text* with blanks around it, and perhaps a comment."""
        comment = self.random.choice(("", "", "# [c] = \"'", "# '''\t"))
        return f"{self.gap()}{text}{self.gap()}{comment}"

    def key(self, names: tuple[str, ...]) -> str:
        """Write a key, dotted where there are several names."""
        dot = f"{self.gap()}.{self.gap()}"
        return dot.join(self.name(name) for name in names)

    def name(self, name: str) -> str:
        """Write one name of a key, bare or quoted."""
        forms = [self.basic(name)]
        if _BARE.fullmatch(name):
            forms += [name, name]
        if "'" not in name and not _CONTROL.search(name):
            forms.append(f"'{name}'")
        return self.random.choice(forms)

    def value(self, value: Value) -> str:
        """Write a value inline."""
        match value:
            case str():
                return self.string(value)
            case dict():
                return self.inline_table(value)
            case list():
                return self.array(value)
            case datetime() | date() | time():
                return self.moment(value)
            case int() if not isinstance(value, bool):
                return self.integer(value)
        return str(value).lower()

    def inline_table(self, table: dict[str, Value]) -> str:
        """Write a table between braces."""
        pairs = [
            f"{self.gap()}{pair}{self.gap()}"
            for name, value in table.items()
            for pair in self.pairs((name,), value)
        ]
        return "{" + (",".join(pairs) or self.gap()) + "}"

    def array(self, items: list[Value]) -> str:
        """Write an array, with comments and new lines between its items."""
        parts = [self.space() + self.value(item) + self.space() for item in items]
        end = "," if items and self.chance() else ""
        return "[" + ",".join(parts) + end + self.space() + "]"

    def integer(self, value: int) -> str:
        """Write an integer in one of the bases."""
        forms = [f"{value}", f"{value:_}"]
        if value >= 0:
            forms += [f"+{value}", f"0x{value:X}", f"0o{value:o}", f"0b{value:_b}"]
        return self.random.choice(forms)

    def moment(self, value: datetime | date | time) -> str:
        """Write a date, a time or both."""
        if not isinstance(value, datetime):
            return value.isoformat()
        written = value.isoformat(sep=self.random.choice("Tt "))
        zulu = self.random.choice(("Z", "z", "+00:00"))
        return written.removesuffix("+00:00") + zulu * written.endswith("+00:00")

    def string(self, text: str) -> str:
        """Write a string in one of the four kinds."""
        forms = [self.basic(text), f'"""{self.folded(text)}"""']
        lines = text.split("\n")
        if not any(_CONTROL.search(line) for line in lines):
            if "'" not in text and len(lines) == 1:
                forms.append(f"'{text}'")
            if "'''" not in text:
                forms.append(f"'''\n{text}'''")
        return self.random.choice(forms)

    def basic(self, text: str) -> str:
        """Write a string between double quotes."""
        return '"' + "".join(map(self.escaped, text)) + '"'

    def folded(self, text: str) -> str:
        """Write what stands between triple quotes, with new lines that don't count."""
        written, quotes = "\n", 0
        for char in text:
            if char not in " \t\n" and self.random.choice((False, False, True)):
                written, quotes = written + "\\ \n \n\t", 0
            quotes = quotes + 1 if char == '"' else 0
            bare = char == "\n" or (char == '"' and quotes % 3)
            written += char if bare else self.escaped(char)
        return written

    def escaped(self, char: str) -> str:
        """Write a character of a basic string."""
        if char in '"\\':
            return "\\" + char
        if _CONTROL.match(char):
            return f"\\u{ord(char):04x}"
        return f"\\U{ord(char):08X}" if self.random.random() < 1 / 8 else char

    def space(self) -> str:
        """Write what may stand between the items of an array."""
        return self.random.choice(("", " ", "\n", "\n # ] } \" ' ,\n\t"))

    def gap(self) -> str:
        """Write what may stand between the parts of a pair."""
        return self.random.choice(("", "", " ", "\t "))

    def chance(self) -> bool:
        """Toss a coin."""
        return self.random.choice((False, True))


def _is_tables(value: Value) -> bool:
    return (
        isinstance(value, list)
        and value != []
        and all(isinstance(item, dict) for item in value)
    )
