"""The same flow, drawn by each tool in the best way that its own manual shows.

Every tool gets the titles of the states and the words of the ways on, and is asked to
draw from top to bottom where it can be asked.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

from ama_flow import render
from ama_flow.model import Flow, Options
from ama_flow_renderers import _outline

ROOT = Path(__file__).parents[2]
Picture = Mapping[str, str]
"""An SVG or the text of a Mermaid chart, and how to find nodes and lines in it."""

_GRAPHVIZ = {"node": "g.node", "line": "g.edge > path"}


def ours(flow: Flow) -> Picture:
    """Draw by lanes."""
    svg = render(flow, "svg").decode()
    return {"svg": svg, "node": "g.state", "line": "g.way > path:first-of-type"}


def transitions(flow: Flow) -> Picture:
    """Draw by GraphMachine, with Graphviz."""
    graph = _machine(flow, "graphviz").get_graph()
    return {"svg": graph.pipe(format="svg").decode(), **_GRAPHVIZ}


def transitions_mermaid(flow: Flow) -> Picture:
    """Draw by GraphMachine, for Mermaid; its title is no front matter, so is left out."""
    graph = _machine(flow, "mermaid").get_graph()
    chart = graph.source[graph.source.index("stateDiagram") :]
    return {"mermaid": chart, "node": "g.node", "line": "path.transition"}


def statemachine(flow: Flow) -> Picture:
    """Draw by python-statemachine, with its DotGraphMachine."""
    library: Any = import_module("statemachine")
    drawing: Any = import_module("statemachine.contrib.diagram")
    states = {
        state.id: library.State(
            state.title,
            initial=state.id == flow.initial,
            final=not state.transitions,
        )
        for state in flow.states.values()
    }
    body: dict[str, Any] = dict(states)
    for number, (source, dest, said) in enumerate(_ways(flow)):
        event = states[source].to(states[dest])
        body[f"way{number}"] = library.Event(event, name=said or "Verder")
    machine = type("Procedure", (library.StateChart,), body)
    down = type("Down", (drawing.DotGraphMachine,), {"graph_rankdir": "TB"})
    return {"svg": down(machine)().create_svg().decode(), **_GRAPHVIZ}


def state_machine_cat(flow: Flow) -> Picture:
    """Draw by state-machine-cat, phases as states around their own."""
    svg = subprocess.run(
        ["node", ROOT / "node_modules" / ".bin" / "smcat", "-T", "svg", "-o", "-", "-"],
        input="\n".join(_smcat(flow)),
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    return {"svg": svg, **_GRAPHVIZ}


def mermaid(flow: Flow) -> Picture:
    """Draw by Mermaid what we write for it: kinds, phases and links are ours."""
    chart = render(flow, "mermaid").decode()
    return {"mermaid": chart, "node": "g.node", "line": "path.flowchart-link"}


TOOLS: Mapping[str, Callable[[Flow], Picture]] = {
    "ama-flow": ours,
    "transitions, Graphviz": transitions,
    "transitions, Mermaid": transitions_mermaid,
    "python-statemachine": statemachine,
    "state-machine-cat": state_machine_cat,
    "Mermaid, by ama-flow": mermaid,
}


def _ways(flow: Flow) -> Iterator[tuple[str, str, str]]:
    """Give source, dest and words of every way on."""
    told = _outline.outline(flow, Options())
    for section in told.sections:
        for state in section.states:
            for way in told.ways[state.id]:
                yield state.id, way.dest, way.label
        for shared in section.shared:
            for state in shared.sources:
                yield state.id, shared.way.dest, shared.way.label


def _machine(flow: Flow, engine: str) -> Any:  # noqa: ANN401 - of another library
    core: Any = import_module("transitions")
    diagrams: Any = import_module("transitions.extensions.diagrams")

    class Titled(core.State):  # type: ignore[misc] # it carries no types
        def __init__(self, name: str, label: str = "", **others: object) -> None:
            super().__init__(name, **others)
            self.label = label

    machine: Any = type("Machine", (diagrams.GraphMachine,), {"state_cls": Titled})
    machine.machine_attributes = {**machine.machine_attributes, "rankdir": "TB"}
    return machine(
        states=[{"name": s.id, "label": s.title} for s in flow.states.values()],
        transitions=[
            {"trigger": f"way{n}", "source": source, "dest": dest, "label": said or " "}
            for n, (source, dest, said) in enumerate(_ways(flow))
        ],
        initial=flow.initial,
        title=flow.title,
        graph_engine=engine,
        auto_transitions=False,
    )


def _smcat(flow: Flow) -> Iterator[str]:
    """Write the language of state-machine-cat: states, and then transitions."""
    sections = _outline.outline(flow, Options()).sections
    parts = []
    for section in sections:
        inner = ",\n".join(
            f"{state.id} [label={json.dumps(state.title, ensure_ascii=False)}]"
            for state in section.states
        )
        title = json.dumps(section.title, ensure_ascii=False)
        parts.append(f"{section.id}_ [label={title}] {{\n{inner};\n}}")
    yield ",\n".join(["initial", *parts]) + ";"
    yield f"initial => {flow.initial};"
    for source, dest, said in _ways(flow):
        yield f"{source} => {dest}{f' : {said}' if said else ''};"
