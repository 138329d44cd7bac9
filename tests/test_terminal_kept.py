"""A session in a terminal that is kept: resumed, changed, noted, and never lost."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from ama_flow import load
from ama_flow.journal import Sitting, store
from ama_flow.journal.keeper import Keeper
from ama_flow.journal.replay import lines
from ama_flow.model import Answer, Outcome, Table, replace
from ama_flow.session import Session
from ama_flow_renderers.terminal_reader import Reader

from .pseudo_terminal import pseudo_terminal
from .test_journal import (
    NEXT,
    NO,
    YES,
    clock,
    closed,
    only_read,
    open_to_all,
    sat,
)
from .test_terminal import FLOW, FRONTEND, screen

__all__ = ["open_to_all"]

AMA = load("ama_wvg")


def talk(sitting: Sitting, *lines: str) -> tuple[Outcome, str]:
    """Type *lines* in a sitting; gives how it ended and what was written."""
    with screen(io.StringIO("".join(f"{line}\n" for line in lines))) as written:
        outcome = FRONTEND.run(sitting)
    return outcome, written.getvalue()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Give the path of a journal."""
    return tmp_path / "one.jsonl"


def offered(path: Path, *lines: str) -> tuple[Outcome, str]:
    """Type *lines* where the journal at *path* can be gone on with."""
    new = Keeper(path.with_name("new.jsonl"))
    earlier = Sitting.resume(AMA, path, clock=clock)
    sitting = Sitting(Session(AMA), new, earlier=earlier, clock=clock)
    outcome, written = talk(sitting, *lines)
    return outcome, written.partition("terug of stop.\n")[2]


# ------------------------------------------------------------ going on
def test_an_earlier_session_is_offered_and_never_simply_taken(path: Path) -> None:
    """Only a yes goes on with it."""
    closed(sat(path, NO, NEXT))
    _, written = offered(path, "", "misschien", "ja", "stop")
    assert written.startswith(
        "\nU was hier al mee bezig op 23 november 2026 om 20.30 uur. U gaf 2 antwoorden en\n"
        "was bij: Kies uw onderneming en de hoedanigheid\n"
        "Verdergaan waar u was? Typ ja of nee: \nTyp ja of nee.\n"
        "Verdergaan waar u was? Typ ja of nee: \nTyp ja of nee.\n"
        "Verdergaan waar u was? Typ ja of nee: \n\nDeel: De subafdeling klaarzetten\n\n"
        "Kies uw onderneming"
    )
    assert written.endswith(
        "U bent gestopt.\n"
        "Uw antwoorden zijn bewaard: de volgende keer kunt u verdergaan.\n"
    )
    assert not path.with_name("new.jsonl").exists()


def test_who_does_not_go_on_loses_nothing(path: Path) -> None:
    """The new session is kept beside the earlier one."""
    closed(sat(path, NO))
    before = path.read_bytes()
    _, written = offered(path, "nee", "ja", "stop")
    assert "U gaf één antwoord en\nwas bij: Meld u aan" in written
    assert "\nU begint opnieuw. Wat u eerder antwoordde, blijft bewaard.\n" in written
    assert path.read_bytes() == before
    new = Sitting.resume(AMA, path.with_name("new.jsonl"))
    assert [answer.value for answer in new.session.answers] == [True]
    closed(new)


def test_what_was_not_kept_is_told(path: Path) -> None:
    """A line that was cut off, and answers that a changed flow does not take."""
    closed(sat(path, NO, NEXT))
    path.write_bytes(path.read_bytes()[:-9])
    _, written = offered(path, "ja")
    assert "Uw laatste antwoord van toen is misschien niet bewaard." in written


def test_a_changed_flow_is_told(path: Path) -> None:
    """The reader answers again from where his answers do not fit any more."""
    closed(sat(path, YES, NO))
    states = AMA.states
    asked = replace(states["gekend_in_cobrha"], asks="", transitions=())
    goal = replace(asked, kind="goal")
    made = replace(AMA, states=Table({**states, "gekend_in_cobrha": goal}.items()))
    earlier = Sitting.resume(made, path, clock=clock)
    _, written = talk(Sitting(Session(made), earlier=earlier, clock=clock), "ja")
    assert (
        "Dit stappenplan is intussen veranderd. Antwoord daarom opnieuw vanaf hier."
    ) in written


def test_the_end_of_input_at_the_offer_is_an_end(path: Path) -> None:
    """Nothing is lost, and others can go on with both."""
    closed(sat(path, NO))
    outcome, written = offered(path)
    assert outcome == "interrupted"
    assert written.endswith("ja of nee: \nOnderbroken.\n")
    closed(Sitting.resume(AMA, path))


def test_a_session_at_its_end_is_not_offered_again(path: Path) -> None:
    """Its journal says that it came to its end."""
    sitting = Sitting(Session(FLOW), Keeper(path), clock=clock)
    outcome, _ = talk(sitting, "ja", "12", "", "")
    assert outcome == "goal"
    resumed = Sitting.resume(FLOW, path)
    assert resumed.journal
    assert resumed.journal.ended
    closed(resumed)


# ------------------------------------------------------------ changing
def test_an_answer_is_changed_and_what_fits_is_kept(path: Path) -> None:
    """The reader is told whether that is all."""
    sitting = sat(path)
    sitting = Sitting(Session(FLOW), clock=clock)
    _, written = talk(sitting, "ja", "12", "terug 2", "x", "13", "stop")
    assert "U verandert antwoord 2. Typ terug om het te laten zoals het was." in written
    assert "Fout: “x” is hier geen antwoord." in written
    assert "Antwoord 2 is veranderd. Wat u daarna antwoordde, blijft staan." in written
    assert [a.value for a in sitting.session.answers] == [True, "13"]
    _, written = talk(sitting, "back 1", "nee", "stop")
    assert "Antwoord 1 is veranderd. Niet alles wat u daarna antwoordde" in written
    assert [a.value for a in sitting.session.answers] == [False]


def test_an_answer_can_be_left_as_it_was() -> None:
    """Any command leaves it."""
    sitting = Sitting(Session(FLOW), clock=clock)
    _, written = talk(sitting, "ja", "terug 1", "terug", "stop")
    assert "Antwoord 1 blijft zoals het was." in written
    assert [a.value for a in sitting.session.answers] == [True]


@pytest.mark.parametrize("number", ["0", "2", "99"])
def test_an_answer_that_was_not_given_cannot_be_changed(number: str) -> None:
    """The reader is told how many there are."""
    sitting = Sitting(Session(FLOW), clock=clock)
    _, written = talk(sitting, "ja", f"terug {number}", "stop")
    assert "Aantal antwoorden tot nu toe: 1. Typ waar om ze te zien." in written


@pytest.mark.parametrize("line", ["terug x", "terug -1", "waar 2", "stop nu"])
def test_other_words_behind_a_command_make_it_none(line: str) -> None:
    """It is taken for an answer, and is none."""
    _, written = talk(Sitting(Session(FLOW)), line, "stop")
    assert f"Fout: “{line}” is hier geen antwoord." in written


# ------------------------------------------------------------ notes
def test_a_note_is_kept_and_the_session_stays_where_it_is(path: Path) -> None:
    """Nothing but what stands behind the word is kept."""
    sitting = Sitting(Session(FLOW), Keeper(path), clock=clock)
    _, written = talk(sitting, "notitie  Gebeld met Jan ", "note", "stop")
    assert "\nOpgeschreven.\nTyp 1 of 2: " in written
    assert "\nTyp achter notitie wat u wilt onthouden.\n" in written
    resumed = Sitting.resume(FLOW, path)
    assert resumed.journal
    assert resumed.journal.events[1]["text"] == "Gebeld met Jan"
    closed(resumed)


def test_a_note_with_a_register_number_is_refused(path: Path) -> None:
    """And neither shown nor kept."""
    sitting = Sitting(Session(FLOW), Keeper(path), clock=clock)
    _, written = talk(sitting, "notitie 85.07.30-033.28", "stop")
    assert "Dit lijkt een rijksregisternummer." in written
    assert "033" not in written
    assert not path.exists()


def test_a_note_is_at_the_state_that_is_shown(path: Path) -> None:
    """Also where an answer is being changed; what is ahead is that of the state too."""
    sitting = Sitting(Session(AMA), Keeper(path), clock=clock)
    talk(sitting, "nee", "", "terug 1", "notitie bij antwoord een", "stop")
    closed(sitting)
    assert '"state": "maatwerkbedrijf", "text": "bij antwoord een"' in path.read_text()
    _, changing = talk(Sitting(Session(AMA)), "nee", "", "terug 1", "waar", "stop")
    _, fresh = talk(Sitting(Session(AMA)), "waar", "stop")
    (ahead,) = [line for line in fresh.splitlines() if line.startswith("Nog ")]
    assert ahead in changing


def test_a_note_that_is_not_kept_is_not_said_to_be() -> None:
    """Without a file nothing is."""
    _, written = talk(Sitting(Session(AMA), clock=clock), "notitie x", "stop")
    assert "Notities worden hier niet bewaard." in written
    assert "Opgeschreven" not in written


def test_a_session_with_a_note_alone_is_offered(path: Path) -> None:
    """And is said to be kept."""
    sitting = Sitting(Session(AMA), Keeper(path), clock=clock)
    _, written = talk(sitting, "notitie eerst iets", "stop")
    assert written.endswith(
        "Uw antwoorden zijn bewaard: de volgende keer kunt u verdergaan.\n"
    )
    _, written = offered(path, "ja", "stop")
    told = "U schreef toen iets\nop, en was bij: Is uw voorziening een maatwerkbedrijf?"
    assert told in written


@pytest.mark.parametrize("number", ["9" * 5000, "0", "000000000000"])
def test_a_number_of_any_length_is_none_of_a_list(number: str) -> None:
    """Python itself reads no more than 4,300 digits."""
    lines = ("nee", f"terug {number}", f"open {number}", "stop")
    _, written = talk(Sitting(Session(AMA), clock=clock), *lines)
    assert "Aantal antwoorden tot nu toe: 1" in written


# ------------------------------------------------------------ before the first state
def test_who_is_offered_to_go_on_can_do_something_else_first(path: Path) -> None:
    """Ask for help, and read in another language."""
    closed(sat(path, NO))
    _, written = offered(path, "hulp", "taal", "taal fr", "waar", "oui", "stop")
    order = ("U kunt op elk", "nl  Nederlands", "Reprendre", "Tapez oui ou non.", "1)")
    places = [written.find(words) for words in order]
    assert -1 not in places
    assert places == sorted(places)


def test_who_is_offered_to_go_on_can_stop(path: Path) -> None:
    """What he gave before is still kept."""
    closed(sat(path, NO))
    before = path.read_bytes()
    outcome, written = offered(path, "stop")
    assert outcome == "stopped"
    assert written.endswith(
        "U bent gestopt.\n"
        "Uw antwoorden zijn bewaard: de volgende keer kunt u verdergaan.\n"
    )
    assert path.read_bytes() == before
    closed(Sitting.resume(AMA, path))


def test_what_cannot_be_offered_is_told_of(path: Path) -> None:
    """With its file, so that somebody can look at it."""
    passed = {path: "session-busy", path.with_name("bad.jsonl"): "bad-session"}
    _, written = talk(Sitting(Session(AMA), passed=passed, clock=clock), "stop")
    assert (
        f"Een eerdere sessie is nog open in een ander venster:\n  {path}\n" in written
    )
    told = "Een eerdere sessie kan niet gelezen worden. Het bestand blijft staan:\n"
    assert f"{told}  {path.with_name('bad.jsonl')}\n" in written


# ------------------------------------------------------------ failures
def test_what_cannot_be_kept_is_told_once(tmp_path: Path) -> None:
    """The session goes on all the same."""
    in_the_way = tmp_path / "file"
    in_the_way.touch()
    sitting = Sitting(Session(FLOW), Keeper(in_the_way / "one"), clock=clock)
    _, written = talk(sitting, "ja", "notitie x", "12", "stop")
    told = "Uw antwoorden kunnen nu niet bewaard worden (dat bestand is er al)."
    assert written.count(told) == 1
    assert written.endswith("U bent gestopt.\nUw antwoorden zijn niet bewaard.\n")


def test_that_it_is_kept_again_is_told_once(path: Path) -> None:
    """Whoever was told that it was not, need not wonder."""
    sitting = Sitting(Session(AMA), Keeper(path), clock=clock)
    reader = Reader(sitting)
    assert sitting.keeper
    with screen(io.StringIO("")) as written:
        for failure in ("No space left on device", "", ""):
            sitting.keeper.failure = failure
            reader.warn()
            reader.warn()
    assert written.getvalue() == (
        "Uw antwoorden kunnen nu niet bewaard worden (de schijf is vol). U kunt gewoon\n"
        "verdergaan.\nUw antwoorden worden weer bewaard, ook die van daarnet.\n"
    )


# ------------------------------------------------------------ the command
def test_a_terminal_keeps_what_is_answered(tmp_path: Path) -> None:
    """Ctrl-C at a prompt, and the next start offers to go on."""
    state = {"XDG_STATE_HOME": str(tmp_path)}
    with pseudo_terminal("run", variables=state) as screen_:
        screen_.expect("Typ 1 of 2: ")
        screen_.type("nee", expect=r"\(Enter is 1\): ")
        assert screen_.interrupt(b"\x03") == 130
        assert "Uw antwoorden zijn bewaard" in screen_.shown
    with pseudo_terminal("run", variables=state) as screen_:
        screen_.expect("Typ ja of nee: ")
        screen_.type("ja", expect=r"\(Enter is 1\): ")
        other_is_told(state)
        screen_.interrupt(b"\x04")


def other_is_told(state: dict[str, str]) -> None:
    """See that a second run does not get the session that the first goes on with."""
    with pseudo_terminal("run", variables=state) as other:
        other.expect("Typ 1 of 2: ")
        other.interrupt(b"\x04")


def test_a_session_can_have_a_file_of_its_own(tmp_path: Path) -> None:
    """One for each caller; it is gone on with where it was."""
    file = str(tmp_path / "jan.jsonl")
    with pseudo_terminal("run", "--session", file) as screen_:
        screen_.expect("Typ 1 of 2: ")
        screen_.type("nee", expect=r"\(Enter is 1\): ")
        screen_.interrupt(b"\x04")
    with pseudo_terminal("run", "--session", file) as screen_:
        screen_.expect(r"\(Enter is 1\): ")
        screen_.interrupt(b"\x04")


def test_a_file_that_is_gone_on_with_says_so_instead_of_welcoming(path: Path) -> None:
    """In one line: since when, and at which answer."""
    closed(sat(path, NO, NEXT))
    resumed = Sitting.resume(AMA, path, clock=clock)
    _, written = talk(resumed, "stop")
    assert written.startswith(
        "U gaat verder met de sessie van 23 november 2026 om 20.30 uur, bij antwoord 3.\n"
        "\nDeel: De subafdeling klaarzetten\n\nKies uw onderneming"
    )
    assert "Typ op elk moment" not in written


def test_a_file_without_times_is_gone_on_with_too(path: Path) -> None:
    """And one at its end has no answer to come."""
    session = Session(FLOW)
    for choice in (YES, Answer(state="kaart", trigger="answer", value="12"), NEXT):
        session.take(choice)
    path.write_text("".join(lines(session)), "utf-8")
    _, written = talk(Sitting.resume(FLOW, path, clock=clock), "")
    assert written.startswith("U gaat verder met deze sessie, bij antwoord 3.\n\nDeel:")


def test_a_file_that_is_empty_begins(path: Path) -> None:
    """There is nothing to go on with."""
    path.touch()
    _, written = talk(Sitting.resume(FLOW, path, clock=clock), "stop")
    assert written.startswith("Een fiets lenen\n")


@pytest.mark.usefixtures("open_to_all")
def test_who_goes_on_where_nothing_can_be_kept_is_told_at_once() -> None:
    """Before anything is asked of him."""
    path = store.new("ama_wvg", clock())
    closed(sat(path, NO))
    for folder in (path.parent, path.parents[1]):
        folder.chmod(0o755)
    with only_read(path):
        earlier = store.earlier(AMA)[0]
        sitting = Sitting(Session(AMA), earlier=earlier, clock=clock)
        _, written = talk(sitting, "ja", "", "stop")
    told = "Uw antwoorden kunnen nu niet bewaard worden (dat mag niet). U kunt gewoon"
    assert written.count(told) == 1
    assert written.index(told) < written.index("\nMeld u aan")
    assert written.endswith("U bent gestopt.\nUw antwoorden zijn niet bewaard.\n")


# ------------------------------------------------------------ changing, and commands
def changing(*lines: str) -> tuple[Sitting, Outcome, str]:
    """Type *lines* while answer 2 of a session is changed."""
    sitting = Sitting(Session(FLOW), clock=clock)
    outcome, written = talk(sitting, "ja", "12", "terug 2", *lines)
    return sitting, outcome, written.partition("U verandert antwoord 2.")[2]


def test_stop_stops_while_an_answer_is_changed() -> None:
    """The answers stay as they were."""
    sitting, outcome, written = changing("stop")
    assert outcome == "stopped"
    assert [a.value for a in sitting.session.answers] == [True, "12"]
    assert written.endswith("\nU bent gestopt.\nUw antwoorden zijn niet bewaard.\n")


@pytest.mark.parametrize(
    "line", ["waarom", "waar", "open", "mail", "hulp", "notitie x"]
)
def test_other_commands_leave_the_change_as_it_is(line: str) -> None:
    """The same answer is still asked for, and goes in its place."""
    sitting, _, written = changing(line, "13", "stop")
    assert "Antwoord 2 is veranderd." in written
    assert [a.value for a in sitting.session.answers] == [True, "13"]


def test_where_tells_what_is_changed() -> None:
    """And what was answered so far."""
    said = changing("waar")[2]
    assert "\nU verandert antwoord 2: Wat is uw kaartnummer?\n" in said
    assert "\n  2. Wat is uw kaartnummer? 12\n" in said


def test_the_language_can_change_while_an_answer_is_changed() -> None:
    """The question is shown again, in that language."""
    sitting, _, written = changing("taal fr", "13", "stop")
    assert "\nDeel" not in written.partition("Vanaf")[2]
    assert "Tapez un numéro" in written
    assert [a.value for a in sitting.session.answers] == [True, "13"]


def test_a_new_start_ends_the_change() -> None:
    """There is no answer to change any more."""
    sitting, _, written = changing("opnieuw", "ja", "nee", "stop")
    assert "\nU begint opnieuw.\n" in written
    assert [a.value for a in sitting.session.answers] == [False]


def test_another_answer_can_be_changed_instead() -> None:
    """The last number counts; terug leaves it as it was."""
    sitting, _, written = changing("terug 1", "terug", "stop")
    assert "Antwoord 1 blijft zoals het was." in written
    assert [a.value for a in sitting.session.answers] == [True, "12"]


def test_at_an_end_an_answer_can_be_changed_too() -> None:
    """Who then stops is still at that end."""
    lines = ("ja", "12", "", "terug 1", "stop")
    assert talk(Sitting(Session(FLOW), clock=clock), *lines)[0] == "goal"
    assert talk(Sitting(Session(FLOW), clock=clock), *lines[:-1])[0] == "goal"


def test_at_the_beginning_there_is_nothing_to_change() -> None:
    """With a number as without."""
    _, written = talk(Sitting(Session(FLOW), clock=clock), "terug 3", "stop")
    assert "\nU bent bij het begin.\n" in written


def test_the_mail_is_that_of_the_contact_that_is_shown() -> None:
    """Also where the reader is further on than the answer that he changes."""
    sitting = Sitting(Session(FLOW), clock=clock)
    _, written = talk(sitting, "nee", "opnieuw", "terug", "/opnieuw", "1", "terug 2")
    assert written
    sitting = Sitting(Session(FLOW), clock=clock)
    _, written = talk(sitting, "nee", "1", "terug 2", "mail")
    assert "Aan: balie@fietsen.example" in written


# ------------------------------------------------------------ lines without an end
@pytest.mark.parametrize(
    "line", ["x", "", "terug", "hulp", "opnieuw", "taal fr", "stop "]
)
def test_lines_without_an_answer_come_to_an_end(line: str) -> None:
    """Where nobody types, a hundred of them in a row are enough."""
    outcome, written = talk(Sitting(Session(FLOW), clock=clock), *[line] * 1000)
    if line == "stop ":
        assert outcome == "stopped"
        return
    assert outcome == "refused"
    assert "100" in written.splitlines()[-1]
    assert written.count("Typ 1 of 2: ") <= 100


def test_an_answer_starts_the_count_again(path: Path) -> None:
    """So a long script of answers and commands is read to its end."""
    lines = ("ja", *["waarom"] * 99, "12", *["waarom"] * 99, "", "")
    assert talk(Sitting(Session(FLOW), clock=clock), *lines)[0] == "goal"
    sitting = Sitting(Session(FLOW), Keeper(path), clock=clock)
    outcome, written = talk(sitting, "ja", *["waarom"] * 100, "12")
    assert outcome == "refused"
    assert written.endswith(
        "Fout: Na elkaar kwamen 100 regels zonder antwoord. Er wordt niets meer "
        "gelezen.\nUw antwoorden zijn bewaard: de volgende keer kunt u verdergaan.\n"
    )


def test_who_types_may_be_wrong_as_often_as_he_likes() -> None:
    """A terminal never gives up on its reader."""
    lines = io.StringIO("x\n" * 300 + "stop\n")
    lines.isatty = lambda: True  # type: ignore[method-assign]
    with screen(lines):
        assert FRONTEND.run(Sitting(Session(FLOW))) == "stopped"
