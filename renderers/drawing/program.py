"""A program that is run with bounds: on its time, and on what it writes.

It reads and writes files and no pipes: whatever it may have started itself could hold
those open, and so keep the caller waiting, long after it has ended.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from tempfile import TemporaryFile
from typing import IO

Done = subprocess.CompletedProcess[bytes]

_STEP = 0.005  # seconds between two looks


class GivenUpError(Exception):
    """The program was ended, because it went beyond a bound."""


def run(command: Sequence[str], data: bytes, *, patience: float, most: int) -> Done:
    """Run *command* with *data* as its input.

    Raises `GivenUpError` where it takes more than *patience*, in seconds, or writes
    more than *most* bytes.
    """
    with TemporaryFile() as given, TemporaryFile() as written, TemporaryFile() as said:
        given.write(data)
        given.seek(0)
        process = subprocess.Popen(  # noqa: S603 - no shell
            command, stdin=given, stdout=written, stderr=said, start_new_session=True
        )
        try:
            for _ in _watched(process, patience):
                if any(
                    os.fstat(out.fileno()).st_size > most for out in (written, said)
                ):
                    raise GivenUpError(f"it wrote more than {most:,} bytes")
        finally:
            _end(process)
        return Done(command, process.returncode, _whole(written), _whole(said))


def _watched(process: subprocess.Popen[bytes], patience: float) -> Iterator[None]:
    """Look again and again until a program has ended, and once more then."""
    end = time.monotonic() + patience
    while not _has_ended(process):
        if time.monotonic() > end:
            raise GivenUpError(f"it took more than {patience:g} seconds")
        yield
        time.sleep(_STEP)
    yield


def _has_ended(process: subprocess.Popen[bytes]) -> bool:
    """Say whether a program has; its number stays its own until it is waited for."""
    if sys.platform == "win32":
        return process.poll() is not None
    found = os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT)
    return found is not None


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a program that may run on, and whatever it started itself."""
    with suppress(ProcessLookupError):
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _whole(file: IO[bytes]) -> bytes:
    file.seek(0)
    return file.read()
