"""The legend of a picture: its shapes and its lines, with their names."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import graphviz

from ._boxes import Attributes, banded, node
from ._labels import Label, Stretch, cell, column, fixed, font, table, text
from ._picture import Picture
from ._style import LEGEND, LINES, TITLE

_KINDS = ("step", "question", "branch", "contact", "goal")
_WIDE, _HIGH = 60, 28  # points for the sample of a shape
_LINE = 36  # points for the sample of a line
_WORDS = 120


def add_legend(graph: graphviz.Digraph, picture: Picture) -> str:
    """Draw a legend of what there is in the picture; give the name of a node in it."""
    say = picture.outline.say
    present = {state.kind for state in picture.outline.states}
    names = {kind: f"legend_{kind}" for kind in _KINDS if kind in present}
    label = _lines(picture)
    with graph.subgraph(name="cluster_legend") as legend:
        legend.attr(label=f"<{label}>", style="rounded", tooltip=say("doc_legend"))
        with legend.subgraph(graph_attr={"rank": "same"}) as row:
            for kind, name in names.items():
                row.node(name, **_sample(kind, say(f"doc_legend_{kind}")))
            for left, right in pairwise(names.values()):
                row.edge(left, right, style="invis")
    return next(iter(names.values()))


def _sample(kind: str, word: str) -> Attributes:
    ink = replace(LEGEND, colour="on_dark") if kind == "goal" else LEGEND
    label = column([Stretch(words=word, ink=ink)], _WIDE - 20, centred=True)
    if kind == "contact":
        blank = Label(html=table([fixed("", _WIDE, 1)]), width=_WIDE, height=1)
        label = banded(word, blank)
    return node(kind, label, _WIDE + 2, _HIGH + 2) | {"tooltip": word}


def _lines(picture: Picture) -> str:
    say = picture.outline.say
    rows = [cell(font(text(say("doc_legend")), TITLE), COLSPAN=2, ALIGN="LEFT")]
    for role, look in LINES.items():
        word = Stretch(words=say(f"doc_legend_{role}"), ink=LEGEND)
        line = _line(look["color"], float(look["penwidth"]), dashed="style" in look)
        rows.append(cell(line, WIDTH=_LINE + 12) + cell(column([word], _WORDS).html))
    return table(rows)


def _line(colour: str, wide: float, *, dashed: bool) -> str:
    """Draw a line as cells of a table: nothing else in a label can be one."""
    count, gap = (4, 3) if dashed else (1, 0)
    long = (_LINE - gap * (count + 1)) // count
    dash = fixed("", long, max(1, round(wide)), BGCOLOR=colour)
    return table([dash * count], CELLSPACING=gap)
