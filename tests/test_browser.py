"""Pictures in a real Chromium: heard, clicked, printed, in the dark, without fonts."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import pytest

from ama_flow import registry
from ama_flow.model import Flow, Options, State
from ama_flow.text import expand
from ama_flow_renderers._style import DARK, LIGHT
from tests import small_flows
from tests.browser import Found, alone, as_image, browse, inline
from tests.geometry import Rectangle
from tests.small_flows import state, way
from tests.test_mermaid import AMA, SHIPPED

pytestmark = pytest.mark.checkout  # the packages of npm are not beside the wheel

PAGE = Path(__file__).parents[1] / "docs" / "pictures.md"
PICTURE = registry.render(AMA, "svg")
PICTURES = [registry.render(flow, "svg") for flow in SHIPPED]


# ------------------------------------------------------------------ links


def test_the_keyboard_comes_to_all_links_in_order_of_reading() -> None:
    """Each link has a name, is come to where it is heard, and then has a ring."""
    for visit, scheme, colours in ((alone, "light", LIGHT), (inline, "dark", DARK)):
        (found,) = browse(visit(PICTURE, "tree", "stops", scheme=scheme))
        links = [part for part in found["tree"] if part["role"] == "link"]
        written = re.findall(r'<a href="([^"]+)"', PICTURE.decode())
        assert [stop["href"] for stop in found["stops"]] == written
        assert [link["url"].rstrip("/") for link in links] == written
        assert all(link["name"] for link in links)
        rings = {tuple(stop["ring"]) for stop in found["stops"]}
        assert rings == {("solid", "2px", rgb(colours["fails"]))}


def test_links_work() -> None:
    """A site, a mailbox and a telephone are gone to with one key, and nothing else."""
    (found,) = browse(alone(PICTURE, "leads"))
    assert [asked.rstrip("/") for _, asked in found["leads"]] == [
        href for href, _ in found["leads"]
    ]
    kinds = {href.partition(":")[0] for href, _ in found["leads"]}
    assert kinds == {"https", "mailto", "tel"}
    assert all(url.startswith("https:") for url in found["fetched"])


def test_words_that_lead_to_a_state_get_there() -> None:
    """They are links within the picture, with the name of a sentence."""
    names = [f"a{n}" for n in range(11)]
    ways = [way(name, trigger=name, title=f"Go to {name}") for name in names]
    tangle = small_flows.flow(*(state(name, "step", *ways) for name in names))
    (found,) = browse(alone(registry.render(tangle, "svg"), "tree", "leads"))
    inner = [(href, asked) for href, asked in found["leads"] if href[0] == "#"]
    assert inner
    assert [asked.partition("#")[2] for _, asked in inner] == [h[1:] for h, _ in inner]
    said = [
        part["name"] for part in found["tree"] if "flow.test/#" in part.get("url", "")
    ]
    assert len(said) == len(inner)
    assert all(re.fullmatch(r"“Go to a\d+”: go to step \d+\.", name) for name in said)


# ------------------------------------------------------------------ heard


class Told(NamedTuple):
    """What is told of a state: its heading, what is done, and where ways lead."""

    heading: str
    said: list[str]
    ways: list[str]


UNHEARD = re.compile("Waarom|Hier eindigt|Nodig|.*https:")
"""What a picture does not have, or says shorter."""


def in_words(flow: Flow) -> Iterator[Told]:
    """Read the text alternative, without titles of where ways lead behind a number."""
    document = registry.render(flow, "text", Options(language="nl")).decode()
    for block in document.split("\n\n"):
        first, *lines = re.sub(r"\n {4}|\n(?! )", " ", block.rstrip()).split("\n  ")
        named = re.match(
            r"((?:Stap|Vraag) \d+|Contact|Splitsing|Doel)( \d+)?\. ", first
        )
        if named:
            heading = f"{named[1]}: {first[named.end() :]}"
            ways = [ln for ln in lines if re.match("“.*”: ga naar|Ga daarna naar", ln)]
            said = [line for line in lines if line not in ways]
            yield Told(
                heading,
                [line for line in said if not UNHEARD.match(line)],
                [NUMBERED.sub(r"\1\2", line) for line in ways],
            )


NUMBERED = re.compile(r"((?:stap|vraag) \d+), “.*”|\w+ \d+, (“)")
"""A state in a sentence: by its number and title, or by a number that is not drawn."""


def aloud(tree: list[Found]) -> Iterator[Told]:
    """Listen to the states of a picture."""
    told = Told("", [], [])
    for part in tree:
        if part["role"] == "heading":
            yield told
            told = Told(part["name"], [], [])
        ways = re.findall(r"“[^”]*”: ga naar .*?\.(?= “|$)|Ga daarna .*", part["name"])
        told.ways.extend(ways)
        told.said.append(part["name"])
    yield told


def squeezed(*words: str) -> str:
    """Leave out where lines end, which is elsewhere in a picture."""
    return re.sub(r"\s", "", "".join(words))


def test_a_picture_is_heard_as_the_text_alternative_says() -> None:
    """Each state has its kind, number, title, all that is said, and its ways, in order."""
    visits = [alone(picture, "tree") for picture in PICTURES]
    found = browse(*visits, inline(PICTURE, "tree"))
    for flow, each in zip([*SHIPPED, AMA], found, strict=True):
        states = [told for told in aloud(each["tree"]) if ":" in told.heading]
        expected = [*in_words(flow)]
        assert [s.heading for s in states] == [e.heading for e in expected]
        for told, words in zip(states, expected, strict=True):
            assert all(squeezed(line) in squeezed(*told.said) for line in words.said)
            assert sorted(told.ways) == sorted(words.ways)


def test_a_picture_says_first_what_it_is() -> None:
    """Its title and description, then headings by level; the legend is only seen."""
    (found,) = browse(alone(PICTURE, "tree"))
    picture, title, *rest = found["tree"][1:]
    assert picture["role"] == "graphics-document"
    assert picture["name"] == title["name"] == AMA.title
    assert picture["description"].startswith("Een stroomdiagram, te lezen van boven")
    headings = [part for part in (title, *rest) if part["role"] == "heading"]
    phases = [part["name"] for part in headings if part["level"] == 2]
    assert phases == [phase.title for phase in AMA.phases.values()]
    assert {part["level"] for part in headings} == {1, 2, 3}
    assert "Begin bij vraag 1." in [part["name"] for part in rest]
    assert "Legende" not in [part["name"] for part in rest]


def test_pictures_in_one_page_each_say_what_they_are() -> None:
    """Nothing of the page, and of no other picture, is taken for a name."""
    (found,) = browse(
        inline(b'<h1 id="title">Intranet</h1>' + b"".join(PICTURES), "tree")
    )
    pictures = [p for p in found["tree"] if p["role"] == "graphics-document"]
    assert [picture["name"] for picture in pictures] == [
        expand(f, f.title) for f in SHIPPED
    ]
    assert all(picture["description"] for picture in pictures)


def test_axe_finds_nothing() -> None:
    """Neither in a picture by itself, nor in one that is a part of a page."""
    visits = [inline(picture, "faults") for picture in PICTURES]
    for found in browse(alone(PICTURE, "faults"), *visits):
        assert found["faults"]["violations"] == []
        assert {"heading-order", "svg-img-alt"} <= {*found["faults"]["passes"]}


# ------------------------------------------------------------------ seen


def rgb(colour: str) -> str:
    """Write a colour as a browser does."""
    red, green, blue = (int(colour[n : n + 2], 16) for n in (1, 3, 5))
    return f"rgb({red}, {green}, {blue})"


SHOWN = {
    "light": {colour: rgb(colour) for colour in LIGHT.values()},
    "dark": {colour: rgb(DARK[role]) for role, colour in LIGHT.items()},
}


def shown(found: Found) -> dict[str, str]:
    """Give the colours that are written, each with what is shown, but what is none."""
    return {old: new for old, new in found["colours"] if old != "none"}


LOOKS = {
    ("screen", "light"): "light",
    ("screen", "dark"): "dark",
    ("print", "light"): "light",
    ("print", "dark"): "light",
}


def test_a_picture_follows_the_scheme_and_prints_light() -> None:
    """On a dark screen each role has its dark colour; on paper it has that of print."""
    for visit in (alone, inline):
        visits = [visit(PICTURE, "colours", media=m, scheme=s) for m, s in LOOKS]
        for look, found in zip(LOOKS.values(), browse(*visits), strict=True):
            assert len(shown(found)) > 15
            assert shown(found).items() <= SHOWN[look].items()


def test_a_picture_is_printed_on_one_page() -> None:
    """By the browser itself, on A4 or letter; what would be too small takes more."""
    (found,) = browse(alone(PICTURE, "pages"))
    assert found["pages"] == [1, 1]
    steps = (state(f"s{n}", "step", way(f"s{n + 1}")) for n in range(90))
    (found,) = browse(alone(drawn(*steps, state("s90", "goal")), "pages"))
    assert min(found["pages"]) > 1
    sheets = (registry.render(AMA, "svg", Options(paper=p)) for p in ("a4", "a3"))
    for found in browse(*(alone(sheet, "pages") for sheet in sheets)):
        assert found["pages"] == [1, 1]


def test_a_wide_picture_is_printed_whole() -> None:
    """It is made as narrow as the page: what is cut off in print is lost."""
    asked = (
        state(
            f"s{n}",
            "question",
            *(way(f"s{2 * n + 1 + m}", trigger=f"t{m}") for m in (0, 1)),
        )
        for n in range(15)
    )
    wide = drawn(*asked, *(state(f"s{n}", "goal") for n in range(15, 31)))
    on_screen, on_paper = (
        browse(alone(wide, "shot", media=media))[0]["shot"] for media in (None, "print")
    )
    assert width(on_screen) > WINDOW
    assert width(on_paper) == WINDOW


WINDOW = 1100
"""How many dots wide the window of the browser is, on paper too."""


def drawn(*states: State) -> bytes:
    """Draw a flow of *states*."""
    return registry.render(small_flows.flow(*states), "svg")


def width(shot: str) -> int:
    """Give how many dots wide a PNG is. Source: PNG, 11.2.1 (IHDR)."""
    return int.from_bytes(base64.b64decode(shot)[16:20])


def test_a_picture_in_an_image_is_dark_on_a_dark_screen() -> None:
    """It is drawn there too, and fetches nothing but itself."""
    looks = [("light", "shot"), ("dark", "shot")]
    found = browse(*(as_image(PICTURE, look, scheme=s) for s, look in looks))
    light, dark = (each["shot"] for each in found)
    assert light != dark
    assert [each["fetched"] for each in found] == [[], []]


def around(text: Found) -> Rectangle:
    """Give the room that a text takes."""
    left, top, right, bottom = text["box"]
    return Rectangle(left, top, right, bottom, text["words"])


@pytest.mark.parametrize("family", ["Liberation Sans", "DejaVu Sans", "DejaVu Serif"])
def test_no_text_leaves_its_shape_whatever_the_fonts(family: str) -> None:
    """With Arial's twin, with wider letters only, and with nothing like Arial at all."""
    visits = [alone(picture, "texts", "fonts") for picture in PICTURES]
    for found in browse(*visits, family=family):
        assert found["fonts"] == [family]
        assert [text["words"] for text in found["texts"] if not text["inside"]] == []
        boxes = [around(text) for text in found["texts"]]
        met = [(a.name, b.name) for a, b in combinations(boxes, 2) if a.meets(b, by=1)]
        assert met == []


# ------------------------------------------------------------------ kept in


def test_a_picture_is_shown_under_a_policy_that_forbids_all_but_its_style() -> None:
    """It breaks no rule, and fetches nothing; the page on pictures has the policy."""
    (policy,) = re.findall(r"Content-Security-Policy: (.*)", PAGE.read_text("utf-8"))
    sheets = {re.findall(b"<style>(.*)</style>", picture)[0] for picture in PICTURES}
    (sheet,) = sheets
    digest = base64.b64encode(hashlib.sha256(sheet).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'"
    look = {"csp": policy, "scheme": "dark"}
    for found in browse(*(alone(picture, "colours", **look) for picture in PICTURES)):
        assert found["complaints"] == found["fetched"] == []
        assert shown(found).items() <= SHOWN["dark"].items()


def test_without_its_style_a_picture_is_as_in_print() -> None:
    """A policy that forbids that too only takes the dark scheme away."""
    (found,) = browse(
        alone(PICTURE, "colours", csp="default-src 'none'", scheme="dark")
    )
    assert {*found["complaints"]} != set()
    assert all("style" in complaint for complaint in found["complaints"])
    assert shown(found).items() <= SHOWN["light"].items()
