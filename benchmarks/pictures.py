"""Lay out many random flows, and look for anything drawn over anything else.

    python -m benchmarks.pictures [--flows 1000] [--first 0]

Prints what is wrong with each picture, and at the end a digest of them all: it is the
same whatever fonts the machine has, as with FONTCONFIG_FILE at an empty file.
"""

from __future__ import annotations

from hashlib import sha256

import click

from ama_flow.model import Options
from ama_flow_renderers import svg
from tests.geometry import Measured
from tests.sketches import sketch


def wrong(seed: int, document: bytes) -> list[object]:
    """List what is drawn over something else in the picture of one flow."""
    twice = svg.render(sketch(seed), Options())
    again = [] if twice == document else ["not the same a second time"]
    return [*Measured(document).faults(), *again]


@click.command()
@click.option("--flows", default=1000, help="How many to lay out.")
@click.option("--first", default=0, help="The seed of the first of them.")
def main(flows: int, first: int) -> None:
    """Check as many flows as asked for."""
    digest, bad = sha256(), 0
    for seed in range(first, first + flows):
        document = svg.render(sketch(seed), Options())
        digest.update(document)
        if faults := wrong(seed, document):
            bad += 1
            print(seed, *faults)
    print(f"{flows} flows, {bad} with something drawn over something else")
    print(f"digest {digest.hexdigest()[:16]}")


if __name__ == "__main__":
    main()
