"""Graphviz: found where it is, missed in words, and never the end of the caller."""

from __future__ import annotations

import os
import re
import shutil
import signal
import struct
import sys
import time
from io import BytesIO
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree as ET

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from ama_flow import load, registry
from ama_flow.model import Flow, FlowError, Options, Problem
from ama_flow_renderers._pictured import pictured
from ama_flow_renderers.drawing import engine as _engine
from ama_flow_renderers.picture.compose import composed
from tests.sketches import procedure, sketch
from tests.small_flows import flow, state, way

AMA = load("ama_wvg")
SMALL = "digraph { a -> b }"
SVG = "{http://www.w3.org/2000/svg}"
XLINK = "{http://www.w3.org/1999/xlink}"


def problem(source: str = SMALL) -> Problem:
    """Draw what cannot be drawn, and give the one problem."""
    with pytest.raises(FlowError) as caught:
        _engine.draw(source, "svg")
    (found,) = caught.value.problems
    return found


@pytest.fixture
def no_pygraphviz(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let pygraphviz not be installed."""
    monkeypatch.setitem(sys.modules, "pygraphviz", None)


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder that holds all the programs there are."""
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def write_dot(folder: Path, code: str) -> None:
    """Put a program ``dot`` in *folder*."""
    program = folder / "dot"
    program.write_text(f"#!{sys.executable}\nimport os, sys, time\n{code}\n", "utf-8")
    program.chmod(0o755)


WORKING = """
from ama_flow_renderers.drawing import child as _draw
sys.argv[1] = sys.argv[1].removeprefix("-T")
_draw.main()
"""


def test_pygraphviz_is_enough(programs: Path) -> None:
    """What comes with pip draws, where no program at all is installed."""
    assert not list(programs.iterdir())
    assert b"<svg" in _engine.draw(SMALL, "svg")


@pytest.mark.usefixtures("no_pygraphviz")
def test_the_program_of_the_system_is_enough(programs: Path) -> None:
    """Where there is no pygraphviz, a ``dot`` on the path draws."""
    write_dot(programs, WORKING)
    assert b"<svg" in _engine.draw(SMALL, "svg")
    assert registry.render(AMA, "png").startswith(b"\x89PNG")


def test_a_broken_pygraphviz_gives_way_to_the_program(
    programs: Path,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """Where pygraphviz lacks a library of the system, ``dot`` draws in its place."""
    broken = tmp_path_factory.mktemp("broken")
    (broken / "pygraphviz.py").write_text("raise ImportError('no libX11')", "utf-8")
    monkeypatch.setenv("PYTHONPATH", str(broken))
    assert "pygraphviz does not load: no libX11" in problem().message
    write_dot(programs, "print('<drawn>')")
    assert _engine.draw(SMALL, "svg") == b"<drawn>\n"


@pytest.mark.usefixtures("no_pygraphviz", "programs")
def test_where_there_is_none_both_remedies_are_told() -> None:
    """Who has no Graphviz learns how to get it, and what can be had without."""
    found = problem()
    assert found.code == "no-graphviz"
    assert found.message == "this form of a picture takes Graphviz, and there is none"
    assert "pip install 'ama-flow[diagrams]'" in found.hint
    assert "the package graphviz" in found.hint
    for name in ("png", "pdf"):
        with pytest.raises(FlowError, match="there is none"):
            registry.render(AMA, name)
    assert registry.render(AMA, "dot")
    assert registry.render(AMA, "svg")


def structure(drawn: bytes) -> list[tuple[str, ...]]:
    """Give what a drawing in SVG consists of: its size, its parts, words and links."""
    root = ET.fromstring(drawn)  # noqa: S314 - drawn here
    parts: list[tuple[str, ...]] = [(root.attrib["width"], root.attrib["height"])]
    for part in root.iter():
        tag = part.tag.rpartition("}")[2]
        if tag == "g" and part.get("class", "").startswith(("state", "way", "phase")):
            parts.append((part.attrib["id"], part.attrib["class"]))
        elif tag == "a" and (link := part.get("href") or part.get(f"{XLINK}href")):
            parts.append((link,))
        elif tag == "text":
            parts.append(("".join(part.itertext()).replace("\xa0", " "),))
    return parts


@pytest.mark.skipif(not shutil.which("dot"), reason="the package graphviz is missing")
@pytest.mark.parametrize("flow", [AMA, sketch(5)], ids=["ama_wvg", "sketch"])
def test_every_graphviz_draws_the_same(
    flow: Flow, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The ``dot`` of the system and pygraphviz draw parts, words and links alike."""
    source = registry.render(flow, "dot").decode()
    ours = _engine.draw(source, "svg")
    image, paper = (registry.render(flow, form) for form in ("png", "pdf"))
    monkeypatch.setitem(sys.modules, "pygraphviz", None)
    assert structure(_engine.draw(source, "svg")) == structure(ours)
    assert registry.render(flow, "png")[16:24] == image[16:24]
    box = re.compile(rb"/MediaBox *\[[^]]*\]")
    assert box.findall(registry.render(flow, "pdf")) == box.findall(paper)


@pytest.mark.usefixtures("programs")
def test_svg_takes_no_graphviz(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same bytes come out with pygraphviz, and with no Graphviz at all."""
    with_it = registry.render(AMA, "svg")
    monkeypatch.setitem(sys.modules, "pygraphviz", None)
    assert registry.render(AMA, "svg") == with_it


FAILURES = {
    "crash": ("os.kill(os.getpid(), 11)", "it crashed (Segmentation fault)"),
    "code": ("sys.exit(3)", "it ended with code 3"),
    "words": ("sys.exit('Error: lost n1 n2 edge')", "Error: lost n1 n2 edge"),
    "nothing": ("pass", "what it wrote is no svg"),
    "garbage": ("print('drawn')", "what it wrote is no svg"),
    "silent": ("print('half'); print('Error: half', file=sys.stderr)", "Error: half"),
}


@pytest.mark.usefixtures("no_pygraphviz")
@pytest.mark.parametrize("failure", FAILURES)
def test_a_failure_is_told_and_nothing_more(programs: Path, failure: str) -> None:
    """However Graphviz ends, the caller goes on, and knows why there is no picture."""
    code, reason = FAILURES[failure]
    write_dot(programs, code)
    found = problem()
    assert found.code == "graphviz"
    assert found.message == f"Graphviz could not draw this flow: {reason}"
    assert "svg" in found.hint


@pytest.mark.usefixtures("no_pygraphviz")
def test_a_drawing_that_does_not_end_is_given_up(
    programs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Graphviz is stopped when it takes too long, and the error says how long."""
    write_dot(programs, "time.sleep(60)")
    monkeypatch.setattr(_engine, "PATIENCE", 0.5)
    assert problem().message.endswith("it took more than 0.5 seconds")


@pytest.mark.usefixtures("no_pygraphviz")
@pytest.mark.parametrize("stream", ["stdout", "stderr"])
def test_a_drawing_that_writes_without_end_is_given_up(
    programs: Path, monkeypatch: pytest.MonkeyPatch, stream: str
) -> None:
    """It would fill the memory of the caller."""
    write_dot(programs, f"while True: sys.{stream}.write('<svg>' * 9999)")
    monkeypatch.setattr(_engine, "MOST", 1_000_000)
    assert problem().message.endswith("it wrote more than 1,000,000 bytes")


@pytest.mark.usefixtures("no_pygraphviz")
def test_a_graph_that_nobody_reads_is_no_error(programs: Path) -> None:
    """What the program says of itself is told, and not that it did not listen."""
    write_dot(programs, "sys.exit('Error: no')")
    with pytest.raises(FlowError, match="Error: no"):
        _engine.draw("graph { a }" * 99_999, "svg")


@pytest.mark.usefixtures("no_pygraphviz")
def test_a_drawing_that_closes_its_output_and_goes_on_is_given_up(
    programs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Graphviz is done when its process is."""
    write_dot(programs, "os.close(1); os.close(2); time.sleep(60)")
    monkeypatch.setattr(_engine, "PATIENCE", 1)
    assert problem().message.endswith("it took more than 1 seconds")


@pytest.mark.usefixtures("no_pygraphviz")
@pytest.mark.parametrize("apart", [False, True])
def test_what_a_program_started_keeps_nobody_waiting(
    programs: Path, monkeypatch: pytest.MonkeyPatch, *, apart: bool
) -> None:
    """It may hold the output open, in a session of its own too."""
    started = programs / "started"
    write_dot(
        programs,
        "import subprocess, pathlib\n"
        "code = 'import time; time.sleep(60)'\n"
        f"one = subprocess.Popen([sys.executable, '-c', code], start_new_session={apart})\n"
        f"pathlib.Path({str(started)!r}).write_text(str(one.pid))\n"
        "print('<svg/>')",
    )
    monkeypatch.setattr(_engine, "PATIENCE", 30)
    begin = time.monotonic()
    assert _engine.draw(SMALL, "svg") == b"<svg/>\n"
    assert time.monotonic() - begin < 30
    number = int(started.read_text())
    if apart:
        os.kill(number, signal.SIGKILL)
    end = time.monotonic() + 20
    while is_running(number) and time.monotonic() < end:
        time.sleep(0.05)
    assert not is_running(number)


@pytest.mark.usefixtures("no_pygraphviz")
@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("os.kill(os.getpid(), 11)", "it crashed (Segmentation fault)"),
        ("sys.exit('no such format')", "it ended with code 1: no such format"),
        ("sys.exit(3)", "it ended with code 3"),
    ],
)
def test_a_program_that_fails_is_told_of_in_its_words(
    programs: Path, code: str, said: str
) -> None:
    """A crash is called so, and no number."""
    write_dot(programs, code)
    assert problem().message.endswith(f": {said}")


@pytest.mark.usefixtures("no_pygraphviz")
def test_a_drawing_that_is_given_up_leaves_nothing_behind(
    programs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it started itself is ended too: it would run on for nobody."""
    started = programs / "started"
    write_dot(
        programs,
        "import subprocess, pathlib\n"
        "one = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
        f"pathlib.Path({str(started)!r}).write_text(str(one.pid))\n"
        "one.wait()",
    )
    monkeypatch.setattr(_engine, "PATIENCE", 2)
    assert problem().message.endswith("it took more than 2 seconds")
    number, end = int(started.read_text()), time.monotonic() + 20
    while is_running(number) and time.monotonic() < end:
        time.sleep(0.05)
    assert not is_running(number)


def is_running(number: int) -> bool:
    """Say whether a process runs: one that ended may wait for somebody to ask."""
    try:
        state = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


@pytest.mark.usefixtures("no_pygraphviz")
def test_a_drawing_that_is_cut_short_is_none(programs: Path) -> None:
    """Its beginning is not enough."""
    write_dot(programs, "sys.stdout.buffer.write(b'\\x89PNG')")
    with pytest.raises(FlowError) as caught:
        _engine.draw(SMALL, "png")
    assert caught.value.problems[0].message.endswith("did not write the png to its end")


@pytest.mark.usefixtures("no_pygraphviz")
def test_a_line_that_gets_lost_is_drawn_straight(programs: Path) -> None:
    """Where Graphviz finds no way for a curved line, it draws all lines straight."""
    lost = "if '-Gsplines=line' not in sys.argv: sys.exit('Error: lost a b edge')"
    write_dot(programs, f"{lost}\nprint('<svg>', *sys.argv[1:])")
    drawn = _engine.draw(SMALL, "svg", "-Gdpi=144")
    assert drawn == b"<svg> -Tsvg -Gdpi=144 -Gsplines=line\n"


def test_what_is_no_graph_is_an_error_in_one_line() -> None:
    """Graphviz's own complaint comes through, without the traceback around it."""
    found = problem("digraph {")
    assert "\n" not in found.message
    assert "Error" in found.message
    broken = problem("digraph { a [label=<<TABLE><TR><TD></TR></TABLE>>] }")
    assert broken.code == "graphviz"


def test_nothing_in_the_folder_of_the_caller_is_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A module that lies about where a picture is asked for is not imported."""
    (tmp_path / "pygraphviz.py").write_text("raise SystemExit('taken in')", "utf-8")
    monkeypatch.chdir(tmp_path)
    assert b"<svg" in _engine.draw(SMALL, "svg")


def chunks(png: bytes) -> list[bytes]:
    """Give the types of the chunks of a PNG, in order."""
    found, position = [], 8
    while position < len(png):
        length, kind = struct.unpack_from(">I4s", png, position)
        found.append(kind)
        position += 12 + length
    return found


def test_png_holds_a_picture_and_no_dates() -> None:
    """The image is sharp enough to print, and says nothing of when it was made."""
    png = registry.render(AMA, "png")
    wide, high = struct.unpack_from(">II", png, 16)
    assert min(wide, high) > 1500
    assert {*chunks(png)} <= {
        b"IHDR",
        b"PLTE",
        b"tRNS",
        b"bKGD",
        b"pHYs",
        b"IDAT",
        b"IEND",
    }


def test_pdf_says_nothing_of_when_it_was_made() -> None:
    """No date is in the file, and the file is sound."""
    pdf = registry.render(AMA, "pdf")
    assert pdf.startswith(b"%PDF-")
    assert b"Date" not in pdf
    start = int(re.findall(rb"startxref\n(\d+)", pdf)[-1])
    assert pdf[start : start + 4] == b"xref"


@pytest.mark.usefixtures("no_pygraphviz")
def test_pages_that_cannot_be_bound_are_told(programs: Path) -> None:
    """A drawing that is no PDF, or too few of them, is an error in words."""
    write_dot(programs, "print('%PDF-1.5')")
    with pytest.raises(FlowError, match="the PDF of this Graphviz cannot be read"):
        registry.render(AMA, "pdf")
    with pytest.raises(FlowError, match="it drew 1 pages, and 2 were asked for"):
        _engine.draw_pages([SMALL, SMALL])


def test_no_string_is_too_long_for_older_versions() -> None:
    """Graphviz 2.43 reads at most 16 kB of a string in one go: those are continued."""
    source = registry.render(AMA, "dot").decode()
    strings = re.findall(r'"(?:[^"\\]|\\.)*"', source, re.DOTALL)
    assert max(map(len, strings)) > 16_384
    pieces = [piece for string in strings for piece in string.split("\\\n")]
    assert max(len(piece.encode()) for piece in pieces) < 8_000


@pytest.mark.usefixtures("no_pygraphviz")
@pytest.mark.skipif(not shutil.which("dot"), reason="Graphviz is not installed")
def test_pages_are_drawn_by_the_program_too() -> None:
    """Several pages in one go, each of which is whole."""
    flow = procedure(1, 30)
    drawn = registry.render(flow, "pdf", Options(paper="a4"))
    assert len(PdfReader(BytesIO(drawn), strict=True).pages) > 2
    assert registry.render(AMA, "png").startswith(b"\x89PNG")


class Placed(NamedTuple):
    """Where a text begins, and where its baseline is, in points."""

    words: str
    x: float
    y: float


def placed_by_graphviz(flow: Flow) -> list[Placed]:
    """Give the texts that Graphviz draws, from the upper left of the picture."""
    drawn = _engine.draw(registry.render(flow, "dot").decode(), "svg")
    root = ET.fromstring(drawn)  # noqa: S314 - drawn here
    left, top, *_ = map(float, root.attrib["viewBox"].split())
    graph = root.find(f"{SVG}g")
    assert graph is not None
    moved = re.search(r"translate\((\S+) (\S+)\)", graph.attrib["transform"])
    assert moved
    x, y = float(moved[1]) - left, float(moved[2]) - top
    return [
        Placed(plain(t.text), float(t.attrib["x"]) + x, float(t.attrib["y"]) + y)
        for t in root.iter(f"{SVG}text")
    ]


def plain(words: str | None) -> str:
    """Give words with single spaces that may break."""
    return " ".join((words or "").split())


@settings(max_examples=20)
@given(st.integers(0, 9_999))
@example(5047)
@example(5048)
def test_graphviz_sets_each_text_where_our_picture_has_it(seed: int) -> None:
    """Also where a title and the words beside it have lines at different heights.

    What does not begin at the left begins where the letters of Graphviz let it.
    """
    flow = sketch(seed, 40)
    found = placed_by_graphviz(flow)
    for text in composed(pictured(flow, Options())).texts:
        near = [
            place
            for place in found
            if place.words == plain(text.words)
            and abs(place.x - text.left) < 5 + 0.04 * (text.x - text.left)
            and abs(place.y - text.y) < 3
        ]
        assert near, text
        found.remove(near[0])
    assert not found


def test_rows_that_end_at_one_side_do_in_graphviz_too() -> None:
    """The room that is left beside each of them is the same."""
    long = (
        "Nee, of niet helemaal, want daar moeten we samen nog eens rustig over praten"
    )
    asked = way("b", trigger="ja", title="Ja"), way("c", trigger="nee", title=long)
    ends = (state(name, "goal") for name in "bc")
    source = registry.render(
        flow(state("a", "question", *asked), *ends), "dot"
    ).decode()
    rows = re.findall(
        r'ALIGN="RIGHT"><FONT[^>]*>.*?</TD><TD FIXEDSIZE="TRUE" WIDTH="(\d+)"', source
    )
    assert len(rows) == 2
    assert rows[0] == rows[1]
