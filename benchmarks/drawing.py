"""How long a picture takes, beside Graphviz that lays out and draws the same graph.

    python -m benchmarks.drawing [--rounds 5] [guide:1 procedure:200 menu:20 ...]

The flows are ama_wvg, so many times in a row; made-up procedures of so many states; and
questions with so many answers, each with a step of its own. CPU time, user and system,
as medians of rounds in which all take turns:

- *ours* is `svg.render`, once, in a process that has drawn a flow of one state before;
- *dot* is the program ``dot -Tsvg`` from its start to its end, on the DOT of the same
  picture without the places, so that it has to find them;
- *drawing only* is the same program on the DOT with the places;
- *Python* is the rest of our process: its start, and loading what draws and the flow.
"""

from __future__ import annotations

import os
import re
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from ama_flow import load
from ama_flow.model import Flow, Options, State, Table, Transition, replace
from ama_flow_renderers import dot, svg
from tests.sketches import procedure

SELF = "benchmarks.drawing"
MOST = 120
"""Seconds of CPU after which Graphviz is stopped; the table then has that time."""


def repeated(copies: int) -> Flow:
    """Give ama_wvg so many times in a row, each goal but the last leading on."""
    flow = load("ama_wvg")
    phases = {
        f"{phase.id}_{n}": replace(phase, id=f"{phase.id}_{n}")
        for n in range(copies)
        for phase in flow.phases.values()
    }
    states = (state for n in range(copies) for state in _copied(flow, n, copies))
    return replace(
        flow,
        initial=f"{flow.initial}_0",
        phases=Table(phases.items()),
        states=Table((state.id, state) for state in states),
    )


def _copied(flow: Flow, number: int, copies: int) -> Iterator[State]:
    for state in flow.states.values():
        name = f"{state.id}_{number}"
        ways = tuple(
            replace(way, source=name, dest=f"{way.dest}_{number}")
            for way in state.transitions
        )
        copy = replace(
            state, id=name, phase=f"{state.phase}_{number}", transitions=ways
        )
        if state.kind == "goal" and number < copies - 1:
            on = Transition(
                trigger="next", source=name, dest=f"{flow.initial}_{number + 1}"
            )
            copy = replace(copy, kind="step", transitions=(on,))
        yield copy


def menu(count: int) -> Flow:
    """Give a question with so many answers, each to a step, and all to one goal."""
    names = [f"s{number}" for number in range(count)]
    asked = tuple(
        Transition(trigger=name, source="menu", dest=name, title=f"Keuze {name}")
        for name in names
    )
    states = [State(id="menu", kind="question", title="Kies", transitions=asked)]
    for name in names:
        on = Transition(trigger="next", source=name, dest="klaar")
        step = State(id=name, kind="step", title=f"Doe {name}", transitions=(on,))
        states.append(step)
    states.append(State(id="klaar", kind="goal", title="Klaar"))
    return Flow(
        id="menu",
        version="1",
        language="nl",
        title="Een menu",
        initial="menu",
        states=Table((state.id, state) for state in states),
    )


MADE: Mapping[str, Callable[[int], Flow]] = {
    "guide": repeated,
    "procedure": partial(procedure, 1),
    "menu": menu,
}
ALL = ("guide:1", "guide:10", "guide:100", "procedure:200", "procedure:2000")
FANS = ("menu:20", "menu:200")


def made(name: str) -> Flow:
    """Make the flow called *name*, such as menu:20."""
    kind, _, count = name.partition(":")
    return MADE[kind](int(count))


def unplaced(source: str) -> str:
    """Take the places out of DOT, and what is drawn behind the nodes."""
    bare = re.sub(r'\blayout=nop2\b|\b_background="[^"]*"', "", source)
    return re.sub(r'\b(pos|lp)="[^"]*"', "", bare)


def graphs(flow: str, folder: Path) -> Mapping[str, Sequence[str]]:
    """Write the graph without and with its places, and give what draws each."""
    source = dot.source(made(flow), Options(), anchors=True)
    found = {"dot": unplaced(source), "drawing only": source}
    for name, written in found.items():
        (folder / f"{name}.dot").write_text(written, "utf-8")
    limited = ["prlimit", f"--cpu={MOST}", "dot", "-Tsvg"]
    return {name: [*limited, f"{folder}/{name}.dot"] for name in found}


def run(command: Sequence[str]) -> tuple[float, str]:
    """Give the CPU time of a process in milliseconds, and what it said in the end."""
    program = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    said = program.stderr.read() if program.stderr else ""
    _, status, used = os.wait4(program.pid, 0)
    program.returncode = os.waitstatus_to_exitcode(status)
    if program.returncode and program.returncode != -signal.SIGXCPU:
        raise SystemExit(f"{command[0]} ended with {program.returncode}: {said[-300:]}")
    return 1000 * (used.ru_utime + used.ru_stime), said


def compared(flow: str, rounds: int) -> str:
    """Give a row of the table."""
    taken: dict[str, list[float]] = {}
    with TemporaryDirectory() as name:
        commands = graphs(flow, Path(name))
        for _ in range(rounds):
            whole, said = run([sys.executable, "-m", SELF, "--draw", flow])
            taken.setdefault("ours", []).append(float(said))
            taken.setdefault("Python", []).append(whole - float(said))
            for column, command in commands.items():
                taken.setdefault(column, []).append(run(command)[0])
    found = {column: statistics.median(times) for column, times in taken.items()}
    times = [found[column] for column in ("ours", "dot", "drawing only", "Python")]
    cells = [f"{time:,.0f}" for time in times]
    cells.insert(2, f"{found['ours'] / found['dot']:.2f}")
    return f"| {flow} | {len(made(flow).states):,} | {' | '.join(cells)} |"


def draw(name: str) -> None:
    """Draw, and say on standard error how many milliseconds of CPU that took."""
    flow = made(name)
    goal = next(state for state in flow.states.values() if state.kind == "goal")
    end = replace(goal, phase="")
    first = replace(flow, initial=end.id, phases=Table(), states=Table([(end.id, end)]))
    svg.render(first, Options())
    begin = time.process_time()
    svg.render(flow, Options())
    sys.stderr.write(f"{1000 * (time.process_time() - begin)}")


@click.command()
@click.option("--rounds", default=5)
@click.option("--draw", "alone", hidden=True)
@click.argument("flows", nargs=-1)
def main(rounds: int, alone: str | None, flows: tuple[str, ...]) -> None:
    """Print a table."""
    if alone:
        draw(alone)
        return
    print("| flow | states | ours | dot | ours / dot | drawing only | Python |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for flow in flows or (*ALL, *FANS):
        print(compared(flow, rounds), flush=True)


if __name__ == "__main__":
    main()
