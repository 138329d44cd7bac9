"""Lanes: what is drawn where, and that nothing is drawn over anything else."""

from __future__ import annotations

import dataclasses
import os
import subprocess
import sys
from collections.abc import Sequence
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import Phase as Part
from hypothesis import strategies as st

from ama_flow import load, loads
from ama_flow.model import Flow, Options, Phase, Table, Transition, replace
from ama_flow.testing import nasty
from ama_flow_renderers import _outline, dot, svg
from ama_flow_renderers._excerpt import Excerpts
from ama_flow_renderers.picture import arrange as _arrange
from ama_flow_renderers.picture import boxes as _boxes
from ama_flow_renderers.picture import compose as _compose
from ama_flow_renderers.picture import gutters as _gutters
from ama_flow_renderers.picture import heights as _heights
from ama_flow_renderers.picture import lines as _lines
from ama_flow_renderers.picture import plan as _plan
from ama_flow_renderers.picture import shapes as _shapes
from ama_flow_renderers.picture import traffic as _traffic
from ama_flow_renderers.picture.lanes import lanes
from ama_flow_renderers.picture.setting import Text
from tests import small_flows
from tests.geometry import Measured, natural
from tests.goldens import FLOW as LENEN
from tests.sketches import sketch, tree
from tests.small_flows import state, way

AMA = load("ama_wvg")
ROOT = Path(__file__).parents[1]
FLOWS = int(os.environ.get("AMA_FLOW_PICTURES", "8"))
"""How many random flows are laid out; `python -m benchmarks.pictures` did 1,000."""
some = settings(
    max_examples=FLOWS,
    phases=[Part.explicit, Part.generate],
    suppress_health_check=[HealthCheck.too_slow],
)
seeds = st.integers(0, 2**32)
A4 = (538.0, 785.0)
"""Points of a page of A4 within margins of 10 mm."""


def measured(flow: Flow) -> Measured:
    """Draw *flow* and measure the picture."""
    return Measured(svg.render(flow, Options()))


def planned(flow: Flow) -> _plan.Plan:
    """Plan the picture of *flow*."""
    return laid(_outline.outline(flow, Options()))


def laid(outline: _outline.Outline) -> _plan.Plan:
    """Plan a picture."""
    return _plan.plan(outline, lanes(outline))


# ------------------------------------------------------------------ what is never so


def faults(flow: Flow) -> list[object]:
    """List all that is drawn over something else, or out of its place."""
    return measured(flow).faults()


@pytest.mark.parametrize("flow", [AMA, LENEN], ids=["ama_wvg", "lenen"])
def test_nothing_is_over_anything_else(flow: Flow) -> None:
    """No boxes overlap, no line runs through a box or a text or along another line."""
    assert faults(flow) == []


@some
@given(seeds)
def test_any_flow_is_laid_out_cleanly(seed: int) -> None:
    """That holds for flows of 2 to 80 states, tidy or tangled, without exception."""
    assert faults(sketch(seed)) == []


@some
@given(nasty.flows())
def test_odd_words_are_laid_out_cleanly(flow: Flow) -> None:
    """That holds whatever the flow says."""
    assert faults(flow) == []


def test_a_large_flow_is_laid_out_cleanly() -> None:
    """That holds for a tangle of 80 states, which takes many lanes."""
    tangle = next(f for f in map(sketch, range(1000)) if len(f.states) == 80)
    assert faults(tangle) == []


@pytest.mark.parametrize("flow", [AMA, sketch(76, most=20)], ids=["soon", "last"])
def test_sockets_are_in_the_order_that_their_places_ask(flow: Flow) -> None:
    """To lay out once more changes nothing, also where it took all rounds."""
    plan = planned(flow)
    found = _heights.heights(plan)
    assert _heights.heights(plan, found).placed == found.placed


@some
@given(seeds)
def test_the_same_flow_is_laid_out_the_same(seed: int) -> None:
    """A second time gives the same bytes."""
    flow = sketch(seed, most=30)
    assert svg.render(flow, Options()) == svg.render(flow, Options())


NO_FONTS = "<fontconfig></fontconfig>"
ONE_FONT = "<fontconfig><dir>/usr/share/fonts/truetype/dejavu</dir></fontconfig>"
DRAW = """
import sys
from ama_flow.model import Options
from ama_flow_renderers import dot, svg
from tests.sketches import sketch, tree
from tests.small_flows import state, way
for seed in range(4):
    for form in (svg, dot):
        sys.stdout.buffer.write(form.render(sketch(seed, most=30), Options()))
"""


@pytest.mark.parametrize("fonts", [NO_FONTS, ONE_FONT], ids=["none", "others"])
def test_fonts_of_the_machine_change_nothing(fonts: str, tmp_path: Path) -> None:
    """Where there are other fonts, or none at all, a picture has the same bytes."""
    settings = tmp_path / "fonts.conf"
    settings.write_text(fonts, "utf-8")
    drawn = subprocess.run(
        [sys.executable, "-c", DRAW],
        env={**os.environ, "FONTCONFIG_FILE": str(settings)},
        cwd=ROOT,
        capture_output=True,
        check=True,
    ).stdout
    forms = (svg, dot)
    flows = [sketch(seed, most=30) for seed in range(4)]
    assert drawn == b"".join(f.render(flow, Options()) for flow in flows for f in forms)


def test_texts_are_as_wide_as_a_font_sets_them() -> None:
    """The widths that we count with are those of Liberation Sans."""
    texts = [t for t in measured(AMA).root.iter() if t.tag.endswith("}text")]
    assert len(texts) > 100
    for text in texts:
        assert natural(text) == pytest.approx(float(text.attrib["textLength"]), abs=0.6)


# ------------------------------------------------------------------ how it is laid out


def test_the_procedure_fits_a_page() -> None:
    """Printed on A4, no text of ama_wvg is smaller than 7 points."""
    picture = measured(AMA)
    scale = min(A4[0] / picture.paper.right, A4[1] / picture.paper.bottom)
    sizes = {
        float(t.attrib["font-size"])
        for t in picture.root.iter()
        if "font-size" in t.attrib
    }
    assert min(sizes) * scale >= 7


def test_the_ordinary_way_is_straight() -> None:
    """All its states have one middle, and it runs down from one to the next."""
    picture = measured(AMA)
    ordinary = [f"s-{name}" for name in planned(AMA).ordinary]
    boxes = {box.name: box for box in picture.boxes}
    assert len({round(boxes[name].left + boxes[name].right) for name in ordinary}) == 1
    tops = [boxes[name].top for name in ordinary]
    assert tops == sorted(tops)
    first = {
        x
        for line in picture.lines
        if line.name.startswith("e-recht-")
        for x, _ in line.points
    }
    assert len(first) == 1


def test_few_lines_cross() -> None:
    """In the picture of ama_wvg, three places are left where they have to."""
    assert len(measured(AMA).crossings()) == 3


def test_lines_that_fail_join_others_where_fewer_cross_then() -> None:
    """They end on a line that leads to the same state, and have no arrow of their own."""
    joining = [line for line in measured(AMA).lines if line.joins]
    assert [line.name for line in joining] == [
        "shared0-aanmelden--hulp",
        "shared0-naar_subafdeling--hulp",
    ]


def test_lines_are_the_same_as_far_as_they_share_their_corners() -> None:
    """Back from where both end; a line is the same as itself all along."""
    line = [(0.0, 0.0), (30.0, 0.0), (30.0, 40.0), (50.0, 40.0)]
    below = [(0.0, 90.0), (30.0, 90.0), *line[2:]]
    straight = [(0.0, 40.0), line[-1]]
    found = [_shapes.shared(line, other) for other in (line, below, straight)]
    assert found == [90, 20, 20]
    assert _shapes.shared(line[:3], [(30.0, 25.0), line[2]]) == 15
    assert _shapes.cut(line, 30) == [*line[:2], (30, 30)]
    assert _shapes.cut(line, 20) == line[:3]


def test_lines_that_fail_stay_apart_where_as_many_cross_then() -> None:
    """Their own arrows tell where they come in."""
    flow = next(f for f in map(sketch, range(100)) if apart(f))
    joining = {line.name for line in measured(flow).lines if line.joins}
    assert joining.isdisjoint(apart(flow))


def apart(flow: Flow) -> list[str]:
    """Name lines that fail where others arrive at the same side, and do not join."""
    groups = _lines.merged(_arrange.arranged(_outline.outline(flow, Options())).plan)
    return [
        f"e-{line.source}--{line.dest}"
        for one, two in permutations(groups, 2)
        if one.socket.fails and one.is_beside(two)
        for line in one.lines
        if not line.is_shared
    ]


def test_what_helps_stands_beside() -> None:
    """Help and exceptions are to the right of the ordinary way, and never under it."""
    plan = planned(AMA)
    boxes = {box.name: box for box in measured(AMA).boxes}
    right = max(boxes[f"s-{name}"].right for name in plan.lanes[0])
    assert len(plan.lanes) == 2
    assert all(boxes[f"s-{name}"].left > right for name in plan.lanes[1])


def test_a_question_and_where_it_leads_are_level() -> None:
    """The line from the first question to the lane beside it has no bend."""
    lines = {line.name: line for line in measured(AMA).lines}
    across = lines["e-maatwerkbedrijf--gekend_in_cobrha"]
    assert len({y for _, y in across.points}) == 1


def test_ways_back_run_at_the_left() -> None:
    """A way back to an earlier state of the ordinary way leaves it at the left."""
    back = Transition(trigger="terug", source="recht", dest="gebruikers", title="Terug")
    recht = AMA.states["recht"]
    recht = replace(recht, transitions=(*recht.transitions, back))
    rows = ((s.id, recht if s.id == "recht" else s) for s in AMA.states.values())
    flow = replace(AMA, states=Table(rows))
    picture = measured(flow)
    (line,) = (one for one in picture.lines if one.name == "e-recht--gebruikers")
    left = next(box.left for box in picture.boxes if box.name == "s-recht")
    assert max(x for x, _ in line.points) <= left + 0.1
    assert faults(flow) == []


def test_a_long_lane_is_followed_by_another() -> None:
    """What need not be next to the ordinary way moves on where a lane gets too long."""
    flow = next(f for f in map(sketch, range(100)) if len(planned(f).lanes) > 3)
    plan = planned(flow)
    for line in plan.lines:
        assert abs(plan.lane[line.source] - plan.lane[line.dest]) <= 1


def test_what_cannot_be_told_apart_is_said_in_words() -> None:
    """A gutter has twelve tracks at most, and few crossings; the rest becomes words."""
    states = list(AMA.states.values())
    ways = tuple(
        Transition(trigger="next", source=s.id, dest=d.id, title=f"Naar {d.id}")
        for s in states
        for d in states[::-1]
    )
    rows = (
        (
            s.id,
            replace(
                s,
                kind="question",
                asks="",
                transitions=tuple(w for w in ways if w.source == s.id),
            ),
        )
        for s in states
    )
    dense = replace(AMA, states=Table(rows))
    picture = measured(dense)
    links = [
        link.get("href", "") for link in picture.root.iter() if "href" in link.attrib
    ]
    assert sum(link.startswith("#s-") for link in links) > 200
    assert faults(dense) == []


def test_two_lines_that_no_order_keeps_apart_are_found() -> None:
    """Both begin where the other ends, across the gutter: either way they overlap."""
    one = _gutters.Bus(ends=((0, False), (100, True)))
    other = _gutters.Bus(ends=((0, True), (100, False)))
    found = _gutters.tracks([one, other])
    assert len([*_gutters.confused([one, other], found)]) == 1
    assert not [*_gutters.confused([one], [0])]


def test_what_would_lie_on_another_line_is_said_in_words() -> None:
    """Where no tracks keep two lines apart, as in this flow, one becomes words."""
    assert faults(sketch(92)) == []


def test_every_way_is_a_line_or_words() -> None:
    """What the plan does not draw it says."""
    for seed in range(20):
        plan = planned(sketch(seed, most=30))
        drawn = [
            (ln.source, one) for ln in plan.lines if not ln.is_shared for one in ln.ways
        ]
        for name, ways in plan.outline.ways.items():
            for one in ways:
                assert ((name, one) in drawn) != (one in plan.said[name])


def test_tracks_are_shared_by_what_does_not_meet() -> None:
    """Lines far from each other run in one track; those that meet never do."""
    above = _gutters.Bus(ends=((0, True), (50, True)))
    below = _gutters.Bus(ends=((100, True), (150, True)))
    beside = _gutters.Bus(ends=((40, True), (110, True)))
    assert _gutters.tracks([above, below]) == [0, 0]
    found = _gutters.tracks([above, below, beside])
    assert found[2] not in found[:2]


def test_a_picture_needs_no_more_than_its_parts() -> None:
    """The paper ends where the lowest part does, but for a margin."""
    scene = _compose.composed(_outline.outline(AMA, Options()))
    lowest = max(box.bottom for box in measured(AMA).boxes)
    assert scene.height - lowest < 25


def crossings(buses: list[_gutters.Bus]) -> int:
    """Count how often buses cross in the tracks that they are given."""
    found = _gutters.tracks(buses)
    return sum(
        other.top < y < other.bottom
        for (one, track), (other, beside) in permutations(
            zip(buses, found, strict=True), 2
        )
        for y, is_left in one.ends
        if track != beside and is_left == (track > beside)
    )


def test_tracks_are_chosen_again_when_all_lines_are_known() -> None:
    """Five lines of ama_wvg cross seven times, which is the least that they can."""
    buses = [
        _gutters.Bus(
            ends=(
                *((y, False) for y in (58.0, 106.0, 295.0, 515.0, 748.0)),
                (111.0, True),
            )
        ),
        _gutters.Bus(ends=((269.0, True), (501.0, True))),
        _gutters.Bus(ends=((306.0, True), (855.0, True), (354.0, False))),
        _gutters.Bus(ends=((530.0, False), (762.0, False), (918.0, True))),
        _gutters.Bus(ends=((72.0, True), (557.0, True), (344.0, False))),
    ]
    assert crossings(buses) == 7


def test_what_comes_back_turns_within_what_goes_across() -> None:
    """Of two answers that lead down, the one to another lane leaves above the other."""
    leaves = {line.name: line.points[0][1] for line in measured(AMA).lines}
    across, back = (
        leaves[f"e-subafdeling_bestaat--{dest}"] for dest in ("hulp", "toepassing")
    )
    assert across < back


def test_what_continues_a_phase_says_so() -> None:
    """A phase in two lanes has one title: at its first state, and lighter elsewhere."""
    picture = measured(AMA)
    texts = [t for t in picture.root.iter() if t.tag.endswith("}text")]
    weights = {t.text: t.get("font-weight") for t in texts}
    assert weights["Vooraf"] == "bold"
    assert weights["Vooraf (vervolg)"] is None
    assert sum(t.text == "Vooraf" for t in texts) == 1


def test_a_long_number_is_in_one_piece() -> None:
    """Step 1000 is numbered as step 10 is, in front of its title."""
    outline = _outline.outline(AMA, Options())
    many = {name: 9990 + number for name, number in outline.numbers.items()}
    plan = laid(dataclasses.replace(outline, numbers=many))
    state = AMA.states["aanmelden"]
    number, title, *_ = _boxes.body(plan, state, 352.0).block.texts
    assert number.words == str(many[state.id])
    assert number.left + number.width < title.left


def asking(*answers: str) -> str:
    """Write a question with so many answers, each to a step that may fail alike."""
    head = 'format = 1\nid = "t"\nversion = "1"\nlanguage = "nl"\ntitle = "T"\n'
    contact = (
        '[contacts.c]\nname = "Helpdesk"\nphone = "02 511 51 51"\ntel = "+3225115151"\n'
    )
    ways = "".join(
        f'  {{ trigger = "t{n}", title = "{words}", dest = "s{n}" }},\n'
        for n, words in enumerate(answers)
    )
    steps = "".join(
        f'[states.s{n}]\nkind = "step"\ntitle = "Stap {n}"\nnext = "klaar"\n'
        'transitions = [{ trigger = "fout", title = "Fout", fails = true, dest = "hulp" }]\n'
        for n, _ in enumerate(answers)
    )
    return (
        f'{head}initial = "vraag"\n{contact}[states.vraag]\nkind = "question"\n'
        f'title = "Welk?"\ntransitions = [\n{ways}]\n{steps}'
        '[states.klaar]\nkind = "goal"\ntitle = "Klaar"\n'
        '[states.hulp]\nkind = "contact"\ntitle = "Bel"\ncontact = "c"\n'
    )


@pytest.mark.parametrize("count", [1, 2, 3, 12])
def test_states_that_fail_alike_tell_so_once(count: int) -> None:
    """From three on, also where each of them declares it."""
    found = _outline.outline(loads(asking(*map(str, range(count)))), Options())
    (section,) = found.sections
    own = [way.fails for ways in found.ways.values() for way in ways].count(True)
    assert own == (count if count < 3 else 0)
    assert [len(shared.sources) for shared in section.shared] == [count] * (count > 2)
    failing = [line for line in laid(found).lines if line.fails]
    assert len(failing) == (count if count < 3 else 1)


def test_states_that_succeed_alike_each_tell_so() -> None:
    """A reader looks for the way on at the state."""
    found = _outline.outline(loads(asking(*map(str, range(9)))), Options())
    assert [found.ways[f"s{n}"][0].dest for n in range(9)] == ["klaar"] * 9


def test_tracks_with_many_lines_are_the_last_to_become_words() -> None:
    """Of 40 answers some are words, but all come back in one line, and all can fail."""
    flow = loads(asking(*(f"Antwoord {n}" for n in range(40))))
    found = _arrange.arranged(_outline.outline(flow, Options())).plan
    told = {name: len(ways) for name, ways in found.said.items() if ways}
    assert list(told) == ["vraag"]
    assert 20 < told["vraag"] < 30
    assert [line.is_shared for line in found.lines if line.fails] == [True]


@pytest.mark.parametrize("flow", [*map(sketch, range(6))])
def test_no_gutter_is_a_tangle(flow: Flow) -> None:
    """It has twelve tracks at most, and for each line two crossings, if it is full."""
    found = _arrange.arranged(_outline.outline(flow, Options()))
    for gutter in _traffic.gutters(found.plan, found.heights):
        assert gutter.count <= 12
        assert gutter.count < 6 or gutter.crossings <= 2 * len(gutter.far)


def jogs(flow: Flow) -> list[str]:
    """Name the lines from one lane to another that are hardly out of level."""
    found = _arrange.arranged(_outline.outline(flow, Options()))
    heights = found.heights
    return [
        f"{line.source}--{line.dest}"
        for line, y in heights.leaves.items()
        if 0 < abs(y - heights.arrives[line]) < 12
    ]


@pytest.mark.parametrize("name", ["terugbetaling", "geen_internet"])
def test_lines_that_could_be_level_are(name: str) -> None:
    """No line of these flows makes a small step."""
    assert jogs(load(str(ROOT / "examples" / f"{name}.toml"))) == []
    assert jogs(AMA) == []


@pytest.mark.parametrize("depth", [1, 2, 3, 4])
def test_no_lines_of_a_tree_cross(depth: int) -> None:
    """What a state leads to is near it, whatever the order in the file."""
    flow = tree(depth)
    assert measured(flow).crossings() == []
    found = _arrange.arranged(_outline.outline(flow, Options())).plan
    assert not any(found.said.values())


ASIDE = """
format = 1
id = "t"
version = "1"
language = "nl"
title = "T"
initial = "v1"
[triggers]
ja = { title = "Ja" }
nee = { title = "Nee" }
lukt_niet = { title = "Dit lukt niet", fails = true }
[contacts.dienst]
name = "De dienst"
phone = "02 123 45 67"
[states.v1]
kind = "question"
title = "Is 1 in orde?"
transitions = [{ trigger = "ja", dest = "s1" }, { trigger = "nee", dest = "a" }]
[states.a]
kind = "step"
title = "Doe a"
next = "s1"
[states.s1]
kind = "step"
title = "Doe 1"
next = "v2"
[states.v2]
kind = "question"
title = "Is 2 in orde?"
transitions = [{ trigger = "ja", dest = "v3" }, { trigger = "nee", dest = "b" }]
[states.b]
kind = "step"
title = "Doe b"
next = "v3"
[states.v3]
kind = "question"
title = "Is 3 in orde?"
transitions = [{ trigger = "ja", dest = "klaar" }, { trigger = "nee", dest = "hulp" }]
[states.klaar]
kind = "goal"
title = "Klaar"
[states.hulp]
kind = "contact"
title = "Bel de dienst"
contact = "dienst"
[[transitions]]
trigger = "lukt_niet"
source = { kind = "step" }
dest = "hulp"
"""


def test_what_all_states_share_is_told_above_the_first_lane() -> None:
    """Without a phase there is no frame: else it would be of what is in the frame."""
    flow = loads(ASIDE)
    first, beside = planned(flow).runs
    assert [len(run.exits) for run in first] == [1]
    assert [len(run.exits) for run in beside] == [0]
    scene = _compose.composed(_outline.outline(flow, Options()))
    assert [run.frame for run in scene.runs] == [None, None]
    assert [t.words for t in scene.runs[0].texts] == ["Bij elke stap: Dit lukt niet"]
    (line,) = scene.runs[0].lines
    assert line.line.dest == "hulp"
    assert not faults(flow)


def test_a_contact_stands_where_it_is_led_to_by_itself() -> None:
    """What many share leads there from above, and would draw it away."""
    flow = loads(ASIDE)
    assert planned(flow).lanes[1] == ("a", "b", "hulp")


def phased(count: int, contact: int) -> Flow:
    """Give phases with a side trip each; what does not work leads to one contact."""
    states = [
        replace(state(name, "question", *ways), phase=f"p{n}")
        for n in range(count)
        for name, ways in (
            (
                f"a{n}",
                (
                    way(f"a{n + 1}" if n + 1 < count else "z", trigger="ja"),
                    way(f"b{n}", trigger="nee"),
                ),
            ),
            (f"b{n}", (way(f"a{n}", trigger="ja"), way("bel", trigger="nee"))),
        )
    ]
    ends = state("z", "goal"), replace(state("bel", "contact"), phase=f"p{contact}")
    phases = (Phase(id=f"p{n}", title=f"Fase {n}") for n in range(count))
    table = Table((phase.id, phase) for phase in phases)
    return small_flows.flow(*states, *ends, phases=table)


@pytest.mark.parametrize("phase", [0, 3, 5])
def test_what_others_lead_to_does_not_draw_a_phase_away(phase: int) -> None:
    """A phase goes on beside where it is, whoever else may need its contact."""
    _, beside = planned(phased(6, phase)).lanes
    assert [name for name in beside if name != "bel"] == [f"b{n}" for n in range(6)]
    assert beside.index("bel") == phase + 1


def test_states_stay_in_order_of_reading_where_nothing_is_gained() -> None:
    """Each of these leads back to the ordinary way only."""
    found = planned(loads(asking(*map(str, range(9))))).lanes[1]
    assert [name for name in found if name != "hulp"] == [f"s{n}" for n in range(1, 9)]


def test_words_at_one_line_are_held_together() -> None:
    """A brace is as high as they are, and its stem begins where the line does."""
    answers = (
        '{{ trigger = "t{0}", title = "Antwoord {0} op deze vraag", dest = "{1}" }},'
    )
    rows = "\n".join(answers.format(n, "ab"[n % 2]) for n in range(6))
    goals = "".join(
        f'[states.{name}]\nkind = "goal"\ntitle = "{name}"\n' for name in "ab"
    )
    flow = loads(
        'format = 1\nid = "t"\nversion = "1"\nlanguage = "nl"\ntitle = "T"\n'
        'initial = "vraag"\n[states.vraag]\nkind = "question"\ntitle = "Welk?"\n'
        f"transitions = [\n{rows}\n]\n{goals}"
    )
    scene = _compose.composed(_outline.outline(flow, Options()))
    question = scene.runs[0].states[0]
    _, upright, upper, lower, stem = (shape.points for shape in question.shapes)
    (line,) = (drawn for drawn in question.lines if drawn.line.dest == "b")
    assert len(line.texts) == 3
    assert min(y for _, y in upright) > line.texts[0].top
    assert max(y for _, y in upright) < line.texts[-1].top + line.texts[-1].height
    right = max(text.left + text.width for text in line.texts)
    assert min(x for x, _ in (*upright, *upper, *lower)) > right
    assert max(x for x, _ in stem) == pytest.approx(line.stroke.points[0][0])
    assert min(x for x, _ in stem) == pytest.approx(max(x for x, _ in upright))
    assert sum(y for _, y in stem) / 4 == pytest.approx(line.stroke.points[0][1])


def menu(titles: Sequence[str]) -> Flow:
    """Give a question whose answers each lead to a step of their own."""
    asked = (
        way(f"s{n}", trigger=f"t{n}", title=title) for n, title in enumerate(titles)
    )
    steps = (state(f"s{n}", "step", way("klaar")) for n in range(len(titles)))
    question = state("menu", "question", *asked)
    return small_flows.flow(question, *steps, state("klaar", "goal"))


def answers(titles: Sequence[str]) -> list[Text]:
    """Give the words of answers beside the question, from above to below."""
    scene = _compose.composed(_outline.outline(menu(titles), Options()))
    lines = scene.runs[0].states[0].lines
    across = [d for d in lines if d.stroke.points[0][0] != d.stroke.points[-1][0]]
    beside = [drawn.texts[0] for drawn in across]
    return sorted(beside, key=lambda text: text.y)


def test_answers_of_a_menu_are_read_below_each_other() -> None:
    """If one has no room beside the box, they are all in it, as the file has them."""
    titles = ["Geluid", "Beeldscherm blijft zwart", "Netwerk", "Muis", "Iets anders"]
    found = answers(titles)
    assert [text.words for text in found] == titles[1:]
    assert len({round(text.left + text.width, 6) for text in found}) == 1
    short = answers([title[:6] for title in titles])
    few = answers(titles[:3])
    for text in (*short, *(t for t in few if t.words == "Netwerk")):
        assert text.left > found[0].left + found[0].width


def test_an_end_of_the_ordinary_way_is_not_what_a_page_is_about() -> None:
    """The page begins with what goes on, and calls nothing ordinary."""
    whole = _outline.outline(phased(4, 0), Options())
    asked = {"words": "Deel", "is_page": True}
    page = Excerpts(whole).of(["z", "b2"], **asked)
    assert (page.usual, page.flow.initial) == ((), "b2")
    page = Excerpts(whole).of(["z", "a3"], **asked)
    assert (page.usual, page.flow.initial) == (("a3", "z"), "a3")


def test_the_line_of_the_start_is_explained() -> None:
    """Also where no other line is as it is."""
    only = small_flows.flow(state("klaar", "goal"))
    scene = _compose.composed(_outline.outline(only, Options()))
    (legend,) = (part for part in scene.above if part.name == "legend")
    (start,) = (part for part in scene.above if part.name == "start")
    assert start.strokes[0].role in {stroke.role for stroke in legend.strokes}
