"""What is loaded at the first prompt: start-up is a feature."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ama_flow.journal.replay import lines
from ama_flow.loader import load
from ama_flow.session import Session

from .test_cli import PLAIN

PROMPT = frozenset(
    [
        "ama_flow",
        "ama_flow.cli",
        "ama_flow.cli.arguments",
        "ama_flow.cli.group",
        "ama_flow.cli.run",
        "ama_flow.formats",
        "ama_flow.journal",
        "ama_flow.journal.events",
        "ama_flow.journal.keeper",
        "ama_flow.journal.sitting",
        "ama_flow.loader",
        "ama_flow.loader.build",
        "ama_flow.loader.format",
        "ama_flow.loader.literals",
        "ama_flow.loader.names",
        "ama_flow.loader.problems",
        "ama_flow.loader.relations",
        "ama_flow.loader.rules",
        "ama_flow.loader.shapes",
        "ama_flow.loader.shared",
        "ama_flow.loader.source",
        "ama_flow.loader.translations",
        "ama_flow.loader.validate",
        "ama_flow.loader.values",
        "ama_flow.model",
        "ama_flow.model.conditions",
        "ama_flow.model.flow",
        "ama_flow.model.origin",
        "ama_flow.model.plugins",
        "ama_flow.model.problem",
        "ama_flow.model.record",
        "ama_flow.model.table",
        "ama_flow.model.trace",
        "ama_flow.proofs",
        "ama_flow.proofs.clashes",
        "ama_flow.proofs.domains",
        "ama_flow.proofs.figures",
        "ama_flow.proofs.game",
        "ama_flow.proofs.garbage",
        "ama_flow.proofs.graph",
        "ama_flow.proofs.groups",
        "ama_flow.proofs.liveness",
        "ama_flow.proofs.monitors",
        "ama_flow.proofs.naming",
        "ama_flow.proofs.reach",
        "ama_flow.proofs.repeats",
        "ama_flow.proofs.report",
        "ama_flow.proofs.rules",
        "ama_flow.proofs.sameness",
        "ama_flow.proofs.settle",
        "ama_flow.proofs.sources",
        "ama_flow.proofs.space",
        "ama_flow.proofs.story",
        "ama_flow.proofs.structure",
        "ama_flow.proofs.unused",
        "ama_flow.proofs.verdicts",
        "ama_flow.registry",
        "ama_flow.session",
        "ama_flow.session.engine",
        "ama_flow.session.moves",
        "ama_flow.text",
        "ama_flow.text.simple",
        "ama_flow.text.tokens",
        "ama_flow.text.translated",
        "ama_flow.view",
        "ama_flow.view.commands",
        "ama_flow.view.look",
        "ama_flow.view.typed",
        "ama_flow.view.understand",
        "ama_flow.words",
        "ama_flow.words.commands",
        "ama_flow.words.contacts",
        "ama_flow.words.inputs",
        "ama_flow.words.nl",
        "ama_flow_flows",
        "ama_flow_renderers",
        "ama_flow_renderers.terminal",
        "ama_flow_renderers.terminal_paper",
        "ama_flow_renderers.terminal_reader",
        "ama_flow_renderers.terminal_screen",
    ]
)
"""Our own modules at the first prompt of ``ama-flow run`` on its own flow."""
KEPT = frozenset(
    [
        "ama_flow.journal.store",
        "ama_flow.session.fingerprint",
        "ama_flow.session.saved",
        "glob",
        "hashlib",
        "ipaddress",
        "json",
        "pathlib",
        "urllib",
    ]
)
"""What comes on top of those for a session in a file; pathlib imports some."""
SPOKEN = frozenset(f"ama_flow.words.{language}" for language in ("de", "en", "fr"))
"""What comes on top once something was typed, in whatever language."""
OTHERS = frozenset(("click", "six", "transitions"))
"""The packages of others: `transitions` imports six."""
HEAVY = frozenset(
    [
        "argparse",
        "asyncio",
        "concurrent",
        "csv",
        "ctypes",
        "dataclasses",
        "difflib",
        "email",
        "getpass",
        "glob",
        "hashlib",
        "html",
        "http",
        "importlib.metadata",
        "importlib.resources",
        "ipaddress",
        "json",
        "multiprocessing",
        "pathlib",
        "pickle",
        "queue",
        "random",
        "readline",
        "secrets",
        "select",
        "shlex",
        "shutil",
        "socket",
        "sqlite3",
        "ssl",
        "subprocess",
        "tempfile",
        "urllib",
        "webbrowser",
        "xml",
        "zipfile",
        "zoneinfo",
        "transitions.extensions",
        "click.shell_completion",
    ]
)
"""What takes its time to import, and is of no use before a prompt."""

PROGRAM = """
import sys
before = {*sys.modules}
from ama_flow.cli import main
try:
    main()
except SystemExit:
    print(*sorted({*sys.modules} - before), file=sys.stderr)
"""


def loaded(*arguments: str | Path, typed: bytes = b"") -> frozenset[str]:
    """Give what ``ama-flow run`` has loaded when nobody answers its prompt any more."""
    command = [sys.executable, "-c", PROGRAM, "run", *map(str, arguments)]
    done = subprocess.run(
        command, input=typed, env=PLAIN, capture_output=True, check=False
    )
    assert b"Typ 1 of 2: " in done.stdout, done.stderr.decode()
    return frozenset(done.stderr.decode().splitlines()[-1].split())


def complaints(found: frozenset[str], expected: frozenset[str]) -> Iterator[str]:
    """Tell what is loaded and was not to be, and the other way round."""
    for name in sorted(found - expected):
        yield f"{name} is loaded now: import it where it is used, or list it here"
    for name in sorted(expected - found):
        yield f"{name} is not loaded any more: take it off the list"


def faults(found: frozenset[str], extra: frozenset[str] = frozenset()) -> str:
    """Tell what is wrong with what is loaded, a line each; *extra* comes on top."""
    ours = frozenset(name for name in found if name.startswith("ama_flow"))
    tops = frozenset(name.partition(".")[0] for name in found - ours)
    told = (
        *complaints(ours, PROMPT | (extra - HEAVY)),
        *complaints(tops - frozenset(sys.stdlib_module_names), OTHERS),
        *complaints((found & HEAVY) - extra, frozenset()),
    )
    return "\n".join(told)


def test_the_first_prompt_loads_what_it_needs() -> None:
    """Exactly these modules, so that nothing creeps in, or stays on the list."""
    assert faults(loaded()) == ""


def test_an_answer_loads_no_more() -> None:
    """But the other languages: a command can be typed in each of them."""
    assert faults(loaded(typed=b"nee\n\nterug\nterug\n"), SPOKEN) == ""


def test_going_on_loads_what_it_takes_to_keep(tmp_path: Path) -> None:
    """A session in a file needs JSON and hashes; nothing else comes along."""
    file = tmp_path / "kept.jsonl"
    file.write_text("".join(lines(Session(load("ama_wvg")))), "utf-8")
    assert faults(loaded("--session", file), KEPT) == ""


@pytest.mark.parametrize("name", ["json", "yaml", "ama_flow.mutants"])
def test_a_module_too_many_is_named(name: str) -> None:
    """With what to do about it."""
    told = faults(PROMPT | OTHERS | {name})
    assert told == f"{name} is loaded now: import it where it is used, or list it here"


def test_a_module_that_is_gone_is_named() -> None:
    """So the list stays true."""
    told = faults((PROMPT | OTHERS) - {"ama_flow.view"})
    assert told == "ama_flow.view is not loaded any more: take it off the list"
