"""The guide with one slip in it: its proof notices, or the page on mutants says why not."""

from __future__ import annotations

import os
import re
from pathlib import Path

import ama_flow
from ama_flow.model import Condition, Fact, Flow, replace
from ama_flow.mutants import OPERATORS, Kills, mutants, mutate
from ama_flow.mutants.alike import alike
from tests.small_flows import CALL, GOAL, flow, state, way, yesno

GUIDE = ama_flow.load("ama_wvg")
THOROUGH = os.environ.get("HYPOTHESIS_PROFILE") == "thorough"
MANY = () if THOROUGH else ("redirect", "add_transition")
"""The operators of which a quick run proves only some mutants."""
FEW = tuple(operator.name for operator in OPERATORS if operator.name not in MANY)

PAGE = (Path(__file__).parent.parent / "docs" / "mutants.md").read_text("utf-8")
TABLE = {
    operator: tuple(map(int, figures))
    for operator, *figures in re.findall(
        r"^\| `?(\w+)`? \|.*\| (\d+) \| (\d+) \| (\d+) \| (\d+) \|$", PAGE, re.MULTILINE
    )
}
"""For each operator its mutants, those noticed without rules and with, and those alike."""
ALIKE, UNLIKE = (
    set(re.findall(r"^- `(.+)`:$", part, re.MULTILINE))
    for part in PAGE.split("\n## Survivors ")[1:]
)
"""The survivors that no reader can tell from the guide, and those that he can."""


def survivors(kills: Kills) -> tuple[set[str], set[str]]:
    """Give the names of those that are alike, and of the others."""
    found = (kills.alike, kills.survivors)
    one, other = ({f"{s.operator}: {s.what}" for s in each} for each in found)
    return one, other


def test_the_page_is_what_is_found() -> None:
    """Every figure and every survivor; in a quick run, of the kinds with few mutants."""
    kills = mutate(GUIDE, operators=FEW)
    assert {
        row.operator: (row.mutants, row.bare, row.noticed, row.alike)
        for row in kills.rows
    } == {name: figures for name, figures in TABLE.items() if name in FEW}
    assert survivors(kills) == tuple(
        {name for name in each if name.partition(":")[0] in FEW}
        for each in (ALIKE, UNLIKE)
    )


def test_a_sample_of_the_others_holds_no_surprise() -> None:
    """Of those that are too many to prove each time."""
    kills = mutate(GUIDE, operators=MANY, sample=200, seed=3)
    one, other = survivors(kills)
    assert one <= ALIKE
    assert other <= UNLIKE
    assert kills.slips >= sum(TABLE[name][0] for name in MANY)


def test_the_columns_of_the_page_add_up() -> None:
    """But for what is said of the world, which is below the line."""
    names = [operator.name for operator in OPERATORS]
    counted = [o.name for o in OPERATORS if not o.of_the_world and o.name in TABLE]
    rows = [TABLE[name] for name in counted]
    assert TABLE["all"] == tuple(map(sum, zip(*rows, strict=True)))
    made, _, noticed, same = TABLE["all"]
    assert (len(ALIKE), len(UNLIKE)) == (same, made - noticed - same)
    assert [*TABLE][: len(counted)] == counted
    assert all(name in (*names, "all") for name in TABLE)


def test_of_a_hundred_slips_at_least_ninety_nine_are_noticed() -> None:
    """Of those that a reader can tell; the page gives the shares."""
    made, bare, noticed, same = TABLE["all"]
    assert noticed / (made - same) >= 0.99
    assert f"{bare / made:.0%}".replace("%", " %") in PAGE
    for share in (noticed / made, noticed / (made - same)):
        assert f"{share:.1%}".replace("%", " %") in PAGE


# ------------------------------------------------------------ what a reader can tell
def named(what: str) -> Flow:
    """Give a mutant of the guide by its name."""
    operator, _, done = what.partition(": ")
    return next(m.flow for m in mutants(GUIDE, operator) if m.what == done)


def test_two_flows_are_alike_only_if_no_answers_tell_them_apart() -> None:
    """The comparison notices a change far down a way, and at the end of it."""
    assert alike(GUIDE, GUIDE)
    assert not alike(GUIDE, named("redirect: eranova --opgelost--> klaar: to hulp"))
    assert not alike(GUIDE, named("drop_transition: eranova --opgelost--> klaar"))
    assert not alike(GUIDE, named("mistype_contact: eranova: hours"))
    assert not alike(GUIDE, named("drop_need: eranova: without hco_nummer"))


def test_what_only_the_file_has_tells_nothing() -> None:
    """Ids, citations, and what is known of facts without showing it."""
    one = flow(
        state("ask", "question", way("goal"), asks="a"), GOAL, facts=(yesno("a"),)
    )
    other = flow(
        replace(state("ask", "question", way("end"), asks="a"), cites=("S",)),
        replace(GOAL, id="end"),
        facts=(yesno("a", changes=True),),
    )
    assert alike(one, other)
    renamed = replace(other.states["end"], title="end")
    assert not alike(one, flow(other.states["ask"], renamed, facts=(yesno("a"),)))


def test_numbers_are_compared_where_either_flow_cuts_them() -> None:
    """Where the bound lies makes no difference if both ways are the same."""

    def asking(bound: int, dest: str) -> Flow:
        low = Condition(fact="n", maximum=bound - 1)
        high = Condition(fact="n", minimum=bound)
        ways = way("goal", when={"n": high}), way(dest, when={"n": low})
        ask = state("ask", "question", *ways, asks="n")
        return flow(ask, GOAL, CALL, facts=(Fact(id="n", type="number"),))

    assert alike(asking(18, "goal"), asking(19, "goal"))
    assert alike(asking(18, "call"), asking(18, "call"))
    assert not alike(asking(18, "call"), asking(19, "call"))
