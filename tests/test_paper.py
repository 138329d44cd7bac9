"""Pictures on paper: an overview, pages, and where each thing is on them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from ama_flow import load, registry
from ama_flow.cli import cli
from ama_flow.model import Flow, FlowError, Marks, Options, Table, Transition, replace
from ama_flow.words import say
from ama_flow_renderers import svg
from ama_flow_renderers._outline import Outline, anchor
from ama_flow_renderers._pictured import pictured
from ama_flow_renderers.paper import sheets as _paper
from ama_flow_renderers.paper.pages import Page, pages
from ama_flow_renderers.picture import compose as _compose
from ama_flow_renderers.picture.setting import Text
from tests.geometry import Measured
from tests.sketches import procedure, sketch, tree

AMA = load("ama_wvg")
EXAMPLES = Path(__file__).parents[1] / "examples"
CLAIM = load(str(EXAMPLES / "terugbetaling.toml"))
SVG = "{http://www.w3.org/2000/svg}"
LEAST = 6.999
seeds = st.integers(0, 2**32)
some = settings(
    max_examples=6,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)


def call(*arguments: str | Path) -> Result:
    """Run a command in this process."""
    return CliRunner().invoke(cli, [str(a) for a in arguments])


def outlined(flow: Flow, *, overview: bool = False) -> Outline:
    """Put *flow*, or an overview of it, in order of reading."""
    return pictured(flow, Options(overview=overview))


def paged(flow: Flow, paper: str = "a4") -> tuple[Page, ...]:
    """Put *flow* on pages of paper."""
    found: tuple[Page, ...] = pages(outlined(flow), _paper.paper(paper))
    return found


# ------------------------------------------------------------------ what is on pages


def own(page: Page) -> list[str]:
    """Give the states that a page itself draws."""
    outline = page.outline
    return [s.id for s in outline.states if s.id not in outline.folded]


def numbered(found: tuple[Page, ...]) -> dict[str, int]:
    """Give the number of the page that each state is on."""
    return {name: n for n, page in enumerate(found, 1) for name in own(page)}


def words(page: Page, name: str) -> str:
    """Give the words in the box of a state."""
    states = (state for run in page.scene.runs for state in run.states)
    (drawn,) = (state for state in states if state.state.id == name)
    return " ".join(text.words for text in drawn.texts)


def leads(page: Page, name: str) -> set[str]:
    """Give what a state leads to in words: in its own box, or where a frame names it.

    That can be another frame of its section, which is in a lane beside it.
    """
    own = (
        text.url
        for run in page.scene.runs
        for state in run.states
        if state.state.id == name
        for text in state.texts
    )
    framed = (
        texts[0].url
        for run in page.scene.runs
        for texts in grouped(run.texts)
        if name in [state.id for state in run.run.section.states]
        and names(
            " ".join(text.words for text in texts), page.outline.numbers.get(name, 0)
        )
    )
    return {url.removeprefix("#s-") for url in (*own, *framed)}


def grouped(texts: Iterable[Text]) -> Iterator[list[Text]]:
    """Give the lines that lead to one address together."""
    for url, found in groupby(texts, key=lambda text: text.url):
        if url:
            yield list(found)


def names(said: str, number: int) -> bool:
    """Say whether words such as "Bij stap 3 en 5 tot en met 9: ..." name a step."""
    lead = said.partition(":")[0]
    if re.search("elke stap|each step", lead):
        return True
    spans = re.findall(r"(\d+)(?: (?:tot en met|to) (\d+))?", lead)
    return any(int(first) <= number <= int(last or first) for first, last in spans)


def drawn(page: Page, source: str, dest: str) -> int:
    """Count the lines on a page from a state, or from its frame, to another."""
    found = 0
    for line in (d.line for d in page.scene.lines if d.line.dest == dest):
        shared = (
            one
            for section in page.outline.sections
            for one in section.shared
            if line.is_shared and one.way in line.ways
        )
        sources = {state.id for one in shared for state in one.sources}
        found += source in sources if line.is_shared else line.source == source
    return found


def missing(flow: Flow, found: tuple[Page, ...]) -> Iterator[tuple[str, str]]:
    """Give the transitions that no page draws, or that it draws more than once."""
    where = numbered(found)
    for state in flow.states.values():
        page = found[where[state.id] - 1]
        for transition in state.transitions:
            dest = transition.dest
            there = where[dest]
            if there != where[state.id]:
                box = f"-{dest}"
                number = f"pag{'e' if flow.language == 'en' else 'ina'} {there}"
                assert page.outline.folded[box].url == f"#s-{dest}"
                if box in boxes(page):
                    assert number in words(page, box)
                    dest = box
                else:
                    assert number in page.outline.folded[box].called
            name = anchor(flow.states[transition.dest]).removeprefix("s-")
            is_said = name in leads(page, state.id)
            ways = sum(t.dest == transition.dest for t in state.transitions)
            if not is_said and not 1 <= drawn(page, state.id, dest) <= ways:
                yield state.id, transition.dest


def boxes(page: Page) -> list[str]:
    """Name the boxes that are drawn on a page."""
    return [state.state.id for run in page.scene.runs for state in run.states]


def outside(page: Page) -> list[object]:
    """List what is drawn beyond the edges of its page."""
    scene = page.scene
    shapes = [p for part in (*scene.above, *scene.below) for p in part.shapes]
    for run in scene.runs:
        shapes += [run.frame] if run.frame else []
        shapes += [shape for state in run.states for shape in state.shapes]
    points = [point for shape in shapes for point in shape.points]
    points += [point for line in scene.lines for point in line.stroke.points]
    for text in scene.texts:
        points += [(text.left, text.top), (text.left + text.width, text.y)]
    return [
        (x, y)
        for x, y in points
        if not (0 <= x <= scene.width and 0 <= y <= scene.height)
    ]


def check_pages(
    flow: Flow, found: tuple[Page, ...], size: set[tuple[int, int]]
) -> None:
    """Hold that pages of a size show all of a flow, each state and way on once."""
    counts = Counter(name for page in found for name in own(page))
    assert counts == dict.fromkeys(flow.states, 1)
    assert not [*missing(flow, found)]
    for page in found:
        scene = page.scene
        assert not outside(page)
        assert min(text.ink.size * scene.scale for text in scene.texts) >= LEAST
        assert {
            (round(scene.width * scene.scale), round(scene.height * scene.scale))
        } <= size


A4 = {(595, 842), (842, 595)}


@some
@given(seeds)
@example(5047)  # what steps share is said at a step that is in another lane
@example(5134)
@example(5230)  # the words "Overzicht (1 van 2)" took more room than there was
def test_pages_show_all_of_a_flow(seed: int) -> None:
    """Each state is on one page, each way is a line, or leads to where it goes on.

    Nothing is outside its page, and no text is smaller than 7 points.
    """
    flow = sketch(seed, most=60)
    check_pages(flow, paged(flow), A4)


@some
@given(seeds)
def test_boxes_take_not_more_room_than_states(seed: int) -> None:
    """Of many only the ordinary way has one, and whom to contact if they are few."""
    for page in paged(sketch(seed, most=60)):
        led = [name for name in boxes(page) if name in page.outline.folded]
        usual = [name for name in led if name in (page.outline.usual or ())]
        assert page.outline.folds or len(led) <= max(3, len(own(page)) // 3, len(usual))


@some
@given(seeds)
def test_a_page_says_from_which_pages_one_comes(seed: int) -> None:
    """At each state that others lead to: a box that leads there has no arrow here."""
    flow = sketch(seed, most=60)
    found = paged(flow)
    where = numbered(found)
    sources: dict[str, set[int]] = {name: set() for name in flow.states}
    for state in flow.states.values():
        for transition in state.transitions:
            sources[transition.dest].add(where[state.id])
    for name, number in where.items():
        page = found[number - 1]
        told = page.outline.entries.get(name, "")
        others = sorted(sources[name] - {number})
        assert bool(told) == bool(others)
        assert told in words(page, name)
        spans = re.findall(r"(\d+)(?: (?:tot en met|to) (\d+))?", told)
        named = {n for a, b in spans for n in range(int(a), int(b or a) + 1)}
        assert named == {*others} or ("\u2026" in told and named < {*others})


def test_a_picture_that_is_a_little_too_wide_gets_narrow_lanes() -> None:
    """Rather than a page more, or an error."""
    sheet = _paper.paper("a4")
    outlines = [outlined(sketch(seed, most=20)) for seed in range(80, 110)]
    found = [(one, _paper.fitted(one, sheet)) for one in outlines]
    narrow = [(one, fit) for one, fit in found if fit and fit.is_narrow]
    assert narrow
    for one, fit in narrow:
        scenes = _compose.composed(one), _compose.composed(fit)
        assert scenes[0].width > scenes[1].width
        assert [sheet.holds(scene) for scene in scenes] == [False, True]
        assert [page.outline.is_narrow for page in pages(one, sheet)] == [True]
        drawn = _paper.on_page(one, Options(paper="a4"))
        assert drawn.scale >= 0.7


def test_an_end_is_on_the_page_of_what_leads_there() -> None:
    """Though the file tells all ends behind all questions; a few are cut off."""
    flow = tree(5)
    found = paged(flow)
    where = numbered(found)
    apart = [
        transition.dest
        for state in flow.states.values()
        for transition in state.transitions
        if where[transition.dest] != where[state.id]
        and not flow.states[transition.dest].transitions
    ]
    assert len(apart) < len(found) < 8


@pytest.mark.parametrize("flow", [tree(5), tree(6), procedure(1, 80)])
def test_a_page_begins_with_what_goes_on(flow: Flow) -> None:
    """An end whose question is on another page is told of there, and begins none."""
    for page in paged(flow)[1:]:
        assert page.outline.ways[page.outline.flow.initial]
        assert page.outline.ways[page.scene.runs[0].states[0].state.id]


def test_an_overview_says_on_which_page_a_goal_is() -> None:
    """That is not where its phase begins."""
    flow = procedure(1, 80)
    in_one = {
        s.id: replace(s, phase="p0") if s.kind != "contact" else s
        for s in flow.states.values()
    }
    found = paged(replace(flow, states=Table(in_one.items())))
    page = numbered(found)["klaar"]
    assert page > 3
    folded = found[0].outline.folded
    assert folded["-goals-p0"].lines == (f"pagina {page}",)
    assert folded["-goals-p0"].url == f"#page-{page}"
    assert folded["-part-p0"].lines[0].endswith(f"pagina 2 tot en met {page}")


@pytest.mark.parametrize("flow", [AMA, CLAIM, procedure(1, 80)], ids=lambda f: f.id)
def test_the_first_page_has_the_ordinary_way_of_an_overview(flow: Flow) -> None:
    """Whom to contact is no part of it there either."""
    cover = paged(flow, "letter")[0].outline
    whole = outlined(flow, overview=True)
    assert cover.folds
    assert cover.usual == whole.usual
    assert len(cover.usual or ()) > 2


@pytest.mark.parametrize("overview", [True, False])
def test_a_box_that_leads_elsewhere_is_called_so(*, overview: bool) -> None:
    """It stands for one state, and is no part of the flow as in an overview."""
    asked = Options(overview=True) if overview else Options(focus="eloket_werkt")
    drawn = _paper.on_page(pictured(AMA, asked), asked)
    (legend,) = (part for part in drawn.above if part.name == "legend")
    said = {text.words for text in legend.texts}
    assert said & {"Deel", "Elders"} == {"Deel" if overview else "Elders"}


@some
@given(seeds)
def test_a_page_says_whether_the_flow_starts_there(seed: int) -> None:
    """The overview and the page of the first state say so; the others go on."""
    flow = sketch(seed, most=60)
    for page in paged(flow):
        starts = (part for part in page.scene.above if part.name == "start")
        said = [text.words for part in starts for text in part.texts]
        begins = page.outline.folds or page.outline.flow.initial == flow.initial
        key = "doc_begin" if begins else "doc_resume"
        assert said == [say(flow.language, key)]


@pytest.mark.parametrize("name", ["a4", "a3", "letter"])
def test_a_procedure_is_a_page_for_each_phase(name: str) -> None:
    """An overview comes first, and each phase that fits a page is on one of its own."""
    flow = procedure(2, 120)
    found = paged(flow, name)
    sizes = {"a4": (595, 842), "a3": (842, 1191), "letter": (612, 792)}
    wide, high = sizes[name]
    check_pages(flow, found, {(wide, high), (high, wide)})
    first, *others = found
    assert first.title == "Overzicht"
    assert own(first) == []
    titles = [phase.title for phase in flow.phases.values()]
    assert [
        *dict.fromkeys(re.sub(r" \(\d van \d\)", "", p.title) for p in others)
    ] == titles
    if name == "a3":
        assert [page.title for page in others] == titles
    for number, page in enumerate(found, 1):
        said = [text.words for text in page.scene.texts]
        assert f"pagina {number} van {len(found)}" in said
        assert flow.title in said


def test_pages_are_laid_out_cleanly() -> None:
    """On none of them does anything cover anything else."""
    for page in (*paged(procedure(3, 90)), *paged(CLAIM)):
        picture = Measured(svg.document(page.outline, page.scene))
        assert not [*picture.overlapping(), *picture.crossed(), *picture.confused()]


def test_a_flow_that_can_be_read_on_one_page_is_on_one() -> None:
    """No overview is put before it, and it keeps its whole head."""
    (page,) = paged(AMA)
    assert page.title == AMA.title
    assert page.outline.folds is None
    assert len(own(page)) == len(AMA.states)
    assert page.scene.scale >= 0.7


def test_a_phase_is_cut_where_few_ways_lead() -> None:
    """A phase too tall for a page takes several, which say which part each one is."""
    flow = procedure(5, 60, each=56)
    found = paged(flow)
    title = flow.phases["p0"].title
    parts = [page.title for page in found if page.title.startswith("Fase 1")]
    total = len(parts)
    assert total > 1
    assert parts == [f"{title} ({n} van {total})" for n in range(1, total + 1)]
    (box,) = (s for s in found[0].outline.states if s.id == "-part-p0")
    assert f"pagina 2 tot en met {total + 1}" in words(found[0], box.id)
    assert found[0].outline.folded[box.id].url == "#page-2"
    for page in found:
        assert sum(name.startswith("-s") for name in page.outline.folded) <= 3


def test_a_flow_without_phases_is_cut_too() -> None:
    """Then the overview shows which steps are on which page."""
    flow = procedure(4, 60)
    states = ((s.id, replace(s, phase="")) for s in flow.states.values())
    plain = replace(flow, phases=Table(), states=Table(states))
    found = paged(plain)
    check_pages(plain, found, A4)
    assert len(found) > 2
    assert re.fullmatch(r"Nummers 1 tot en met \d+", found[1].title)
    boxes = [s.title for s in found[0].outline.states if s.kind == "step"]
    assert [page.title for page in found[1:] if page.title in boxes] == boxes
    assert paged(tree(5))[1].title == "Vraag 1 tot en met 18"


def test_the_ordinary_way_goes_on_from_page_to_page() -> None:
    """On each page it is the first lane, as far as the box for the next page."""
    flow = procedure(1, 80)
    usual = [
        (d.line.source.removeprefix("-"), d.line.dest.removeprefix("-"))
        for page in paged(flow)[1:]
        for d in page.scene.lines
        if d.line.role == "ordinary"
    ]
    assert [dest for _, dest in usual[:-1]] == [source for source, _ in usual[1:]]
    assert usual[0][0] == flow.initial
    assert usual[-1][1] == "klaar"


def test_a_state_that_fills_more_than_a_page_is_made_smaller() -> None:
    """It stays whole, and within its page."""
    texts = replace(AMA.states["aanmelden"], text="woord " * 3000)
    states = ((n, texts if n == texts.id else s) for n, s in AMA.states.items())
    flow = replace(AMA, states=Table(states))
    found = paged(flow, "letter")
    page = found[numbered(found)["aanmelden"] - 1]
    assert page.scene.scale < 0.7
    assert not outside(page)
    assert own(page) == ["aanmelden"]


def test_a_long_title_is_cut_at_the_foot() -> None:
    """It does not run into the number of the page."""
    flow = replace(AMA, title="lang " * 60)
    (page,) = paged(flow, "a3")
    title, number = page.scene.below[-1].texts
    assert title.words.endswith("\u2026")
    assert title.left + title.width < number.left


# ------------------------------------------------------------------ marks


def trail(flow: Flow, length: int) -> Marks:
    """Mark a way of some steps, which takes the last way on of each state."""
    taken: list[Transition] = []
    state = flow.states[flow.initial]
    while state.transitions and len(taken) < length:
        taken.append(state.transitions[-(len(taken) % 3 == 0)])
        state = flow.states[taken[-1].dest]
    return Marks(title="De weg", transitions=tuple(taken), state=state.id)


def signs(page: Page) -> dict[str, str]:
    """Give what the badge of each state on a page says."""
    marked = page.outline.marked
    assert marked
    found = {
        s.id: marked.states[s.id].sign
        for s in page.outline.states
        if s.id in marked.states
    }
    assert sorted(found.values()) == sorted(b.text.words for b in page.scene.badges)
    return found


def numbers(sign: str) -> list[int]:
    """Read a badge: "1, 3\u20135" is 1, 3, 4 and 5."""
    ends = [[int(end) for end in span.split("\u2013")] for span in sign.split(", ")]
    return [number for span in ends for number in range(span[0], span[-1] + 1)]


@some
@given(seeds, st.integers(0, 40))
@example(1, 9)
def test_a_way_is_marked_on_its_pages(seed: int, length: int) -> None:
    """States have the numbers that they have in the whole, and boxes the next ones.

    On the overview each number is at the box of what it is at on another page.
    """
    flow = sketch(seed, most=60)
    marks = trail(flow, length)
    places = [flow.initial, *(taken.dest for taken in marks.transitions)]
    found = pages(pictured(flow, Options(marks=marks)), _paper.paper("a4"))
    where = numbered(found)
    expected: dict[tuple[int, str], list[int]] = {}
    for number, (here, there) in enumerate(pairwise(("", *places)), 1):
        expected.setdefault((where[there], there), []).append(number)
        box = f"-{there}"
        if (
            here
            and box in boxes(found[where[here] - 1])
            and where[here] != where[there]
        ):
            expected.setdefault((where[here], box), []).append(number)
    covers = [
        page for page in found if page.title.startswith(("Overzicht", "Overview"))
    ]
    assert {
        (number, name): numbers(sign)
        for number, page in enumerate(found, 1)
        if page not in covers
        for name, sign in signs(page).items()
    } == expected
    told = [
        number
        for page in covers
        for name, sign in signs(page).items()
        if not name.startswith("--")  # what is on another page of the overview
        for number in numbers(sign)
    ]
    assert sorted(told) == [*range(1, len(places) + 1 if covers else 1)]


def test_a_page_that_no_way_passes_explains_no_marks() -> None:
    """All on it is without colour, and it has no badge, in the legend neither."""
    flow = procedure(8, 60)
    options = Options(marks=trail(flow, 3))
    found = pages(pictured(flow, options), _paper.paper("a4"))
    assert "De weg" in [text.words for text in found[0].scene.texts]
    bare = [page for page in found if not page.scene.badges]
    assert len(bare) > 2
    for page in found:
        legend = "de gevolgde weg, in volgorde"
        told = legend in [text.words for text in page.scene.texts]
        assert told == (page not in bare)
        looks = {drawn.stroke.look for drawn in page.scene.lines}
        assert looks == {"faded"} or page not in bare


# ------------------------------------------------------------------ the overview


def test_an_overview_has_a_box_for_each_phase() -> None:
    """It says how much is in each; goals and contacts are there, each once."""
    outline = outlined(AMA, overview=True)
    kinds = Counter(state.kind for state in outline.states)
    assert kinds == {"step": len(AMA.phases), "contact": 2, "goal": 1}
    said = {s.title: outline.folded[s.id].lines for s in outline.states}
    assert said["De subafdeling klaarzetten"] == ("6 stappen \u00b7 1 vraag",)
    assert said["Vooraf"] == ("3 vragen",)
    assert said["De gebruiker toevoegen"] == ("4 stappen",)
    text = registry.render(AMA, "svg", Options(overview=True)).decode()
    for contact in AMA.contacts.values():
        assert f"mailto:{contact.email}" in text
    assert ">Start</text>" in text
    assert AMA.links["eloket"].url in text


def merged(flow: Flow) -> set[tuple[str, str]]:
    """Give the ways from phase to phase, in which what ends has a box of its own."""

    def home(name: str) -> str:
        state = flow.states[name]
        if state.contact:
            return f"-contact-0-{state.contact}"
        return f"-{'goals' if state.kind == 'goal' else 'part'}-{state.phase}"

    return {
        (home(s.id), home(t.dest))
        for s in flow.states.values()
        for t in s.transitions
        if home(s.id) != home(t.dest)
        and not (s.contact and home(t.dest) == f"-part-{s.phase}")
    }


@pytest.mark.parametrize("flow", [AMA, CLAIM, procedure(7, 70)], ids=lambda f: f.id)
def test_an_overview_merges_the_ways(flow: Flow) -> None:
    """From box to box there is one way where there is any, and else none."""
    outline = outlined(flow, overview=True)
    found = [(name, way.dest) for name, ways in outline.ways.items() for way in ways]
    assert len(found) == len(set(found))
    assert set(found) == merged(flow)


@some
@given(seeds)
def test_an_overview_is_laid_out_cleanly(seed: int) -> None:
    """Nothing covers anything, whatever the flow."""
    flow = sketch(seed, most=60)
    if flow.phases:
        picture = Measured(registry.render(flow, "svg", Options(overview=True)))
        assert not [*picture.overlapping(), *picture.crossed(), *picture.confused()]


def test_many_goals_of_a_phase_are_one_box() -> None:
    """It names some of them, and says how many there are."""
    klaar = AMA.states["klaar"]
    more = [replace(klaar, id=f"k{n}", title=f"Doel {n}") for n in range(8)]
    rows = [*AMA.states.items(), *((goal.id, goal) for goal in more)]
    outline = outlined(replace(AMA, states=Table(rows)), overview=True)
    (goals,) = (state for state in outline.states if state.kind == "goal")
    assert goals.title == "9 doelen"
    lines = outline.folded[goals.id].lines
    assert lines[0] == klaar.title
    assert lines[-2:] == ("Doel 3", "\u2026")
    outline = outlined(replace(AMA, states=Table(rows[:-6])), overview=True)
    (goals,) = (state for state in outline.states if state.kind == "goal")
    assert outline.folded[goals.id].lines == (klaar.title, "Doel 0", "Doel 1")


def test_a_large_overview_takes_several_pages() -> None:
    """Whom to contact stands beside the phases that lead there, on each page."""
    flow = procedure(6, 180, each=4)
    found = [page for page in paged(flow) if page.title.startswith("Overzicht")]
    assert [page.title for page in found] == [
        f"Overzicht ({n} van {len(found)})" for n in range(1, len(found) + 1)
    ]
    assert len(found) > 1
    for page in found:
        kinds = {state.kind for state in page.outline.states}
        assert "contact" in kinds
        assert page.scene.scale >= 0.7
    for page in found[1:]:
        assert page.outline.entries
        for name, origin in page.outline.entries.items():
            assert words(page, name).endswith(origin)


def test_a_flow_without_phases_has_no_overview() -> None:
    """The error says what can be drawn."""
    states = ((s.id, replace(s, phase="")) for s in AMA.states.values())
    plain = replace(AMA, phases=Table(), states=Table(states))
    with pytest.raises(FlowError, match="this one has none"):
        registry.render(plain, "svg", Options(overview=True))


# ------------------------------------------------------------------ one page


def size(document: bytes) -> tuple[str, str]:
    """Give the width and the height that a picture says it has."""
    root = ET.fromstring(document)  # noqa: S314 - our own
    return root.attrib["width"], root.attrib["height"]


def test_a_picture_on_paper_has_its_size() -> None:
    """As SVG and PNG it is one page, on which it can be read."""
    document = registry.render(AMA, "svg", Options(paper="a4"))
    assert size(document) == ("595.28pt", "841.89pt")
    assert not Measured(document).overlapping()
    assert b"pagina 1 van 1</text>" in document
    assert b"#page-" not in document
    image = registry.render(AMA, "png", Options(paper="a4", dpi=72))
    wide, high = (int.from_bytes(image[at : at + 4], "big") for at in (16, 20))
    assert abs(wide - 595) <= 1
    assert abs(high - 842) <= 1


def test_a_picture_that_lies_is_on_paper_that_lies() -> None:
    """Paper is turned for what is too wide for it otherwise."""
    flow = load(str(EXAMPLES / "leeftijd.toml"))
    document = registry.render(flow, "svg", Options(paper="a4"))
    assert size(document) == ("595.28pt", "841.89pt")
    wide = procedure(1, 30)
    for name in _paper.PAPERS:
        sheet = _paper.paper(name)
        scene = _compose.composed(outlined(wide))
        assert sheet.best(scene) in (sheet, sheet.turned)
        best = sheet.best(scene).scale(scene)
        assert sheet.holds(scene) == (best >= 0.7)
        assert max(sheet.scale(scene), sheet.turned.scale(scene)) >= best


@pytest.mark.parametrize("form", ["svg", "png"])
def test_what_cannot_be_read_on_a_page_is_refused(form: str) -> None:
    """An image has no pages: the error says what else there is."""
    name = EXAMPLES / "terugbetaling.toml"
    refused = call("render", name, "-f", form, "--paper", "a4", "-o", "x")
    assert refused.exit_code == 3
    assert "would be set in less than 7 points" in refused.stderr
    assert "as pdf, which takes as many pages" in refused.stderr
    with pytest.raises(FlowError) as caught:
        registry.render(procedure(1, 300), form, Options(paper="letter"))
    assert "take " not in caught.value.problems[0].hint


def test_paper_is_for_pictures_and_of_a_known_size(tmp_path: Path) -> None:
    """Others are refused, in the library too."""
    assert "no difference to dot" in call("render", "-f", "dot", "--paper", "a4").stderr
    assert "no difference" in call("render", "--overview").stderr
    assert call("render", "-f", "pdf", "--paper", "a5").exit_code == 2
    with pytest.raises(FlowError, match="there is: a4, a3, letter"):
        registry.render(AMA, "pdf", Options(paper="a5"))
    both = call("render", "-f", "svg", "--overview", "--phase", "hulp")
    assert "do not go together" in both.stderr
    to = tmp_path / "x.svg"
    assert call("render", "-f", "svg", "--overview", "-o", to).exit_code == 0
    assert to.read_bytes() == registry.render(AMA, "svg", Options(overview=True))
