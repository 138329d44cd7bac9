"""Lead a reader through a flow in a terminal, line by line.

Lines are only ever added, and every answer is a line that ends with Enter, so a
screen reader, a slow connection and a pipe all work. What is typed is held
against these, in this order: the label, id or whole title of a choice here; a
command; a value that is asked for; the beginning of a title. So a choice called
"opnieuw" wins over the command of that name, which ``/opnieuw`` still is.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from ama_flow.model import Frontend, Outcome
from ama_flow.text import blocks, expand
from ama_flow.view import (
    Misread,
    Past,
    Sitting,
    View,
    fold,
    history,
    look,
    named,
    printable,
    understand,
    yes_or_no,
)
from ama_flow.words import LANGUAGES, say

from .terminal_paper import read, write, write_title
from .terminal_screen import show, write_blocks

COMMANDS = ("back", "why", "where", "restart", "stop", "help")
"""What can be typed anywhere; their words are those called ``run_command_...``."""

_Then = Literal["ask again", "show", "stop"]


def run(sitting: Sitting) -> Outcome:
    """Lead the reader of *sitting* to an end, or as far as he goes."""
    reading = _Reading(sitting)
    try:
        return reading.run()
    except (KeyboardInterrupt, EOFError):
        write()
        return reading.interrupted()


class _Reading:
    """One reader at one terminal."""

    def __init__(self, sitting: Sitting) -> None:
        self.sitting = sitting
        self.session = sitting.session
        self.language = self.session.flow.language
        self.phase = ""
        self.commands: dict[str, Callable[[View], _Then]] = {
            "back": self.back,
            "why": self.why,
            "where": self.where,
            "restart": self.restart,
            "stop": self.stop,
            "help": self.help,
        }

    def run(self) -> Outcome:
        """Show one state after another; gives how it ended."""
        self.welcome()
        while True:
            view = look(self.session)
            show(self.session.flow, view, new_phase=view.phase != self.phase)
            self.phase = view.phase
            if self.ask(view) == "stop":
                return (view.outcome if view.ended else None) or "stopped"

    def interrupted(self) -> Outcome:
        """End where no line can be read any more."""
        if self.session.ended:
            return self.session.outcome or "stopped"
        self.say("run_interrupted")
        return "interrupted"

    def say(self, key: str, **values: str) -> None:
        write(say(self.language, key, **values))

    def welcome(self) -> None:
        flow = self.session.flow
        write_title(expand(flow, flow.title))
        if flow.text:
            write_blocks(flow, blocks(flow, flow.text))
        write()
        self.say("run_welcome")

    def ask(self, view: View) -> _Then:
        """Ask until something is typed that leads away from *view*."""
        invitation = view.invitation
        if view.asks:
            invitation = say(self.language, "run_your_answer")
        then: _Then = "ask again"
        while then == "ask again":
            then = self.react(view, read(f"{invitation}: "))
        return then

    def react(self, view: View, line: str) -> _Then:
        """Do what *line* means."""
        command = _command(line)
        if command and named(view, line) is None:
            return self.commands[command](view)
        if view.ended and not printable(line).strip():
            return "stop"
        understood = understand(view, line)
        if isinstance(understood, Misread):
            self.say("run_error", message=understood.message)
            return "ask again"
        self.sitting.give(understood)
        if understood not in view.choices:
            self.say("run_noted", value=understood.title)
        return "show"

    # ------------------------------------------------------------ commands
    def back(self, _view: View) -> _Then:
        if not self.session.answers:
            self.say("run_at_start")
            return "ask again"
        self.sitting.back()
        self.say("run_back")
        return "show"

    def why(self, view: View) -> _Then:
        write()
        if view.why:
            write_blocks(self.session.flow, view.why)
        else:
            self.say("run_no_why")
        write()
        return "ask again"

    def where(self, view: View) -> _Then:
        write()
        if view.phase:
            self.say("run_phase", title=view.phase)
        self.say("run_where", title=view.title)
        past = tuple(history(self.session))
        if past:
            self.say("run_so_far")
        for number, row in enumerate(past, 1):
            mark = f"  {number}. "
            write(_told(row), first=mark, rest=" " * len(mark))
        write()
        return "ask again"

    def restart(self, _view: View) -> _Then:
        if not self.session.answers:
            self.say("run_at_start")
            return "ask again"
        if not yes_or_no(read(f"{say(self.language, 'run_restart')}: ")):
            self.say("run_not_restarted")
            return "ask again"
        self.sitting.restart()
        self.say("run_restarted")
        return "show"

    def stop(self, view: View) -> _Then:
        if not view.ended:
            self.say("run_stopped")
        return "stop"

    def help(self, view: View) -> _Then:
        write()
        self.say("run_help")
        names = {command: self.name(view, command) for command in COMMANDS}
        widest = max(map(len, names.values()))
        for command, name in names.items():
            mark = f"  {name:{widest}}  "
            words = say(self.language, f"run_help_{command}")
            write(words, first=mark, rest=" " * len(mark))
        write()
        return "ask again"

    def name(self, view: View, command: str) -> str:
        """Give what to type for *command*: a choice of that name goes before it."""
        word = say(self.language, f"run_command_{command}").split()[0]
        return f"/{word}" if named(view, word) else word


def _command(line: str) -> str | None:
    """Find the command that *line* is, in any language."""
    typed = printable(line).strip().casefold().removeprefix("/")
    for command in COMMANDS:
        for language in LANGUAGES:
            words = say(language, f"run_command_{command}").split()
            if typed in words or fold(typed) in words:
                return command
    return None


def _told(past: Past) -> str:
    if not past.answer:
        return past.title
    joint = " " if past.title.endswith(("?", "!", ".", ":")) else ": "
    return f"{past.title}{joint}{past.answer}"


frontend = Frontend(
    name="terminal",
    summary="lines of plain text, in a terminal or a pipe",
    run=run,
)
