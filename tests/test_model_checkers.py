"""The proof against Spin and rumur, which search on their own what we write for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

import pytest

from ama_flow import check, load, loads
from ama_flow.model import Flow
from ama_flow.proofs import game, space
from ama_flow.proofs.game import Game
from ama_flow.proofs.groups import Group, decide
from tests.model_checkers import (
    SMALL,
    MissingError,
    brute_differences,
    differences,
    random_flows,
    searched,
    spin,
)

AMA = load("ama_wvg")
TEXT = (files("ama_flow_flows") / "ama_wvg.toml").read_text(encoding="utf-8")
AGES = Path(__file__).parents[1] / "examples" / "leeftijd.toml"
FEW = 12
DRAWN = 150


class Break(NamedTuple):
    """A change to the guide, and the problem that comes of it."""

    code: str
    old: str
    new: str


BREAKS = (
    Break(
        "gap",
        '  { conditions = { maatwerkbedrijf = false }, dest = "aanmelden" },\n',
        "",
    ),
    Break(
        "overlap",
        "{ conditions = { maatwerkbedrijf = false }, ",
        "{ conditions = { maatwerkbedrijf = [true, false] }, ",
    ),
    Break(
        "unknown-fact",
        'title = "Uitgebreide handleiding doorgenomen"\ninitial = false',
        'title = "Uitgebreide handleiding doorgenomen"',
    ),
    Break(
        "luck",
        'cites = ["S1"]\nnext = "hoedanigheid"',
        'cites = ["S1"]\nnext = "aanmelden"',
    ),
    Break(
        "trap",
        'next = "eloket_werkt"',
        'next = "recht"\ntransitions = [{ trigger = "lukt_niet", dest = "recht" }]',
    ),
)


@pytest.fixture(scope="module")
def few() -> list[Flow]:
    """Draw random flows, and keep few: first those of which other problems are said."""
    drawn = random_flows(DRAWN, seed=3)
    first: dict[object, Flow] = {}
    for flow in sorted(drawn, key=lambda flow: -check(flow).figures.situations):
        first.setdefault(frozenset(p.code for p in check(flow).problems), flow)
    return list(first.values())[:FEW]


def test_the_guide_is_proved_by_all() -> None:
    """Spin, rumur and brute force find what the proof says, in as many situations."""
    spun, ruled = searched(AMA)
    assert spun.helped
    assert not spun.faults | ruled.faults
    assert not ruled.trap
    assert not ruled.lost
    assert differences(AMA) == brute_differences(AMA) == []


@pytest.mark.parametrize("broken", BREAKS, ids=lambda broken: broken.code)
def test_a_fault_in_the_guide_is_found_by_all(broken: Break) -> None:
    """Each as what it is, by Spin, by rumur and by the proof."""
    assert TEXT.count(broken.old) == 1
    flow = loads(TEXT.replace(broken.old, broken.new))
    spun, ruled = searched(flow)
    found = {code for code, _, _ in spun.faults}
    if broken.code in ("luck", "trap"):
        assert not spun.helped
        assert ruled.lost
        assert ruled.trap is (broken.code == "trap")
    else:
        assert found == {code for code, _, _ in ruled.faults} == {broken.code}
    assert broken.code in {problem.code for problem in check(flow).problems}
    assert differences(flow) == []


def test_numbers_and_dates_are_cut_alike() -> None:
    """Where conditions are over ranges, all agree too."""
    assert differences(load(AGES)) == []


def test_a_choice_that_is_needed_is_an_outcome_to_spin() -> None:
    """Spin answers for the worst choices; the game of rumur leaves them to the reader."""
    step = 'kind = "step"\ntitle = "Take the book"\ntransitions = ['
    again = '{ dest = "done" }, { trigger = "again", dest = "desk" }]'
    flow = loads(SMALL.replace('kind = "goal"\ntitle = "Take the book"', step + again))
    spun, ruled = searched(flow)
    assert not spun.helped
    assert not ruled.lost
    assert differences(flow) == []


def test_random_flows_are_judged_alike(few: list[Flow]) -> None:
    """As different ones as can be had, with every kind of fault."""
    said = {p.code for flow in few for p in check(flow).problems}
    assert said >= {"gap", "overlap", "unknown-fact", "trap", "luck", "never-taken"}
    assert [differences(flow) for flow in few] == [[]] * len(few)


def lucky(self: Game, layer: list[int]) -> Iterator[int]:
    """Take each outcome for a choice of the reader's."""
    for number in layer:
        yield from self._choices_into[number]
        yield from self._outcomes_into[number]


def careless(group: Group, facts: space.Facts) -> tuple[str, Group]:
    """Take the first transition that is open, and do not look at the others."""
    reason, found = decide(group, facts)
    return ("", found[:1]) if reason == "overlap" else (reason, found)


def forgetful(flow: Flow) -> dict[str, tuple[str, ...]]:
    """Tell situations apart by their states alone."""
    return dict.fromkeys(flow.states, ())


@pytest.mark.parametrize(
    ("place", "name", "wrong"),
    [
        (game.Game, "_forced", lucky),
        (space, "decide", careless),
        (space, "live_facts", forgetful),
    ],
)
def test_a_broken_proof_differs(
    few: Iterable[Flow],
    monkeypatch: pytest.MonkeyPatch,
    place: object,
    name: str,
    wrong: object,
) -> None:
    """What the proof gets wrong shows as a difference in some random flow."""
    monkeypatch.setattr(place, name, wrong)
    assert any(differences(flow) for flow in few)
    assert any(brute_differences(flow) for flow in few)


def test_a_missing_program_is_named_with_its_package(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Whoever lacks Spin or rumur reads how to get it."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(MissingError, match="no spin here: apt-get install spin"):
        spin(AMA)
