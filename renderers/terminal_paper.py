"""Lines on a terminal or in a pipe: wrapped, only ever added, bold at most."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from textwrap import TextWrapper

from ama_flow.view import printable

WIDEST = 80
"""Longer lines are hard to read, however wide the terminal is."""
_NARROWEST = 20
_HELD = "\x1f"
"""A space that is no place to break a line; `printable` leaves none in any text."""
_BOLD, _PLAIN = "\x1b[1m", "\x1b[0m"


def width() -> int:
    """Give the columns to use: those of the terminal, up to `WIDEST`."""
    try:
        columns = os.get_terminal_size(sys.stdout.fileno()).columns
    except (OSError, ValueError):  # no terminal, or no file at all
        columns = WIDEST
    return max(_NARROWEST, min(columns or WIDEST, WIDEST))


def is_bold() -> bool:
    """Say whether titles may be bold. Source: no-color.org."""
    is_plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return sys.stdout.isatty() and not is_plain


def write(
    words: str = "",
    *,
    first: str = "",
    rest: str | None = None,
    exact: Iterable[str] = (),
) -> None:
    """Write *words* in lines, with *first* before the first and *rest* before others.

    What is *exact* in them stays whole where a line has room for it. A word that is
    longer than a line, such as an address, always does: a terminal goes on with it on
    the next line, and copies it as one.
    """
    _put(*_wrapped(words, first, first if rest is None else rest, exact))


def write_title(words: str, *, exact: Iterable[str] = ()) -> None:
    """Write *words* so that they stand out, with what is *exact* in them whole."""
    start, end = (_BOLD, _PLAIN) if is_bold() else ("", "")
    _put(*(f"{start}{line}{end}" for line in _wrapped(words, "", "", exact)))


def write_whole(words: str, *, indent: str = "") -> None:
    """Write *words* on one line, whatever its length: they are to be copied."""
    _put(indent + printable(words))


def _put(*lines: str) -> None:
    sys.stdout.writelines(f"{line}\n" for line in lines)


def fits(words: str) -> bool:
    """Say whether *words* stand on one line."""
    return len(words) <= width()


def has_room(exact: str, indent: str) -> bool:
    """Say whether *exact* stands on one line, in quotes and with a full stop."""
    return fits(f"{indent}« {exact} ».")


def _wrapped(words: str, first: str, rest: str, exact: Iterable[str]) -> list[str]:
    wrapper = TextWrapper(
        width=width(),
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
    short = (string for string in exact if has_room(string, rest))
    lines = wrapper.wrap(_held(printable(words), short))
    return [line.replace(_HELD, " ") for line in lines] or [first.rstrip()]


def _held(words: str, exact: Iterable[str]) -> str:
    """Let no line break within what is *exact*, of which one may be a part of another."""
    for string in sorted(exact, key=len, reverse=True):
        words = words.replace(string, string.replace(" ", _HELD))
    return words


def is_typed() -> bool:
    """Say whether somebody types what is read."""
    return sys.stdin.isatty()


def read(prompt: str) -> str:
    """Ask for a line; raises ``EOFError`` where there is none left.

    On a terminal the line can be edited, and no history is kept of it. Raises
    ``OSError`` with the name of the input where that can't be read.
    """
    if is_typed():
        _edit()
        return input(prompt)
    sys.stdout.write(prompt)
    sys.stdout.flush()
    line = _line()
    write()  # nobody pressed Enter on this screen
    return line


def _line() -> str:
    try:
        return input()
    except OSError as error:
        write()
        raise OSError(error.errno, error.strerror, "<stdin>") from error


def _edit() -> None:
    try:
        import readline  # noqa: PLC0415 - only for terminals
    except ImportError:  # not on Windows
        return
    readline.set_auto_history(False)
