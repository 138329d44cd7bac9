"""A broken prover is caught: by brute force, and else by the tests.

See docs/prover-mutants.md; the whole of it is run by benchmarks/mutate_prover.py.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.broken_prover import MODULES, sources
from tests.mutations import mutations
from tests.planted_faults import FAULTS, SAMPLE, Fault

pytestmark = pytest.mark.checkout

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "prover-mutants.md").read_text("utf-8")
ROWS = {
    module: tuple(map(int, figures))
    for module, *figures in re.findall(
        r"^\| `?(\w+)`? " + r"\| (\d+) " * 5 + r"\|$", PAGE, re.MULTILINE
    )
}
"""For each module its mutants, and those noticed by oracles, tests, a clock, no one."""
SURVIVORS = {
    module: re.findall(r"^- `(.+)`:?$", part, re.MULTILINE)
    for module, part in re.findall(
        r"^### `(\w+)`\n(.*?)(?=^##|\Z)", PAGE, re.MULTILINE | re.DOTALL
    )
}
OPEN = (
    "certificate",
    "clashes",
    "codes",
    "cover",
    "explored",
    "garbage",
    "loopfree",
    "paths",
    "space",
    "spans",
    "tours",
    "uses",
    "verdicts",
)
"""The modules that the page leaves out for now."""


@pytest.fixture(scope="module")
def noticed() -> dict[str, Any]:
    """Break the prover in a process without threads, and say who notices."""
    plain = {k: v for k, v in os.environ.items() if not k.startswith("COV")}
    command = [sys.executable, "-m", "tests.planted_faults"]
    made = subprocess.run(
        command, cwd=ROOT, env=plain, capture_output=True, text=True, check=False
    )
    assert not made.returncode, made.stderr
    found: dict[str, Any] = json.loads(made.stdout)
    return found


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.what)
def test_each_fault_can_be_planted(fault: Fault) -> None:
    """Its text stands once in the source of the prover, as it is today."""
    compile(fault.source, fault.module, "exec")


def test_brute_force_notices_each_fault_that_was_planted(
    noticed: dict[str, Any],
) -> None:
    """By itself, without the tests that were written with the prover."""
    assert noticed["faults"] == {fault.what: "oracles" for fault in FAULTS}


def test_a_few_random_mutants_are_noticed(noticed: dict[str, Any]) -> None:
    """All but those that the page explains."""
    drawn = noticed["sample"]
    assert len(drawn) == SAMPLE
    left = {(module, name) for module, name, by in drawn if not by}
    assert left <= {
        (module, name) for module in SURVIVORS for name in SURVIVORS[module]
    }
    assert any(by == "oracles" for _, _, by in drawn)


# ------------------------------------------------------------ the page
def test_the_page_has_every_module() -> None:
    """But for those that it says it leaves out."""
    assert {*ROWS} - {"all"} == {*MODULES} - {*OPEN}
    assert all(f"`{module}`" in PAGE for module in OPEN)


def test_the_figures_of_the_page_add_up() -> None:
    """In rows and in columns; each survivor is named."""
    rows = [row for module, row in ROWS.items() if module != "all"]
    assert ROWS["all"] == tuple(map(sum, zip(*rows, strict=True)))
    for module, (made, *by) in ROWS.items():
        assert made == sum(by)
        if module != "all":
            assert by[-1] == len(SURVIVORS.get(module, []))


@pytest.mark.parametrize("module", SURVIVORS)
def test_the_survivors_of_the_page_exist(module: str) -> None:
    """The statement that each changes still stands in the source, as often."""
    made = Counter(mutation.name for mutation in sources(module))
    assert not Counter(SURVIVORS[module]) - made


# ------------------------------------------------------------ mutations
SOURCE = '''
"""Words."""
from os import path

LIMIT: int = 3

def count(items: list[int], most: int = 2) -> int:
    """Words."""
    total = 0
    for item in items:
        if item > 0 and not item == most:
            total += item
            continue
        say(f"{item} + 1", [i for i in items if i])
    return max(total, most) if total else 0
'''


def test_a_mutation_changes_one_statement() -> None:
    """All that decides, and neither words, types nor imports."""
    made = {mutation.name for mutation in mutations("m", SOURCE)}
    line = "count: if item > 0 and (not item == most): -> if"
    assert {name for name in made if name.startswith("count: if")} == {
        f"{line} True:",
        f"{line} False:",
        f"{line} item > 0 or not item == most:",
        f"{line} item >= 0 and (not item == most):",
        f"{line} item > 1 and (not item == most):",
        f"{line} item > -1 and (not item == most):",
        f"{line} item > 0 and (not item != most):",
        f"{line} item > 0 and (not not item == most):",
    }
    said, given = "say(f'{item} + 1', [i for i in items", "if total else 0"
    assert made >= {
        "LIMIT: int = 3 -> LIMIT: int = 4",
        "count: total += item -> pass",
        "count: total += item -> total -= item",
        "count: continue -> pass",
        f"count: {said} if i]) -> pass",
        f"count: {said} if i]) -> {said}])",
        f"count: return max(total, most) {given} -> return max(most, total) {given}",
        f"count: return max(total, most) {given} -> return min(total, most) {given}",
    }
    assert not [name for name in made if "import" in name or "Words" in name]


@pytest.mark.parametrize("module", ["game", "reach"])
def test_each_mutation_is_another_program(module: str) -> None:
    """That compiles, and differs from the source."""
    made = sources(module)
    for mutation in made:
        compile(mutation.source, module, "exec")
        assert mutation.before != mutation.after
    assert len({mutation.source for mutation in made}) == len(made)
