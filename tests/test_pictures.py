"""Pictures: readable by eye, by ear and by program, and drawn wherever it can be."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ama_flow import FlowError, load, loads, registry
from ama_flow.model import Flow, Options, Source, Table, Transition, replace
from ama_flow.testing import nasty
from ama_flow_renderers import _outline, _style
from ama_flow_renderers.picture import extras
from ama_flow_renderers.picture import metrics as _metrics
from ama_flow_renderers.picture import plan as _plan
from ama_flow_renderers.picture import wrapping as _wrapping
from ama_flow_renderers.picture.lanes import lanes

AMA = load("ama_wvg")
SVG = "{http://www.w3.org/2000/svg}"
PARTS = {"svg", "g", "a", "text", "path", "rect", "title", "desc", "style"}
few = settings(max_examples=12)


def svg(flow: Flow) -> ET.Element:
    """Draw *flow* and read the picture."""
    return ET.fromstring(registry.render(flow, "svg"))  # noqa: S314 - our own


def planned(flow: Flow) -> _plan.Plan:
    """Plan the picture of *flow*."""
    outline = _outline.outline(flow, Options())
    return _plan.plan(outline, lanes(outline))


def dot(flow: Flow) -> str:
    """Write *flow* as DOT."""
    return registry.render(flow, "dot").decode()


def named(root: ET.Element, name: str) -> ET.Element:
    """Find what is called *name* in a picture."""
    (found,) = (part for part in root.iter() if part.get("id") == name)
    return found


def words(part: ET.Element) -> str:
    """Give the words in a part of a picture, with single spaces."""
    return " ".join(" ".join(t.text or "" for t in part.iter(f"{SVG}text")).split())


# ------------------------------------------------------------------ what it holds


@few
@given(nasty.flows())
def test_nothing_in_a_picture_runs_or_is_fetched(flow: Flow) -> None:
    """Whatever the flow says, SVG holds shapes, words and links that are safe."""
    root = svg(flow)
    for part in root.iter():
        tag = part.tag.removeprefix(SVG)
        assert tag in PARTS
        assert not [name for name in part.attrib if name.startswith("on")]
        assert not {"style", "src"} & {*part.attrib}
        if href := part.get("href"):
            assert tag == "a"
            assert href.startswith(("#s-", "https://", "mailto:", "tel:+"))
    (sheet,) = root.iter(f"{SVG}style")
    assert re.fullmatch(
        r"@media print[^\\<>@]*@media screen and [^\\<>@]*", sheet.text or ""
    )
    assert "url" not in (sheet.text or "")


@few
@given(nasty.flows())
def test_what_leads_within_a_picture_gets_there(flow: Flow) -> None:
    """Words that lead to a state lead to its box, of which there is one."""
    root = svg(flow)
    names = [part.attrib["id"] for part in root.iter() if "id" in part.attrib]
    assert len(names) == len(set(names))
    leads = {link.attrib["href"] for link in root.iter(f"{SVG}a")}
    assert {lead[1:] for lead in leads if lead.startswith("#")} <= set(names)
    assert {f"s-{name}" for name in flow.states} <= set(names)


@pytest.mark.parametrize("odd", nasty.NASTY, ids=range(len(nasty.NASTY)))
def test_odd_titles_are_drawn(odd: str) -> None:
    """Whatever the flow and its states are called, the picture is sound and says so."""
    klaar = replace(AMA.states["klaar"], title=odd, phase="", text="")
    states = Table([("klaar", klaar)])
    root = svg(replace(AMA, title=odd, initial="klaar", states=states))
    said = odd.replace("\ufffe\uffff", "\ufffd\ufffd")
    assert root.findtext(f"{SVG}title") == said
    drawn = re.sub(f"[ {_wrapping.HYPHEN}]", "", words(named(root, "s-klaar")))
    assert "".join(said.split()).replace(_wrapping.HYPHEN, "") in drawn


def test_a_picture_can_be_read_aloud() -> None:
    """It has a language, a title and a description, and its parts have sentences."""
    root = svg(AMA)
    assert root.get("lang") == "nl"
    assert root.get("role") == "graphics-document document"
    assert root.findtext(f"{SVG}title") == AMA.title
    assert "van boven naar beneden" in (root.findtext(f"{SVG}desc") or "")
    heard = [part.get("aria-label") for part in root.iter() if part.get("role")]
    assert "Stap 4: Meld u aan als onderneming" in heard
    assert "“Ja”: ga naar vraag 2." in heard
    assert "Ga daarna naar stap 12." in heard
    titles = [part.text or "" for part in root.iter(f"{SVG}title")]
    assert "1. Is uw voorziening een maatwerkbedrijf? \u2013 Ja → vraag 2" in titles
    assert "11. Ga naar de subafdeling \u2013 Verder → stap 12" in titles
    assert not [title for title in titles if re.match(r"n\d|cluster|legend_|%", title)]


def test_addresses_and_numbers_can_be_clicked() -> None:
    """A site, a mailbox and a telephone are links, and are whole in print."""
    root = svg(AMA)
    found = {link.get("href"): words(link) for link in root.iter(f"{SVG}a")}
    assert found["tel:+3225115151"] == "Telefoon: 02-511 51 51"
    mail = "contactcenter@eranova.fgov.be"
    assert found[f"mailto:{mail}"] == f"E-mail: {mail}"
    for link in AMA.links.values():
        printed = found[link.url].replace("- ", "-")
        assert printed.endswith(link.url)


def test_where_a_procedure_comes_from_can_be_clicked() -> None:
    """The address of its source is a link of its own."""
    source = Source(title="De handleiding", url="https://example.org/bron")
    root = svg(replace(AMA, source=source))
    found = {link.get("href"): words(link) for link in root.iter(f"{SVG}a")}
    assert found[source.url] == f"Website: {source.url}"


@pytest.mark.parametrize("wide", [300, 450, 600, 750, 900])
def test_lines_are_explained_in_one_row_where_there_is_room(wide: int) -> None:
    """The legend is as wide as it may be, and no wider."""
    outline = _outline.outline(AMA, Options())
    legend, high = extras.legend(outline, ("ordinary", "other", "fails"), wide)
    rows = {text.words: round(text.top) for text in legend.texts}
    lines = {rows[name] for name in ("gewone weg", "andere weg", "als het niet lukt")}
    together = rows["Legende"] in lines
    assert (len(lines) == 1) == (wide >= 450)
    assert together == (wide >= 900)
    assert max(text.left + text.width for text in legend.texts) <= wide
    assert max(text.top + text.height for text in legend.texts) <= high


def test_what_is_shared_is_said_once_a_phase() -> None:
    """A way out that all steps have stands at their phase, and at none of them."""
    root = svg(AMA)
    said = "Bij elke stap in dit deel: Dit lukt niet"
    assert words(root).count("Dit lukt niet") == words(root).count(said) == 2
    for first in ("aanmelden", "naar_subafdeling"):
        line = named(root, f"shared0-{first}--hulp")
        told = [title.text for title in line.iter(f"{SVG}title")]
        assert told == ["Dit lukt niet → “Welke hulp is aan de beurt?”"]


def test_the_ordinary_way_is_drawn_as_such() -> None:
    """From the start to the goal runs one thick line, by ways that do not fail."""
    lines = re.findall(r'n\d+ -> n\d+ .*class="way ordinary".*', dot(AMA))
    assert len(
        re.findall('class="way ordinary"', registry.render(AMA, "svg").decode())
    ) == len(lines)
    way = [AMA.initial]
    while AMA.states[way[-1]].kind != "goal":
        way.append(AMA.states[way[-1]].transitions[0].dest)
    assert len(lines) == len(way) - 1
    assert all("penwidth=2.4" in line for line in lines)


def test_the_ordinary_way_is_drawn_across_phases() -> None:
    """It is one line also where it leaves the order of the phases, there and back."""
    names = ("aanmelden", "klaar", "gebruikers", "maatwerkbedrijf")
    kinds = [replace(AMA.states[name], transitions=()) for name in names]
    first, goal, second, third = kinds
    way = [first, third, second, goal]
    for state, following in pairwise(way):
        on = Transition(trigger="next", source=state.id, dest=following.id)
        way[way.index(state)] = replace(state, kind="step", transitions=(on,))
    states = Table((state.id, state) for state in way)
    assert dot(replace(AMA, initial=first.id, states=states)).count("way ordinary") == 3


CHOICE = """
format = 1
id = "t"
version = "1"
language = "nl"
title = "T"
initial = "vraag"
[states.vraag]
kind = "question"
title = "Hoe?"
transitions = [
  {{ trigger = "zelf", title = "Zelf", dest = "zelf" }},
  {{ trigger = "samen", title = "Samen", {samen}, dest = "samen" }},
]
[states.zelf]
kind = "{kind}"
title = "Zelf klaar"
[states.samen]
kind = "{kind}"
title = "Samen klaar"
"""


@pytest.mark.parametrize("kind", ["goal", "branch"])
@pytest.mark.parametrize(
    ("samen", "first"),
    [
        ("choice = true", ["vraag", "zelf"]),
        ("ordinary = false", ["vraag", "zelf"]),
        ("ordinary = true", ["vraag", "samen"]),
        ("ordinary = true, fails = true", ["vraag", "samen"]),
    ],
)
def test_the_author_can_say_what_is_ordinary(
    samen: str, first: list[str], kind: str
) -> None:
    """Also where readers are asked something else first, and where there is no goal."""
    flow = loads(CHOICE.format(samen=samen, kind=kind))
    plan = planned(flow)
    assert list(plan.lanes[0]) == first
    assert list(plan.ordinary) == (first if kind == "goal" else [])


@pytest.mark.parametrize(
    ("called", "first"),
    [("", ["vraag", "samen"]), (", ordinary = true", ["vraag", "zelf", "samen"])],
)
def test_the_ordinary_way_needs_no_help(called: str, first: list[str]) -> None:
    """It is told first, but most readers get there without; unless the author says."""
    text = CHOICE.format(samen="choice = true", kind="goal")
    contact = '[contacts.c]\nname = "C"\nurl = "https://a.be"\n[states.vraag]'
    asked = text.replace("[states.vraag]", contact)
    asked = asked.replace('"Zelf", dest', f'"Zelf"{called}, dest').replace(
        'kind = "goal"\ntitle = "Zelf klaar"',
        'kind = "contact"\ncontact = "c"\ntitle = "Bel"\nnext = "samen"',
    )
    plan = planned(loads(asked))
    assert list(plan.lanes[0]) == first
    only = asked.replace(
        '"Samen", choice = true, dest = "samen"', '"Anders", dest = "zelf"'
    )
    plan = planned(loads(only))
    assert list(plan.lanes[0]) == ["vraag", "zelf", "samen"]


def test_what_is_called_ordinary_but_gets_nowhere_is_not() -> None:
    """A reader is led to a goal."""
    text = CHOICE.format(samen="ordinary = true", kind="goal")
    flow = loads(text.replace('"goal"\ntitle = "Samen', '"branch"\ntitle = "Samen'))
    plan = planned(flow)
    assert plan.ordinary == ("vraag", "zelf")


def test_what_many_states_share_is_never_ordinary() -> None:
    """It is told once, and can't be drawn straight down from each."""
    shared = '[[transitions]]\ntrigger = "t"\nsource = ["vraag"]\ndest = "zelf"\n'
    text = CHOICE.format(samen="choice = true", kind="goal")
    with pytest.raises(FlowError, match="ordinary"):
        loads(f"{text}{shared}ordinary = true\n")


def test_where_no_goal_is_reached_nothing_is_ordinary() -> None:
    """A flow that only ends at contacts is drawn, without an ordinary way."""
    states = [s for s in AMA.states.values() if s.id in ("eranova", "departement_zorg")]
    ways = (Transition(trigger="next", source="eranova", dest="departement_zorg"),)
    first = replace(states[0], transitions=ways)
    rows = [("eranova", first), ("departement_zorg", states[1])]
    flow = replace(AMA, initial="eranova", states=Table(rows))
    assert "way ordinary" not in dot(flow)
    assert "way other" in dot(flow)


def test_a_flow_without_phases_has_no_frames() -> None:
    """Where nothing is divided, no box is drawn around everything."""
    states = [(s.id, replace(s, phase="")) for s in AMA.states.values()]
    plain = replace(AMA, phases=Table(), states=Table(states))
    assert "Bij stap 4 tot en met 6 en 8 tot en met 14" in words(svg(plain))
    reading = replace(AMA.states["uitgebreide_handleiding"], kind="question", phase="")
    others = Table([(n, reading if n == reading.id else s) for n, s in states])
    assert "Bij elke stap: Dit" in words(svg(replace(plain, states=others)))
    own = [(s.id, replace(s, transitions=s.transitions[:1])) for _, s in states]
    assert "phase" not in dot(replace(plain, states=Table(own)))


# ------------------------------------------------------------------ how it looks


def test_kinds_differ_by_shape_and_not_only_by_colour() -> None:
    """Without colours, a step, a question, a contact, a goal and a branch differ."""
    root = svg(AMA)
    shapes = {
        state.kind: tuple(
            (path.attrib["d"].count("L"), path.attrib["d"].count("C"))
            for path in named(root, f"s-{state.id}").iter(f"{SVG}path")
        )
        for state in AMA.states.values()
    }
    assert len(shapes) == len({*shapes.values()}) == 5
    assert words(named(root, "s-eranova")).startswith("CONTACT \u00b7 Neem contact op")


def luminance(colour: str) -> float:
    """Give the relative luminance of a colour. Source: WCAG 2.2."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(scheme: Mapping[str, str], one: str, other: str) -> float:
    """Give the contrast ratio of two roles. Source: WCAG 2.2."""
    lights = sorted(luminance(scheme[role]) for role in (one, other))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


SCHEMES = {"light": _style.LIGHT, "dark": _style.DARK}
GROUNDS = ("paper", "phase", "step", "question", "branch", "contact")
LINES = ("ordinary", "other", "fails")


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_text_can_be_read(scheme: str) -> None:
    """Each ink has a contrast of 4.5 to 1 with whatever it is set on."""
    ratio = partial(contrast, SCHEMES[scheme])
    for ink in ("ink", "link", "other", "fails", "muted", "faded"):
        assert all(ratio(ink, ground) >= 4.5 for ground in GROUNDS)
    assert ratio("on_dark", "badge") >= 4.5
    assert ratio("on_dark", "start") >= 4.5
    assert ratio("on_dark", "goal") >= 4.5
    assert ratio("on_band", "band") >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_line_can_be_seen(scheme: str) -> None:
    """Each line and border has a contrast of 3 to 1 with what it runs over."""
    ratio = partial(contrast, SCHEMES[scheme])
    borders = [role for role in _style.LIGHT if role.endswith("_line")]
    for line in (*borders, *LINES):
        assert ratio(line, "paper") >= 3
        assert ratio(line, "phase") >= 3
    for line in ("faded_line", *LINES):
        assert all(ratio(line, ground) >= 3 for ground in GROUNDS)


def test_each_role_has_a_colour_of_its_own() -> None:
    """A style sheet can tell any two roles apart by their colours, and has them all."""
    assert len({*_style.LIGHT.values()}) == len(_style.LIGHT)
    assert [*_style.DARK] == [*_style.LIGHT]


@given(nasty.lines(), st.integers(20, 300), st.booleans())
def test_wrapping_loses_nothing(line: str, room: int, bold: bool) -> None:  # noqa: FBT001 - drawn
    """Lines hold all that they are made of, and only a character can be too wide."""
    for fill in (_wrapping.wrap, _wrapping.balance):
        lines = fill(line, room, 10, bold=bold)
        kept = re.sub("[ \t\r\n\u2010]+", "", line)
        assert re.sub("[ \u2010]", "", "".join(lines)) == kept
        for one in lines:
            is_narrow = _metrics.width(one, 10, bold=bold) <= room + 1e-6
            assert is_narrow or sum(_metrics.width(char, 10) > 0 for char in one) == 1


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        (
            "Arbeidsongeschiktheidsverzekering",
            ["Arbeidsongeschikt\u2010", "heidsverzekering"],
        ),
        ("Vergunningsaanvraagformulier,", ["Vergunningsaan\u2010", "vraagformulier,"]),
        ("meerpersoonshuishoudens", ["meerpersoonshuis\u2010", "houdens"]),
        (
            "(\u201cmeerpersoonshuis\u201d),",
            ["(\u201cmeerpersoons\u2010", "huis\u201d),"],
        ),
        ("ZZZZZZZZZZZZZZZZZZZ", ["ZZZZZZZZZZZZZZZ\u2010", "ZZZZ"]),
        ("ab12cd34ef56gh78ij90kl", ["ab12cd34ef56gh78ij", "90kl"]),
        ("example.org/ondernemingen", ["example.org/", "ondernemingen"]),
        ("Arbeidsongeschiktheid", ["Arbeidsongeschikt\u2010", "heid"]),
    ],
)
def test_a_word_that_is_cut_has_a_hyphen(word: str, pieces: list[str]) -> None:
    """It is cut where a syllable may begin; numbers and addresses get no hyphen."""
    assert _wrapping.wrap(word, 100, 10, bold=True) == pieces


def test_a_word_is_cut_in_more_than_letters() -> None:
    """Where there is no room for a hyphen, there is none; Chinese has none at all."""
    assert _wrapping.wrap("verzekering", 16, 10)[0] == "ver"
    assert _wrapping.wrap("中文中文", 25, 10) == ["中文", "中文"]


@given(nasty.lines(), st.integers(20, 300))
def test_balancing_takes_no_more_lines(line: str, room: int) -> None:
    """Even lines are as many as full ones."""
    full, even = (fill(line, room, 10) for fill in (_wrapping.wrap, _wrapping.balance))
    assert len(even) == len(full)


def test_widths_are_those_of_arial() -> None:
    """A pangram is as wide as its letters; accents add nothing, and Chinese is wide."""
    assert _metrics.width("Hé, wij!", 1000) == 722 + 556 + 278 + 278 + 722 + 444 + 278
    assert _metrics.width("Hé", 10, bold=True) == pytest.approx(7.22 + 5.56)
    assert _metrics.width("e\u0301", 10) == _metrics.width("e", 10)
    assert _metrics.width("中", 10) == 10
    assert _metrics.width("\ufb02", 10) == _metrics.width("fl", 10)
    for known in ("“Één”", "e\u0302\u0301", "\ufb02", "中文", "Een lange zin met א"):
        assert _metrics.is_measured(known)
    for guessed in ("א", "J א", "\U0001f389", "\ufffd"):
        assert not _metrics.is_measured(guessed)


# ------------------------------------------------------------------ what boxes say

CODE = '''
format = 1
id = "t"
version = "1"
language = "nl"
title = "T"
initial = "a"
[links]
w = { title = "de wiki", url = "https://example.org/w" }
p = { title = "het portaal", url = "https://example.org/p" }
[facts]
kaart = { type = "text", title = "eID-kaart", lookup = "p" }
[states.a]
kind = "step"
title = "A"
text = """
Lees [de wiki][w].

```
server:
\tpoort:  80

```
"""
next = "b"
[states.b]
kind = "step"
title = "B"
text = "Lees [de wiki][w] en [het portaal][p]."
next = "c"
[states.c]
kind = "step"
title = "C"
text = "Lees [de wiki][w] en [het portaal][p]."
needs = ["kaart"]
next = "klaar"
[states.klaar]
kind = "goal"
title = "Klaar"
'''


def test_code_keeps_its_spaces() -> None:
    """Where a line begins, and within it: some programs count them."""
    flow = loads(CODE)
    (line,) = (
        text
        for text in named(svg(flow), "s-a").iter(f"{SVG}text")
        if (text.text or "").startswith("poort")
    )
    (above,) = (
        text
        for text in named(svg(flow), "s-a").iter(f"{SVG}text")
        if text.text == "server:"
    )
    assert line.text == "poort:  80"
    assert line.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"
    assert float(line.attrib["x"]) > float(above.attrib["x"]) + 10
    assert "poort:&#160; 80" in dot(flow)
    told = registry.render(flow, "text").decode()
    assert "\n  server:\n      poort:  80\n" in told
    chart = registry.render(flow, "mermaid").decode()
    assert "#160;" * 4 + "poort#58;" + "#160;" * 2 + "80" in chart


def test_code_is_cut_at_a_space() -> None:
    """A word in it stays whole if it can."""
    said = "print('een hele regel die niet past')"
    assert _wrapping.cut(said, 100, 10) == ["print('een hele regel", "die niet past')"]


def test_an_address_is_told_with_its_title_where_there_are_several() -> None:
    """Alone it is what the text speaks of; no box has one twice."""
    root = svg(loads(CODE))
    wiki, portal = "https://example.org/w", "https://example.org/p"
    found = {
        name: [words(link) for link in named(root, f"s-{name}").iter(f"{SVG}a")]
        for name in "abc"
    }
    assert found["a"] == [wiki]
    assert found["b"] == [f"de wiki: {wiki}", f"het portaal: {portal}"]
    assert found["c"] == [f"het portaal: {portal}", f"de wiki: {wiki}"]


def test_words_from_right_to_left_run_so() -> None:
    """Each text does as its first letter says, and stays where it is."""
    said = {"klaar": "(תודה)."}
    states = Table(
        (name, replace(state, title=said.get(name, state.title)))
        for name, state in AMA.states.items()
    )
    root = svg(replace(AMA, states=states))
    (text,) = (t for t in root.iter(f"{SVG}text") if t.text == said["klaar"])
    assert text.get("direction") == "rtl"
    assert text.get("text-anchor") == "middle"
    assert sum(t.get("direction") == "rtl" for t in root.iter(f"{SVG}text")) == 1
    (title,) = (
        t
        for t in svg(replace(AMA, title="תודה")).iter(f"{SVG}text")
        if t.text == "תודה"
    )
    assert title.get("text-anchor") == "end"
    assert not _metrics.is_leftward("1. Ja, תודה")
    assert not _metrics.is_leftward("12")


LISTS = CODE.replace(
    'kind = "goal"\ntitle = "Klaar"\n',
    'kind = "goal"\ntitle = "Klaar"\ntext = """\n'
    + "".join(f"{n}. Stap {n}\n" for n in range(1, 12))
    + '"""\n',
)


def test_a_list_is_read_from_the_left_in_a_goal_too() -> None:
    """Its title stays in the middle; a long number has room before its words."""
    texts = [*named(svg(loads(LISTS)), "s-klaar").iter(f"{SVG}text")]
    title, *rest = texts
    assert title.get("text-anchor") == "middle"
    assert {text.get("text-anchor") for text in rest} == {None}
    place = {text.text: float(text.attrib["x"]) for text in rest}
    for number in (1, 9, 10, 11):
        end = place[f"{number}."] + _metrics.width(f"{number}.", 10)
        assert place[f"Stap {number}"] - end > 2
