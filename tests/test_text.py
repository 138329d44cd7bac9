"""Texts: which tokens they become, and what has no place in them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ama_flow import text
from ama_flow.model import Flow, Link, State, Table, Term
from ama_flow.text import (
    Anchor,
    Break,
    Code,
    CodeBlock,
    Emphasis,
    Items,
    Paragraph,
    Text,
    commonmark,
    simple,
)

FLOW = Flow(
    id="f",
    version="1",
    language="nl",
    title="T",
    initial="s",
    links=Table([("here", Link(id="here", title="Hier", url="https://example.org"))]),
    terms=Table([("right", Term(id="right", text="*the* [right][here] {right}"))]),
    states=Table([("s", State(id="s", kind="goal", title="S"))]),
)


@pytest.mark.parametrize(
    ("source", "blocks"),
    [
        ("One\ntwo.", [Paragraph((Text("One two."),))]),
        ("One.\n\nTwo.", [Paragraph((Text("One."),)), Paragraph((Text("Two."),))]),
        (
            "Go [to *it*][here]!",
            [
                Paragraph(
                    (
                        Text("Go "),
                        Anchor((Text("to "), Emphasis((Text("it"),))), "here"),
                        Text("!"),
                    )
                )
            ],
        ),
        ("**a**", [Paragraph((Emphasis((Text("a"),), strong=True),))]),
        ("`a*b*`", [Paragraph((Code("a*b*"),))]),
        ("a\\\nb", [Paragraph((Text("a"), Break(), Text("b")))]),
        ("- a\n- b", [Items(((Paragraph((Text("a"),)),), (Paragraph((Text("b"),)),)))]),
        ("3. a", [Items(((Paragraph((Text("a"),)),),), start=3)]),
        ("```\na\n\nb\n```", [CodeBlock("a\n\nb")]),
        ("    a", [CodeBlock("a")]),
        ("[a]: https://b.c", [Paragraph((Text("[a]: https://b.c"),))]),
        ("[here]", [Paragraph((Text("[here]"),))]),
        ("[a][b\\]", [Paragraph((Text("[a][b]"),))]),
        ("a < b & c", [Paragraph((Text("a < b & c"),))]),
        ("[a", [Paragraph((Text("[a"),))]),
        ("*[a*][b]", [Paragraph((Text("*"), Anchor((Text("a*"),), "b")))]),
    ],
)
def test_a_text_becomes_these_tokens(source: str, blocks: list[text.Block]) -> None:
    """CommonMark's paragraphs, lists, code, emphasis, and our links; no more."""
    assert text.parse(source) == text.Parsed(tuple(blocks))


@pytest.mark.parametrize(
    ("source", "faults"),
    [
        ("# Kop", [("text-markup", "a heading")]),
        ("Kop\n===", [("text-markup", "a heading")]),
        ("> citaat", [("text-markup", "a quotation")]),
        ("---", [("text-markup", "a ruled line")]),
        ("![a](b)", [("text-markup", "an image")]),
        (
            "<b>a</b>",
            [("text-html", "raw HTML, '<b>'"), ("text-html", "raw HTML, '</b>'")],
        ),
        (
            "<script>\nx\n</script>",
            [("text-html", "raw HTML, '<script>\\nx\\n</script>'")],
        ),
        ("[a](https://b.c)", [("text-url", "an address, 'https://b.c'")]),
        ("[a](javascript:b)", [("text-url", "an address, 'javascript:b'")]),
        ("<https://b.c>", [("text-url", "an address, 'https://b.c'")]),
        ("[a [b][c]][d]", [("text-link", "a link within a link")]),
        ("- " * 30 + "x", [("text-depth", "markup within markup, too deep to read")]),
        (
            "*" * 300 + "a" + "*" * 300,
            [("text-depth", "markup within markup, too deep to read")],
        ),
        ("# a\n\n# b", [("text-markup", "a heading")]),
    ],
)
def test_what_has_no_place_in_a_text_is_a_fault(
    source: str, faults: list[tuple[str, str]]
) -> None:
    """Each fault is named once, by its code and in words."""
    found = text.parse(source).faults
    assert [(fault.code, fault.what) for fault in found] == faults


def test_terms_go_in_after_parsing() -> None:
    """Nothing in a term is read as markup, as a link or as another term."""
    (paragraph,) = text.blocks(FLOW, "**{right}** `{right}` {unknown}\n")
    words = "*the* [right][here] {right}"
    assert paragraph == Paragraph(
        (
            Emphasis((Text(words),), strong=True),
            Text(" "),
            Code(words),
            Text(" {unknown}"),
        )
    )


def test_terms_go_into_every_kind_of_token() -> None:
    """Lists, code blocks and the words of a link are no exception."""
    source = "- [{right}][here]\\\n  x\n\n```\n{right}\n```"
    shown = text.plain(text.blocks(FLOW, source))
    words = "*the* [right][here] {right}"
    assert shown == f"{words}\nx\n{words}"


def test_links_and_terms_are_listed_once_in_order() -> None:
    """A renderer can list what a text leads to without walking its tokens."""
    source = "- [a][here] {x}\n- *[b][there]* {y} {x}\n\n[c][here] `{z}`"
    assert text.links(source) == ("here", "there")
    assert text.terms(source) == ("x", "y", "z")
    assert text.linked(FLOW, "[a][here]") == (FLOW.links["here"],)


@given(st.text(st.sampled_from("ab. ,[]()“{}\"'\n:1-=*_é&<#!|~\\`\t\r\u00a0\u2003")))
def test_the_simple_reading_is_commonmarks(source: str) -> None:
    """Where the quick reader gives tokens, the parser gives the same."""
    source = source.strip("\n")
    parsed = simple.read(source)
    assert parsed is None or parsed == commonmark.read(source)


@given(
    st.lists(
        st.sampled_from(
            ["Woord", " ", "[a b][c]", "\n", "\n\n", ".", "“x”", "[", "(", "1"]
        )
    ).map("".join)
)
def test_the_simple_reading_of_words_and_links_is_commonmarks(source: str) -> None:
    """The same, on texts that mostly are simple."""
    source = source.strip("\n")
    parsed = simple.read(source)
    assert parsed is None or parsed == commonmark.read(source)


def test_usual_texts_take_no_parser() -> None:
    """Paragraphs with links and quotes are read without importing markdown-it."""
    assert simple.read("Ga naar [de pagina][x].\nKlik op “Ja”.\n\n[Daar][y] dus.\n")


@given(st.text())
def test_any_text_is_read(source: str) -> None:
    """No text raises, hangs, or yields an empty inline text."""
    for block in text.parse(source).blocks:
        assert "Text(text='')" not in repr(block)


@given(st.text(st.characters(categories=("L", "N", "P", "Zs")), min_size=1))
def test_characters_are_kept(words: str) -> None:
    """What stands in a code span comes out to the letter, spaces at its ends apart."""
    fence = "`" * (max(map(len, re.findall("`+", words)), default=0) + 1)
    shown = text.plain(text.parse(f"x {fence} {words} {fence}").blocks)
    assert shown.removeprefix("x ").strip() == words.strip()
