"""The README shows what the program makes, and its code runs."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest

import ama_flow
from tests import recording
from tests.pages import ROOT

pytestmark = pytest.mark.checkout


README = ROOT / "README.md"
SVG = "{http://www.w3.org/2000/svg}"
PLAIN = re.compile(r"\x1b\[[01]m")


def blocks(language: str) -> list[str]:
    """Give the code blocks of the README in one language."""
    text = README.read_text(encoding="utf-8")
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


def test_the_picture_of_the_readme_is_the_flow() -> None:
    """``ama-flow render --format svg -o docs/ama_wvg.svg`` makes it anew."""
    flow = ama_flow.load("ama_wvg")
    committed = ROOT.joinpath("docs", "ama_wvg.svg").read_bytes()
    assert committed == ama_flow.render(flow, "svg")


def test_the_session_of_the_readme_is_one() -> None:
    """``python -m tests.recording > docs/session.svg`` records it anew."""
    assert recording.PICTURE.read_bytes() == recording.picture()


def test_the_picture_of_a_session_holds_every_line_in_its_borders() -> None:
    """Titles are bold; each line has a length, so that no font makes it wider."""
    lines = recording.recorded()
    root = fromstring(recording.drawn(lines))  # noqa: S314 - our own
    texts = list(root.iter(f"{SVG}text"))
    shown = [text.text for text in texts]
    assert shown == [PLAIN.sub("", line).strip() for line in lines if line.strip()]
    bold = [text.text for text in texts if text.get("font-weight") == "bold"]
    assert bold == [PLAIN.sub("", line) for line in lines if PLAIN.search(line)]
    for text in texts:
        right = float(text.attrib["x"]) + float(text.attrib["textLength"])
        assert right <= float(root.attrib["width"]) - 20
        assert float(text.attrib["y"]) <= float(root.attrib["height"]) - 20


def test_the_picture_of_a_session_stands_alone() -> None:
    """Nothing in it is run or fetched, and it says what it is."""
    root = fromstring(recording.PICTURE.read_bytes())  # noqa: S314 - our own
    parts = {part.tag.removeprefix(SVG) for part in root.iter()}
    assert parts == {"svg", "title", "desc", "style", "rect", "text"}
    assert not [name for part in root.iter() for name in part.attrib if "href" in name]
    style = root.findtext(f"{SVG}style") or ""
    assert "prefers-color-scheme:dark" in style
    assert not re.search("url|@import", style)
    assert root.get("lang") == "nl"
    assert root.findtext(f"{SVG}title") == recording.TITLE


def test_the_code_of_the_readme_runs() -> None:
    """And ends at the help that comes first when a step fails."""
    (code,) = blocks("python")
    names: dict[str, object] = {}
    exec(code, names)  # noqa: S102 - our own README
    assert isinstance(names["document"], bytes)


def test_the_commands_of_the_readme_run(tmp_path: Path) -> None:
    """Each line of the block on rendering, with a flow of one's own."""
    (commands,) = [block for block in blocks("sh") if "ama-flow render" in block]
    own = ROOT / "docs" / "format.md"
    flow, _ = re.findall(r"```toml\n(.*?)```", own.read_text("utf-8"), re.DOTALL)
    (tmp_path / "mijn_procedure.toml").write_text(flow, encoding="utf-8")
    shell = ["bash", "-ec", commands]
    subprocess.run(shell, cwd=tmp_path, check=True, capture_output=True)
