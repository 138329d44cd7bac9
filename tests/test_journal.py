"""What is kept of a session: every answer, whatever happens to it."""

from __future__ import annotations

import os
import resource
import stat
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime, timedelta, timezone
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ama_flow import load
from ama_flow.journal import Sitting, store
from ama_flow.journal.events import Chain, read, start
from ama_flow.journal.keeper import Keeper
from ama_flow.model import Flow, FlowError, Origin, Table, replace
from ama_flow.session import Choice, Session

from .any_flows import flows, moves
from .small_flows import GOAL, flow, state, way, yesno

AMA = load("ama_wvg")
YES = Choice(trigger="answer", value=True, title="Ja")
NO = Choice(trigger="answer", value=False, title="Nee")
NEXT = Choice(trigger="next", title="")


def clock() -> datetime:
    """Give a time that never changes."""
    zone = timezone(timedelta(hours=1))
    return datetime(2026, 11, 23, 20, 30, tzinfo=zone)


def sat(path: Path, *given_: Choice, flow: Flow = AMA) -> Sitting:
    """Give answers in a new sitting that is kept at *path*."""
    sitting = Sitting(Session(flow), Keeper(path), clock=clock)
    for choice in given_:
        sitting.give(choice)
    return sitting


def closed(sitting: Sitting) -> None:
    """Let others have the file of a sitting."""
    assert sitting.keeper
    sitting.keeper.close()


def problem(path: Path, made: Flow = AMA) -> str:
    """Give the only problem of going on with a journal."""
    with pytest.raises(FlowError) as caught:
        Sitting.resume(made, path)
    (found,) = caught.value.problems
    return f"{found.place or ''} {found.code}"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Give the path of a journal, in a folder that is not there yet."""
    return tmp_path / "sessions" / "one.jsonl"


def test_a_journal_is_lines_of_json_for_its_owner_alone(path: Path) -> None:
    """Nobody else can read what was answered, nor list whose sessions there are."""
    closed(sat(path, NO, NEXT))
    kinds = [line.split('"')[3] for line in path.read_text("utf-8").splitlines()]
    assert kinds == ["start", "answer", "answer"]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_nothing_is_kept_before_there_is_something(path: Path) -> None:
    """Who only looks leaves nothing behind."""
    sitting = sat(path)
    sitting.restart()
    sitting.end()
    assert not path.parent.exists()
    closed(sitting)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_session_goes_on_where_it_was(data: st.DataObject) -> None:
    """Whatever was answered, taken back, changed and noted on the way."""
    made = data.draw(flows())
    with TemporaryDirectory() as folder:
        path = Path(folder) / "journal.jsonl"
        sitting = sat(path, flow=made)
        assert sitting.keeper
        with closing(sitting.keeper):
            for _ in range(data.draw(st.integers(1, 12))):
                something(data, sitting)
            sitting.note("klaar")
        resumed = Sitting.resume(made, path)
        assert resumed.session.answers == sitting.session.answers
        assert resumed.session.dropped == ()
        closed(resumed)


def something(data: st.DataObject, sitting: Sitting) -> None:
    """Let something happen in a sitting that can happen there."""
    session = sitting.session
    deeds = ["note", "restart"]
    deeds += [] if session.ended else ["give"] * 4
    deeds += ["back", "change"] if session.answers else []
    match data.draw(st.sampled_from(deeds)):
        case "give":
            sitting.give(data.draw(st.sampled_from(moves(session))))
        case "back":
            sitting.back(data.draw(st.integers(1, len(session.answers))))
        case "restart":
            sitting.restart()
        case "note":
            sitting.note(data.draw(st.text(max_size=5)))
        case _:
            number = data.draw(st.integers(1, len(session.answers)))
            before = Session.resume(session.flow, session.answers[: number - 1])
            sitting.change(number, data.draw(st.sampled_from(moves(before))))


def test_a_torn_line_does_not_count_and_is_written_over(path: Path) -> None:
    """A power cut loses at most what was not written yet."""
    closed(sat(path, NO, NEXT))
    whole = path.read_bytes()
    path.write_bytes(whole[:-9])
    sitting = Sitting.resume(AMA, path, clock=clock)
    assert sitting.journal
    assert sitting.journal.torn
    assert len(sitting.session.answers) == 1
    sitting.give(NEXT)
    closed(sitting)
    assert path.read_bytes() == whole
    again = Sitting.resume(AMA, path)
    assert again.journal
    assert not again.journal.torn
    assert len(again.session.answers) == 2
    closed(again)


def test_a_byte_order_mark_does_no_harm(path: Path) -> None:
    """An editor may have put one there: the next line still comes behind the last."""
    closed(sat(path, NO))
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    sitting = Sitting.resume(AMA, path)
    sitting.give(NEXT)
    closed(sitting)
    again = Sitting.resume(AMA, path)
    closed(again)
    assert again.session.answers == sitting.session.answers


def test_a_journal_that_is_damaged_anywhere_is_refused_and_kept(path: Path) -> None:
    """Each byte counts: what was answered is never taken for something else."""
    closed(sat(path, NO, NEXT))
    whole = path.read_bytes()
    for offset in range(len(whole)):
        damaged = bytearray(whole)
        damaged[offset] ^= 0x15
        path.write_bytes(damaged)
        try:
            sitting = Sitting.resume(AMA, path)
        except FlowError as error:
            (found,) = error.problems
            assert found.place
            assert found.place.line <= 3
        else:
            assert sitting.journal
            assert sitting.journal.torn
            assert offset == len(whole) - 1
            closed(sitting)
        assert path.read_bytes() == damaged


@pytest.mark.parametrize("lines", [b"{}\n", b"\xff\n", b"[1]\n", b"\n\n"])
def test_what_is_no_journal_is_refused(path: Path, lines: bytes) -> None:
    """And kept as it is."""
    path.parent.mkdir()
    path.write_bytes(lines)
    assert problem(path).startswith(f"{path}:1:1 ")
    assert path.read_bytes() == lines


def test_a_journal_begins_in_an_empty_file(path: Path) -> None:
    """As ``mktemp`` makes one; it is then for its owner alone."""
    path.parent.mkdir()
    path.touch(mode=0o644)
    sitting = Sitting.resume(AMA, path, clock=clock)
    assert sitting.journal is None
    sitting.give(NO)
    closed(sitting)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    again = Sitting.resume(AMA, path)
    assert again.session.answers == sitting.session.answers
    closed(again)


@pytest.mark.parametrize("name", ["/dev/null", "/dev/full", "/dev/zero"])
def test_what_is_no_file_is_refused(name: str) -> None:
    """A device has no end, or keeps nothing; it stays as it is."""
    mode = Path(name).stat().st_mode
    with pytest.raises(OSError, match="Not a regular file"):
        Sitting.resume(AMA, Path(name))
    assert Path(name).stat().st_mode == mode


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    """Nobody may ever write to it."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(OSError, match="Not a regular file"):
        Sitting.resume(AMA, pipe)


def test_what_is_gone_on_with_becomes_private(path: Path) -> None:
    """A copy may have been made that others could read."""
    closed(sat(path, NO))
    path.chmod(0o644)
    closed(Sitting.resume(AMA, path))
    assert path.stat().st_mode & 0o777 == 0o600


def test_where_a_name_is_taken_meanwhile_another_is_free(home: Path) -> None:
    """Two may begin within the same second."""
    both = []
    for _ in range(2):
        free = store.free(AMA.id, clock())
        both.append(Sitting(Session(AMA), Keeper(next(free), others=free), clock=clock))
    for sitting in both:
        sitting.give(NO)
        assert sitting.is_kept
    assert len(store.paths()) == len(list(home.rglob("*.jsonl"))) == len(both)
    for sitting in both:
        closed(sitting)


def test_what_cannot_be_gone_on_with_is_told_of(home: Path) -> None:
    """A newer one that is busy or damaged, or may not be read, is left alone."""
    assert home.is_dir()
    times = [clock() - timedelta(hours=hours) for hours in range(4)]
    busy, damaged, folder, older = (store.new(AMA.id, at) for at in times)
    closed(sat(older, NO))
    folder.mkdir()
    damaged.write_text("x\n", "utf-8")
    going = sat(busy, NO)
    earlier, passed = store.earlier(AMA)
    assert earlier
    assert earlier.keeper
    assert earlier.keeper.path == older
    assert list(passed) == [busy, damaged, folder]
    assert list(passed.values()) == ["session-busy", "bad-session", "bad-session"]
    closed(going)
    earlier.leave()


def test_what_is_declined_is_free_for_others(path: Path) -> None:
    """A second caller must not keep the first one from going on."""
    closed(sat(path, NO))
    declined = Sitting(Session(AMA), earlier=Sitting.resume(AMA, path), clock=clock)
    with pytest.raises(FlowError):
        Sitting.resume(AMA, path)
    declined.begin_anew()
    assert declined.earlier is None
    closed(Sitting.resume(AMA, path))
    declined.begin_anew()


def test_a_session_with_a_note_alone_is_gone_on_with(home: Path) -> None:
    """What was written down is not lost from sight."""
    assert home.is_dir()
    sitting = Sitting(Session(AMA), Keeper(store.new(AMA.id, clock())), clock=clock)
    assert not sitting.is_begun
    sitting.note("eerst iets")
    assert sitting.is_begun
    closed(sitting)
    earlier, passed = store.earlier(AMA)
    assert earlier
    assert earlier.is_begun
    assert not passed
    new = Sitting(Session(AMA), earlier=earlier, clock=clock)
    new.go_on()
    assert new.is_begun
    new.leave()


def test_a_journal_that_is_refused_is_not_kept_from_others(path: Path) -> None:
    """Whatever is wrong with its answers: another ama-flow may know better."""
    path.parent.mkdir()
    chain = Chain()
    answer = {"event": "answer", "state": 1, "trigger": "next", "value": None}
    path.write_text(chain.write(start(AMA)) + chain.write(answer), "utf-8")
    for _ in range(2):
        assert problem(path).strip() == "bad-session"
    assert store.earlier(AMA)[0] is None


def test_a_journal_starts_no_later_than_its_first_answer(path: Path) -> None:
    """Also where time goes on between the two."""
    ticks = (clock() + timedelta(seconds=tick) for tick in range(9))
    sitting = Sitting(Session(AMA), Keeper(path), clock=lambda: next(ticks))
    sitting.give(NO)
    closed(sitting)
    started, answered = read(Origin(file="a", text=path.read_text("utf-8"))).events
    assert started["at"] == answered["at"]


def test_a_journal_of_another_format_is_refused(path: Path) -> None:
    """As is one without a start: its checks are right, and it means nothing to us."""
    from ama_flow.journal.events import Chain, answered, start  # noqa: PLC0415

    path.parent.mkdir()
    sitting = sat(path, NO)
    (answer,) = sitting.session.answers
    closed(sitting)
    first = start(AMA, clock())
    for event in ({**first, "format": 2}, answered(answer, clock()), {"event": "x"}):
        path.write_text(Chain().write(event), "utf-8")
        assert problem(path) == f"{path}:1:1 bad-session"


def test_a_journal_of_another_flow_is_refused(path: Path) -> None:
    """Its answers would mean something else."""
    closed(sat(path, NO))
    assert problem(path, replace(AMA, id="other")).strip() == "bad-session"
    closed(Sitting.resume(AMA, path))


def test_two_at_once_are_told(path: Path) -> None:
    """The second leaves the session alone, until the first is done."""
    first = sat(path, NO)
    assert problem(path).strip() == "session-busy"
    closed(first)
    closed(Sitting.resume(AMA, path))


def test_answers_that_no_longer_fit_are_taken_back(path: Path) -> None:
    """The journal says so, and goes on from where they fit."""
    closed(sat(path, NO, NEXT, NEXT))
    ways = AMA.states["aanmelden"].transitions
    changed = replace(
        AMA.states["aanmelden"],
        transitions=(replace(ways[0], trigger="verder"), *ways[1:]),
    )
    states = Table({**AMA.states, "aanmelden": changed}.items())
    made = replace(AMA, states=states)
    sitting = Sitting.resume(made, path)
    assert [answer.state for answer in sitting.session.dropped] == [
        "aanmelden",
        "hoedanigheid",
    ]
    sitting.give(Choice(trigger="verder", title=""))
    closed(sitting)
    again = Sitting.resume(made, path)
    assert again.session.dropped == ()
    assert [a.trigger for a in again.session.answers] == ["answer", "verder"]
    assert again.journal
    kinds = [event["event"] for event in again.journal.events]
    assert kinds == ["start", *["answer"] * 3, "start", "back", "answer"]
    closed(again)


def test_a_note_never_holds_a_register_number(path: Path) -> None:
    """It is refused, and nothing of it is kept."""
    sitting = sat(path, NO)
    with pytest.raises(FlowError, match="register number"):
        sitting.note("nummer 85.07.30-033.28")
    closed(sitting)
    assert "033" not in path.read_text("utf-8")


def test_an_end_is_noted_where_the_reader_is_helped(path: Path) -> None:
    """A session that came to its end need not be gone on with."""
    sitting = sat(path, YES, NO)
    sitting.end()
    assert sitting.session.outcome == "contact"
    assert not sitting.session.ended
    closed(sitting)
    resumed = Sitting.resume(AMA, path)
    assert resumed.journal
    assert not resumed.journal.ended
    closed(resumed)


def test_a_session_that_came_to_its_end_is_over(path: Path) -> None:
    """Where there is no way on, that is the last event."""
    made = flow(
        state("ask", "question", way("goal"), asks="a"), GOAL, facts=(yesno("a"),)
    )
    sitting = sat(path, YES, flow=made)
    sitting.end()
    closed(sitting)
    resumed = Sitting.resume(made, path)
    assert resumed.journal
    assert resumed.journal.ended
    closed(resumed)


def test_without_a_keeper_nothing_is_kept() -> None:
    """The session works all the same."""
    sitting = Sitting(Session(AMA))
    sitting.give(NO)
    sitting.note("x")
    assert not sitting.is_kept
    assert sitting.session.state == "aanmelden"


# ------------------------------------------------------------ failures
def test_what_cannot_be_written_is_kept_for_later(path: Path) -> None:
    """The session goes on; once there is room, nothing is missing."""
    in_the_way = path.parent
    in_the_way.touch()
    sitting = Sitting(Session(AMA), Keeper(path), clock=clock)
    sitting.give(NO)
    assert sitting.keeper
    assert (sitting.is_kept, sitting.keeper.failure) == (False, "File exists")
    in_the_way.unlink()
    sitting.give(NEXT)
    assert sitting.is_kept
    closed(sitting)
    resumed = Sitting.resume(AMA, path)
    assert len(resumed.session.answers) == 2
    closed(resumed)


@contextmanager
def full_disk(size: int) -> Iterator[None]:
    """Let no file grow beyond *size* bytes: what fits of a line is written."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("room", [0, 1, 300, 350, 400])
def test_a_full_disk_loses_nothing(path: Path, room: int) -> None:
    """A line of which a part was written is written over once there is room."""
    sitting = sat(path)
    with full_disk(room):
        sitting.give(NO)
        sitting.give(NEXT)
        assert not sitting.is_kept
    torn = path.read_bytes()
    assert len(torn) <= room
    sitting.give(NEXT)
    assert sitting.is_kept
    closed(sitting)
    resumed = Sitting.resume(AMA, path)
    assert resumed.session.answers == sitting.session.answers
    closed(resumed)


def test_a_program_that_ends_on_a_full_disk_keeps_what_fits(path: Path) -> None:
    """Its last line is torn, and those before it count."""
    sitting = sat(path, NO)
    with full_disk(path.stat().st_size + 9):
        sitting.give(NEXT)
    closed(sitting)
    resumed = Sitting.resume(AMA, path)
    assert resumed.journal
    assert resumed.journal.torn
    assert len(resumed.session.answers) == 1
    closed(resumed)


# ------------------------------------------------------------ the folder
@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let the platform keep state in a folder of the test."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    return tmp_path


def test_sessions_are_listed_newest_first(home: Path) -> None:
    """Those of one flow, or of all; other files are left alone."""
    assert store.paths() == ()
    made = [store.new("a", clock() - timedelta(days=1))]
    made[0].parent.mkdir(parents=True)
    for name in ("a", "a", "b"):
        made[-1].touch()
        made.append(store.new(name, clock()))
    made[-1].touch()
    (made[-1].parent / "notes.txt").touch()
    assert [path.name for path in store.paths()] == [
        "a-20261123-203000-2.jsonl",
        "b-20261123-203000.jsonl",
        "a-20261123-203000.jsonl",
        "a-20261122-203000.jsonl",
    ]
    assert [path.name for path in store.paths("b")] == ["b-20261123-203000.jsonl"]
    assert store.folder().is_relative_to(home)


def test_a_journal_is_read_as_text() -> None:
    """A journal can be sent to somebody else, who reads the same."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.jsonl"
        closed(sat(path, NO))
        journal = read(Origin(file="a", text=path.read_text("utf-8")))
    assert journal.flow == "ama_wvg"
    assert journal.fits(AMA)
    assert not journal.fits(replace(AMA, title="Anders"))


@pytest.mark.parametrize(
    "held",
    [
        "oops",
        '"event": "back", "steps": "one"',
        '"event": "back", "steps": true',
        '"event": "back", "steps": 0',
        '"event": "back", "at": "soon", "steps": 1',
        f'"event": "back", "steps": {"9" * 5000}',
        f'"event": "back", "steps": {"[" * 100_000}',
        '"event": "change", "steps": 1, "answers": 1',
        '"event": "change", "steps": 1, "answers": [1]',
        '"event": "change", "steps": 1, "answers": [{"state": "a"}]',
        '"event": "change", "steps": 0, "answers": []',
    ],
)
def test_a_line_that_another_program_wrote_is_damaged(held: str) -> None:
    """Its check may be right: what it holds must be, too."""
    first = Chain().write(start(AMA))
    last = first.rpartition('"check": "')[2][:-3]
    check = sha256(f"{last}\n{{{held}}}".encode()).hexdigest()[:16]
    line = f'{{{held}, "check": "{check}"}}\n'
    with pytest.raises(FlowError, match="this line is not as it was written") as caught:
        read(Origin(file="x", text=first + line))
    place = caught.value.problems[0].place
    assert place
    assert place.line == 2


def test_without_an_earlier_sitting_there_is_nothing_to_go_on_with() -> None:
    """The sitting stays as it is."""
    sitting = Sitting(Session(AMA))
    sitting.give(NO)
    sitting.go_on()
    assert sitting.session.state == "aanmelden"


def test_the_newest_session_that_can_be_gone_on_with_is_offered() -> None:
    """Neither one that came to its end, nor one without answers, nor a damaged one."""
    made = flow(
        state("ask", "question", way("goal"), asks="a"), GOAL, facts=(yesno("a"),)
    )
    open_, over, empty, damaged = (
        store.new(made.id, clock() + timedelta(hours=hour)) for hour in range(4)
    )
    unsure = sat(open_, NO)
    closed(unsure)
    assert store.earlier(made)[0] is None
    ended = sat(over, YES, flow=made)
    ended.end()
    closed(ended)
    looked = sat(empty, YES, flow=made)
    looked.restart()
    closed(looked)
    damaged.write_text("x\n", "utf-8")
    assert store.earlier(made)[0] is None
    going = sat(store.new(made.id, clock() - timedelta(hours=1)), YES, flow=made)
    closed(going)
    found = store.earlier(made)[0]
    assert found
    assert len(found.session.answers) == 1
    found.leave()


def test_a_kill_after_a_new_start_loses_no_answer(path: Path) -> None:
    """What does not fit is taken back with the first answer, if not before."""
    closed(sat(path, NO, NEXT))
    journal = read(Origin(file="a", text=path.read_text("utf-8")))
    made = replace(AMA, initial="aanmelden")
    with path.open("a", encoding="utf-8") as file:
        file.write(Chain(journal.check).write(start(made, clock())))
    sitting = Sitting.resume(made, path, clock=clock)
    assert len(sitting.session.dropped) == 2
    sitting.give(NEXT)
    closed(sitting)
    again = Sitting.resume(made, path)
    closed(again)
    assert again.session.dropped == ()
    assert again.session.answers == sitting.session.answers


# ------------------------------------------------------------ ended, and only read
def over(hour: int) -> Path:
    """Keep a session that came to its end at an *hour*."""
    path = store.new(SHORT.id, clock() + timedelta(hours=hour))
    sitting = sat(path, YES, flow=SHORT)
    sitting.end()
    closed(sitting)
    return path


SHORT = flow(state("ask", "question", way("goal"), asks="a"), GOAL, facts=(yesno("a"),))


@pytest.mark.usefixtures("home")
def test_a_session_that_came_to_its_end_is_read_once() -> None:
    """The next start puts it away; it is listed all the same, and its name is taken."""
    first, second = over(1), over(2)
    assert store.earlier(SHORT)[0] is None
    assert not first.exists()
    away = [path.with_name("ended") / path.name for path in (second, first)]
    assert store.paths() == tuple(away)
    assert stat.S_IMODE(away[0].parent.stat().st_mode) == 0o700
    for path in away:
        path.write_text("never read again", "utf-8")
    assert store.earlier(SHORT)[0] is None
    again = store.new(SHORT.id, clock() + timedelta(hours=1))
    assert again.name == f"{first.stem}-2.jsonl"


@pytest.mark.usefixtures("home")
def test_what_can_not_be_put_away_stays() -> None:
    """It is read once more at each start, and that is all."""
    path = over(1)
    path.with_name("ended").touch()
    assert store.earlier(SHORT)[0] is None
    assert store.paths() == (path,)


@contextmanager
def only_read(path: Path) -> Iterator[None]:
    """Let nobody write the file at *path*, not even the owner of this machine."""
    path.chmod(0o444)
    is_root = os.geteuid() == 0
    if is_root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if is_root:
            os.seteuid(0)
        path.chmod(0o600)


@pytest.fixture
def open_to_all(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let the platform keep state where every user can read it."""
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        monkeypatch.setenv("XDG_STATE_HOME", folder)
        yield


@pytest.mark.usefixtures("open_to_all")
def test_a_session_that_can_only_be_read_is_offered() -> None:
    """It goes on where it was, keeps nothing new, and says why not."""
    path = store.new("ama_wvg", clock())
    closed(sat(path, NO))
    for folder in (path.parent, path.parents[1]):
        folder.chmod(0o755)
    kept = path.read_bytes()
    with only_read(path):
        sitting = store.earlier(AMA)[0]
        assert sitting
        assert sitting.keeper
        assert (sitting.is_kept, sitting.keeper.failure) == (False, "Permission denied")
        sitting.give(NEXT)
        assert (sitting.is_kept, sitting.keeper.failure) == (False, "Permission denied")
        sitting.leave()
        with pytest.raises(PermissionError):
            Sitting.resume(AMA, path)
    assert sitting.session.count == 2
    assert path.read_bytes() == kept
