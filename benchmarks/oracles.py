"""Random flows by the proof, by brute force, and by the model checkers Spin and rumur.

    nice python -m benchmarks.oracles --brute 10000 --searched 500 --seed 1

Run it from the root of the project, with Debian's packages spin, rumur and gcc. Printed
are the flows compared, what is wrong with them, and each difference with its flow. It
ends with code 1 where there is a difference. Brute force takes some 25 ms a flow, most
of which is drawing it; the model checkers take about two seconds of CPU.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator

import click

from ama_flow import check
from ama_flow.model import Flow
from tests.model_checkers import brute_differences, differences, random_flows

BATCH = 250
"""How many flows are drawn at a time."""
EVERY = 50
"""After how many flows it says how far it is."""


def drawn(count: int, seed: int) -> Iterator[tuple[str, Flow]]:
    """Give *count* flows, each with the words to find it back by."""
    for start in range(0, count, BATCH):
        batch_seed = seed * 1_000_003 + start
        flows = random_flows(min(BATCH, count - start), batch_seed)
        for number, flow in enumerate(flows):
            yield f"random_flows({len(flows)}, {batch_seed})[{number}]", flow


def compare(
    what: str, find: Callable[[Flow], list[str]], flows: Iterator[tuple[str, Flow]]
) -> int:
    """Print what *find* finds of *flows*, and give how many differ."""
    began = time.monotonic()
    differing, compared = 0, 0
    codes: Counter[str] = Counter()
    for name, flow in flows:
        compared += 1
        found = {problem.code for problem in check(flow).problems}
        codes.update(found or {"nothing"})
        if compared % EVERY == 0:
            print(f"{what}: {compared} so far", file=sys.stderr)
        if different := find(flow):
            differing += 1
            print(f"{what}: {name}: {'; '.join(different)}\n{flow!r}", flush=True)
    wrong = ", ".join(f"{code} {count}" for code, count in codes.most_common())
    took = time.monotonic() - began
    print(f"{what}: {compared} flows in {took:.0f} s, {differing} differ")
    print(f"  wrong with them: {wrong}", flush=True)
    return differing


@click.command()
@click.option("--brute", default=10_000, help="Flows to compare with brute force.")
@click.option("--searched", default=500, help="Flows for Spin and rumur.")
@click.option("--seed", default=1, help="Another one draws other flows.")
def main(brute: int, searched: int, seed: int) -> None:
    """Compare the proof of random flows with what others find."""
    differing = compare("brute force", brute_differences, drawn(brute, seed))
    differing += compare("Spin and rumur", differences, drawn(searched, seed + 1))
    sys.exit(bool(differing))


if __name__ == "__main__":
    main()
