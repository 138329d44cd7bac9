"""Personal data that somebody gives by mistake comes out nowhere.

Numbers of nobody are planted wherever something can be given, and looked for in all
that comes out: what is shown, what is written, how it ends.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Sequence
from itertools import cycle
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ama_flow import loads
from ama_flow.formats import holds_register_number, masked
from ama_flow.journal.events import Chain, noted, start
from ama_flow.journal.replay import lines
from ama_flow.model import FlowError
from ama_flow.session import Session
from tests.pseudo_terminal import COMMAND, pseudo_terminal
from tests.test_journal import AMA
from tests.test_transcript import of_session

SEPARATORS = (
    *("", ".", "-", " ", "/", ". ", " - ", " / ", "_", "'", ":", "\t", "--", "  "),
    *("\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u2212", "\u00b7", "\u2044"),
    *("\u00a0", "\u2007", "\u2009", "\u202f", "\u200b", "\u00ad", " \u2013 "),
)
"""What people, spreadsheets and word processors put between groups of digits."""
ROOT = "850730000"
"""The serial number 000 is given to nobody. Source: royal decree of 3 April 1984."""
CANARY = f"{ROOT}{97 - int(ROOT) % 97:02}"
ESCAPE = r"\\x[0-9a-f]{2}|\\u[0-9a-f]{4}|\\[nt]|%[0-9A-F]{2}"
SECRET = "kanarie-in-de-omgeving"  # noqa: S105 - a canary


def canary(separator: str) -> str:
    """Write the number in groups."""
    parts = (CANARY[:2], CANARY[2:4], CANARY[4:6], CANARY[6:9], CANARY[9:])
    return separator.join(parts)


def is_in(text: str) -> bool:
    """Say whether most of the number is in *text*, however it is written."""
    forms = (text, re.sub(ESCAPE, "", text, flags=re.IGNORECASE))
    return any(ROOT in re.sub(r"\D", "", form) for form in forms) or SECRET in text


@given(st.sampled_from(SEPARATORS), st.sampled_from(("{}", "nr. {}", "x{}x", "12 {}")))
def test_a_number_is_masked_however_it_is_written(separator: str, around: str) -> None:
    """Also as messages, JSON and addresses write what can't be printed."""
    words = around.format(canary(separator))
    assert holds_register_number(words)
    for form in (words, repr(words), repr(repr(words)), json.dumps(words)):
        assert is_in(form)
        assert not is_in(masked(form))
    assert not is_in(masked(quote(words)))


ASKING = """
format = 1
id = "asking"
version = "1"
language = "nl"
title = "Vragen"
initial = "nummer"

[facts]
nummer = { type = "number", title = "Nummer" }
tekst = { type = "text", title = "Tekst" }

[states.nummer]
kind = "question"
title = "Welk nummer?"
asks = "nummer"
transitions = [{ dest = "tekst" }]

[states.tekst]
kind = "question"
title = "Welke tekst?"
asks = "tekst"
transitions = [{ dest = "klaar" }]

[states.klaar]
kind = "goal"
title = "Klaar"
"""
"""A flow that asks for all kinds of things that a number can be typed at."""

FILES: dict[str, str] = {
    "asking.toml": ASKING,
    "comment.toml": "# {}\n" + ASKING,
    "syntax.toml": ASKING + "= {}\n",
    "long.toml": ASKING + f"= {'x' * 45}" + "{}" + f"{'x' * 200}\n",
    "key.toml": '"{}" = 1\n' + ASKING,
    "twice.toml": '"{}" = 1\n"{}" = 2\n' + ASKING,
    "value.toml": ASKING.replace('"goal"', '"{}"'),
    "id.toml": ASKING.replace('"asking"', '"{}"'),
    "dest.toml": ASKING.replace('dest = "tekst"', 'dest = "{}"'),
    "answers.toml": 'maatwerkbedrijf = "{}"\n',
    "states.toml": '"{}" = "ja"\n',
    "wrong.toml": "maatwerkbedrijf = {}\n",
    "tekst.toml": 'nummer = 1\ntekst = "{}"\n',
    "nummer.toml": f"nummer = {CANARY}\n",
    "damaged.jsonl": "{}\n",
    "report.md": "# {}\n",
    "report.json": '{"report": "{}"}\n',
    "x.scenarios.toml": 'flow = "{}"\n',
}

"""What somebody may have put the number in; not all of it is what it seems."""

FLOWS = (
    *("comment.toml", "syntax.toml", "long.toml", "key.toml", "twice.toml"),
    *("value.toml", "id.toml", "dest.toml", "{.}.toml"),
)
COMMANDS: Sequence[Sequence[str]] = (
    ["{}"],
    ["list", "{}"],
    *(["check", "-f", form, *FLOWS] for form in ("text", "sarif", "github", "junit")),
    ["check", "-f", "json", "-o", "out.json", *FLOWS],
    ["check", "x.scenarios.toml", "{.}.toml", "{}.toml"],
    ["check", "--select", "{}"],
    ["check", "--explain", "{}"],
    ["render", "{}"],
    ["render", "-f", "{}"],
    ["render", "-f", "json", "-o", "out.md", "comment.toml"],
    ["render", "-o", "nowhere/{}"],
    ["render", "--language", "{}", "-o", "out.txt"],
    ["render", "--phase", "{}"],
    ["render", "--path", "answers.toml"],
    ["paths", "asking.toml", "--scenarios", "{.}.scenarios.toml"],
    ["diff", "ama_wvg", "dest.toml"],
    ["run", "-a", "{}"],
    ["run", "-a", "{}=ja"],
    ["run", "--no-input", "-a", "maatwerkbedrijf={}"],
    ["run", "--no-input", "--expect", "{}", "-a", "maatwerkbedrijf=nee"],
    *(["run", "--answers", f"{name}.toml"] for name in ("answers", "states", "wrong")),
    ["run", "--json", "asking.toml", "--answers", "tekst.toml"],
    ["run", "--json", "asking.toml", "--answers", "nummer.toml"],
    ["run", "--session", "damaged.jsonl"],
    ["run", "--session", "nowhere/{}/x.jsonl", "asking.toml"],
    ["run", "--language", "{}"],
    ["sessions", "{}"],
    ["sessions", "show", "{}"],
    ["replay", "damaged.jsonl"],
    ["replay", "noted.jsonl", "{}"],
    ["report", "{}"],
    ["report", "damaged.jsonl"],
    ["report", "noted.jsonl", "--flow", "{}"],
    *(["report", "noted.jsonl", "-f", form] for form in ("md", "html", "json")),
    *(["verify", f"report.{form}"] for form in ("md", "json")),
    ["verify", "{}"],
)
"""Each command, with ``{}`` for the number, and ``{.}`` for it with dots."""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with files in which somebody put the number."""
    folder = tmp_path_factory.mktemp("canaries")
    for (name, text), separator in zip(FILES.items(), cycle(SEPARATORS), strict=False):
        (folder / name).write_text(text.replace("{}", canary(separator)), "utf-8")
    (folder / f"{canary('.')}.toml").write_text(ASKING, "utf-8")
    events = (start(AMA), noted(AMA.initial, canary("\u2013")))
    (folder / "noted.jsonl").write_text("".join(map(Chain().write, events)), "utf-8")
    return folder


@pytest.mark.parametrize("number", range(len(COMMANDS)))
def test_no_command_repeats_it(home: Path, number: int) -> None:
    """Neither on a screen, nor in a file, nor in a traceback; it ends as it should."""
    separator = SEPARATORS[number % len(SEPARATORS)]
    planted = {path: path.read_bytes() for path in home.iterdir() if path.is_file()}
    command = [
        part.replace("{}", canary(separator)).replace("{.}", canary("."))
        for part in COMMANDS[number]
    ]
    result = run(home, *command)
    shown = (result.stdout + result.stderr).decode()
    assert not is_in(shown), shown
    assert "Traceback" not in shown
    assert result.returncode in (0, 2, 3, 4, 5, 6, 130), shown
    for path in home.rglob("*"):
        if path.is_file() and path.read_bytes() != planted.get(path):
            assert not is_in(path.read_text("utf-8")), path


def run(
    home: Path, *command: str, stdin: str = "", **variables: str
) -> subprocess.CompletedProcess[bytes]:
    """Run ``ama-flow`` in that folder, where the environment holds a secret too."""
    state = {"XDG_STATE_HOME": str(home / "state"), "AMA_FLOW_SECRET": SECRET}
    return subprocess.run(
        [COMMAND, *command],
        input=stdin.encode(),
        env={**os.environ, **state, **variables},
        cwd=home,
        capture_output=True,
        check=False,
    )


def test_a_terminal_repeats_and_keeps_none_of_it(home: Path) -> None:
    """Whatever is typed: as an answer, as a number, a note, or behind a command."""
    session = home / "typed.jsonl"
    answers = []
    for before in ("", "notitie ", "terug ", "open ", "taal ", "iets anders "):
        typed = [f"{before}{canary(separator)}" for separator in SEPARATORS]
        answers += [*typed, "1", *typed, "terug"]
    arguments = ("run", "asking.toml", "--session", str(session))
    result = run(home, *arguments, stdin="\n".join([*answers, "stop"]))
    shown = result.stdout.decode() + result.stderr.decode()
    assert result.returncode == 11, shown
    assert not is_in(shown)
    assert not is_in(session.read_text("utf-8"))
    assert "Traceback" not in shown


def test_a_real_terminal_shows_only_what_the_reader_types(home: Path) -> None:
    """The echo of what is typed is that of the terminal itself."""
    arguments = ("run", str(home / "asking.toml"), "--language", "nl")
    with pseudo_terminal(*arguments) as terminal:
        terminal.expect("antwoord: ")
        terminal.type(canary("-"), expect="antwoord: ")
        terminal.type("notitie " + canary(" "), expect="antwoord: ")
        terminal.type("stop", expect="\n")
        assert terminal.end() == 11
    echoed = re.sub(r"antwoord: .*", "", terminal.shown)
    assert "rijksregisternummer" in echoed
    assert not is_in(echoed)


def test_a_traceback_of_a_plug_in_is_masked_too(home: Path) -> None:
    """Who sends it to somebody sends no number along."""
    package = home / "somebodys-1.dist-info"
    package.mkdir()
    (package / "METADATA").write_text("Name: somebodys\nVersion: 1\n", "utf-8")
    points = "[ama_flow.frontends]\nbad = somebodys:frontend\n"
    (package / "entry_points.txt").write_text(points, "utf-8")
    (home / "somebodys.py").write_text(
        f"""
from ama_flow.model import Frontend
def run(sitting):
    raise ValueError({canary(" ")!r} + " of " + {canary("")!r})
frontend = Frontend(name="bad", summary="", run=run)
""",
        "utf-8",
    )
    result = run(home, "run", "--frontend", "bad", PYTHONPATH=str(home))
    shown = result.stderr.decode()
    assert (result.returncode, result.stdout) == (1, b"")
    assert "ValueError: ** ** ** *** ** of" in shown
    assert not is_in(shown)


SENSITIVE = ASKING.replace('title = "Tekst" }', 'title = "Tekst", sensitive = true }')


def test_a_sensitive_fact_is_never_asked_for(tmp_path: Path) -> None:
    """Not even by a flow that wants to, and that somebody runs all the same."""
    (tmp_path / "asking.toml").write_text(SENSITIVE, "utf-8")
    session = tmp_path / "typed.jsonl"
    arguments = ("run", "--anyway", "asking.toml", "--language", "nl")
    typed = f"1\n{SECRET}\n{SECRET}\n"
    result = run(tmp_path, *arguments, "--session", str(session), stdin=typed)
    shown = result.stdout.decode() + result.stderr.decode()
    assert "Welke tekst?" in shown
    assert "Typ dit nooit hier." in shown
    assert not is_in(shown)
    assert not is_in(session.read_text("utf-8"))
    refused = run(tmp_path, "run", "asking.toml", stdin=typed)
    assert refused.returncode == 3
    assert b"[sensitive-asked]" in refused.stderr


def test_a_value_for_a_sensitive_fact_is_refused_and_not_repeated(
    tmp_path: Path,
) -> None:
    """Neither from a file of answers, where an error shows no line, nor typed."""
    (tmp_path / "asking.toml").write_text(SENSITIVE, "utf-8")
    (tmp_path / "a.toml").write_text(f'nummer = 1\ntekst = "{SECRET}"\n', "utf-8")
    command = ("run", "--anyway", "asking.toml", "--no-input")
    typed = ["-a", "nummer=1", "-a", f"tekst={SECRET}"]
    for answers in (["--answers", "a.toml"], typed):
        result = run(tmp_path, *command, *answers)
        shown = (result.stdout + result.stderr).decode()
        assert result.returncode == 4
        assert "state 'tekst' does not take this answer" in shown
        assert not is_in(shown)


def test_no_session_and_no_report_holds_a_number_as_an_answer() -> None:
    """A fact of any kind refuses it."""
    session = Session(loads(ASKING))
    for value in (int(CANARY), CANARY, canary("\u202f")):
        with pytest.raises(FlowError):
            session.answer(value)
        if session.asks == "nummer":
            session.answer(7)
    assert not is_in("".join(lines(session)) + str(of_session(session)))
