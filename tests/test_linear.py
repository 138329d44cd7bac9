"""A long session: each answer costs the same, however many came before it.

Counted are the lines of Python, the calls and the room that something takes,
and never the time, so the tests say the same on any machine.
"""

from __future__ import annotations

import os
import sys
import tracemalloc
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from struct import calcsize
from tempfile import TemporaryDirectory
from types import FrameType
from typing import Any

import pytest

from ama_flow.journal import Sitting
from ama_flow.journal.events import read
from ama_flow.journal.keeper import Keeper
from ama_flow.journal.replay import lines, replay
from ama_flow.model import ANSWER, NEXT, Flow, Origin
from ama_flow.session import Choice, Session
from ama_flow.view import history, look
from ama_flow.view.script import Script, play

from .small_flows import GOAL, asked, flow, state, way, yesno

YES, NO = (Choice(trigger=ANSWER, value=value, title="") for value in (True, False))
ON = Choice(trigger=NEXT, title="")

ROUND = flow(
    state("ask", "question", way("do", when={"a": True}), way("goal"), asks="a"),
    state("do", "step", way("ask", sets=(("b", True),))),
    GOAL,
    facts=(yesno("a", changes=True), yesno("b")),
)
"""A flow in which a reader can go round for as long as he likes."""


def row(facts: int) -> Flow:
    """Make a flow that asks so many *facts*, one after the other."""
    names = [f"f{number}" for number in range(facts)]
    ends = (state("goal", "goal"),)
    return flow(*asked(*names, dest="goal"), *ends, facts=tuple(map(yesno, names)))


def go(sitting: Sitting, answers: int) -> Sitting:
    """Give so many *answers* in `ROUND`."""
    for number in range(answers):
        sitting.give(ON if number % 2 else YES)
    return sitting


def gone(answers: int) -> Session:
    """Give a session of so many *answers* in `ROUND`."""
    return go(Sitting(Session(ROUND)), answers).session


@pytest.fixture
def folder() -> Iterator[Path]:
    """Give a folder to keep journals in."""
    with TemporaryDirectory() as name:
        yield Path(name)


def kept(folder: Path, answers: int) -> Path:
    """Write the journal of a session of so many *answers*; give its path."""
    path = folder / f"{answers}.jsonl"
    path.write_text("".join(lines(gone(answers))), "utf-8")
    return path


def work(job: Callable[[], object]) -> int:
    """Count the lines of Python that a *job* runs, and its calls and returns."""
    count = 0

    def trace(_frame: FrameType, _event: str, _: object) -> Callable[..., Any]:
        nonlocal count
        count += 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        job()
    finally:
        sys.settrace(before)
    return count


# ---------------------------------------------------------------- each step
STEPS: dict[str, Callable[[Sitting], object]] = {
    "answer": lambda sitting: sitting.give(YES),
    "back": lambda sitting: sitting.back(),
    "change": lambda sitting: sitting.change(sitting.session.count, ON),
    "note": lambda sitting: sitting.note("n"),
    "look": lambda sitting: look(sitting.session),
    "count": lambda sitting: sitting.session.count,
    "facts": lambda sitting: sitting.session.facts,
    "recent": lambda sitting: sitting.session.recent(3),
}
"""What a reader does at one moment; all of it where an even number was answered."""


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)
def test_a_step_is_the_same_work_however_long_the_session(
    step: Callable[[Sitting], object], folder: Path
) -> None:
    """Nothing is replayed and nothing is counted again: not a line more."""
    short, long = (Sitting.resume(ROUND, kept(folder, size)) for size in (10, 1_000))
    step(go(Sitting(Session(ROUND)), 10))  # imports what it needs
    assert work(lambda: step(long)) == work(lambda: step(short))
    long.leave()
    short.leave()


def room(job: Callable[[], object]) -> int:
    """Give the most memory that *job* takes at any one time, in bytes."""
    tracemalloc.start()
    try:
        job()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)
def test_a_step_takes_the_same_room_however_long_the_session(
    step: Callable[[Sitting], object], folder: Path
) -> None:
    """No list of answers is copied, not even for a moment."""
    short, long = (Sitting.resume(ROUND, kept(folder, size)) for size in (10, 1_000))
    step(go(Sitting(Session(ROUND)), 10))
    copy = long.session.count * calcsize("P")
    assert room(lambda: step(long)) < room(lambda: step(short)) + copy
    long.leave()
    short.leave()


def test_a_step_takes_the_same_room_however_much_is_known() -> None:
    """What is known is not copied at each answer: that would grow with its square."""

    def through(made: Flow) -> None:
        session = Session(made)
        while not session.ended:
            session.answer(True)  # noqa: FBT003 - the fact is yes or no

    few, many = row(200), row(400)
    through(few)
    through(many)  # their engines are made
    assert room(lambda: through(many)) < 2.1 * room(lambda: through(few))


# ---------------------------------------------------------------- a whole session
class Whole:
    """A session of so many answers: led, told as a journal, and kept in a file."""

    def __init__(self, folder: Path, answers: int) -> None:
        """Keep it in *folder*."""
        self.answers = answers
        self.session = gone(answers)
        self.path = kept(folder, answers)
        self.told = Origin(file="journal", text=self.path.read_text("utf-8"))

    def keep(self) -> None:
        """Keep it once more, answer by answer."""
        keeper = Keeper(self.path.with_name(f"again-{self.answers}.jsonl"))
        go(Sitting(Session(ROUND), keeper), self.answers).leave()


WHOLES: dict[str, Callable[[Whole], object]] = {
    "answer": lambda whole: gone(whole.answers),
    "answers": lambda whole: whole.session.answers,
    "back": lambda whole: whole.session.restart(),
    "change": lambda whole: whole.session.change(1, YES),
    "keep": lambda whole: whole.keep(),
    "go on": lambda whole: Sitting.resume(ROUND, whole.path).leave(),
    "read": lambda whole: read(whole.told),
    "history": lambda whole: list(history(whole.session)),
    "replay": lambda whole: replay(ROUND, whole.told),
}
"""What looks at all answers of a session."""


@pytest.mark.parametrize("job", WHOLES.values(), ids=WHOLES)
def test_a_session_of_twice_the_length_is_twice_the_work(
    job: Callable[[Whole], object], folder: Path
) -> None:
    """And so one of 10,000 answers is no trouble."""
    few, many, once = (Whole(folder, answers) for answers in (100, 200, 10))
    job(once)  # imports what it needs
    assert work(lambda: job(many)) < 2.1 * work(lambda: job(few))


def test_a_script_of_twice_the_length_is_twice_the_work() -> None:
    """What is left of it is not counted again at each answer."""

    def played(facts: int) -> Session:
        session = Session(row(facts))
        answers = dict.fromkeys((f"f{number}" for number in range(facts)), "yes")
        play(session, Script(session.flow, answers))
        return session

    assert played(10).state == "goal"
    assert work(lambda: played(100)) < 2.1 * work(lambda: played(50))


def synced(job: Callable[[], object]) -> int:
    """Count how often *job* waits for the disk."""
    count = 0

    def profile(_frame: object, event: str, called: Any) -> None:  # noqa: ANN401 - as sys.setprofile has it
        nonlocal count
        count += event == "c_call" and called is os.fsync

    before = sys.getprofile()
    sys.setprofile(profile)
    try:
        job()
    finally:
        sys.setprofile(before)
    return count


def test_what_happens_at_once_is_written_at_once(folder: Path) -> None:
    """A change gives all answers after it again, and waits for the disk once."""
    path = kept(folder, 100)
    sitting = Sitting.resume(ROUND, path)
    assert synced(lambda: go(sitting, 2)) == 2
    assert synced(lambda: sitting.change(1, YES)) == 1
    sitting.leave()
    again = Sitting.resume(ROUND, path)
    again.leave()
    assert again.session.answers == sitting.session.answers


def test_a_disk_that_stays_full_is_no_more_work(folder: Path) -> None:
    """What waits to be written is not put together again at each answer."""
    keepers = (Keeper(folder) for _ in range(2))  # where a folder is, no file can be
    short, long = (
        go(Sitting(Session(ROUND), keeper), size)
        for keeper, size in zip(keepers, (10, 1_000), strict=True)
    )
    assert not long.is_kept
    rooms = [
        min(room(partial(sitting.note, "n")) for _ in range(9))
        for sitting in (short, long)
    ]
    assert rooms[1] < rooms[0] + long.session.count
