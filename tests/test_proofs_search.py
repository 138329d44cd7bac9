"""The search behind a proof: what it tells apart, and who gets where."""

from __future__ import annotations

from hypothesis import given

from ama_flow.model import Fact, Flow, Waiver
from ama_flow.proofs import check
from ama_flow.proofs.space import Space, explore
from ama_flow.proofs.story import path_to
from ama_flow.proofs.structure import Wrong
from ama_flow.session import Session
from tests.oracle import judge
from tests.random_flows import flows
from tests.small_flows import (
    CALL,
    GOAL,
    A,
    asked,
    flow,
    found,
    only,
    state,
    way,
    yesno,
)

FAULTS = {"gap", "overlap", "unknown-fact"}


# ------------------------------------------------------------ random flows
@given(flows())
def test_brute_force_agrees(made: Flow) -> None:
    """Verdicts and figures are those of a slow search that leaves nothing out.

    That a title is a command too is of words, which it does not know.
    """
    opinion, report = judge(made), check(made)
    codes = {problem.code for problem in report.problems} - {"command-clash"}
    assert codes - FAULTS == opinion.codes - FAULTS
    assert bool(codes & FAULTS) == bool(opinion.codes & FAULTS)
    assert report.figures.worst == opinion.worst
    assert report.figures.fewest == opinion.fewest
    assert report.figures.situations <= len(opinion.ways)


@given(flows())
def test_brute_force_finds_the_same_faults(made: Flow) -> None:
    """At the same states and triggers."""
    faults = explore(made, Wrong()).faults
    assert {fault[:3] for fault in faults} == judge(made).faults


@given(flows())
def test_a_session_follows_each_path_that_is_found(made: Flow) -> None:
    """What is proved is what happens: the session ends where the search does."""
    space = explore(made, Wrong())
    for number, situation in enumerate(space.situations if not space.faults else ()):
        session = Session(made)
        for step in path_to(space, number):
            assert session.state == step.state
            if step.value is None:
                session.send(step.transition.trigger)
            else:
                session.answer("x" if step.value == "" else step.value)
        assert session.state == situation.state
        known = space.facts(number)
        assert {f: v for f, v in session.facts.items() if f in known} == known


# ------------------------------------------------------------ what is told apart
def chain(size: int) -> Flow:
    """Make a flow that asks *size* facts, and reads each right after."""
    states = []
    for number in range(size):
        fact, dest = f"f{number}", f"ask{number + 1}" if number + 1 < size else "goal"
        states.append(
            state(f"ask{number}", "question", way(f"read{number}"), asks=fact)
        )
        ways = [
            way(dest, trigger=trigger, title=trigger, when={fact: value}, fails=fails)
            for trigger, fails in (("go", False), ("stay", True))
            for value in (True, False)
        ]
        states.append(state(f"read{number}", "question", *ways))
    facts = tuple(yesno(f"f{number}") for number in range(size))
    return flow(*states, GOAL, facts=facts)


def test_facts_asked_and_read_in_turn_are_not_multiplied() -> None:
    """Sixteen of them are some dozens of situations, and not 2 ** 16."""
    report = check(chain(16))
    assert report.proved
    assert report.figures.situations == 16 * 3 + 1
    assert report.figures.worst == 32


def test_a_fact_that_nothing_reads_is_not_told_apart() -> None:
    """Both answers lead to the same situation."""
    made = flow(
        state("ask", "question", way("goal"), asks="f"), GOAL, facts=(yesno("f"),)
    )
    assert check(made).figures.situations == 2


def test_a_fact_is_not_told_apart_where_it_is_given_anew() -> None:
    """What it was before cannot be read any more."""
    ask = state("ask", "question", way("step"), asks="f")
    step = state("step", "step", way("read", sets=(("f", True),)))
    read = state("read", "branch", way("goal", when={"f": True}), way("call"))
    made = flow(ask, step, read, GOAL, CALL, facts=(yesno("f"),))
    assert explore(made, Wrong()).live["step"] == ()
    assert explore(made, Wrong()).live["read"] == ("f",)


def test_a_long_flow_takes_no_recursion() -> None:
    """Ten thousand states in a row are searched like ten."""
    size = 10_000
    steps = [state(f"s{n}", "step", way(f"s{n + 1}")) for n in range(size)]
    made = flow(*steps, state(f"s{size}", "goal"))
    assert check(made).figures.worst == size


def test_a_search_that_is_too_large_says_what_keeps_it_so() -> None:
    """Nothing is called proved then; what was found before stands."""
    names = [f"f{number}" for number in range(8)]
    asks = [
        state(name, "question", way(after), asks=name)
        for name, after in zip(names, [*names[1:], "read"], strict=True)
    ]
    ways = [way("goal", when=dict.fromkeys(names, True)), way("call")]
    read = state("read", "branch", *ways)
    made = flow(*asks, read, GOAL, CALL, facts=tuple(map(yesno, names)))
    assert check(made, bound=600).proved
    report = check(made, bound=100)
    assert not report.complete
    assert report.figures.worst is None
    (problem,) = report.problems
    assert (problem.code, problem.at, problem.place) == ("unfinished", (), None)
    assert "'f0', 'f1', 'f2', 'f3', 'f4' and" in problem.hint


# ------------------------------------------------------------ traps and luck
def test_a_trap_is_where_no_answers_lead_on() -> None:
    """The region at the end is reported, once, and not what leads to it."""
    states = [
        state("one", "question", way("two"), way("goal", trigger="x", title="x")),
        state("two", "question", way("three"), way("two", trigger="x", choice=True)),
        state("three", "question", way("four"), way("three", trigger="x")),
        state("four", "question", way("three"), way("four", trigger="x")),
    ]
    problem = only(flow(*states, GOAL))
    assert problem.code == "trap"
    assert problem.at == ("states", "three")
    assert problem.path == (
        "one. You choose: Continue.",
        "two. You choose: Continue.",
        "three. Whatever you do from here, you get neither to a good end nor to somebody who helps you.",
    )


def test_separate_traps_are_reported_each() -> None:
    """The nearest first, and one that is the same for several facts only once."""
    states = [
        *asked("a", dest="one"),
        state(
            "one",
            "question",
            way("two", trigger="x"),
            way("three", trigger="y"),
            way("goal", trigger="z"),
        ),
        state("two", "step", way("two")),
        state("three", "step", way("four")),
        state(
            "four",
            "question",
            way("three", when={"a": True}),
            way("three"),
            way("four", trigger="x"),
        ),
    ]
    problems = found(flow(*states, GOAL, facts=(A,)))
    assert [(p.code, p.at[1]) for p in problems] == [("trap", "two"), ("trap", "three")]


RETRY = (way("goal"), way("one", trigger="again", fails=True))


def test_a_way_on_by_luck_is_not_enough() -> None:
    """The last transition of the round is pointed at."""
    problem = only(flow(state("one", "step", *RETRY), GOAL))
    assert (problem.code, problem.at) == ("luck", ("states", "one"))
    assert problem.path[0] == "one. You choose: again."


ENDLESS = Waiver(code="endless", at="one", reason="whoever retries knows when to stop")


def test_a_way_out_by_choice_is_enough() -> None:
    """The reader can leave the round when he likes; it counts for the worst case."""
    one = state("one", "step", *RETRY, way("call", trigger="stop", choice=True))
    report = check(flow(one, GOAL, CALL, waivers=(ENDLESS,)))
    assert report.proved
    assert report.figures.worst == 1


def test_a_round_by_choice_alone_needs_a_way_out() -> None:
    """Where the reader can choose only to go round, that is reported too."""
    one = state(
        "one",
        "question",
        way("two", trigger="x", choice=True),
        way("three", trigger="y", choice=True),
    )
    two = state("two", "question", way("one", trigger="x", choice=True), way("four"))
    three = state("three", "question", way("one", trigger="x", choice=True), way("one"))
    four = state("four", "question", way("one"), way("goal", trigger="x"))
    problem = only(flow(one, two, three, four, GOAL))
    assert problem.code == "luck"
    assert problem.path[:2] == ("one. You choose: x.", "two. You choose: x.")


def test_each_loop_is_reported_once() -> None:
    """The nearest first; that a loop is led to by another is no problem of its own."""
    one = state("one", "step", way("two"), way("one", trigger="again", fails=True))
    two = state("two", "step", way("three"), way("two", trigger="again", fails=True))
    three = state("three", "step", way("goal"), way("two", trigger="again", fails=True))
    problems = found(flow(one, two, three, GOAL))
    assert [(p.code, p.at[1]) for p in problems] == [("luck", "one"), ("luck", "two")]


def test_a_loop_that_is_the_same_for_several_facts_is_reported_once() -> None:
    """It is one place to put right."""
    states = [
        *asked("a", dest="one"),
        state("one", "step", way("read"), way("one", trigger="again", fails=True)),
        state("read", "branch", way("goal", when={"a": True}), way("call")),
    ]
    problem = only(flow(*states, GOAL, CALL, facts=(A,)))
    assert problem.code == "luck"


def test_what_follows_a_contact_must_be_won_too() -> None:
    """A reader who was sent back from there is not to be stuck either."""
    help_ = state("help", "contact", way("one", choice=True))
    problem = only(flow(help_, state("one", "step", *RETRY), GOAL))
    assert problem.code == "luck"
    assert problem.path[0] == "help. You choose: Continue."


def test_a_loop_through_a_branch_points_at_the_branch() -> None:
    """The transition that closes the round is the last one that is passed."""
    one = state("one", "step", way("goal"), way("back", trigger="x", fails=True))
    back = state("back", "branch", way("one", at=("states", "back", "transitions", 0)))
    assert only(flow(one, back, GOAL)).at == ("states", "back", "transitions", 0)


# ------------------------------------------------------------ asked twice
def test_only_answers_count_as_asked() -> None:
    """Who does not know can be asked again; who answered, not."""
    unsure = way("two", trigger="x", title="x", choice=True)
    one = state("one", "question", way("goal"), unsure, asks="a")
    two = state("two", "question", way("goal"), way("call", trigger="x"), asks="a")
    assert check(flow(one, two, GOAL, CALL, facts=(A,))).proved
    two = state("two", "question", way("one"), way("call", trigger="x"), asks="a")
    problem = only(flow(one, two, GOAL, CALL, facts=(A,)))
    assert problem.code == "asked-twice"
    assert problem.path == (
        "one. You choose: x.",
        "two. You answer: yes.",
        "one. You answered this before, in sentence 2.",
    )


def test_facts_asked_again_on_one_way_back_are_one_problem() -> None:
    """The nearest is reported, and the others named."""
    call = state(
        "help",
        "contact",
        way("a", trigger="again", title="again", choice=True),
        way("goal"),
    )
    facts = tuple(Fact(id=name, type="text") for name in "ab")
    problem = only(flow(*asked("a", "b", dest="help"), call, GOAL, facts=facts))
    assert problem.message.endswith("does not change; so do others for 'b'")


def test_space_numbers_situations_from_the_nearest_on() -> None:
    """A path that is found is as short as can be."""
    space: Space = explore(chain(3), Wrong())
    lengths = [len(path_to(space, number)) for number in range(len(space.situations))]
    assert lengths == sorted(lengths)
