"""``ama-flow run``: lead a reader through a flow."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, BinaryIO

import click

from ama_flow import registry
from ama_flow.cli.arguments import FLOW, found, proved, read, speak
from ama_flow.cli.group import (
    CUT_SHORT,
    UNEXPECTED,
    WRONG_ANSWERS,
    WRONG_SESSION,
    complain,
    report,
)
from ama_flow.formats import holds_register_number, masked
from ama_flow.journal import Sitting, now
from ama_flow.loader import load
from ama_flow.model import Flow, FlowError, Origin, Outcome
from ama_flow.session import Session
from ama_flow.words import LANGUAGES, of_locale

if TYPE_CHECKING:  # start-up is a feature
    from ama_flow.view.script import Script

OUTCOMES: dict[Outcome, int] = {
    "goal": 0,
    "contact": 10,
    "stopped": 11,
    "interrupted": CUT_SHORT,
    "refused": WRONG_ANSWERS,
}
"""The exit code for each way in which a session ends."""


class _KeepError(click.ClickException):
    exit_code = WRONG_SESSION


@click.command("run")
@FLOW
@click.option(
    "--frontend",
    default="terminal",
    show_default=True,
    metavar="NAME",
    help="Who asks and tells.",
)
@click.option(
    "--answers",
    type=click.File("rb"),
    metavar="FILE",
    help="A TOML file of states with what to answer there; - is standard input.",
)
@click.option(
    "-a",
    "typed",
    multiple=True,
    metavar="STATE=ANSWER",
    help="One answer to give beforehand; can be given again.",
)
@click.option("--no-input", is_flag=True, help="Ask nothing: all answers are given.")
@click.option("--json", "as_json", is_flag=True, help="Write events; asks nothing.")
@click.option(
    "--expect",
    metavar="END",
    help="goal or contact, or such as goal:STATE: or exit 6.",
)
@click.option(
    "--session",
    "file",
    type=click.Path(dir_okay=False),
    metavar="FILE",
    help="A file to keep the answers in, and to go on with.",
)
@click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    callback=speak,
    is_eager=True,
    help="What to read in, if not the language of this computer or else of FLOW.",
)
@click.option("--anyway", is_flag=True, help="Run a flow that has problems, too.")
def command(  # noqa: PLR0913 - these are its options
    *,
    flow: str,
    frontend: str,
    answers: BinaryIO | None,
    typed: tuple[str, ...],
    no_input: bool,
    as_json: bool,
    expect: str | None,
    file: str | None,
    language: str | None,
    anyway: bool,
) -> int:
    """Lead a reader through FLOW, one step at a time.

    At a terminal what is answered is kept, and can be gone on with at the next start.

    What is answered beforehand is filled in where it is asked. A step that has no
    answer is shown, unless --no-input or --json is given: then it counts as done.
    """
    chosen = found(registry.frontend, frontend)
    procedure = load(flow) if anyway else proved(load(flow))
    is_scripted = no_input or as_json
    sitting = _sitting(procedure, file, offers=not is_scripted)
    click.get_current_context().call_on_close(sitting.leave)
    sitting.language = language or of_locale(os.environ) or procedure.language
    if sys.stdin.isatty() and sys.stdout.isatty():
        sitting.browse = _browse
    if is_scripted:
        _answer(sitting, _script(procedure, answers, typed))
    elif answers or typed:
        sitting.prepared = _script(procedure, answers, typed)
    if as_json:
        _write_events(sitting.session)
    outcome = _outcome(sitting) if is_scripted else chosen.run(sitting)
    if sitting.prepared and outcome in ("goal", "contact"):
        sitting.prepared.finish()
    if expect and not _is_expected(sitting.session, expect):
        return UNEXPECTED
    return 0 if expect and outcome == "contact" else OUTCOMES[outcome]


def _browse(url: str) -> bool:
    """Open *url* in a browser; says whether there is one that could."""
    import webbrowser  # noqa: PLC0415 - start-up is a feature

    return webbrowser.open(url)


def _sitting(flow: Flow, file: str | None, *, offers: bool) -> Sitting:
    """Begin a sitting: kept in *file*, or where a terminal's are kept, or not at all."""
    clock = _clock()
    if not file and not (offers and sys.stdin.isatty()):
        return Sitting(Session(flow), clock=clock)
    from pathlib import Path  # noqa: PLC0415 - start-up is a feature

    from ama_flow.journal import store  # noqa: PLC0415 - start-up is a feature
    from ama_flow.journal.keeper import Keeper  # noqa: PLC0415 - start-up is a feature

    if not file:
        free = store.free(flow.id, clock())
        keeper = Keeper(next(free), others=free)
        earlier, passed = store.earlier(flow)
        return Sitting(
            Session(flow), keeper, earlier=earlier, passed=passed, clock=clock
        )
    path = Path(file)
    if holds_register_number(path.name):
        raise click.UsageError("the name of a file holds a national register number")
    try:
        if path.exists():
            return Sitting.resume(flow, path, clock=clock)
    except OSError as error:
        reason = error.strerror or error
        raise _KeepError(f"{file!r} can't be gone on with: {reason}") from error
    return Sitting(Session(flow), Keeper(path), clock=clock)


def _clock() -> Callable[[], datetime]:
    """Give the clock of this computer, or one that stands still at AMA_FLOW_NOW."""
    fixed = os.environ.get("AMA_FLOW_NOW")
    if not fixed:
        return now
    at = _moment(fixed)
    return lambda: at


def _moment(written: str) -> datetime:
    with suppress(ValueError):
        at = datetime.fromisoformat(written)
        if at.utcoffset() is not None:
            return at
    raise click.UsageError(
        "AMA_FLOW_NOW must be a time with its offset from UTC, such as "
        f"2026-11-23T20:30+01:00, and not {written!r}"
    )


def _script(flow: Flow, file: BinaryIO | None, typed: Iterable[str]) -> Script:
    """Give the answers in *file* and those *typed*; raises `FlowError`."""
    from ama_flow.view.script import Script  # noqa: PLC0415 - start-up is a feature

    origin, answers = _written(file) if file else (None, {})
    return Script(flow, answers | _typed(typed), origin=origin)


def _answer(sitting: Sitting, script: Script) -> None:
    """Give all answers, up to a goal or a contact; raises `FlowError`."""
    from ama_flow.view.script import play  # noqa: PLC0415 - start-up is a feature

    session, before = sitting.session, sitting.session.count
    try:
        play(session, script, language=sitting.language)
    finally:  # what was taken before another answer is refused, stands
        sitting.keep_answers(session.count - before)
    if not session.outcome:
        raise script.missing(session, sitting.language)


def _written(file: BinaryIO) -> tuple[Origin, dict[str, object]]:
    """Read answers as TOML; where they are none, that ends as wrong answers do."""
    from ama_flow.loader.source import parse  # noqa: PLC0415 - start-up is a feature

    try:
        origin = read(file)
        return origin, parse(origin)
    except FlowError as error:
        report(error.problems)
        click.get_current_context().exit(WRONG_ANSWERS)


def _typed(typed: Iterable[str]) -> dict[str, object]:
    answers: dict[str, list[str]] = {}
    for word in typed:
        state, separator, answer = word.partition("=")
        if not separator:
            raise click.UsageError(f"-a takes STATE=ANSWER, not {word!r}")
        answers.setdefault(state, []).append(answer)
    return dict(answers)


def _write_events(session: Session) -> None:
    from ama_flow.journal.replay import lines  # noqa: PLC0415 - start-up is a feature

    for line in lines(session):
        sys.stdout.buffer.write(line.encode())


def _outcome(sitting: Sitting) -> Outcome:
    """End a sitting in which nothing is asked; raises `_KeepError` if it is not kept."""
    sitting.end()
    sitting.leave()
    if sitting.keeper and sitting.keeper.failure:
        path, reason = str(sitting.keeper.path), sitting.keeper.failure
        raise _KeepError(f"{path!r} does not keep the answers: {reason}")
    return sitting.session.outcome or "stopped"


def _is_expected(session: Session, expect: str) -> bool:
    """Say whether *session* ended where it was to; tells it where not."""
    outcome = session.outcome or "stopped"
    here = f"{outcome}:{session.state}"
    if expect not in (outcome, here):
        complain(f"expected {masked(expect)}, and not {here}")
    return expect in (outcome, here)
