"""What is taken over after a change, and what is given beforehand: never a deed anew."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ama_flow.journal import Sitting
from ama_flow.journal.keeper import Keeper
from ama_flow.model import Answer, FlowError
from ama_flow.session import Choice, Session
from ama_flow.view.script import Script, play

from .any_flows import flows, give, moves
from .small_flows import GOAL, flow, state, way, yesno
from .test_journal import NEXT, NO, YES, clock, closed
from .test_scripts import call
from .test_terminal_kept import talk

SOLVED = Choice(trigger="solved", title="solved")
WASHING = flow(
    state("dirty", "question", way("wash", when={"dirty": True}),
          way("wool", when={"dirty": False}), asks="dirty"),
    state("wool", "question", way("wash", when={"wool": True}),
          way("soap", when={"wool": False}), asks="wool"),
    state("soap", "step", way("wash")),
    state("wash", "step", way("works")),
    state("works", "question", way("goal", when={"works": True}),
          way("call", when={"works": False}), asks="works"),
    state("call", "contact", way("wash", trigger="solved", title="solved")),
    GOAL,
    facts=(yesno("dirty"), yesno("wool"), yesno("works", changes=True)),
)  # fmt: skip
"""One answer changes the way: to a question that is new, and perhaps to a deed."""


def washed(path: Path | None = None) -> Sitting:
    """Wash, call because it does not work, wash again, and say that it works."""
    sitting = Sitting(Session(WASHING), Keeper(path) if path else None, clock=clock)
    for choice in (YES, NEXT, NO, SOLVED, NEXT, YES):
        sitting.give(choice)
    return sitting


def states(answers: Iterable[Answer]) -> str:
    """Give the states that were answered."""
    return " ".join(answer.state for answer in answers)


def test_what_was_done_is_taken_over_behind_a_new_question() -> None:
    """In the order in which it was done, a loop included."""
    sitting = washed()
    sitting.change(1, NO)
    assert (sitting.session.state, sitting.session.count) == ("wool", 1)
    assert states(sitting.session.dropped) == "wash works call wash works"
    assert sitting.give(YES) == 5
    assert sitting.session.state == "goal"
    assert states(sitting.session.answers) == "dirty wool wash works call wash works"


def test_nothing_is_taken_over_behind_a_new_deed() -> None:
    """What was done before it, was done in another order."""
    sitting = washed()
    sitting.change(1, NO)
    assert [sitting.give(NO), sitting.give(NEXT)] == [0, 0]
    assert sitting.session.state == "wash"
    assert [sitting.give(NEXT), sitting.give(YES)] == [0, 0]


def test_nothing_is_taken_over_once_something_is_taken_back() -> None:
    """Who goes back leaves the way that he was on."""
    for step_back in (Sitting.back, Sitting.restart):
        sitting = washed()
        sitting.change(1, NO)
        step_back(sitting)
        assert sitting.give(YES) == 0
        assert sitting.session.state == "wash"


def test_what_leads_nowhere_any_more_is_passed_by() -> None:
    """The loop is left at its first turn, and never comes back."""
    sitting = washed()
    sitting.change(3, YES)
    assert sitting.session.state == "goal"
    assert states(sitting.session.dropped) == "call wash works"
    sitting = washed()
    sitting.change(6, NO)
    assert (sitting.session.state, sitting.session.dropped) == ("call", ())


@given(st.data())
def test_deeds_stand_in_the_order_in_which_they_were_done(data: st.DataObject) -> None:
    """Whatever is changed and answered then: none is taken over before another."""
    made = data.draw(flows())
    session = Session(made)
    for _ in range(data.draw(st.integers(1, 8))):
        if not session.ended:
            give(session, data.draw(st.sampled_from(moves(session))))
    before = session.answers
    assume(before)
    number = data.draw(st.integers(1, len(before)))
    there = Session.resume(made, before[: number - 1])
    session.change(number, data.draw(st.sampled_from(moves(there))))
    taken = list(session.answers[number:])
    while not session.ended and len(taken) < len(before):
        give(session, data.draw(st.sampled_from(moves(session))))
        count = session.take_over()
        taken += session.recent(count)
        if not count:
            break
    later = iter(before[number:])
    assert all(answer in later for answer in taken)


# ------------------------------------------------------------ the journal
def test_a_change_is_kept_as_a_whole_or_not_at_all(tmp_path: Path) -> None:
    """Wherever the program is killed while it writes."""
    path = tmp_path / "one.jsonl"
    sitting = washed(path)
    before, kept = sitting.session.answers, path.stat().st_size
    sitting.change(1, NO)
    sitting.give(YES)
    sitting.change(2, YES)
    closed(sitting)
    whole = path.read_bytes()
    first = whole.index(b"\n", kept) + 1
    assert whole[kept:].splitlines()[0].startswith(b'{"event": "change"')
    assert whole.splitlines()[-1].startswith(b'{"event": "change"')
    for size in range(kept, first + 1):
        path.write_bytes(whole[:size])
        resumed = Sitting.resume(WASHING, path)
        closed(resumed)
        standing = resumed.session.answers
        assert standing == before if size < first else states(standing) == "dirty"
    path.write_bytes(whole)
    resumed = Sitting.resume(WASHING, path)
    closed(resumed)
    assert resumed.session.answers == sitting.session.answers


# ------------------------------------------------------------ at a terminal
def test_the_reader_is_told_what_is_taken_over() -> None:
    """With the numbers by which he can change it."""
    sitting = washed()
    outcome, written = talk(sitting, "back 1", "no", "yes", "")
    assert outcome == "goal"
    assert (
        "Answer 1 is changed. Not all that you answered after it still fits.\n\nwool\n"
    ) in written
    assert (
        "\n\nTaken over from what you answered before:\n  3. wash\n  4. works: No\n"
        "  5. call: solved\n  6. wash\n  7. works: Yes\n\ngoal\n"
    ) in written


def test_the_reader_is_told_what_is_taken_over_at_once() -> None:
    """Also where the change itself leads to something that was done."""
    sitting = washed()
    sitting.change(1, NO)
    sitting.give(NO)
    sitting.give(NEXT)
    sitting.give(NEXT)
    _, written = talk(sitting, "back 2", "yes", "stop")
    assert (
        "still fits.\n\nTaken over from what you answered before:\n  3. wash\n"
    ) in written


# ------------------------------------------------------------ given beforehand
def prepared(answers: dict[str, object], *lines: str) -> tuple[Sitting, str]:
    """Type *lines* where *answers* were given beforehand."""
    sitting = Sitting(Session(WASHING), clock=clock)
    sitting.prepared = Script(WASHING, answers)
    return sitting, talk(sitting, *lines)[1]


def test_what_is_given_beforehand_takes_nobody_past_a_step() -> None:
    """The step is shown, and what comes behind it is filled in once it is done."""
    sitting, written = prepared({"dirty": "yes", "works": "yes"}, "stop")
    assert sitting.session.state == "wash"
    assert (
        "stop at any time.\n\nGiven beforehand:\n  1. dirty: Yes\n\nwash\n" in written
    )
    sitting, written = prepared({"dirty": True, "works": True}, "", "")
    assert sitting.session.state == "goal"
    assert "\nGiven beforehand:\n  3. works: Yes\n\ngoal\n" in written


def test_a_step_that_is_given_beforehand_is_given() -> None:
    """Somebody said so, in so many words."""
    sitting, written = prepared({"dirty": "yes", "wash": "next"}, "stop")
    assert sitting.session.state == "works"
    assert "Given beforehand:\n  1. dirty: Yes\n  2. wash\n" in written


def test_what_was_given_beforehand_can_be_taken_back() -> None:
    """It is not given a second time; nor while an answer is changed."""
    sitting, written = prepared({"dirty": "yes", "works": "no"}, "back", "no", "stop")
    assert sitting.session.state == "wool"
    sitting, written = prepared(
        {"dirty": "yes", "works": "no"}, "", "back 1", "back", "stop"
    )
    assert sitting.session.state == "call"
    assert written.count("Given beforehand:") == 2


def test_what_is_taken_back_is_answered_by_the_reader() -> None:
    """An answer for the second visit is not given at the first."""
    sitting, written = prepared({"dirty": ["yes", "no"]}, "back", "where", "stop")
    assert sitting.session.state == "dirty"
    assert "dirty: yes" not in written.partition("You went back")[2]


def test_answers_for_visits_that_the_reader_made_are_left_out() -> None:
    """He answered the second visit himself: the third has its own answer."""
    session = Session(WASHING)
    script = Script(WASHING, {"dirty": "yes", "works": ["no", "no", "yes"]})
    first = script.due(session, "en")
    assert first
    session.take(first)
    session.take(NEXT)
    again = script.due(session, "en")
    assert again
    for given_ in (again, SOLVED, NEXT, again, SOLVED, NEXT):
        session.take(given_)
    third = script.due(session, "en")
    assert third
    assert (again.value, third.value) == (False, True)
    assert script.due(session, "en") is None
    assert not script.left


def test_what_is_given_beforehand_and_not_taken_is_asked() -> None:
    """The reader is told why, in his language."""
    sitting, written = prepared({"dirty": "perhaps"}, "stop")
    assert sitting.session.count == 0
    assert "\nError: “perhaps” is no answer here. Type 1 or 2.\n\ndirty\n" in written


def test_what_stands_already_is_not_given_again() -> None:
    """What is given otherwise does not count, and the reader is told."""
    sitting = washed()
    sitting.back(4)
    answers = {"dirty": "yes", "wash": "next", "works": "no"}
    sitting.prepared = Script(WASHING, answers)
    _, written = talk(sitting, "stop")
    assert (sitting.session.state, sitting.session.count) == ("call", 3)
    assert "does not count" not in written
    sitting = washed()
    sitting.back(4)
    sitting.prepared = Script(WASHING, {"dirty": "no"})
    _, written = talk(sitting, "stop")
    assert "\n“dirty” has another answer already. The one that was given" in written
    assert sitting.session.state == "works"


TO_GOAL = "\n\n\nja\n\n\n\n\n\nja\n\n"


@pytest.mark.parametrize(("lines", "code"), [(TO_GOAL, 4), ("\nstop\n", 11)])
def test_an_answer_that_was_never_asked_for_is_an_error_at_the_end(
    lines: str, code: int
) -> None:
    """And none where the reader stopped before it."""
    answers = ("-a", "maatwerkbedrijf=nee", "-a", "eranova=opgelost")
    result = call("run", *answers, stdin=lines)
    assert "Vooraf gegeven:" in result.stdout
    assert result.exit_code == code
    told = "an answer at 'eranova' is never asked for [answer-unused]"
    assert (told in result.stderr) is (code == 4)


# ------------------------------------------------------------ visits
def test_the_nth_answer_is_for_the_nth_visit() -> None:
    """Counted from the beginning, however often the script is tried again."""
    answers = {"dirty": True, "works": [False, True], "call": "solved"}
    for kept in range(7):
        session = Session(WASHING)
        for answer in washed().session.answers[:kept]:
            session.take(answer)
        play(session, Script(WASHING, answers))
        assert session.answers == washed().session.answers


def test_a_single_answer_is_for_the_first_visit() -> None:
    """It never leads round a loop by itself."""
    session = Session(WASHING)
    play(session, Script(WASHING, {"dirty": True, "works": False, "call": "solved"}))
    assert session.state == "works"
    assert session.count == 5


def test_another_answer_than_the_one_that_stands_changes_nothing() -> None:
    """Each state that has one is told."""
    session = washed().session
    session.back(2)
    script = Script(WASHING, {"dirty": False, "works": [True, True]})
    with pytest.raises(FlowError) as caught:
        play(session, script)
    assert [p.at for p in caught.value.problems] == [("dirty",), ("works",)]
    assert session.count == 4
