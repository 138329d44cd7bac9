"""What Spin and rumur say of a flow, and where the proof says something else.

Both search every situation on their own, in what our renderers make of the flow. They
come from Debian's packages ``spin`` and ``rumur``, and both take a C compiler.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from ama_flow.model import Flow, Options, Transition
from ama_flow.proofs import check, space
from ama_flow.proofs.structure import Wrong
from ama_flow_renderers import murphi, promela
from tests.oracle import judge

PACKAGES = {"spin": "spin", "rumur": "rumur", "gcc": "gcc"}
"""The programs that it takes, with the Debian packages that have them."""

Fault = tuple[str, str, str]
"""The code of a problem, the state, and the trigger."""


class MissingError(Exception):
    """A program is not installed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spun:
    """What Spin found. *helped*: nobody goes on or stops without a goal or contact."""

    situations: int
    faults: frozenset[Fault]
    taken: frozenset[int]
    helped: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruled:
    """What rumur found; *lost* counts only where there are no faults."""

    situations: int
    faults: frozenset[Fault]
    trap: bool
    lost: bool


def run(*command: str, cwd: Path) -> str:
    """Run a command and give what it prints; raises `MissingError`."""
    if command[0] in PACKAGES and not shutil.which(command[0]):
        raise MissingError(
            f"{command[0]} is not installed: apt-get install {PACKAGES[command[0]]}"
        )
    done = subprocess.run(
        command, cwd=cwd, capture_output=True, text=True, check=False, timeout=120
    )
    return done.stdout + done.stderr


def spin(flow: Flow) -> Spun:
    """Let Spin search *flow*."""
    model = promela.render(flow, Options()).decode()
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "m.pml").write_text(model, "utf-8")
        said = run("spin", "-a", "-o3", "m.pml", cwd=folder)
        assert (folder / "pan.c").exists(), said
        searched = _pan(folder, "-DSAFETY", "-DNOCLAIM", run_with="-c0")
        rounds = _pan(folder, "-DNP", run_with="-l")
    unreached = {int(line) for line in re.findall(r"^\tm\.pml:(\d+),", searched, re.M)}
    return Spun(
        situations=_number(r"(\d+) states, stored", searched),
        faults=frozenset(_faults(model, unreached)),
        taken=frozenset(_taken(flow, model, unreached)),
        helped="errors: 0" in searched and "errors: 0" in rounds,
    )


def _pan(folder: Path, *how: str, run_with: str) -> str:
    said = run("gcc", "-O0", "-w", "-DNOREDUCE", *how, "pan.c", "-o", "pan", cwd=folder)
    assert not said, said
    found = run("./pan", "-A", "-w16", "-m100000", run_with, cwd=folder)
    assert "errors: " in found, found
    assert "depth too small" not in found, found
    return found


def _number(pattern: str, said: str) -> int:
    found = re.search(pattern, said)
    assert found, said
    return int(found[1])


def _faults(model: str, unreached: set[int]) -> Iterator[Fault]:
    """Give what is on the lines of faults that Spin did reach."""
    for number, line in enumerate(model.splitlines(), 1):
        found = re.search(r'printf\("([a-z-]+): (\w+)/(\w+)', line)
        if found and number not in unreached:
            yield found[1], found[2], found[3]


def _taken(flow: Flow, model: str, unreached: set[int]) -> Iterator[int]:
    """Give the identity of each transition whose line Spin did reach."""
    ways = (
        way
        for state in flow.states.values()
        for trigger in state.triggers
        for way in state.by_trigger(trigger)
    )
    for number, line in enumerate(model.splitlines(), 1):
        if re.search(r'printf\(".* -> ', line):
            way = next(ways)
            if number not in unreached:
                yield id(way)
    assert not list(ways)


def rumur(flow: Flow) -> Ruled:
    """Let rumur search *flow*.

    It does not go on past a state with an error, nor look for traps where there is
    one. So what must not be is counted here: an invariant becomes a cover.
    """
    model = murphi.render(flow, Options()).decode()
    model = re.sub(r'^invariant ("[^"]*") (.*);$', r"cover \1 !(\2);", model, flags=re.M)
    seen = [f"state = s_{s.id}" for s in flow.states.values() if s.kind != "branch"]
    model += f'cover "situations" {" | ".join(seen)};\n'
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "m.m").write_text(model, "utf-8")
        said = run("rumur", *_RUMUR, "-o", "m.c", "m.m", cwd=folder)
        assert not said, said
        said = run("gcc", *_C11, "m.c", "-o", "m", "-lpthread", cwd=folder)
        assert not said, said
        found = run("./m", cwd=folder)
    covered = re.findall(r'<cover_result message="(.*)" count="(\d+)"', found)
    counts = {what: int(count) for what, count in covered}
    return Ruled(
        situations=counts["situations"],
        faults=frozenset(
            (fault[1], fault[2], fault[3])
            for what, count in counts.items()
            if count and (fault := re.fullmatch(r"([a-z-]+): (\w+)/(\w+)", what))
        ),
        trap="liveness property" in found,
        lost=counts["luck"] > 0,
    )


_RUMUR = (
    *("--deadlock-detection", "off", "--threads", "1"),
    *("--output-format", "machine-readable"),
)
_C11 = ("-std=c11", "-march=native", "-O0", "-w")


def differences(flow: Flow) -> list[str]:
    return []
