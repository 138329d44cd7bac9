"""A flow on pages of paper: on one where it can be read there, else one for each phase.

Then an overview comes first. A phase that is too tall for a page takes several, cut
where few ways lead from one to the other; it is not made smaller, because text would
differ in size from page to page. What goes on at another page is a box that names it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from ama_flow.model import State

from ._compose import composed, sized
from ._excerpt import Box, Excerpts
from ._heights import BESIDE
from ._ordinary import spine
from ._outline import Folded, Outline, Section, anchor
from ._overview import MANY, Group, folded
from ._paper import LEAST, Paper, put
from ._phrases import title
from ._scene import Scene

_MOST = 40  # states that are tried on a page at first
_NEARLY = 8  # states, of which one more is not tried
_FULL = 0.7  # of what fits on a page, that is kept there if it has fewer ways out
_TOGETHER = 18  # parts of an overview on several pages, with whom to contact
_LOW = 28.0  # points for a state with its arrow, at least
_WIDEST = 888  # the number of a page, while it is not known yet


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page: what is on it, called *title*, and where all of that is."""

    title: str
    outline: Outline
    scene: Scene


def pages(whole: Outline, sheet: Paper) -> tuple[Page, ...]:
    """Put *whole* on as few pages of *sheet* as its phases allow."""
    if _fits(whole, sheet):
        scene = composed(whole)
        words = whole.say("doc_page", number=1, total=1)
        page = put(whole, scene, sheet, words)
        return (Page(title=whole.expand(whole.flow.title), outline=whole, scene=page),)
    return tuple(_Book(whole, sheet).pages())


def _fits(outline: Outline, sheet: Paper) -> bool:
    """Say whether a page holds all of *outline*; what can not fit is not laid out."""
    room = sheet.width * sheet.height / LEAST**2 / BESIDE
    high = max(sheet.width, sheet.height) / LEAST
    least = max(len(spine(outline)) / high, len(outline.states) / room) * _LOW
    return least <= 1 and sheet.holds(sized(outline))


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
        rest, found = section.states, []
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
            return _span(self.whole, states)
        if total == 1:
            return called
        values = {"title": called, "number": number, "total": total}
        return self.whole.say("doc_piece", **values)

    def _count(self, section: Section, states: Sequence[State]) -> int:
        """Say how many of the first *states* to put on a page."""
        most = self._most(section, states)
        if most == len(states):
            return most
        crossings = _crossings(self.whole, states)
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
        return _fits(self.part(names, words, {}), self.sheet)

    def part(
        self, names: Sequence[str], words: str, numbers: Mapping[str, int]
    ) -> Outline:
        """Take states out, with boxes that lead to the pages with these *numbers*."""

        def box(name: str) -> Box:
            return self._box(name, numbers.get(name, _WIDEST))

        found = self.excerpts.of(names, words, box, keeps_usual=True)
        is_first = names[0] == self.whole.states[0].id
        folds = self.whole.folds if is_first else None
        return replace(found, folds=folds, is_page=True)

    def _box(self, name: str, page: int) -> Box:
        state = self.whole.flow.states[name]
        words = self.whole.say("doc_further_page", page=page)
        said = Folded(lines=(title(self.whole, state),), url=f"#{anchor(state)}")
        return State(id=f"-{name}", kind="step", title=words), said


def _span(whole: Outline, states: Sequence[State]) -> str:
    """Name states by the numbers of the first and the last, or else by the first."""
    numbers = [whole.numbers[s.id] for s in states if s.id in whole.numbers]
    if not numbers:
        return title(whole, states[0])
    span = whole.say("doc_range", first=numbers[0], last=numbers[-1])
    words = whole.say("doc_steps", number=span if len(numbers) > 1 else numbers[0])
    return words[:1].upper() + words[1:]


def _crossings(whole: Outline, states: Sequence[State]) -> list[int]:
    """Count, for each number of first states, the ways between them and the rest."""
    place = {state.id: number for number, state in enumerate(states)}
    found = [0] * (len(states) + 1)
    for state in states:
        for way in whole.ways[state.id]:
            if way.dest in place:
                ends = sorted((place[state.id], place[way.dest]))
                for count in range(ends[0] + 1, ends[1] + 1):
                    found[count] += 1
    return found


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
        return _fits(whole, self.sheet)

    def _page(self, cutter: _Cutter, piece: _Piece, number: int) -> Page:
        part = cutter.part(piece.names, piece.title, self.numbers)
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
        first, last = names[0], names[-1]
        on = (
            (_WIDEST, _WIDEST - 1)
            if numbers is None
            else (numbers[first], numbers[last])
        )
        span = str(on[0])
        if on[0] != on[1]:
            span = self.whole.say("doc_range", first=on[0], last=on[1])
        section = pieces[0].section
        return Group(
            id=name,
            title=section.title or pieces[0].title,
            states=tuple(self.whole.flow.states[name] for name in names),
            where=Folded(
                lines=(self.whole.say("doc_on_page", page=span),), url=f"#page-{on[0]}"
            ),
        )
