"""The document to hand out: every text to the letter, every way on to follow."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ama_flow import load, registry
from ama_flow.model import Flow, Link, Table, replace
from ama_flow.testing import nasty
from ama_flow.text import (
    Anchor,
    Block,
    Break,
    Code,
    Emphasis,
    Inline,
    Items,
    Paragraph,
    Text,
    markdown,
)
from ama_flow_renderers import _commonmark as commonmark
from tests.goldens import FLOW as LENEN
from tests.reading import MARKDOWN, Part, meant, seen

AMA = load("ama_wvg")
SAFE = nasty.URLS[:3]
TAGS = {
    *["h1", "h2", "h3", "p", "ul", "ol", "li", "em", "strong", "code", "pre", "br", "a"]
}


def document(flow: Flow, language: str | None = None) -> str:
    """Write *flow* as Markdown."""
    return registry.render(flow, "markdown", language=language).decode()


@dataclass
class Page(HTMLParser):
    """What a browser makes of a document."""

    flow: Flow
    tags: set[str] = field(default_factory=set)
    attributes: set[str] = field(default_factory=set)
    places: list[str] = field(default_factory=list)
    leads: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Render the flow and read the page."""
        super().__init__()
        self.feed(MARKDOWN.render(document(self.flow)))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag, the place that it names and where it leads."""
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.places += [value or "" for name, value in attrs if name == "id"]
        self.leads += [value or "" for name, value in attrs if name == "href"]


@given(nasty.texts(), st.sampled_from(SAFE))
def test_texts_come_out_as_they_went_in(text: tuple[Block, ...], url: str) -> None:
    """A reader of the document sees each text of the flow, to the letter.

    That is its words, its emphasis, its code, its lists, and its links with their
    addresses, whatever characters they have and whatever stands beside them.
    """
    links = Table([("link", Link(id="link", title="x", url=url))])
    assert seen(commonmark.blocks(text, links)) == meant(text, links)


BESIDE: dict[str, tuple[Inline, ...]] = {
    "an image": (Text("Lees nu!"), Anchor((Text("dit"),), "link")),
    "one code": (Code("a"), Code("b")),
    "a word in stars": (Text("a"), Emphasis((Text("b"),)), Text("c")),
    "one emphasis": (Emphasis((Text("a"),)), Emphasis((Text("b"),), strong=True)),
    "stars within": (Emphasis((Text("a ("), Emphasis((Text("“b”"),)), Text(")"))),),
    "a hard end": (Text("a"), Break(), Break()),
    "a code of spaces": (Code(" "), Text(" "), Code(" `a` ")),
}


@pytest.mark.parametrize("mistaken", BESIDE)
def test_what_stands_side_by_side_stays_apart(mistaken: str) -> None:
    """Neighbours that together would mean something else come out as they are."""
    links = Table([("link", Link(id="link", title="x", url=SAFE[0]))])
    text = (Paragraph(BESIDE[mistaken]),)
    assert seen(commonmark.blocks(text, links)) == meant(text, links)


def test_lists_side_by_side_and_within_each_other_stay_apart() -> None:
    """Two lists are not read as one, and empty ones not as a ruled line."""
    inner = Items(((),))
    middle = Items(((inner,),))
    word = Paragraph((Text("a"),))
    text = (Items(((middle,),)), Items(((word,),)), Items(((),), start=7))
    assert seen(commonmark.blocks(text, {})) == meant(text, {})


@given(nasty.lines().filter(str.strip))
def test_titles_come_out_as_they_went_in(words: str) -> None:
    """A plain string stays what it is in a heading, in a list, stressed, in a link."""
    written = markdown.escape(words)
    text = (
        f"# {written}\n\n- {written}\n- x: {markdown.strong(written)} x\n"
        f"- {markdown.link(written, 'https://a.be')}"
    )
    items: list[list[Part | str]] = [
        [words],
        ["x: ", Part("strong", [words]), " x"],
        [Part("a https://a.be", [words])],
    ]
    listed = Part("ul", [Part("li", [Part("p", item)]) for item in items])
    assert seen(text) == [Part("h1", [words]), listed]


@given(st.sampled_from((*SAFE, "mailto:a.b@a.be", "mailto:a%41@a.be", "tel:+32")))
def test_addresses_are_shown_to_the_letter(url: str) -> None:
    """An address in print is the address itself, and leads there."""
    address = url.removeprefix("mailto:")
    shown = seen(f"x {markdown.address(address, url)}")
    assert shown == [Part("p", ["x ", Part(f"a {unquote(url)}", [address])])]


@given(st.sampled_from(nasty.URLS[3:]) | nasty.lines().filter(str.strip))
def test_what_is_not_safe_to_follow_does_not_lead(address: str) -> None:
    """An address that can do harm, or is none, is shown and leads nowhere."""
    assert seen(f"x{markdown.address(address, address)}") == [
        Part("p", [f"x{address}"])
    ]


@pytest.mark.parametrize("address", ["https://www.a.be/x?a=1&b=2#c", "a.b-c@d-e.be"])
def test_common_addresses_are_bare(address: str) -> None:
    """An ordinary address stands in the source as it is, for who reads that."""
    url = f"mailto:{address}" if "@" in address else address
    assert markdown.address(address, url) == f"<{address}>"


@given(nasty.flows())
def test_no_tag_comes_from_the_flow(flow: Flow) -> None:
    """A page made of the document has the tags that we write, and no other."""
    page = Page(flow)
    assert page.tags <= TAGS
    assert page.attributes <= {"href", "id", "start"}


@given(nasty.flows())
def test_every_link_resolves(flow: Flow) -> None:
    """A link within the document leads to a place that there is, and is there once."""
    page = Page(flow)
    assert len(page.places) == len(set(page.places)) == len(flow.states)
    within = {lead[1:] for lead in page.leads if lead.startswith("#")}
    assert within <= set(page.places)
    outside = {lead for lead in page.leads if not lead.startswith("#")}
    assert all(lead.startswith(("https://", "mailto:", "tel:+")) for lead in outside)


def test_odd_ids_make_places_of_their_own() -> None:
    """Ids that no flow file can have still give places that are safe and differ."""
    names = ("a b", "a_b", 'a"b', "a-b", "a-20-b", "é")
    states = [replace(AMA.states["klaar"], id=name, phase="") for name in names]
    flow = Flow(
        id="x",
        version="1",
        language="nl",
        title="x",
        initial="a b",
        states=Table((state.id, state) for state in states),
    )
    places = Page(flow).places
    assert places[:2] == ["s-a-20-b", "s-a_b"]
    assert len(set(places)) == len(names)


def test_what_is_shared_is_said_once_a_phase() -> None:
    """A way out that all steps have stands above them, and not at each of them."""
    text = document(AMA)
    said = "- Bij elke stap in dit deel: **Dit lukt niet** → ga naar [“Welke hulp"
    assert text.count("**Dit lukt niet**") == text.count(said) == 2


def test_steps_and_questions_are_numbered_together() -> None:
    """Numbers go up by one through the document, in headings, from one on."""
    numbers = [
        int(line.split("</a>")[1].split(".")[0])
        for line in document(AMA).splitlines()
        if line.startswith("### ") and line.split("</a>")[1][0].isdigit()
    ]
    count = sum(s.kind in ("step", "question") for s in AMA.states.values())
    assert numbers == list(range(1, count + 1))


def test_a_way_that_the_eye_takes_is_not_said() -> None:
    """Where a step simply leads to what is read next, nothing is said of it."""
    text = document(AMA)
    assert "Selecteer rechts “Gebruikers”.\n\n### " in text
    moved = replace(
        AMA.states["gebruikers"],
        transitions=(replace(AMA.states["gebruikers"].transitions[0], dest="recht"),),
    )
    changed = replace(AMA, states=Table({**AMA.states, "gebruikers": moved}.items()))
    assert "Ga daarna naar [stap 14](#s-recht)." in document(changed)


def test_the_beginning_is_said_where_it_is_not_the_first() -> None:
    """A flow that begins further down says where, above all else."""
    assert "Begin bij" not in document(AMA)
    later = replace(AMA, initial="aanmelden")
    assert "\n\nBegin bij [stap 4](#s-aanmelden).\n\n" in document(later)


def test_the_language_can_be_chosen() -> None:
    """The document is in the language that is asked for, as far as it is translated."""
    assert "Have at hand" in document(AMA, "en")
    assert "This does not work" in document(LENEN, "en")
    assert "Dit lukt niet" not in document(LENEN, "en")
