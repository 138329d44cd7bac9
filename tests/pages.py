"""The transcripts in the documents: what is typed, and what is shown then.

``python -m tests.pages`` writes them anew; tests hold the pages against it. A
page is played from top to bottom, in a folder of its own that is empty at first but
for `examples`, for `mijn.toml`, a flow with a mistake, and for the files that the page
shows: those are TOML blocks whose first line is a comment with a name.

- In ``<pre>`` somebody sits at a terminal of 80 columns. What is typed is in ``<kbd>``:
  the command behind a ``$``, and then what is answered; ``Enter`` is an empty line.
  Without a command it goes on where the last one ended.
- In a block of text that begins with ``$``, a shell runs one command after the other.
  Their output is no terminal, and nobody types.
- A comment such as ``<!-- 2026-11-23T20:30+01:00 -->`` sets the clock from there on,
  and one such as ``<!-- nl_BE -->`` the language of the computer.

Nothing is left out and nothing is replaced.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack
from html import escape, unescape
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.pseudo_terminal import COMMAND, PseudoTerminal, pseudo_terminal

ROOT = Path(__file__).parents[1]
PAGES = (
    "README.md",
    "docs/events.md",
    "docs/helpdesk.md",
    "docs/paths.md",
    "docs/readers.en.md",
    "docs/readers.nl.md",
    "docs/scripts.md",
)
"""The documents that are played."""
NOW = "2026-11-23T20:30+01:00"
"""The time at which every page begins: a Monday evening in Brussels."""

_PROMPT = ": "
_COMMAND = re.compile(r"^\$ (.*)\n", re.MULTILINE)
_TYPED = re.compile(r"<kbd>(.*?)</kbd>")
PART = re.compile(
    r"^<!-- (?P<clock>\d{4}-\S+) -->$"
    r"|^<!-- (?P<locale>[a-z]{2}_[A-Z]{2}) -->$"
    r"|^```toml\n# (?P<file>\S+)\n(?P<held>.*?)^```$"
    r"|^<pre>(?P<terminal>.*?)</pre>$"
    r"|^```text\n(?P<shell>\$ .*?)^```$",
    re.MULTILINE | re.DOTALL,
)
"""What is played of a page."""


def written(page: str) -> str:
    """Give the text of a page with its transcripts made anew."""
    with TemporaryDirectory() as folder, ExitStack() as open_now:
        return PART.sub(_Story(Path(folder), open_now).part, page)


class _Story:
    """What a page tells, as far as it is played."""

    def __init__(self, folder: Path, open_now: ExitStack) -> None:
        self.folder = folder
        self.open_now = open_now
        self.exit = 0
        self.variables = {
            "AMA_FLOW_NOW": NOW,
            "LANG": "C.UTF-8",
            "LC_ALL": "",
            "LC_CTYPE": "C.UTF-8",
            "NO_COLOR": "1",
            "PATH": f"{Path(COMMAND).parent}{os.pathsep}{os.environ['PATH']}",
            "XDG_STATE_HOME": str(folder / "state"),
        }
        (folder / "examples").symlink_to(ROOT / "examples")
        (folder / "mijn.toml").write_text(_with_a_mistake(), encoding="utf-8")

    def part(self, found: re.Match[str]) -> str:
        """Play one part of the page; gives what is to stand there."""
        kind = str(found.lastgroup)
        text = found[kind]
        match kind:
            case "clock":
                self.variables["AMA_FLOW_NOW"] = text
            case "locale":
                self.variables["LANG"] = f"{text}.UTF-8"
            case "held":
                (self.folder / found["file"]).write_text(text, encoding="utf-8")
            case "shell":
                return f"```text\n{''.join(self.in_a_shell(text))}```"
            case "terminal":
                return f"<pre>{''.join(self.at_a_terminal(text)).rstrip()}\n</pre>"
        return found[0]

    def in_a_shell(self, text: str) -> Iterator[str]:
        """Run commands by bash, where ``$?`` is the exit code of the one before."""
        for command in _COMMAND.findall(text):
            done = subprocess.run(
                ["bash", "-c", f"(exit {self.exit}); {command}"],
                cwd=self.folder,
                env={**os.environ, **self.variables},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                check=False,
            )
            self.exit = done.returncode
            yield f"$ {command}\n{done.stdout}"

    def at_a_terminal(self, text: str) -> Iterator[str]:
        """Type what was typed then; gives what is shown, with that in it."""
        answers = _TYPED.findall(text)
        since = 0
        if text.startswith("$ "):
            command = answers.pop(0)
            yield f"$ <kbd>{command}</kbd>\n"
            self.start(unescape(command))
        else:
            since = self.terminal.shown.rindex("\n") + 1
        for typed in answers:
            self.terminal.expect(_PROMPT, since=since)
            yield f"{_shown(self.terminal, since)}<kbd>{typed}</kbd>"
            line = unescape(typed) if typed != "Enter" else ""
            since = len(self.terminal.shown) + len(line)
            self.terminal.press(f"{line}\r".encode())
        self.terminal.comes(_PROMPT, since=since)
        yield _shown(self.terminal, since)

    def start(self, command: str) -> None:
        """Leave the terminal, and start *command* in another one."""
        self.open_now.close()
        words = shlex.split(command)[1:]
        self.terminal = self.open_now.enter_context(
            pseudo_terminal(*words, variables=self.variables, folder=self.folder)
        )


def _shown(terminal: PseudoTerminal, since: int) -> str:
    return escape(terminal.shown[since:], quote=False)


def _with_a_mistake() -> str:
    """Give a flow in which one condition was forgotten."""
    text = (files("ama_flow_flows") / "ama_wvg.toml").read_text(encoding="utf-8")
    gap = "  { conditions = { eloket_werkt = false }, dest = "
    return text.replace(f'{gap}"hulp" }}', f'{gap}"eloket_werkt" }}')


if __name__ == "__main__":
    for name in PAGES:
        path = ROOT / name
        path.write_text(written(path.read_text(encoding="utf-8")), encoding="utf-8")
