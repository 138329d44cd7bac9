"""Pictures of a change: what is new, gone and different, told apart by signs."""

from __future__ import annotations

import itertools
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ama_flow import diff, load, loads
from ama_flow.difference.picture import both
from ama_flow.model import Changes, Flow, Options, Table, replace
from ama_flow.text import links
from ama_flow_renderers import svg
from ama_flow_renderers._marked import SIGNS
from ama_flow_renderers._outline import outline
from ama_flow_renderers.picture.compose import composed
from ama_flow_renderers.picture.shapes import long
from tests.geometry import Measured
from tests.sketches import sketch
from tests.test_marks import BAD, MINUS, SHARING, SVG, badges, call, parts

AMA = load("ama_wvg")
NEW = (
    BAD.replace('version = "1"', 'version = "2"')
    .replace('title = "Slecht", dest = "vast"', 'title = "Slecht", dest = "meer"')
    .replace("[states.vast]", "[states.meer]")
    .replace('dest = "vast"', 'dest = "einde"')
    .replace('title = "Vast"', 'title = "Meer"')
)

START = "[states.start]"


def compared(before: str | Flow, after: str | Flow) -> tuple[Flow, Changes]:
    """Put two versions together."""
    return both(diff(*(loads(f) if isinstance(f, str) else f for f in (before, after))))


def test_both_versions_are_in_the_picture_of_a_change() -> None:
    """What is new, gone and changed is there, by its shape and by its words."""
    flow, changes = compared(BAD, NEW)
    document = svg.render(flow, Options(changes=changes))
    states, ways = parts(document, "state "), parts(document, "way ")
    assert {name: kinds[2:] for name, kinds in states.items()} == {
        "s-start": ["changed"],
        "s-vast": ["removed"],
        "s-meer": ["added"],
        "s-einde": [],
    }
    assert ways["e-start--einde"][2:] == []
    assert ways["e-removed-start--vast"][2:] == ["removed"]
    assert ways["e-changed-start--meer"][2:] == ["changed"]
    assert ways["e-added-meer--einde"][2:] == ["added"]
    assert sorted(badges(document)) == sorted(
        ["± gewijzigd", f"{MINUS} vervallen", "+ nieuw", MINUS, MINUS, "±", "+"]
    )
    text = document.decode()
    assert "Wat er verandert van versie 1 naar versie 2</text>" in text
    assert text.count(">Slecht</text>") == 2
    gone = text[text.index('"s-vast"') :]
    assert "stroke-dasharray" in gone[: gone.index("Vast</text>")]


def test_a_contact_that_changed_marks_who_sends_there() -> None:
    """A state is changed where its contact is, though nothing in itself differs."""
    contact = replace(AMA.contacts["eranova"], hours="09:00-10:00")
    after = replace(AMA, contacts=Table({**AMA.contacts, "eranova": contact}.items()))
    flow, changes = compared(AMA, after)
    assert changes.states == (("eranova", "changed"),)
    assert flow == after


def test_a_way_that_was_shared_before_is_apart_from_those_now() -> None:
    """What no state shares any more is drawn once, as gone."""
    kept = {
        name: replace(
            state,
            transitions=tuple(t for t in state.transitions if t.shared is None),
        )
        for name, state in AMA.states.items()
    }
    flow, changes = compared(AMA, replace(AMA, states=Table(kept.items())))
    ways = parts(svg.render(flow, Options(changes=changes)), "way ")
    gone = [name for name, kinds in ways.items() if kinds[-1] == "removed"]
    assert gone == ["shared0-aanmelden--hulp", "shared0-naar_subafdeling--hulp"]


def test_what_is_gone_stands_where_it_stood() -> None:
    """A first state that is gone comes first."""
    after = BAD.replace('initial = "start"', 'initial = "vast"')
    begin, end = after.index("[states.start]"), after.index("[states.vast]")
    flow, changes = compared(BAD, after[:begin] + after[end:])
    assert [*flow.states] == ["start", "vast", "einde"]
    assert ("start", "removed") in changes.states


@settings(max_examples=8)
@given(st.integers(0, 2**32), st.integers(0, 2**32))
def test_any_two_flows_can_be_drawn_as_one(one: int, other: int) -> None:
    """Nothing covers anything, and each state has the mark that it is said to have."""
    before, after = sketch(one, most=12), sketch(other, most=12)
    flow, changes = compared(before, after)
    document = svg.render(flow, Options(changes=changes))
    picture = Measured(document)
    crossed = [pair for pair in picture.crossed() if pair[1] not in SIGNS.values()]
    assert not [*picture.overlapping(), *crossed, *picture.confused()]
    found = {n: k[2:] for n, k in parts(document, "state ").items()}
    marked = {f"s-{name}": [how] for name, how in changes.states}
    assert found == {name: marked.get(name, []) for name in found}


def test_a_change_can_be_drawn_from_the_command_line(tmp_path: Path) -> None:
    """``diff --format`` writes the picture, and ends as it does in words."""
    old, new, to = (tmp_path / name for name in ("a.toml", "b.toml", "d.svg"))
    old.write_text(BAD)
    new.write_text(NEW)
    flow, changes = compared(load(old), load(new))
    asked = ("diff", old, new, "--anyway", "--exit-code")
    assert call(*asked, "-f", "svg", "-o", to).exit_code == 7
    assert to.read_bytes() == svg.render(flow, Options(changes=changes))
    assert call(*asked, "-o", to).exit_code == 7
    assert to.read_text() == call(*asked).stdout
    refused = call("diff", old, new, "-f", "markdown")
    assert refused.exit_code == 2
    assert "markdown does not show what is different" in refused.stderr


ONE_MORE = SHARING.replace(
    'next = "klaar"',
    'next = "c"\n[states.c]\nkind = "step"\ntitle = "Stap c"\nnext = "klaar"',
)


def exits(before: str, after: str) -> list[str]:
    """Give the titles of the lines to the contact in a picture of what differs."""
    flow, changes = both(diff(loads(before), loads(after)))
    picture = svg.render(flow, Options(changes=changes)).decode()
    return re.findall(r"<title>([^<]*Dit lukt niet[^<]*)</title>", picture)


def test_an_exit_that_a_new_state_shares_is_not_new() -> None:
    """The state is, and says so itself."""
    after = ONE_MORE.replace('["a", "b"]', '["a", "b", "c"]')
    assert exits(SHARING, after) == ["Dit lukt niet → “Bel het loket”"]
    assert exits(after, SHARING)[0] == "Dit lukt niet → “Bel het loket”"


def test_an_exit_that_all_its_states_get_is_new() -> None:
    """And one that a state gets which was there already is changed."""
    without = SHARING.partition("[[transitions]]")[0].replace(
        'next = "klaar"',
        'next = "klaar"\ntransitions = [{ trigger = "x", title = "X", dest = "hulp" }]',
    )
    with_both = (
        without
        + SHARING.partition("[[transitions]]")[1]
        + (SHARING.partition("[[transitions]]")[2])
    )
    assert exits(without, with_both) == ["Dit lukt niet → “Bel het loket” (nieuw)"]
    more = ONE_MORE.replace('["a", "b"]', '["a", "c"]')
    all_three = ONE_MORE.replace('["a", "b"]', '["a", "b", "c"]')
    assert exits(more, all_three) == ["Dit lukt niet → “Bel het loket” (gewijzigd)"]


# ------------------------------------------------------------------ what it said before


def told(before: str | Flow, after: str | Flow, ink: str = "") -> list[str]:
    """Give the texts of a picture of a change, of those with one decoration."""
    flow, changes = compared(before, after)
    root = ET.fromstring(svg.render(flow, Options(changes=changes)))  # noqa: S314
    texts = [t for t in root.iter(f"{SVG}text") if t.get("text-decoration", "") == ink]
    return [text.text or "" for text in texts]


def test_what_a_state_said_before_is_struck_out() -> None:
    """Below what it says now; what it still says stands there once."""
    after = BAD.replace('title = "Vast"', 'title = "Los"\ntext = "Kijk eens."')
    before = BAD.replace('title = "Vast"', 'title = "Vast"\ntext = "Kijk eens."')
    assert told(before, after, "line-through") == ["Vast"]
    assert told(before, after).count("Kijk eens.") == 1
    assert told(after, after, "line-through") == []


def test_what_a_contact_was_is_struck_out() -> None:
    """A reviewer sees which number is another."""
    contact = replace(AMA.contacts["eranova"], phone="02-000 00 00")
    after = replace(AMA, contacts=Table({**AMA.contacts, "eranova": contact}.items()))
    assert told(AMA, after, "line-through") == ["Telefoon: 02-511 51 51"]


def test_what_is_not_drawn_is_counted() -> None:
    """The order of things, the start, titles of phases, rows that no state shows."""
    phases = [(name, replace(row, title="Eerst")) for name, row in AMA.phases.items()]
    after = replace(AMA, phases=Table([phases[0], *[*AMA.phases.items()][1:]]))
    assert compared(AMA, AMA)[1].note == ""
    assert compared(AMA, after)[1].note.startswith("En nog 1 verschil,")
    twice = replace(after, initial="hulp", version="9")
    assert compared(AMA, twice)[1].note.startswith("En nog 2 verschillen,")
    assert any("En nog 2 verschillen" in words for words in told(AMA, twice))


@pytest.mark.parametrize(
    ("old", "new", "count"),
    [
        ('title = "Vast"', 'title = "Vast"\nwhy = "Daarom."', 1),
        ('title = "Vast"', 'title = "Los"\nwhy = "Daarom."', 0),
        ('dest = "einde" }', 'dest = "einde", ordinary = true }', 1),
        (START, f'[statements.a]\nsays = "A"\n{START}', 1),
        (START, f'[links.a]\ntitle = "A"\nurl = "https://example.org"\n{START}', 1),
    ],
)
def test_what_no_box_shows_is_counted(old: str, new: str, count: int) -> None:
    """A reason is not in the picture, and neither is what is cited."""
    _, changes = compared(BAD, BAD.replace(old, new, 1))
    assert changes.note.startswith(f"En nog {count} verschil" if count else "")
    assert bool(changes.note) == bool(count)


@pytest.mark.parametrize("versions", [(BAD, NEW), (NEW, BAD)], ids=["on", "back"])
def test_signs_are_explained_in_one_order(versions: tuple[str, str]) -> None:
    """Wherever in the picture the first of each is."""
    words = [t for t in told(*versions) if t in ("nieuw", "gewijzigd", "vervallen")]
    assert words == ["nieuw", "gewijzigd", "vervallen"]


def test_who_shows_what_changed_is_marked() -> None:
    """A link, a term and a fact are no states, and stand in boxes of states."""
    link = replace(AMA.links["cobrha"], url="https://example.org/nieuw")
    after = replace(AMA, links=Table({**AMA.links, "cobrha": link}.items()))
    _, changes = compared(AMA, after)
    using = [
        state.id
        for state in AMA.states.values()
        if "cobrha" in links(state.text) or "hco" in " ".join(state.needs)
    ]
    assert len(using) > 1
    assert changes.states == tuple((name, "changed") for name in using)
    assert changes.note == ""
    struck = told(AMA, after, "line-through")
    assert len([words for words in struck if "cobrha" in words]) == len(using)


def test_other_words_of_an_answer_are_marked_at_its_lines() -> None:
    """What they were is struck out: in its box, or where they are shared."""
    trigger = replace(AMA.triggers["lukt_niet"], title="Het werkt niet")
    states = {
        name: replace(
            state,
            transitions=tuple(
                replace(way, title="Het werkt niet")
                if way.title == AMA.triggers["lukt_niet"].title
                else way
                for way in state.transitions
            ),
        )
        for name, state in AMA.states.items()
    }
    after = replace(
        AMA,
        triggers=Table({**AMA.triggers, "lukt_niet": trigger}.items()),
        states=Table(states.items()),
    )
    flow, changes = compared(AMA, after)
    assert (changes.states, changes.note) == ((), "")
    ways = parts(svg.render(flow, Options(changes=changes)), "way ")
    marked = [name for name, kinds in ways.items() if kinds[-1] == "changed"]
    assert marked == ["shared0-aanmelden--hulp", "shared0-naar_subafdeling--hulp"]
    assert told(AMA, after, "line-through") == ["Dit lukt niet"] * 2
    one = BAD.replace('title = "Goed", dest', 'title = "Prima", dest')
    assert told(BAD, one, "line-through") == ["Goed"]


def test_what_a_state_was_is_struck_out() -> None:
    """Its kind and its phase are what its shape and its place say."""
    before = BAD.replace("[states.start]", '[phases]\np = "P"\nq = "Q"\n[states.start]')
    before = before.replace('kind = "', 'phase = "p"\nkind = "')
    after = before.replace(
        'phase = "p"\nkind = "step"\ntitle = "Vast"',
        'phase = "q"\nkind = "branch"\ntitle = "Vast"',
    )
    assert after != before
    assert told(before, after, "line-through") == ["Stap", "Deel: P"]


def test_what_is_new_is_on_the_ordinary_way() -> None:
    """A way that is gone is drawn beside it, also between the same states."""
    flow, changes = compared(SHARING, ONE_MORE)
    ways = parts(svg.render(flow, Options(changes=changes)), "way ")
    assert ways["e-removed-b--klaar"][1:] == ["other", "removed"]
    assert ways["e-added-c--klaar"][1:] == ["ordinary", "added"]
    answer = 'transitions = [{ trigger = "ja", title = "Ja", dest = "klaar" }]'
    flow, changes = compared(SHARING, SHARING.replace('next = "klaar"', answer))
    scene = composed(outline(flow, Options(changes=changes)))
    bends = {
        line.line.sign: len(line.stroke.points)
        for line in scene.lines
        if line.line.dest == "klaar"
    }
    assert bends == {"+": 2, MINUS: 4}


def test_versions_are_named_where_they_differ() -> None:
    """Of a version with itself nobody would say from which to which it is."""
    assert compared(BAD, NEW)[1].title == "Wat er verandert van versie 1 naar versie 2"
    assert compared(BAD, BAD)[1].title == "Wat er verandert in versie 1"


def test_a_flow_that_has_no_phases_any_more_is_drawn_without() -> None:
    """Else what is new would stand in a phase that is gone."""
    flow, _ = compared(AMA, BAD)
    assert flow.phases == Table()
    assert {state.phase for state in flow.states.values()} == {""}
    phased = BAD.replace("[states.start]", '[phases]\np = "P"\n[states.start]')
    kept, _ = compared(BAD, phased.replace('kind = "', 'phase = "p"\nkind = "'))
    assert {state.phase for state in kept.states.values()} == {"p"}


def test_a_way_that_is_gone_stands_where_it_stood() -> None:
    """Among those that are kept."""
    after = BAD.replace('{ trigger = "goed", title = "Goed", dest = "einde" },', "")
    flow, _ = compared(BAD, after)
    assert [t.title for t in flow.states["start"].transitions] == ["Goed", "Slecht"]


def test_ways_with_different_signs_are_different_lines() -> None:
    """A way that was there before is not called changed because of one beside it."""
    more = '{ trigger = "half", title = "Half", dest = "einde" },'
    after = BAD.replace("transitions = [{ trig", f"transitions = [{more} {{ trig", 1)
    flow, changes = compared(BAD, after)
    ways = parts(svg.render(flow, Options(changes=changes)), "way ")
    assert ways["e-start--einde"][-1] in ("ordinary", "other")
    assert ways["e-added-start--einde"][-1] == "added"


@settings(max_examples=8)
@given(st.integers(0, 2**32), st.integers(0, 2**32))
def test_no_badge_lies_on_another(one: int, other: int) -> None:
    """There is room along a line, if it is not very short."""
    flow, changes = compared(sketch(one, most=8), sketch(other, most=8))
    scene = composed(outline(flow, Options(changes=changes)))
    rooms = [(*b.shape.points[0], *b.shape.points[2]) for b in scene.badges]
    short = sum(long(drawn.stroke.points) < 60 for drawn in scene.lines)
    over = sum(
        a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
        for a, b in itertools.combinations(rooms, 2)
    )
    assert over <= short
