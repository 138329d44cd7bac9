"""What Spin and rumur say of a flow, and where the proof says something else.

Both search every situation on their own, in what our renderers make of the flow. They
come from Debian's packages ``spin`` and ``rumur``, and both take a C compiler.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

import hypothesis
from hypothesis import HealthCheck, Phase, given, settings

from ama_flow import proofs
from ama_flow.model import Flow, Options
from ama_flow.proofs.space import explore
from ama_flow.proofs.structure import Wrong
from ama_flow_renderers import murphi, promela
from tests.oracle import judge
from tests.random_flows import flows

PROGRAMS = ("spin", "rumur", "gcc")
"""What it takes; the Debian packages have the same names."""

SMALL = """\
format = 1
id = "small"
version = "1"
language = "en"
title = "Borrow a book"
initial = "member"

[facts.member]
type = "yesno"
title = "Member"
changes = true

[facts.age]
type = "number"
title = "Age"
min = 0
changes = true

[facts.asked]
type = "yesno"
title = "Asked before"
initial = false

[contacts.desk]
name = "The desk"
phone = "1"

[triggers]
again = { title = "I try again", choice = true }

[states.member]
kind = "question"
title = "Are you a member?"
asks = "member"
transitions = [
  { conditions = { member = true }, dest = "fee" },
  { conditions = { member = false }, dest = "age" },
  { trigger = "unsure", title = "I don't know", dest = "which" },
]

[states.age]
kind = "question"
title = "How old are you?"
asks = "age"
transitions = [
  { conditions = { age = { min = 18 } }, dest = "fee" },
  { dest = "desk" },
]

[states.fee]
kind = "branch"
title = "Is there a fee?"
transitions = [
  { conditions = [{ member = true }, { member = false, age = { min = 65 } }], dest = "done" },
  { conditions = { member = false, age = { max = 64 } }, dest = "desk" },
]

[states.which]
kind = "branch"
title = "Who knows?"
transitions = [
  { conditions = { asked = false }, dest = "desk" },
  { dest = "done" },
]

[states.desk]
kind = "contact"
title = "Go to the desk"
contact = "desk"
transitions = [{ trigger = "again", set = { asked = true }, dest = "member" }]

[states.done]
kind = "goal"
title = "Take the book"
"""
"""A flow with one of everything, in which nothing is wrong."""

Fault = tuple[str, str, str]
"""The code of a problem, the state, and the trigger."""

Way = tuple[str, int]
"""A state, and the position of one of its transitions."""


class MissingError(Exception):
    """A program is not installed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spun:
    """What Spin found.

    *helped*: nobody goes on or stops without a goal or contact. *ended*: nobody goes
    on without end.
    """

    situations: int
    faults: frozenset[Fault]
    taken: frozenset[Way]
    helped: bool
    ended: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruled:
    """What rumur found; *lost* counts only where there are no faults."""

    situations: int
    faults: frozenset[Fault]
    trap: bool
    lost: bool


def run(*command: str, cwd: Path) -> str:
    """Run a command and give what it prints; raises `MissingError`."""
    program = command[0]
    if program in PROGRAMS and not shutil.which(program):
        raise MissingError(f"there is no {program} here: apt-get install {program}")
    done = subprocess.run(
        command, cwd=cwd, capture_output=True, text=True, check=False, timeout=120
    )
    return done.stdout + done.stderr


def spin(flow: Flow) -> Spun:
    """Let Spin search *flow*."""
    model = promela.render(flow, Options()).decode()
    with ThreadPoolExecutor() as pool:
        searching = pool.submit(_spin, model, "-DSAFETY", "-DNOCLAIM", how="-c0")
        runs = pool.submit(_spin, f"#define ENDLESS\n{model}", "-DNP", how="-l")
    searched = searching.result()
    ended = "errors: 0" in runs.result()
    starts_before = flow.states[flow.initial].kind == "branch"
    unreached = set(map(int, re.findall(r"\tm\.pml:(\d+),", searched)))
    return Spun(
        situations=_number(r"(\d+) states, stored", searched) - starts_before,
        faults=frozenset(_faults(model, unreached)),
        taken=frozenset(_taken(flow, model, unreached)),
        helped="errors: 0" in searched and (ended or _progresses(model)),
        ended=ended,
    )


def _progresses(model: str) -> bool:
    """Say whether every loop passes a goal or a contact."""
    return "errors: 0" in _spin(model, "-DNP", how="-l")


def _spin(model: str, *made: str, how: str) -> str:
    """Search a model with a program that is *made* and run like that."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "m.pml").write_text(model, "utf-8")
        said = run("spin", "-a", "-o1", "-o2", "-o3", "m.pml", cwd=folder)
        assert (folder / "pan.c").exists(), said
        said = run("gcc", *_PAN, *made, "pan.c", "-o", "pan", cwd=folder)
        assert not said, said
        found = run("./pan", "-A", "-w16", "-m100000", how, cwd=folder)
    assert "errors: " in found, found
    assert "depth too small" not in found, found
    return found


_PAN = ("-O0", "-w", "-DNOREDUCE")


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


def _taken(flow: Flow, model: str, unreached: set[int]) -> Iterator[Way]:
    """Give the transitions whose lines Spin did reach.

    It is silent about states that no jump leads to.
    """
    written = re.finditer(r'printf\(".* -> (\w+)', model)
    lines = [model.count("\n", 0, found.start()) + 1 for found in written]
    places = places_of(flow)
    ways = [
        way
        for state in flow.states.values()
        for trigger in state.triggers
        for way in state.by_trigger(trigger)
    ]
    open_ = [w for w, n in zip(ways, lines, strict=True) if n not in unreached]
    states = {flow.initial}
    while more := {way.dest for way in open_ if way.source in states} - states:
        states |= more
    yield from (places[id(way)] for way in open_ if way.source in states)


def places_of(flow: Flow) -> dict[int, Way]:
    """Give the place of each transition of *flow*, by its identity."""
    return {
        id(way): (state.id, number)
        for state in flow.states.values()
        for number, way in enumerate(state.transitions)
    }


def rumur(flow: Flow) -> Ruled:
    """Let rumur search *flow*, once for traps and once for all else.

    It does not go on past a state with an error, nor look for traps where there is
    one. So what must not be is only counted here: invariants become covers.
    """
    model = murphi.render(flow, Options()).decode()
    seen = [f"state = s_{s.id}" for s in flow.states.values() if s.kind != "branch"]
    covers = _INVARIANT.sub(r"cover \1 !(\2);", _LIVENESS.sub("", model))
    covers += f'cover "situations" {" | ".join(seen)};\n'
    with ThreadPoolExecutor() as pool:
        covering = pool.submit(_rumur, covers)
        searching = pool.submit(_rumur, _INVARIANT.sub("", model))
    searched = searching.result()
    assert "trying to prove remaining liveness constraints" in searched, searched
    counts = dict(re.findall(r'cover "(.*)" hit (\d+) time', covering.result()))
    return Ruled(
        situations=int(counts.pop("situations", 0)),
        trap='liveness property "trap" violated' in searched,
        lost="luck" in counts,
        faults=frozenset(
            (fault[1], fault[2], fault[3])
            for what in counts
            if (fault := re.fullmatch(r"([a-z-]+): (\w+)/(\w+)", what))
        ),
    )


_CHECK = ("--deadlock-detection", "off", "--threads", "1", "--color", "off")
_C11 = ("-std=c11", "-march=native", "-O0", "-w")
_INVARIANT = re.compile(r'^invariant ("[^"]*") (.*);$', re.MULTILINE)
_LIVENESS = re.compile(r"^liveness .*;$", re.MULTILINE)


def _rumur(model: str) -> str:
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "m.m").write_text(model, "utf-8")
        said = run("rumur", *_CHECK, "-o", "m.c", "m.m", cwd=folder)
        said += run("gcc", *_C11, "m.c", "-o", "m", "-lpthread", cwd=folder)
        assert not said, said
        found = run("./m", cwd=folder)
    assert "State Space Explored" in found, found
    return found


@lru_cache(maxsize=64)
def searched(flow: Flow) -> tuple[Spun, Ruled]:
    """Let both search *flow*, at the same time."""
    with ThreadPoolExecutor(2) as pool:
        spun, ruled = pool.submit(spin, flow), pool.submit(rumur, flow)
        return spun.result(), ruled.result()


def differences(flow: Flow) -> list[str]:
    """Say in what the proof of *flow* differs from what Spin and rumur find.

    *flow* is of the right structure. Luck is compared where no conditions are at
    fault; Spin takes choices for outcomes, so what it finds lost need not be.
    """
    spun, ruled = searched(flow)
    codes = {problem.code for problem in proofs.check(flow).problems}
    space = explore(flow, Wrong())
    moves = [move for moves in space.moves for move in moves]
    passed = [way for move in moves for way in (move.transition, *move.passed)]
    places = places_of(flow)
    faults = {(fault.code, fault.state, fault.trigger) for fault in space.faults}
    compared: dict[str, tuple[object, object]] = {
        "faults, by Spin": (faults, spun.faults),
        "faults, by rumur": (faults, ruled.faults),
        "transitions taken, by Spin": (
            {places[id(way)] for way in (*space.opening, *passed)},
            spun.taken,
        ),
        "trap, by rumur": ("trap" in codes, ruled.trap),
    }
    if not codes - _LAST:
        compared["endless, by Spin"] = ("endless" in codes, not spun.ended)
    if not faults:
        lost = not codes.isdisjoint(("trap", "luck"))
        compared["luck, by rumur"] = (lost, ruled.lost)
        if spun.helped or not any(move.transition.choice for move in moves):
            compared["luck, by Spin"] = (lost, not spun.helped)
        compared["situations, by rumur and Spin"] = (ruled.situations, spun.situations)
        if not any(fact.type in ("number", "date") for fact in flow.facts.values()):
            brute = len(judge(flow).ways)
            compared["situations, by Spin"] = (brute, spun.situations)
    return _differing(compared)


def brute_differences(flow: Flow) -> list[str]:
    """Say in what the proof of *flow* differs from what brute force finds.

    *flow* is of the right structure.
    """
    report, opinion = proofs.check(flow), judge(flow)
    faults = {fault[:3] for fault in explore(flow, Wrong()).faults}
    codes = {problem.code for problem in report.problems}
    return _differing(
        {
            "faults": (faults, opinion.faults),
            "codes": (codes - _FAULTS, opinion.codes - _FAULTS),
            "some fault": (bool(codes & _FAULTS), bool(opinion.codes & _FAULTS)),
            "worst": (report.figures.worst, opinion.worst),
            "fewest": (report.figures.fewest, opinion.fewest),
        }
    )


_FAULTS = {"gap", "overlap", "unknown-fact"}
_LAST = {"endless", "rule", "rule-vacuous", "unused"}
"""What is only reported where nothing else is wrong."""


def _differing(compared: Mapping[str, tuple[object, object]]) -> list[str]:
    return [
        f"{what}: {one} and {other}"
        for what, (one, other) in compared.items()
        if one != other
    ]


def random_flows(count: int, seed: int) -> list[Flow]:
    """Draw *count* flows of the right structure, the same ones for the same *seed*."""
    drawn: list[Flow] = []

    @hypothesis.seed(seed)
    @settings(
        max_examples=count,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(flows())
    def draw(flow: Flow) -> None:
        drawn.append(flow)

    draw()
    return drawn
