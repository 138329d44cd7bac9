"""The plug-in for pytest: files of scenarios are tests.

It stands apart from ``ama_flow`` since pytest imports it at every start, used or not:
so it imports nothing until there is such a file. See docs/testing.md.
"""

from __future__ import annotations

from pathlib import Path

import pytest

SUFFIX = ".scenarios.toml"


def pytest_collect_file(
    file_path: Path, parent: pytest.Collector
) -> pytest.Collector | None:
    """Take the files that are called ``*.scenarios.toml``."""
    if not file_path.name.endswith(SUFFIX):
        return None
    from ama_flow_pytest.items import ScenariosFile  # noqa: PLC0415 - see above

    made: pytest.Collector = ScenariosFile.from_parent(parent, path=file_path)
    return made
