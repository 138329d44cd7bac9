"""Pictures in which something stands out: a way, a problem."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from ama_flow import Session, check, diff, load, loads, registry
from ama_flow.cli import cli
from ama_flow.difference.picture import both
from ama_flow.model import (
    Flow,
    FlowError,
    Marks,
    Options,
    Table,
    Transition,
    replace,
)
from ama_flow.view.way import way_taken
from ama_flow_renderers import svg
from ama_flow_renderers._marked import SIGNS
from ama_flow_renderers._outline import outline
from ama_flow_renderers._style import LIGHT
from ama_flow_renderers.picture.arrange import arranged
from tests import small_flows
from tests.geometry import Measured
from tests.sketches import sketch
from tests.small_flows import state, way

AMA = load("ama_wvg")
MINUS = "\u2013"
SVG = "{http://www.w3.org/2000/svg}"
ANSWERS = """
maatwerkbedrijf = true
gekend_in_cobrha = { trigger = "weet_niet" }
opzoeken_in_cobrha = true
subafdeling_bestaat = true
eloket_werkt = false
uitgebreide_handleiding = "lukt_niet"
"""
BAD = """
format = 1
id = "bad"
version = "1"
language = "nl"
title = "Klein"
initial = "start"
[states.start]
kind = "question"
title = "Gaat het?"
transitions = [{ trigger = "goed", title = "Goed", dest = "einde" },
  { trigger = "slecht", title = "Slecht", dest = "vast" }]
[states.vast]
kind = "step"
title = "Vast"
transitions = [{ trigger = "next", dest = "vast" }]
[states.einde]
kind = "goal"
title = "Klaar"
"""


def call(*arguments: str | Path) -> Result:
    """Run a command in this process."""
    return CliRunner().invoke(cli, [str(a) for a in arguments])


def drawn(*arguments: str | Path) -> bytes:
    """Give what ``render`` draws as SVG."""
    result = call("render", *arguments, "-f", "svg")
    assert result.exit_code == 0, result.output
    return result.stdout_bytes


def parts(document: bytes, kind: str) -> dict[str, list[str]]:
    """Give the classes of the groups of a *kind*, by their names."""
    root = ET.fromstring(document)  # noqa: S314 - our own
    groups = (g for g in root.iter(f"{SVG}g") if g.get("class", "").startswith(kind))
    return {g.attrib["id"]: g.attrib["class"].split() for g in groups}


def badges(document: bytes) -> list[str]:
    """Give what the badges say, in order."""
    root = ET.fromstring(document)  # noqa: S314 - our own
    found = (g for g in root.iter(f"{SVG}g") if g.get("class") == "badge")
    return ["".join(g.itertext()) for g in found]


def walked(flow: Flow, answers: int) -> Session:
    """Take the last choice of each state, some times over."""
    session = Session(flow)
    for _ in range(answers):
        if session.choices:
            session.take(session.choices[-1])
    return session


def test_the_way_of_answers_stands_out(tmp_path: Path) -> None:
    """States and lines of the way are heavy and numbered; the rest has no colour."""
    answers = tmp_path / "answers.toml"
    answers.write_text(ANSWERS)
    document = drawn("--path", answers)
    states, ways = parts(document, "state "), parts(document, "way ")
    assert states["s-opzoeken_in_cobrha"][-1] == "taken"
    assert states["s-hulp"][-1] == "taken"
    assert states["s-subafdeling_toevoegen"][-1] == "faded"
    assert states["s-klaar"][-1] == "faded"
    assert ways["e-maatwerkbedrijf--gekend_in_cobrha"][-1] == "taken"
    assert ways["e-maatwerkbedrijf--aanmelden"][-1] == "faded"
    assert sorted(map(int, badges(document))) == [*range(1, 17)]
    text = document.decode()
    assert "De gevolgde weg</text>" in text
    assert '"Stap 4: Meld u aan als onderneming (op de gevolgde weg: 4)"' in text


@pytest.mark.parametrize("answers", [0, 3, 20])
def test_a_way_is_that_of_its_session(answers: int) -> None:
    """It begins at the start, each step at the end of the one before, to the state."""
    session = walked(AMA, answers)
    way = way_taken(session)
    places = [AMA.initial, *(taken.dest for taken in way.transitions)]
    assert [taken.source for taken in way.transitions] == places[:-1]
    assert way.state == places[-1] == session.state
    assert way.answers == session.answers


def test_what_is_passed_twice_has_two_numbers() -> None:
    """A round gives the states on it all their numbers, on one badge."""
    first = AMA.states["aanmelden"].transitions[0]
    back = next(t for t in AMA.states["eranova"].transitions if t.dest == first.source)
    marks = Marks(title="rond", transitions=(first, back), state=first.source)
    assert badges(svg.render(AMA, Options(marks=marks))) == ["1, 3", "2"]


def test_a_way_that_a_phase_shares_stands_out_from_any_of_its_states() -> None:
    """The line from the frame is heavy up to its own arrow, whichever state it was."""
    source = AMA.states["toepassing"]
    taken = next(t for t in source.transitions if t.trigger == "lukt_niet")
    marks = Marks(title="", transitions=(taken,), state=taken.dest)
    document = svg.render(AMA, Options(marks=marks))
    ways = parts(document, "way ")
    heavy = [name for name, kinds in ways.items() if kinds[-1] == "taken"]
    assert heavy == ["shared0-aanmelden--hulp"]
    (line,) = (one for one in Measured(document).lines if one.name == heavy[0])
    assert not line.joins


def test_a_translation_marks_the_same_way() -> None:
    """Marks are of the flow as it was written; a picture in English shows them too."""
    way = way_taken(walked(AMA, 6))
    marks = Marks(title="", transitions=way.transitions, state=way.state)
    dutch, english = (
        parts(svg.render(AMA, Options(language=name, marks=marks)), "way ")
        for name in ("nl", "en")
    )
    assert dutch == english
    assert any(kinds[-1] == "taken" for kinds in dutch.values())


@settings(max_examples=8)
@given(st.integers(0, 2**32), st.integers(1, 12))
def test_marks_cover_nothing(seed: int, length: int) -> None:
    """Whatever is marked, boxes are apart, no line runs through one, all is on paper."""
    flow = sketch(seed, most=25)
    taken: list[Transition] = []
    state = flow.states[flow.initial]
    while state.transitions and len(taken) < length:
        taken.append(state.transitions[-1])
        state = flow.states[taken[-1].dest]
    marks = Marks(title="weg", transitions=tuple(taken), state=state.id)
    document = svg.render(flow, Options(marks=marks))
    picture = Measured(document)
    assert not [*picture.overlapping(), *picture.crossed(), *picture.confused()]
    passed = {one.source for one in taken} | {state.id}
    assert len(badges(document)) == len(passed)
    plain = parts(svg.render(flow, Options()), "state ")
    assert [*parts(document, "state ")] == [*plain]
    badge = next(g for g in picture.root.iter(f"{SVG}g") if g.get("class") == "badge")
    assert badge.get("aria-hidden") == "true"


def test_an_overview_has_the_way(tmp_path: Path) -> None:
    """Phases that it passes are heavy, with all its numbers there; so are the ways."""
    answers = tmp_path / "answers.toml"
    answers.write_text(ANSWERS)
    document = drawn("--path", answers, "--overview")
    numbers = ["1\u20133", "4\u20138", "9\u201312", "13", "14, 15", "16"]
    assert badges(document) == numbers
    states = {n.rpartition("-")[2]: k[-1] for n, k in parts(document, "state ").items()}
    assert states["hulp"] == states["eranova"] == "taken"
    assert states["departement_zorg"] == "faded"
    looks = [kinds[-1] for kinds in parts(document, "way ").values()]
    assert looks.count("taken") == 5
    assert {*looks, *states.values()} == {"taken", "faded"}
    assert "De gevolgde weg</text>" in document.decode()


def test_an_overview_has_the_way_to_a_problem(tmp_path: Path) -> None:
    """A problem that no way leads to is marked at the phase that it is in."""
    flow = tmp_path / "bad.toml"
    asked = BAD.replace(
        "[states.start]", '[phases]\np = "Deel"\n[states.start]\nphase = "p"'
    )
    flow.write_text(asked)
    document = drawn(flow, "--problem", "1", "--overview")
    assert badges(document) == []
    assert parts(document, "state ")["s--2d-part-2d-p"][-1] == "taken"


def test_a_part_that_a_way_does_not_pass_says_so() -> None:
    """Else it would be grey, and nobody would know why."""
    way = way_taken(walked(AMA, 1))
    marks = Marks(title="De gevolgde weg", transitions=way.transitions)
    said = ">De weg komt hier niet langs.<"
    for phase, count in (("hulp", 1), ("vooraf", 0), (None, 0)):
        picture = svg.render(AMA, Options(marks=marks, phase=phase)).decode()
        assert picture.count(said) == count


def test_where_no_way_leads_there_is_no_number() -> None:
    """The state stands out, the start does not, and no way is explained."""
    marks = Marks(title="Probleem 1", transitions=(), state="eranova")
    document = svg.render(AMA, Options(marks=marks))
    assert parts(document, "state ")["s-eranova"][-1] == "taken"
    assert badges(document) == []
    text = document.decode()
    assert "de gevolgde weg, in volgorde" not in text
    assert "(hierom gaat het)" in text
    (start,) = re.findall(r'<g class="start".*?</g></g>', text)
    assert LIGHT["faded_line"] in start
    assert LIGHT["ordinary"] not in start


def test_parts_do_not_go_together_in_the_library_either() -> None:
    """As on the command line, which says so too."""
    with pytest.raises(FlowError, match="phase and focus do not go together"):
        svg.render(AMA, Options(phase="hulp", focus="eranova"))


def test_an_overview_shows_what_was_changed() -> None:
    """A box is new or gone where all in it is, and changed where something is."""
    other = replace(AMA.states["aanmelden"], title="Anders")
    new = replace(AMA.states["klaar"], id="nieuw", title="Nieuw", phase="nieuw")
    phase = replace(AMA.phases[other.phase], id="nieuw")
    later = replace(
        AMA,
        states=Table({**dict(AMA.states), other.id: other, new.id: new}.items()),
        phases=Table({**dict(AMA.phases), phase.id: phase}.items()),
    )
    whole, changes = both(diff(AMA, later))
    document = svg.render(whole, Options(changes=changes, overview=True))
    looks = {n: kinds[-1] for n, kinds in parts(document, "state ").items()}
    marked = {n.rpartition("-")[2]: k for n, k in looks.items() if k in SIGNS}
    assert marked == {other.phase: "changed", "nieuw": "added"}
    assert badges(document) == ["\u00b1 gewijzigd", "+ nieuw"]


def test_a_way_in_words_has_its_numbers() -> None:
    """Where a way is no line, its words begin with its number."""
    tangle = sketch(157)
    taken = tuple(t for s in tangle.states.values() for t in s.transitions)
    document = svg.render(tangle, Options(marks=Marks(title="", transitions=taken)))
    text = "".join(ET.fromstring(document).itertext())  # noqa: S314 - our own
    assert re.search(r"\(\d[\d, ]*\) .*→", text)


TWICE = """
format = 1
id = "twee"
version = "1"
language = "nl"
title = "Twee"
initial = "vraag"
[states.vraag]
kind = "question"
title = "Gaat het?"
transitions = [{ trigger = "anders", title = "Anders", dest = "elders" },
  { trigger = "slecht", title = "Slecht", dest = "einde" },
  { trigger = "half", title = "Half en half: het ging een uur lang, en daarna niet meer", dest = "einde" }]
[states.elders]
kind = "goal"
title = "Elders"
[states.einde]
kind = "goal"
title = "Klaar"
"""


@pytest.mark.parametrize("given", ["anders", "slecht", "half"])
def test_of_answers_at_one_line_the_one_that_was_given_stands_out(given: str) -> None:
    """The others lose their colour."""
    flow = loads(TWICE)
    ways = flow.states["vraag"].transitions
    (taken,) = (way for way in ways if way.trigger == given)
    marks = Marks(title="", transitions=(taken,), state=taken.dest)
    root = ET.fromstring(svg.render(flow, Options(marks=marks)))  # noqa: S314 - ours
    texts = [t for t in root.iter(f"{SVG}text") if t.get("fill") == LIGHT["faded"]]
    faded = " ".join(text.text or "" for text in texts)
    assert [way.trigger for way in ways if way.title not in faded] == [given]


@pytest.mark.parametrize("name", ["dot", "png", "pdf"])
def test_each_form_of_a_picture_has_marks(name: str) -> None:
    """Marks make another picture, and the same marks make the same one."""
    way = way_taken(walked(AMA, 5))
    options = Options(marks=Marks(title="weg", transitions=way.transitions))
    marked = registry.render(AMA, name, options)
    assert marked != registry.render(AMA, name)
    assert marked == registry.render(AMA, name, options)


def test_a_problem_can_be_drawn(tmp_path: Path) -> None:
    """A flow with problems is drawn, with the way to one of them and what it says."""
    path = tmp_path / "bad.toml"
    path.write_text(BAD)
    problems = check(loads(BAD)).problems
    for number, problem in enumerate(problems, 1):
        document = drawn(path, "--problem", str(number))
        states = parts(document, "state ")
        heavy = {name for name, kinds in states.items() if kinds[-1] == "taken"}
        passed = problem.trace.states if problem.trace else problem.at[1:2]
        assert heavy == {f"s-{name}" for name in passed}
        assert f"[{problem.code}]" in document.decode()
    assert any(problem.trace for problem in problems)
    assert not all(problem.trace for problem in problems)


def test_a_problem_at_no_state_marks_none(tmp_path: Path) -> None:
    """A problem elsewhere in the file is said, and nothing stands out."""
    path = tmp_path / "bad.toml"
    path.write_text(f'{BAD}[statements.X1]\nsays = "x"\n')
    tables = [problem.at[0] for problem in check(load(path)).problems]
    number = str(tables.index("statements") + 1)
    assert badges(drawn(path, "--problem", number)) == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["-f", "svg", "--problem", "1"],
            "--problem marks a problem of check, and the flow has none.",
        ),
        (["-f", "markdown", "--path", "ANSWERS"], "makes no difference to markdown"),
        (["-f", "svg", "--path", "ANSWERS", "--problem", "1"], "do not go together"),
        (["-f", "png", "--dpi", "90", "--width", "90"], "do not go together"),
        (["-f", "svg", "--dpi", "90"], "--dpi makes no difference to svg"),
        (["-f", "pdf", "--width", "90"], "--width makes no difference to pdf"),
    ],
)
def test_marks_that_cannot_be_are_refused(
    arguments: list[str], said: str, tmp_path: Path
) -> None:
    """A problem that is not there, or a document without a picture, is an error."""
    answers = tmp_path / "answers.toml"
    answers.write_text("")
    given = [str(answers) if word == "ANSWERS" else word for word in arguments]
    result = call("render", *given)
    assert result.exit_code == 2
    assert said in result.stderr


def test_the_number_of_a_problem_is_among_them(tmp_path: Path) -> None:
    """A number too high or too low is refused, with those that there are."""
    path = tmp_path / "bad.toml"
    path.write_text(BAD)
    count = len(check(loads(BAD)).problems)
    for number in (0, count + 1):
        result = call("render", path, "-f", "svg", "--problem", str(number))
        assert result.exit_code == 2
        assert f"1 to {count}." in result.stderr


# ------------------------------------------------------------------ the size of images


def size(options: Options) -> tuple[int, int]:
    """Draw ama_wvg as PNG and give its width and height in dots."""
    document = registry.render(AMA, "png", options)
    wide, high = (int.from_bytes(document[at : at + 4], "big") for at in (16, 20))
    return wide, high


def test_an_image_is_as_large_as_is_asked() -> None:
    """Dots in an inch say how many dots there are, and a width says it at once."""
    paper = Measured(svg.render(AMA, Options())).paper
    for dpi in (36, 72, 144):
        wide, high = size(Options(dpi=dpi))
        assert wide == pytest.approx(paper.right * dpi / 72, abs=1.5)
        assert high == pytest.approx(paper.bottom * dpi / 72, abs=1.5)
    assert size(Options()) == size(Options(dpi=144))
    for width in (100, 1000):
        wide, high = size(Options(width=width))
        assert wide == pytest.approx(width, abs=1)
        assert high == pytest.approx(width * paper.bottom / paper.right, abs=2)


@pytest.mark.parametrize(
    "asked", [Options(dpi=9999), Options(width=40_000), Options(width=1)]
)
def test_an_image_that_cannot_be_is_refused(asked: Options) -> None:
    """Too large or too small an image is an error that says what can be."""
    with pytest.raises(FlowError) as refused:
        size(asked)
    (problem,) = refused.value.problems
    assert problem.code == "image-size"
    most = re.findall(r"\d+", problem.hint)
    assert len(most) == 2
    assert all(int(number) > 100 for number in most)


@pytest.mark.parametrize("paper", [None, "a4", "a3"])
def test_the_largest_image_that_is_told_of_can_be_drawn(paper: str | None) -> None:
    """One dot in an inch more would be too many, on paper too."""
    asked = Options(phase="gebruiker", paper=paper)
    with pytest.raises(FlowError) as refused:
        size(replace(asked, dpi=9999))
    (problem,) = refused.value.problems
    dpi, _ = map(int, re.findall(r"\d+", problem.hint))
    drawn = svg.render(AMA, asked).decode()
    inches = max(float(side) / 72 for side in re.findall(r'="([\d.]+)pt"', drawn))
    assert dpi * inches <= 32_767 < (dpi + 1) * inches


# ------------------------------------------------------------------ what is shared
SHARING = """
format = 1
id = "d"
version = "1"
language = "nl"
title = "Verschil"
initial = "a"
[contacts.loket]
name = "Het loket"
email = "loket@example.org"
[triggers]
lukt_niet = { title = "Dit lukt niet", fails = true }
[states.a]
kind = "step"
title = "Stap a"
next = "b"
[states.b]
kind = "step"
title = "Stap b"
next = "klaar"
[states.klaar]
kind = "goal"
title = "Klaar"
[states.hulp]
kind = "contact"
title = "Bel het loket"
contact = "loket"
[[transitions]]
trigger = "lukt_niet"
source = ["a", "b"]
dest = "hulp"
"""


def test_what_is_around_a_state_is_not_all_that_shares_a_way_to_it() -> None:
    """Else a contact would be in the middle of the whole flow."""
    flow = loads(SHARING)
    found = re.findall(
        r'id="s-([a-z]+)"', svg.render(flow, Options(focus="hulp")).decode()
    )
    assert found == ["hulp"]
    own = 'transitions = [{ trigger = "lukt_niet", dest = "hulp" }]\n'
    each = SHARING.partition("[[transitions]]")[0].replace("next", f"{own}next")
    more = each.replace(
        'next = "klaar"',
        f'next = "c"\n[states.c]\nkind = "step"\ntitle = "C"\n{own}next = "klaar"',
    )
    picture = svg.render(loads(more), Options(focus="hulp")).decode()
    assert re.findall(r'id="s-([a-z]+)"', picture) == ["hulp"]


def test_what_stands_out_is_drawn_last_by_graphviz_too() -> None:
    """A thin line on the same track would show in the middle of it."""
    way = way_taken(walked(loads(SHARING), 1))
    marks = Marks(title="", state=way.state, transitions=way.transitions)
    source = registry.render(loads(SHARING), "dot", Options(marks=marks)).decode()
    *_, last = [line for line in source.splitlines() if "->" in line]
    assert last.strip().startswith("again ->")
    assert source.count("again ->") == len(marks.transitions)
    assert "again" not in registry.render(loads(SHARING), "dot").decode()


def test_a_title_in_a_sentence_is_quoted_where_it_has_no_number() -> None:
    """Else it is not seen where it begins."""
    picture = svg.render(loads(SHARING), Options(focus="hulp")).decode()
    assert "verder" not in picture
    on = SHARING.replace(
        'contact = "loket"',
        'contact = "loket"\ntransitions = [{ trigger = "x", title = "X", dest = "y" }]'
        '\n[states.y]\nkind = "step"\ntitle = "Y"\ntransitions = [{ trigger = "z", '
        'title = "Z", dest = "w" }]\n[states.w]\nkind = "question"\ntitle = "W"\n'
        'transitions = [{ trigger = "v", title = "V", dest = "klaar" }]',
    )
    picture = svg.render(loads(on), Options(focus="hulp")).decode()
    assert ">→ verder bij “Klaar”<" in picture
    picture = svg.render(loads(on), Options(focus="a")).decode()
    assert ">→ verder bij 4. W<" in picture


def test_what_is_shared_fades_with_its_line() -> None:
    """Its words would else seem to be of the way."""
    for answers, count in ((1, 2), (2, 1)):
        way = way_taken(walked(AMA, answers))
        marks = Marks(title="weg", transitions=way.transitions)
        root = ET.fromstring(svg.render(AMA, Options(marks=marks)))  # noqa: S314 - our own
        said = [t for t in root.iter(f"{SVG}text") if (t.text or "").startswith("Bij")]
        assert len(said) == 2
        assert [t.get("fill") for t in said].count(LIGHT["faded"]) == count


@pytest.mark.parametrize("seed", [157, 392])
def test_what_stands_out_is_the_last_to_become_words(seed: int) -> None:
    """Whoever follows a way has to see it, where others are only told of."""
    flow = sketch(seed)
    told = arranged(outline(flow, Options())).plan.said
    lane = arranged(outline(flow, Options())).plan.lane
    tried = 0
    for name, ways in told.items():
        for transition in flow.states[name].transitions:
            dest = transition.dest
            is_near = abs(lane[dest] - lane[name]) < 2
            if dest in {way.dest for way in ways} and is_near and tried < 6:
                tried += 1
                marks = Marks(title="weg", transitions=(transition,))
                marked = arranged(outline(flow, Options(marks=marks))).plan
                assert dest not in {way.dest for way in marked.said[name]}
    assert tried == 6


def test_of_very_many_answers_the_one_that_was_given_is_drawn() -> None:
    """A question has room for some of them only."""
    asked = [way(f"s{n}", trigger=f"t{n}", title=f"Keuze {n}") for n in range(60)]
    ends = (state(f"s{n}", "goal") for n in range(60))
    flow = small_flows.flow(state("menu", "question", *asked), *ends)
    last = flow.states["menu"].transitions[-1]
    told = arranged(outline(flow, Options())).plan.said["menu"]
    assert last.dest in {one.dest for one in told}
    marks = Marks(title="weg", transitions=(last,))
    told = arranged(outline(flow, Options(marks=marks))).plan.said["menu"]
    assert last.dest not in {one.dest for one in told}
