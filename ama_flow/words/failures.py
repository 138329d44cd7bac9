"""Why something can't be read or written, as systems say it in English."""

from __future__ import annotations

from collections.abc import Mapping

from ama_flow.words import say

_KEYS: Mapping[str, str] = {
    "No such file or directory": "failure_missing",
    "Permission denied": "failure_denied",
    "Operation not permitted": "failure_denied",
    "Read-only file system": "failure_read_only",
    "No space left on device": "failure_full",
    "Disk quota exceeded": "failure_full",
    "File too large": "failure_full",
    "Is a directory": "failure_folder",
    "Not a directory": "failure_no_folder",
    "Not a regular file": "failure_special",
    "File exists": "failure_exists",
    "File name too long": "failure_long",
    "Input/output error": "failure_broken",
}


def failure(language: str, reason: str) -> str:
    """Give *reason*, the ``strerror`` of an error, in *language* where that is known."""
    key = _KEYS.get(reason)
    return say(language, key) if key else reason
