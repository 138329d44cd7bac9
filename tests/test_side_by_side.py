"""The figures by which docs/side-by-side.md compares pictures are what they say."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import pytest

pytestmark = pytest.mark.checkout  # the benchmarks are not beside the wheel

LEVEL = [(float(x), 50.0) for x in range(0, 101, 2)]
UPRIGHT = [(50.0, float(y)) for y in range(0, 101, 2)]
BENT = [*LEVEL[:26], *UPRIGHT[26:]]


@pytest.fixture
def measure() -> Any:  # noqa: ANN401 - a module
    """Give the module that works out figures."""
    return import_module("benchmarks.side_by_side.measure")


def test_lines_cross_where_one_is_on_both_sides_of_the_other(measure: Any) -> None:  # noqa: ANN401 - likewise
    """Not where one ends on the other, joins it or bends away from it."""
    assert measure.crossings([LEVEL, UPRIGHT]) == [(50, 50)]
    assert measure.crossings([LEVEL, UPRIGHT[:26]]) == []
    assert measure.crossings([LEVEL, BENT]) == []


def test_lines_in_one_track_cross_at_one_place(measure: Any) -> None:  # noqa: ANN401 - likewise
    """Two lines on each other are crossed once, and two apart twice."""
    beside = [(x + 10, y) for x, y in UPRIGHT]
    assert len(measure.crossings([LEVEL, UPRIGHT, UPRIGHT])) == 1
    assert len(measure.crossings([LEVEL, UPRIGHT, beside])) == 2


def test_a_bend_is_one_however_it_is_rounded(measure: Any) -> None:  # noqa: ANN401 - likewise
    """A corner and an arc are each a bend; a straight line has none."""
    arc = [(50.0, 50.0), (52.0, 50.5), (53.5, 52.0), (54.0, 54.0)]
    rounded = [*LEVEL[:26], *arc, *((54.0, y) for y in range(56, 100, 2))]
    assert [measure.bends(line) for line in (LEVEL, BENT, rounded)] == [0, 1, 1]


def test_a_text_with_a_ground_of_its_own_is_not_struck(measure: Any) -> None:  # noqa: ANN401 - likewise
    """A line through any other text counts."""
    text = {"left": 20, "right": 60, "top": 40, "bottom": 60, "size": 10}
    row = {
        "width": 538,
        "height": 785,
        "lines": [LEVEL],
        "nodes": [],
        "links": ["#s", "tel:+32", "tel:+32"],
        "language": True,
        "described": True,
        "dark": False,
    }
    flow = import_module("ama_flow").load("ama_wvg")
    for backed, struck in ((False, 1), (True, 0)):
        found = measure.figures({**row, "texts": [{**text, "backed": backed}]}, flow)
        assert (found.over_text, found.links, found.text) == (struck, 1, 10)


def test_a_kind_is_told_by_a_shape_that_no_other_has(measure: Any) -> None:  # noqa: ANN401 - likewise
    """Two kinds in one shape are not told apart."""
    flow = import_module("ama_flow").load("ama_wvg")
    shapes = {"step": "a", "question": "b", "branch": "c", "contact": "d", "goal": "a"}
    nodes = [
        {"words": f"1 {state.title}", "form": shapes[state.kind]}
        for state in flow.states.values()
    ]
    assert measure.kinds(nodes, flow) == 3
