"""A real Chromium for tests, driven by ``browse.mjs``.

That uses puppeteer-core, the lightest of the maintained ones: it brings no browser, is
told by a pipe what to do, and is installed beside Mermaid by what is there already.
Playwright brings a Node of its own, and Selenium takes a driver that fits the browser.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).parents[1]
INSTALL = "xargs npm install --no-save --no-package-lock < tests/npm.txt"
Found = dict[str, Any]

_FONTS = Path("/usr/share/fonts")


def alone(picture: bytes, *look: str, **settings: Any) -> Found:  # noqa: ANN401 - JSON
    """Ask for an SVG to be opened by itself."""
    return {"type": "svg", "body": picture.decode(), "look": look, **settings}


def inline(picture: bytes, *look: str, **settings: Any) -> Found:  # noqa: ANN401 - JSON
    """Ask for an SVG to be opened as a part of an HTML page."""
    part = re.sub(r"<\?.*?\?>", "", picture.decode())
    return {"type": "html", "body": page(part), "look": look, **settings}


def as_image(picture: bytes, *look: str, **settings: Any) -> Found:  # noqa: ANN401 - JSON
    """Ask for an SVG to be opened as an image of an HTML page."""
    body = page('<img src="flow.svg" alt="A procedure">')
    own = {"type": "html", "body": body, "picture": picture.decode()}
    return {**own, "look": look, **settings}


def page(body: str) -> str:
    """Write a page of HTML without a style of its own."""
    head = '<meta charset="utf-8"><title>A page</title>'
    return f'<!doctype html><html lang="nl">{head}<main>{body}</main></html>'


def browse(*visits: Found, family: str = "") -> list[Found]:
    """Open each of *visits* in one Chromium, which knows the fonts of one *family*."""
    chromium = shutil.which("chromium")
    assert chromium, "this takes Chromium: apt install chromium"
    assert shutil.which("node"), "this takes Node 18 or newer, with npm"
    installed = (ROOT / "node_modules" / "puppeteer-core").exists()
    assert installed, f"in the folder of the project: {INSTALL}"
    data = json.dumps({"chromium": chromium, "visits": visits})
    with _fonts(family) as known:
        done = subprocess.run(
            ["node", str(ROOT / "tests" / "browse.mjs")],
            input=data,
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, **known},
        )
    found: list[Found] = json.loads(done.stdout)
    return found


@contextmanager
def _fonts(family: str) -> Iterator[dict[str, str]]:
    """Give the variables with which only the fonts of *family* are installed, if any."""
    with TemporaryDirectory() as folder:
        for font in _FONTS.rglob(f"{family.replace(' ', '')}[-.]*") if family else ():
            Path(folder, font.name).symlink_to(font)
        path = Path(folder, "fonts.conf")
        told = f"<dir>{folder}</dir><cachedir>{folder}</cachedir>"
        path.write_text(f"<fontconfig>{told}</fontconfig>", encoding="utf-8")
        yield {"FONTCONFIG_FILE": str(path)} if family else {}
