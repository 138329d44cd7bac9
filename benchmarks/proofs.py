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
from importlib.util import find_spec
from itertools import chain

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
from ama_flow.proofs.space import NOWHERE, Space, explore
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
    contact = Contact(id="help", name="De helpdesk", phone="02-123 45 67")
    goal = State(id=f"q{blocks}", kind="goal", title="Alles is klaar")
    return Flow(
        id="large",
        version="1",
        language="nl",
        title="Een lange procedure",
        initial="q0",
        facts=Table((f, Fact(id=f, type="yesno", title=f"Gekend {f}")) for f in names),
        contacts=Table([("help", contact)]),
        states=Table((state.id, state) for state in (*states, goal)),
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
