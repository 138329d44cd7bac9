"""The folder of journals: one file per session, newest last."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from ama_flow.journal.sitting import Sitting
from ama_flow.model import Flow, FlowError

_NAME = re.compile(r"([a-z][a-z0-9_]*)-([0-9]{8}-[0-9]{6})(?:-([0-9]+))?\.jsonl")


def folder() -> Path:
    """Give the folder of this user's sessions, where the platform keeps such things."""
    from platformdirs import user_state_path  # noqa: PLC0415 - start-up is a feature

    return user_state_path("ama-flow", appauthor=False) / "sessions"


def new(flow: str, at: datetime) -> Path:
    """Give the path of a new session of *flow* that starts *at* some time."""
    name = f"{flow}-{at:%Y%m%d-%H%M%S}"
    path = folder() / f"{name}.jsonl"
    there = set(_files())
    number = 1
    while path in there:
        number += 1
        path = folder() / f"{name}-{number}.jsonl"
    return path


def earlier(flow: Flow) -> Sitting | None:
    """Resume the newest session of *flow* that can be gone on with, if there is one.

    Those that came to an end, that can't be read, or that another ama-flow has are
    left alone.
    """
    for path in paths(flow.id):
        try:
            sitting = Sitting.resume(flow, path)
        except (FlowError, OSError):
            continue
        if sitting.journal and not sitting.journal.ended and sitting.session.count:
            return sitting
        sitting.leave()
    return None


def paths(flow: str | None = None) -> tuple[Path, ...]:
    """List the sessions of *flow*, or of all flows, the newest first."""
    found = [(_key(path), path) for path in _files() if _is_of(path, flow)]
    return tuple(path for _, path in sorted(found, reverse=True))


def _files() -> Iterator[Path]:
    try:
        yield from folder().iterdir()
    except OSError:
        return


def _is_of(path: Path, flow: str | None) -> bool:
    match = _NAME.fullmatch(path.name)
    return match is not None and flow in (None, match[1])


def _key(path: Path) -> tuple[str, int, str]:
    match = _NAME.fullmatch(path.name)
    return (match[2], int(match[3] or 1), match[1]) if match else ("", 0, "")
