"""CommonMark: a document to hand out, for paper, a screen or a repository.

Places to go to are ``<a id>`` in headings: what else makes an anchor of a heading
differs from viewer to viewer, and in CommonMark itself nothing does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ama_flow.model import Contact, Flow, Link, Options, Renderer, State
from ama_flow.text import Emphasis, Paragraph, Text, blocks, linked
from ama_flow.text import markdown as md

from . import _commonmark
from ._details import (
    Detail,
    Need,
    address,
    contact,
    links,
    need,
    needs,
    provenance,
    unused,
)
from ._outline import Outline, Section, Shared, anchor, outline
from ._phrases import name, names, sources
from ._ways import Way


def render(flow: Flow, options: Options) -> bytes:
    """Write *flow* as a document in CommonMark, UTF-8."""
    document = _Document(outline(flow, options))
    return ("\n\n".join(filter(None, document.parts())) + "\n").encode()


class _Document:
    """The parts of a document, from top to bottom; empty ones are left out."""

    def __init__(self, plan: Outline) -> None:
        self.plan = plan
        self.following = plan.following

    def parts(self) -> Iterator[str]:
        yield from self.head()
        yield from self.at_hand()
        for section in self.plan.sections:
            yield from self.section(section)
        yield from self.see_also()

    def head(self) -> Iterator[str]:
        flow = self.plan.flow
        yield f"# {self.words(flow.title)}"
        yield " · ".join(map(_detail, provenance(self.plan)))
        yield self.prose(flow.text)
        yield _lines(self.addresses(linked(flow, flow.text)))
        if self.plan.states[0].id != flow.initial:
            where = self.reference(flow.states[flow.initial])
            yield self.plan.say("doc_start", where=where)

    def at_hand(self) -> Iterator[str]:
        if found := needs(self.plan):
            yield f"## {self.plan.say('doc_at_hand')}"
            yield _bullets(map(self.thing, found))

    def thing(self, item: Need) -> str:
        where = md.escape(names(self.plan, item.states))
        needed = self.plan.say("doc_needed", where=where)
        notes = "; ".join([needed, *self.notes(item)])
        return f"{self.plan.colon(_name(item))} {notes}"

    def notes(self, item: Need) -> Iterator[str]:
        if item.sensitive:
            yield self.plan.say("doc_sensitive")
        if item.lookup:
            where = _detail(address(self.plan, item.lookup))
            yield self.plan.say("doc_lookup", where=where)

    def section(self, section: Section) -> Iterator[str]:
        if section.title:
            yield f"## {md.escape(section.title)}"
        yield _bullets(
            f"{self.sources(section, shared)} {self.way(shared.way)}"
            for shared in section.shared
        )
        for state in section.states:
            yield from self.state(state)

    def sources(self, section: Section, shared: Shared) -> str:
        return md.escape(self.plan.colon(sources(self.plan, section, shared)))

    def state(self, state: State) -> Iterator[str]:
        number = self.plan.numbers.get(state.id)
        lead = f'<a id="{anchor(state)}"></a>' + (f"{number}. " if number else "")
        yield f"### {lead}{self.words(state.title)}"
        yield self.prose(state.text)
        yield self.why(state)
        if state.contact:
            yield self.contact(self.plan.flow.contacts[state.contact])
        yield _lines(self.details(state))
        yield self.ways(state)

    def why(self, state: State) -> str:
        found = blocks(self.plan.flow, state.why)
        lead = (Emphasis((Text(self.plan.say("doc_why")),)), Text(" "))
        if found and isinstance(found[0], Paragraph):
            found = (Paragraph((*lead, *found[0].inlines)), *found[1:])
        return _commonmark.blocks(found, self.plan.flow.links)

    def contact(self, row: Contact) -> str:
        found = md.strong(self.words(row.name))
        return _lines([found, *map(_detail, contact(self.plan, row))])

    def details(self, state: State) -> Iterator[str]:
        for fact in state.needs:
            item = need(self.plan, fact)
            notes = "; ".join(self.notes(item))
            said = f"{self.plan.label('doc_need')} {_name(item)}"
            yield f"{said} ({notes})" if notes else said
        yield from self.addresses(links(self.plan, state))

    def addresses(self, found: Iterable[Link]) -> Iterator[str]:
        for link in found:
            yield _detail(address(self.plan, link))

    def ways(self, state: State) -> str:
        if not state.transitions:
            return f"*{self.plan.say('doc_end')}*"
        found = self.plan.ways[state.id]
        if [way.label for way in found] == [""]:
            return self.onward(state, found[0])
        return _bullets(map(self.way, found))

    def onward(self, state: State, way: Way) -> str:
        if self.following.get(state.id) == way.dest:
            return ""
        dest = self.plan.flow.states[way.dest]
        return self.plan.say("doc_then", where=self.reference(dest))

    def way(self, way: Way) -> str:
        words = md.strong(md.escape(way.label or self.plan.say("next")))
        dest = self.plan.flow.states[way.dest]
        key = "doc_goal" if dest.kind == "goal" else "doc_go"
        return f"{words} → {self.plan.say(key, where=self.reference(dest))}"

    def reference(self, state: State) -> str:
        is_goal = state.kind == "goal"
        words = self.plan.expand(state.title) if is_goal else name(self.plan, state)
        return f"[{md.escape(words)}](#{anchor(state)})"

    def see_also(self) -> Iterator[str]:
        found_links, contacts = unused(self.plan)
        if found_links or contacts:
            yield f"## {self.plan.say('doc_see_also')}"
        yield _lines(self.addresses(found_links))
        yield from map(self.contact, contacts)

    def words(self, plain: str) -> str:
        return md.escape(self.plan.expand(plain))

    def prose(self, source: str) -> str:
        return _commonmark.blocks(blocks(self.plan.flow, source), self.plan.flow.links)


def _name(item: Need) -> str:
    return md.strong(md.escape(item.title))


def _detail(detail: Detail) -> str:
    lead = f"{md.escape(detail.label)} " if detail.label else ""
    return lead + md.address(detail.text, detail.url)


def _bullets(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _lines(lines: Iterable[str]) -> str:
    return "\\\n".join(lines)


renderer = Renderer(
    name="markdown",
    suffix=".md",
    media_type="text/markdown; charset=utf-8; variant=CommonMark",
    summary="a document to hand out",
    render=render,
)
