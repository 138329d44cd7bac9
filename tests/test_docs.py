"""What the documents say is so."""

from __future__ import annotations

import ast
import re
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
    (text,) = blocks("format.md", "toml")
    assert ama_flow.check(ama_flow.loads(text)).problems == ()


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


def codes() -> set[str]:
    """Give the codes of problems in the source of the core."""
    folder = Path(ama_flow.__file__).parent
    sources = [*folder.glob("loader/*.py"), *folder.glob("proofs/*.py")]
    sources += [*folder.glob("text/*.py"), folder / "registry.py"]
    calls = [
        node
        for source in sources
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
    ]
    named = [
        word.value for call in calls for word in call.keywords if word.arg == "code"
    ]
    first = [call.args[0] for call in calls if call.args and _called(call) in CODED]
    strings = [v.value for v in (*named, *first) if isinstance(v, ast.Constant)]
    return {str(code) for code in strings}


CODED = ("add", "_wrong", "Fault", "fault", "Flaw")
"""What takes a code first."""


def _called(call: ast.Call) -> str:
    return getattr(call.func, "attr", getattr(call.func, "id", ""))


def test_every_code_is_documented() -> None:
    """Who meets a problem can look it up."""
    text = (DOCS / "problems.md").read_text(encoding="utf-8")
    documented = re.findall(r"`(-?[a-z-]+)`", text)
    found = codes()
    assert len(found) > 50
    missing = {code for code in found if code not in documented}
    assert {
        code for code in missing if f"-{code.split('-')[-1]}" not in documented
    } == set()
