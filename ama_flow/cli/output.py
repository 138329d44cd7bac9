"""Where documents go: to a file, whole or not at all, or to standard output."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from ama_flow.cli.group import WRONG_OPTION
from ama_flow.model import Renderer


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


def refuse_binary(renderer: Renderer, output: str | None) -> None:
    """Refuse to write what is not text to a terminal."""
    if not output and sys.stdout.isatty() and not _is_text(renderer.media_type):
        raise click.UsageError(
            f"{renderer.name} is not text: write it to a file, with -o FILE."
        )


def _is_text(media_type: str) -> bool:
    """Say whether a terminal can show it. Source: RFC 6838, section 4.2."""
    return media_type.startswith("text/") or media_type.endswith(("json", "xml"))
