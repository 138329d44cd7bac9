"""The forms of a report: each carries the same data, of which it is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ama_flow.transcript import as_html, as_markdown, data
from ama_flow.transcript.record import Transcript


def written(transcript: Transcript, form: str) -> str:
    """Write *transcript* in a *form* of `FORMS`: the same characters each time."""
    return FORMS[form](transcript, data.written(transcript))


def _as_json(_transcript: Transcript, data: str) -> str:
    return f"{data}\n"


FORMS: Mapping[str, Callable[[Transcript, str], str]] = {
    "md": as_markdown.written,
    "html": as_html.written,
    "json": _as_json,
}
"""The forms by their names, which are also the usual endings of their files."""

_AROUND = {"md": as_markdown.DATA, "html": as_html.DATA, "json": ("", "\n")}


def parted(text: str) -> tuple[str, int, str]:
    """Tell the form of a report, and where its data begin, and give those.

    Where there are none, they are empty, and begin where the text does.
    """
    form = "html" if text.startswith("<") else "json" if text.startswith("{") else "md"
    opening, closing = _AROUND[form]
    before, found, rest = text.rpartition(opening) if opening else ("", "", text)
    start = len(before) + len(found)
    return form, start, rest.rpartition(closing)[0] if found or not opening else ""
