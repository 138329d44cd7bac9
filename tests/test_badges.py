"""Badges: they lie over all else, and hide as little of it as can be."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ama_flow import diff
from ama_flow.difference.picture import both
from ama_flow.model import Flow, Marks, Options
from ama_flow_renderers._outline import outline
from ama_flow_renderers.picture.compose import composed
from ama_flow_renderers.picture.scene import Badge, DrawnState, Scene
from ama_flow_renderers.picture.setting import Text
from tests.geometry import Rectangle
from tests.sketches import sketch
from tests.small_flows import flow, state, way

STEP, GOAL = state("kies", "step", way("klaar")), state("klaar", "goal")
ASKED = state(
    "vraag",
    "question",
    way("kies", trigger="ja", title="Ja"),
    way("bel", trigger="nee", title="Nee"),
)
ONE = flow(STEP, GOAL)
TWO = flow(ASKED, STEP, GOAL, state("bel", "contact"))
seeds = st.integers(0, 2**32)


def changed(before: Flow, after: Flow) -> Scene:
    """Draw what is different."""
    joined, changes = both(diff(before, after))
    return composed(outline(joined, Options(changes=changes)))


def beside(scene: Scene) -> Iterator[Text]:
    """Give the words beside boxes: at lines, and of frames."""
    for run in scene.runs:
        yield from run.texts
        for line in run.all_lines:
            yield from line.texts


def hidden(place: Rectangle, scene: Scene) -> list[str]:
    """List the words that a place would lie on."""
    return [
        text.words
        for text in beside(scene)
        if place.meets(
            Rectangle(
                text.left, text.top, text.left + text.width, text.top + text.height
            )
        )
    ]


def struck(place: Rectangle, scene: Scene) -> bool:
    """Say whether a place would lie on an end of a line."""
    strokes = [line.stroke for line in scene.lines]
    ends = [point for each in strokes for point in (each.points[0], each.points[-1])]
    return any(place.meets(Rectangle(x - 4, y - 4, x + 4, y + 4)) for x, y in ends)


def area(badge: Badge) -> Rectangle:
    """Say where a badge is."""
    (left, top), (right, bottom) = badge.shape.points[0], badge.shape.points[2]
    return Rectangle(left, top, right, bottom)


def corners(drawn: DrawnState, badge: Rectangle) -> list[Rectangle]:
    """Give the places at both left corners of a box for a badge."""
    xs, ys = zip(*drawn.shapes[0].points, strict=True)
    wide, half = badge.right - badge.left, (badge.bottom - badge.top) / 2
    left = min(xs) - wide
    return [
        Rectangle(left, y - half, left + wide, y + half) for y in (min(ys), max(ys))
    ]


@pytest.mark.parametrize("versions", [(ONE, TWO), (TWO, ONE)], ids=["new", "gone"])
def test_what_is_new_or_gone_can_be_read(versions: tuple[Flow, Flow]) -> None:
    """No badge hides an answer, nor the title of a phase."""
    scene = changed(*versions)
    assert len(scene.badges) == 4
    assert [hidden(area(badge), scene) for badge in scene.badges] == [[]] * len(
        scene.badges
    )


@settings(max_examples=8)
@given(seeds)
def test_a_badge_lies_on_words_or_arrows_only_where_all_its_places_do(
    seed: int,
) -> None:
    """It is at the upper corner of its box, or else where there is room."""
    made = sketch(seed, most=25)
    every = tuple(t for s in made.states.values() for t in s.transitions)
    marks = Marks(title="", transitions=every)
    scene = composed(outline(made, Options(marks=marks)))
    states = [drawn for run in scene.runs for drawn in run.states]
    marked = [s for s in states if s.state.transitions]
    for drawn, badge in zip(marked, scene.badges, strict=True):
        place = area(badge)
        upper, lower = corners(drawn, place)
        if hidden(place, scene):
            assert hidden(upper, scene)
            assert hidden(lower, scene)
        elif struck(place, scene):
            for corner in (upper, lower):
                assert hidden(corner, scene) or struck(corner, scene)


@settings(max_examples=8)
@given(seeds, seeds)
def test_hardly_any_badge_hides_words(one: int, other: int) -> None:
    """Also where two flows that have nothing in common are drawn as one."""
    scene = changed(sketch(one, most=20), sketch(other, most=20))
    found = [badge for badge in scene.badges if hidden(area(badge), scene)]
    assert len(found) <= len(scene.badges) * 0.1
