"""What the project says about itself is true."""

from __future__ import annotations

import re
import runpy
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

pytestmark = pytest.mark.checkout

ROOT = Path(__file__).parents[1]
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")
LONGEST = 400
"""Lines of a module: the house rule is about 400, and here "about" ends."""


def read(name: str) -> str:
    """Give the text of a file of the project."""
    return (ROOT / name).read_text("utf-8")


def blocks(name: str, language: str) -> list[str]:
    """Give the fenced blocks of *language* in a file of the project."""
    return [text for kind, text in FENCE.findall(read(name)) if kind == language]


def lines(text: str) -> list[str]:
    """Give the lines of *text* without comments and empty ones."""
    bare = (line.partition("  #")[0].rstrip() for line in text.splitlines())
    return [line for line in bare if line]


def files() -> list[Path]:
    """Give the files of the project: those that git has or would take."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listing = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    names = listing.stdout.decode().split("\0")
    return [path for name in names if name and (path := ROOT / name).is_file()]


def modules() -> list[Path]:
    """Give the modules of the library, its renderers and its plug-in for pytest."""
    folders = ("ama_flow", "renderers")
    return [path for folder in folders for path in (ROOT / folder).rglob("*.py")]


def test_modules_are_short() -> None:
    """Each module of ours can be read in one sitting."""
    sizes = {path: len(path.read_text("utf-8").splitlines()) for path in modules()}
    assert not {path: size for path, size in sizes.items() if size > LONGEST}


def test_every_package_is_installed() -> None:
    """A folder with an ``__init__.py`` is in the list of packages, and vice versa."""
    settings = SETTINGS["tool"]["setuptools"]
    names = {folder: name for name, folder in settings["package-dir"].items()}
    found = set()
    plugin = "tests/pytest_plugin"
    for top in ("ama_flow", "docs/problems", "flows", plugin, "renderers"):
        for path in (ROOT / top).rglob("__init__.py"):
            inner = path.parent.relative_to(ROOT / top).parts
            found.add(".".join([names.get(top, top), *inner]))
    assert sorted(settings["packages"]) == sorted(found)


def test_every_requirement_is_pinned() -> None:
    """The versions of all that the tests need are fixed."""
    project = SETTINGS["project"]
    extras = project["optional-dependencies"].values()
    wanted = {
        re.split(r"[^\w-]", requirement)[0]
        for group in (project["dependencies"], *extras)
        for requirement in group
        if "sys_platform" not in requirement
    }
    pinned = re.findall(r"^([\w-]+)==\S+$", read("tests/constraints.txt"), re.MULTILINE)
    assert wanted - {project["name"]} <= set(pinned)


def test_ci_runs_the_commands_of_the_readme() -> None:
    """The second command of the README is what CI and developers run."""
    first, second = (lines(block) for block in blocks("README.md", "sh")[:2])
    assert first[-1].endswith("ama-flow run")
    for name in (".ci/run", "AGENTS.md", "CONTRIBUTING.md"):
        assert second[-1] in lines(read(name)), name


def test_agents_md_is_short() -> None:
    """AGENTS.md is read whole at every start, so it is short."""
    assert len(read("AGENTS.md").splitlines()) <= 60


def test_the_tree_of_agents_md_is_complete() -> None:
    """AGENTS.md names each folder and each part of the core, and nothing else."""
    (tree,) = blocks("AGENTS.md", "text")
    named, folder = set(), Path()
    for line in tree.splitlines():
        inner, name = line.startswith(" "), line.split()[0]
        folder = folder if inner else Path(name)
        named.add(folder / name if inner else folder)
    ours = [path.relative_to(ROOT) for path in files()]
    tops = {path.parents[-2] for path in ours if len(path.parents) > 1}
    core = {Path(*path.parts[:2]) for path in ours if path.match("ama_flow/**/*.py")}
    core |= {Path(*path.parts[:2]) for path in ours if path.match("ama_flow/*.py")}
    assert named == core | {path for path in tops if path.name[0] != "."}


def test_the_layers_of_agents_md_are_those_of_the_contract() -> None:
    """AGENTS.md draws the layers as they are enforced."""
    contract = SETTINGS["tool"]["importlinter"]["contracts"][0]
    assert f"`{' > '.join(contract['layers'])}`" in read("AGENTS.md")


@pytest.mark.parametrize("name", ["AGENTS.md", "CONTRIBUTING.md"])
def test_the_commands_for_developers_exist(name: str) -> None:
    """Programs, files and steps in the commands for developers exist."""
    steps = runpy.run_path(str(ROOT / "tests" / "__main__.py"))["STEPS"]
    programs = Path(sys.executable).parent
    commands = [line for block in blocks(name, "sh") for line in lines(block)]
    for words in (part.split() for line in commands for part in line.split(" && ")):
        paths = {Path(word) for word in words if "/" in word}
        ours = {path for path in paths if path.parts[0] == ".venv"}
        assert all((programs / path.name).exists() for path in ours), words
        assert all((ROOT / path).exists() for path in paths - ours), words
        if words[1:3] == ["-m", "tests"]:
            assert set(words[3:]) <= set(steps), words


def test_the_links_between_the_documents_resolve() -> None:
    """A link to a file of the project leads somewhere."""
    for path in files():
        if path.suffix == ".md":
            for target in LINK.findall(path.read_text("utf-8")):
                assert (path.parent / target).exists(), f"{path}: {target}"


def test_the_index_names_every_document() -> None:
    """Each document under docs/ is linked from its index, or from that of the codes."""
    docs = ROOT / "docs"
    indexes = read("docs/index.md") + read("docs/problems.md")
    linked = {(docs / target).resolve() for target in LINK.findall(indexes)}
    assert set(docs.rglob("*.md")) - {docs / "index.md"} <= linked


def test_decision_records_are_numbered_and_complete() -> None:
    """Decisions are numbered from one, and each says why, what and what follows."""
    records = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    for number, path in enumerate(records, 1):
        assert path.name.startswith(f"{number:04}-")
        text = path.read_text("utf-8")
        assert re.findall(r"^## (.+)$", text, re.MULTILINE) == [
            "Why",
            "Decision",
            "What follows",
        ]
        assert len(text.splitlines()) <= 60, f"{path.name} is more than a page"


def test_the_changelog_knows_this_version() -> None:
    """The version of the package has a heading in the changelog."""
    assert f"## [{SETTINGS['project']['version']}]" in read("CHANGELOG.md")


def test_nothing_names_a_registry_or_somebodys_machine() -> None:
    """The project stands on its own: no package host, no path of a machine."""
    hosts = r"pypi\.org|pythonhosted\.org|npmjs\.(org|com)|\w+\.debian\.org"
    paths = r"(?<![\w.])/(home|root|Users|work)/"
    for path in files():
        text = path.read_bytes().decode("utf-8", "replace")
        assert not re.search(f"{hosts}|{paths}", text), path


@pytest.mark.parametrize(("ci", "outcome"), [("true", "failed"), ("", "skipped")])
def test_a_skip_is_a_failure_in_ci(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ci: str, outcome: str
) -> None:
    """A test that lacks something may be skipped by hand, and fails in CI."""
    shutil.copy(ROOT / "tests" / "conftest.py", tmp_path)
    source = "import pytest\ndef test_one():\n    pytest.skip('no such tool')\n"
    (tmp_path / "test_skip.py").write_text(source, "utf-8")
    monkeypatch.setenv("CI", ci)
    command = [sys.executable, "-m", "pytest", "-ra", "-p", "no:cacheprovider"]
    result = subprocess.run(
        command, cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert f"1 {outcome}" in result.stdout
    assert "no such tool" in result.stdout
