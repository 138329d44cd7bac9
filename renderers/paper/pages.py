"""A flow on pages of paper: on one where it can be read there, else one for each phase.

Then an overview comes first. A phase that is too tall for a page takes several, cut
where few ways lead from one to the other; it is not made smaller, because text would
differ in size from page to page. What goes on at another page is a box that names it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from ama_flow.model import State

from .._excerpt import Box, Excerpts
from .._ordinary import spine
from .._outline import Folded, Outline, Section, anchor
from .._overview import MANY, Group, folded
from .._phrases import name as named
from .._phrases import names, some, span, spans, title
from ..picture.compose import composed
from ..picture.heights import BESIDE
from ..picture.scene import Scene
from .sheets import LEAST, Paper, fitted, put

_MOST = 40  # states that are tried on a page at first
_NEARLY = 8  # states, of which one more is not tried
_FULL = 0.85  # of what fits on a page, that is kept there if it has fewer ways out
_TOGETHER = 18  # parts of an overview on several pages, with whom to contact
_LOW = 28.0  # points for a state with its arrow, at least
_FEW = 3  # states that lead to an end that is on their page
_WIDEST = 888  # the number of a page, while it is not known yet


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page: what is on it, called *title*, and where all of that is."""

    title: str
    outline: Outline
    scene: Scene


def pages(whole: Outline, sheet: Paper) -> tuple[Page, ...]:
    """Put *whole* on as few pages of *sheet* as its phases allow."""
    found = _fitted(whole, sheet)
    if found:
        words = whole.say("doc_page", number=1, total=1)
        page = put(found, composed(found), sheet, words)
        return (Page(title=whole.expand(whole.flow.title), outline=found, scene=page),)
    return tuple(_Book(whole, sheet).pages())


def _fitted(outline: Outline, sheet: Paper) -> Outline | None:
    """Give what fits on a page, if it does; what can not fit is not laid out."""
    room = sheet.width * sheet.height / LEAST**2 / BESIDE
    high = max(sheet.width, sheet.height) / LEAST
    least = max(len(spine(outline)) / high, len(outline.states) / room) * _LOW
    return fitted(outline, sheet) if least <= 1 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """The states of one page, and the section that they are from."""

    section: Section
    title: str
    names: tuple[str, ...]


class _Cutter:
    """Cuts one outline into pieces that each fit a page."""

    def __init__(self, whole: Outline, sheet: Paper) -> None:
        self.whole, self.sheet = whole, sheet
        self.excerpts = Excerpts(whole)
        self.guess = _MOST

    def pieces(self) -> list[_Piece]:
        return [
            piece for section in self.whole.sections for piece in self._cut(section)
        ]

    def _cut(self, section: Section) -> Iterator[_Piece]:
        rest, found = self._with_ends(section.states), []
        while rest:
            count = self._count(section, rest)
            found.append(rest[:count])
            rest = rest[count:]
        for number, states in enumerate(found, 1):
            yield _Piece(
                section=section,
                title=self._title(section, states, number, len(found)),
                names=tuple(state.id for state in states),
            )

    def _title(
        self, section: Section, states: Sequence[State], number: int, total: int
    ) -> str:
        called = section.title or self.whole.excerpt
        if not called:
            return _named(self.whole, states)
        if total == 1:
            return called
        values = {"title": called, "number": number, "total": total}
        return self.whole.say("doc_piece", **values)

    def _count(self, section: Section, states: Sequence[State]) -> int:
        """Say how many of the first *states* to put on a page."""
        most = self._most(section, states)
        if most == len(states):
            return most
        crossings = self._crossings(states)
        least = max(1, round(_FULL * most))
        counts = sorted(range(most, least - 1, -1), key=crossings.__getitem__)
        fitting = (count for count in counts if self._fits(section, states[:count]))
        return next(fitting, most)

    def _most(self, section: Section, states: Sequence[State]) -> int:
        """Find how many of the first *states* fit on a page; one always has to."""
        low, high = 1, len(states) + 1
        if high <= 2 * self.guess:
            if self._fits(section, states):
                return len(states)
            high = len(states)
        probe = min(self.guess, len(states))
        while high - low > 1 + low // _NEARLY:
            if self._fits(section, states[:probe]):
                low = probe
            else:
                high = probe
            probe = (low + min(high, 2 * low + 2)) // 2
        self.guess = low
        return low

    def _fits(self, section: Section, states: Sequence[State]) -> bool:
        names = [state.id for state in states]
        words = self._title(section, states, _WIDEST, _WIDEST)
        return bool(_fitted(self.part(names, words, {}), self.sheet))

    def _with_ends(self, states: Sequence[State]) -> tuple[State, ...]:
        """Put an end behind the last of the few that lead there, on the same page if so.

        It has no number, so that this can't be seen in the order of those.
        """
        place = {state.id: (number, 0) for number, state in enumerate(states)}
        for name, sources in self._ends(states).items():
            place[name] = (max(place[source] for source in sources)[0], 1)
        return tuple(sorted(states, key=lambda state: place[state.id]))

    def _ends(self, states: Sequence[State]) -> Mapping[str, Sequence[str]]:
        """Give each end to which only few of *states* lead, and these, by their ids."""
        names, sources = {state.id for state in states}, self.excerpts.arriving
        shown = (s.id for s in states if s.id not in self.whole.folded)
        ends = (name for name in shown if name not in self.excerpts.going)
        return {
            name: sources[name]
            for name in ends
            if 0 < len(sources[name]) <= _FEW and names.issuperset(sources[name])
        }

    def _crossings(self, states: Sequence[State]) -> list[int]:
        """Count, for each number of first states, the ways between them and the rest.

        A way to an end of its own counts double: that end should be on its page.
        """
        place = {state.id: number for number, state in enumerate(states)}
        found, ends = [0] * (len(states) + 1), self._ends(states)
        for state in states:
            for way in self.whole.ways[state.id]:
                if way.dest in place:
                    first, last = sorted((place[state.id], place[way.dest]))
                    for count in range(first + 1, last + 1):
                        found[count] += 2 if way.dest in ends else 1
        return found

    def part(
        self, names: Sequence[str], words: str, numbers: Mapping[str, int]
    ) -> Outline:
        """Take states out, with boxes that lead to the pages with these *numbers*."""

        def box(name: str) -> Box:
            return self._box(name, numbers.get(name, _WIDEST))

        found = self.excerpts.of(names, words, box, is_page=True)
        is_first = names[0] == self.whole.states[0].id
        return replace(
            found,
            folds=self.whole.folds if is_first else None,
            is_page=True,
            entries=dict(self._entries(names, numbers)),
        )

    def _entries(
        self, names: Sequence[str], numbers: Mapping[str, int]
    ) -> Iterator[tuple[str, str]]:
        """Say from which other pages one comes to the states called *names*."""
        here = set(names)
        for name in names:
            others = [one for one in self.excerpts.arriving[name] if one not in here]
            known = (numbers.get(one, _WIDEST - n) for n, one in enumerate(others))
            if found := some(spans(self.whole, sorted({*known}))):
                yield name, self.whole.say("doc_from_page", page=found)

    def _box(self, called: str, page: int) -> Box:
        state = self.whole.flow.states[called]
        words = self.whole.say("doc_further_page", page=page)
        where = {"where": named(self.whole, state), "page": page}
        said = Folded(
            lines=(title(self.whole, state),),
            url=f"#{anchor(state)}",
            called=self.whole.say("doc_at_page", **where),
        )
        contact = state.contact
        return State(id=f"-{called}", kind="step", title=words, contact=contact), said


def _named(whole: Outline, states: Sequence[State]) -> str:
    """Name states by the numbers of the first and the last, or else by the first."""
    numbered = [state for state in states if state.id in whole.numbers]
    if not numbered:
        return title(whole, states[0])
    if len({state.kind for state in numbered}) == 1:
        words = names(whole, numbered)
        return words[:1].upper() + words[1:]
    first, last = (whole.numbers[state.id] for state in (numbered[0], numbered[-1]))
    return whole.say("doc_numbers", number=span(whole, first, last))


class _Book:
    """All pages of one flow."""

    def __init__(self, whole: Outline, sheet: Paper) -> None:
        self.whole, self.sheet = whole, sheet
        self.inner = _Cutter(whole, sheet)
        self.pieces = self.inner.pieces()
        self.together = MANY if self._is_one_page(MANY) else _TOGETHER
        self.outer = _Cutter(folded(whole, self._groups(None), self.together), sheet)
        self.covers = self.outer.pieces()
        self.total = len(self.covers) + len(self.pieces)
        self.numbers = {
            name: number
            for number, piece in enumerate((*self.covers, *self.pieces), 1)
            for name in piece.names
        }

    def pages(self) -> Iterator[Page]:
        whole = folded(self.whole, self._groups(self.numbers), self.together)
        self.outer = _Cutter(whole, self.sheet)
        for number, piece in enumerate(self.covers, 1):
            yield self._page(self.outer, piece, number)
        for number, piece in enumerate(self.pieces, len(self.covers) + 1):
            yield self._page(self.inner, piece, number)

    def _is_one_page(self, together: int) -> bool:
        whole = folded(self.whole, self._groups(None), together)
        return bool(_fitted(whole, self.sheet))

    def _page(self, cutter: _Cutter, piece: _Piece, number: int) -> Page:
        part = cutter.part(piece.names, piece.title, self.numbers)
        part = _fitted(part, self.sheet) or part
        words = self.whole.say("doc_page", number=number, total=self.total)
        scene = put(part, composed(part), self.sheet, words)
        return Page(title=piece.title, outline=part, scene=scene)

    def _groups(self, numbers: Mapping[str, int] | None) -> list[Group]:
        """Give a box of the overview for each phase, or for each page without one."""

        def key(piece: _Piece) -> str:
            return piece.section.id if piece.section.title else piece.names[0]

        found: list[Group] = []
        for name, group in groupby(self.pieces, key=key):
            found.append(self._group(name, list(group), numbers))
        return found

    def _group(
        self, name: str, pieces: Sequence[_Piece], numbers: Mapping[str, int] | None
    ) -> Group:
        names = [name for piece in pieces for name in piece.names]
        states = tuple(self.whole.flow.states[name] for name in names)
        section = pieces[0].section
        return Group(
            id=name,
            title=section.title or pieces[0].title,
            states=states,
            where=self._where(states, numbers),
            goals=self._where([s for s in states if s.kind == "goal"], numbers),
        )

    def _where(
        self, states: Iterable[State], numbers: Mapping[str, int] | None
    ) -> Folded:
        """Say on which pages states are, and lead to the first of them."""
        if numbers is None:
            pages = [_WIDEST - 2, _WIDEST - 1, _WIDEST]
        else:
            pages = sorted({numbers[state.id] for state in states})
        if not pages:
            return Folded()
        words = self.whole.say("doc_on_page", page=some(spans(self.whole, pages)))
        return Folded(lines=(words,), url=f"#page-{pages[0]}")
