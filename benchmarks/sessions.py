"""How much a long session takes: for who goes round for a thousand answers and more.

    python -m benchmarks.sessions                # 10^3, 10^4 and 10^5 answers: minutes

Run it from the root of the project. Each figure is taken in a process of its own, in
turns. Printed are the least CPU time of some rounds, and the most memory that the
process ever took, with Python and ama-flow itself in it. "Once" is what a reader does
at the end of the session: done a hundred times, and shown for one. Compare the columns
and rows of one run: the same machine may be twice as slow in the next.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import redirect_stdout
from io import StringIO
from itertools import cycle, islice, repeat
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from ama_flow.cli import cli
from ama_flow.journal import Sitting
from ama_flow.journal.keeper import Keeper
from ama_flow.journal.replay import lines, replay
from ama_flow.loader import loads
from ama_flow.model import ANSWER, NEXT, Origin
from ama_flow.session import Choice, Session
from ama_flow.view import history, look
from benchmarks.proofs import decisions

ROUNDS = 3
SIZES = {"answers": (1_000, 10_000, 100_000), "facts": (1_000, 10_000)}
"""How many answers: in a procedure that goes round, and in one that asks a fact each."""
OFTEN = 100
"""So often is done what a reader does once."""

ROUND = loads("""
format = 1
id = "round"
version = "1"
language = "nl"
title = "Een lijst afwerken"
initial = "meer"

[facts.meer]
type = "yesno"
title = "Nog een gebruiker"
changes = true
[facts.gedaan]
type = "yesno"
title = "Er is een gebruiker toegevoegd"
initial = false

[states.meer]
kind = "question"
title = "Wilt u nog een gebruiker toevoegen?"
asks = "meer"
transitions = [
  { conditions = { meer = true }, dest = "toevoegen" },
  { dest = "klaar" },
]
[states.toevoegen]
kind = "step"
title = "Voeg de gebruiker toe"
text = "Kies de subafdeling in de lijst, en klik dan op *volgende*."
cannot_fail = "dit is een meting"
transitions = [{ trigger = "next", set = { gedaan = true }, dest = "meer" }]
[states.klaar]
kind = "goal"
title = "Alle gebruikers zijn toegevoegd"
""")
"""A procedure in which a reader goes round for as long as he says that there is more."""

YES = Choice(trigger=ANSWER, value=True, title="Ja")
ON = Choice(trigger=NEXT, title="Verder")


# ------------------------------------------------------------ sessions
class Long:
    """A long session: in memory, and kept at a *path*."""

    def __init__(self, kind: str, size: int, folder: Path) -> None:
        """Lead it through *size* answers."""
        self.flow = ROUND if kind == "answers" else decisions(size + 1)
        self.given = tuple(
            islice(cycle((YES, ON)) if self.flow is ROUND else repeat(YES), size)
        )
        self.session = self.answered()
        self.path = folder / "ama-flow" / "sessions" / "long-20261123-203000.jsonl"
        self.path.parent.mkdir(parents=True)
        self.path.write_text("".join(lines(self.session)), "utf-8")

    def answered(self) -> Session:
        """Give all answers to a new session."""
        session = Session(self.flow)
        for choice in self.given:
            session.take(choice)
        return session

    def keep(self) -> None:
        """Give them once more, and keep each as soon as it is given."""
        keeper = Keeper(self.path.with_name("kept.jsonl"))
        sitting = Sitting(Session(self.flow), keeper)
        for choice in self.given:
            sitting.give(choice)
        sitting.leave()

    def once(self) -> None:
        """Give one more answer, and take it back."""
        self.session.take(self.session.choices[0])
        self.session.back()

    def show(self) -> None:
        """Run ``ama-flow sessions show``."""
        arguments = ["sessions", "show", self.path.stem]
        with redirect_stdout(StringIO()):
            cli.main(arguments, standalone_mode=False)

    def replay(self) -> None:
        """Let all of it happen again, as ``ama-flow replay`` does."""
        text = self.path.read_text("utf-8")
        replay(self.flow, Origin(file=str(self.path), text=text))


COLUMNS: dict[str, Callable[[Long], object]] = {
    "answer": lambda long: long.answered(),
    "and keep": lambda long: long.keep(),
    "back": lambda long: long.session.restart(),
    "go on": lambda long: Sitting.resume(long.flow, long.path).leave(),
    "change 1": lambda long: long.session.change(1, YES),
    "waar": lambda long: list(history(long.session)),
    "show": lambda long: long.show(),
    "replay": lambda long: long.replay(),
    "answer once": lambda long: long.once(),
    "view once": lambda long: look(long.session),
}


# ------------------------------------------------------------ how it is measured
def taken(job: Callable[[], object], times: int) -> float:
    """Give the CPU time of a job that is done some *times*, in seconds for one."""
    began = time.process_time()
    for _ in range(times):
        job()
    return (time.process_time() - began) / times


def one(kind: str, size: int, column: str) -> None:
    """Measure one thing here, and print it."""
    with TemporaryDirectory() as folder:
        os.environ["XDG_STATE_HOME"] = folder
        long = Long(kind, size, Path(folder))
        times = OFTEN if "once" in column else 1
        seconds = taken(lambda: COLUMNS[column](long), times)
    kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(seconds, kilobytes / 1000)


def measured(kind: str, size: int, column: str) -> tuple[float, float]:
    """Give CPU seconds and megabytes of one measurement, in a process of its own."""
    given = ["--one", kind, str(size), column]
    command = [sys.executable, "-m", "benchmarks.sessions", *given]
    shown = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    seconds, megabytes = map(float, shown.split())
    return seconds, megabytes


def cell(kind: str, size: int, column: str, rounds: int) -> str:
    """Give the least of some rounds."""
    figures = [measured(kind, size, column) for _ in range(rounds)]
    seconds, megabytes = map(min, zip(*figures, strict=True))
    return f"{1000 * seconds:,.3g} ms {megabytes:,.0f} MB"


@click.command()
@click.option("--rounds", default=ROUNDS, help="How often each is measured.")
@click.option("--one", "only", type=(str, int, str), hidden=True)
def main(rounds: int, only: tuple[str, int, str] | None) -> None:
    """Measure, and print a table for each kind of procedure."""
    if only:
        one(*only)
        return
    for kind, sizes in SIZES.items():
        print(f"{kind:<12}", *(f"{size:>20,}" for size in sizes))
        for column in COLUMNS:
            cells = (cell(kind, size, column, rounds) for size in sizes)
            print(f"{column:<12}", *(f"{shown:>20}" for shown in cells), flush=True)


if __name__ == "__main__":
    main()
