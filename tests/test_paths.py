"""Figures of a flow, against what is found by trying everything."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

import ama_flow
from ama_flow.cli import cli
from ama_flow.model import Fact, Flow, FlowError, Table, Waiver
from ama_flow.proofs.loopfree import Count, count_paths
from ama_flow.proofs.paths import remaining
from ama_flow.proofs.spans import Span, spans
from tests.accepted import accepted_flows
from tests.oracle import Opinion, Situation, judge
from tests.small_flows import CALL, GOAL, asked, flow, state, way

MANY = settings(suppress_health_check=list(HealthCheck), max_examples=40)

PAGE = Path(__file__).parents[1] / "docs" / "paths.md"


@st.composite
def graphs(draw: st.DrawFn) -> list[list[int]]:
    """Draw where the answers of up to seven situations lead; more than once, too."""
    size = draw(st.integers(1, 7))
    dests = st.lists(st.integers(0, size - 1), max_size=3)
    return [draw(dests) for _ in range(size)]


def naive_span(ways: Mapping[Any, Collection[Any]], start: object, ends: Any) -> Span:  # noqa: ANN401 - any set of nodes
    """Go on for twice as many answers as there are situations, stopping at *ends*.

    Who gets there after as many answers as there are situations went round.
    """
    layer, lengths = {start}, []
    for answers in range(2 * len(ways)):
        if layer & ends:
            lengths.append(answers)
        layer = {dest for here in layer - ends for dest in ways[here]}
    if not lengths:
        return Span(None, None)
    return Span(lengths[0], None if lengths[-1] >= len(ways) else lengths[-1])


@settings(max_examples=300)
@given(graphs(), st.data())
def test_spans_are_those_of_every_walk(
    ways: list[list[int]], data: st.DataObject
) -> None:
    """The fewest and the most answers, or no bound, or no way at all."""
    ends = data.draw(st.sets(st.sampled_from(range(len(ways)))))
    graph = dict(enumerate(ways))
    naive = [naive_span(graph, number, ends) for number in graph]
    assert spans(ways, sorted(ends)) == naive


def test_a_span_says_whether_it_is_unbounded() -> None:
    """No bound is something else than no way."""
    told = [Span(1, 2), Span(1, None), Span(None, None)]
    assert [span.unbounded for span in told] == [False, True, False]


def naive_count(
    ways: list[list[int]], here: int = 0, seen: tuple[int, ...] = ()
) -> int:
    """Make every path without a round."""
    if not ways[here]:
        return 1
    seen = (*seen, here)
    return sum(naive_count(ways, dest, seen) for dest in ways[here] if dest not in seen)


@settings(max_examples=300)
@given(graphs(), st.integers(0, 20))
def test_paths_without_a_round_are_counted(ways: list[list[int]], budget: int) -> None:
    """Exactly; and where that is too much, never more than there are."""
    exact = naive_count(ways)
    assert count_paths(ways) == Count(exact, exact=True)
    few = count_paths(ways, budget=budget)
    assert few.number == exact if few.exact else few.number <= exact


def test_numbers_of_paths_can_be_large() -> None:
    """Twenty thousand questions with two answers each: 2 ** 20000, at once."""
    ways = [[number + 1] * 2 for number in range(20_000)] + [[]]
    assert count_paths(ways) == Count(2**20_000, exact=True)


def kinds(opinion: Opinion, *wanted: str) -> set[Situation]:
    """Give the situations at states of some kinds."""
    return {s for s in opinion.ways if opinion.flow.states[s[0]].kind in wanted}


@MANY
@given(accepted_flows())
def test_what_lies_ahead_is_what_brute_force_finds(made: Flow) -> None:
    """From each situation with all that a reader then knows, to each kind of end."""
    opinion = judge(made)
    assume(len(opinion.ways) <= 40)
    graph = {here: [to for _, to in ways] for here, ways in opinion.ways.items()}
    ranks = opinion.ranks(opinion.safe)
    ends = {
        "goal": kinds(opinion, "goal"),
        "contact": kinds(opinion, "contact"),
        "help": kinds(opinion, "goal", "contact"),
        "end": {here for here, dests in graph.items() if not dests},
    }
    for here in graph:
        ahead = remaining(made, here[0], dict(here[1]))
        assert ahead.state == here[0]
        assert ahead.worst == ranks.get(here)
        for kind, targets in ends.items():
            assert getattr(ahead, kind) == naive_span(graph, here, targets), kind


@MANY
@given(accepted_flows())
def test_paths_of_a_flow_are_the_lists_of_answers(made: Flow) -> None:
    """Those of a flow without rounds, whose answers are all told apart."""
    opinion = judge(made)
    asks = {state.asks for state in made.states.values() if state.asks}
    assume(all(made.facts[f].type not in ("number", "date") for f in asks))
    numbers = {here: number for number, here in enumerate(opinion.ways)}
    ways = [[numbers[to] for _, to in ways] for ways in opinion.ways.values()]
    assume(not rounds(ways))
    (start,) = opinion.starts
    assert ama_flow.paths(made).count.number == naive_count(ways, numbers[start])


def rounds(ways: list[list[int]]) -> set[int]:
    """Give where walks of as many answers as there are situations end: they go round."""
    layer = set(range(len(ways)))
    for _ in ways:
        layer = {dest for number in layer for dest in ways[number]}
    return layer


def test_values_that_conditions_do_not_tell_apart_count_once() -> None:
    """Of a number each interval, of a text just one."""
    fact = Fact(id="age", type="number", minimum=0, maximum=120)
    made = flow(
        state(
            "age",
            "question",
            way("name", when={"age": ama_flow.model.Condition(fact="age", minimum=18)}),
            way("call", when={"age": ama_flow.model.Condition(fact="age", maximum=17)}),
            asks="age",
        ),
        state("name", "question", way("goal"), asks="name"),
        GOAL,
        CALL,
        facts=(fact, Fact(id="name", type="text", title="Name")),
    )
    found = ama_flow.paths(made)
    assert found.count == Count(2, exact=True)
    assert found.situations[0].goal == Span(2, 2)
    assert found.situations[0].contact == Span(1, 1)


def test_figures_are_of_proved_flows() -> None:
    """A flow with problems is refused with them; so is a search without an end."""
    stuck = flow(state("one", "step", way("one")))
    with pytest.raises(FlowError) as refused:
        ama_flow.paths(stuck)
    assert [problem.code for problem in refused.value.problems] == ["trap"]


def test_what_cannot_be_is_not_ahead() -> None:
    """A state with facts that no answers lead to is a ``KeyError``."""
    text = Fact(id="a", type="text")
    made = flow(*asked("a", dest="goal"), GOAL, facts=(text,))
    assert remaining(made, "goal", {"a": "x"}).goal == Span(0, 0)
    with pytest.raises(KeyError):
        remaining(made, "nowhere", {})


def test_the_uses_of_a_fact_are_named() -> None:
    """Where it is asked and needed, and what reads and sets it."""
    use = ama_flow.paths(ama_flow.load("ama_wvg")).facts
    hco, read = use["hco_nummer"], use["handleiding_gelezen"]
    assert hco.needed_at == ("subafdeling_bestaat", "eranova")
    assert hco.asked_at == hco.read_by == hco.set_by == ()
    assert use["eloket_werkt"].asked_at == ("eloket_werkt",)
    assert [t.source for t in read.read_by] == ["hulp"] * 3
    assert {t.source for t in read.set_by} == {"uitgebreide_handleiding"}
    assert len(read.rules) == 1


def test_names_are_imported_on_use() -> None:
    """One that does not exist is an ``AttributeError``, as of any module."""
    assert all(hasattr(ama_flow, name) for name in ama_flow.__all__)
    with pytest.raises(AttributeError, match="has no attribute 'path'"):
        _ = ama_flow.path


# ---------------------------------------------------------------- the command
def call(*arguments: str | Path) -> Result:
    """Run ``ama-flow paths``."""
    return CliRunner().invoke(cli, ["paths", *map(str, arguments)])


def test_the_code_of_the_page_gives_what_it_says() -> None:
    """Each comment behind a line is what the line gives."""
    page = PAGE.read_text(encoding="utf-8")
    (code,) = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    names: dict[str, object] = {}
    exec(code, names)  # noqa: S102 - our own page
    said = re.findall(r"^(\S+) +# (\w+\(.*\))$", code, re.MULTILINE)
    assert len(said) == 2
    for line, result in said:
        assert repr(eval(line, names)) == result  # noqa: S307 - our own page


def test_the_data_is_that_of_the_library() -> None:
    """As JSON, with a row for each situation."""
    data = json.loads(call("--json").stdout)
    found = ama_flow.paths(ama_flow.load("ama_wvg"))
    assert data["paths"] == {"number": "45480", "exact": True}
    assert len(data["situations"]) == len(found.situations)
    assert data["situations"][0] == {
        "state": "maatwerkbedrijf",
        "facts": {"handleiding_gelezen": False, "eranova_gesproken": False},
        "goal": {"fewest": 3, "most": 42},
        "contact": {"fewest": 2, "most": 28},
        "help": {"fewest": 2, "most": 28},
        "end": {"fewest": 3, "most": 42},
        "worst": 28,
    }
    assert data["facts"]["ondernemingsnummer"] == {
        "asked_at": [],
        "needed_at": ["eranova"],
        "read_by": [],
        "set_by": [],
        "rules": [],
    }


EXCUSED = flow(
    state(
        "q",
        "question",
        way("goal", when={"a": "x"}),
        way("other", when={"a": "y"}),
        asks="a",
    ),
    GOAL,
    state("other", "goal"),
    facts=(Fact(id="a", type="choice", values=Table((v, v.upper()) for v in "xyz")),),
    waivers=(Waiver(code="gap", at="q", reason="a test"),),
)


def test_what_is_waived_as_stuck_has_no_figures() -> None:
    """They would say that who can't go on was helped."""
    assert ama_flow.check(EXCUSED).problems == ()
    for figures in (ama_flow.paths, ama_flow.certificate, ama_flow.tours):
        with pytest.raises(FlowError) as caught:
            figures(EXCUSED)
        assert [problem.code for problem in caught.value.problems] == ["gap"]


def test_data_is_alone_on_the_output(tmp_path: Path) -> None:
    """What is said of a file that is written too goes elsewhere."""
    file = str(tmp_path / "x.scenarios.toml")
    result = CliRunner().invoke(cli, ["paths", "--json", "--scenarios", file])
    assert json.loads(result.stdout)["flow"] == "ama_wvg"
    assert result.stderr.startswith(f"{file}: ")
