"""Mermaid: a flowchart that GitHub, wikis and editors draw from its text.

Everything that a flow says stands in quotes, with each character that Mermaid could
take for something else as a number. Ids have a prefix, for `end` and `class` are words
of Mermaid. Phases and lines have no colours, and follow those of the reader; boxes
have all of theirs. Source: the Mermaid documentation on flowcharts, version 11.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from urllib.parse import quote

from ama_flow.model import Flow, Kind, Options, Renderer, State
from ama_flow.text import linked
from ama_flow.text.addresses import safe

from ._details import address, contact, links, need, provenance, unused
from ._ordinary import ordinary
from ._outline import Outline, Section, Shared
from ._phrases import sources
from ._pictured import pictured
from ._plain import Line, about, called, detail, prose, tidy
from ._style import LIGHT
from ._ways import Way

_CONFIG = """\
---
config:
  flowchart:
    curve: linear
    nodeSpacing: 30
    rankSpacing: 32
    wrappingWidth: 300
    subGraphTitleMargin:
      top: 4
      bottom: 22
---
flowchart TD"""
_SHAPES: dict[Kind, tuple[str, str]] = {
    "step": ("[", "]"),
    "question": ("{{", "}}"),
    "branch": ("{", "}"),
    "contact": ("[[", "]]"),
    "goal": ("([", "])"),
}
_NOTE, _FLAG = ("[", "]"), (">", "]")
_LOOKS = {
    "step": ("step", "step_line", "ink", "1.2px"),
    "question": ("question", "question_line", "ink", "1.6px"),
    "branch": ("branch", "branch_line", "ink", "1.2px"),
    "contact": ("contact", "contact_line", "ink", "2.5px"),
    "goal": ("goal", "on_dark", "on_dark", "2.5px"),
    "note": ("phase", "phase_line", "ink", "1.2px"),
}
"""The colours of a box, of its line and of its text, and how wide the line is."""

_RUN = re.compile(
    r"(?:[^\W_\ufb02]|[ ,?(/·“”\u2018\u2019\u2013€]"  # Mermaid keeps U+FB02 for itself
    r"|(?<=[^\W_])-|(?<=[^\W\d_])\)|(?<=[^\W\d_])\.(?= |$)|(?<=[”)])\.(?= |$))+"
    r"|(.)"
)
"""What is taken as it is, else one character that might not be: `1.`, `- ` and `a.be`
are Markdown to Mermaid, so that a full stop only stands at the end of a word."""
_NO_BREAK = "#92;n", "#92;<wbr>n"
"""Among several lines Mermaid takes a backslash and an n for the end of one."""
_URL_KEPT = "%:/?#[]@!$&'()*+,;=~"  # RFC 3986: reserved, and what is escaped already


def render(flow: Flow, options: Options) -> bytes:
    """Write *flow* as a flowchart in Mermaid, UTF-8."""
    lines = _Chart(pictured(flow, options)).lines()
    return "".join(f"{line}\n" for line in lines).encode()


def escape(words: str) -> str:
    """Write *words* so that Mermaid shows them as they are, on one line."""
    return _RUN.sub(
        lambda found: f"#{ord(found[1])};" if found[1] else found[0], tidy(words)
    )


def _name(prefix: str, name: str) -> str:
    """Give an id that is safe, and that no other *name* gets."""
    return prefix + re.sub(r"[^A-Za-z0-9_]", lambda odd: f".{ord(odd[0]):x}.", name)


class _Chart:
    """One flowchart, in which state x is called s_x, and phase x is p_x."""

    def __init__(self, plan: Outline) -> None:
        self.plan = plan
        self.onward = dict(pairwise(ordinary(plan)))
        self.notes = {
            (section.id, number): _name(f"n{number}_", section.id)
            for section in plan.sections
            for number, _ in enumerate(section.shared)
        }

    def lines(self) -> Iterator[str]:
        yield _CONFIG
        yield f"  accTitle: {escape(self.plan.expand(self.plan.flow.title))}"
        yield f"  accDescr: {escape(self.plan.say('doc_picture'))}"
        yield from self.head()
        for section in self.plan.sections:
            yield from self.section(section)
        yield from self.see_also()
        yield from self.edges()
        yield from self.clicks()
        yield from map(_look, _LOOKS)

    def head(self) -> Iterator[str]:
        flow = self.plan.flow
        said = [
            Line(words=self.plan.expand(flow.title)),
            *map(detail, provenance(self.plan)),
            Line(words=self.plan.excerpt),
        ]
        if not self.plan.is_part:
            said += (line for block in prose(self.plan, flow.text) for line in block)
            links = linked(flow, flow.text)
            said += (detail(address(self.plan, link)) for link in links)
        yield _node("head", said, _NOTE, "note")

    def section(self, section: Section) -> Iterator[str]:
        if not section.title:
            yield from self.boxes(section)
            return
        yield f'  subgraph {_name("p_", section.id)}["{escape(section.title)}"]'
        yield from (f"  {line}" for line in self.boxes(section))
        yield "  end"

    def boxes(self, section: Section) -> Iterator[str]:
        """Give the states of a section, and a box for each way on that several have."""
        yield from map(self.state, section.states)
        for number, shared in enumerate(section.shared):
            said = [Line(words=sources(self.plan, section, shared))]
            yield _node(self.notes[section.id, number], said, _FLAG, "note")

    def state(self, state: State) -> str:
        number = self.plan.numbers.get(state.id)
        title = self.plan.expand(state.title)
        said = [Line(words=f"{number} · {title}" if number else title)]
        folded = self.plan.folded.get(state.id)
        if folded:
            said += (Line(words=words) for words in folded.lines)
        said += about(self.plan, state)
        if state.kind == "contact":  # not everybody sees its shape
            said.insert(0, Line(words=self.plan.say("doc_contact").upper()))
        look = "note" if folded and state.kind == "step" else state.kind
        return _node(_name("s_", state.id), said, _SHAPES[state.kind], look)

    def see_also(self) -> Iterator[str]:
        """Show what no state leads to."""
        if self.plan.is_part:
            return
        found_links, contacts = unused(self.plan.folds or self.plan)
        said = [
            *(detail(address(self.plan, link)) for link in found_links),
            *(line for row in contacts for line in called(self.plan, row)),
        ]
        if said:
            title = Line(words=self.plan.say("doc_see_also"))
            yield _node("also", [title, *said], _NOTE, "note")

    def edges(self) -> Iterator[str]:
        yield f"  head ==> {_name('s_', self.plan.flow.initial)}"
        for state in self.plan.states:
            for way in self.plan.ways[state.id]:
                yield _edge(_name("s_", state.id), way, self.arrow(state, way))
        for section in self.plan.sections:
            for number, shared in enumerate(section.shared):
                yield self.exit(self.notes[section.id, number], shared)

    def exit(self, note: str, shared: Shared) -> str:
        return _edge(note, shared.way, "-.->" if shared.way.fails else "-->")

    def arrow(self, state: State, way: Way) -> str:
        if way.fails:
            return "-.->"
        return "==>" if self.onward.get(state.id) == way.dest else "-->"

    def clicks(self) -> Iterator[str]:
        """Let a box lead to one address: more than one it cannot."""
        for state in self.plan.states:
            for url in [*self.addresses(state)][:1]:
                yield f'  click {_name("s_", state.id)} href "{_address(url)}" _blank'

    def addresses(self, state: State) -> Iterator[str]:
        """Give where *state* can lead to, what matters most first."""
        flow = self.plan.flow
        if state.contact:
            row = contact(self.plan, flow.contacts[state.contact])
            yield from (line.url for line in row if line.url)
        yield from filter(None, (safe(row.url) for row in links(self.plan, state)))
        for item in (need(self.plan, fact) for fact in state.needs):
            if item.lookup and safe(item.lookup.url):
                yield item.lookup.url


def _node(name: str, said: Iterable[Line], shape: tuple[str, str], look: str) -> str:
    label = "<br/>".join(map(escape, filter(None, map(_line, said))))
    return f'  {name}{shape[0]}"{label.replace(*_NO_BREAK)}"{shape[1]}:::{look}'


def _line(line: Line) -> str:
    words = f"{line.lead}{line.words}"
    return tidy(words.replace(" ", "\u00a0") if line.exact else words)


def _edge(source: str, way: Way, arrow: str) -> str:
    words = escape(way.label)
    label = f'|"{words}"|' if words else ""
    return f"  {source} {arrow}{label} {_name('s_', way.dest)}"


def _address(url: str) -> str:
    """Write *url* for a string, in which Mermaid takes `#a;` for a character."""
    head, hash_, fragment = quote(url, safe=_URL_KEPT).partition("#")
    return f"{head}{hash_}{fragment.replace(';', '%3B')}"


def _look(kind: str) -> str:
    fill, line, ink, width = _LOOKS[kind]
    return (
        f"  classDef {kind} fill:{LIGHT[fill]},stroke:{LIGHT[line]},"
        f"color:{LIGHT[ink]},stroke-width:{width}"
    )


renderer = Renderer(
    name="mermaid",
    suffix=".mmd",
    media_type="text/vnd.mermaid; charset=utf-8",
    summary="a flowchart for GitHub, wikis and editors",
    render=render,
    takes=("phase", "focus", "overview"),
)
