"""Mutants of the prover, one small change each, and who notices them.

    nice python -m benchmarks.mutate_prover --module game --module liveness
    nice python -m benchmarks.mutate_prover --sample 100 --seed 1

Run it from the root of the project. First the oracles look, brute force over random
flows and rules; then the quick tests of the prover. Printed are the survivors, and a
row of docs/prover-mutants.md for each module. A survivor takes about a second of CPU.
"""

from __future__ import annotations

import random
import time
from collections import Counter

import click

from tests.broken_prover import MODULES, Corpus, corpus, noticed, sources
from tests.mutations import Mutation

PLAIN, RULED = 200, 80
"""How many random flows the oracles are compared on, without rules and with them."""


@click.command()
@click.option(
    "--module", "modules", multiple=True, type=click.Choice(MODULES), help="Only these."
)
@click.option("--sample", type=int, help="So many of them, at random.")
@click.option("--seed", default=1, help="Another one draws others.")
def main(modules: tuple[str, ...], sample: int | None, seed: int) -> None:
    """Break the prover in one place at a time, and print what nobody notices."""
    known = corpus(PLAIN, RULED)
    every = [mutation for name in modules or MODULES for mutation in sources(name)]
    if sample is not None and sample < len(every):
        every = random.Random(seed).sample(every, sample)  # noqa: S311 - no secret
    for name in modules or MODULES:
        _module(name, [m for m in every if m.module == name], known)


def _module(name: str, mutants: list[Mutation], known: Corpus) -> None:
    began = time.monotonic()
    counts: Counter[str] = Counter()
    for mutation in mutants:
        by = noticed(mutation.module, mutation.source, known, tests=True)
        counts[by] += 1
        if not by:
            print(f"- `{mutation.name}`", flush=True)
    figures = (counts[by] for by in ("oracles", "tests", "time", ""))
    row = " | ".join(map(str, (len(mutants), *figures)))
    print(f"| `{name}` | {row} | {time.monotonic() - began:.0f} s", flush=True)


if __name__ == "__main__":
    main()
