"""Side trips stand beside what leads to them, and the picture gets no longer by it."""

from __future__ import annotations

import itertools

import pytest

from ama_flow import loads
from ama_flow.model import Flow, Options
from ama_flow_renderers import _outline, svg
from ama_flow_renderers.picture import arrange as _arrange
from ama_flow_renderers.picture import stack as _stack
from tests.geometry import Measured, Rectangle
from tests.sketches import procedure, sketch


def trips(questions: int, deep: int) -> Flow:
    """Give a way of so many questions, each with a side trip so deep."""
    head = 'format = 1\nid = "t"\nversion = "1"\nlanguage = "nl"\ntitle = "T"\n'
    lines = [head, 'initial = "q0"\n']
    for n in range(questions):
        onward = f"q{n + 1}" if n + 1 < questions else "klaar"
        aside = f"s{n}_0" if deep else onward
        lines.append(asked(f"q{n}", onward, aside))
        lines += [
            asked(f"s{n}_{m}", onward, f"s{n}_{m + 1}" if m + 1 < deep else onward)
            for m in range(deep)
        ]
    lines.append('[states.klaar]\nkind = "goal"\ntitle = "Klaar"\n')
    return loads("".join(lines), file="t.toml")


def asked(name: str, yes: str, no: str) -> str:
    """Give a question with two answers."""
    return (
        f'[states.{name}]\nkind = "question"\ntitle = "{name}?"\ntransitions = [\n'
        f'  {{ trigger = "ja", title = "Ja", dest = "{yes}" }},\n'
        f'  {{ trigger = "nee", title = "Nee", dest = "{no}" }},\n]\n'
    )


def boxes(flow: Flow) -> dict[str, Rectangle]:
    """Draw *flow*, and give its boxes by the ids of their states."""
    picture = Measured(svg.render(flow, Options()))
    return {box.name.removeprefix("s-"): box for box in picture.boxes}


def test_a_short_way_spreads_beside_long_side_trips() -> None:
    """Each question is level with the first state of its own side trip."""
    found = boxes(trips(6, 4))
    for n in range(1, 5):
        question, trip = found[f"q{n}"], found[f"s{n}_0"]
        assert question.top < trip.bottom
        assert trip.top < question.bottom
    assert found["klaar"].top > found["s4_3"].bottom


def test_short_side_trips_spread_beside_a_long_way() -> None:
    """A side trip of one state is level with its question, and not at the top."""
    head, *rest = (f"q{n}" for n in range(8))
    lines = ['format = 1\nid = "t"\nversion = "1"\nlanguage = "nl"\ntitle = "T"\n']
    lines.append(f'initial = "{head}"\n')
    lines += [
        asked(name, onward, "hulp" if name == "q5" else onward)
        for name, onward in zip([head, *rest], [*rest, "klaar"], strict=True)
    ]
    lines.append(asked("hulp", "q6", "q5"))
    lines.append('[states.klaar]\nkind = "goal"\ntitle = "Klaar"\n')
    found = boxes(loads("".join(lines), file="t.toml"))
    assert found["q5"].top < found["hulp"].bottom
    assert found["hulp"].top < found["q5"].bottom


def test_where_nothing_leads_beside_lanes_are_packed() -> None:
    """States of one lane stand as near each other as their arrows allow."""
    found = boxes(trips(5, 0))
    tops = [found[f"q{n}"].top for n in range(5)]
    apart = {round(low - high, 3) for high, low in itertools.pairwise(tops)}
    assert len(apart) == 1


@pytest.mark.parametrize("flow", [*map(sketch, range(12)), procedure(1, 60)])
def test_no_picture_gets_longer(flow: Flow) -> None:
    """The longest lane is as long as if every box were packed below the one before."""
    found = _arrange.arranged(_outline.outline(flow, Options()))
    boxes = {name: placed.box for name, placed in found.heights.placed.items()}
    pieces = _stack.pieces(found.plan, boxes)
    packed = [_stack.Stack(pieces, {}) for _ in found.plan.lanes]
    for stack, runs, heads in zip(packed, found.plan.runs, pieces.heads, strict=True):
        for run, head in zip(runs, heads, strict=True):
            stack.add(run, head)
    longest = max(stack.y for stack in packed)
    assert found.heights.bottom == pytest.approx(longest)


@pytest.mark.parametrize("flow", [*map(sketch, range(12)), trips(6, 4)])
def test_lanes_keep_their_order(flow: Flow) -> None:
    """Moving down takes what is below along."""
    found = _arrange.arranged(_outline.outline(flow, Options()))
    for lane in found.plan.lanes:
        placed = [found.heights.placed[name] for name in lane]
        assert all(one.bottom < two.y for one, two in itertools.pairwise(placed))


def test_answers_stand_in_the_order_of_the_file() -> None:
    """Drawn or said in words; but the one straight down is below them."""
    count = 15
    answers = (
        f'  {{ trigger = "a{n}", title = "Antwoord {n} op vraag", dest = "s{n}" }},\n'
        for n in range(count)
    )
    steps = (
        f'[states.s{n}]\nkind = "step"\ntitle = "s{n}"\n'
        f'transitions = [{{ trigger = "next", dest = "{"vraag" if n % 3 else "af"}" }}]\n'
        for n in range(count)
    )
    flow = loads(
        'format = 1\nid = "t"\nversion = "1"\nlanguage = "nl"\ntitle = "T"\n'
        'initial = "vraag"\n[states.vraag]\nkind = "question"\ntitle = "Welk?"\n'
        f"transitions = [\n{''.join(answers)}]\n{''.join(steps)}"
        '[states.af]\nkind = "goal"\ntitle = "Af"\n',
        file="t.toml",
    )
    found = _arrange.arranged(_outline.outline(flow, Options()))
    sockets = found.heights.placed["vraag"].box.sockets
    texts = [text for words in sockets.words.values() for text in words]
    texts += sockets.said
    said = [text.words.split(" op ")[0] for text in sorted(texts, key=lambda t: t.y)]
    assert sockets.said
    assert said == [f"Antwoord {n}" for n in range(1, count)]
