"""The page of each code: its flow has the problem, and its repaired twin has none."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import ama_flow
from ama_flow import loads
from ama_flow.loader.format import FLOW
from ama_flow.loader.shapes import (
    Keys,
    Listing,
    Named,
    OneOrMore,
    Prose,
    Ref,
    Shape,
    Text,
)
from ama_flow.proofs import check
from ama_flow.proofs.codes import CODES
from ama_flow.reports.explanations import codes, page, title
from tests import problem_pages as pages

SHOWN = [code for code in codes() if code not in pages.ELSEWHERE]
"""Those that a flow can show."""

SOURCE = Path(ama_flow.__file__).parent
CODED = ("add", "_wrong", "_problem", "Fault", "fault", "Flaw")
"""What takes a code first."""


@pytest.mark.parametrize("code", SHOWN)
def test_the_example_has_this_problem_and_no_other(code: str) -> None:
    """With this code, a place, and a hint."""
    (problem,) = pages.problems(pages.broken(code))
    assert problem.code == code
    assert problem.place is not None
    assert problem.hint


@pytest.mark.parametrize("code", SHOWN)
def test_its_repaired_twin_has_none(code: str) -> None:
    """It differs only in the lines that the page shows."""
    assert blocks(code)
    assert pages.problems(pages.repaired(code)) == ()


def blocks(code: str) -> list[str]:
    """Give the changes of a page."""
    return pages.blocks(code, "diff")


@pytest.mark.parametrize("code", [code for code in SHOWN if pages.waiver(code)])
def test_the_waiver_accepts_it(code: str) -> None:
    """And nothing else is reported then."""
    report = check(loads(pages.broken(code) + pages.waiver(code)))
    assert [problem.code for problem in report.waived] == [code]
    assert report.problems == ()


@pytest.mark.parametrize("code", sorted(set(CODES) - {"unused-waiver"}))
def test_what_has_no_waiver_cannot_be_waived(code: str) -> None:
    """The page says so, and a waiver is a problem of its own."""
    if pages.waiver(code):
        assert "can't be waived" not in page(code)
        return
    assert "It can't be waived: " in page(code)
    (problem,) = pages.problems(pages.broken(code))
    rows = [f'code = "{code}"', f'at = "{problem.at[1]}"', 'reason = "We know."']
    text = "\n".join([pages.broken(code), "[[waivers]]", *rows])
    told = pages.problems(text)
    assert code in [problem.code for problem in told]
    wanted = f"a problem {code!r} can't be waived"
    assert code == "branch-cycle" or wanted in [problem.message for problem in told]


@pytest.mark.parametrize("code", codes())
def test_the_page_shows_what_is_said(code: str) -> None:
    """Make it anew with ``python -m tests.problem_pages``."""
    assert f"[{code}]\n" in pages.said(code)
    assert pages.written(code) == page(code)


@pytest.mark.parametrize("code", codes())
def test_every_page_has_the_same_parts(code: str) -> None:
    """A title, what it means, why it matters, an example, and how to accept it."""
    text = page(code)
    heads = [line for line in text.splitlines() if line.startswith(("# ", "## "))]
    parts = ["## Why it matters", "## Example", "## Repaired", "## To accept it"]
    assert heads[0] == f"# {code}: {title(code)}"
    assert [head for head in heads[1:] if head in parts] == [
        part for part in parts if part != "## Repaired" or blocks(code)
    ]


def test_the_table_has_every_code() -> None:
    """Once, with the title of its page."""
    text = pages.INDEX.read_text("utf-8")
    assert pages.listed(text) == text
    rows = [line for line in text.splitlines() if line.startswith("| [")]
    assert sorted(rows) == sorted(map(pages.table_row, codes()))


def test_every_code_that_can_be_given_has_a_page() -> None:
    """And there is no page of another."""
    emitted = {code for path in SOURCE.rglob("*.py") for code in given(path)}
    assert emitted | {f"no-such-{kind}" for kind in kinds()} == set(codes())


def test_a_proof_gives_the_codes_that_are_listed() -> None:
    """Each of them, sorted, and no other."""
    found = {code for path in SOURCE.glob("proofs/*.py") for code in given(path)}
    assert tuple(sorted(found)) == CODES


def given(path: Path) -> Iterator[str]:
    """Give the codes of problems in a module."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            named = [word.value for word in node.keywords if word.arg == "code"]
            first = node.args[:1] if called(node) in CODED else []
            yield from (
                value.value
                for value in (*named, *first)
                if isinstance(value, ast.Constant) and isinstance(value.value, str)
            )
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
            names = [getattr(target, "id", "") for target in node.targets]
            yield from [str(node.value.value)] if names == ["_CODE"] else []


def called(call: ast.Call) -> str:
    """Give the name of what is called."""
    return str(getattr(call.func, "attr", getattr(call.func, "id", "")))


def kinds() -> set[str]:
    """Give the kinds of things that a file can name and not declare."""
    return {table.removesuffix("s") for table in tables(FLOW)}


def tables(shape: Shape) -> Iterator[str]:
    """Give the tables whose rows a shape and all in it can name."""
    match shape:
        case Ref(to=table):
            yield table
        case Keys(keys=inner):
            yield from (table for row in inner.values() for table in tables(row))
        case Text() | Prose():
            yield from ("terms", "links")
        case Listing(item=item) | OneOrMore(item=item) | Named(row=item):
            yield from tables(item)
    if isinstance(shape, Named) and shape.of:
        yield shape.of


def test_an_unknown_code_names_the_nearest() -> None:
    """Who mistypes one is helped."""
    with pytest.raises(LookupError, match="no code 'gapp'; did you mean 'gap'"):
        page("gapp")
