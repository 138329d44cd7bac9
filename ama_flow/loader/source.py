"""A flow file as data, or why it cannot be read as such."""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal
from os import PathLike, fspath
from pkgutil import get_data
from typing import Any

from ama_flow.loader.problems import meant
from ama_flow.loader.shapes import ID
from ama_flow.model import FlowError, Origin, Place, Problem

_LONGEST = 20_000  # characters of a line


def bundled() -> tuple[str, ...]:
    """List the ids of the flows that come with ama-flow."""
    from importlib.resources import files  # noqa: PLC0415 - start-up is a feature

    names = (entry.name for entry in files("ama_flow_flows").iterdir())
    return tuple(sorted(n.removesuffix(".toml") for n in names if n.endswith(".toml")))


def read(flow: str | PathLike[str]) -> tuple[str, str]:
    """Give the text of a bundled flow or of a file, and a name for it.

    Raises `FlowError` where there is none, or none that is text.
    """
    name = fspath(flow)
    raw = _bundled(name) if isinstance(flow, str) else None
    if raw is None:
        return decode(_read(name), name), name
    return decode(raw, name), f"{name}.toml"


def _bundled(name: str) -> bytes | None:
    if not re.fullmatch(ID.regex, name):
        return None
    try:
        return get_data("ama_flow_flows", f"{name}.toml")
    except OSError:
        return None


def _read(name: str) -> bytes:
    try:
        with open(name, "rb") as file:  # noqa: PTH123 - pathlib takes time to import
            return file.read()
    except FileNotFoundError:
        hint = f"give the path of a file, or one of: {', '.join(bundled())}"
        if near := meant(name, bundled()):
            hint = f"did you mean {near!r}?"
        raise _wrong("no-file", None, f"there is no flow {name!r}", hint) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        message = f"{name!r} can't be read: {reason}"
        hint = "give the path of a flow file"
        if isinstance(error, IsADirectoryError):
            hint = f"name the files in it: {name.rstrip('/')}/*.toml"
        raise _wrong("no-file", None, message, hint) from None


def decode(raw: bytes, file: str) -> str:
    """Give the text of a *file* that holds *raw*; raises `FlowError` if it is none."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8", errors="replace")
        place = _at(Origin(file=file, text=before), len(before))
        raise _wrong(
            "encoding", place, "the file is not UTF-8 text", "save it as UTF-8"
        ) from None


def parse(origin: Origin) -> dict[str, Any]:
    """Give the data of a TOML text; raises `FlowError` where it is none."""
    _refuse_endless_lines(origin)
    try:
        return tomllib.loads(origin.text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        from ama_flow.places import syntax_place  # noqa: PLC0415 - start-up is a feature

        message = str(error).split(" (at ", maxsplit=1)[0]
        place = syntax_place(origin, error)
        raise _wrong("syntax", place, message, "the file must be TOML") from None
    except RecursionError:
        message = "too many brackets within brackets"
        raise _wrong("syntax", None, message, "make it flatter") from None
    except ValueError:  # Python reads no whole number of more than 4300 digits
        message = "a number has too many digits"
        raise _wrong("syntax", None, message, "write a smaller one") from None


def _refuse_endless_lines(origin: Origin) -> None:
    """Refuse lines whose keys would take TOML's parser quadratic time."""
    if found := re.search(rf"[^\n]{{{_LONGEST}}}", origin.text):
        place = _at(origin, found.start())
        message = f"a line has more than {_LONGEST} characters"
        raise _wrong("too-long", place, message, "break it into more lines")


def _at(origin: Origin, offset: int) -> Place:
    """Give the place of one character, with the line as far as it is needed."""
    from ama_flow.places import line_column  # noqa: PLC0415 - start-up is a feature

    line, column = line_column(origin.text, offset)
    start = offset - (column - 1)
    shown = origin.text[start : offset + 80].split("\n", maxsplit=1)[0].rstrip("\r")
    return Place(file=origin.file, line=line, column=column, width=1, text=shown)


def _wrong(code: str, place: Place | None, message: str, hint: str) -> FlowError:
    return FlowError(Problem(code=code, message=message, place=place, hint=hint))
