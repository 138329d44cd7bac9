"""What stands above a run: its title at the left, what is shared at the right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from .._phrases import sources
from .._style import CONTINUED, GONE, LABEL, PHASE, inked
from .content import answers_gone, onward
from .plan import Exit, Line, Plan, Run
from .setting import Block, Stretch, column, drop
from .standing import look_of, mark_of_shared

_OFF = 6.0  # points on both sides of a line down that runs through
_AROUND = 3.5  # points above and below what a frame says


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What is said, and how high that is; *exits* say how far down lines leave."""

    said: Block = field(default_factory=Block)
    exits: Mapping[Line, float] = field(default_factory=dict)
    height: float = 0.0


def head(plan: Plan, run: Run, wide: float, *, is_entered: bool) -> Head:
    """Set what stands above a run *wide* points wide.

    If the run *is_entered* from above, a line runs down through the middle.
    """
    if not run.has_head:
        return Head()
    room = wide / 2 - _OFF
    title = column([_title(plan, run)], room if run.exits or is_entered else wide)
    texts, exits = [*title.moved(0, _AROUND)], {}
    y = _AROUND + drop(PHASE, LABEL)
    for each in run.exits:
        words = column([_said(plan, run, each)], room, align="end")
        texts += words.moved(wide - room, y)
        if each.line:
            exits[each.line] = y + words.height - words.texts[-1].height / 2
        y += words.height + 1
    for label in _gone(plan, run):
        words = column([Stretch(words=label, ink=GONE)], room, align="end")
        texts += words.moved(wide - room, y)
        y += words.height + 1
    high = max(title.height + _AROUND, y)
    return Head(said=Block(texts=tuple(texts)), exits=exits, height=high + _AROUND)


def _title(plan: Plan, run: Run) -> Stretch:
    """Give the title of the section; where it stands already, say that it goes on."""
    title = run.section.title
    if not title or run.is_first:
        return Stretch(words=title, ink=PHASE, heading=True)
    words = plan.outline.say("doc_continued", title=title)
    return Stretch(words=words, ink=CONTINUED, heading=True)


def _gone(plan: Plan, run: Run) -> Iterable[str]:
    """Give the words that ways which the states share had before a change."""
    before, now = plan.outline.before, [one.way for one in run.section.shared]
    if not before or not run.exits:
        return ()
    sections = (one for one in before.sections if one.id == run.section.id)
    return answers_gone((s.way for one in sections for s in one.shared), now)


def _said(plan: Plan, run: Run, each: Exit) -> Stretch:
    outline, way = plan.outline, each.shared.way
    lead = f"{outline.colon(sources(outline, run.section, each.shared))} "
    if each.line:
        ink = inked(LABEL, look_of(outline, each.line.mark))
        return Stretch(words=lead + way.label, ink=ink)
    mark = mark_of_shared(outline, [state.id for state in each.shared.sources], way)
    return onward(outline, way, mark, lead=lead)
