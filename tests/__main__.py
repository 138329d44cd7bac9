"""Everything that must hold before a change is handed in, in one command."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import click

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
BESIDE = ("tests", "examples", "docs", "README.md", "pyproject.toml")
"""What the tests read besides the installed packages."""
INSTALLED = (
    "ama_wvg",
    "cli",
    "examples",
    "modules",
    "pictures",
    "problem_pages",
    "pytest_plugin",
    "registry",
    "schema",
    "scripts",
    "start_up",
    "terminal",
    "words",
)
"""Tests of what an installation can break: programs, entry points, files, modules."""


def run(*command: str | Path, cwd: Path = ROOT) -> None:
    """Run *command*; raises ``CalledProcessError`` where it fails."""
    subprocess.run(command, cwd=cwd, check=True)


def lint() -> None:
    """Ruff: all its rules but those that pyproject.toml argues away, and layout."""
    run(BIN / "ruff", "check")
    run(BIN / "ruff", "format", "--check")


def types() -> None:
    """Mypy, strict."""
    run(BIN / "mypy")


def imports() -> None:
    """Import-linter: the contracts between the modules."""
    run(BIN / "lint-imports", "--no-logo")


def tests() -> None:
    """Pytest, with the coverage of branches."""
    run(BIN / "pytest", "--cov", "-n", "2")


def wheel() -> None:
    """Pytest once more, of what is installed: the built wheel, without the sources."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        run(sys.executable, "-m", "build", "--quiet", "--outdir", folder)
        python = install(next(folder.glob("*.whl")), folder / "venv")
        bench = folder / "bench"
        for item in BESIDE:
            copy(ROOT / item, bench / item)
        files = [f"tests/test_{name}.py" for name in INSTALLED]
        chosen = ("-m", "not checkout", "-n", "2", *files)
        run(python, "-m", "pytest", *chosen, cwd=bench)


def install(package: Path, folder: Path) -> Path:
    """Install *package* in a new environment in *folder*; gives its Python."""
    run(sys.executable, "-m", "venv", folder)
    python = folder / Path(sys.executable).relative_to(sys.prefix)
    constraints = ROOT / "tests" / "constraints.txt"
    run(python, "-m", "pip", "install", "-q", f"{package}[dev]", "-c", constraints)
    return python


def copy(source: Path, target: Path) -> None:
    """Copy a file or a folder."""
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
    else:
        target.parent.mkdir(exist_ok=True)
        shutil.copy(source, target)


STEPS = {step.__name__: step for step in (lint, types, imports, tests, wheel)}


@click.command(help=f"Run the STEPs, or all of them: {', '.join(STEPS)}.")
@click.argument("steps", nargs=-1, type=click.Choice(list(STEPS)))
def main(steps: tuple[str, ...]) -> None:
    """Run *steps* in order; end with the exit code of the first that fails."""
    for name in steps or STEPS:
        start = time.monotonic()
        click.echo(f"== {name}: {STEPS[name].__doc__}")
        try:
            STEPS[name]()
        except subprocess.CalledProcessError as error:
            sys.exit(error.returncode)
        click.echo(f"== {name}: {time.monotonic() - start:.0f} s")


if __name__ == "__main__":
    main()
