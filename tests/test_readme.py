"""The README shows what the program does, and its code runs."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from tests import readme

pytestmark = pytest.mark.checkout


def blocks(language: str) -> list[str]:
    """Give the code blocks of the README in one language."""
    text = readme.README.read_text(encoding="utf-8")
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


def test_what_the_readme_shows_is_what_the_program_says() -> None:
    """Sessions, problems and proofs; ``python -m tests.readme`` makes them anew."""
    text = readme.README.read_text(encoding="utf-8")
    assert len(blocks("text")) == 3
    assert readme.written(text) == text


def test_the_picture_of_the_readme_is_the_flow() -> None:
    """It is made of the flow that comes along."""
    assert readme.PICTURE.read_bytes() == readme.picture()


def test_the_code_of_the_readme_runs() -> None:
    """And ends at the help that comes first when a step fails."""
    (code,) = blocks("python")
    names: dict[str, object] = {}
    exec(code, names)  # noqa: S102 - our own README
    assert isinstance(names["document"], bytes)


def test_the_commands_of_the_readme_run(tmp_path: Path) -> None:
    """Each line of the block on rendering, with a flow of one's own."""
    (commands,) = [block for block in blocks("sh") if "ama-flow render" in block]
    own = readme.ROOT / "docs" / "format.md"
    flow, _ = re.findall(r"```toml\n(.*?)```", own.read_text("utf-8"), re.DOTALL)
    (tmp_path / "mijn_procedure.toml").write_text(flow, encoding="utf-8")
    shell = ["bash", "-ec", commands]
    subprocess.run(shell, cwd=tmp_path, check=True, capture_output=True)
