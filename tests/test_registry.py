"""Renderers and front ends by name, ours and plug-ins, sound and broken."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from ama_flow import load, registry
from ama_flow.model import Flow, FlowError, Frontend, Problem, Renderer

ROOT = Path(__file__).parents[1]
FLOW = load("ama_wvg")
GOOD = """
from ama_flow.model import Options, Renderer

def render(flow, options):
    return f"{flow.id} {options.language}".encode()

renderer = Renderer(
    name="shout", suffix=".txt", media_type="text/plain", summary="x", render=render
)
"""


def install(
    folder: Path, package: str, code: str, entry: str, group: str = "ama_flow.renderers"
) -> None:
    """Put a package with one plug-in in *folder*, as pip does."""
    (folder / f"{package}.py").write_text(code, "utf-8")
    info = folder / f"{package}-1.5.dist-info"
    info.mkdir()
    metadata = f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.5\n"
    (info / "METADATA").write_text(metadata, "utf-8")
    (info / "entry_points.txt").write_text(f"[{group}]\n{entry}\n", "utf-8")


@pytest.fixture
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder of which the packages are installed for one test."""
    monkeypatch.syspath_prepend(tmp_path)
    return tmp_path


def problem(name: str) -> Problem:
    """Render with a renderer that is refused, and give the one problem."""
    with pytest.raises(FlowError) as caught:
        registry.render(FLOW, name)
    (found,) = caught.value.problems
    return found


def test_the_table_is_that_of_the_entry_points() -> None:
    """What the registry knows without looking is what the project declares."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    for group in (registry.RENDERERS, registry.FRONTENDS):
        assert project["entry-points"][group.name] == group.ours


def test_what_is_listed_can_be_had() -> None:
    """Every name that is listed loads, and is what its plug-in calls itself."""
    ours = {*registry.RENDERERS.ours}
    assert {"dot", "json", "markdown", "pdf", "png", "svg"} <= ours
    assert ours <= {*registry.renderers()}
    for name in registry.renderers():
        assert isinstance(registry.renderer(name), Renderer)
        assert registry.renderer(name).name == name
    for name in registry.frontends():
        assert isinstance(registry.frontend(name), Frontend)
        assert registry.frontend(name).name == name


def test_names_are_sorted() -> None:
    """Names are listed in one order, whatever is installed."""
    assert list(registry.renderers()) == sorted(registry.renderers())
    assert list(registry.frontends()) == sorted(registry.frontends())


def test_only_what_is_asked_for_is_imported() -> None:
    """Rendering JSON imports no other renderer, no Graphviz and no parser."""
    code = (
        "import sys; from ama_flow import load, registry;"
        "registry.render(load('ama_wvg'), 'json');"
        "print(*(m for m in sys.modules if 'renderers' in m or 'graphviz' in m))"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert result.stdout.split() == ["ama_flow_renderers", "ama_flow_renderers.json"]


def test_an_unknown_name_lists_the_known_and_the_nearest() -> None:
    """Who mistypes a name is told which one was meant, and which there are."""
    found = problem("markdwon")
    assert found.code == "plugin"
    assert found.message == "there is no renderer 'markdwon'"
    assert found.hint == (
        f"did you mean 'markdown'? known here: {', '.join(registry.renderers())}"
    )
    assert problem("\n").hint.startswith("known here: dot, json")
    with pytest.raises(FlowError, match="there is no front end 'svg'"):
        registry.frontend("svg")


def test_a_plug_in_renders(packages: Path) -> None:
    """Somebody else's renderer works as ours do, with its options."""
    install(packages, "shouting_good", GOOD, "shout = shouting_good:renderer")
    assert "shout" in registry.renderers()
    assert registry.render(FLOW, "shout") == b"ama_wvg None"
    assert registry.render(FLOW, "shout", language="en") == b"ama_wvg en"


def test_a_plug_in_leads(packages: Path) -> None:
    """Somebody else's front end is found as ours is."""
    code = (
        "from ama_flow.model import Frontend\n"
        "f = Frontend(name='bot', summary='x', run=lambda session: 'goal')"
    )
    install(packages, "bot_good", code, "bot = bot_good:f", "ama_flow.frontends")
    assert registry.frontends() == ("bot", "terminal")
    assert registry.frontend("bot").run(None) == "goal"


def test_ours_cannot_be_replaced(packages: Path) -> None:
    """A plug-in that takes the name of one of ours changes nothing."""
    install(packages, "shouting_json", GOOD, "json = shouting_json:renderer")
    assert registry.render(FLOW, "json").startswith(b"{")


FAULTS = {
    "import": ("import not_there", "does not load: ModuleNotFoundError"),
    "syntax": ("def", "does not load: SyntaxError"),
    "attribute": ("x = 1", "does not load: AttributeError"),
    "type": ("renderer = print", "is of type builtin_function_or_method, and not "),
    "raises": (
        GOOD.replace("return", "raise KeyError(7)\n    return"),
        "failed: KeyError: 7",
    ),
    "text": (GOOD.replace(".encode()", ""), "gave str where it should give bytes"),
    "arguments": (GOOD.replace("flow, options", ""), "failed: TypeError"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_broken_plug_in_is_named_with_its_package(packages: Path, fault: str) -> None:
    """Whatever is wrong with a plug-in, the error says with which, and what."""
    code, said = FAULTS[fault]
    name = f"broken_{fault}"
    install(packages, name, code, f"broken = {name}:renderer")
    found = problem("broken")
    assert f"renderer 'broken' of {name} 1.5 {said}" in found.message
    assert f"{name} 1.5" in found.hint


def test_a_broken_plug_in_harms_no_other(packages: Path) -> None:
    """One broken package does not keep the names or the renderers from anybody."""
    install(packages, "broken_other", "1 / 0", "broken = broken_other:renderer")
    assert "broken" in registry.renderers()
    assert registry.render(FLOW, "json")


def test_one_name_of_two_packages_is_refused(packages: Path) -> None:
    """Where two packages bring one name, neither is picked, and both are named."""
    for name in ("twin_b", "twin_a"):
        install(packages, name, GOOD, f"twin = {name}:renderer")
    found = problem("twin")
    assert found.message == "renderer 'twin' comes from twin_a 1.5 and twin_b 1.5"


def test_the_problems_of_a_renderer_are_passed_on(packages: Path) -> None:
    """What a renderer refuses in so many words is not called a failure of it."""
    code = GOOD.replace(
        "return",
        "from ama_flow.model import FlowError, Problem\n"
        "    raise FlowError(Problem(code='mine', message='no'))\n    return",
    )
    install(packages, "refusing", code, "refusing = refusing:renderer")
    assert problem("refusing") == Problem(code="mine", message="no")


def test_a_failure_of_ours_names_us() -> None:
    """A flow that ours cannot render, such as one without states, is told of so."""
    empty = Flow(id="x", version="1", language="en", title="x", initial="x")
    with pytest.raises(FlowError) as caught:
        registry.render(empty, "dot")
    said = "renderer 'dot' of ama-flow failed: KeyError: 'x'"
    assert caught.value.problems[0].message == said
