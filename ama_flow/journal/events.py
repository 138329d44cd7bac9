"""What happens in a session, as lines of JSON.

Each line is an object with the kind of its event; a journal starts with ``start``.
The last member, ``check``, chains each line to those before it, so that no byte of
a journal can change or go missing unnoticed. Source: jsonlines.org; the chain is
that of Haber and Stornetta, How to time-stamp a digital document (1991).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import cast

from ama_flow.model import Answer, Flow, FlowError, Origin, Problem, Record

FORMAT = 1
"""The version of journals that is written, and the only one that is read."""

KEYS: Mapping[str, tuple[str, ...]] = {
    "start": ("format", "flow", "version", "structure", "wording"),
    "answer": ("state", "trigger", "value"),
    "back": ("steps",),
    "change": ("steps", "answers"),
    "note": ("state", "text"),
    "end": ("state", "outcome"),
}
"""What each kind of event holds, beside ``event``, ``check`` and, where it is kept,
``at``."""

Event = Mapping[str, object]
"""A line of a journal without its check: the kind as ``event``, and what it holds."""

_CHECK_DIGITS = 16


def start(flow: Flow, at: datetime | None = None) -> Event:
    """Begin a journal of *flow* as it is now."""
    from ama_flow.session import fingerprint  # noqa: PLC0415 - start-up is a feature

    return _event(
        "start",
        at,
        format=FORMAT,
        flow=flow.id,
        version=flow.version,
        structure=fingerprint.structure(flow),
        wording=fingerprint.wording(flow),
    )


def answered(answer: Answer, at: datetime | None = None) -> Event:
    """Note an answer; dates and decimals become strings."""
    from ama_flow.session import saved  # noqa: PLC0415 - start-up is a feature

    return _event("answer", at, **saved.write_answer(answer))


def went_back(steps: int, at: datetime | None = None) -> Event:
    """Note that the last *steps* answers were taken back."""
    return _event("back", at, steps=steps)


def changed(steps: int, answers: Iterable[Answer], at: datetime | None = None) -> Event:
    """Note that *answers* came in the place of the last *steps*.

    It is one line, so that nothing can come between the two.
    """
    from ama_flow.session import saved  # noqa: PLC0415 - start-up is a feature

    rows = [saved.write_answer(answer) for answer in answers]
    return _event("change", at, steps=steps, answers=rows)


def noted(state: str, text: str, at: datetime | None = None) -> Event:
    """Note what the reader wanted to remember at *state*."""
    return _event("note", at, state=state, text=text)


def ended(state: str, outcome: str, at: datetime | None = None) -> Event:
    """Note that the reader left where he is helped: *outcome* is goal or contact."""
    return _event("end", at, state=state, outcome=outcome)


def _event(kind: str, at: datetime | None, **held: object) -> Event:
    when = {"at": at.isoformat(timespec="seconds")} if at else {}
    return {"event": kind, **when, **held}


class Chain:
    """The lines of one journal, one after the other."""

    def __init__(self, last: str = "") -> None:
        """Go on behind the line with the check *last*; without one, at the start."""
        self.last = last

    def write(self, event: Event) -> str:
        """Give the line of the next event, with its check."""
        import json  # noqa: PLC0415 - start-up is a feature

        line = json.dumps(event, ensure_ascii=False)
        self.last = self._check(line)
        return f'{line[:-1]}, "check": "{self.last}"}}\n'

    def read(self, line: str) -> Event | None:
        """Give the event of the next line; None where it is not as it was written."""
        import json  # noqa: PLC0415 - start-up is a feature

        body, separator, told = line.rpartition(', "check": "')
        whole = f"{body}}}"
        check = self._check(whole)
        if not separator or told != f'{check}"}}':
            return None
        self.last = check
        try:
            event: Event = json.loads(whole)
        except (ValueError, RecursionError):
            return None
        return event

    def _check(self, line: str) -> str:
        from hashlib import sha256  # noqa: PLC0415 - start-up is a feature

        chained = f"{self.last}\n{line}".encode()
        return sha256(chained).hexdigest()[:_CHECK_DIGITS]


class Journal(Record):
    """What was kept of a session: its *events*, the first of which is its start.

    *check* is that of the last. *torn* is the length in bytes of a line behind it
    that was not written to the end, and does not count.
    """

    events: tuple[Event, ...]
    check: str
    torn: int

    @property
    def flow(self) -> str:
        """The id of the flow that was followed."""
        return str(self.events[0]["flow"])

    @property
    def began(self) -> datetime | None:
        """When the session began; None where no times were kept."""
        return _at(self.events[0])

    @property
    def latest(self) -> datetime | None:
        """When the last event came; None where no times were kept."""
        return _at(self.events[-1])

    @property
    def is_noted(self) -> bool:
        """Whether a note was kept."""
        return any(event["event"] == "note" for event in self.events)

    @property
    def ended(self) -> bool:
        """Whether the reader came to an end, and did not come back."""
        return self.events[-1]["event"] == "end"

    def fits(self, flow: Flow) -> bool:
        """Whether *flow* is still as it was when the journal was last gone on with."""
        from ama_flow.session import fingerprint  # noqa: PLC0415 - start-up is a feature

        start = next(e for e in reversed(self.events) if e["event"] == "start")
        hashes = (fingerprint.structure(flow), fingerprint.wording(flow))
        return (start["structure"], start["wording"]) == hashes

    def answers(self, flow: Flow) -> tuple[Answer, ...]:
        """Give the answers that stand, not yet held against *flow*."""
        given: list[Answer] = []
        for event in self.events:
            del given[len(given) - taken_back(event) :]
            given += given_in(flow, event)
        return tuple(given)


def _at(event: Event) -> datetime | None:
    at = event.get("at")
    return None if at is None else datetime.fromisoformat(str(at))


def taken_back(event: Event) -> int:
    """Say how many of the answers that stood *event* takes back."""
    return int(str(event.get("steps", 0)))


def given_in(flow: Flow, event: Event) -> Iterator[Answer]:
    """Give the answers in *event*, not yet held against *flow*; raises `FlowError`."""
    from ama_flow.session import saved  # noqa: PLC0415 - start-up is a feature

    for row in _answers(event):
        yield saved.read_answer(flow, row)


def count_given(event: Event) -> int:
    """Say how many answers there are in *event*."""
    return len(_answers(event))


def _answers(event: Event) -> Sequence[Event]:
    if event["event"] == "answer":
        return (event,)
    return cast("Sequence[Event]", event.get("answers", ()))


def read(origin: Origin) -> Journal:
    """Read a journal, with its last line or, where that is torn, without it.

    Raises `FlowError` where a line is not as it was written, and tells which.
    """
    *lines, rest = origin.text.split("\n")
    chain = Chain()
    events: list[Event] = []
    for number, line in enumerate(lines, 1):
        event = chain.read(line)
        if event is None or not _is_known(event, first=number == 1):
            raise _damaged(origin, number)
        events.append(event)
    if not events:
        raise _damaged(origin, 1)
    torn = len(rest.encode())
    return Journal(events=tuple(events), check=chain.last, torn=torn)


def _is_known(event: Event, *, first: bool) -> bool:
    kind = str(event.get("event"))
    keys = KEYS.get(kind, ())
    return (
        tuple(key for key in event if key != "at") == ("event", *keys)
        and (kind == "start" or not first)
        and event.get("format", FORMAT) == FORMAT
        and _is_count(event.get("steps", 1))
        and _are_answers(event.get("answers", []))
        and ("at" not in event or _is_time(event["at"]))
    )


def _is_count(steps: object) -> bool:
    return type(steps) is int and steps > 0


def _are_answers(rows: object) -> bool:
    return isinstance(rows, list) and all(
        isinstance(row, dict) and tuple(row) == KEYS["answer"] for row in rows
    )


def _is_time(at: object) -> bool:
    try:
        datetime.fromisoformat(str(at))
    except ValueError:
        return False
    return True


def _damaged(origin: Origin, line: int) -> FlowError:
    from ama_flow.places import offset_place  # noqa: PLC0415 - start-up is a feature

    offset = sum(len(row) + 1 for row in origin.text.split("\n")[: line - 1])
    problem = Problem(
        code="bad-session",
        message="the session can't be read: this line is not as it was written",
        place=offset_place(origin, offset, offset + 1),
        hint="the file is left as it is; start a new session, or put back a copy",
    )
    return FlowError(problem)
