"""A part of a flow as a picture: one phase, or what is around a state."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ama_flow import loads
from ama_flow.model import (
    FlowError,
    Marks,
    Options,
)
from ama_flow.view.way import way_taken
from ama_flow_renderers import svg
from ama_flow_renderers._pictured import pictured
from tests.geometry import Measured
from tests.sketches import sketch
from tests.test_marks import AMA, BAD, badges, call, parts, walked


def clean(document: bytes) -> bool:
    """Say whether nothing in a picture covers anything."""
    picture = Measured(document)
    return not [*picture.overlapping(), *picture.crossed(), *picture.confused()]


@pytest.mark.parametrize("phase", AMA.phases)
def test_a_phase_is_drawn_with_where_it_goes_on(phase: str) -> None:
    """Its states have their own numbers, and each phase gone on to has one box."""
    document = svg.render(AMA, Options(phase=phase))
    inside = [s for s in AMA.states.values() if s.phase == phase]
    dests = {t.dest for state in inside for t in state.transitions}
    outside = {AMA.states[dest].phase for dest in dests} - {phase}
    states = parts(document, "state ")
    assert {*states} == {f"s-{s.id}" for s in inside} | {
        f"s--2d-{name}" for name in outside
    }
    headings, own = (
        {*re.findall(r'aria-level="3" aria-label="([^"]*)"', picture.decode())}
        for picture in (svg.render(AMA, Options()), document)
    )
    assert own <= headings
    for name in outside:
        assert f'verder in “{AMA.phases[name].title}”"' in document.decode()
    assert f"Een deel: {AMA.phases[phase].title}</text>" in document.decode()
    assert clean(document)


@settings(max_examples=10)
@given(st.integers(0, 2**32), st.integers(0, 80))
def test_what_is_around_a_state_is_drawn(seed: int, number: int) -> None:
    """It holds the state, what leads to it and where it leads, and covers nothing."""
    flow = sketch(seed, most=25)
    name = [*flow.states][number % len(flow.states)]
    document = svg.render(flow, Options(focus=name))
    states = parts(document, "state ")
    assert states[f"s-{name}"][2:] == ["taken"]
    near = {t.dest for t in flow.states[name].transitions}
    near |= {
        s.id for s in flow.states.values() for t in s.transitions if t.dest == name
    }
    assert {f"s-{one}" for one in near} <= set(states)
    assert badges(document) == []
    assert clean(document)


@settings(max_examples=15)
@given(st.integers(0, 2**32), st.integers(0, 80))
def test_a_part_says_from_where_else_one_comes(seed: int, number: int) -> None:
    """A state says so where a way leads to it that is not in the picture, and only then."""
    flow = sketch(seed, most=25)
    name = [*flow.states][number % len(flow.states)]
    part = pictured(flow, Options(focus=name))
    kept = {state.id for state in part.states if state.id not in part.folded}
    others = {
        t.dest for s in flow.states.values() if s.id not in kept for t in s.transitions
    }
    assert {*part.entries} == kept & others


def test_a_phase_names_the_phases_before_it() -> None:
    """And states, where something else of their phase is drawn."""
    part = pictured(AMA, Options(phase="hulp"))
    assert part.entries["hulp"] == (
        "← van “De subafdeling klaarzetten”, “De gebruiker toevoegen”, "
        "“Controleren of het werkt”"
    )
    part = pictured(AMA, Options(focus="eloket_werkt"))
    assert (
        part.entries["hulp"] == "← van “De subafdeling klaarzetten”, stap 11, stap 12"
    )


def test_a_way_is_marked_in_a_part_too() -> None:
    """Of a way that goes on elsewhere, the part that is drawn is marked."""
    way = way_taken(walked(AMA, 3))
    marks = Marks(title="weg", transitions=way.transitions, state=way.state)
    phase = AMA.states[AMA.initial].phase
    for options in (
        Options(marks=marks, phase=phase),
        Options(marks=marks, focus=AMA.initial),
    ):
        document = svg.render(AMA, options)
        assert parts(document, "state ")[f"s-{AMA.initial}"][-1] == "taken"
        assert any(kinds[-1] == "taken" for kinds in parts(document, "way ").values())
        assert badges(document)


@pytest.mark.parametrize("option", ["--phase", "--focus"])
def test_a_part_that_is_not_there_is_refused(option: str) -> None:
    """A phase or a state that the flow does not have is an error with those it has."""
    for name in ("nergens", ""):
        result = call("render", option, name, "-f", "svg")
        assert result.exit_code == 3
        assert f"{name!r} to draw" in result.stderr
        assert "there is: " in result.stderr


def test_a_flow_without_phases_has_none_to_draw() -> None:
    """Then the whole flow is what can be drawn."""
    with pytest.raises(FlowError, match="draw the whole flow"):
        svg.render(loads(BAD), Options(phase="x"))


def test_one_part_is_drawn_at_a_time() -> None:
    """A phase and a state together are refused, and so is a part of a document."""
    both_parts = ("--phase", "hulp", "--focus", "hulp")
    assert "do not go together" in call("render", *both_parts, "-f", "svg").stderr
    assert "no difference" in call("render", "--phase", "hulp").stderr
