"""A part of a flow, drawn by itself.

What lies outside is a box for each phase that is gone on to, or for each state.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain, pairwise

from ama_flow.model import Flow, State, Table
from ama_flow.model import replace as renewed

from ._marked import Key, Mark, Marked, passed
from ._ordinary import ordinary
from ._outline import Folded, Outline, Section, Shared, arriving
from ._phrases import name as called
from ._phrases import some, title
from ._ways import Way

_BOXES = 3  # boxes that lead on, on any page; or one for so many states

Box = tuple[State, Folded]
"""What is drawn for a state that is outside: a state for its box, and what that says."""


class Excerpts:
    """The parts that can be taken out of one flow."""

    def __init__(self, whole: Outline) -> None:
        """Work out what all parts of *whole* need."""
        self.whole = whole
        self.place = {state.id: number for number, state in enumerate(whole.states)}
        self.home = {
            state.id: section for section in whole.sections for state in section.states
        }
        self.usual = ordinary(whole)
        self.arriving = arriving(whole)
        self.going = frozenset(chain.from_iterable(self.arriving.values()))

    def of(
        self,
        names: Collection[str],
        words: str,
        box: Callable[[str], Box] | None = None,
        *,
        is_page: bool = False,
    ) -> Outline:
        """Keep the states called *names*; ways that leave them lead to a *box*.

        Without one, the box is that of a phase. *words* say which part it is. Where
        it *is_page*, the ordinary way in it is that of the whole, and not more boxes
        are drawn than there is room for.
        """
        kept = dict.fromkeys(names)
        partly = {self.home[name].id for name in kept}
        boxed = box or (lambda name: self._by_phase(name, partly))
        outside = {name: boxed(name) for name in self._led(kept)}
        cut = _Cut(whole=self.whole, kept=kept, outside=outside)
        usual = self._usual(kept, cut.boxes) if is_page else None
        if is_page:
            cut = replace(cut, drawn=self._drawn(kept, cut, usual or ()))
        initial = usual[0] if usual else self._entry(kept)
        return replace(
            self.whole,
            flow=cut.flow(initial),
            sections=tuple(cut.sections()),
            ways=cut.ways(),
            marked=cut.marked(),
            excerpt=words,
            folded=cut.folded(),
            folds=None,
            usual=usual,
            resumes=initial != self.whole.flow.initial,
            entries={} if is_page else dict(self._entries(kept, partly)),
        )

    def _entries(
        self, kept: Mapping[str, None], partly: Collection[str]
    ) -> Iterator[tuple[str, str]]:
        """Say from which other phases, or states, one comes to what is kept."""
        for name in kept:
            outside = (one for one in self.arriving[name] if one not in kept)
            ordered = sorted(outside, key=self.place.__getitem__)
            found = [*dict.fromkeys(self._origin(one, partly) for one in ordered)]
            if found:
                yield name, self.whole.say("doc_from", where=some(found))

    def _origin(self, name: str, partly: Collection[str]) -> str:
        section = self.home[name]
        if section.title and section.id not in partly:
            return self.whole.say("doc_quoted", title=section.title)
        return called(self.whole, self.whole.flow.states[name])

    def _led(self, kept: Mapping[str, None]) -> list[str]:
        """Give the states outside that a way leads to, in order of reading."""
        led = {way.dest for name in kept for way in self.whole.ways[name]}
        led |= {
            one.way.dest
            for section in self.whole.sections
            for one in section.shared
            if any(source.id in kept for source in one.sources)
        }
        return sorted(led - kept.keys(), key=self.place.__getitem__)

    def _by_phase(self, name: str, partly: Collection[str]) -> Box:
        """Give the box for the phase of a state, or for itself if it has none.

        Phases that are drawn *partly* have none: they stand there already.
        """
        section = self.home[name]
        is_whole = section.title and section.id not in partly
        state = self.whole.flow.states[name]
        if is_whole:
            words = self.whole.say("doc_further", where=section.title)
            return State(id=f"-{section.id}", kind="step", title=words), Folded()
        is_numbered = name in self.whole.numbers
        where = (title if is_numbered else called)(self.whole, state)
        words = self.whole.say("doc_further_state", where=where)
        return State(id=f"-{name}-", kind="step", title=words), Folded()

    def _usual(
        self, kept: Mapping[str, None], boxes: Mapping[str, str]
    ) -> tuple[str, ...]:
        """Give what is kept of the ordinary way, and the boxes that it goes on to.

        Where it only ends here, it is not what the part is about.
        """
        found: list[str] = []
        for here, there in pairwise((*self.usual, "")):
            if here in kept:
                found += [here, *filter(None, [boxes.get(there)])]
        goes_on = any(name in self.going for name in self.usual if name in kept)
        return tuple(dict.fromkeys(found)) if goes_on else ()

    def _drawn(
        self, kept: Mapping[str, None], cut: _Cut, usual: Collection[str]
    ) -> tuple[str, ...]:
        """Name the boxes that are drawn: all, if they are few beside what is kept.

        Else it is where the ordinary way goes on, and whom to contact.
        """
        most = max(_BOXES, len(kept) // _BOXES)
        boxes = [*cut.further]
        contacts = [name for name, state in cut.further.items() if state.contact]
        onward = [name for name in boxes if name in usual]
        needed = [*dict.fromkeys([*onward, *contacts])]
        return tuple(
            next(b for b in (boxes, needed, onward) if len(b) <= most or b is onward)
        )

    def _entry(self, kept: Mapping[str, None]) -> str:
        """Give the first state, in order of reading, that is come to from outside.

        It is no end, if there is another.
        """
        if self.whole.flow.initial in kept:
            return self.whole.flow.initial
        ordered = sorted(kept, key=lambda name: name not in self.going)
        entered = (n for n in ordered if any(s not in kept for s in self.arriving[n]))
        return next(entered, ordered[0])


@dataclass(frozen=True, kw_only=True)
class _Cut:
    """What is *kept* of a whole, with a box for each state *outside* that it leads to.

    Of these boxes only some may be *drawn*; to the others it is told in words.
    """

    whole: Outline
    kept: Mapping[str, None]
    outside: Mapping[str, Box]
    drawn: Collection[str] | None = None

    @cached_property
    def boxes(self) -> Mapping[str, str]:
        """The name of the box for each state outside; some may have one together."""
        return {name: state.id for name, (state, _) in self.outside.items()}

    @cached_property
    def further(self) -> Mapping[str, State]:
        return {state.id: state for state, _ in self.outside.values()}

    def flow(self, initial: str) -> Flow:
        rows = ((name, self.whole.flow.states[name]) for name in self.kept)
        states = Table((*rows, *self.further.items()))
        return renewed(self.whole.flow, states=states, initial=initial)

    def sections(self) -> Iterator[Section]:
        for section in self.whole.sections:
            states = tuple(state for state in section.states if state.id in self.kept)
            if states:
                shared = tuple(self._shared(section))
                yield replace(section, states=states, shared=shared)
        states = tuple(
            state
            for name, state in self.further.items()
            if self.drawn is None or name in self.drawn
        )
        if states:
            yield Section(id="-further", title="", states=states, shared=())

    def _shared(self, section: Section) -> Iterator[Shared]:
        for one in section.shared:
            sources = tuple(source for source in one.sources if source.id in self.kept)
            if sources:
                yield Shared(way=self._mapped(one.way), sources=sources)

    def ways(self) -> Mapping[str, tuple[Way, ...]]:
        inside = {
            name: tuple(dict.fromkeys(map(self._mapped, self.whole.ways[name])))
            for name in self.kept
        }
        return {**inside, **dict.fromkeys(self.further, ())}

    def _mapped(self, way: Way) -> Way:
        return replace(way, dest=self.boxes.get(way.dest, way.dest))

    def folded(self) -> Mapping[str, Folded]:
        inside = {n: said for n, said in self.whole.folded.items() if n in self.kept}
        return {**inside, **{state.id: said for state, said in self.outside.values()}}

    def marked(self) -> Marked | None:
        marked = self.whole.marked
        if not marked:
            return None
        inside = {n: mark for n, mark in marked.states.items() if n in self.kept}
        leaving = {
            key: mark for key, mark in marked.ways.items() if key[0] in self.kept
        }
        is_passed = inside or leaving or marked.rest != "faded"
        return replace(
            marked,
            states={**inside, **self._reached(marked.states, leaving)},
            ways={(n, self._mapped(way)): mark for (n, way), mark in leaving.items()},
            note=marked.note if is_passed else self.whole.say("doc_way_elsewhere"),
        )

    def _reached(
        self, states: Mapping[str, Mark], leaving: Mapping[Key, Mark]
    ) -> Mapping[str, Mark]:
        """Mark the boxes where a way that is marked goes on, with the next number."""
        found: dict[str, list[int]] = {}
        for (_, way), mark in leaving.items():
            there = states.get(way.dest)
            if way.dest in self.boxes and there:
                following = (number + 1 for number in mark.numbers)
                numbers = found.setdefault(self.boxes[way.dest], [])
                numbers += (number for number in following if number in there.numbers)
        flow = self.whole.flow
        return {
            name: passed(flow, sorted(numbers))
            for name, numbers in found.items()
            if numbers
        }
