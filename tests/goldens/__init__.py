"""Whole documents as they are to come out, to see in a diff what a change changes.

Write them anew with ``python -m tests.goldens``, and read the diff.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ama_flow import load, registry

FOLDER = Path(__file__).parent
FLOW = load(FOLDER / "lenen.toml")
FORMATS = ("dot", "json", "markdown", "mermaid", "svg", "text")
"""What does not depend on a version of Graphviz."""
LANGUAGES = ("nl", "en")


def documents() -> Iterator[tuple[Path, bytes]]:
    """Render every golden document, with the file that it belongs in."""
    for name in FORMATS:
        for language in LANGUAGES:
            suffix = registry.renderer(name).suffix
            document = registry.render(FLOW, name, language=language)
            yield FOLDER / f"lenen.{language}{suffix}", document
