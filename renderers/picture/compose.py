"""The whole picture of a flow: what it is, the start, the lanes, the legend."""

from __future__ import annotations

from .._outline import Outline
from .arrange import Arrangement, arranged
from .badges import badges
from .extras import START, head, legend, see_also, start
from .joins import joined
from .looks import shown
from .scene import Part, Scene

_MARGIN = 6.0  # points around the picture
_APART = 8.0  # points between the lanes and what is above and below them
_ARROW = 12.0  # points below the start, for an arrow
_LEGEND = 280.0  # points for the legend; where there are fewer it stands above
_LEAST = 420.0  # points for the width: the title and the legend need some


def composed(outline: Outline) -> Scene:
    """Give the picture of a flow."""
    return _filled(arranged(outline), outline)


def sized(outline: Outline) -> Scene:
    """Give the picture of a flow without its lanes: it is as large as the whole."""
    return _filled(arranged(outline), outline, is_empty=True)


def _filled(found: Arrangement, outline: Outline, *, is_empty: bool = False) -> Scene:
    wide = max(found.width, _LEAST)
    above = head(outline, wide)
    beside, top = _beside_start(found, wide, above.height + _APART)
    y = top + found.heights.bottom + _APART
    below = see_also(outline, wide)
    lanes = [] if is_empty else found.runs()
    placed = tuple(run.moved(_MARGIN, top + _MARGIN) for run in lanes)
    runs = joined(shown(outline, placed))
    about = Part(name="about", texts=above.texts)
    also = [Part(name="see_also", texts=below.moved(0, y))] if below.texts else []
    return Scene(
        width=wide + 2 * _MARGIN,
        height=(y + below.height if below.texts else y - _APART) + 2 * _MARGIN,
        above=tuple(part.moved(_MARGIN, _MARGIN) for part in (about, *beside)),
        runs=runs,
        below=tuple(part.moved(_MARGIN, _MARGIN) for part in also),
        badges=tuple(badges(outline, runs, wide + _MARGIN)),
    )


def _beside_start(
    found: Arrangement, wide: float, y: float
) -> tuple[tuple[Part, ...], float]:
    """Put the start above its lane, the legend beside or above; say where lanes begin."""
    plan, column = found.plan, found.columns[0]
    x = column.x + column.width / 2
    role = "ordinary" if plan.ordinary else "other"
    roles = (role, *(line.role for line in plan.lines))
    left = x + START[0] / 2 + 3 * _APART
    is_beside = wide - left >= _LEGEND
    left = left if is_beside else 0.0
    explained, high = legend(plan.outline, roles, wide - left)
    explained = explained.moved(left, y)
    y += 0 if is_beside else high + _APART
    top = y + max(high + _APART if is_beside else 0, START[1] + _ARROW)
    down = top + found.heights.placed[plan.lanes[0][0]].y
    return (explained, start(plan.outline, x, y, role, down)), top
