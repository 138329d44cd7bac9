"""How much CPU it takes to the first prompt of ``ama-flow run``, beside bare Python.

    python benchmarks/start_up.py

Each command runs to the end of an empty input, in turns, so that all of them meet
the same noise. Printed are medians of user and system time, and their ratio to that
of ``python -c pass``, which are the figures to trust: at most 9 for the prompt, and 11
where a session of 200 answers is gone on with. Take them from an installed wheel: an
editable install makes bare Python itself two to three times slower, and all ratios
look better than they are.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import ama_flow
from ama_flow.journal import Sitting
from ama_flow.journal.keeper import Keeper

ROUNDS = 21
ANSWERS = 200
PYTHON = sys.executable
AMA_FLOW = str(Path(sys.executable).with_name("ama-flow"))
COMMANDS = {
    "python -c pass": [PYTHON, "-c", "pass"],
    "... import click, tomllib": [PYTHON, "-c", "import click, tomllib"],
    "... and transitions": [PYTHON, "-c", "import click, tomllib, transitions"],
    "ama-flow run, to its first prompt": [AMA_FLOW, "run"],
    f"... going on after {ANSWERS} answers": [
        AMA_FLOW,
        "run",
        "--session",
        "kept.jsonl",
    ],
    "ama-flow check": [AMA_FLOW, "check"],
    "ama-flow --help": [AMA_FLOW, "--help"],
}


def keep(path: Path) -> None:
    """Keep a session of `ANSWERS` in `ama_wvg`, led to its goal time and again."""
    sitting = Sitting(ama_flow.Session(ama_flow.load("ama_wvg")), Keeper(path))
    for _ in range(ANSWERS):
        if sitting.session.ended:
            sitting.restart()
        sitting.give(sitting.session.choices[0])
    sitting.leave()


def milliseconds(command: list[str], folder: str) -> float:
    """Give the CPU time of one run in *folder*."""
    program = subprocess.Popen(
        command,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, used = os.wait4(program.pid, 0)
    program.returncode = os.waitstatus_to_exitcode(status)
    return 1000 * (used.ru_utime + used.ru_stime)


def main() -> None:
    """Measure every command, and print a table."""
    taken: dict[str, list[float]] = {name: [] for name in COMMANDS}
    with TemporaryDirectory() as folder:
        keep(Path(folder) / "kept.jsonl")
        for _ in range(ROUNDS):
            for name, command in COMMANDS.items():
                taken[name].append(milliseconds(command, folder))
    medians = {name: statistics.median(times) for name, times in taken.items()}
    bare = medians["python -c pass"]
    for name, median in medians.items():
        print(f"{name:<35}{median:7.1f} ms{median / bare:7.1f} x")


if __name__ == "__main__":
    main()
