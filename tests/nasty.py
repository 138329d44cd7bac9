"""Strings, texts and flows that a renderer may stumble over."""

from __future__ import annotations

from typing import TypeVar

from hypothesis import strategies as st

from ama_flow.text import (
    Anchor,
    Block,
    Break,
    Code,
    CodeBlock,
    Emphasis,
    Inline,
    Items,
    Paragraph,
    Text,
)

NASTY = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</text></svg>",
    "]]>",
    "<!-- -->",
    "-- --- ----",
    "javascript:alert(1)",
    "\\N \\G \\ \\\\",
    "\"'`",
    "&amp; &lt; &#60; &copy",
    "**a** _b_ __c__ ~~d~~ `e` ``f``",
    "# a",
    "a #",
    "1. a",
    "1) a",
    "- a",
    "+ a",
    "---",
    "===",
    ":-:",
    "> a",
    "    a",
    "a | b",
    "| a | b |",
    "[a](https://a.be) ![a](b) [a][b] [^1] [ ]",
    "www.a.be https://a.be a@a.be @a",
    "$a$ :a: {{a}} %s {0}",
    "a\u00a0",
    "\u2028\u202e\u05d0\u05d1",
    "\U0001f469\u200d\U0001f692 \u00e9 e\u0301 \u4e2d\u6587",
    "\ufffe\uffff",
    "w" * 300,
    "een twee drie " * 360,
)
"""Markup of every target, other scripts, and what is very long."""

_Part = TypeVar("_Part")
_MARKUP = st.text("aé1 *_`~<>&[]()!|#+-=:;\\/\"'$@.,{}w", max_size=12)
_ANYTHING = st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=12)


def lines() -> st.SearchStrategy[str]:
    """Draw one line, as a flow file may hold it: without control characters."""
    parts = st.lists(st.sampled_from(NASTY) | _MARKUP | _ANYTHING, max_size=3)
    return parts.map(" ".join)


def texts() -> st.SearchStrategy[tuple[Block, ...]]:
    """Draw the blocks of a text; its links lead to the link called "link"."""
    leaves: st.SearchStrategy[Inline] = (
        lines().map(Text) | lines().map(Code) | st.just(Break())
    )
    anchors = _few(_stressed(leaves)).map(lambda parts: Anchor(parts, "link"))
    paragraphs = _few(_stressed(leaves | anchors)).map(Paragraph)
    codes = st.lists(lines(), max_size=3).map("\n".join).map(CodeBlock)
    return _few(st.recursive(paragraphs | codes, _items, max_leaves=4))


def _few(part: st.SearchStrategy[_Part]) -> st.SearchStrategy[tuple[_Part, ...]]:
    return st.lists(part, max_size=3).map(tuple)


def _stressed(part: st.SearchStrategy[Inline]) -> st.SearchStrategy[Inline]:
    return st.recursive(
        part,
        lambda inner: st.builds(Emphasis, _few(inner), st.booleans()),
        max_leaves=3,
    )


def _items(part: st.SearchStrategy[Block]) -> st.SearchStrategy[Items]:
    items = st.lists(_few(part), min_size=1, max_size=3).map(tuple)
    return st.builds(Items, items, st.none() | st.integers(0, 999_999_999))
