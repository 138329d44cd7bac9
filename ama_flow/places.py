"""Where each key and value stands in a TOML text, so that a problem can point at it.

``tomllib`` decides what a text means and tells no positions; this module tells
positions and never judges: except for ``syntax_place``, it is for texts that
``tomllib`` has accepted.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from functools import lru_cache

from ama_flow.model import Origin, Place, Route

_TEXTS_REMEMBERED = 4

_BLANK = re.compile(r"(?:[ \t\r\n]+|#[^\n]*)*")
_BETWEEN = re.compile(r"(?:[ \t\r\n,]+|#[^\n]*)*")
_KEY = re.compile(r"""[\w-]+|"(?:[^"\\\n]++|\\.)*"|'[^'\n]*'""", re.ASCII)
_SCALAR = re.compile(
    r"""
      \"\"\" (?: [^"\\]++ | \\. | "(?!"") )* "{3,5}
    | \'\'\' (?: [^']++ | '(?!\'\') )* '{3,5}
    | " (?: [^"\\\n]++ | \\. )* "
    | ' [^'\n]* '
    | \d{4}-\d\d-\d\d [ ] [\d:.Zz+-]+    # a date, a space, a time
    | [\w:.+-]+                          # a number, a date, a time, true, false
    """,
    re.ASCII | re.DOTALL | re.VERBOSE,
)
_UNSHOWABLE = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029]")
_POSITION = re.compile(r"\(at line (\d+), column (\d+)\)$")
_CLOSERS = {"[": "]", "{": "}"}
_EMPTY = re.compile(r"\[[ \t\r\n]*\]|\{[ \t]*\}")

_Inside = dict[str | int, "Span"]


@dataclass(slots=True, kw_only=True)
class Span:
    """Where one value stands: offsets of its key, of its start and of its end.

    An item of an array has no key, so *key* equals *value*. A table that a header
    or a dotted key makes stands where its name does, so there too. *inside* are
    the members of a table, or the items of an array.
    """

    key: int
    value: int
    end: int
    inside: _Inside = field(default_factory=dict, repr=False, compare=False)


@lru_cache(maxsize=_TEXTS_REMEMBERED)
def locate(text: str) -> Span:
    """Give the span of the whole document, with those of all that it holds inside.

    Takes time and memory in line with the length of *text*, however deep its
    tables are. Raises ``ValueError`` where it loses its way, which happens only
    in a text that ``tomllib`` refuses.
    """
    return _Scanner(text).document()


def line_column(text: str, offset: int) -> tuple[int, int]:
    """Give the line and the column of *offset*, both from one, in characters."""
    starts = _line_starts(text)
    line = bisect_right(starts, offset)
    return line, offset - starts[line - 1] + 1


def place(origin: Origin, at: Route, *, key: bool = False) -> Place:
    """Give the place of the value at *at*, or with *key* that of its key.

    Where there is no such value, its nearest parent stands in for it, and for a
    missing key of the document itself the very start of the file. Raises
    ``ValueError`` as ``locate`` does.
    """
    span = locate(origin.text)
    for name in at:
        if name not in span.inside:
            break
        span = span.inside[name]
    if key and span.key < span.value:
        key_end = _Scanner(origin.text, span.key).skip(_KEY)
        return offset_place(origin, span.key, key_end)
    return offset_place(origin, span.value, span.end)


def syntax_place(origin: Origin, error: tomllib.TOMLDecodeError) -> Place:
    """Give the place where ``tomllib`` stopped, as its message tells.

    The message of every Python ends with the line and the column, or else with
    "(at end of document)": that is shown behind the last thing in the text.
    """
    position = _POSITION.search(str(error))
    if position is None:
        end = len(origin.text.rstrip())
        return offset_place(origin, end, end)
    line, column = map(int, position.groups())
    start = _line_starts(origin.text)[line - 1] + column - 1
    return offset_place(origin, start, start)


def offset_place(origin: Origin, start: int, end: int) -> Place:
    """Give the place from *start* up to *end*, or to the end of the line there."""
    line, column = line_column(origin.text, start)
    shown = _shown(origin.text, line)
    return Place(
        file=origin.file,
        line=line,
        column=column,
        width=max(1, min(end - start, len(shown) - column + 1)),
        text=shown,
    )


def _shown(text: str, line: int) -> str:
    """Give a line as it can be printed: nothing in it moves the cursor but tabs."""
    start, following = _line_starts(text)[line - 1 : line + 1]
    written = text[start : following - 1].removesuffix("\r")
    return _UNSHOWABLE.sub("\N{REPLACEMENT CHARACTER}", written)


@lru_cache(maxsize=_TEXTS_REMEMBERED)
def _line_starts(text: str) -> tuple[int, ...]:
    """Give the offset of each line, and where one more line would start."""
    ends = (found.end() for found in re.finditer("\n", text))
    return (0, *ends, len(text) + 1)


@dataclass(slots=True, kw_only=True)
class _Opened:
    """An array or inline table whose closing bracket is still to come."""

    owner: _Inside
    name: str | int
    key: int
    value: int
    closer: str
    inside: _Inside = field(default_factory=dict)


class _Scanner:
    """Goes through a text once, from front to back.

    What is open is kept in a list and not in calls: brackets can be nested deeper
    than Python's recursion goes.
    """

    def __init__(self, text: str, at: int = 0) -> None:
        self.text = text
        self.at = at
        self.opened: list[_Opened] = []

    def document(self) -> Span:
        document = Span(key=0, value=0, end=0)
        table = document.inside
        while self.skip(_BLANK) < len(self.text):
            if self.sees("["):
                table = self.header(document.inside)
            else:
                self.pair(table)
                self.close_all()
        return document

    def header(self, root: _Inside) -> _Inside:
        """Skip a header; give the inside of its table."""
        bracket = "[[" if self.sees("[[") else "["
        self.skip_sign(bracket)
        owner, name, span = self.key(root)
        self.skip_sign(bracket)  # the closing one, which is as long
        if bracket == "[[":
            items = owner.setdefault(name, span).inside
            items[len(items)] = replace(span, inside={})
        else:
            owner[name] = replace(span, inside=owner.get(name, span).inside)
        return _enter(owner, name, span)

    def pair(self, table: _Inside) -> None:
        owner, name, span = self.key(table)
        self.skip_sign("=")
        self.value(owner, name, span.key)

    def key(self, owner: _Inside) -> tuple[_Inside, str, Span]:
        """Skip a dotted key; give its last name, with its owner and its span."""
        name, span = self.name()
        while self.sees("."):
            self.skip_sign(".")
            owner = _enter(owner, name, span)
            name, span = self.name()
        return owner, name, span

    def name(self) -> tuple[str, Span]:
        start = self.at
        end = self.skip(_KEY)
        self.skip(_BLANK)
        return _unquoted(self.text[start:end]), Span(key=start, value=start, end=end)

    def value(self, owner: _Inside, name: str | int, key: int) -> None:
        """Skip a scalar, or the bracket that opens an array or an inline table.

        Empty brackets are skipped at once: files can hold millions.
        """
        start = self.at
        closer = _CLOSERS.get(self.text[start : start + 1])
        if closer is None or _EMPTY.match(self.text, start):
            end = self.skip(_EMPTY if closer else _SCALAR)
            owner[name] = Span(key=key, value=start, end=end)
        else:
            self.at += 1
            self.opened.append(
                _Opened(owner=owner, name=name, key=key, value=start, closer=closer)
            )

    def close_all(self) -> None:
        """Skip what is inside the brackets that are open, and the closing ones."""
        while self.opened:
            self.skip(_BETWEEN)
            last = self.opened[-1]
            if self.sees(last.closer):
                self.close(self.opened.pop())
            elif last.closer == "]":
                self.value(last.inside, len(last.inside), self.at)
            else:
                self.pair(last.inside)

    def close(self, opened: _Opened) -> None:
        self.at += 1
        opened.owner[opened.name] = Span(
            key=opened.key, value=opened.value, end=self.at, inside=opened.inside
        )

    def sees(self, sign: str) -> bool:
        return self.text.startswith(sign, self.at)

    def skip(self, pattern: re.Pattern[str]) -> int:
        """Skip what *pattern* matches; give the offset behind it."""
        found = pattern.match(self.text, self.at)
        if found is None:
            raise ValueError(f"this is no TOML, from offset {self.at} on")
        self.at = found.end()
        return self.at

    def skip_sign(self, sign: str) -> None:
        """Skip *sign*, which is there, and the blanks behind it."""
        self.at += len(sign)
        self.skip(_BLANK)


def _enter(owner: _Inside, name: str, span: Span) -> _Inside:
    """Give the inside of the table *name*, or of the last of an array of tables.

    A table that is new stands at *span*.
    """
    inside = owner.setdefault(name, span).inside
    return inside[len(inside) - 1].inside if 0 in inside else inside


def _unquoted(key: str) -> str:
    if "\\" in key:
        return str(tomllib.loads(f"key = {key}")["key"])
    return key[1:-1] if key[0] in "\"'" else key
