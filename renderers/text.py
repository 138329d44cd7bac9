"""Plain text: the picture in words, for who can't see it, and for any screen reader.

No markup, no frames, no arrows: what stands on a line is what is read aloud. Steps and
questions have the numbers of the picture; other states are numbered by their kind.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from textwrap import TextWrapper

from ama_flow.model import Flow, Options, Renderer, State
from ama_flow.text import linked

from ._details import Need, address, needs, provenance, unused
from ._outline import NUMBERED, Outline, Section, Shared, outline
from ._phrases import kind_of, leads, names, sources
from ._plain import Line, about, called, detail, legible, prose, tidy
from ._ways import Way

_WIDTH = 80
_INDENT = "  "  # of what belongs to a line: it is not read aloud


def render(flow: Flow, options: Options) -> bytes:
    """Write *flow* as plain text in lines of at most 80 characters, UTF-8.

    A word that is longer than a line, such as an address, stays whole.
    """
    document = _Document(outline(flow, options))
    parts = filter(None, document.parts())
    return "\n".join(map(_written, parts)).encode()


Part = list[Line]
"""Lines that belong together; between parts a line stays empty."""


class _Document:
    """The parts of a document, from top to bottom; empty ones are left out."""

    def __init__(self, plan: Outline) -> None:
        self.plan = plan
        self.numbers = numbers(plan)

    def parts(self) -> Iterator[Part]:
        yield from self.head()
        yield [*self.at_hand()]
        for number, section in enumerate(self.plan.sections, 1):
            yield [*self.section(number, section)]
            yield from (list(self.state(state)) for state in section.states)
        yield from self.see_also()

    def head(self) -> Iterator[Part]:
        flow = self.plan.flow
        yield [Line(words=self.plan.expand(flow.title))]
        yield [*map(detail, provenance(self.plan))]
        yield from prose(self.plan, flow.text)
        yield [detail(address(self.plan, link)) for link in linked(flow, flow.text)]
        where = self.reference(flow.states[flow.initial])
        said = (self.plan.say("doc_text"), self.plan.say("doc_start", where=where))
        yield [Line(words=" ".join(said))]

    def at_hand(self) -> Iterator[Line]:
        found = needs(self.plan)
        if found:
            yield Line(words=self.plan.label("doc_at_hand"))
        for item in found:
            notes = "; ".join(self.notes(item))
            yield Line(words=f"{self.plan.colon(item.title)} {notes}", lead=_INDENT)

    def notes(self, item: Need) -> Iterator[str]:
        yield self.plan.say("doc_needed", where=names(self.plan, item.states))
        if item.sensitive:
            yield self.plan.say("doc_sensitive")
        if item.lookup:
            where = detail(address(self.plan, item.lookup)).words
            yield self.plan.say("doc_lookup", where=where)

    def section(self, number: int, section: Section) -> Iterator[Line]:
        if section.title:
            total = len(self.plan.sections)
            values = {"number": number, "total": total, "title": section.title}
            yield Line(words=self.plan.say("doc_part", **values))
        yield from (self.shared(section, shared) for shared in section.shared)

    def shared(self, section: Section, shared: Shared) -> Line:
        return Line(
            words=self.plan.say(
                "doc_way_shared",
                sources=sources(self.plan, section, shared),
                way=shared.way.label,
                where=self.dest(shared.way),
            )
        )

    def state(self, state: State) -> Iterator[Line]:
        kind = kind_of(self.plan, state, self.numbers[state.id])
        yield Line(words=f"{kind}. {self.plan.expand(state.title)}")
        for line in (*about(self.plan, state), *self.why(state), *self.ways(state)):
            yield replace(line, lead=_INDENT + line.lead)

    def why(self, state: State) -> Iterator[Line]:
        lead = f"{self.plan.say('doc_why')} "
        for block in prose(self.plan, state.why):
            for line in block:
                yield replace(line, words=lead + line.words)
                lead = ""

    def ways(self, state: State) -> Iterator[Line]:
        if not state.transitions:
            yield Line(words=self.plan.say("doc_end"))
        for way in self.plan.ways[state.id]:
            yield Line(words=leads(self.plan, way, self.dest(way)))

    def dest(self, way: Way) -> str:
        return self.reference(self.plan.flow.states[way.dest])

    def reference(self, state: State) -> str:
        """Name *state* by its number and its title."""
        title = self.plan.say("doc_quoted", title=self.plan.expand(state.title))
        key = f"doc_{state.kind}" + ("" if state.kind in NUMBERED else "_number")
        return f"{self.plan.say(key, number=self.numbers[state.id])}, {title}"

    def see_also(self) -> Iterator[Part]:
        found_links, contacts = unused(self.plan)
        if found_links or contacts:
            yield [Line(words=f"{self.plan.say('doc_see_also')}:")]
        yield [detail(address(self.plan, link)) for link in found_links]
        yield from ([*called(self.plan, row)] for row in contacts)


def numbers(plan: Outline) -> dict[str, int]:
    """Give every state a number: steps and questions in one row, others by kind."""
    found = dict(plan.numbers)
    counts: Counter[str] = Counter()
    for state in plan.states:
        if state.kind not in NUMBERED:
            counts[state.kind] += 1
            found[state.id] = counts[state.kind]
    return found


def _written(part: Iterable[Line]) -> str:
    return "".join(f"{row}\n" for line in part for row in _wrapped(line))


def _wrapped(line: Line) -> list[str]:
    if line.exact:
        return [f"{line.lead}{legible(line.words)}".rstrip()]
    hanging = _INDENT if line.lead.isspace() else ""
    wrapper = TextWrapper(
        width=_WIDTH,
        initial_indent=line.lead,
        subsequent_indent=" " * len(line.lead) + hanging,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return wrapper.wrap(tidy(line.words)) or [line.lead.rstrip()]


renderer = Renderer(
    name="text",
    suffix=".txt",
    media_type="text/plain; charset=utf-8",
    summary="the picture in words, for who can't see it",
    render=render,
)
