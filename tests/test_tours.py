"""Tours: each is what it says, all take everything, and few are enough."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import combinations
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, assume, given, settings

import ama_flow
from ama_flow.cli import cli
from ama_flow.model import Answer, Fact, Flow, Table, Transition, Value, Waiver, replace
from ama_flow.proofs.cover import cover
from ama_flow.proofs.explored import explored
from ama_flow.proofs.space import Space
from ama_flow.proofs.tours import Tour, Tours
from ama_flow.session import Session
from ama_flow.view.script import Script, play
from ama_flow.view.tours import script
from tests.accepted import accepted_flows, sampled
from tests.any_flows import give
from tests.oracle import judge, truth
from tests.small_flows import GOAL, A, B, flow, state, way

MANY = settings(suppress_health_check=list(HealthCheck), max_examples=40)
EXAMPLES = Path(__file__).parent.parent / "examples"


def replayed(made: Flow, answers: Iterable[Answer]) -> tuple[str, list[Transition]]:
    """Give where a session gets by *answers*, and the transitions it takes."""
    session, taken = Session(made), list(opening(made))
    for answer in answers:
        assert session.state == answer.state
        before = dict(session.facts)
        value = sampled(made, answer)
        give(session, replace(answer, value=value))
        asks = made.states[answer.state].asks
        known = before if value is None else {**before, asks: value}
        taken += way_of(made, answer.state, answer.trigger, known)
    return session.state, taken


def opening(made: Flow) -> Iterator[Transition]:
    """Give the transitions of branches before the first question."""
    if made.states[made.initial].kind == "branch":
        yield from way_of(made, made.initial, "next", made.initial_facts)


def way_of(
    made: Flow, name: str, trigger: str, facts: Mapping[str, Value]
) -> Iterator[Transition]:
    """Give the transition that is open in a state, and those of branches behind it."""
    ways = made.states[name].by_trigger(trigger)
    taken = next(t for t in ways if not t.conditions or truth(t.conditions, facts))
    yield taken
    if made.states[taken.dest].kind == "branch":
        yield from way_of(made, taken.dest, "next", {**facts, **dict(taken.sets)})


@MANY
@given(accepted_flows())
def test_scenarios_take_every_transition(made: Flow) -> None:
    """All that brute force can take; and each ends where it says, if there is an end."""
    found = ama_flow.tours(made)
    every: set[int] = set()
    for scenario in found.tours:
        end, taken = replayed(made, scenario.answers)
        assert end == scenario.state
        new = dict.fromkeys(id(t) for t in taken if id(t) not in every)
        assert list(map(id, scenario.first)) == list(new)
        every.update(new)
    assert every == judge(made).taken
    assert 1 <= found.least <= len(found.tours)


def least(space: Space, most: int) -> int:
    """Try every walk, and every few of them; *most* are enough."""
    start = frozenset(map(id, space.opening))
    seen, todo = {(0, start)}, [(0, start)]
    for number, taken in todo:
        for move in space.moves[number]:
            more = taken | {id(move.transition), *map(id, move.passed)}
            if (move.dest, more) not in seen:
                seen.add((move.dest, more))
                todo.append((move.dest, more))
    walks = {taken for _, taken in seen}
    walks = {taken for taken in walks if not any(taken < other for other in walks)}
    every = frozenset().union(*walks)
    for number in range(1, most):
        for chosen in combinations(walks, number):
            if frozenset().union(*chosen) == every:
                return number
    return most


@MANY
@given(accepted_flows())
def test_the_bound_is_one(made: Flow) -> None:
    """No set is smaller than it says, nor than the one that is called the smallest."""
    found = ama_flow.tours(made)
    space = explored(made).space
    assume(len(space.situations) <= 12 and len(found.tours) <= 4)
    true = least(space, len(found.tours))
    assert found.least <= true <= len(found.tours)
    assert found.smallest is (found.least == len(found.tours))


def test_one_scenario_goes_round_as_often_as_it_takes() -> None:
    """All of a loop is taken before it is left."""
    again = [way("one", trigger=name, choice=True) for name in "xyz"]
    made = flow(
        state("one", "question", way("two", trigger="on"), *again),
        state("two", "question", way("goal", trigger="on"), *again),
        GOAL,
        waivers=(Waiver(code="endless", at="one", reason="a test"),),
    )
    (only,) = ama_flow.tours(made).tours
    assert (len(only.answers), len(only.first)) == (11, 8)
    told = str(ama_flow.tours(made))
    assert told == "1 scenario takes every transition, and fewer can't"


def test_what_is_tried_first_is_not_always_needed() -> None:
    """Two facts with two values each need two scenarios, and not three or four."""
    made = flow(
        state("a", "question", *both("a", "b"), asks="a"),
        state(
            "b",
            "question",
            way("goal", when={"b": True}),
            way("other", when={"b": False}),
            asks="b",
        ),
        GOAL,
        state("other", "goal"),
        facts=(A, B),
    )
    found = ama_flow.tours(made)
    assert (len(found.tours), found.least) == (2, 2)
    assert str(found) == "2 scenarios take every transition, and fewer can't"


def both(fact: str, dest: str) -> list[dict[str, object]]:
    """Give a way for yes and one for no, that differ in what they set."""
    other = Table({"a": "b", "b": "a"}.items())[fact]
    return [
        way(dest, when={fact: True}),
        way(dest, when={fact: False}, sets=((other, True),) if other == "b" else ()),
    ]


def test_what_is_also_taken_before_the_last_answer_needs_no_scenario() -> None:
    """Both ways to the branch can end there, and one path takes them all."""
    made = flow(
        state("ask", "question", way("branch"), asks="a"),
        state("branch", "branch", way("goal", when={"a": True}), way("two")),
        state("two", "step", way("branch", sets=(("a", True),))),
        GOAL,
        facts=(replace(A, changes=True),),
    )
    found = cover(explored(made).space, rounds=0)
    assert (len(found.paths), found.least) == (1, 1)


def test_what_is_not_proved_smallest_is_said() -> None:
    """How many are needed at least, and how many there are too many at most."""
    one = Tour(title="One", answers=(), state="goal", first=())
    found = Tours(tours=(one,) * 5, least=3)
    assert not found.smallest
    told = (
        "5 scenarios take every transition; 3 or more are needed, so at most 2 too many"
    )
    assert str(found) == told


def test_a_search_that_is_cut_short_claims_less() -> None:
    """It still takes everything, and its bound is one."""
    space = explored(ama_flow.load("ama_wvg")).space
    some, all_ = cover(space, rounds=1), cover(space)
    assert some.least < all_.least == len(all_.paths) <= len(some.paths)


def test_a_flow_without_answers_has_a_scenario() -> None:
    """It starts where it ends, and passes the branches before that."""
    made = flow(state("first", "branch", way("goal")), GOAL)
    (only,) = ama_flow.tours(made).tours
    assert (only.title, only.answers, only.state) == ("goal", (), "goal")
    assert [t.source for t in only.first] == ["first"]


def test_a_title_tells_what_is_special() -> None:
    """The end, and what no scenario before it does: first of all what fails."""
    found = ama_flow.tours(ama_flow.load("ama_wvg"))
    assert (len(found.tours), found.least) == (6, 6)
    assert found.tours[1].title.startswith(
        "De gebruiker heeft toegang tot het e-loket AMA WVG (Kies uw onderneming en de "
        "hoedanigheid. Dit lukt niet; "
    )


# ---------------------------------------------------------------- the file
def played(made: Flow, text: str) -> list[tuple[str, str]]:
    """Play each scenario of a file: where it should lead, and where it does."""
    ends = []
    scenarios = tomllib.loads(text, parse_float=Decimal)["scenarios"]
    for scenario in scenarios.values():
        session = Session(made)
        play(session, Script(made, scenario["answers"]), then=scenario["then"])
        ends.append((scenario["then"], session.state))
    return ends


@MANY
@given(accepted_flows())
def test_a_file_of_scenarios_can_be_played(made: Flow) -> None:
    """Each leads where it says, with going on left out."""
    found = ama_flow.tours(made).tours
    ends = played(made, script(made, found, name="any"))
    assert ends == [(scenario.state, scenario.state) for scenario in found]


def test_a_file_keeps_any_title() -> None:
    """Quotes, backslashes and control characters are escaped."""
    nasty = 'a "b" \\ \x7f\x01\nç'
    one = Tour(title=nasty, answers=(), state="goal", first=())
    data = tomllib.loads(script(flow(GOAL), [one], name=nasty))
    assert data == {
        "flow": nasty,
        "scenarios": {"s1": {"title": nasty, "then": "goal", "answers": {}}},
    }


@pytest.mark.parametrize("name", ["ama_wvg", str(EXAMPLES / "leeftijd.toml")])
@pytest.mark.parametrize("target", [".", "own.toml"])
def test_the_command_writes_a_file(name: str, target: str, tmp_path: Path) -> None:
    """In a folder it is called after the flow; it says where the flow is."""
    command = ["paths", name, "--scenarios", str(tmp_path / target)]
    told = CliRunner().invoke(cli, command)
    made = ama_flow.load(name)
    (file,) = tmp_path.iterdir()
    number = len(ama_flow.tours(made).tours)
    assert told.stdout == (
        f"{file}: {number} scenarios take every transition, and fewer can't.\n"
    )
    assert file.name == (f"{made.id}.scenarios.toml" if target == "." else target)
    text = file.read_text(encoding="utf-8")
    assert [then for then, _ in played(made, text)] == [
        b for _, b in played(made, text)
    ]
    told_name = tomllib.loads(text)["flow"]
    where = told_name if name == "ama_wvg" else tmp_path / told_name
    assert ama_flow.load(where).id == made.id
    assert (told_name == name) is (name == "ama_wvg")


def test_scenarios_that_somebody_wrote_are_not_written_over(tmp_path: Path) -> None:
    """A file of its own making is written anew, and any other stays as it is."""
    command = ["paths", "ama_wvg", "--scenarios", str(tmp_path)]
    file = tmp_path / "ama_wvg.scenarios.toml"
    assert CliRunner().invoke(cli, command).exit_code == 0
    made = file.read_bytes()
    file.write_bytes(made + b"# more\n")
    assert CliRunner().invoke(cli, command).exit_code == 0
    assert file.read_bytes() == made
    file.write_bytes(b"# by hand\n" + made)
    told = CliRunner().invoke(cli, command)
    assert told.exit_code == 2
    assert "was not written by this command" in told.stderr
    assert file.read_bytes() == b"# by hand\n" + made


def test_a_text_that_no_sample_fits_is_left_to_the_author() -> None:
    """The line says so, and what is answered behind it is written all the same."""
    odd = Fact(id="a", type="text", pattern="odd-[0-9]{3}")
    other = way("goal", trigger="x", title="x", choice=True)
    made = flow(
        state("ask", "question", way("step"), asks="a"),
        state("step", "step", way("goal"), other),
        GOAL,
        facts=(odd,),
    )
    text = script(made, ama_flow.tours(made).tours, name="any")
    assert "# ask: what is answered here makes no difference\n" in text
    assert 'step = "x"\n' in text
