"""The commands, as people and scripts call them."""

from __future__ import annotations

import io
import os
import re
import signal
import subprocess
import sys
from functools import partial
from importlib.resources import files
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ama_flow import load, proofs, registry
from ama_flow.cli import cli, main
from ama_flow.cli.run import OUTCOMES
from ama_flow.loader import bundled
from ama_flow.reports.explanations import page

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


PLAIN = {k: v for k, v in os.environ.items() if not k.startswith("COV")}
"""An environment in which coverage is not measured: that loads and writes things."""


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
def test_answers_can_be_given_beforehand(tmp_path: Path) -> None:
    """The reader goes on from there; a file or standard input holds them."""
    answers = b"maatwerkbedrijf = true\ngekend_in_cobrha = false\n"
    path = tmp_path / "answers.toml"
    path.write_bytes(answers)
    from_file = process("run", "--answers", str(path))
    from_input = process("run", "--answers", "-", stdin=answers)
    assert from_file.stdout == from_input.stdout
    assert b"Neem eerst contact op" in from_file.stdout


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        (b"x = 1", b"<stdin>:1:1: there is no state 'x' to answer at"),
        (b"x = ", b"<stdin>:1:"),
        (b"\xff", b"<stdin>:1:1: the file is not UTF-8 text"),
    ],
)
def test_answers_that_do_not_fit_are_told(answers: bytes, told: bytes) -> None:
    """With their place, and before anything is asked."""
    done = process("run", "--answers", "-", stdin=answers)
    assert (done.returncode, done.stdout) == (4, b"")
    assert done.stderr.startswith(told)


def test_a_flow_with_problems_can_be_run_anyway(broken: Path) -> None:
    """Its author sees what a counterexample is about."""
    assert process("run", str(broken)).returncode == 3
    done = process("run", "--anyway", str(broken), stdin=b"stop\n")
    assert done.returncode == 11


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
    exact = [term.text for term in load("ama_wvg").terms.values()]
    for line in plain.splitlines():
        assert len(line) <= columns or "://" in line or line.strip() in exact
    assert all(f"\n  {term}\n" in plain for term in (exact[0], exact[2]))


@pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_a_plain_terminal_gets_plain_text(name: str, value: str) -> None:
    """Not one byte that steers the screen is sent."""
    with pseudo_terminal("run", variables={name: value}) as terminal:
        terminal.expect(CHOICE)
        terminal.type("nee", expect=STEP)
        terminal.type("stop", expect=r"verdergaan\.\n")
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
            r": (\^C)*\nOnderbroken\.\n(Uw antwoorden zijn bewaard: .*\n)?\Z",
            terminal.shown,
        )


def test_odd_keys_do_no_harm_in_a_terminal() -> None:
    """Arrows edit the line, and bring no other line back; the rest means nothing."""
    with pseudo_terminal("run") as terminal:
        terminal.expect(CHOICE)
        terminal.type("misschien", expect=rf"hier geen antwoord\. .*\n{CHOICE}")
        terminal.type("\x1b[A", expect=rf"niets getypt\. .*\n{CHOICE}")
        terminal.type("e\x1b[D\x1b[Dn\x1b[Ce", expect=STEP)
        terminal.press(b"\xff\xfe\x00x\r")
        terminal.expect(rf"hier geen antwoord\. .*\n{STEP}")
        terminal.type("stop", expect=r"verdergaan\.\n")
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
    assert b"\n?eHealth Gezondheidszorg?.\n" in result.stdout


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


def test_a_clock_can_stand_still(tmp_path: Path) -> None:
    """At a time of one's choice: the same answers make the same bytes then."""
    kept = []
    for name in ("one", "two"):
        words = ("run", "-a", "maatwerkbedrijf=nee", "--session", str(tmp_path / name))
        process(*words, AMA_FLOW_NOW="2026-11-23T20:30+01:00")
        kept.append((tmp_path / name).read_text("utf-8"))
    assert kept[0] == kept[1]
    assert '"at": "2026-11-23T20:30:00+01:00"' in kept[0]


@pytest.mark.parametrize("time", ["soon", "2026-11-23", "2026-11-23T20:30"])
def test_a_clock_that_can_mean_any_time_is_refused(time: str) -> None:
    """It needs its offset from UTC."""
    result = process("run", AMA_FLOW_NOW=time)
    assert result.returncode == 2
    told = "AMA_FLOW_NOW must be a time with its offset from UTC, such as"
    assert told in result.stderr.decode()
    assert f"and not '{time}'" in result.stderr.decode()


def test_a_front_end_is_found_by_name() -> None:
    """One that does not exist is a wrong option; the nearest is named."""
    result = call("run", "--frontend", "termnal")
    assert result.exit_code == 2
    assert "did you mean 'terminal'?" in result.stderr


# ---------------------------------------------------------------- flows that are wrong
@pytest.mark.parametrize(
    "arguments", [("run",), ("render", "-f", "markdown"), ("check",)]
)
def test_a_flow_with_problems_is_never_used(
    arguments: tuple[str, ...], broken: Path
) -> None:
    """Each command proves a flow first; where that fails, it says why and ends with 3."""
    result = call(*arguments, broken)
    said, other = result.stderr, result.stdout
    if arguments == ("check",):  # whose result the problems are
        said, other = other, said
    assert (result.exit_code, other) == (3, "")
    assert f"{broken}:" in said
    assert re.search(r"\[[a-z-]+\]", said)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("", "1 problem, so nothing was done. More about it: "),
        ("color = 1\n", "2 problems, so nothing was done. More about the first: "),
    ],
)
def test_problems_are_counted_and_can_be_read_about(
    tiny: Path, more: str, said: str
) -> None:
    """What keeps a command from its work ends with how to learn about the first."""
    tiny.write_text(f"colour = 1\n{more}{TINY}", "utf-8")
    result = call("render", tiny, "-f", "markdown", "--language", "en")
    assert result.exit_code == 3
    last = result.stderr.splitlines()[-1]
    assert last == f"{said}ama-flow check --explain unknown-key"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("gone.toml", None, "there is no flow"),
        ("folder", ..., "can't be read: Is a directory"),
        ("latin.toml", b"title = '\xe9'", "is not UTF-8 text"),
        ("empty.toml", b"", "empty.toml:1:1: 'format', 'id',"),
        ("no.toml", b"[", "no.toml:1:"),
    ],
)
def test_a_file_that_is_no_flow_is_explained(
    tmp_path: Path, name: str, content: object, said: str
) -> None:
    """Missing, unreadable, no text, no TOML: each has its sentence, and exit code 3."""
    path = tmp_path / name
    if isinstance(content, bytes):
        path.write_bytes(content)
    elif content is ...:
        path.mkdir()
    result = call("run", path)
    assert result.exit_code == 3
    assert said in result.stderr
    assert "Traceback" not in result.stderr


def test_an_unknown_flow_names_the_known_ones() -> None:
    """A mistyped id is answered with the nearest."""
    result = call("run", "ama_vwg")
    assert (result.exit_code, result.stdout) == (3, "")
    assert "did you mean 'ama_wvg'?" in result.stderr


# ---------------------------------------------------------------- check
def test_check_tells_what_was_proved(tiny: Path) -> None:
    """Without problems there is an account of each flow, with its figures."""
    result = call("check")
    assert result.exit_code == 0
    assert result.stderr == ""
    assert re.fullmatch(
        r"ama_wvg \S+: nobody gets stuck\.\n"
        r"  \d+ states and \d+ transitions make \d+ situations; each was looked at\.\n"
        r"  A goal or a contact is at most \d+ answers away, whatever the outcomes;"
        r" a goal at least \d+\.\n"
        r"  \d+ rules hold on every path\.\n",
        result.stdout,
    )
    both = call("check", "ama_wvg", tiny).stdout
    assert both.startswith(result.stdout)
    assert "\n\ntiny 1: nobody gets stuck.\n  1 state and 0 transitions make" in both
    assert both.endswith("\n\n2 files: 2 proved.\n")


def test_check_looks_at_every_flow_before_it_ends(tiny: Path, broken: Path) -> None:
    """One that is wrong does not hide the next; the exit code is that of the worst."""
    result = call("check", broken, "nope", tiny)
    assert result.exit_code == 3
    assert result.stdout.startswith(f"{broken}:")
    assert "\n\nthere is no flow 'nope'" in result.stdout
    assert "\n\ntiny 1: nobody gets stuck." in result.stdout
    assert "\n\n3 files: 1 proved, 2 with 2 problems." in result.stdout


def test_check_tells_what_otherwise_catches_and_what_is_waived(tmp_path: Path) -> None:
    """A last transition without conditions, and a problem that the author accepts."""
    path = tmp_path / "otherwise.toml"
    path.write_text(
        """
        format = 1
        id = "otherwise"
        version = "1"
        language = "nl"
        title = "Anders"
        initial = "soort"
        [facts.soort]
        type = "choice"
        title = "Soort"
        values = { a = "Een A", b = "Een B", c = "Een C" }
        [facts.over]
        type = "yesno"
        [states.soort]
        kind = "question"
        title = "Welke soort?"
        asks = "soort"
        transitions = [{ conditions = { soort = "a" }, dest = "a" }, { dest = "b" }]
        [states.a]
        kind = "goal"
        title = "A"
        [states.b]
        kind = "goal"
        title = "B"
        [[waivers]]
        code = "unused"
        at = "over"
        reason = "Voor later."
        """,
        "utf-8",
    )
    result = call("check", path)
    assert result.exit_code == 0, result.stderr
    assert "  soort, answer, otherwise: Soort: Een B of Een C\n" in result.stdout
    assert re.search(r"  waived: .*over.* \[unused\]: Voor later\.\n", result.stdout)


def test_a_flow_that_is_too_large_is_not_called_proved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the search stops at its bound, that is an error and no proof."""
    monkeypatch.setattr(proofs, "check", partial(proofs.check, bound=1))
    for command in ("check", "run"):
        result = call(command)
        assert result.exit_code == 3
        assert "it is not proved that nobody gets stuck" in result.output
        assert "nobody gets stuck." not in result.output
    path = tmp_path / "waived.toml"
    flow = files("ama_flow_flows").joinpath("ama_wvg.toml").read_text("utf-8")
    waiver = '[[waivers]]\ncode = "unfinished"\nreason = "Groot."\n'
    path.write_text(f"{flow}\n{waiver}", "utf-8")
    result = call("check", path)
    assert result.exit_code == 0
    assert "not proved, since the search did not end.\n" in result.stdout
    assert "nobody gets stuck." not in result.stdout


def test_check_writes_its_forms_to_a_file_as_well(broken: Path, tmp_path: Path) -> None:
    """The exit code is the same, so that a script can go on with either."""
    path = tmp_path / "out"
    for form in ("text", "json", "sarif", "github", "junit"):
        shown = call("check", broken, "--format", form)
        result = call("check", broken, "-f", form, "-o", path)
        assert (result.exit_code, result.output) == (3, "")
        assert path.read_text("utf-8") == shown.stdout != ""
        assert shown.exit_code == 3
        assert call("check", "--format", form).exit_code == 0


def test_check_looks_at_some_codes_only(broken: Path) -> None:
    """Those that are selected, less those that are ignored; it proves nothing then."""
    result = call("check", broken, "--ignore", "trap, luck", "--ignore", "no-goal")
    assert result.exit_code == 0
    assert "nothing is proved" in result.stdout
    result = call("check", broken, "--select", "gap,trap")
    assert result.exit_code == 3
    assert "[trap]" in result.stdout
    result = call("check", broken, "--select", "gap,trap", "--ignore", "trap")
    assert result.exit_code == 0


@pytest.mark.parametrize("option", ["--select", "--ignore", "--explain"])
def test_an_unknown_code_names_the_nearest(option: str) -> None:
    """It is a wrong option, found before any flow is read."""
    result = call("check", "nope", option, "unreachabel")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "no code 'unreachabel'; did you mean 'unreachable'?" in result.stderr


def test_check_explains_a_code(tmp_path: Path) -> None:
    """Without a flow, and without a network; other options do not count."""
    result = call("check", "--explain", "gap")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == page("gap")
    assert call("check", tmp_path / "gone.toml", "--explain", "gap").exit_code == 0


def test_a_folder_is_no_flow_and_the_hint_names_its_files(tmp_path: Path) -> None:
    """The shell lists them."""
    result = call("check", f"{tmp_path}/")
    assert result.exit_code == 3
    assert f"hint: name the files in it: {tmp_path}/*.toml\n" in result.stdout


# ---------------------------------------------------------------- render
@pytest.mark.parametrize("name", ["markdown", "json", "dot", "svg", "png", "pdf"])
def test_a_document_is_the_same_in_a_file_and_a_pipe(name: str, tmp_path: Path) -> None:
    """Every format can be written either way."""
    path = tmp_path / "out"
    written = call("render", "-f", name, "-o", path)
    assert (written.exit_code, written.output) == (0, "")
    piped = process("render", "--format", name)
    assert (piped.returncode, piped.stderr) == (0, b"")
    assert piped.stdout == path.read_bytes() != b""


def test_a_language_is_passed_on() -> None:
    """A document can be in a language of the flow other than its first."""
    plain = call("render", "-f", "markdown").stdout
    assert call("render", "-f", "markdown", "--language", "nl").stdout == plain
    english = call("render", "-f", "markdown", "--language", "en")
    assert english.stdout != plain
    assert english.stderr == (
        "Note: ama_wvg has no texts in 'en': they stay in 'nl'.\n"
    )


def test_an_unknown_format_names_the_known_ones() -> None:
    """It is a wrong option, found before the flow is even read."""
    result = call("render", "nope", "--format", "markdwon")
    assert result.exit_code == 2
    assert "did you mean 'markdown'?" in result.stderr


def test_a_document_without_a_format_is_markdown() -> None:
    """The form that needs nothing else, and that a reader can use at once."""
    assert call("render").stdout == call("render", "--format", "markdown").stdout


def test_a_picture_is_not_thrown_at_a_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is no text would only do harm there; text may be shown."""
    ours, theirs = os.openpty()
    with os.fdopen(ours, "rb") as shown, os.fdopen(theirs, "w") as terminal:
        monkeypatch.setattr(sys, "stdout", terminal)
        with pytest.raises(SystemExit) as ended:
            cli(["render", "-f", "png"])
        assert ended.value.code == 2
        with pytest.raises(SystemExit) as ended:
            cli(["render", "-f", "dot", "nope"])
        assert ended.value.code == 3
        terminal.write("niets anders\n")
        terminal.flush()
        assert shown.readline() == b"niets anders\r\n"
    said = capsys.readouterr().err
    assert "Error: png is not text: write it to a file, with -o FILE.\n" in said
    with pseudo_terminal("render", "-f", "svg") as text:
        assert text.end() == 0
        assert "</svg>" in text.shown


def test_a_file_is_replaced_whole_or_not_at_all(tiny: Path, tmp_path: Path) -> None:
    """The old document stays where the new one can't be made; nothing is left beside."""
    path = tmp_path / "out.md"
    path.write_text("oud", "utf-8")
    path.chmod(0o640)
    assert call("render", "nope", "-f", "markdown", "-o", path).exit_code == 3
    assert path.read_text("utf-8") == "oud"
    link = tmp_path / "link.md"
    link.symlink_to(path)
    assert call("render", tiny, "-f", "markdown", "-o", link).exit_code == 0
    assert link.is_symlink()
    assert path.read_text("utf-8").startswith("# Klein ding")
    assert path.stat().st_mode & 0o777 == 0o640
    assert sorted(p.name for p in tmp_path.iterdir()) == [
        "link.md",
        "out.md",
        "tiny.toml",
    ]


def test_a_disk_that_is_full_keeps_the_old_file(tiny: Path, tmp_path: Path) -> None:
    """Half a document never takes the place of a whole one."""
    path = tmp_path / "out.md"
    path.write_text("oud", "utf-8")
    shell = f"ulimit -f 0; trap '' XFSZ; {COMMAND} render {tiny} -f markdown -o {path}"
    result = subprocess.run(
        ["sh", "-c", shell], env=PLAIN, capture_output=True, check=False
    )
    assert result.returncode == 2
    assert (
        result.stderr.decode()
        == f"Error: {str(path)!r} can't be written: File too large\n"
    )
    assert path.read_text("utf-8") == "oud"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["out.md", "tiny.toml"]


@pytest.mark.parametrize(
    ("where", "reason"),
    [(".", "Is a directory"), ("gone/out.md", "No such file or directory")],
)
def test_a_place_that_cannot_be_written_is_explained(
    where: str, reason: str, tiny: Path, tmp_path: Path
) -> None:
    """In one sentence, with the path as it was given."""
    path = tmp_path / where
    result = call("render", tiny, "-f", "markdown", "-o", path)
    assert result.exit_code == 2
    assert result.stderr == f"Error: {str(path)!r} can't be written: {reason}\n"


def test_a_device_is_written_to_and_not_replaced(tiny: Path) -> None:
    """The null device and pipes stay what they are."""
    assert call("render", tiny, "-f", "markdown", "-o", os.devnull).exit_code == 0
    assert Path(os.devnull).is_char_device()


# ---------------------------------------------------------------- the rest
def test_list_shows_flows_formats_and_front_ends() -> None:
    """Each with its name and what it is."""
    result = call("list")
    assert result.exit_code == 0
    assert "  ama_wvg         Toegang geven tot het e-loket AMA WVG\n" in result.stdout
    for name in (*bundled(), "markdown", "svg", "terminal"):
        assert re.search(rf"^  {name} +\S", result.stdout, re.MULTILINE)


def test_help_has_examples_that_work(tmp_path: Path) -> None:
    """Every example of the help is a command that ends well."""
    said = call("--help").stdout
    examples = re.findall(r"^ +ama-flow (.*)$", said, re.MULTILINE)
    assert len(examples) == 6
    for name in ("my_flow.toml", "other_flow.toml", "old_flow.toml"):
        (tmp_path / name).write_text(TINY, "utf-8")
    for example in examples:
        command = [COMMAND, *example.split()]
        result = subprocess.run(
            command,
            cwd=tmp_path,
            input="\n".join((*HAPPY, "")).encode(),
            capture_output=True,
            check=False,
        )
        assert (result.returncode, result.stderr) == (0, b""), example
    assert call("-h").stdout == said


def test_the_version_is_told() -> None:
    """It is that of the installed package."""
    assert re.fullmatch(r"ama-flow, version \d+\.\d+\.\d+\n", call("--version").stdout)


@pytest.mark.parametrize(
    ("words", "completed"),
    [
        ("ama-flow r", ["plain,run", "plain,render", "plain,replay", "plain,report"]),
        ("ama-flow run a", ["plain,ama_wvg", "file,a"]),
        ("ama-flow check ama_wvg x", ["file,x"]),
        ("ama-flow render -f p", ["plain,pdf", "plain,png", "plain,promela"]),
        ("ama-flow check --explain tr", ["plain,trap"]),
        ("ama-flow check --select gap,tr", ["plain,gap,trap"]),
        ("ama-flow check -f j", ["plain,json", "plain,junit"]),
    ],
)
def test_a_shell_can_complete_words(words: str, completed: list[str]) -> None:
    """Commands, flows and formats complete; so do the names of files."""
    variables = {
        "_AMA_FLOW_COMPLETE": "bash_complete",
        "COMP_WORDS": words,
        "COMP_CWORD": str(len(words.split()) - 1),
    }
    result = CliRunner().invoke(cli, env=variables)
    assert sorted(result.stdout.split()) == sorted(completed)


def test_a_plug_in_that_fails_is_a_bug_and_no_flow_with_problems(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sentence names it; the exit code is 1."""
    (tmp_path / "somebodys.py").write_text(
        """
from ama_flow.model import Renderer
renderer = Renderer(
    name="bad", suffix=".x", media_type="text/x", summary="", render=lambda _f, _o: 1 / 0
)
""",
        "utf-8",
    )
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setitem(registry.RENDERERS.ours, "bad", "somebodys:renderer")
    result = call("render", "-f", "bad")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "'bad'" in result.stderr
    assert "ZeroDivisionError" in result.stderr
    monkeypatch.setitem(registry.RENDERERS.ours, "worse", "somebodys:nothing")
    result = call("list")
    assert result.exit_code == 0
    assert re.search(
        "^  worse +renderer 'worse' of .* does not load", result.stdout, re.MULTILINE
    )


def test_a_reader_who_left_is_no_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    """Output that nobody reads any more is given up, also when Python ends."""
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w", encoding="utf-8") as output:
        monkeypatch.setattr(sys, "stdout", output)
        with pytest.raises(SystemExit) as ended:
            cli(["list"])
        assert ended.value.code == 130


@pytest.mark.parametrize(
    "arguments", [["list"], ["render", "-f", "markdown"], ["--help"], ["--version"]]
)
def test_an_output_that_is_full_is_explained(
    arguments: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """As on a disk without space: one sentence, and nothing more at the end."""
    with Path("/dev/full").open("w", encoding="utf-8") as output:
        monkeypatch.setattr(sys, "stdout", output)
        with pytest.raises(SystemExit) as ended:
            cli(arguments)
        assert ended.value.code == 2
    said = "Error: the output can't be written: No space left on device\n"
    assert capsys.readouterr().err == said


@pytest.mark.parametrize(
    "arguments",
    [
        ["{}"],
        ["--{}"],
        ["check", "--select", "{}"],
        ["render", "{}"],
        ["replay", "{}"],
        ["run", "-a", "{}"],
        ["run", "-a", "{}=x"],
        ["run", "--answers", "{}"],
        ["run", "--frontend", "{}"],
        ["run", "ama_wvg", "{}"],
        ["run", "--no-input", "-a", "maatwerkbedrijf={}"],
        ["sessions", "rm", "{}"],
    ],
)
def test_a_register_number_is_in_no_error(arguments: list[str]) -> None:
    """Wherever it was typed by mistake: what is told may be kept by others."""
    result = call(*(part.format("85.07.30-033.28") for part in arguments))
    assert result.exit_code in (2, 3, 4)
    assert result.stderr
    assert "033" not in result.output


def test_a_signal_is_no_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C while a flow is read ends with 130."""
    monkeypatch.setattr(
        "ama_flow.cli.run.load", lambda _: signal.raise_signal(signal.SIGINT)
    )
    assert call("run").exit_code == 130


@pytest.mark.parametrize("stdin", [None, io.StringIO("")])
def test_main_takes_any_input(
    stdin: io.StringIO | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The shell can have closed it, and a caller can have put its own there."""
    monkeypatch.setattr(sys, "argv", ["ama-flow", "run"])
    monkeypatch.setattr(sys, "stdin", stdin)
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 130


def test_an_input_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    """As one that was opened to be written to; the output is not to blame."""
    with (tmp_path / "file").open("w") as only_written:
        done = subprocess.run(
            [COMMAND, "run"], stdin=only_written, capture_output=True, check=False
        )
    told = b"Error: '<stdin>' can't be used: Bad file descriptor\n"
    assert (done.stderr, done.returncode) == (told, 2)
    assert done.stdout.endswith(b"Typ 1 of 2: \n")
