"""The operators: each makes the slips of its kind, all of them, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import zip_longest

import pytest

import ama_flow
from ama_flow.model import Condition, Fact, Flow, Record, Table, fields, replace
from ama_flow.mutants import OPERATORS, mutants
from ama_flow.mutants.ways import self_loop
from ama_flow.mutants.writing import mistyped
from tests.flow_writer import as_written, written
from tests.small_flows import CALL, GOAL, flow, state, way
from tests.sound_flow import SOUND

GUIDE = ama_flow.load("ama_wvg")
CARD = ama_flow.loads(
    SOUND.replace(
        "conditions = { age = { max = 11 } }",
        "conditions = [{ age = { max = 5 } }, { age = { min = 6, max = 11 } }]",
    ).replace("again = {", 'unused = { title = "Again" }\nagain = {')
)
"""A flow for every operator: with numbers, choices and several cases."""

MADE = {operator.name: list(mutants(CARD, operator.name)) for operator in OPERATORS}


def differences(old: object, new: object, at: str = "") -> Iterator[str]:
    """Give the paths, without ids and positions, at which two values differ."""
    if isinstance(old, Record) and type(old) is type(new):
        for key in fields(old):
            yield from differences(getattr(old, key), getattr(new, key), f"{at}.{key}")
    elif isinstance(old, Table) and isinstance(new, Table):
        if old.keys() != new.keys():
            yield f"{at} ids"
        for name in old.keys() & new.keys():
            yield from differences(old[name], new[name], at)
    elif isinstance(old, tuple) and isinstance(new, tuple):
        for pair in zip_longest(old, new):
            yield from differences(*pair, at)
    elif old != new:
        yield at


WAYS = ".states.transitions"
CHANGES = {
    "drop_transition": {WAYS, f"{WAYS}.dest"},
    "self_loop": {f"{WAYS}.dest"},
    "redirect": {f"{WAYS}.dest"},
    "swap_answers": {f"{WAYS}.dest"},
    "duplicate_transition": {WAYS},
    "add_transition": {WAYS},
    "drop_conditions": {f"{WAYS}.conditions"},
    "drop_row": {f"{WAYS}.conditions"},
    "drop_literal": {f"{WAYS}.conditions"},
    "negate_literal": {f"{WAYS}.conditions.values"},
    "shift_bound": {f"{WAYS}.conditions.minimum", f"{WAYS}.conditions.maximum"},
    "wrong_side": {f"{WAYS}.conditions.minimum", f"{WAYS}.conditions.maximum"},
    "shift_limit": {".facts.minimum", ".facts.maximum"},
    "drop_set": {f"{WAYS}.sets"},
    "change_set": {f"{WAYS}.sets"},
    "skip_state": {".states ids", f"{WAYS}.dest"},
    "swap_order": {WAYS},
    "dead_end": {WAYS},
    "change_kind": {".states.kind", WAYS},
    "change_phase": {".states.phase", WAYS},
    "change_contact": {".states.contact"},
    "change_asked": {".states.asks"},
    "drop_need": {".states.needs"},
    "add_orphan": {".states ids"},
    "change_start": {".initial"},
    "change_known": {".facts.initial"},
    "drop_changes": {".facts.changes"},
    "swap_texts": {".states.title", ".states.text", ".states.why"},
    "mistype_contact": {
        f".contacts.{key}" for key in ("phone", "tel", "email", "url", "hours")
    },
    "mistype_term": {".terms.text"},
    "mistype_link": {".links.url"},
    "flip_fails": {f"{WAYS}.fails"},
    "flip_choice": {f"{WAYS}.choice"},
}
"""What each operator may change, and no other."""


def test_each_operator_is_described_here() -> None:
    """In the order of the table."""
    assert list(CHANGES) == [operator.name for operator in OPERATORS]


@pytest.mark.parametrize("name", CHANGES)
def test_an_operator_changes_what_it_says(name: str) -> None:
    """That alone, in each flow that it makes, and it makes each only once."""
    made = [m.flow for m in mutants(GUIDE, name)] if name in FEW else []
    for original, flows in ((CARD, [m.flow for m in MADE[name]]), (GUIDE, made)):
        for mutant in flows:
            changed = set(differences(original, mutant))
            assert changed
            assert all(any(map(at.startswith, CHANGES[name])) for at in changed)
        assert len({repr(mutant) for mutant in flows}) == len(flows)


FEW = CHANGES.keys() - {"redirect", "add_transition", "self_loop"}


@pytest.mark.parametrize("name", CHANGES)
def test_a_mutant_is_a_flow_that_an_author_could_write(name: str) -> None:
    """Written as a file, it is loaded as what it is; so names resolve."""
    few = list(mutants(GUIDE, name))[:: 1 if name in FEW else 90]
    for mutant in [*MADE[name], *few][:60]:
        assert ama_flow.loads(written(mutant.flow)) == as_written(mutant.flow)


def names(name: str, made: Flow) -> list[str]:
    """Give what an operator did, mutant by mutant."""
    return [mutant.what for mutant in mutants(made, name)]


def asking(fact: Fact, **bounds: object) -> Flow:
    """Make a flow that asks for a number or a date, and where it is within bounds."""
    test = Condition(fact=fact.id, **bounds)  # type: ignore[arg-type]
    ways = way("goal", when={fact.id: test}), way("call")
    return flow(
        state("ask", "question", *ways, asks=fact.id), GOAL, CALL, facts=(fact,)
    )


def test_every_slip_of_a_kind_is_made() -> None:
    """Counted by hand in a flow of three states."""
    made = asking(Fact(id="n", type="number"), minimum=18)
    sizes = {operator.name: len(names(operator.name, made)) for operator in OPERATORS}
    assert {name: size for name, size in sizes.items() if size} == {
        "drop_transition": 2,
        "self_loop": 2,
        "redirect": 2,
        "swap_answers": 1,
        "duplicate_transition": 2,
        "add_transition": 2,
        "drop_conditions": 1,
        "shift_bound": 2,
        "wrong_side": 1,
        "dead_end": 1,
        "change_kind": 12,
        "add_orphan": 1,
        "change_start": 2,
        "swap_texts": 2,
        "mistype_contact": 1,
        "flip_fails": 2,
        "flip_choice": 2,
    }


def test_no_other_state_is_no_slip() -> None:
    """Where a way has nowhere else to go."""
    made = flow(state("a", "step", way("goal")), GOAL)
    for name in ("redirect", "duplicate_transition"):
        assert names(name, made) == []


@pytest.mark.parametrize(
    ("fact", "bound", "shifted"),
    [
        (Fact(id="n", type="number"), 18, ["19", "17"]),
        (Fact(id="n", type="number", maximum=18), 18, ["17"]),
        (Fact(id="n", type="number", decimals=2), Decimal("1.50"), ["1.51", "1.49"]),
        (Fact(id="n", type="date"), date(2027, 1, 1), ["2027-01-02", "2026-12-31"]),
    ],
)
def test_a_bound_is_one_off(fact: Fact, bound: object, shifted: list[str]) -> None:
    """By one step of its fact, and only to what the fact can be."""
    arrow = "ask --answer--> goal: n"
    for end, side in (("minimum", "at most"), ("maximum", "at least")):
        made = asking(fact, **{end: bound})
        wanted = [f"{arrow} {end} {value}" for value in shifted]
        assert names("shift_bound", made) == wanted
        assert names("wrong_side", made) == [f"{arrow} {side}"]


def test_a_range_with_two_ends_has_no_wrong_side() -> None:
    """And nor has a list of values."""
    fact = Fact(id="n", type="number")
    assert names("wrong_side", asking(fact, minimum=1, maximum=2)) == []
    assert names("wrong_side", asking(fact, values=(1,))) == []
    assert names("shift_bound", asking(fact, values=(1,))) == []


def test_the_limits_of_a_fact_keep_what_is_named() -> None:
    """The loader would refuse conditions and values beyond them."""
    fact = Fact(id="n", type="number", minimum=0, maximum=9)
    assert names("shift_limit", asking(fact, minimum=5)) == [
        "n: minimum 1",
        "n: minimum -1",
        "n: maximum 10",
        "n: maximum 8",
    ]
    assert "n: minimum 1" not in names("shift_limit", asking(fact, values=(0,)))
    assert "n: maximum 8" not in names("shift_limit", asking(fact, minimum=9))
    assert "n: maximum 8" not in names("shift_limit", asking(fact, maximum=9))
    known = asking(replace(fact, initial=9), minimum=5)
    assert "n: maximum 8" not in names("shift_limit", known)
    setting = state("step", "step", way("goal", sets=(("n", 0),)))
    assert names("shift_limit", flow(setting, GOAL, facts=(fact,))) == [
        "n: minimum -1",
        "n: maximum 10",
        "n: maximum 8",
    ]


def test_a_state_that_moves_has_what_states_there_share() -> None:
    """And no longer what is shared where it was."""
    kinds = mutants(GUIDE, "change_kind", "change_phase")
    made = {mutant.what: mutant.flow for mutant in kinds}
    moved = made["uitgebreide_handleiding: question"].states["uitgebreide_handleiding"]
    assert len(moved.transitions) == 3
    step = made["subafdeling_bestaat: step"].states["subafdeling_bestaat"]
    assert step.transitions[-1].source == "subafdeling_bestaat"
    assert step.transitions[-1].shared == 0
    question = made["aanmelden: question"].states["aanmelden"]
    assert question.triggers == ("next",)
    other = made["toepassing: gebruiker"].states["toepassing"]
    assert other.triggers == ("next", "lukt_niet")


def test_what_is_mistyped_looks_like_what_it_was() -> None:
    """A digit for a digit at the end, or else a letter less."""
    assert mistyped("02-511 51 59") == "02-511 51 50"
    assert mistyped("07:00-20:00") == "07:00-20:01"
    assert mistyped("zorg@zorg.be") == "zorg@zrg.be"
    assert mistyped("") == ""


def test_a_way_that_leads_back_already_is_left_alone() -> None:
    """That would be no slip."""
    again = way("one", trigger="again", title="again", choice=True)
    made = flow(state("one", "step", way("goal"), again), GOAL)
    assert [slip.what for slip in self_loop(made)] == ["one --next--> goal: to itself"]
