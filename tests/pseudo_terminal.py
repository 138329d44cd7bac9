"""A real terminal for tests: what is typed goes in, what is shown comes out."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from codecs import getincrementaldecoder
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

COMMAND = str(Path(sys.executable).with_name("ama-flow"))
PATIENCE = 20.0
"""Seconds to wait for a program that may have to share the machine."""


class PseudoTerminal:
    """A program at the other end of a terminal."""

    def __init__(self, program: subprocess.Popen[bytes], file: int) -> None:
        """Watch *program*, whose terminal is *file*."""
        self.program = program
        self.file = file
        self.shown = ""
        self.is_closed = False
        self._decoder = getincrementaldecoder("utf-8")("replace")

    def expect(self, pattern: str, *, since: int = 0) -> None:
        """Wait until what is shown, from *since* on, ends with *pattern*."""
        if not self.comes(pattern, since=since):
            raise AssertionError(f"no {pattern!r} at the end of {self.shown!r}")

    def comes(self, pattern: str, *, since: int = 0) -> bool:
        """Wait as `expect` does; says whether it came before the end."""
        end = time.monotonic() + PATIENCE
        while not re.search(rf"(?:{pattern})\Z", self.shown[since:]):
            if not self._read(end):
                return False
        return True

    def type(self, line: str, *, expect: str) -> None:
        """Type *line* and Enter, and wait for *expect*."""
        since = len(self.shown)
        self.press(line.encode() + b"\r")
        self.expect(expect, since=since + len(line))

    def press(self, key: bytes) -> None:
        """Press a key, without Enter."""
        os.write(self.file, key)

    def interrupt(self, key: bytes) -> int:
        """Press *key* until the program ends; gives its exit code.

        Python misses a signal just before it starts to wait for a line, and acts
        on it at the next key.
        """
        while not self.is_closed:
            self.press(key)
            while self._read(time.monotonic() + 1):
                pass
        return self.end()

    def end(self) -> int:
        """Wait for the end of the program; gives its exit code."""
        while self._read(time.monotonic() + PATIENCE):
            pass
        return self.program.wait(PATIENCE)

    def _read(self, end: float) -> bool:
        """Read what is shown next; says whether there was anything before *end*."""
        wait = max(0.0, end - time.monotonic())
        ready, _, _ = select.select([self.file], [], [], wait)
        try:
            found = os.read(self.file, 65536) if ready else b""
        except OSError:
            found, self.is_closed = b"", True
        self.shown += self._decoder.decode(found).replace("\r\n", "\n")
        return bool(found)


@contextmanager
def pseudo_terminal(
    *arguments: str,
    columns: int = 80,
    variables: Mapping[str, str] | None = None,
    folder: Path | None = None,
) -> Iterator[PseudoTerminal]:
    """Run ``ama-flow`` with *arguments* in a terminal that is *columns* wide.

    It is started in *folder*, which else is the one of the tests.
    """
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    plain = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "TERM")}
    program = subprocess.Popen(
        ["setsid", "--ctty", COMMAND, *arguments],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={**plain, "TERM": "xterm", **(variables or {})},
        cwd=folder,
    )
    os.close(theirs)
    try:
        yield PseudoTerminal(program, ours)
    finally:
        program.kill()
        program.wait()
        os.close(ours)
