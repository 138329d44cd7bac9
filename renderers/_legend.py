"""The legend of a picture: its shapes and its lines, with their names."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import graphviz

from ._boxes import Attributes, banded, node
from ._labels import Label, Stretch, cell, column, font, table, text
from ._picture import Picture
from ._style import COLOURS, LEGEND, LINES, TITLE

_KINDS = ("step", "question", "branch", "contact", "goal")
_WIDE, _HIGH = 72, 26  # points of a sample of a shape
_LINE = 36  # points of a sample of a line
_DASHES = 4


def add_legend(graph: graphviz.Digraph, picture: Picture) -> str:
    """Draw a legend of the kinds of states there are; give its uppermost node."""
    say = picture.outline.say
    present = {state.kind for state in picture.outline.states}
    names = {kind: f"legend_{kind}" for kind in _KINDS if kind in present}
    with graph.subgraph(name="cluster_legend") as legend:
        title = font(text(say("doc_legend")), TITLE)
        legend.attr(label=f"<{title}>", style="rounded", tooltip=say("doc_legend"))
        with legend.subgraph(graph_attr={"rank": "same"}) as row:
            for kind, name in names.items():
                row.node(name, **_sample(kind, say(f"doc_legend_{kind}")))
            for left, right in pairwise(names.values()):
                row.edge(left, right, style="invis")
        legend.node("legend_lines", label=f"<{_lines(picture)}>", shape="plain")
        legend.edge(next(iter(names.values())), "legend_lines", style="invis")
    return next(iter(names.values()))


def _sample(kind: str, word: str) -> Attributes:
    colour = "on_dark" if kind == "goal" else "ink"
    stretch = Stretch(words=word, ink=replace(LEGEND, colour=colour))
    label = column([stretch], _WIDE - 20, centred=True)
    if kind == "contact":
        label = banded(word, column([], 1), _WIDE, _HIGH - 16)
    return node(kind, label, _WIDE, _HIGH) | {"tooltip": word}


def _lines(picture: Picture) -> str:
    rows = []
    for role, look in LINES.items():
        words = column([Stretch(words=picture.outline.say(f"doc_legend_{role}"), ink=LEGEND)], 100)
        rows.append(cell(_line(look)) + cell(words.html))
    return table(rows)


def _line(look) -> str:
    ...
