"""What ``ama-flow check`` says of flow files, in the forms that people and tools read.

A form is a pure function from what was checked to text.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module

from ama_flow.reports.checked import Checked, checked

__all__ = ["FORMS", "Checked", "checked", "written"]

FORMS = ("text", "json", "sarif", "github", "junit")
"""The names of the forms, which are those of their modules too, but for ``as_``."""


def written(form: str, files: Sequence[Checked]) -> str:
    """Write what was checked in one of the `FORMS`; raises ``ModuleNotFoundError``."""
    text: str = import_module(f"ama_flow.reports.as_{form}").written(files)
    return text
