"""The file of one journal: a line more for each event, whatever happens."""

from __future__ import annotations

import errno
import os
import sys
from typing import TYPE_CHECKING, BinaryIO

from ama_flow.journal.events import Chain, Event, Journal, read
from ama_flow.loader.source import decode
from ama_flow.model import FlowError, Origin, Problem

if TYPE_CHECKING:  # start-up is a feature
    from collections.abc import Iterable
    from pathlib import Path


class Keeper:
    """Keeps events in a file that only its owner can read, each as soon as it comes.

    What can't be written now is written with the next event; `failure` says why
    it could not. Nothing is opened before the first event.
    """

    def __init__(self, path: Path, *, others: Iterable[Path] = ()) -> None:
        """Keep a new journal at *path*, where there is no file yet.

        Where there is one by the time of the first event, it is kept at the first of
        *others* without one.
        """
        self.path = path
        self._others = iter(others)
        self.failure = ""
        self._chain = Chain()
        self._waiting = bytearray()
        self._file: BinaryIO | None = None
        self._size = 0

    def append(self, *events: Event) -> None:
        """Keep *events*, so that a power cut right after this cannot lose them."""
        self._waiting += "".join(map(self._chain.write, events)).encode()
        try:
            self._write(self._waiting)
        except OSError as error:
            self.failure = error.strerror or self.failure or str(error)
        else:
            self._waiting.clear()
            self.failure = ""

    def _write(self, lines: bytearray) -> None:
        if self._file is None:
            self._file = self._create()
        self._file.truncate(self._size)  # what was written of a line before
        self._file.seek(self._size)
        written = 0
        while written < len(lines):  # a disk that is nearly full takes a part at first
            written += self._file.write(memoryview(lines)[written:])
        os.fsync(self._file.fileno())
        self._size += len(lines)

    def _create(self) -> BinaryIO:
        while True:
            try:
                return _create(self.path)
            except FileExistsError:
                other = next(self._others, None)
                if other is None:
                    raise
                self.path = other

    def close(self) -> None:
        """Let others have the file."""
        if self._file:
            self._file.close()

    @classmethod
    def resume(
        cls, path: Path, *, or_read: bool = False
    ) -> tuple[Keeper, Journal | None]:
        """Go on with the journal at *path*, and give what it holds by now.

        An empty file is where a journal is to begin; it holds none. Raises
        `FlowError` where another ama-flow goes on with it, or where it can't be
        read, ``OSError`` where it can't be opened. Where it can only be read, that is
        done if *or_read*: it keeps nothing more, and `failure` says why.
        """
        if not path.is_file():
            raise OSError(errno.EINVAL, "Not a regular file", str(path))
        keeper = cls(path)
        keeper._file = keeper._open(or_read=or_read)
        try:
            _lock(keeper._file, path)
            return keeper, keeper._read(keeper._file.read())
        except (FlowError, OSError):
            keeper.close()
            raise

    def _open(self, *, or_read: bool) -> BinaryIO:
        try:
            return self.path.open("r+b", buffering=0)
        except OSError as error:
            if not or_read:
                raise
            self.failure = error.strerror or str(error)
            return self.path.open("rb", buffering=0)

    def _read(self, raw: bytes) -> Journal | None:
        """Read what the file holds, and be ready to write what follows."""
        if not self.failure:
            self.path.chmod(0o600)
        if not raw:
            return None
        name = str(self.path)
        journal = read(Origin(file=name, text=decode(raw, name)))
        self._size = len(raw) - journal.torn
        self._chain = Chain(journal.check)
        return journal


def remove(path: Path) -> None:
    """Remove a journal for good; raises `FlowError` where another goes on with it."""
    with path.open("rb", buffering=0) as file:
        _lock(file, path)
    path.unlink()


def _create(path: Path) -> BinaryIO:
    """Make a file for its owner alone, in a folder of the same kind."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    file = os.fdopen(descriptor, "r+b", buffering=0)
    _lock(file, path)
    _sync_folder(path.parent)
    return file


def _sync_folder(folder: Path) -> None:
    """Let a power cut not lose the name of a new file. Source: fsync(2)."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _lock(file: BinaryIO, path: Path) -> None:
    """Keep others off the file until it is closed; raises `FlowError` if they have it."""
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 - there only

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415 - not on Windows

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise FlowError(
            Problem(
                code="session-busy",
                message=f"another ama-flow goes on with the session in {str(path)!r}",
                hint="end it there first, or start another session",
            )
        ) from None
