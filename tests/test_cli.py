"""The commands, as people and scripts call them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ama_flow.cli import OUTCOMES, cli
from ama_flow.loader import bundled, load

from .pseudo_terminal import COMMAND, pseudo_terminal

HAPPY = ("nee", "", "", "", "nee", *[""] * 7, "ja")
CHOICE = r"Typ 1 of 2: "
STEP = r"Typ 1 of 2 \(Enter is 1\): "
STEPS = r"\(Enter is 1\): "
ANY = r"[^\n]: "
BOLD = re.compile("\x1b\\[(1|0)m")
BROKEN = """
format = 1
id = "broken"
version = "1"
language = "nl"
title = "Stuk"
initial = "a"
[states.a]
kind = "step"
title = "A"
cannot_fail = "Er is niets te doen."
next = "a"
"""
TINY = """
format = 1
id = "tiny"
version = "1"
language = "nl"
title = "Klein {t}"
initial = "a"
[terms.t]
text = "ding"
[states.a]
kind = "goal"
title = "Klaar"
"""


def call(*arguments: str | Path, stdin: str = "") -> Result:
    """Run a command in this process."""
    return CliRunner().invoke(cli, [str(a) for a in arguments], input=stdin)


def process(
    *arguments: str, stdin: bytes | None = b"", **variables: str
) -> subprocess.CompletedProcess[bytes]:
    """Run the real command, with pipes."""
    return subprocess.run(
        [COMMAND, *arguments],
        input=stdin,
        env={**os.environ, **variables},
        capture_output=True,
        check=False,
    )


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """Give the path of the smallest flow that is sound."""
    path = tmp_path / "tiny.toml"
    path.write_text(TINY, "utf-8")
    return path


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """Give the path of a flow in which a reader never gets anywhere."""
    path = tmp_path / "broken.toml"
    path.write_text(BROKEN, "utf-8")
    return path


# ---------------------------------------------------------------- run
@pytest.mark.parametrize(
    ("lines", "code"),
    [
        (HAPPY, 0),
        (("nee", *[""] * 3, "3", "3", "niet opgelost", ""), 10),
        (("nee", "stop"), 11),
        (("nee",), 130),
    ],
)
def test_the_exit_code_tells_how_a_session_ended(
    lines: tuple[str, ...], code: int
) -> None:
    """0 at a goal, 10 at a contact, 11 stopped, 130 cut short."""
    result = call("run", stdin="\n".join(lines) + "\n")
    assert result.exit_code == code
    assert result.stderr == ""
    assert result.stdout.startswith("Toegang geven tot het e-loket AMA WVG\n")
    assert len(set(OUTCOMES.values())) == len(OUTCOMES)


@pytest.mark.parametrize("columns", [40, 80])
def test_a_reader_gets_to_the_goal_in_a_terminal(columns: int) -> None:
    """Titles are bold and nothing else; no line is longer than the terminal."""
    with pseudo_terminal("run", columns=columns) as terminal:
        terminal.expect(CHOICE)
        for line in ("n", "", "terug", "1", "", "waar"):
            terminal.type(line, expect=ANY)
        for line in ("", "2", *[""] * 7):
            terminal.type(line, expect=ANY)
        terminal.type("J", expect="Druk op Enter om af te sluiten: ")
        terminal.press(b"\r")
        assert terminal.end() == 0
        shown = terminal.shown
    assert "\x1b[1mMeld u aan als onderneming\x1b[0m\n" in shown
    plain = BOLD.sub("", shown)
    assert "\x1b" not in plain
    for line in plain.splitlines():
        assert len(line) <= columns or "://" in line


@pytest.mark.parametrize("variables", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_a_plain_terminal_gets_plain_text(variables: dict[str, str]) -> None:
    """Not one byte that steers the screen is sent."""
    with pseudo_terminal("run", **variables) as terminal:
        terminal.expect(CHOICE)
        terminal.type("nee", expect=STEP)
        terminal.type("stop", expect="bewaard.\n")
        assert terminal.end() == 11
        assert "\x1b" not in terminal.shown


@pytest.mark.parametrize("key", [b"\x03", b"\x04"])
@pytest.mark.parametrize("lines", [(), ("nee",), ("nee", "opnieuw")])
def test_ctrl_c_and_ctrl_d_end_with_one_sentence(
    key: bytes, lines: tuple[str, ...]
) -> None:
    """At any prompt: no traceback, and the exit code that shells know."""
    with pseudo_terminal("run") as terminal:
        terminal.expect(CHOICE)
        for line in lines:
            terminal.type(line, expect=ANY)
        assert terminal.interrupt(key) == 130
        assert re.search(
            r": (\^C)*\nOnderbroken\. Uw antwoorden zijn niet bewaard\.\n\Z",
            terminal.shown,
        )


def test_odd_keys_do_no_harm_in_a_terminal() -> None:
    """Arrows edit the line; what is no text, or no UTF-8, is not understood."""
    with pseudo_terminal("run") as terminal:
        terminal.expect(CHOICE)
        terminal.type("e\x1b[D\x1b[Dn\x1b[Ce", expect=STEP)
        terminal.press(b"\xff\xfe\x00x\r")
        terminal.expect(rf"hier geen antwoord\. .*\n{STEP}")
        terminal.type("stop", expect="bewaard.\n")
        assert terminal.end() == 11
        assert "Traceback" not in terminal.shown


def test_bytes_that_are_no_text_are_no_traceback() -> None:
    """A pipe can hold anything."""
    result = process("run", stdin=b"\xff\xfe\x00\n\xc3\n\x1b[2J\nnee\n")
    assert result.returncode == 130
    assert result.stderr == b""
    assert b"Meld u aan als onderneming" in result.stdout
    assert b"\x1b" not in result.stdout


def test_an_output_that_knows_few_characters_gets_what_it_can() -> None:
    """A question mark is better than a traceback."""
    result = process("run", stdin=b"nee\n\n", PYTHONIOENCODING="ascii")
    assert result.returncode == 130
    assert b"de hoedanigheid ?eHealth" in result.stdout


def test_an_output_that_is_closed_ends_the_session_quietly() -> None:
    """As in ``ama-flow run | head``: nobody reads any more, so nobody is asked."""
    with subprocess.Popen(
        [COMMAND, "run"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as program:
        assert program.stdin
        assert program.stdout
        assert program.stderr
        program.stdout.readline()
        program.stdout.close()
        program.stdin.write(b"x\n" * 10_000)
        program.stdin.close()
        assert program.stderr.read() == b""
        assert program.wait() == 130


@pytest.mark.parametrize(
    ("redirection", "code"),
    [("<&-", 130), (">&-", 0), ("2>&-", 0), ("<&- >&- 2>&-", 130)],
)
def test_closed_streams_are_no_traceback(redirection: str, code: int) -> None:
    """A program can be started without a place to read or write."""
    lines = "\\n".join((*HAPPY, ""))
    shell = f"printf '{lines}' | ( {COMMAND} run {redirection} )"
    result = subprocess.run(["sh", "-c", shell], capture_output=True, check=False)
    assert result.returncode == code
    assert b"Traceback" not in result.stderr


def test_a_signal_before_the_first_prompt_is_no_traceback(tiny: Path) -> None:
    """Ctrl-C while a flow is read and proved ends like any other."""
    code = (
        "import signal, os, ama_flow.cli as c;"
        "c.load = lambda name: os.kill(os.getpid(), signal.SIGINT);"
        "c.main()"
    )
    command = [sys.executable, "-c", code, "run", str(tiny)]
    result = subprocess.run(command, capture_output=True, check=False)
    assert result.returncode == 130
    assert result.stderr == b"\n"
