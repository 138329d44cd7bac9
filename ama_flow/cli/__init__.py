"""The command line: ``ama-flow``, with a module for each command."""

from __future__ import annotations

import gc
import os
import sys
from io import TextIOWrapper
from types import TracebackType

import click

from ama_flow.cli.group import Commands
from ama_flow.formats import masked
from ama_flow.words import of_locale

_EPILOG = """\b
Examples:
  ama-flow run
  ama-flow run my_flow.toml
  ama-flow render --format markdown
  ama-flow render my_flow.toml --format svg -o my_flow.svg
  ama-flow check my_flow.toml other_flow.toml
  ama-flow diff old_flow.toml my_flow.toml

\b
FLOW is the id of a flow that comes along (see: ama-flow list), or the
path of a flow file. Where it is left out, it is ama_wvg.

\b
Let the Tab key complete words, by adding to ~/.bashrc:
  eval "$(_AMA_FLOW_COMPLETE=bash_source ama-flow)"
For zsh it is zsh_source, for fish fish_source.

\b
Exit codes: 0 all is well, 1 a bug, 2 wrong options, 3 a flow with
problems, 4 answers that are missing, wrong or left over, 5 a session
that can't be gone on with, or a report that was changed, 6 another end
than was expected, 7 flows that differ, 10 the session ended at a
contact, 11 it was stopped, 130 it was cut short.
"""


@click.group(
    name="ama-flow",
    cls=Commands,
    epilog=_EPILOG,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(package_name="ama-flow", prog_name="ama-flow")
def cli() -> None:
    """Lead people through a procedure in which nobody gets stuck.

    Each command proves the flow before it does anything with it.
    """


def main() -> None:
    """Run the command line, and end the process."""
    with open(os.devnull, "r+", encoding="utf-8") as nowhere:  # noqa: PTH123 - start-up
        for name in ("stdin", "stdout", "stderr"):
            stream = getattr(sys, name)
            if stream is None:  # the shell closed it
                setattr(sys, name, nowhere)
            elif isinstance(stream, TextIOWrapper):
                stream.reconfigure(errors="replace")
        sys.excepthook = _tell_bug
        try:
            _spoken(cli)(prog_name="ama-flow")
        finally:
            gc.freeze()  # what is left goes with the process: that saves a tenth


def _spoken(commands: Commands) -> Commands:
    """Give *commands* in the language that the locale asks for, as far as it is ours."""
    language = of_locale(os.environ)
    if language in (None, "en"):
        return commands
    from ama_flow.cli import words  # noqa: PLC0415 - start-up is a feature

    words.speak(language)
    ours = words.in_language(commands, language)
    ours.language = language
    return ours


def _tell_bug(
    _kind: type[BaseException], error: BaseException, _trace: TracebackType | None
) -> None:
    """Show a traceback, which somebody may send to others, as errors are shown."""
    from traceback import format_exception  # noqa: PLC0415 - start-up is a feature

    click.echo(masked("".join(format_exception(error))), nl=False, err=True)
