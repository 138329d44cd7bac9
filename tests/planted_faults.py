"""Faults planted in the prover by hand, to see that brute force notices each.

    python -m tests.planted_faults

Printed is who notices each fault, and each of a few random mutants. It is a program of
its own, since only a process without threads can fork in safety.
"""

from __future__ import annotations

import json
import random
from typing import NamedTuple

from tests.broken_prover import FOLDER, Noticed, corpus, noticed, sources
from tests.mutations import Mutation

PLAIN, RULED, DRAWN = 200, 80, 4
"""How many random flows the oracles are compared on, without rules and with; and which."""
SAMPLE, SEED = 4, 2
"""How many random mutants are looked at, and which."""
JUDGED = ("domains", "graph", "groups", "liveness", "monitors", "reach", "repeats")
"""The modules from which they are drawn: what random flows can tell most about."""


class Fault(NamedTuple):
    """What is wrong, in which module, and the change by which it is."""

    what: str
    module: str
    old: str
    new: str

    @property
    def source(self) -> str:
        """Give the module with it; raises ``ValueError`` where the source is another one by now."""
        source = (FOLDER / f"{self.module}.py").read_text("utf-8")
        if source.count(self.old) != 1:
            raise ValueError(f"{self.module}.py has not once: {self.old!r}")
        return source.replace(self.old, self.new)


FAULTS = (
    Fault(
        "a fact is forgotten before it is read",
        "liveness",
        "                todo.append(state.id)\n",
        "                pass\n",
    ),
    Fault(
        "an answer is thought to be kept by those who do not know",
        "liveness",
        "state.asks == fact and transition.trigger == ANSWER",
        "state.asks == fact",
    ),
    Fault(
        "choices are counted as outcomes",
        "game",
        "if transition.choice and dest",
        "if not transition and dest",
    ),
    Fault(
        "one good outcome is enough",
        "game",
        "if not self._outcomes_left[before]:",
        "if before >= 0:",
    ),
    Fault("the worst case is one answer more", "game", "rank += 1", "rank += 2"),
    Fault(
        "a gap is taken for an otherwise",
        "groups",
        '("gap", ()) if last.conditions else',
        '("gap", ()) if last.conditions and len(found) else',
    ),
    Fault("two open ways are no overlap", "groups", "len(found) > 1", "len(found) > 2"),
    Fault(
        "what is unknown is taken for no",
        "groups",
        '            return "unknown-fact", ()\n',
        "            continue\n",
    ),
    Fault("a range ends one too early", "domains", "yield step + 1", "yield step"),
    Fault(
        "what a way notes is not noted",
        "space",
        "        return {**facts, **self.stand_ins(transition.sets)}\n",
        "        return facts\n",
    ),
    Fault(
        "failures lead to the goal too",
        "reach",
        "and not move.transition.fails:",
        "and move.dest:",
    ),
    Fault(
        "not knowing is an answer too",
        "repeats",
        'if move.transition.trigger == ANSWER else ""',
        'if move.transition.trigger else ""',
    ),
    Fault(
        "every loop ends",
        "verdicts",
        "kept = (number for number, ways in enumerate(entering) if ways)",
        "kept = (number for number, ways in enumerate(entering) if ways > 9)",
    ),
    Fault(
        "a way out of a loop is not seen",
        "loops",
        "if game.ranks[move.dest] != LOST:",
        "if game.ranks[move.dest] == LOST:",
    ),
    Fault(
        "what came first counts for nothing",
        "monitors",
        "return DONE if marks & _B else BROKEN",
        "return BROKEN",
    ),
    Fault(
        "nothing is waited for",
        "monitors",
        "return 0 if marks & _B else 1",
        "return 0",
    ),
    Fault(
        "once more is allowed",
        "monitors",
        "times if times <= most else BROKEN",
        "times if times <= most + 1 else BROKEN",
    ),
)


def sample() -> list[Mutation]:
    """Draw some mutants, the same ones for the same sources."""
    every = [mutation for name in JUDGED for mutation in sources(name)]
    return random.Random(SEED).sample(every, SAMPLE)  # noqa: S311 - no secret


def main() -> None:
    """Print who notices what, as JSON."""
    known = corpus(PLAIN, RULED, DRAWN)
    found: dict[str, Noticed] = {
        fault.what: noticed(fault.module, fault.source, known, tests=False)
        for fault in FAULTS
    }
    drawn = [
        (m.module, m.name, noticed(m.module, m.source, known, tests=True))
        for m in sample()
    ]
    print(json.dumps({"faults": found, "sample": drawn}))  # noqa: T201 - its output


if __name__ == "__main__":
    main()
