"""What is wrong with a flow."""

from __future__ import annotations

from ama_flow.model.origin import Place, Route
from ama_flow.model.record import Record
from ama_flow.model.trace import Trace


class Problem(Record):
    """One thing wrong, where it is, how a reader gets there, and what to do.

    *code* is stable; *at* is the route in the flow file; *also* are the routes of
    others that have the same. *trace* is a shortest way to the fault, and *path*
    tells it in sentences, in the language of the flow.
    """

    code: str
    message: str
    at: Route = ()
    place: Place | None = None
    hint: str = ""
    path: tuple[str, ...] = ()
    trace: Trace | None = None
    also: tuple[Route, ...] = ()

    def __str__(self) -> str:
        """Show the problem over its line of source, its path and its hint."""
        return self.told()

    def told(self, *, hint: str = "hint") -> str:
        """Show the problem as a string does, with another word for its *hint*."""
        head = f"{self.message} [{self.code}]"
        lines = [f"{self.place}: {head}" if self.place else head]
        if self.place:
            lines += _excerpt(self.place)
        lines += [f"    {number:>3}. {s}" for number, s in enumerate(self.path, 1)]
        if self.hint:
            lines.append(f"    {hint}: {self.hint}")
        return "\n".join(lines)


_WIDEST = 100  # characters of a line of source that an error shows


def _excerpt(place: Place) -> list[str]:
    """Show the line of *place* around its column, with marks under the stretch."""
    start = max(0, place.column - 1 - _WIDEST // 2)
    start *= len(place.text) > _WIDEST
    lead = "".join(
        "\t" if char == "\t" else " " for char in place.text[start : place.column - 1]
    )
    shown = place.text[start : start + _WIDEST]
    marks = "^" * max(1, min(place.width, len(shown) - len(lead)))
    return [f"{place.line:>6} | {shown}", f"       | {lead}{marks}"]


class FlowError(Exception):
    """A flow, a renderer or a move was refused; ``problems`` says why."""

    def __init__(self, *problems: Problem) -> None:
        """Carry every problem found, not only the first."""
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems
