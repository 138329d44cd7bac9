"""What every renderer must do, whatever it writes."""

from __future__ import annotations

import html
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings

from ama_flow import load, registry
from ama_flow.model import Fact, Flow, Options, Table, replace
from ama_flow.testing import assert_renderer, nasty
from ama_flow.text import expand
from ama_flow_renderers import text
from ama_flow_renderers._outline import NUMBERED, outline
from tests import goldens, random_flows, reading

AMA = load("ama_wvg")
DOCUMENTS = ("dot", "json", "markdown", "mermaid", "svg", "text")
"""What can be read back in full, with nothing but Python."""
MODELS = ("murphi", "promela")
"""What is for model checkers: states and transitions by their ids, and no contacts."""
NAMES = (*DOCUMENTS, *MODELS, "pdf", "png")


def squeezed(words: str) -> str:
    """Leave out spaces, and what XML cannot hold."""
    return re.sub("[\ufdd0-\ufdef\ufffe\uffff]", "\ufffd", "".join(words.split()))


def read_dot(document: bytes) -> str:
    """Give the words of all labels, and the addresses they lead to."""
    source = document.decode()
    addresses = re.findall(r'HREF="(.*?)"', source)
    words = html.unescape(re.sub(r"<[^<>]*>", "", source) + " ".join(addresses))
    return words.replace("\\\\", "\\")


def read_json(document: bytes) -> str:
    """Give all strings, one after another."""
    return " ".join(_strings(json.loads(document)))


def _strings(data: object) -> Iterator[str]:
    if isinstance(data, dict):
        data = [*data.keys(), *data.values()]
    if isinstance(data, list):
        for item in data:
            yield from _strings(item)
    elif isinstance(data, str):
        yield data


def read_svg(document: bytes) -> str:
    """Give all words, and the addresses they lead to."""
    root = ET.fromstring(document)  # noqa: S314 - our own
    addresses = (part.get("href", "") for part in root.iter())
    return "".join(root.itertext()) + " ".join(addresses)


def read_markdown(document: bytes) -> str:
    """Give what a reader sees."""
    return reading.words(reading.seen(document.decode()))


def read_mermaid(document: bytes) -> str:
    """Give the words in all quotes."""
    quoted = " ".join(re.findall(r'"(.*?)"', document.decode()))
    words = re.sub(
        r"#(\d+);", r"&#\1;", quoted.replace("<br/>", " ").replace("<wbr>", "")
    )
    return html.unescape(words)


READERS: dict[str, Callable[[bytes], str]] = {
    "dot": read_dot,
    "json": read_json,
    "markdown": read_markdown,
    "mermaid": read_mermaid,
    "svg": read_svg,
    "text": bytes.decode,
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_whole_document_says_all_of_the_flow(name: str) -> None:
    """No state, link, contact or way on gets lost, whatever it is called.

    The same flow gives the same bytes, also in another process.
    """
    assert_renderer(name, read=READERS[name])


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_exact_string_of_the_source_is_there(name: str) -> None:
    """Names on screens, addresses and numbers come out to the letter, in each form."""
    seen = squeezed(READERS[name](registry.render(AMA, name)))
    for statement in AMA.statements.values():
        assert all(squeezed(exact) in seen for exact in statement.exact)


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler is not installed")
def test_every_exact_string_can_be_found_in_pdf(tmp_path: Path) -> None:
    """Who searches the PDF, or copies from it, finds what the source names."""
    file = tmp_path / "ama_wvg.pdf"
    file.write_bytes(registry.render(AMA, "pdf"))
    command = ["pdftotext", "-raw", str(file), "-"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    for exact in (e for statement in AMA.statements.values() for e in statement.exact):
        assert squeezed(exact) in squeezed(done.stdout)
        assert " " in exact or exact in done.stdout.replace("\n", "")


@given(nasty.flows())
def test_every_way_on_is_in_the_document(flow: Flow) -> None:
    """In Markdown each way on leads to where it goes, or goes to what is read next."""
    above, told = "", dict.fromkeys(flow.states, "")
    order: list[str] = []
    for line in registry.render(flow, "markdown").decode().split("\n"):
        if found := re.match(r'### <a id="s-(\w+)"', line):
            order.append(found[1])
            told[order[-1]] = above
        elif line.startswith("## "):
            above, order = "", [*order, ""]
        elif order and order[-1]:
            told[order[-1]] += line
        else:
            above += line
    order = [name for name in order if name] + [""]
    for name, following in pairwise(order):
        for transition in flow.states[name].transitions:
            leads_on = transition.dest == following and not transition.title
            assert leads_on or f"(#s-{transition.dest})" in told[name]


@given(nasty.flows())
def test_every_way_on_is_in_the_picture(flow: Flow) -> None:
    """In DOT each way on is a line to where it goes, or words that lead there."""
    source = registry.render(flow, "dot").decode()
    frames, nodes = "", {}
    for line in source.split("\n"):
        if re.match(r"\tf\d+ \[", line):
            frames += line
        if found := re.match(r"\t(n\d+) \[.* id=\"s-(\w+)\"", line):
            nodes[found[2]] = (found[1], line)
    for state in flow.states.values():
        name, words = nodes[state.id]
        for transition in state.transitions:
            dest, _ = nodes[transition.dest]
            said = f'HREF="#s-{transition.dest}"'
            is_shared = transition.shared is not None
            shared = is_shared and re.search(rf"\tf\d+ -> {dest} \[", source)
            assert (
                shared
                or said in words
                or f"{name} -> {dest} [" in source
                or (is_shared and said in frames)
            )


@given(nasty.flows())
def test_every_way_on_is_in_the_flowchart(flow: Flow) -> None:
    """In Mermaid each way on is a line from its state, or from a box in its phase."""
    sources: dict[str, list[str]] = {}
    leads: set[tuple[str, str]] = set()
    above: list[str] = []
    for line in registry.render(flow, "mermaid").decode().split("\n"):
        if "  subgraph" in line:
            above = []
        elif found := re.match(r" +(s_\w+)[\[({]+\"", line):
            above.append(found[1])
            sources[found[1]] = above[-1:]
        elif found := re.match(r" +(n\d_\w*)>\"", line):
            sources[found[1]] = above
        elif found := re.match(r"  ([sn]\w+) (?:=|-).*[>|] (s_\w+)$", line):
            leads |= {(source, found[2]) for source in sources[found[1]]}
    for state in flow.states.values():
        for transition in state.transitions:
            assert (f"s_{state.id}", f"s_{transition.dest}") in leads


@given(nasty.flows())
def test_every_way_on_is_in_the_text(flow: Flow) -> None:
    """In plain text each way on names the number and the title of where it goes."""
    plan = outline(flow, Options())
    names = text.numbers(plan)
    whole = registry.render(flow, "text").decode()
    for section in plan.sections:
        for state in section.states:
            kind = plan.say(f"doc_legend_{state.kind}")
            start = f"\n{kind} {names[state.id]}. "
            (told,) = re.findall(rf"{re.escape(start)}(?:.+\n)+", f"\n{whole}")
            told += "".join(
                f"\n{line}" for line in whole.split("\n") if line[:1] != " "
            )
            for transition in state.transitions:
                row = flow.states[transition.dest]
                key = f"doc_{row.kind}" + "_number" * (row.kind not in NUMBERED)
                where = plan.say(key, number=names[row.id])
                dest = f"{where}, “{expand(flow, row.title)}”"
                assert unquoted(dest) in unquoted(told)


def unquoted(words: str) -> str:
    """Squeeze *words*, with the same quotes for every language."""
    return re.sub("[“”„«»]", '"', squeezed(words))


@given(nasty.flows())
def test_text_is_lines_to_read_aloud(flow: Flow) -> None:
    """No line is longer than 80 characters, but for a word; none is drawn or marked."""
    for line in registry.render(flow, "text").decode().split("\n"):
        words = re.sub(r"^(?: |- |\d+\. )+", "", line)
        assert len(line) <= 80 or " " not in words
    assert not re.search(r"[→─│•#*]", registry.render(AMA, "text").decode())


@pytest.mark.parametrize("name", MODELS)
@settings(max_examples=20)
@given(flow=random_flows.flows())
def test_a_model_has_all_that_a_proof_is_about(name: str, flow: Flow) -> None:
    """States and transitions are there by id; links and contacts prove nothing."""
    seen = registry.render(flow, name).decode()
    for state in flow.states.values():
        assert f"s_{state.id}" in seen
        for transition in state.transitions:
            told = rf"{state.id}/{transition.trigger}(?: %d -> |: | -> ){transition.dest}\b"
            assert re.search(told, seen)


def test_the_json_is_the_model() -> None:
    """Every field of the model is a key, in its order, with its value."""
    data = json.loads(registry.render(AMA, "json"))
    assert data["format"] == 1
    assert list(data["states"]) == list(AMA.states)
    assert data["source"]["checked"] == "2026-11-23"
    state = data["states"]["eranova"]
    assert state["kind"] == "contact"
    assert state["transitions"][1]["sets"] == {"eranova_gesproken": True}
    assert data["contacts"]["eranova"]["phone"] == "02-511 51 51"
    assert "origin" not in data
    assert data["states"]["hoedanigheid"]["plain"]["text"].endswith(
        "“eHealth Gezondheidszorg”."
    )
    assert "plain" not in data["phases"]["vooraf"]


def test_json_writes_dates_and_numbers_without_loss() -> None:
    """Dates are in ISO 8601 and numbers with decimals keep their digits, as strings."""
    fact = Fact(
        id="bedrag",
        type="number",
        decimals=2,
        minimum=Decimal("0.10"),
        maximum=Decimal("100.00"),
        values=Table([("a", "{recht}")]),
    )
    day = Fact(id="dag", type="date", minimum=date(2026, 1, 2))
    flow = replace(AMA, facts=Table([("bedrag", fact), ("dag", day)]))
    data = json.loads(registry.render(flow, "json"))
    assert data["facts"]["dag"]["minimum"] == "2026-01-02"
    assert data["facts"]["bedrag"]["minimum"] == "0.10"
    assert data["facts"]["bedrag"]["plain"]["values"]["a"].startswith("Departement")


@pytest.mark.parametrize("name", NAMES)
def test_a_renderer_says_what_it_gives(name: str) -> None:
    """A renderer has a suffix, a media type and a summary, and gives such bytes."""
    renderer = registry.renderer(name)
    assert re.fullmatch(r"\.[a-z]+", renderer.suffix)
    assert re.match(r"[a-z]+/[a-z0-9.+-]+(;|$)", renderer.media_type)
    assert renderer.summary
    begins = {"dot": b"digraph", "json": b"{", "markdown": b"# ", "svg": b"<?xml"}
    begins |= {"pdf": b"%PDF-", "png": b"\x89PNG", "mermaid": b"---\n"}
    begins |= {"text": b"Toegang", "murphi": b"-- Toegang", "promela": b"/*\n"}
    document = registry.render(AMA, name)
    assert document.startswith(begins[name])
    assert name in ("pdf", "png") or document.endswith(b"\n")


HASHES = """
import hashlib
from ama_flow import load, registry
for name in registry.renderers():
    print(name, hashlib.sha256(registry.render(load("ama_wvg"), name)).hexdigest())
"""


def test_the_same_flow_gives_the_same_bytes() -> None:
    """No form depends on the order of sets, on the time, or on an earlier run."""
    hashes = set()
    for seed in ("1", "2", "3"):
        result = subprocess.run(
            [sys.executable, "-c", HASHES],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        )
        hashes.add(result.stdout)
    assert len(hashes) == 1


@pytest.mark.parametrize("path", [path.name for path, _ in goldens.documents()])
def test_the_golden_documents_come_out(path: str) -> None:
    """What a change does to whole documents is seen in the diff of these files.

    Write them anew with ``python -m tests.goldens``.
    """
    document = dict(goldens.documents())[goldens.FOLDER / path]
    assert document.decode() == (goldens.FOLDER / path).read_text("utf-8")
