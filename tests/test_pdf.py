"""PDF: pages with links, bookmarks and a language, whatever Graphviz draws them."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter
from pypdf.generic import BooleanObject, Destination

from ama_flow import registry
from ama_flow.model import Flow, FlowError, Options, Table, replace
from ama_flow_renderers import dot, paper
from ama_flow_renderers.drawing import engine as _engine
from ama_flow_renderers.paper import binder as _binder
from ama_flow_renderers.paper import sheets as _paper
from ama_flow_renderers.paper.pages import Page, pages
from ama_flow_renderers.picture import compose as _compose
from ama_flow_renderers.picture.wrapping import HYPHEN
from tests.sketches import procedure, sketch
from tests.test_paper import AMA, CLAIM, EXAMPLES, call, numbered, outlined, paged, some


def read(document: bytes) -> PdfReader:
    """Read a PDF, and allow it no fault."""
    return PdfReader(BytesIO(document), strict=True)


def links(document: bytes) -> list[list[tuple[tuple[float, ...], str]]]:
    """Give the links of each page: where each is, and its address or page."""
    pages = read(document).pages
    numbers = {page.indirect_reference: n for n, page in enumerate(pages, 1)}
    return [
        [link(note.get_object(), numbers) for note in page.annotations or ()]
        for page in pages
    ]


def link(note: Any, numbers: Mapping[Any, int]) -> tuple[tuple[float, ...], str]:  # noqa: ANN401 - so it is in pypdf
    """Give the sides of a link, and its address, or the number of its page."""
    sides = tuple(float(side) for side in note["/Rect"])
    if "/A" in note:
        return sides, note["/A"]["/URI"]
    page, how, *_ = note["/Dest"]
    assert how == "/XYZ"
    return sides, str(numbers[page])


def sizes(document: bytes) -> set[tuple[float, ...]]:
    """Give the sizes of the pages of a PDF, in points."""
    return {tuple(map(float, page.mediabox)) for page in read(document).pages}


def pdf(flow: Flow, **asked: object) -> bytes:
    """Write *flow* as PDF."""
    return registry.render(flow, "pdf", replace(Options(), **asked))


def test_links_lead_to_their_pages() -> None:
    """Boxes of the overview and boxes that lead on are links to where they say."""
    flow = procedure(8, 40)
    document = pdf(flow, paper="a4")
    found = paged(flow)
    assert len(links(document)) == len(found)
    for page, led in zip(found, links(document), strict=True):
        named = re.findall(
            r"verder op pagina (\d+)|pagina (\d+)(?: |$)",
            "\n".join(t.words for t in page.scene.texts if t.url),
        )
        inner = Counter(leads for _, leads in led if leads.isdigit())
        for number in (one or other for one, other in named):
            assert inner[number] >= 1
        for (left, low, right, up), _ in led:
            assert 0 <= left < right <= 596
            assert 0 <= low < up <= 842
    assert sum(len(led) for led in links(document)) > len(found)
    outer = {leads for led in links(document) for _, leads in led}
    assert {"tel:+322000001", flow.links["a"].url} <= outer


def test_words_lead_to_a_state_on_their_own_page() -> None:
    """What is said in words because no line fits is a link in PDF too."""
    flow = sketch(11, most=60)
    (led,) = links(pdf(flow))
    assert "1" in {leads for _, leads in led}


def test_the_same_flow_is_the_same_pdf() -> None:
    """A second time gives the same bytes: no clock, and nothing at random, is in it."""
    document = pdf(CLAIM, paper="a4")
    assert document == pdf(CLAIM, paper="a4")
    assert "/ID" not in read(document).trailer
    assert b"Date" not in document


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler is not installed")
def test_all_titles_and_addresses_can_be_found_in_pdf(tmp_path: Path) -> None:
    """Each is on the page that it belongs to, in the words of the flow."""
    flow = procedure(9, 40)
    file = tmp_path / "flow.pdf"
    file.write_bytes(pdf(flow, paper="a4"))
    command = ["pdftotext", "-raw", str(file), "-"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    whole = done.stdout.replace(HYPHEN, "")
    texts = ["".join(page.split()) for page in whole.split("\f")]
    where = numbered(paged(flow))
    for name, state in flow.states.items():
        assert "".join(state.title.split()) in texts[where[name] - 1]
        if "[a]" in state.text:
            assert flow.links["a"].url in texts[where[name] - 1]
    for phase in flow.phases.values():
        assert "".join(phase.title.split()) in texts[0]


def test_a_document_has_a_title_a_language_and_bookmarks() -> None:
    """One for each page, which a viewer shows beside it."""
    whole = read(pdf(CLAIM, paper="a4"))
    assert whole.metadata
    assert whole.metadata.title == CLAIM.title
    assert str(whole.root_object["/Lang"]) == "nl"
    assert whole.viewer_preferences
    shown = whole.viewer_preferences["/DisplayDocTitle"]
    assert shown == BooleanObject(value=True)
    marks = [mark for mark in whole.outline if isinstance(mark, Destination)]
    assert [mark.title for mark in marks] == [page.title for page in paged(CLAIM)]
    numbers = [whole.get_destination_page_number(mark) for mark in marks]
    assert numbers == [*range(len(whole.pages))]
    assert read(pdf(AMA, paper="a4")).outline == []


def test_the_foot_is_in_the_language_that_is_asked_for() -> None:
    """Pages are counted in it, and so is what is on them."""
    for language, said in {"fr": "page 2 sur ", "de": "Seite 2 von "}.items():
        flow = replace(CLAIM, language=language)
        found = pages(outlined(flow), _paper.paper("a4"))
        assert any(said in text.words for text in found[1].scene.texts)


def test_one_page_has_its_size() -> None:
    """What fits on a sheet is one page, and so is a phase."""
    upright = {(0, 0, 595.28, 841.89)}
    assert sizes(pdf(AMA, paper="a4")) == upright
    assert sizes(pdf(CLAIM, paper="a4", phase="aanvraag")) == upright


def test_answers_are_marked_on_paper(tmp_path: Path) -> None:
    """The command does so too: the way goes on from the overview to its pages."""
    answers, out = tmp_path / "answers.toml", tmp_path / "way.pdf"
    answers.write_text("")
    asked = ("--path", answers, "--paper", "a4", "-f", "pdf", "-o", out)
    assert call("render", EXAMPLES / "terugbetaling.toml", *asked).exit_code == 0
    document = read(out.read_bytes())
    assert len(document.pages) == len(paged(CLAIM))
    for page in document.pages[:2]:
        assert "de gevolgde weg, in volgorde" in page.extract_text()
    assert "de gevolgde weg, in volgorde" not in document.pages[-1].extract_text()


# ------------------------------------------------------------------ what is bound


@cache
def drawn_once() -> bytes:
    """Give a page as the Graphviz of this machine draws it."""
    drawing: bytes = _engine.draw(dot.source(AMA, Options(), anchors=False), "pdf")
    return drawing


def whole() -> Page:
    """Give the page that is drawn."""
    outline = outlined(AMA)
    return Page(title="t", outline=outline, scene=_compose.composed(outline))


def blank() -> bytes:
    """Write a PDF on whose page nothing is drawn."""
    writer, file = PdfWriter(), BytesIO()
    writer.add_blank_page(width=10, height=10)
    writer.write(file)
    return file.getvalue()


@pytest.mark.parametrize("drawing", [b"", b"%PDF-1.5\nstartxref\n9\n%%EOF\n", blank()])
def test_what_is_no_drawing_is_refused(drawing: bytes) -> None:
    """A drawing that cannot be read is an error, and never a broken document."""
    with pytest.raises(ValueError, match=r"\S"):
        _binder.bound([whole()], [drawing])


@some
@given(st.integers(0, 10**6), st.binary(min_size=1, max_size=20))
def test_a_drawing_that_is_broken_is_refused_or_left(at: int, odd: bytes) -> None:
    """Wherever it is broken, there is an error in words, or a document to read."""
    drawing = drawn_once()
    place = at % len(drawing)
    broken = drawing[:place] + odd + drawing[place + len(odd) :]
    document = b""
    with suppress(ValueError):
        document = _binder.bound([whole()], [broken])
    assert not document or len(read(document).pages) == 1


def test_addresses_are_written_as_pdf_takes_them() -> None:
    """What is not of ASCII is spelt out; brackets do not end an address."""
    url = "https://x.org/(é)?a=%20#b"
    rows = ((name, replace(row, url=url)) for name, row in AMA.links.items())
    (led,) = links(pdf(replace(AMA, links=Table(rows))))
    assert "https://x.org/(%C3%A9)?a=%20#b" in {leads for _, leads in led}


@pytest.mark.parametrize("title", ["Ω \U0001f3e0 (a\\b) <c>", "a\x00b\ud800", "é"])
def test_every_title_can_be_bound(title: str) -> None:
    """Signs of PDF and of any script are kept; what is no character is a sign of it."""
    document = read(pdf(replace(AMA, title=title)))
    assert document.metadata
    assert document.metadata.title == re.sub("[\x00\ud800]", "\ufffd", title)


def test_without_pypdf_the_remedy_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is drawn in vain, and what else can be written is."""
    monkeypatch.delitem(sys.modules, "ama_flow_renderers.paper.binder", raising=False)
    monkeypatch.delattr(paper, "binder", raising=False)
    monkeypatch.setitem(sys.modules, "pypdf", None)
    with pytest.raises(FlowError) as caught:
        pdf(AMA)
    (problem,) = caught.value.problems
    assert problem.code == "no-pypdf"
    assert "pypdf" in problem.message
    assert "pip install 'ama-flow[diagrams]'" in problem.hint
    assert registry.render(AMA, "svg")


def test_what_graphviz_drew_and_cannot_be_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The error says what else there is to print."""
    program = tmp_path / "dot"
    program.write_text("#!/bin/sh\necho %PDF-1.5 and no more\n", "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setitem(sys.modules, "pygraphviz", None)
    with pytest.raises(FlowError, match="cannot be read") as caught:
        pdf(AMA)
    assert "write it as svg" in caught.value.problems[0].hint
