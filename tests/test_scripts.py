"""A session without a reader: answers in, events and an exit code out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ama_flow.cli import cli
from ama_flow.journal.events import (
    KEYS,
    Chain,
    Event,
    answered,
    changed,
    start,
    went_back,
)
from ama_flow.journal.replay import lines, replay
from ama_flow.model import Answer, FlowError, Origin, replace
from ama_flow.session import Session

from .test_journal import AMA

TO_LOGIN = {"maatwerkbedrijf": "nee", "subafdeling_bestaat": "ja", "eloket_werkt": "ja"}
TO_COBRHA = {"maatwerkbedrijf": "ja", "gekend_in_cobrha": "nee"}


def call(*arguments: str, stdin: str | bytes = "") -> Result:
    """Run ``ama-flow`` in this process."""
    return CliRunner().invoke(cli, arguments, input=stdin)


def given(answers: dict[str, str]) -> list[str]:
    """Give *answers* as options."""
    return [part for s, answer in answers.items() for part in ("-a", f"{s}={answer}")]


def written_by(*arguments: str) -> str:
    """Give the events of a run without a reader."""
    result = call("run", "--json", *arguments)
    assert result.exit_code in (0, 10)
    return result.stdout


@pytest.mark.parametrize(("answers", "code"), [(TO_LOGIN, 0), (TO_COBRHA, 10)])
def test_a_run_without_a_reader_ends_with_its_exit_code(
    answers: dict[str, str], code: int
) -> None:
    """And writes nothing, unless it is asked for events."""
    result = call("run", "--no-input", *given(answers))
    assert (result.output, result.exit_code) == ("", code)


def test_events_are_lines_of_json_and_the_same_every_time() -> None:
    """With a start, each answer, and the end; no time is in them."""
    written = written_by(*given(TO_COBRHA))
    rows = [json.loads(line) for line in written.splitlines()]
    assert [row["event"] for row in rows] == ["start", "answer", "answer", "end"]
    for row in rows:
        assert set(row) == {"event", "check", *KEYS[row["event"]]}
    assert rows[-1]["state"] == "cobrha_in_orde_brengen"
    assert rows[-1]["outcome"] == "contact"
    assert written_by(*given(TO_COBRHA)) == written


def test_answers_come_from_a_file_and_from_options() -> None:
    """An option goes before what the file says; one state can have several."""
    text = 'maatwerkbedrijf = "ja"\ngekend_in_cobrha = "nee"\n'
    arguments = ("run", "ama_wvg", "--json", "--answers", "-")
    assert call(*arguments, stdin=text).stdout == written_by(*given(TO_COBRHA))
    more = call(*arguments, "-a", "gekend_in_cobrha=weet_niet", stdin=text)
    assert more.exit_code == 4
    twice = ("-a", "aanmelden=lukt_niet", "-a", "aanmelden=lukt_niet")
    last = call("run", "--json", "-a", "maatwerkbedrijf=nee", *twice)
    assert last.exit_code in (4, 10)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["-a", "maatwerkbedrijf=nee"], "no answer for state 'subafdeling_bestaat'"),
        ([], "-a maatwerkbedrijf=..."),
        (["-a", "maatwerkbedrijf=x"], "does not take this answer"),
        (["-a", "x=1"], "there is no state 'x'"),
        ([*given(TO_COBRHA), "-a", "eranova=1"], "'eranova' is never asked for"),
    ],
)
def test_answers_that_are_missing_wrong_or_left_over_are_told(
    arguments: list[str], told: str
) -> None:
    """With an exit code of their own."""
    result = call("run", "--no-input", *arguments)
    assert result.exit_code == 4
    assert told in result.output


def test_an_option_without_an_answer_is_a_wrong_option() -> None:
    """It says what it takes."""
    result = call("run", "-a", "maatwerkbedrijf")
    assert result.exit_code == 2
    assert "-a takes STATE=ANSWER, not 'maatwerkbedrijf'" in result.output


@pytest.mark.parametrize(
    ("expect", "code"),
    [("goal", 0), ("goal:klaar", 0), ("contact", 6), ("goal:eranova", 6)],
)
def test_a_run_is_a_test_where_its_end_is_expected(expect: str, code: int) -> None:
    """Another end is told."""
    result = call("run", "--no-input", *given(TO_LOGIN), "--expect", expect)
    assert result.exit_code == code
    told = f"Error: expected {expect}, and not goal:klaar\n"
    assert result.output == (told if code else "")


@pytest.mark.parametrize("expect", ["contact", "contact:cobrha_in_orde_brengen"])
def test_a_contact_that_is_expected_is_no_failure(expect: str) -> None:
    """A test of the way to it passes."""
    answers = ("-a", "maatwerkbedrijf=ja", "-a", "gekend_in_cobrha=nee")
    assert call("run", "--no-input", *answers).exit_code == 10
    assert call("run", "--no-input", *answers, "--expect", expect).exit_code == 0


def test_a_reader_can_be_expected_somewhere_too() -> None:
    """Who stops is not at the end."""
    result = call("run", "--expect", "goal", stdin="nee\nstop\n")
    assert result.exit_code == 6
    assert "expected goal, and not stopped:aanmelden" in result.output


def test_a_run_without_a_reader_can_be_kept(tmp_path: Path) -> None:
    """A reader goes on with it later."""
    file = str(tmp_path / "one.jsonl")
    arguments = ("--no-input", "--session", file, *given(TO_COBRHA))
    assert call("run", *arguments).exit_code == 10
    kept = call("replay", file)
    assert (
        kept.output == "2 answers lead to 'cobrha_in_orde_brengen', as they did then\n"
    )
    assert call("run", "--session", file, stdin="1\n").output.count("gekend") > 0


def test_a_session_that_cannot_be_gone_on_with_has_its_exit_code(
    tmp_path: Path,
) -> None:
    """The file is kept as it is."""
    file = tmp_path / "one.jsonl"
    file.write_text("x", "utf-8")
    assert call("run", "--session", str(file)).exit_code == 5
    assert file.read_text("utf-8") == "x"


# ------------------------------------------------------------ replay
def test_what_was_written_happens_again(tmp_path: Path) -> None:
    """From a file, and from standard input."""
    written = written_by(*given(TO_LOGIN))
    path = tmp_path / "events.jsonl"
    path.write_text(written, "utf-8")
    told = "11 answers lead to 'klaar', as they did then\n"
    assert call("replay", str(path)).output == told
    assert call("replay", "-", "ama_wvg", stdin=written).output == told


def difference(text: str) -> str:
    """Give where and why a journal does not happen again."""
    with pytest.raises(FlowError) as caught:
        replay(AMA, Origin(file="e", text=text))
    (problem,) = caught.value.problems
    assert problem.code == "replay-differs"
    return f"{problem.place}: {problem.message.partition(': ')[2]}"


def journal(*rows: Event) -> str:
    """Write events with a chain that holds."""
    chain = Chain()
    return "".join(chain.write(row) for row in rows)


def test_the_first_difference_is_told() -> None:
    """With its line."""
    first = dict(start(AMA))
    yes = dict(answered(Answer(state="maatwerkbedrijf", trigger="answer", value=True)))
    other = dict(answered(Answer(state="aanmelden", trigger="next")))
    wrong = dict(answered(Answer(state="maatwerkbedrijf", trigger="nooit")))
    end = {"event": "end", "state": "gekend_in_cobrha", "outcome": "goal"}
    note = {"event": "note", "state": "gekend_in_cobrha", "text": "x"}
    assert difference(journal(first, yes, other)) == (
        "e:3:1: the reader was at 'aanmelden' then, and is at 'gekend_in_cobrha' now"
    )
    assert difference(journal(first, wrong)).startswith("e:2:1: trigger 'nooit' is not")
    assert difference(journal(first, yes, end)) == "e:3:1: it ended with 'goal' then"
    assert difference(journal({**first, "flow": "x"})) == "e:1:1: it is of the flow 'x'"
    assert difference(journal(first, yes)[:-3]) == (
        "e:2:1: it was not written to the end"
    )
    assert difference(journal(first, dict(went_back(1)))).startswith("e:2:1: can't go")
    back = dict(went_back(1))
    session = replay(AMA, Origin(file="e", text=journal(first, yes, note, back)))
    assert session.answers == ()


def test_a_change_happens_again() -> None:
    """And where it can't, the line with it is told."""
    first = dict(start(AMA))
    yes = Answer(state="maatwerkbedrijf", trigger="answer", value=True)
    known = Answer(state="gekend_in_cobrha", trigger="answer", value=True)
    no = Answer(state="maatwerkbedrijf", trigger="answer", value=False)
    before = (first, dict(answered(yes)))
    good = journal(*before, dict(changed(1, (yes, known))))
    assert replay(AMA, Origin(file="e", text=good)).answers == (yes, known)
    assert difference(journal(*before, dict(changed(1, (no, known))))) == (
        "e:3:1: the reader was at 'gekend_in_cobrha' then, and is at 'aanmelden' now"
    )
    assert difference(journal(*before, dict(changed(2, (no,))))).startswith("e:3:1:")


def test_a_changed_flow_is_told_where_it_matters() -> None:
    """Only where something else happens."""
    text = "".join(
        lines(
            Session.resume(
                AMA, [Answer(state="maatwerkbedrijf", trigger="answer", value=True)]
            )
        )
    )
    other = replace(AMA, title="Anders")
    assert replay(other, Origin(file="e", text=text)).state == "gekend_in_cobrha"


@pytest.mark.parametrize(
    "line",
    [
        'maatwerkbedrijf = "{}"',
        "maatwerkbedrijf = {}",
        '"{}" = 1',
        'maatwerkbedrijf = "nee"\neranova = "{}"',
    ],
)
def test_a_register_number_in_a_file_is_not_told(line: str) -> None:
    """The line where it stands is shown with asterisks, so that the place is clear."""
    text = line.format("85.07.30-033.28")
    result = call("run", "--no-input", "--answers", "-", stdin=text)
    assert result.exit_code == 4
    assert "**.**.**-***.**" in result.stderr
    assert "033" not in result.output


def test_a_register_number_that_is_expected_is_not_told() -> None:
    """It is no end of anything."""
    command = ("run", "--no-input", *given(TO_LOGIN), "--expect", "85.07.30-033.28")
    result = call(*command)
    told = "Error: expected **.**.**-***.**, and not goal:klaar\n"
    assert (result.stderr, result.exit_code) == (told, 6)


def test_answers_that_cannot_be_kept_are_an_error(tmp_path: Path) -> None:
    """Nobody was there to be told: the exit code says it, whatever the end."""
    (tmp_path / "file").touch()
    path = tmp_path / "file" / "session"
    result = call("run", "--no-input", "--session", str(path), *given(TO_LOGIN))
    told = f"Error: {str(path)!r} does not keep the answers: "
    assert result.stderr.startswith(told)
    assert result.exit_code == 5


# ------------------------------------------------------------ trying again
def test_what_was_taken_before_a_refused_answer_is_kept(tmp_path: Path) -> None:
    """And the same answers can be given once more, with the one that is mended."""
    arguments = ("run", "--no-input", "--session", str(tmp_path / "one.jsonl"))
    wrong = given({**TO_COBRHA, "gekend_in_cobrha": "misschien"})
    for _ in range(2):
        refused = call(*arguments, *wrong)
        assert refused.exit_code == 4
        assert "state 'gekend_in_cobrha' does not take this answer" in refused.stderr
    assert call(*arguments, *given(TO_COBRHA)).exit_code == 10
    assert call(*arguments, *given(TO_COBRHA)).exit_code == 10
    told = "2 answers lead to 'cobrha_in_orde_brengen', as they did then\n"
    assert call("replay", str(tmp_path / "one.jsonl")).output == told


def test_one_answer_is_told_as_one(tmp_path: Path) -> None:
    """A sentence is not made of parts that may not fit."""
    file = str(tmp_path / "one.jsonl")
    call("run", "-a", "maatwerkbedrijf=ja", "--session", file, stdin="stop\n")
    told = "1 answer leads to 'gekend_in_cobrha', as it did then\n"
    assert call("replay", file).output == told


def test_a_file_is_not_called_by_a_register_number(tmp_path: Path) -> None:
    """Its name would be in lists and backups."""
    file = tmp_path / "85.07.30-033.28.jsonl"
    result = call("run", "--session", str(file), stdin="ja\n")
    assert result.exit_code == 2
    assert "the name of a file holds a national register number" in result.output
    assert "033" not in result.output
    assert not file.exists()


def test_another_answer_than_the_one_that_stands_is_left_over(tmp_path: Path) -> None:
    """It would change what was kept, so it is an error."""
    arguments = ("run", "--no-input", "--session", str(tmp_path / "one.jsonl"))
    assert call(*arguments, *given(TO_COBRHA)).exit_code == 10
    for answers in ({"maatwerkbedrijf": "nee"}, {"maatwerkbedrijf": "x"}):
        result = call(*arguments, *given(answers))
        assert result.exit_code == 4
        assert "'maatwerkbedrijf' has another answer in this session" in result.stderr
    twice = [*given(TO_COBRHA), *given(TO_COBRHA)]
    assert call(*arguments, *twice).exit_code == 4


# ------------------------------------------------------------ what can't be read
def test_what_cannot_be_read_is_named() -> None:
    """It is not the output: a file that gives nothing, and an input that does not."""
    told = "Error: '/proc/self/mem' can't be used: Input/output error\n"
    for command in (("run", "--answers"), ("replay",)):
        result = call(*command, "/proc/self/mem")
        assert (result.stderr, result.exit_code) == (told, 2)


def test_a_session_that_cannot_be_opened_is_named(tmp_path: Path) -> None:
    """With the exit code of sessions."""
    path = tmp_path / ("x" * 300)
    result = call("run", "--session", str(path))
    told = f"Error: {str(path)!r} can't be gone on with: File name too long\n"
    assert (result.stderr, result.exit_code) == (told, 5)
