"""The JSON Schema says what the loader says, as far as a schema can."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from ama_flow import FlowError, loads
from ama_flow.loader.schema import schema
from tests.test_loader import SMALL, TRANSLATED

PUBLISHED = Path(__file__).parent.parent / "docs" / "format-1.schema.json"
VALIDATOR = jsonschema.Draft202012Validator(schema())


def as_json(text: str) -> Any:  # noqa: ANN401 - JSON
    """Give a TOML text as an editor would hand it to a schema, dates as strings."""
    return json.loads(json.dumps(tomllib.loads(text), default=str))


def test_the_published_schema_is_made_from_the_format() -> None:
    """Who edits the format makes the schema again with the command in here."""
    command = [sys.executable, "-m", "ama_flow.loader.schema"]
    made = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert PUBLISHED.read_text(encoding="utf-8") == made
    assert json.loads(made) == schema()


def test_the_schema_is_a_schema() -> None:
    """By its own meta-schema."""
    jsonschema.Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize("text", [SMALL, TRANSLATED])
def test_what_the_loader_takes_the_schema_takes(text: str) -> None:
    """Small files with every table of the format."""
    assert loads(text).states
    VALIDATOR.validate(as_json(text))


def test_the_bundled_flow_fits_the_schema() -> None:
    """And so does the flow that everything is measured by."""
    path = files("ama_flow_flows") / "ama_wvg.toml"
    VALIDATOR.validate(as_json(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("format = 1\n", "format = 2\n"),
        ("format = 1\n", ""),
        ('id = "small"', 'id = "Small"'),
        ('version = "1"', "version = 1"),
        ('version = "1"', 'version = " "'),
        ('title = "Klein"', 'title = "a\\nb"'),
        ('url = "https://example.org"', 'url = "javascript:x"'),
        ("decimals = 2", "decimals = 10"),
        ('type = "date"', 'type = "dat"'),
        ('kind = "step"', 'kind = "stap"'),
        ("initial = false", "intial = false"),
        ('days = ["mon", "fri"]', 'days = ["mon", "mon"]'),
        ("{ min = 18, max = 64 }", "{ mni = 18 }"),
        ("{ min = 18, max = 64 }", "{}"),
        ('needs = ["nummer"]', 'needs = "nummer"'),
        ('source = { phase = "begin", kind = ["step"] }', "source = 3"),
        ('source = { phase = "begin", kind = ["step"] }', 'source = { fase = "a" }'),
        ('hours = "07:00-20:00"', 'hours = "7-20"'),
    ],
)
def test_what_the_schema_refuses_the_loader_refuses(old: str, new: str) -> None:
    """A mistake that an editor can mark is one for the loader too."""
    text = SMALL.replace(old, new)
    assert text != SMALL
    assert not VALIDATOR.is_valid(as_json(text))
    with pytest.raises(FlowError):
        loads(text)
