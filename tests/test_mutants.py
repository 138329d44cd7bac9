"""The guide with one slip in it: its proof notices, or the page on mutants says why not."""

from __future__ import annotations

import os
import re
from collections import Counter
from pathlib import Path

import ama_flow
from ama_flow.model import Flow, replace
from ama_flow.proofs import check
from ama_flow.proofs.space import Space, explore
from ama_flow.proofs.structure import Wrong
from tests.mutants import OPERATORS, mutants

GUIDE = ama_flow.load("ama_wvg")
MUTANTS = {f"{operator}: {what}": mutant for operator, what, mutant in mutants(GUIDE)}
SIZES = Counter(name.partition(":")[0] for name in MUTANTS)
THOROUGH = os.environ.get("HYPOTHESIS_PROFILE") == "thorough"
EVERY = 1 if THOROUGH else 5
"""One of so many is proved, of the kinds that have more than a few."""
FEW = 50

PAGE = (Path(__file__).parent.parent / "docs" / "mutants.md").read_text("utf-8")
TABLE = {
    operator: tuple(map(int, figures))
    for operator, *figures in re.findall(
        r"^\| `?(\w+)`? \|.*\| (\d+) \| (\d+) \| (\d+) \|$", PAGE, re.MULTILINE
    )
}
"""For each operator its mutants, and those noticed without rules and with them."""
ALIKE, UNLIKE = (
    re.findall(r"^- `(.+)`:$", part, re.MULTILINE)
    for part in PAGE.split("\n## Survivors ")[1:]
)
"""The survivors that no reader can tell from the guide, and those that he can."""


def is_noticed(mutant: Flow) -> bool:
    """Say whether the proof of a mutant fails."""
    return not check(mutant).proved


def test_all_are_noticed_but_the_survivors_that_are_explained() -> None:
    """No other survives, and none of those is noticed."""
    names = [name for name in MUTANTS if SIZES[name.partition(":")[0]] <= FEW]
    names += [*(name for name in MUTANTS if name not in names)][::EVERY]
    assert {name for name in names if not is_noticed(MUTANTS[name])} == {
        name for name in names if name in (*ALIKE, *UNLIKE)
    }


def test_of_a_hundred_slips_at_least_ninety_nine_are_noticed() -> None:
    """Those that make no difference counted as slips."""
    survivors = {*ALIKE, *UNLIKE}
    assert survivors <= MUTANTS.keys()
    assert 1 - len(survivors) / len(MUTANTS) >= 0.99


def test_the_table_counts_every_mutant() -> None:
    """By operator, in their order; the columns add up."""
    *rows, (name, total) = TABLE.items()
    assert [operator for operator, _ in rows] == [
        operator.__name__ for operator in OPERATORS if SIZES[operator.__name__]
    ]
    assert {operator: figures[0] for operator, figures in rows} == SIZES
    assert name == "all"
    assert total == tuple(map(sum, zip(*(figures for _, figures in rows), strict=True)))
    assert total[0] - total[2] == len(ALIKE) + len(UNLIKE)


def test_the_table_says_what_is_noticed() -> None:
    """Without rules and with them; in a quick run for the kinds that there are few of."""
    most = len(MUTANTS) if THOROUGH else 20
    for operator, size in SIZES.items():
        if size <= most:
            made = [m for name, m in MUTANTS.items() if name.startswith(f"{operator}:")]
            bare = sum(is_noticed(replace(mutant, rules=())) for mutant in made)
            assert TABLE[operator] == (size, bare, sum(map(is_noticed, made)))


# ------------------------------------------------------------ what a reader can tell
def is_alike(one: Flow, other: Flow) -> bool:
    """Walk two flows side by side, and say whether no answers make a difference."""
    spaces = explore(one, Wrong()), explore(other, Wrong())
    seen = {(0, 0)}
    todo = [*seen]
    while todo:
        pair = todo.pop()
        looks, dests = zip(*map(_view, spaces, pair), strict=True)
        if looks[0] != looks[1] or dests[0].keys() != dests[1].keys():
            return False
        following = {(dests[0][answer], dests[1][answer]) for answer in dests[0]}
        todo += following - seen
        seen |= following
    return True


def _view(space: Space, number: int) -> tuple[object, dict[object, int]]:
    """Give what a reader sees in a situation, and where each answer leads."""
    shown = space.flow.states[space.situations[number].state]
    answers: dict[object, int] = {
        (move.transition.trigger, move.transition.title, move.value): move.dest
        for move in space.moves[number]
    }
    return replace(shown, transitions=()), answers


def test_the_survivors_that_are_alike_are_so() -> None:
    """Wherever the answers lead, the reader sees the same; with the others he does not."""
    assert [name for name in ALIKE if not is_alike(GUIDE, MUTANTS[name])] == []
    assert [name for name in UNLIKE if is_alike(GUIDE, MUTANTS[name])] == []


def test_two_flows_are_alike_only_if_no_answers_tell_them_apart() -> None:
    """The comparison notices a change far down a way, and at the end of it."""
    assert is_alike(GUIDE, GUIDE)
    far = "redirect: eranova --opgelost--> klaar: to departement_zorg"
    assert not is_alike(GUIDE, MUTANTS[far])
    assert not is_alike(GUIDE, MUTANTS["drop_transition: eranova --opgelost--> klaar"])
