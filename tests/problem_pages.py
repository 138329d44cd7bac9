"""The pages of the codes: their examples, and what ``ama-flow check`` says of them.

``python -m tests.problem_pages`` writes what is said anew, and what the table of all
codes says of each; tests hold the pages against it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import ama_flow
from ama_flow import FlowError, load, loads, proofs, registry
from ama_flow.loader.source import parse
from ama_flow.model import Flow, Origin, Problem
from ama_flow.reports.explanations import codes, page, title
from ama_flow.session import Session
from ama_flow.view.script import Script, play
from tests.small_flows import GOAL, asked, flow, state, way, yesno

DOCS = Path(__file__).parents[1] / "docs"
INDEX = DOCS / "problems.md"
FILE = "my_flow.toml"
"""The name of each example, where it is told."""

_BLOCK = r"```{}\n(.*?)```"
_ROW = re.compile(r"^\| \[`([a-z-]+)`\]\(problems/\1\.md\) \| .* \|$", re.MULTILINE)


def blocks(code: str, language: str) -> list[str]:
    """Give the blocks of a page in one language."""
    return re.findall(_BLOCK.format(language), page(code), re.DOTALL)


def broken(code: str) -> str:
    """Give the flow that has the problem."""
    return _long(code, blocks(code, "toml")[0])


def repaired(code: str) -> str:
    """Give that flow as the page mends it."""
    text = f"\n{broken(code)}"
    for change in blocks(code, "diff"):
        old, new = _sides(_long(code, change))
        assert text.count(old) == 1, f"{code}: {old}"
        text = text.replace(old, new)
    return text[1:]


def _long(code: str, text: str) -> str:
    """Put very many characters where a page can only show dots."""
    return text.replace("...", "." * 20_000) if code == "too-long" else text


def _sides(change: str) -> tuple[str, str]:
    """Give what a change takes out and what it puts there, with the lines around."""
    lines = change.splitlines(keepends=True)
    old = [line[1:] for line in lines if line[0] != "+"]
    new = [line[1:] for line in lines if line[0] != "-"]
    return "\n" + "".join(old), "\n" + "".join(new)


def waiver(code: str) -> str:
    """Give the waiver that the page shows; empty where it shows none."""
    shown = [block for block in blocks(code, "toml") if block.startswith("[[waivers]]")]
    return "".join(f"\n{block}" for block in shown)


def found(ask: Callable[[], object]) -> tuple[Problem, ...]:
    """Give the problems that *ask* raises, or else none."""
    try:
        ask()
    except FlowError as error:
        return error.problems
    return ()


def problems(text: str) -> tuple[Problem, ...]:
    """Give all that is wrong with the flow in *text*."""
    made: list[Flow] = []
    refused = found(lambda: made.append(loads(text, file=FILE)))
    return refused or proofs.check(made[0]).problems


def _not_utf8() -> tuple[Problem, ...]:
    with TemporaryDirectory() as folder:
        path = Path(folder, FILE)
        path.write_text(blocks("encoding", "toml")[0], encoding="latin-1")
        return found(lambda: load(path))


def _too_many() -> tuple[Problem, ...]:
    keys = "".join(f"key{number} = 1\n" for number in range(1000))
    return problems(keys)[-1:]


def _unfinished() -> tuple[Problem, ...]:
    names = [f"q{number}" for number in range(11)]
    facts = tuple(yesno(name) for name in names)
    reads = [
        way("goal" if answer else "q0", trigger=name, title=name, when={name: answer})
        for name in names
        for answer in (True, False)
    ]
    made = flow(
        *asked(*names, dest="end"), state("end", "question", *reads), GOAL, facts=facts
    )
    return proofs.check(made, bound=1000).problems


def _answered(code: str) -> tuple[Problem, ...]:
    made = load("ama_wvg")
    origin = Origin(file="answers.toml", text=blocks(code, "toml")[0])
    session = Session(made)
    return found(
        lambda: play(session, Script(made, parse(origin), origin=origin)),
    )


def _called(code: str) -> tuple[Problem, ...]:
    (program,) = blocks(code, "python")
    return found(lambda: exec(program, {"ama_flow": ama_flow}))  # noqa: S102 - our own


ELSEWHERE: dict[str, Callable[[], tuple[Problem, ...]]] = {
    "answer-refused": lambda: _answered("answer-refused"),
    "answer-unknown": lambda: _answered("answer-unknown"),
    "answer-unused": lambda: _answered("answer-unused"),
    "answer-needed": lambda: _called("answer-needed"),
    "bad-report": lambda: _called("bad-report"),
    "bad-session": lambda: _called("bad-session"),
    "bad-value": lambda: _called("bad-value"),
    "encoding": _not_utf8,
    "no-file": lambda: found(lambda: load("my_flow.tml")),
    "not-offered": lambda: _called("not-offered"),
    "plugin": lambda: found(lambda: registry.renderer("markdwon")),
    "replay-differs": lambda: _called("replay-differs"),
    "scenario-outcome": lambda: _called("scenario-outcome"),
    "scenario-then": lambda: _called("scenario-then"),
    "session-busy": lambda: _called("session-busy"),
    "too-many": _too_many,
    "unfinished": _unfinished,
}
"""Problems that no flow that can be shown on a page has."""


def said(code: str) -> str:
    """Give what is said of the example of a page."""
    make = ELSEWHERE.get(code, lambda: problems(broken(code)))
    return re.sub(
        r"/\S*/(?=my_flow\.toml|caller\.jsonl)", "", "\n\n".join(map(str, make()))
    )


def written(code: str) -> str:
    """Give a page with what is said of its example made anew."""
    block = f"```text\n{said(code)}\n```"
    return re.sub(_BLOCK.format("text"), lambda _: block, page(code), flags=re.DOTALL)


def listed(index: str) -> str:
    """Give the text of the table of all codes with the title of each made anew."""
    return _ROW.sub(lambda row: table_row(row[1]), index)


def table_row(code: str) -> str:
    """Give the row of a code in that table."""
    return f"| [`{code}`](problems/{code}.md) | {title(code)} |"


if __name__ == "__main__":
    for known in codes():
        path = DOCS / "problems" / f"{known}.md"
        path.write_text(written(known), encoding="utf-8")
    INDEX.write_text(listed(INDEX.read_text("utf-8")), encoding="utf-8")
