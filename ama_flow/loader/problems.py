"""Collect what is wrong with a flow file, each with its place and a hint."""

from __future__ import annotations

from collections.abc import Iterable
from reprlib import Repr

from ama_flow.model import FlowError, Origin, Problem, Route

_MOST = 1000  # problems of one file; with more, something else is the matter
_LISTED = 12  # names in one hint
_REPR = Repr()
_REPR.maxstring = _REPR.maxother = 80


def shown(value: object) -> str:
    """Write a value of the file in a message, however large or deep it is."""
    return _REPR.repr(value)


class Problems:
    """Every problem of one file; `found` gives them in the order of the text."""

    def __init__(self, origin: Origin) -> None:
        """Collect problems of the file that *origin* names."""
        self._origin = origin
        self._found: list[Problem] = []

    def add(
        self, code: str, at: Route, message: str, hint: str = "", *, key: bool = False
    ) -> None:
        """Note a problem at the value that *at* leads to, or at its *key*."""
        from ama_flow.places import place  # noqa: PLC0415 - start-up is a feature

        where = place(self._origin, at, key=key)
        problem = Problem(code=code, message=message, at=at, place=where, hint=hint)
        self._found.append(problem)
        if len(self._found) == _MOST:
            hint = "mend these first"
            more = Problem(code="too-many", message="there may be more", hint=hint)
            raise FlowError(*self.found, more)

    def __len__(self) -> int:
        """Count the problems."""
        return len(self._found)

    @property
    def found(self) -> tuple[Problem, ...]:
        """The problems, from the top of the file to the bottom."""
        return tuple(sorted(self._found, key=_position))


def _position(problem: Problem) -> tuple[int, int]:
    where = problem.place
    return (where.line, where.column) if where else (0, 0)


def meant(word: str, known: Iterable[str]) -> str:
    """Give the known word that *word* is a slip of; empty where there is none."""
    from difflib import get_close_matches  # noqa: PLC0415 - start-up is a feature

    return next(iter(get_close_matches(word[:80], known, n=1)), "")


def nearest(word: str, known: Iterable[str]) -> str:
    """Give a hint with the known word nearest to *word*, or with all of them."""
    names = list(known)
    if near := meant(word, names):
        return f"did you mean {near!r}?"
    if not names:
        return "there are none in this file yet"
    more = f" and {len(names) - _LISTED} more" if len(names) > _LISTED else ""
    return f"known here: {', '.join(names[:_LISTED])}{more}"
