"""What the README shows, made by the program itself.

``python -m tests.readme`` writes it anew; a test holds the README against it.
"""

from __future__ import annotations

import re
import subprocess
import sys
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

import ama_flow
from tests.pseudo_terminal import pseudo_terminal

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
PICTURE = ROOT / "docs" / "ama_wvg.svg"
PROMPT = r"[:?] "


def session() -> str:
    """Show the first screens of a session in a terminal, with what is typed."""
    with pseudo_terminal("run", variables={"NO_COLOR": "1"}) as terminal:
        terminal.expect(PROMPT)
        for line in ("ja", "waarom", "3", "ja", ""):
            terminal.type(line, expect=PROMPT)
        return "$ ama-flow run\n" + terminal.shown.rstrip()


def problem() -> str:
    """Show what is said of a flow in which one condition was forgotten."""
    with TemporaryDirectory() as folder:
        text = (files("ama_flow_flows") / "ama_wvg.toml").read_text(encoding="utf-8")
        gap = "  { conditions = { eloket_werkt = false }, dest = "
        loop = text.replace(f'{gap}"hulp" }}', f'{gap}"eloket_werkt" }}')
        Path(folder, "mijn.toml").write_text(loop, encoding="utf-8")
        return "$ ama-flow check mijn.toml\n" + _output("check", "mijn.toml", folder)


def account() -> str:
    """Show what is said of a flow that is proved."""
    return "$ ama-flow check\n" + _output("check", "ama_wvg", ".")


def _output(command: str, flow: str, folder: str) -> str:
    done = subprocess.run(
        ["ama-flow", command, flow],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    return (done.stdout + done.stderr).rstrip()


def written(readme: str) -> str:
    """Give the text of the README with its three examples made anew."""
    for made in (session(), problem(), account()):
        head = re.escape(made.splitlines()[0])
        block = re.compile(rf"```text\n{head}\n.*?```", re.DOTALL)
        readme = block.sub(lambda _, made=made: f"```text\n{made}\n```", readme)  # type: ignore[misc]
    return readme


def picture() -> bytes:
    """Give the picture in the README."""
    return ama_flow.render(ama_flow.load("ama_wvg"), "svg")


if __name__ == "__main__":
    README.write_text(written(README.read_text(encoding="utf-8")), encoding="utf-8")
    PICTURE.write_bytes(picture())
    sys.exit()
