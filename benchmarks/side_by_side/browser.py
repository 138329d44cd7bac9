"""Chromium, to draw what takes a browser, to measure pictures, and to look at them."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import unquote

from .tools import ROOT, Picture

_MERMAID = ROOT / "node_modules" / "mermaid" / "dist" / "mermaid.min.js"
_MEASURE = Path(__file__).with_name("measure.js")
_CHROMIUM = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--hide-scrollbars",
    "--virtual-time-budget=60000",
)


def measured(pictures: Mapping[str, Picture]) -> list[Any]:
    """Give what the browser sees of each picture, with its SVG."""
    rows = [{"name": name, **picture} for name, picture in pictures.items()]
    given = json.dumps(rows).replace("</", "<\\/")
    page = (
        "<!doctype html><meta charset=utf-8><body style='margin:0'>"
        f"<script src='{_MERMAID.as_uri()}'></script>"
        f"<script>const pictures = {given};</script>"
        f"<script>{_MEASURE.read_text('utf-8')}</script>"
    )
    written = _run(page, "--dump-dom").decode()
    found = re.search('<pre id="measured">([^<]*)</pre>', written)
    if not found:
        raise SystemExit(f"the browser measured nothing: {written[-500:]}")
    return list(json.loads(unquote(found[1])))


def photograph(page: str, target: Path, size: Sequence[int], *flags: str) -> None:
    """Write a page as PNG of *size* dots."""
    wide, high = size
    window = f"--window-size={wide},{high}"
    _run(page, f"--screenshot={target.resolve()}", window, *flags)


def _run(page: str, *arguments: str) -> bytes:
    """Open a page in a browser of its own, that leaves nothing behind."""
    program = shutil.which("chromium") or shutil.which("chrome") or "google-chrome"
    with TemporaryDirectory() as name:
        file = Path(name, "page.html")
        file.write_text(page, "utf-8")
        profile = f"--user-data-dir={name}/profile"
        return subprocess.run(
            [program, *_CHROMIUM, profile, *arguments, file.as_uri()],
            capture_output=True,
            check=True,
            timeout=120,
        ).stdout
