"""The group of commands: each is imported on use, and ends in an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from importlib import import_module
from io import StringIO
from typing import NoReturn

import click

from ama_flow.formats import masked, private
from ama_flow.model import FlowError, Problem

BUG, WRONG_OPTION, INVALID_FLOW, WRONG_ANSWERS, WRONG_SESSION = range(1, 6)
UNEXPECTED, DIFFERENT = 6, 7
CUT_SHORT = 130
"""What shells give for a command that Ctrl-C ended."""

COMMANDS = (
    "run",
    "render",
    "check",
    "paths",
    "mutate",
    "diff",
    "list",
    "sessions",
    "replay",
    "report",
    "verify",
)
"""The names of the commands, which are those of their modules too."""


class Commands(click.Group):
    """Imports commands on use, and turns what they return or raise into exit codes.

    ``language`` is that of the help pages.
    """

    language = "en"

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """Give the names in the order of the help."""
        return list(COMMANDS)

    def get_command(self, _ctx: click.Context, name: str) -> click.Command | None:
        """Give the command called *name*: the ``command`` of its module."""
        if name not in COMMANDS:
            return None
        command: click.Command = import_module(f"ama_flow.cli.{name}").command
        if self.language == "en":
            return command
        from ama_flow.cli.words import in_language  # noqa: PLC0415 - start-up is a feature

        return in_language(command, self.language)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the options of all commands, of which some show something and end."""
        try:
            return super().parse_args(ctx, args)
        except OSError as error:
            ctx.exit(_failed(error))
        except click.ClickException as error:
            ctx.exit(_refused(error))

    def invoke(self, ctx: click.Context) -> NoReturn:
        """Run a command, and end with its exit code."""
        ctx.exit(self._code(ctx))

    def _code(self, ctx: click.Context) -> int:
        try:
            code: int = super().invoke(ctx)
            sys.stdout.flush()
        except FlowError as error:
            report(error.problems)
            code = _EXITS.get(error.problems[0].code, INVALID_FLOW)
            if code == INVALID_FLOW:
                _point_on(error.problems)
            return code
        except OSError as error:
            return _failed(error)
        except click.ClickException as error:
            return _refused(error)
        except KeyboardInterrupt:
            click.echo(err=True)
            return CUT_SHORT
        return code


_EXITS = {
    "plugin": BUG,
    "answer-unknown": WRONG_ANSWERS,
    "answer-refused": WRONG_ANSWERS,
    "answer-unused": WRONG_ANSWERS,
    "answer-needed": WRONG_ANSWERS,
    "replay-differs": WRONG_ANSWERS,
    "bad-report": WRONG_SESSION,
    "bad-session": WRONG_SESSION,
    "session-busy": WRONG_SESSION,
}
"""The exit code that the code of a first problem leads to, other than INVALID_FLOW."""


def report(problems: Iterable[Problem]) -> None:
    """Show *problems* where errors go, without a register number in their lines."""
    from ama_flow.cli.retold import told  # noqa: PLC0415 - start-up is a feature

    click.echo(masked(told(map(private, problems))), err=True)


def complain(sentence: str) -> None:
    """Show that something is wrong where errors go, as click does."""
    _show(click.ClickException(sentence))


def _refused(error: click.ClickException) -> int:
    """Say what is wrong with the options, as `report` does; gives the exit code."""
    _show(error)
    return error.exit_code


def _show(error: click.ClickException) -> None:
    from ama_flow.cli.retold import retold  # noqa: PLC0415 - start-up is a feature

    shown = StringIO()
    error.show(shown)
    told = shown.getvalue().replace(error.message, retold(error.message))
    click.echo(masked(told), nl=False, err=True)


def _failed(error: OSError) -> int:
    """Say what can't be read or written; gives the exit code.

    It is the output, unless the error names something else.
    """
    if error.filename is None:
        return _unwritten(error)
    complain(f"{error.filename!r} can't be used: {error.strerror}")
    return WRONG_OPTION


def _unwritten(error: OSError) -> int:
    """Say why the output can't be written, if anybody reads; gives the exit code."""
    _abandon_output()
    if isinstance(error, BrokenPipeError):
        return CUT_SHORT
    reason = error.strerror or error
    complain(f"the output can't be written: {reason}")
    return WRONG_OPTION


def _point_on(problems: Sequence[Problem]) -> None:
    """Say that a command did nothing for *problems*, and how to read on about them."""
    from ama_flow.cli.retold import retold  # noqa: PLC0415 - start-up is a feature

    more = f"ama-flow check --explain {problems[0].code}"
    said = f"1 problem, so nothing was done. More about it: {more}"
    if len(problems) > 1:
        many = f"{len(problems)} problems, so nothing was done."
        said = f"{many} More about the first: {more}"
    click.echo(f"\n{retold(said)}", err=True)


def _abandon_output() -> None:
    """Let Python not try once more to write what nobody reads."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
