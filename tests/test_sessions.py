"""``ama-flow sessions``: what was kept can be seen and removed."""

from __future__ import annotations

from click import Context
from click.testing import CliRunner, Result

from ama_flow.cli import cli
from ama_flow.cli.sessions import show
from ama_flow.journal import Sitting, store
from ama_flow.journal.events import Chain, ended, noted, start
from ama_flow.journal.keeper import Keeper
from ama_flow.journal.replay import lines
from ama_flow.session import Session

from .test_journal import AMA, NEXT, NO, YES, clock, closed, sat


def call(*arguments: str) -> Result:
    """Run ``ama-flow sessions`` in this process."""
    return CliRunner().invoke(cli, ["sessions", *arguments])


def kept() -> str:
    """Keep a session, and give its name."""
    path = store.new("ama_wvg", clock())
    sitting = sat(path, NO, NEXT)
    sitting.note("gebeld")
    closed(sitting)
    return path.stem


def test_there_are_none_at_first() -> None:
    """That is no error."""
    result = call("list")
    assert (result.output, result.exit_code) == ("", 0)


def test_sessions_are_listed_with_when_and_where() -> None:
    """So that one can be told from another."""
    name = kept()
    assert call("list").output == (
        f"{name}  2026-11-23 20:30  2 answers  at 'hoedanigheid'\n"
    )


def test_a_session_without_answers_is_at_the_start() -> None:
    """All of them were taken back."""
    path = store.new("ama_wvg", clock())
    sitting = sat(path, NO)
    sitting.restart()
    closed(sitting)
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text(lines[0], "utf-8")
    assert call("list").output.endswith("0 answers  at the start\n")


def test_an_answer_that_was_taken_back_does_not_count() -> None:
    """Nor does it where another one was given instead."""
    path = store.new("ama_wvg", clock())
    sitting = sat(path, NO, NEXT)
    sitting.back(2)
    sitting.give(NO)
    closed(sitting)
    assert "  1 answer  at 'maatwerkbedrijf'\n" in call("list").output


def test_a_session_is_shown_event_by_event() -> None:
    """As it was kept."""
    assert call("show", kept()).output == (
        "2026-11-23T20:30:00+01:00  start: flow ama_wvg, version 2026.1\n"
        "2026-11-23T20:30:00+01:00  answer: state maatwerkbedrijf, trigger answer, "
        "value no\n"
        "2026-11-23T20:30:00+01:00  answer: state aanmelden, trigger next\n"
        "2026-11-23T20:30:00+01:00  note: state hoedanigheid, text gebeld\n"
    )


def test_a_change_is_shown_with_what_came_in_its_place() -> None:
    """And the answers that stand then are counted."""
    path = store.new("ama_wvg", clock())
    sitting = sat(path, NO, NEXT)
    sitting.change(1, YES)
    closed(sitting)
    assert "  1 answer  at 'maatwerkbedrijf'\n" in call("list").output
    assert call("show", path.stem).output.endswith(
        "change: steps 2, answers state maatwerkbedrijf, trigger answer, value yes\n"
    )


def test_a_session_that_ended_is_shown_so() -> None:
    """Also once it was put away."""
    path = store.new("ama_wvg", clock())
    path.parent.mkdir(parents=True)
    chain = Chain()
    events = (start(AMA), ended("klaar", "goal"))
    path.write_text("".join(map(chain.write, events)), "utf-8")
    for _ in range(2):
        assert call("list").output == f"{path.stem}  0 answers  ended\n"
        assert call("show", path.stem).output.endswith("state klaar, outcome goal\n")
        assert store.earlier(AMA)[0] is None


def test_a_session_is_removed_for_good() -> None:
    """The others stay."""
    first, second = kept(), kept()
    assert first != second
    assert call("rm", first).exit_code == 0
    assert [path.stem for path in store.paths()] == [second]


def test_a_session_that_somebody_is_at_is_not_removed() -> None:
    """What he gives is kept, as he is told; the others are removed."""
    sitting = Sitting(Session(AMA), Keeper(store.new(AMA.id, clock())), clock=clock)
    sitting.note("x")
    other = kept()
    assert sitting.keeper
    busy = sitting.keeper.path.stem
    result = call("rm", busy, other)
    assert result.exit_code == 5
    assert "session-busy" in result.output
    assert [path.stem for path in store.paths()] == [busy]
    sitting.leave()
    assert call("rm", busy).exit_code == 0


def test_a_session_that_is_not_there_is_told() -> None:
    """Nothing is removed then."""
    name = kept()
    result = call("rm", name, "x")
    assert result.exit_code == 2
    assert "there is no session 'x'; see: ama-flow sessions list" in result.output
    assert [path.stem for path in store.paths()] == [name]


def test_a_damaged_session_is_told_among_the_others() -> None:
    """It is left as it is."""
    path = store.new("ama_wvg", clock())
    name = kept()
    path = store.new("ama_wvg", clock())
    path.write_text("x\n", "utf-8")
    result = call("list")
    assert result.exit_code == 5
    assert "1:1: the session can't be read" in result.output
    assert name in result.output
    assert path.read_text("utf-8") == "x\n"


def test_events_without_times_are_sessions_too() -> None:
    """As ``run --json`` writes them."""
    path = store.new("ama_wvg", clock())
    path.parent.mkdir(parents=True)
    session = Session(AMA)
    session.take(NO)
    path.write_text("".join(lines(session)), "utf-8")
    listed = f"{path.stem}  1 answer  at 'maatwerkbedrijf'\n"
    assert call("list").output == listed
    assert call("show", path.stem).output == (
        "start: flow ama_wvg, version 2026.1\n"
        "answer: state maatwerkbedrijf, trigger answer, value no\n"
    )
    sitting = store.earlier(AMA)[0]
    assert sitting
    sitting.leave()
    assert sitting.journal
    assert sitting.journal.latest is None


def test_a_register_number_is_not_shown() -> None:
    """Not even where another program wrote it."""
    path = store.new("ama_wvg", clock())
    path.parent.mkdir(parents=True)
    chain = Chain()
    events = (start(AMA), noted("maatwerkbedrijf", "85.07.30-033.28"))
    path.write_text("".join(map(chain.write, events)), "utf-8")
    assert "text **.**.**-***.**" in call("show", path.stem).output


def test_a_shell_completes_the_names_of_sessions() -> None:
    """Those that begin so."""
    name = kept()
    (argument,) = show.params
    for begun, completed in (("ama_", [name]), ("x", [])):
        found = argument.shell_complete(Context(show), begun)
        assert [item.value for item in found] == completed
