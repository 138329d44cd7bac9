"""A program that is run with bounds: on its time, and on what it writes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import IO, cast

Done = subprocess.CompletedProcess[bytes]

_PIECE = 1 << 16  # bytes that are read in one go


class GivenUpError(Exception):
    """The program was ended, because it went beyond a bound."""


def run(command: Sequence[str], data: bytes, *, patience: float, most: int) -> Done:
    """Run *command* with *data* as its input.

    Raises `GivenUpError` where it takes more than *patience*, in seconds, or writes
    more than *most* bytes.
    """
    end = time.monotonic() + patience
    with (
        subprocess.Popen(  # noqa: S603 - no shell
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        ) as process,
        ThreadPoolExecutor(3) as pool,
    ):
        pool.submit(_write, cast("IO[bytes]", process.stdin), data)
        read = [
            pool.submit(_read, cast("IO[bytes]", stream), most, process)
            for stream in (process.stdout, process.stderr)
        ]
        try:
            written, said = (one.result(max(0, end - time.monotonic())) for one in read)
            process.wait(max(0, end - time.monotonic()))
        except (TimeoutError, subprocess.TimeoutExpired):
            raise GivenUpError(f"it took more than {patience:g} seconds") from None
        finally:
            _end(process)
    return Done(command, process.returncode, written, said)


def _write(stream: IO[bytes], data: bytes) -> None:
    """Write all of *data*, as far as anybody reads it."""
    with suppress(BrokenPipeError), stream:
        stream.write(data)


def _read(stream: IO[bytes], most: int, process: subprocess.Popen[bytes]) -> bytes:
    found = bytearray()
    while piece := os.read(stream.fileno(), _PIECE):
        found += piece
        if len(found) > most:
            _end(process)
            raise GivenUpError(f"it wrote more than {most:,} bytes")
    return bytes(found)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a program that is given up, and whatever it started itself."""
    if process.poll() is not None:
        return
    with suppress(ProcessLookupError):  # it may just have ended
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
