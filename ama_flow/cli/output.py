"""Where documents go: to a file, whole or not at all, or to standard output."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from ama_flow.cli.group import WRONG_OPTION


class _WriteError(click.ClickException):
    exit_code = WRONG_OPTION


def write(path: str | None, document: bytes) -> None:
    """Put *document* in the place of what was at *path*, or leave that as it is.

    Without a path it goes to standard output.
    """
    if path is None:
        sys.stdout.buffer.write(document)
        return
    try:
        target = Path(path).resolve()
        if target.exists() and not target.is_file():
            target.write_bytes(document)  # such as a pipe; a folder is an error
        else:
            _replace(target, document)
    except OSError as error:
        reason = error.strerror or error
        raise _WriteError(f"{path!r} can't be written: {reason}") from error


def _replace(target: Path, document: bytes) -> None:
    """Write a file beside *target*, and only move it there when it is whole."""
    beside = target.with_name(f".ama-flow-{os.getpid()}.tmp")
    try:
        with beside.open("xb") as file:
            file.write(document)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            beside.chmod(target.stat().st_mode)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
