"""The page of each code: what it means, why it matters, and how it is mended.

The pages are Markdown, and part of the documents: ``docs/problems/``. They are installed
as the package ``ama_flow_problems``.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from ama_flow.loader.problems import nearest

_PAGES = files("ama_flow_problems")


@cache
def codes() -> tuple[str, ...]:
    """List every code that a problem can have, sorted."""
    names = (entry.name for entry in _PAGES.iterdir())
    return tuple(sorted(n.removesuffix(".md") for n in names if n.endswith(".md")))


def page(code: str) -> str:
    """Give the page of *code*; raises ``LookupError``, which names the nearest one."""
    if code not in codes():
        raise LookupError(f"there is no code {code!r}; {nearest(code, codes())}")
    return (_PAGES / f"{code}.md").read_text(encoding="utf-8")


def title(code: str) -> str:
    """Say in some words what a problem with this *code* is; raises ``LookupError``."""
    heading = page(code).partition("\n")[0]
    return heading.partition(": ")[2]
