"""Every module is there, and loads: also where only the wheel is installed."""

from __future__ import annotations

import pkgutil
from importlib import import_module
from importlib.metadata import entry_points

import pytest

PACKAGES = (
    "ama_flow",
    "ama_flow_flows",
    "ama_flow_problems",
    "ama_flow_pytest",
    "ama_flow_renderers",
)


@pytest.mark.parametrize("name", PACKAGES)
def test_every_module_loads(name: str) -> None:
    """None counts on what only a checkout has."""
    package = import_module(name)
    found = [
        module.name
        for module in pkgutil.walk_packages(package.__path__, f"{name}.")
        if not module.name.endswith("__main__")
    ]
    for module in found:
        assert import_module(module).__doc__


@pytest.mark.parametrize(
    "group",
    ["ama_flow.frontends", "ama_flow.renderers", "console_scripts", "pytest11"],
)
def test_every_entry_point_leads_somewhere(group: str) -> None:
    """What is called by a name of ours is there under it."""
    points = entry_points(group=group)
    ours = [p for p in points if p.value.partition(":")[0].startswith("ama_flow")]
    assert ours
    assert all(point.load() for point in ours)
