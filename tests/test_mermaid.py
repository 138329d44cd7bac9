"""The flowchart for Mermaid, read by Mermaid itself."""

from __future__ import annotations

import html
import json
import os
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from ama_flow import load
from ama_flow.model import Contact, Flow, Link, Options, State, Table, replace
from ama_flow.testing import nasty
from ama_flow_renderers import mermaid
from ama_flow_renderers._outline import Outline, outline
from ama_flow_renderers._phrases import sources
from ama_flow_renderers._pictured import pictured
from ama_flow_renderers._plain import Line, about, tidy
from ama_flow_renderers._style import LIGHT
from tests import small_flows
from tests.goldens import FLOW as LENEN
from tests.small_flows import state, way
from tests.test_pictures import luminance

pytestmark = pytest.mark.checkout  # the packages of npm are not beside the wheel

ROOT = Path(__file__).parents[1]
PACKAGES = (ROOT / "tests" / "npm.txt").read_text("utf-8").split()
INSTALL = f"npm install --no-save --no-package-lock {' '.join(PACKAGES)}"
COUNT = int(os.environ.get("MERMAID_FLOWS", "40"))
"""How many random flows are read. Four times 250 take a few minutes, each others with
HYPOTHESIS_PROFILE=thorough and --hypothesis-seed=1, 2, 3 and 4."""
AMA = load("ama_wvg")
SHIPPED = [
    AMA,
    LENEN,
    *(
        load(path)
        for path in sorted((ROOT / "examples").glob("*.toml"))
        if not path.stem.endswith(".scenarios")
    ),
]
SHAPES = {
    "step": "square",
    "question": "hexagon",
    "branch": "diamond",
    "contact": "subroutine",
    "goal": "stadium",
}
GITHUB = {"light": "#FFFFFF", "dark": "#0D1117"}
"""What is behind a flowchart on GitHub."""

Graph = dict[str, Any]


def read(flows: Iterable[Flow], *, draw: bool = False) -> list[Graph]:
    """Let Mermaid read the flowcharts of *flows*, in one process."""
    return read_charts(map(chart, flows), draw=draw)


def read_charts(charts: Iterable[str], *, draw: bool = False) -> list[Graph]:
    """Let Mermaid read *charts*, in one process."""
    assert shutil.which("node"), "this takes Node 18 or newer, with npm"
    installed = (ROOT / "node_modules" / "mermaid").exists()
    assert installed, f"install Mermaid, in the folder of the project: {INSTALL}"
    data = json.dumps({"charts": list(charts), "draw": draw})
    script = str(ROOT / "tests" / "read_mermaid.mjs")
    done = subprocess.run(
        ["node", script], input=data, capture_output=True, text=True, check=True
    )
    graphs: list[Graph] = json.loads(done.stdout)
    return graphs


def chart(flow: Flow) -> str:
    """Write *flow* in Mermaid."""
    document: bytes = mermaid.render(flow, Options())
    return document.decode()


def label(plan: Outline, row: State) -> str:
    """Give what the box of a state is to say, one thing a line."""
    number = plan.numbers.get(row.id)
    title = plan.expand(row.title)
    lines = [
        Line(words=plan.say("doc_contact").upper() if row.kind == "contact" else ""),
        Line(words=f"{number} · {title}" if number else title),
        *about(plan, row),
    ]
    return "\n".join(filter(None, (tidy(f"{li.lead}{li.words}") for li in lines)))


def edges(plan: Outline) -> Counter[tuple[str, str, str]]:
    """Count the lines that there are to be: from a state, or from what several share."""
    found = Counter([("head", plan.flow.initial, "")])
    for row in plan.states:
        for on in plan.ways[row.id]:
            found[row.id, on.dest, tidy(on.label)] += 1
    for section in plan.sections:
        for shared in section.shared:
            note = tidy(sources(plan, section, shared))
            found[note, shared.way.dest, tidy(shared.way.label)] += 1
    return found


def compare(flow: Flow, graph: Graph) -> None:
    """Hold what Mermaid read against *flow*."""
    assert "error" not in graph, graph["error"]
    plan = outline(flow, Options())
    nodes = {node["id"]: node for node in graph["nodes"]}
    states = {f"s_{row.id}": row for row in plan.states}
    for name, row in states.items():
        assert nodes[name]["label"] == label(plan, row)
        assert nodes[name]["shape"] == SHAPES[row.kind]
        assert nodes[name]["look"] == [row.kind]
    known = {n: node["label"] for n, node in nodes.items() if n[:1] == "n"}
    known |= {"head": "head"} | {name: row.id for name, row in states.items()}
    assert {*nodes} - {*known} <= {"also"}
    assert edges(plan) == Counter(
        (known[e["source"]], known[e["dest"]], e["label"]) for e in graph["edges"]
    )
    assert {phase["title"]: {*phase["nodes"]} for phase in graph["phases"]} == {
        tidy(section.title): {f"s_{row.id}" for row in section.states}
        | {name for name in known if re.match(rf"n\d+_{section.id}$", name)}
        for section in plan.sections
        if section.title
    }
    assert graph["title"] == tidy(plan.expand(flow.title))


def test_mermaid_reads_the_graph_that_is_meant() -> None:
    """States, ways on, phases and words are those of the flow, and so it draws them."""
    for flow, graph in zip(SHIPPED, read(SHIPPED, draw=True), strict=True):
        compare(flow, graph)
        labels = [part["label"] for part in (*graph["nodes"], *graph["edges"])]
        said = Counter(filter(None, labels))
        assert said - Counter(graph["drawn"]) == Counter()


def test_no_text_changes_what_mermaid_reads() -> None:
    """Whatever a flow says, and in whatever script, its graph and words come through."""
    found: list[Flow] = []

    @settings(max_examples=COUNT, phases=[Phase.generate], database=None)
    @given(nasty.flows())
    def collect(flow: Flow) -> None:
        found.append(flow)

    collect()
    for flow, graph in zip(found, read(found), strict=True):
        compare(flow, graph)


PARTS = (
    Options(overview=True),
    Options(phase="hulp"),
    Options(focus="subafdeling_bestaat"),
)


def test_a_part_of_a_flow_is_a_chart_too() -> None:
    """For a flow with more lines than Mermaid draws; boxes say where it goes on."""
    charts = (mermaid.render(AMA, options).decode() for options in PARTS)
    for options, graph in zip(PARTS, read_charts(charts), strict=True):
        plan = pictured(AMA, options)
        nodes = {node["id"]: node for node in graph["nodes"]}
        for row in plan.states:
            node = nodes[_name(row.id)]
            is_elsewhere = row.id in plan.folded and row.kind == "step"
            assert node["look"] == ["note" if is_elsewhere else row.kind]
            assert tidy(plan.expand(row.title)) in node["label"]
            for line in plan.folded[row.id].lines if is_elsewhere else ():
                assert line in node["label"]
        assert sum(edges(plan).values()) == len(graph["edges"])
        assert plan.excerpt in nodes["head"]["label"]
        assert ("also" in nodes) == (not plan.is_part and "also" in chart(AMA))


def _name(name: str) -> str:
    return "s_" + re.sub(r"[^A-Za-z0-9_]", lambda odd: f".{ord(odd[0]):x}.", name)


def test_paths_of_files_are_drawn_whole() -> None:
    """A backslash and an n are no new line, in a box of one line or of several."""
    step = replace(state("a", "step", way("b")), title=r"Open C:\nieuw\nota")
    flow = small_flows.flow(replace(step, text=r"Op \\net\n\N."), state("b", "goal"))
    alone = small_flows.flow(step, state("b", "goal"))
    for graph in read([flow, alone], draw=True):
        drawn = [part for part in graph["drawn"] if "Open" in part]
        assert drawn == [n["label"] for n in graph["nodes"] if "Open" in n["label"]]
        assert r"Open C:\nieuw\nota" in drawn[0]


WORDS = ("end", "graph", "subgraph", "style", "class", "click", "default", "linkStyle")


def test_no_id_is_a_word_of_mermaid() -> None:
    """A state can have any name that Python can give it, and stays that state."""
    names = [*WORDS, "o", "x", "a-b", "a--b", "a_2d_b", "a b", "é", "head"]
    steps = [state(name, "step", way(name)) for name in names]
    (graph,) = read([small_flows.flow(*steps, state("goal", "goal"))])
    assert [n["label"][4:].lstrip("· ") for n in graph["nodes"][1:-1]] == names
    for edge in graph["edges"][1:]:
        assert edge["source"] == edge["dest"]
    assert len({node["id"] for node in graph["nodes"]}) == len(names) + 2


URLS = (
    "https://a.be/x?a=1&b=2#q",
    "https://a.be/style:#a;b;#38;",
    "https://a.be/{x}%7By%7D|^(z)_[y]*?q=&copy;~a%20b#é",
    "https://xn--caf-dma.be/$a$%%{init}%%",
)


def test_boxes_lead_to_addresses() -> None:
    """A box leads to the first way to reach its contact, else to its first link."""
    links = [Link(id=f"l{n}", title="L", url=url) for n, url in enumerate(URLS)]
    bad = Link(id="bad", title="B", url="javascript:alert(1)")
    steps = [
        replace(state(f"s{n}", "step", way("c0")), text=f"[b][bad] [a][l{n}] [c][l0]")
        for n, _ in enumerate(URLS)
    ]
    contacts = [
        Contact(id="c0", name="C", phone="2", tel="+3225115151", email="a@a.be"),
        Contact(id="c1", name="C", email="a@a.be", url="https://a.be/"),
        Contact(id="c2", name="C", url="https://a.be/"),
        Contact(id="c3", name="C"),
    ]
    called = [replace(state(c.id, "contact"), contact=c.id) for c in contacts]
    flow = replace(
        small_flows.flow(*steps, *called),
        links=Table((link.id, link) for link in (*links, bad)),
        contacts=Table((row.id, row) for row in contacts),
    )
    (graph,) = read([flow])
    reached = ["tel:+3225115151", "mailto:a@a.be", "https://a.be/", ""]
    leads = [unquote(node["link"]) for node in graph["nodes"][1:]]
    assert leads == [*map(unquote, URLS), *reached]


def test_what_is_needed_leads_to_where_it_is_found() -> None:
    """A box without links leads to where what it needs can be looked up."""
    found = re.findall(r'click s_(\w+) href "(\S+)" _blank', chart(AMA))
    links = dict(found)
    assert len(links) == len(found)
    assert links["subafdeling_bestaat"] == AMA.links["cobrha"].url
    assert links["eranova"] == "tel:+3225115151"
    assert "gebruiker_toevoegen" not in links


def test_what_several_states_share_is_drawn_once() -> None:
    """The way out of every step of a phase is one line, from one box that says so."""
    written = chart(AMA)
    assert written.count('|"Dit lukt niet"|') == 2
    assert written.count('>"Bij elke stap in dit deel"]:::note') == 2


@given(nasty.lines() | st.text(max_size=20))
def test_escaped_words_say_the_same(words: str) -> None:
    """Nothing is left that Mermaid, Markdown or HTML could read, and nothing is lost."""
    written = mermaid.escape(words)
    assert not re.search(r"[\"*`\[\]<>&|{}:@!=~+\\%$_\ufb02]", written)
    assert not re.search(r"#(?!\d+;)|(?<!\d);", written)
    assert not re.search(r"(?:^| )(?:\d+[.)]|-)", written)
    assert html.unescape(re.sub(r"#(\d+);", r"&#\1;", written)) == tidy(words)


def contrast(*colours: str) -> float:
    """Give the contrast ratio of two colours. Source: WCAG 2.2."""
    dark, light = sorted(map(luminance, colours))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", GITHUB)
def test_boxes_can_be_read_in_both_schemes(scheme: str) -> None:
    """Words stand out from their box, and boxes or their lines from the page."""
    looks = re.findall(
        r"classDef (\w+) fill:(#\w+),stroke:(#\w+),color:(#\w+)", chart(AMA)
    )
    assert {name for name, *_ in looks} == {*SHAPES, "note"}
    for _, fill, line, ink in looks:
        assert contrast(fill, ink) >= 4.5
        page = GITHUB[scheme]
        assert max(contrast(fill, page), contrast(line, page)) >= 3
    assert {colour for look in looks for colour in look[1:]} <= {*LIGHT.values()}
