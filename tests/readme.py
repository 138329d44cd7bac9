"""What the README and docs/paths.md show, made by the program itself.

``python -m tests.readme`` writes them anew; tests hold them against it.
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
FIGURES = ROOT / "docs" / "paths.md"
PICTURE = ROOT / "docs" / "ama_wvg.svg"
PROMPT = r"[:?] "


def session() -> str:
    """Show the first screens of a session in a terminal, with what is typed."""
    with TemporaryDirectory() as nothing_kept:
        variables = {"NO_COLOR": "1", "XDG_STATE_HOME": nothing_kept}
        with pseudo_terminal("run", variables=variables) as terminal:
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


def figures() -> str:
    """Show the figures of the flow that comes along."""
    return "$ ama-flow paths\n" + _output("paths", "ama_wvg", ".")


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
    return shown(readme, session(), problem(), account())


def shown(page: str, *examples: str) -> str:
    """Give the text of a page with *examples* in place of what begins as they do."""
    for made in examples:
        head = re.escape(made.splitlines()[0])
        block = re.compile(rf"```text\n{head}\n.*?```", re.DOTALL)
        page = block.sub(lambda _, made=made: f"```text\n{made}\n```", page)  # type: ignore[misc]
    return page


def picture() -> bytes:
    """Give the picture in the README."""
    return ama_flow.render(ama_flow.load("ama_wvg"), "svg")


if __name__ == "__main__":
    README.write_text(written(README.read_text(encoding="utf-8")), encoding="utf-8")
    page = FIGURES.read_text(encoding="utf-8")
    FIGURES.write_text(shown(page, figures()), encoding="utf-8")
    PICTURE.write_bytes(picture())
    sys.exit()
