"""How long loading and proving take, on procedures of a thousand states and more.

    python -m benchmarks.proofs                  # 10^3, 10^4 and 10^5 states
    python -m benchmarks.proofs --million        # and 10^6, made in memory

Run it from the root of the project. The columns "networkx" and "rustworkx" search the
same graph with those libraries: ``pip install networkx rustworkx`` fills them in, and
without them they show "-". Nothing else uses these two.

Each figure is taken in a process of its own, in turns, so that all of them meet the
same noise. Printed are the least CPU time of some rounds, and the most memory that the
process ever took. Compare the columns and rows of one run: the same machine may be
twice as slow in the next.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import find_spec
from itertools import chain
from typing import Any

import click

from ama_flow import check
from ama_flow.loader import loads
from ama_flow.model import (
    ANSWER,
    NEXT,
    Condition,
    Contact,
    Fact,
    Flow,
    State,
    Table,
    Transition,
)
from ama_flow.proofs.garbage import uncollected
from ama_flow.proofs.space import explore
from ama_flow.proofs.structure import flaws

ROUNDS = 5
SIZES = (1_000, 10_000, 100_000)
MILLION = 1_000_000
DECISIONS = (16, 10_000)
MISSING = "-"
"""What a cell shows whose library is not installed."""


# ------------------------------------------------------------ procedures
def procedure(states: int) -> Flow:
    """Make a procedure of about so many *states*, without a fault."""
    blocks = range(states // 5)
    return _flow(chain.from_iterable(map(_block, blocks)), len(blocks))


def _block(n: int) -> Iterator[State]:
    """Give a question, a branch that reads its answer, two steps, and a contact."""
    yield _question(n, f"s{n}")
    yield _step(f"s{n}", f"b{n}", f"c{n}")
    yield _branch(n, f"t{n}")
    yield _step(f"t{n}", f"q{n + 1}", f"c{n}")
    yield State(id=f"c{n}", kind="contact", title=f"Bel lijn {n}", contact="help")


def decisions(facts: int) -> Flow:
    """Make a procedure in which so many *facts* are asked, each read at once."""
    numbers = range(facts)
    pairs = ((_question(n, f"b{n}"), _branch(n, f"q{n + 1}")) for n in numbers)
    return _flow(chain.from_iterable(pairs), facts)


def _question(n: int, dest: str) -> State:
    return State(
        id=f"q{n}",
        kind="question",
        title=f"Is de voorziening op regel {n} al gekend?",
        asks=f"f{n}",
        transitions=(Transition(trigger=ANSWER, source=f"q{n}", dest=dest),),
    )


def _branch(n: int, dest: str) -> State:
    """Give a branch that leads to *dest* if its fact is so, else to what follows."""
    is_so = ((Condition(fact=f"f{n}", values=(True,)),),)
    here, after = f"b{n}", f"q{n + 1}"
    ways = (
        Transition(trigger=NEXT, source=here, dest=dest, conditions=is_so),
        Transition(trigger=NEXT, source=here, dest=after),
    )
    return State(id=here, kind="branch", title="Gekend of niet?", transitions=ways)


def _step(name: str, dest: str, contact: str) -> State:
    ways = (
        Transition(trigger=NEXT, source=name, dest=dest),
        Transition(
            trigger="fails",
            source=name,
            dest=contact,
            title="Dit lukt niet",
            fails=True,
        ),
    )
    return State(
        id=name,
        kind="step",
        title=f"Vul het formulier {name} in en bevestig",
        text="Kies de voorziening in de lijst, en klik dan op bevestigen.",
        transitions=ways,
    )


def _flow(states: Iterator[State], blocks: int) -> Flow:
    names = [f"f{n}" for n in range(blocks)]
    goal = State(id=f"q{blocks}", kind="goal", title="Alles is klaar")
    made = Table((state.id, state) for state in (*states, goal))
    contact = Contact(id="help", name="De helpdesk", phone="02-123 45 67")
    return Flow(
        id="large",
        version="1",
        language="nl",
        title="Een lange procedure",
        initial="q0",
        facts=Table((f, Fact(id=f, type="yesno", title=f"Gekend {f}")) for f in names),
        contacts=Table([("help", contact)] if "c0" in made else ()),
        states=made,
    )


# ------------------------------------------------------------ the same as a file
def toml(flow: Flow) -> str:
    """Write one of the procedures above as a file."""
    return "".join(_lines(flow))


def _lines(flow: Flow) -> Iterator[str]:
    yield f'format = 1\nid = "{flow.id}"\nversion = "{flow.version}"\n'
    yield f'language = "{flow.language}"\ntitle = "{flow.title}"\n'
    yield f'initial = "{flow.initial}"\n'
    for fact in flow.facts.values():
        yield f'\n[facts.{fact.id}]\ntype = "{fact.type}"\ntitle = "{fact.title}"\n'
    for contact in flow.contacts.values():
        yield f'\n[contacts.{contact.id}]\nname = "{contact.name}"\n'
        yield f'phone = "{contact.phone}"\n'
    for state in flow.states.values():
        yield f"\n[states.{state.id}]\n"
        for key in ("kind", "title", "text", "asks", "contact"):
            if value := getattr(state, key):
                yield f'{key} = "{value}"\n'
        if state.transitions:
            yield f"transitions = [\n{''.join(map(_way, state.transitions))}]\n"


def _way(way: Transition) -> str:
    keys = [f'dest = "{way.dest}"']
    if way.conditions:
        ((condition,),) = way.conditions
        keys.append(f"conditions = {{ {condition.fact} = true }}")
    if way.fails:
        keys.append(f'trigger = "{way.trigger}", title = "{way.title}", fails = true')
    return f"  {{ {', '.join(keys)} }},\n"


# ------------------------------------------------------------ what is measured
Job = Callable[[], object]


def _load(flow: Flow) -> Job:
    text = toml(flow)
    return lambda: loads(text)


def _tomllib(flow: Flow) -> Job:
    text = toml(flow)
    return lambda: tomllib.loads(text)


def _search(flow: Flow) -> Job:
    wrong = flaws(flow)[1]
    return uncollected()(lambda: explore(flow, wrong))


def _proof(flow: Flow) -> Job:
    return lambda: check(flow).proved or sys.exit("it is not proved")


def _edges(flow: Flow) -> list[tuple[str, str]]:
    return [
        (transition.source, transition.dest)
        for state in flow.states.values()
        for transition in state.transitions
    ]


def _networkx(flow: Flow) -> Job:
    """Go forward, back from the ends, and round, on the graph of the states."""
    nx: Any = import_module("networkx")

    edges, ends = _edges(flow), _ends(flow)

    def search() -> tuple[object, ...]:
        graph = nx.DiGraph(edges)
        reached = list(nx.bfs_edges(graph, flow.initial))
        layers = list(nx.bfs_layers(graph.reverse(), ends))
        return reached, layers, list(nx.strongly_connected_components(graph))

    return search


def _rustworkx(flow: Flow) -> Job:
    """Do the same with rustworkx, which knows nodes by number."""
    rx: Any = import_module("rustworkx")

    edges, ends = _edges(flow), _ends(flow)

    def search() -> tuple[object, ...]:
        graph = rx.PyDiGraph()
        number = dict(zip(flow.states, graph.add_nodes_from(flow.states), strict=True))
        graph.add_edges_from_no_data([(number[a], number[b]) for a, b in edges])
        reached = rx.bfs_successors(graph, number[flow.initial])
        components = rx.strongly_connected_components(graph)
        graph.reverse()
        return reached, components, rx.bfs_layers(graph, [number[end] for end in ends])

    return search


def _ends(flow: Flow) -> list[str]:
    return [state.id for state in flow.states.values() if not state.transitions]


COLUMNS: dict[str, Callable[[Flow], Job]] = {
    "tomllib": _tomllib,
    "load": _load,
    "search": _search,
    "proof": _proof,
    "networkx": _networkx,
    "rustworkx": _rustworkx,
}
IN_MEMORY = ("search", "proof", "networkx", "rustworkx")
"""What needs no file."""


# ------------------------------------------------------------ how it is measured
def taken(job: Job) -> float:
    """Give the CPU time of a job, in seconds."""
    began = time.process_time()
    job()
    return time.process_time() - began


def least(job: Job) -> float:
    """Give the least CPU time of a job that takes next to none, over a while."""
    return min(taken(job) for _ in range(200))


def measured(kind: str, size: int, column: str) -> tuple[float, float]:
    """Give CPU seconds and megabytes of one measurement, in a process of its own."""
    given = ["--one", kind, str(size), column]
    command = [sys.executable, "-m", "benchmarks.proofs", *given]
    shown = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    seconds, megabytes = map(float, shown.split())
    return seconds, megabytes


def one(kind: str, size: int, column: str) -> None:
    """Measure one thing here, and print it."""
    flow = {"states": procedure, "facts": decisions}[kind](size)
    job = COLUMNS[column](flow)
    seconds = least(job) if size < SIZES[0] else taken(job)
    kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(seconds, kilobytes / 1000)


def row(kind: str, size: int, columns: tuple[str, ...], rounds: int) -> list[str]:
    """Give the cells of one line: in each round every column has its turn."""
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in columns}
    for _ in range(rounds):
        for name, figures in found.items():
            if name not in ("networkx", "rustworkx") or find_spec(name):
                figures.append(measured(kind, size, name))
    return [_cell(found.get(name, [])) for name in COLUMNS]


def _cell(figures: list[tuple[float, float]]) -> str:
    if not figures:
        return MISSING
    seconds, megabytes = map(min, zip(*figures, strict=True))
    return f"{1000 * seconds:,.1f} ms {megabytes:,.0f} MB"


@click.command()
@click.option("--million", is_flag=True, help="Also 10^6 states: minutes, and 4 GB.")
@click.option("--rounds", default=ROUNDS, help="How often each is measured.")
@click.option("--one", "only", type=(str, int, str), hidden=True)
def main(rounds: int, only: tuple[str, int, str] | None, *, million: bool) -> None:
    """Measure, and print a table."""
    if only:
        one(*only)
        return
    _print("", list(COLUMNS))
    for size in SIZES:
        _print(f"{size:,} states", row("states", size, tuple(COLUMNS), rounds))
    for size in DECISIONS:
        _print(f"{size:,} facts in turn", row("facts", size, IN_MEMORY[:2], rounds))
    if million:
        _print(f"{MILLION:,} states", row("states", MILLION, IN_MEMORY, 1))


def _print(name: str, cells: list[str]) -> None:
    print(f"{name:<21}", *(f"{cell:>20}" for cell in cells), flush=True)


if __name__ == "__main__":
    main()
