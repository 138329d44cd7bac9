"""What the documents say is so."""

from __future__ import annotations

import doctest
import re
import shlex
import subprocess
from pathlib import Path

import ama_flow
from ama_flow.loader.format import FLOW
from ama_flow.loader.shapes import Keys, Listing, Named, Shape

DOCS = Path(__file__).parent.parent / "docs"


def blocks(page: str, language: str) -> list[str]:
    """Give the code blocks of a page in one language."""
    text = (DOCS / page).read_text(encoding="utf-8")
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


def test_the_flow_in_the_format_page_is_proved() -> None:
    """An author starts from a flow without a problem."""
    text, _ = blocks("format.md", "toml")
    assert ama_flow.check(ama_flow.loads(text)).problems == ()


def test_the_way_back_in_the_format_page_has_an_end() -> None:
    """It is proved where the step leads to its question; set on the way in, it is not."""
    whole, part = blocks("format.md", "toml")
    text = whole.replace('next = "binnen"', 'next = "werkt"') + part
    assert ama_flow.check(ama_flow.loads(text)).problems == ()
    early = text.replace("set = { opnieuw = true }, ", "").replace(
        'dest = "nog_eens"', 'set = { opnieuw = true }, dest = "nog_eens"'
    )
    codes = [problem.code for problem in ama_flow.check(ama_flow.loads(early)).problems]
    assert codes == ["never-taken"]


def test_the_page_on_programs_runs() -> None:
    """What a developer copies does what is shown."""
    ran = doctest.testfile(str(DOCS / "library.md"), module_relative=False)
    assert ran.attempted > 10
    assert ran.failed == 0


def keys(shape: Shape) -> list[str]:
    """List the keys of a shape and of all that is in it."""
    match shape:
        case Keys(keys=inner):
            return [*inner, *(key for row in inner.values() for key in keys(row))]
        case Named(row=row):
            return keys(row)
        case Listing(item=item):
            return keys(item)
    return []


def test_the_format_page_names_every_key() -> None:
    """What the loader takes is documented."""
    text = (DOCS / "format.md").read_text(encoding="utf-8")
    rules = set(keys(FLOW.keys["rules"]))
    missing = [
        k for k in keys(FLOW) if k not in rules and not re.search(rf"\b{k}\b", text)
    ]
    assert missing == []


def test_the_pictures_of_the_page_on_pictures_are_current(tmp_path: Path) -> None:
    """Its commands, with the answers that it shows, draw each picture that it shows."""
    (answers,) = blocks("pictures.md", "toml")
    (tmp_path / "answers.toml").write_text(answers, encoding="utf-8")
    for command in "".join(blocks("pictures.md", "sh")).splitlines():
        if command.startswith("ama-flow render ama_wvg"):
            subprocess.run(shlex.split(command), cwd=tmp_path, check=True)
    drawn = {path.name: path.read_bytes() for path in tmp_path.glob("*.svg")}
    kept = {path.name: path.read_bytes() for path in (DOCS / "pictures").iterdir()}
    assert kept == drawn
    page = (DOCS / "pictures.md").read_text(encoding="utf-8")
    assert sorted(re.findall(r"!\[.*\]\(pictures/(.*)\)", page)) == sorted(kept)
