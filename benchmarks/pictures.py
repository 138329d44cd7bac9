"""Lay out many random flows, and look for anything drawn over anything else.

    python benchmarks/pictures.py [FLOWS]

Prints what is wrong with each picture, and at the end the time that one takes, beside
that of Graphviz for drawing the same graph with all its places left out.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from ama_flow.model import Options
from ama_flow_renderers import _engine, dot, svg

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.geometry import Measured
from tests.sketches import sketch

FLOWS = 1000


def wrong(seed: int) -> list[tuple[str, str]]:
    """List what is drawn over something else in the picture of one flow."""
    flow = sketch(seed)
    document = svg.render(flow, Options())
    picture = Measured(document)
    twice = [] if svg.render(flow, Options()) == document else [("not", "the same")]
    return [*picture.overlapping(), *picture.crossed(), *picture.confused(), *twice]


def milliseconds(seed: int) -> tuple[float, float]:
    """Give the time for our SVG, and for Graphviz to lay out and draw as much."""
    flow = sketch(seed)
    begin = time.perf_counter()
    svg.render(flow, Options())
    ours = time.perf_counter() - begin
    source = dot.source(flow, Options(), anchors=True)
    begin = time.perf_counter()
    _engine.draw(source, "svg", "-Glayout=dot")
    return 1000 * ours, 1000 * (time.perf_counter() - begin)


def main() -> None:
    """Check as many flows as asked for, and time some."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else FLOWS
    found = {seed: faults for seed in range(count) if (faults := wrong(seed))}
    for seed, faults in found.items():
        print(seed, *faults)
    print(f"{count} flows, {len(found)} with something drawn over something else")
    for seed in range(min(count, 5)):
        ours, graphviz = milliseconds(seed)
        states = len(sketch(seed).states)
        print(f"{states:3} states: {ours:6.0f} ms, Graphviz {graphviz:6.0f} ms")


if __name__ == "__main__":
    main()
