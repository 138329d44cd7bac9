"""`ama-flow mutate`: what it counts, what it tells, and what it proposes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import ama_flow
from ama_flow.cli import cli
from ama_flow.cli.group import INVALID_FLOW, WRONG_OPTION
from ama_flow.loader import loads
from ama_flow.model import Condition, Fact, Flow, Moment, Rule, Table, Waiver, replace
from ama_flow.mutants import Kills, mutants, mutate
from ama_flow.mutants.telling import told
from tests.flow_writer import written
from tests.pseudo_terminal import pseudo_terminal
from tests.small_flows import CALL, GOAL, A, B, flow, state, way, yesno
from tests.sound_flow import SOUND

CARD = loads(SOUND)
FORK = flow(
    state(
        "ask",
        "question",
        way("one", when={"a": True}),
        way("two", when={"a": False}),
        asks="a",
    ),
    state("one", "step", way("two")),
    state("two", "step", way("goal")),
    GOAL,
    facts=(A,),
)
"""Two ways to the goal, one of which is longer."""


def call(*arguments: str | Path) -> Result:
    """Run the command in this process."""
    return CliRunner().invoke(cli, ["mutate", *map(str, arguments)])


@pytest.fixture
def fork(tmp_path: Path) -> Path:
    """Give the path of a small flow."""
    path = tmp_path / "fork.toml"
    path.write_text(written(FORK), "utf-8")
    return path


# ------------------------------------------------------------ what is counted
def test_the_start_of_every_program_is_without_mutants() -> None:
    """They are imported on use, and the name is there all the same."""
    program = (
        "import ama_flow, sys; assert 'ama_flow.mutants' not in sys.modules; "
        "print(ama_flow.mutate.__module__)"
    )
    command = [sys.executable, "-c", program]
    made = subprocess.run(command, capture_output=True, text=True, check=True)
    assert made.stdout == "ama_flow.mutants.kills\n"
    with pytest.raises(AttributeError, match="no attribute 'mutants_of_men'"):
        ama_flow.mutants_of_men  # noqa: B018 - that is it


def test_every_mutant_is_counted_once() -> None:
    """As noticed, as alike, or among the survivors."""
    calls: list[tuple[int, int]] = []
    kills = mutate(FORK, each=lambda number, size: calls.append((number, size)))
    total = kills.total
    assert total.mutants - total.noticed - total.alike == len(kills.survivors)
    assert total.alike == len(kills.alike)
    assert kills.slips == sum(row.mutants for row in kills.rows) == len(calls)
    assert calls == [(number, kills.slips) for number in range(1, kills.slips + 1)]
    assert kills.slips == len(list(mutants(FORK)))


def test_a_sample_is_the_same_for_the_same_seed() -> None:
    """Of all the slips that there are, in their order; and no more than there are."""
    calls: list[tuple[int, int]] = []
    one = mutate(CARD, sample=20, each=lambda *count: calls.append(count))
    assert one == mutate(CARD, sample=20, seed=0)
    assert one != mutate(CARD, sample=20, seed=1)
    assert calls[-1] == (20, 20) == (sum(row.mutants for row in one.rows), len(calls))
    calls.clear()
    few = mutate(
        FORK, operators=["dead_end"], sample=20, each=lambda *c: calls.append(c)
    )
    assert calls[-1] == (3, 3) == (few.slips, len(calls))


def test_what_was_wrong_before_is_not_noticed() -> None:
    """Only what is new, or gone."""
    broken = replace(FORK, facts=Table({**FORK.facts, "b": B}.items()))
    assert not ama_flow.check(broken).proved
    rows = [mutate(made, operators=["redirect"]).rows for made in (FORK, broken)]
    assert rows[0] == rows[1]


def test_rules_count_apart() -> None:
    """Without them their waivers are no problem, and a fact that only they read is none."""
    about = (Moment(states=("one",)),)
    asked = Condition(fact="a", values=(True,))
    rules = (
        Rule(title="R", form="at_most", about=about, most=0),
        Rule(title="S", form="requires", about=about, requires=((asked,),)),
    )
    waiver = Waiver(code="rule", at="R", reason="for now")
    made = replace(FORK, rules=rules, waivers=(waiver,))
    assert ama_flow.check(made).proved
    bare, ruled = mutate(FORK).rows, mutate(made).rows
    assert [row.bare for row in bare] == [row.bare for row in ruled]
    assert sum(row.noticed for row in ruled) > sum(row.noticed for row in bare)


def test_the_shares_are_of_what_can_be_noticed() -> None:
    """With nothing to notice, all of it is."""
    nothing = mutate(FORK, operators=["drop_need"])
    assert (nothing.rows, nothing.share, nothing.share_of_all) == ((), 100, 100)
    world = mutate(FORK, operators=["flip_choice"])
    assert world.rows[0].mutants == 4
    assert world.total.mutants == 0
    assert not world.survivors
    kills = mutate(FORK, operators=["drop_conditions", "redirect"])
    total = kills.total
    assert kills.share == 100 * total.noticed / (total.mutants - total.alike)
    assert kills.share_of_all == 100 * total.noticed / total.mutants


# ------------------------------------------------------------ what is told
def only(name: str, made: Flow, number: int = 0) -> str:
    """Tell one of the mutants of an operator."""
    return told(made, list(mutants(made, name))[number].flow)


@pytest.mark.parametrize(
    ("name", "number", "sentence"),
    [
        ("drop_transition", 10, "in “Fill in Form 7b” (fill) the answer “This does not work” were not there"),
        ("redirect", 0, "in “How old are you?” (age) the answer “at most 11” led to “Do you live here?” (resident) instead of “Bring a parent” (parent)"),
        ("redirect", -1, "in “Ask at the desk” (desk) the answer “I try again” led to “Ask the council” (council) instead of “Where do you want your card?” (branch)"),
        ("add_transition", 0, "in “How old are you?” (age) the answer “Extra” were there too, and led to “Bring a parent” (parent)"),
        ("drop_conditions", -1, "in “Who can help?” (help) the case “Called before: yes” were for “in all other cases” instead of “Called before: yes”"),
        ("shift_limit", 0, "the fact 'age' had “1” as minimum instead of “0”"),
        ("drop_set", 0, "in “Ask at the desk” (desk) the answer “I try again” noted nothing instead of called = yes"),
        ("change_set", 0, "in “Ask at the desk” (desk) the answer “I try again” noted called = no instead of called = yes"),
        ("skip_state", 0, "“Bring a parent” (parent) were left out"),
        ("change_kind", 0, "“How old are you?” (age) were a step instead of a question"),
        ("change_phase", 0, "“Do you live here?” (resident) had “desk” as phase instead of “before”"),
        ("drop_need", 0, "“Fill in Form 7b” (fill) had nothing as needs instead of “password”"),
        ("add_orphan", 0, "there were a step “Orphan” (orphan) too"),
        ("change_start", 0, "the procedure began at “Bring a parent” (parent) instead of “How old are you?” (age)"),
        ("change_known", 0, "the fact 'called' had nothing as initial instead of “False”"),
        ("swap_texts", 0, "“How old are you?” (age) had the texts of “Bring a parent”, and “Bring a parent” (parent) had the texts of “How old are you?”"),
        ("mistype_contact", 0, "the contact 'desk' had “02 124” as phone instead of “02 123”"),
        ("flip_fails", -1, "in “Ask at the desk” (desk) the answer “I try again” were a failure"),
        ("flip_choice", -1, "in “Ask at the desk” (desk) the answer “I try again” were not the reader's own choice"),
    ],
)  # fmt: skip
def test_a_slip_is_told_in_a_sentence(name: str, number: int, sentence: str) -> None:
    """In the titles and answers that readers see, with the ids of the file."""
    assert only(name, CARD, number) == sentence


def test_many_changes_are_counted() -> None:
    """After the first three."""
    guide = ama_flow.load("ama_wvg")
    sentence = only("swap_order", guide)
    assert sentence.count(" led to ") == 3
    assert sentence.endswith(" more such changes")


# ------------------------------------------------------------ what is proposed
def proposed(kills: Kills) -> dict[str, tuple[str, ...]]:
    """Give what would notice each survivor."""
    return {survivor.what: survivor.remedies for survivor in kills.survivors}


NO = '{ state = "ask", answer = false }'


def test_a_rule_is_proposed_that_holds_and_notices() -> None:
    """One for the answer that leads elsewhere, and one for who comes there now."""
    kills = mutate(FORK, operators=["redirect", "swap_answers"])
    assert proposed(kills)["ask --answer--> one and --answer--> two"] == (
        'state = { state = "ask", answer = true }, directly_then = "one"',
        f'state = {NO}, directly_then = "two"',
        'state = "one", directly_after = { state = "ask", answer = true }',
        f'state = "two", directly_after = [{NO}, "one/next"]',
    )


@pytest.mark.parametrize(
    ("fact", "answer"),
    [
        (Fact(id="a", type="choice", values=Table([("x", "X"), ("y", "Y")])), "x"),
        (Fact(id="a", type="number"), 3),
    ],
)
def test_an_answer_is_named_as_a_rule_can(fact: Fact, answer: str | int) -> None:
    """A choice by its value; of a number only that it is answered."""
    asked = Condition(fact="a", values=(answer,))
    ask = state("ask", "question", way("one", when={"a": asked}), way("two"), asks="a")
    made = replace(
        FORK,
        states=Table({**FORK.states, "ask": ask}.items()),
        facts=Table([("a", fact)]),
    )
    lines = proposed(mutate(made, operators=["swap_answers"])).popitem()[1]
    if fact.type == "choice":
        assert 'state = { state = "ask", answer = "x" }, directly_then = "one"' in lines
    else:
        assert lines == ()


def test_an_exact_string_is_proposed_for_what_is_mistyped() -> None:
    """Cited by the thing that has it."""
    lines = proposed(mutate(CARD, operators=["mistype_contact", "swap_texts"]))
    assert lines["desk: phone"] == (
        'exact = ["02 123"] in a statement that contacts.desk cites',
    )
    assert lines["age and parent"] == (
        'exact = ["How old are you?"] in a statement that states.age cites',
        'exact = ["Bring a parent"] in a statement that states.parent cites',
    )


def test_what_is_proposed_is_left_out_where_it_does_not_help() -> None:
    """As for a kind, of which no rule form speaks."""
    one = state("one", "question", way("goal"), way("call", trigger="x", title="x"))
    made = flow(replace(one, kind="contact", contact="help"), GOAL, CALL)
    for survivor in mutate(made, operators=["change_kind"]).survivors:
        assert survivor.remedies == ()


# ------------------------------------------------------------ the command
def test_the_command_prints_the_table_and_the_survivors(fork: Path) -> None:
    """In columns, with the shares below them."""
    result = call(fork)
    assert (result.exit_code, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    kills = mutate(FORK)
    assert lines[0] == f"any 1: {kills.slips} slips, one at a time."
    assert lines[2].split("  ")[0] == "slip"
    (row,) = [line for line in lines if line.startswith("skip_state")]
    assert row.split(None, 5)[-1] == "a state left out"
    assert len({line.index("a ") for line in lines if line.startswith("drop_t")}) == 1
    shares = (kills.share, kills.share_of_all)
    said = [f"{share:.1f} % of" for share in shares]
    assert [line for line in lines if all(words in line for words in said)]
    assert f"Nothing notices ({len(kills.survivors)}) if" in lines
    assert f"No reader can tell ({len(kills.alike)}) if" in lines
    assert "Said of the world, so not counted: no proof can know better." in lines
    for survivor in (*kills.survivors, *kills.alike):
        assert f"  - {survivor.told} [{survivor.operator}]" in lines
        for remedy in survivor.remedies:
            assert f"      would be noticed with: {remedy}" in lines


def test_one_kind_of_slip_can_be_asked_for(fork: Path) -> None:
    """Or several; the rest is not made."""
    result = call(fork, "--operator", "dead_end", "--operator", "self_loop")
    assert "any 1: 7 slips, one at a time." in result.stdout
    assert "Noticed: 100 % of the slips that a reader can tell" in result.stdout
    for words in ("redirect", "Nothing notices", "No reader", "Said of"):
        assert words not in result.stdout
    wrong = call(fork, "--operator", "drop_everything")
    assert wrong.exit_code == WRONG_OPTION
    assert "'drop_everything' is not one of 'drop_transition'" in wrong.stderr


def test_a_sample_says_that_it_is_one(fork: Path) -> None:
    """With its seed."""
    slips = mutate(FORK).slips
    result = call(fork, "--sample", "9", "--seed", "4")
    assert result.stdout.startswith(f"any 1: 9 of {slips} slips, drawn with seed 4.\n")
    assert call(fork, "--sample", "0").exit_code == WRONG_OPTION


def test_too_small_a_share_is_an_exit_code(fork: Path) -> None:
    """That of a flow with problems; the share itself is enough."""
    share = mutate(FORK).share
    assert 0 < share < 100
    assert call(fork, "--minimum", f"{share + 0.01}").exit_code == INVALID_FLOW
    assert call(fork, "--minimum", f"{share - 0.01}").exit_code == 0
    full = ("--operator", "dead_end", "--minimum", "100")
    assert call(fork, *full).exit_code == 0


def test_all_of_it_comes_as_data(fork: Path) -> None:
    """The same figures and survivors, and no words beside it."""
    kills = mutate(FORK, sample=30, seed=2)
    data = json.loads(call(fork, "--json", "--sample", "30", "--seed", "2").stdout)
    assert data["flow"], data["version"] == ("any", "1")
    assert (data["slips"], data["seed"]) == (kills.slips, 2)
    assert data["share"] == round(kills.share, 2)
    assert data["share_of_all"] == round(kills.share_of_all, 2)
    assert [row["operator"] for row in data["rows"]] == [r.operator for r in kills.rows]
    assert data["rows"][0].keys() >= {"mutants", "bare", "noticed", "alike"}
    told_ = [(s["told"], tuple(s["remedies"])) for s in data["survivors"]]
    assert told_ == [(s.told, s.remedies) for s in kills.survivors]
    assert [s["what"] for s in data["alike"]] == [s.what for s in kills.alike]


def test_a_flow_with_problems_is_not_mutated(tmp_path: Path) -> None:
    """They are told instead."""
    path = tmp_path / "broken.toml"
    unused = replace(FORK, facts=Table({"a": A, "b": yesno("b")}.items()))
    path.write_text(written(unused), "utf-8")
    result = call(path)
    assert (result.exit_code, result.stdout) == (INVALID_FLOW, "")
    assert "[unused]" in result.stderr


def test_who_waits_at_a_terminal_sees_how_far_it_is(fork: Path) -> None:
    """And nothing of that is left on the screen."""
    with pseudo_terminal("mutate", str(fork), "--operator", "dead_end") as terminal:
        assert terminal.end() == 0
        shown = terminal.shown
    assert "2 of 3" in shown
    assert "3 of 3\r\x1b[K" in shown
