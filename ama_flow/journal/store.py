"""The folder of journals: one file per session, newest last.

Those that came to their end stand in a folder of their own in it, so that a start
need not read them. They are put there by the next start: whatever happens to a
session, it is only put away once its end was seen in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from itertools import chain, count
from os.path import exists  # where that can't be told, pathlib raises
from pathlib import Path

from ama_flow.journal.sitting import Sitting
from ama_flow.model import Flow, FlowError

_NAME = re.compile(r"([a-z][a-z0-9_]*)-([0-9]{8}-[0-9]{6})(?:-([0-9]+))?\.jsonl")
_ENDED = "ended"


def folder() -> Path:
    """Give the folder of this user's sessions, where the platform keeps such things."""
    from platformdirs import user_state_path  # noqa: PLC0415 - start-up is a feature

    return user_state_path("ama-flow", appauthor=False) / "sessions"


def new(flow: str, at: datetime) -> Path:
    """Give the path of a new session of *flow* that starts *at* some time."""
    return next(free(flow, at))


def free(flow: str, at: datetime) -> Iterator[Path]:
    """Give the paths where a new session can be kept, as others are taken."""
    name = f"{flow}-{at:%Y%m%d-%H%M%S}"
    names = chain([name], (f"{name}-{number}" for number in count(2)))
    yield from (path for name in names if not _is_there(path := _path(name)))


def _path(name: str) -> Path:
    return folder() / f"{name}.jsonl"


def _is_there(path: Path) -> bool:
    return any(map(exists, (path, _ended(path))))


def _ended(path: Path) -> Path:
    """Give the path of a session that came to its end."""
    return path.with_name(_ENDED) / path.name


def earlier(flow: Flow) -> tuple[Sitting | None, dict[Path, str]]:
    """Resume the newest session of *flow* that can be gone on with, if there is one.

    Where nothing can be written it goes on all the same, and nothing new is kept.
    Newer ones that can't be gone on with are left alone, and told of by the code of
    what is wrong; those that came to their end are put away.
    """
    passed = {}
    for path in _newest_first(flow.id, folder()):
        try:
            sitting = Sitting.resume(flow, path, or_read=True)
        except FlowError as error:
            passed[path] = error.problems[0].code
            continue
        except OSError:
            passed[path] = "bad-session"
            continue
        is_over = sitting.journal is not None and sitting.journal.ended
        if sitting.is_begun and not is_over:
            return sitting, passed
        sitting.leave()
        if is_over:
            _put_away(path)
    return None, passed


def _put_away(path: Path) -> None:
    """Put a session where no start reads it; it stays where that can't be."""
    there = _ended(path)
    with suppress(OSError):
        there.parent.mkdir(mode=0o700, exist_ok=True)
        path.rename(there)


def paths(flow: str | None = None) -> tuple[Path, ...]:
    """List the sessions of *flow*, or of all flows, the newest first."""
    return _newest_first(flow, folder(), folder() / _ENDED)


def _newest_first(flow: str | None, *folders: Path) -> tuple[Path, ...]:
    files = chain.from_iterable(map(_files, folders))
    found = [(_key(path), path) for path in files if _is_of(path, flow)]
    return tuple(path for _, path in sorted(found, reverse=True))


def _files(folder: Path) -> Iterator[Path]:
    try:
        yield from folder.iterdir()
    except OSError:
        return


def _is_of(path: Path, flow: str | None) -> bool:
    match = _NAME.fullmatch(path.name)
    return match is not None and flow in (None, match[1])


def _key(path: Path) -> tuple[str, int, str]:
    match = _NAME.fullmatch(path.name)
    return (match[2], int(match[3] or 1), match[1]) if match else ("", 0, "")
