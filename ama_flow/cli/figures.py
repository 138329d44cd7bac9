"""The figures of a flow, for its author and for other programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from ama_flow.model import Flow, Transition
from ama_flow.proofs.certificate import plain
from ama_flow.proofs.loopfree import Count
from ama_flow.proofs.paths import Ahead, Paths
from ama_flow.proofs.spans import Span
from ama_flow.proofs.uses import Use
from ama_flow.text import expand

FORMAT = 1
"""The version of the data: a change that breaks its readers gives it another."""

_DIGITS = 15
"""The most digits of a number that is shown whole."""
_COLUMNS = ("to a goal", "to a contact", "to an end", "worst")
_FIRST, _WIDTH = 30, 15


def data(flow: Flow, paths: Paths) -> dict[str, object]:
    """Give the figures as data for JSON, in the form that docs/paths.md tells."""
    return {
        "format": FORMAT,
        "flow": flow.id,
        "version": flow.version,
        "paths": {
            "number": f"{Decimal(paths.count.number):f}",
            "exact": paths.count.exact,
        },
        "situations": [_row(situation) for situation in paths.situations],
        "facts": {fact: _use(use) for fact, use in paths.facts.items()},
    }


def _row(ahead: Ahead) -> dict[str, object]:
    return {
        "state": ahead.state,
        "facts": {fact: plain(value) for fact, value in ahead.facts},
        "goal": ahead.goal._asdict(),
        "contact": ahead.contact._asdict(),
        "help": ahead.help._asdict(),
        "end": ahead.end._asdict(),
        "worst": ahead.worst,
    }


def _use(use: Use) -> dict[str, object]:
    return {
        "asked_at": use.asked_at,
        "needed_at": use.needed_at,
        "read_by": _names(use.read_by),
        "set_by": _names(use.set_by),
        "rules": use.rules,
    }


def _names(transitions: Iterable[Transition]) -> list[str]:
    """Name transitions by state and trigger, each once."""
    return list(dict.fromkeys(f"{t.source}/{t.trigger}" for t in transitions))


def account(flow: Flow, paths: Paths) -> Iterator[str]:
    """Tell the figures in English, line by line, with the texts of the flow."""
    yield f"{flow.id} {flow.version}"
    yield f"  {_counted(paths.count)} from the start to an end, without"
    yield "  going round. Below: how many answers are still to be given, from fewest to"
    yield "  most; “worst” is to a goal or a contact, whatever the outcomes."
    yield ""
    yield f"{'':<{_FIRST}}" + "".join(f"{title:>{_WIDTH}}" for title in _COLUMNS)
    yield from _states(flow, paths)
    for fact, use in paths.facts.items():
        yield ""
        yield f"fact {fact}"
        yield from _told(use)


def _counted(count: Count) -> str:
    """Say how many paths there are: the digits of a very large number say little."""
    number = Decimal(count.number)
    shown = f"{number:,f}" if number.adjusted() < _DIGITS else f"about {number:.1e}"
    least = "" if count.exact else "at least "
    lists = "list of answers leads" if count.number == 1 else "lists of answers lead"
    return f"{least}{shown} {lists}"


def _states(flow: Flow, paths: Paths) -> Iterator[str]:
    """Give a line for each state in which a reader can be, under their phases."""
    by_state: dict[str, list[Ahead]] = {}
    for ahead in paths.situations:
        by_state.setdefault(ahead.state, []).append(ahead)
    phase = ""
    for state in flow.states.values():
        if state.id in by_state:
            if state.phase != phase:
                phase = state.phase
                yield expand(flow, flow.phases[phase].title)
            yield _line(state.id, by_state[state.id])


def _line(state: str, ahead: list[Ahead]) -> str:
    worst = [row.worst for row in ahead]
    cells = (
        _joined([row.goal for row in ahead]),
        _joined([row.contact for row in ahead]),
        _joined([row.end for row in ahead]),
        _largest(worst, "luck"),
    )
    return f"  {state:<{_FIRST - 2}}" + "".join(f"{cell:>{_WIDTH}}" for cell in cells)


def _joined(spans: list[Span]) -> str:
    """Say how far it is from any of the situations of a state."""
    fewest = min((s.fewest for s in spans if s.fewest is not None), default=None)
    if fewest is None:
        return "-"
    most = _largest([s.most for s in spans if s.fewest is not None], "any number")
    return most if most == str(fewest) else f"{fewest} to {most}"


def _largest(numbers: list[int | None], unbounded: str) -> str:
    known = [number for number in numbers if number is not None]
    return str(max(known)) if len(known) == len(numbers) else unbounded


def _told(use: Use) -> Iterator[str]:
    """Say what one fact is used for."""
    parts = {
        "asked at": use.asked_at,
        "needed at": use.needed_at,
        "read by": _names(use.read_by),
        "set by": _names(use.set_by),
    }
    for words, names in parts.items():
        if names:
            yield f"  {words} {', '.join(names)}"
    for title in use.rules:
        yield f"  read by the rule “{title}”"
