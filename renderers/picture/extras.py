"""What a picture says around its lanes: its title, the start, the legend, the rest."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from ama_flow.model import State
from ama_flow.text import linked

from .._details import provenance, unused
from .._marked import SIGNS
from .._outline import Outline
from .._phrases import FURTHER
from .._style import BEGIN, HEADLINE, LEGEND, PHASE, SMALL, TITLE, Look
from .badges import badge
from .boxes import look, shapes
from .content import addresses, called, detail, prose
from .scene import Part, Stroke
from .setting import Block, Stretch, column, snug
from .shapes import Shape, rectangle
from .standing import look_of, mark_of_state

START = (64.0, 22.0)
"""Points for the box of the start, wide and high."""

_SAMPLE = (42.0, 17.0)  # points for the sample of a shape, wide and high
_LINE = 30.0  # points for the sample of a line
_NEXT = 14.0  # points between entries of the legend
_WORD = 6.0  # points between a sample and its word
_KINDS = ("part", "elsewhere", "step", "question", "branch", "contact", "goal")
_LINES = ("ordinary", "other", "fails")
_LOOKS: tuple[Look, ...] = ("taken", "added", "changed", "removed")


def head(outline: Outline, wide: float) -> Block:
    """Say what the flow is, in *wide* points."""
    flow = outline.flow
    if outline.is_page and outline.is_part:
        title = Stretch(words=outline.expand(flow.title), ink=SMALL)
        return column([title, Stretch(words=outline.excerpt, ink=HEADLINE)], wide)
    facts = [detail(line) for line in provenance(outline)]
    said = " · ".join(fact.words for fact in facts if not fact.url)
    stretches = [
        Stretch(words=outline.expand(flow.title), ink=HEADLINE, heading=True),
        Stretch(words=said, ink=SMALL),
        *(fact for fact in facts if fact.url),
        *_standing_out(outline),
    ]
    if outline.excerpt:
        stretches.append(Stretch(words=outline.excerpt, ink=PHASE))
    if not outline.is_part:
        stretches += prose(outline, flow.text)
        stretches += addresses(outline, linked(flow, flow.text), flow.text)
    return column(stretches, wide)


def _standing_out(outline: Outline) -> Iterator[Stretch]:
    """Say why something stands out, and what does not."""
    if outline.marked:
        yield Stretch(words=outline.marked.title, ink=PHASE)
        if outline.marked.note:
            yield Stretch(words=outline.marked.note)


def start(outline: Outline, x: float, y: float, role: str, down: float) -> Part:
    """Draw the start in the middle of *x*, and a line from it *down* to a state."""
    is_passed = mark_of_state(outline, outline.flow.initial)
    look = "plain" if is_passed else look_of(outline, None)
    wide, high = START
    points = rectangle(x - wide / 2, y, wide, high)
    words = outline.say("doc_resume" if outline.resumes else "doc_begin")
    word = column([Stretch(words=words, ink=BEGIN)], wide, align="middle")
    return Part(
        name="start",
        shapes=(Shape(points=points, radius=high / 2, fill="start"),),
        strokes=(Stroke(points=((x, y + high), (x, down)), role=role, look=look),),
        texts=word.moved(x - wide / 2, y + (high - word.height) / 2),
    )


def see_also(outline: Outline, wide: float) -> Block:
    """Say what no state leads to, in *wide* points."""
    if outline.is_part:
        return Block()
    links, contacts = unused(outline.folds or outline)
    stretches = [
        *addresses(outline, links, ""),
        *(part for row in contacts for part in called(outline, row.id)),
    ]
    heading = Stretch(words=outline.say("doc_see_also"), ink=TITLE, heading=True)
    return column([heading, *stretches] if stretches else [], wide)


def legend(outline: Outline, roles: Collection[str], wide: float) -> tuple[Part, float]:
    """Explain the kinds and the lines that there are; give it and its height."""
    kinds = {_kind(outline, state) for state in outline.states}
    title = Stretch(words=outline.say("doc_legend"), ink=TITLE)
    samples = [_sample(outline, kind) for kind in _KINDS if kind in kinds]
    lines, marks = list(_lines(outline, roles)), list(_marks(outline))
    return _in_rows([[_words(title, 0), *samples], lines, marks], wide)


Entry = tuple[Part, float]


def _words(stretch: Stretch, x: float) -> Entry:
    block = snug([stretch], 999)
    y = (_SAMPLE[1] - block.height) / 2
    return Part(name="", texts=block.moved(x, y)), x + block.width


def _kind(outline: Outline, state: State) -> str:
    is_elsewhere = state.id in outline.folded and state.title.startswith(FURTHER)
    return "elsewhere" if is_elsewhere else look(outline, state)


def _sample(outline: Outline, kind: str) -> Entry:
    word = Stretch(words=outline.say(f"doc_legend_{kind}"), ink=LEGEND)
    part, wide = _words(word, _SAMPLE[0] + _WORD)
    shape = "part" if kind == "elsewhere" else kind
    sample = shapes(shape, *_SAMPLE, band=_SAMPLE[1] / 2)
    return Part(name=kind, shapes=sample, texts=part.texts), wide


def _lines(outline: Outline, roles: Collection[str]) -> Iterator[Entry]:
    """Explain the lines; a way is only called another one where one is ordinary."""
    for role in _LINES:
        if role in roles:
            is_any = role == "other" and "ordinary" not in roles
            yield _line(outline, role, "way" if is_any else role)


def _line(outline: Outline, role: str, called: str) -> Entry:
    word = Stretch(words=outline.say(f"doc_legend_{called}"), ink=LEGEND)
    part, wide = _words(word, _LINE + _WORD)
    middle = _SAMPLE[1] / 2
    stroke = Stroke(points=((0, middle), (_LINE, middle)), role=role)
    return Part(name=role, strokes=(stroke,), texts=part.texts), wide


def _marks(outline: Outline) -> Iterator[Entry]:
    """Explain each look that there is, by its badge."""
    marked = outline.marked
    if not marked:
        return
    marks = (*marked.states.values(), *marked.ways.values())
    looks = {mark.look for mark in marks if mark.sign}
    for stands_out in (one for one in _LOOKS if one in looks):
        sign = "1" if stands_out == "taken" else SIGNS[stands_out]
        sample = badge(sign, (0, 1))
        word = Stretch(words=outline.say(f"doc_legend_{stands_out}"), ink=LEGEND)
        part, wide = _words(word, sample.width + _WORD)
        texts = (sample.text, *part.texts)
        yield Part(name=stands_out, shapes=(sample.shape,), texts=texts), wide


def _in_rows(groups: Iterable[Sequence[Entry]], wide: float) -> tuple[Part, float]:
    """Put entries beside each other, and a group that has no room in rows of its own."""
    parts: list[Part] = []
    x = y = 0.0
    for group in groups:
        whole = sum(used + _NEXT for _, used in group) - _NEXT
        needed = [whole, *(used for _, used in group[1:])]
        for (part, used), room in zip(group, needed, strict=False):
            if x and x + room > wide:
                x, y = 0.0, y + _SAMPLE[1] + 5
            parts.append(part.moved(x, y))
            x += used + _NEXT
    return joined("legend", parts), y + _SAMPLE[1]


def joined(name: str, parts: Iterable[Part]) -> Part:
    """Give several parts as one."""
    found = list(parts)
    return Part(
        name=name,
        shapes=tuple(shape for part in found for shape in part.shapes),
        strokes=tuple(stroke for part in found for stroke in part.strokes),
        texts=tuple(text for part in found for text in part.texts),
    )
