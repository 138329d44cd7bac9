"""Hold what TOML gives against the format, and say all that is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from ama_flow import text
from ama_flow.loader import shapes
from ama_flow.loader.format import FLOW, MATCH
from ama_flow.loader.literals import Literal
from ama_flow.loader.names import Names
from ama_flow.loader.problems import Problems, meant, nearest, shown
from ama_flow.loader.shapes import OneOrMore, Ref, Shape
from ama_flow.model import Route

_NAMES = {
    str: "text",
    bool: "true or false",
    int: "a whole number",
    date: "a date",
    list: "a list",
    dict: "a table",
}
_LONGEST = 20_000  # characters; reading CommonMark takes time quadratic in them
_ESCAPED = re.compile(r"\\.")
_CLASS = re.compile(r"\[\^?\]?[^\]]*\]")
_ENDLESS = re.compile(r"[*+]|\{\d*,\}")
_MOST_ENDLESS = 3
# Line breaks other than \n, what steers a terminal, and what turns the
# direction of writing: Unicode TR 36, section 2; Trojan Source (CVE-2021-42574).
_CONTROL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)


def validate(data: Mapping[str, Any], problems: Problems) -> list[Literal]:
    """Add to *problems* all that is wrong with the shapes and names of a file.

    Gives the values of facts in it, which can be judged when facts have been.
    """
    validator = _Validator(data, problems)
    validator.keys(FLOW, data, ())
    shared = data.get("transitions")
    for index, row in enumerate(shared if isinstance(shared, list) else ()):
        if isinstance(row, dict) and "source" in row:
            validator.source(row["source"], ("transitions", index, "source"))
    validator.names.report(problems)
    return validator.literals


def validate_one(
    shape: Shape, value: object, at: Route, data: Mapping[str, Any], problems: Problems
) -> None:
    """Add to *problems* all that is wrong with one value of the file *data*."""
    validator = _Validator(data, problems)
    validator.read(shape, value, at)
    validator.names.report(problems)


def _name(at: Route) -> str:
    return f"item {at[-1]}" if isinstance(at[-1], int) else shown(at[-1])


class _Validator:
    """One pass over a file; methods are called by the shape they read."""

    def __init__(self, data: Mapping[str, Any], problems: Problems) -> None:
        self.problems = problems
        self.names = Names(data)
        self.literals: list[Literal] = []
        self.readers: dict[type, Callable[[Any, Any, Route], None]] = {
            shapes.Text: self.text,
            shapes.Exact: self.exact,
            shapes.Prose: self.prose,
            shapes.Pattern: self.pattern,
            shapes.Regex: self.regex,
            shapes.OneOf: self.one_of,
            shapes.Yes: self.yes,
            shapes.Integer: self.integer,
            shapes.Day: self.day,
            shapes.Ref: self.ref,
            shapes.Values: self.values,
            shapes.Listing: self.listing,
            shapes.OneOrMore: self.one_or_more,
            shapes.Named: self.named,
            shapes.Keys: self.keys,
            shapes.Moment: self.moment,
            shapes.Anything: self.anything,
        }

    def read(self, shape: Shape, value: object, at: Route) -> None:
        self.readers[type(shape)](shape, value, at)

    def is_a(self, kind: type, value: object, at: Route) -> bool:
        confused = (kind is int and isinstance(value, bool)) or (
            kind is date and isinstance(value, datetime)
        )
        if isinstance(value, kind) and not confused:
            return True
        hint = f"write {_NAMES[kind]}"
        self.problems.add("type", at, f"{_name(at)} must be {_NAMES[kind]}", hint)
        return False

    # ------------------------------------------------------------ characters
    def characters(self, value: object, at: Route) -> bool:
        """Say whether *value* is text that can be shown."""
        if not self.is_a(str, value, at):
            return False
        words = str(value)
        if not words.strip():
            self.problems.add("empty", at, f"{_name(at)} is empty", "leave it out")
            return False
        if len(words) > _LONGEST:
            message = f"{_name(at)} has {len(words)} characters"
            hint = f"make it shorter than {_LONGEST}"
            self.problems.add("too-long", at, message, hint)
            return False
        if found := _CONTROL.search(words):
            char = f"U+{ord(found[0]):04X}"
            message = (
                f"{_name(at)} holds {char}, which steers the screen it is shown on"
            )
            self.problems.add("control-character", at, message, "take it out")
            return False
        return True

    def exact(self, _shape: shapes.Exact, value: object, at: Route) -> None:
        if self.characters(value, at) and ("\n" in str(value) or "\t" in str(value)):
            message = f"{_name(at)} must be one line"
            self.problems.add("line", at, message, "take the line breaks and tabs out")

    def text(self, _shape: shapes.Text, value: object, at: Route) -> None:
        before = len(self.problems)
        self.exact(shapes.Exact(), value, at)
        if len(self.problems) == before:
            for name in text.TERM.findall(str(value)):
                self.names.use("terms", name, at)

    def prose(self, _shape: shapes.Prose, value: object, at: Route) -> None:
        if not self.characters(value, at):
            return
        words = str(value).strip("\n")
        faults = {fault.code: fault for fault in reversed(text.parse(words).faults)}
        for fault in faults.values():
            message = f"{_name(at)} holds {fault.what}"
            self.problems.add(fault.code, at, message, _TEXT_HINTS[fault.code])
        for name in text.terms(words):
            self.names.use("terms", name, at)
        for name in text.links(words):
            self.names.use("links", name, at)

    def pattern(self, shape: shapes.Pattern, value: object, at: Route) -> None:
        if self.characters(value, at) and not re.fullmatch(shape.regex, str(value)):
            message = f"{shown(value)} does not fit {_name(at)}"
            self.problems.add("value", at, message, f"write {shape.what}")

    def regex(self, _shape: shapes.Regex, value: object, at: Route) -> None:
        if not self.characters(value, at):
            return
        try:
            re.compile(str(value))
        except (re.error, RecursionError, OverflowError) as error:
            message = f"{shown(value)} is no regular expression: {error}"
            self.problems.add("value", at, message, "see the syntax of Python's re")
        else:
            self.quick(str(value), at)

    def quick(self, regex: str, at: Route) -> None:
        """Refuse what can take for ever to match; nothing else bounds it."""
        bare = _CLASS.sub("x", _ESCAPED.sub("x", regex))
        if re.search(r"\)[*+{]", bare) or len(_ENDLESS.findall(bare)) > _MOST_ENDLESS:
            message = f"{shown(regex)} can take for ever to match"
            hint = f"repeat no group, and no more than {_MOST_ENDLESS} things at will"
            self.problems.add("value", at, message, hint)

    def one_of(self, shape: shapes.OneOf, value: object, at: Route) -> None:
        if self.is_a(str, value, at) and value not in shape.words:
            message = (
                f"{shown(value)} is no {at[-1] if isinstance(at[-1], str) else at[-2]}"
            )
            self.problems.add("value", at, message, nearest(str(value), shape.words))

    # ------------------------------------------------------------ other values
    def yes(self, _shape: shapes.Yes, value: object, at: Route) -> None:
        self.is_a(bool, value, at)

    def integer(self, shape: shapes.Integer, value: object, at: Route) -> None:
        if self.is_a(int, value, at) and not shape.low <= int(str(value)) <= shape.high:
            message = f"{_name(at)} must be from {shape.low} to {shape.high}"
            self.problems.add("value", at, message, "write a number in between")

    def day(self, _shape: shapes.Day, value: object, at: Route) -> None:
        self.is_a(date, value, at)

    def anything(self, _shape: shapes.Anything, value: object, at: Route) -> None:
        """Leave *value* to `ama_flow.loader.relations`."""

    def ref(self, shape: shapes.Ref, value: object, at: Route) -> None:
        if self.is_a(str, value, at):
            self.names.use(shape.to, str(value), at)

    def values(self, shape: shapes.Values, value: object, at: Route) -> None:
        self.literals.append(Literal(str(at[-1]), value, at, shape.many))

    def source(self, source: object, at: Route) -> None:
        shape = MATCH if isinstance(source, dict) else OneOrMore(Ref("states"))
        self.read(shape, source, at)

    def moment(self, shape: shapes.Moment, value: object, at: Route) -> None:
        if isinstance(value, dict) and value:
            self.keys(shape.table, value, at)
        elif value == {}:
            hint = f"give {', '.join(shape.table.keys)}"
            self.problems.add("empty", at, f"{_name(at)} is empty", hint)
        elif self.is_a(str, value, at):
            state, slash, trigger = str(value).partition("/")
            self.names.use("states", state, at)
            if slash:
                self.pattern(shapes.ID, trigger, at)

    # ------------------------------------------------------------ containers
    def listing(self, shape: shapes.Listing, value: object, at: Route) -> None:
        if not self.is_a(list, value, at):
            return
        seen: set[str] = set()
        items: list[object] = value  # type: ignore[assignment]
        for index, item in enumerate(items):
            self.read(shape.item, item, (*at, index))
            if not shape.unique or not isinstance(item, str):
                continue
            if item in seen:
                message = f"{shown(item)} stands here twice"
                self.problems.add("twice", (*at, index), message, "take one out")
            seen.add(item)

    def one_or_more(self, shape: shapes.OneOrMore, value: object, at: Route) -> None:
        if not isinstance(value, list):
            self.read(shape.item, value, at)
            return
        if not value:
            self.problems.add("empty", at, f"{_name(at)} is empty", "leave it out")
        for index, item in enumerate(value):
            self.read(shape.item, item, (*at, index))

    def named(self, shape: shapes.Named, value: object, at: Route) -> None:
        if not self.is_a(dict, value, at):
            return
        rows: Mapping[str, object] = value  # type: ignore[assignment]
        if not rows:
            self.problems.add("empty", at, f"{_name(at)} is empty", "leave it out")
        for name, row in rows.items():
            here = (*at, name)
            if shape.of:
                self.names.use(shape.of, name, here, key=True)
            elif not re.fullmatch(shape.ids.regex, name):
                message = f"{shown(name)} is no id here"
                hint = f"write {shape.ids.what}"
                self.problems.add("id", here, message, hint, key=True)
            self.read(shape.row, row, here)

    def keys(self, shape: shapes.Keys, value: object, at: Route) -> None:
        if not self.is_a(dict, value, at or ("the file",)):
            return
        table: Mapping[str, object] = value  # type: ignore[assignment]
        known = tuple(shape.keys)
        for key, inner in table.items():
            if key in known:
                self.read(shape.keys[key], inner, (*at, key))
            else:
                message = f"{shown(key)} means nothing here"
                hint = nearest(key, known)
                self.problems.add("unknown-key", (*at, key), message, hint, key=True)
        self.required(shape, table, at)

    def required(
        self, shape: shapes.Keys, table: Mapping[str, object], at: Route
    ) -> None:
        slips = [meant(key, shape.keys) for key in table if key not in shape.keys]
        there = (*table, *slips)
        if missing := [key for key in shape.required if key not in there]:
            verb = "is" if len(missing) == 1 else "are"
            message = f"{', '.join(map(repr, missing))} {verb} missing"
            hint = f"write {' and '.join(f'{key} = ...' for key in missing)}"
            self.problems.add("missing", at, message, hint, key=True)


_TEXT_HINTS = {
    "text-html": "write it as CommonMark, or put the characters between backticks",
    "text-url": "declare it under [links] and write [words][id]",
    "text-markup": "texts hold paragraphs, lists, emphasis, code and links",
    "text-depth": "make it flatter",
    "text-link": "end the first link before the next",
}
