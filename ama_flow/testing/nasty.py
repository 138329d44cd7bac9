"""Strings, texts and flows that a renderer may stumble over."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TypeVar

from hypothesis import strategies as st

from ama_flow.model import (
    Condition,
    Contact,
    Fact,
    Flow,
    Kind,
    Link,
    Phase,
    Source,
    State,
    Table,
    Term,
    Transition,
)
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

HELD = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</text></svg>",
    "]]>",
    "<!-- ]]> -->",
    "-- --- ----",
    "--> -- ==> ;",
    "javascript:alert(1)",
    "$(reboot) %s %d {0} {} {a b}",
    "\\N \\n \\G \\l \\ \\\\ <BR/>",
    "\"'`\\",
    "&amp; &lt; &#60; &copy &",
    "**a** _b_ *c* __d__ ~~e~~ `f` ``g``",
    "# a > b - c + d 1. e",
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
    "| a | b |\\",
    "[a](https://a.be) ![a](b) [a][b] [^1] [ ]",
    "www.a.be https://a.be a@a.be @a #1",
    "$a$ :a:",
    "a\u00a0",
    "\u05d0\u05d1 \u0639\u0631\u0628\u064a \u65e5\u672c\u8a9e",
    "\U0001f469\u200d\U0001f692 \u00e9 e\u0301 \u4e2d\u6587",
    "Aansprakelijkheidsverzekeringsovereenkomstvoorwaarden" * 6,
    "een twee drie " * 360,
)
"""Markup of every target, other scripts, what is very long: a flow file may hold it."""

NASTY = (*HELD, "{{a}}", "\u2028\u202e\u05d0\u05d1", "\ufffe\uffff")
"""That, and what a flow that is made by a program may hold as well."""

_Part = TypeVar("_Part")
_Row = TypeVar("_Row", Phase, Term, Link, Fact, Contact, State)
_STEERING = re.compile("[\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
_TERM = re.compile(r"\{(?=[a-z])")
_KINDS: tuple[Kind, ...] = ("step", "question", "branch", "contact", "goal")
_MARKUP = st.text("aé1 *_`~<>&[]()!|#+-=:;\\/\"'$@.,{}w", max_size=12)
_ANYTHING = st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=12)


def nasty_text() -> st.SearchStrategy[str]:
    """Draw one line that a flow file may hold, and that a renderer may stumble over.

    It may be empty. It names no terms, and nothing in it steers a screen or turns
    the direction of writing, as the format asks.
    """
    return lines().map(lambda line: _TERM.sub("{ ", _STEERING.sub("", line)))


def lines() -> st.SearchStrategy[str]:
    """Draw one line, without control characters."""
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


URLS = (
    "https://a.be/x?a=1&b=2",
    "https://a.be/(x)_[y]*?q=&copy;~a%20b#é",
    "https://xn--caf-dma.be/$a$",
    "javascript:alert(1)",
    'https://a.be/"><script>alert(1)</script>',
    "data:text/html,<script>alert(1)</script>",
)
"""Addresses, of which a flow file can hold the first three."""


def prose() -> st.SearchStrategy[str]:
    """Draw a text as it stands in a flow file, in which nothing is wrong."""
    plain = lines().map(_escaped)
    linked = plain.map(
        lambda words: f"Zie [{words or 'dit'}][odd], {{odd}} en {words}."
    )
    listed = plain.map(
        lambda words: f"Eerst:\n\n- {{odd}}\n- x {words}\n\n1. `{{odd}}`"
    )
    return st.just("") | linked | listed


def _escaped(words: str) -> str:
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", words).strip()


def titles() -> st.SearchStrategy[str]:
    """Draw the title of something, which is never blank."""
    return lines().map(lambda words: f"T {words}") | st.just("Doe {odd}")


@st.composite
def flows(draw: st.DrawFn) -> Flow:
    """Draw a flow of a few states in which every string may be odd."""
    names = [f"s{number}" for number in range(draw(st.integers(1, 7)))]
    phases = draw(st.sampled_from(((), ("one",), ("one", "two", "three"))))
    states = [draw(_states(name, names, phases)) for name in names]
    return Flow(
        id="odd",
        version=draw(lines()),
        language=draw(st.sampled_from(("nl", "en", "fr"))),
        title=draw(titles()),
        text=draw(prose()),
        initial=draw(st.sampled_from(names)),
        source=draw(st.none() | st.builds(Source, title=lines(), url=_urls())),
        phases=_table(Phase(id=name, title=draw(titles())) for name in phases),
        terms=_table([Term(id="odd", text=draw(lines()))]),
        links=_table(draw(_links(name)) for name in ("odd", "left")),
        facts=_table([draw(_asked()), draw(_needed())]),
        contacts=_table(draw(_contacts(name)) for name in ("help", "spare")),
        states=_table(states),
    )


def _table(rows: Iterable[_Row]) -> Table[_Row]:
    return Table((row.id, row) for row in rows)


def _urls() -> st.SearchStrategy[str]:
    return st.sampled_from(URLS)


def _links(name: str) -> st.SearchStrategy[Link]:
    return st.builds(Link, id=st.just(name), title=titles(), url=_urls())


def _asked() -> st.SearchStrategy[Fact]:
    values = lines().map(lambda words: Table([("a", words), ("b", "{odd}")]))
    choice = st.just("choice")
    return st.builds(
        Fact, id=st.just("asked"), type=choice, title=lines(), values=values
    )


def _needed() -> st.SearchStrategy[Fact]:
    return st.builds(
        Fact,
        id=st.just("need"),
        type=st.just("text"),
        title=titles(),
        lookup=st.sampled_from(("", "odd")),
        sensitive=st.booleans(),
    )


def _contacts(name: str) -> st.SearchStrategy[Contact]:
    return st.builds(
        Contact,
        id=st.just(name),
        name=titles(),
        phone=lines(),
        tel=st.sampled_from(("", "+3225115151")),
        email=st.sampled_from(("", "a.b@a.be")) | lines(),
        url=_urls(),
        hours=st.sampled_from(("", "07:00-20:00", "08:30-24:00")),
        days=st.sampled_from(((), ("mon",), ("mon", "fri", "sun"))),
        checked=st.none() | st.dates(),
    )


@st.composite
def _states(
    draw: st.DrawFn, name: str, names: list[str], phases: Sequence[str]
) -> State:
    kind = draw(st.sampled_from(_KINDS))
    asks = draw(st.sampled_from(("", "asked"))) if kind == "question" else ""
    ways = st.lists(_ways(name, names, asks), max_size=4)
    return State(
        id=name,
        kind=kind,
        title=draw(titles()),
        phase=draw(st.sampled_from(phases)) if phases and kind != "branch" else "",
        text=draw(prose()) if kind != "branch" else "",
        why=draw(prose()) if kind != "branch" else "",
        asks=asks,
        contact="help" if kind == "contact" else "",
        needs=draw(st.sampled_from(((), ("need",)))),
        transitions=tuple(draw(ways)) if kind != "goal" else (),
    )


def _ways(name: str, names: list[str], asks: str) -> st.SearchStrategy[Transition]:
    red = Condition(fact="asked", values=("a",))
    return st.builds(
        Transition,
        trigger=st.sampled_from(("answer" if asks else "next", "fails")),
        source=st.just(name),
        dest=st.sampled_from(names),
        title=lines(),
        conditions=st.sampled_from(((), ((red,),), ((red,), (red, red)))),
        fails=st.booleans(),
        ordinary=st.booleans(),
        shared=st.sampled_from((None, 0, 1)),
    )
