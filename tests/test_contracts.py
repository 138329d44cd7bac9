"""The contracts between the modules: all kept, and each one broken on purpose."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

pytestmark = pytest.mark.checkout

ROOT = Path(__file__).parents[1]
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
CONTRACTS = {
    contract["id"]: contract["name"]
    for contract in SETTINGS["tool"]["importlinter"]["contracts"]
}
FOLDERS = {
    "ama_flow": "ama_flow",
    "tests/pytest_plugin": "ama_flow_pytest",
    "renderers": "ama_flow_renderers",
}
OFFENCES = (
    ("layers", "ama_flow.model", "from ama_flow import places"),
    ("layers", "ama_flow.places", "from ama_flow import words"),
    ("layers", "ama_flow.formats", "import ama_flow.text"),
    ("layers", "ama_flow.text", "from ama_flow import words"),
    ("layers", "ama_flow.loader", "from ama_flow import proofs"),
    ("layers", "ama_flow.proofs", "from ama_flow import session"),
    ("layers", "ama_flow.proofs", "from ama_flow import mutants"),
    ("layers", "ama_flow.mutants", "from ama_flow import registry"),
    ("layers", "ama_flow.registry", "from ama_flow.view import *"),
    ("layers", "ama_flow.difference", "from ama_flow import registry"),
    ("layers", "ama_flow.view", "def late():\n    from ama_flow import cli"),
    ("layers", "ama_flow.view", "from ama_flow import reports"),
    ("layers", "ama_flow.reports", "from ama_flow import cli"),
    ("layers", "ama_flow.view", "from ama_flow import scenarios"),
    ("layers", "ama_flow.cli", "from ama_flow import testing"),
    ("layers", "ama_flow.without_a_place", ""),
    ("core", "ama_flow", "import ama_flow_renderers.dot"),
    ("core", "ama_flow.cli", "from ama_flow_renderers import terminal"),
    ("core", "ama_flow.testing", "import ama_flow_pytest"),
    ("core", "ama_flow.scenarios", "import pytest"),
    ("renderers", "ama_flow_renderers.dot", "import ama_flow"),
    ("renderers", "ama_flow_renderers.dot", "from ama_flow.loader import *"),
    ("renderers", "ama_flow_renderers.markdown", "import ama_flow.formats"),
    ("renderers", "ama_flow_renderers.terminal", "from ama_flow import session"),
    ("frontends", "ama_flow_renderers.markdown", "from ama_flow import view"),
    ("frontends", "ama_flow_renderers.dot", "from ama_flow.view.look import look"),
    ("no_terminal", "ama_flow.view", "import sys"),
    ("no_terminal", "ama_flow.view.look", "from textwrap import wrap"),
    ("no_terminal", "ama_flow.session", "def width():\n    import os"),
    ("transitions", "ama_flow.proofs", "import transitions.core"),
    ("transitions", "ama_flow_renderers.terminal", "import transitions"),
    ("click", "ama_flow.registry", "import click"),
    ("click", "ama_flow_renderers.terminal", "from click import echo"),
    ("markdown_it", "ama_flow_renderers.markdown", "import markdown_it"),
    ("hypothesis", "ama_flow.scenarios", "import hypothesis"),
    ("hypothesis", "ama_flow_pytest", "import hypothesis"),
    ("graphviz", "ama_flow.registry", "import graphviz"),
    ("graphviz", "ama_flow.cli", "import pygraphviz"),
    ("pypdf", "ama_flow_renderers.pdf", "from pypdf import PdfReader"),
)


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """Copy the sources, each folder under the name it is imported by."""
    for folder, package in FOLDERS.items():
        shutil.copytree(ROOT / folder, tmp_path / package)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def lint_imports(tree: Path) -> subprocess.CompletedProcess[str]:
    """Check the contracts of the sources in *tree*."""
    program = Path(sys.executable).with_name("lint-imports")
    command = [str(program), "--no-logo", "--no-cache"]
    return subprocess.run(
        command, cwd=tree, capture_output=True, text=True, check=False
    )


def test_every_contract_is_kept(tree: Path) -> None:
    """The project as it stands keeps every contract."""
    result = lint_imports(tree)
    assert result.returncode == 0, result.stdout + result.stderr
    assert f"{len(CONTRACTS)} kept, 0 broken" in result.stdout


@pytest.mark.parametrize(("contract", "module", "line"), OFFENCES)
def test_an_offence_breaks_its_contract(
    tree: Path, contract: str, module: str, line: str
) -> None:
    """A contract that one line breaks says so: it is no dead letter."""
    path = tree.joinpath(*module.split("."))
    path = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    with path.open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")
    result = lint_imports(tree)
    assert result.returncode == 1, result.stdout + result.stderr
    assert f"{CONTRACTS[contract]} BROKEN" in result.stdout


def test_every_contract_has_an_offence() -> None:
    """No contract is without a line that breaks it."""
    assert {contract for contract, _, _ in OFFENCES} == set(CONTRACTS)
