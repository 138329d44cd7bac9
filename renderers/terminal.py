"""Lead a reader through a flow in a terminal, line by line.

Lines are only ever added, and every answer is a line that ends with Enter, so a
screen reader, a slow connection and a pipe all work. What is typed is held
against these, in this order: the label or whole title of a choice here; a command;
the id of a choice; a value that is asked for; the beginning of a title. So a choice
called "opnieuw" wins over the command of that name, which ``/opnieuw`` still is.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from ama_flow.model import FlowError, Frontend, Link, Outcome
from ama_flow.text.translated import is_in
from ama_flow.view import (
    Choice,
    Misread,
    Session,
    Sitting,
    View,
    called,
    commanded,
    look,
    printable,
    understand,
    yes_or_no,
)
from ama_flow.words import say

from .terminal_paper import write, write_whole
from .terminal_reader import PATIENCE, Reader, StoppedError, TooManyError
from .terminal_screen import (
    show,
    show_help,
    show_history,
    show_languages,
    show_links,
    show_message,
    write_blocks,
)

_Then = Literal["ask again", "show", "stop"]


def run(sitting: Sitting) -> Outcome:
    """Lead the reader of *sitting* to an end, or as far as he goes."""
    reading = _Reading(sitting)
    try:
        return reading.run()
    except (KeyboardInterrupt, EOFError):
        write()
        return reading.interrupted()
    except StoppedError:
        reading.say("run_stopped")
        reading.say("run_kept")
        return "stopped"
    except TooManyError:
        return reading.given_up()
    finally:
        sitting.leave()


class _Reading(Reader):
    """Leads one reader from state to state."""

    def __init__(self, sitting: Sitting) -> None:
        super().__init__(sitting)
        self.phase = ""
        self.commands: dict[str, Callable[[View, str], _Then]] = {
            "back": self.back,
            "why": self.why,
            "where": self.where,
            "note": self.note,
            "open": self.open,
            "mail": self.mail,
            "language": self.speak,
            "restart": self.restart,
            "stop": self.stop,
            "help": self.help,
        }

    def run(self) -> Outcome:
        """Show one state after another; gives how it ended."""
        self.begin()
        while True:
            self.fill_in()
            view = look(self.shown, self.language)
            self.show(view)
            self.phase = view.phase
            if self.ask(view) == "stop":
                self.sitting.end()
                return self.outcome or "stopped"

    @property
    def shown(self) -> Session:
        """The session as the reader sees it: before the answer that he changes."""
        if not self.changing:
            return self.session
        before = self.session.answers[: self.changing - 1]
        return Session.resume(self.session.flow, before)

    @property
    def outcome(self) -> Outcome | None:
        """How it ended, if the reader is at an end."""
        return self.session.outcome if self.session.ended else None

    def show(self, view: View) -> None:
        is_new = view.phase != self.phase
        show(view, self.sitting.clock(), new_phase=is_new)

    def interrupted(self) -> Outcome:
        """End where no line can be read any more."""
        if self.session.ended:
            self.sitting.end()
            return self.outcome or "stopped"
        self.say("run_interrupted")
        self.tell_kept()
        return "interrupted"

    def given_up(self) -> Outcome:
        """End where what is read is no answer, time after time."""
        words = say(self.language, "run_too_many", count=PATIENCE)
        self.say("run_error", message=words)
        self.tell_kept()
        return "refused"

    def ask(self, view: View) -> _Then:
        """Ask until something is typed that leads away from *view*."""
        invitation = view.invitation
        if view.asks:
            invitation = say(self.language, "run_your_answer")
        then: _Then = "ask again"
        while then == "ask again":
            then = self.react(view, self.read(invitation))
        return then

    def react(self, view: View, line: str) -> _Then:
        """Do what *line* means."""
        command, argument = commanded(view, line)
        if command:
            return self.commands[command](view, argument)
        if view.ended and not printable(line).strip():
            return "stop"
        understood = understand(view, line)
        if isinstance(understood, Misread):
            self.say("run_error", message=understood.message)
            return "ask again"
        taken_over = self.give(understood)
        self.warn()
        if understood not in view.choices:
            self.say("run_noted", value=understood.title)
        self.tell_filled_in("run_taken_over", taken_over)
        return "show"

    def give(self, understood: Choice) -> int:
        """Give the answer, or put it in the place of the one that is changed.

        Says how many were taken over behind it that the reader is to be told of.
        """
        self.unanswered = 0
        if not self.changing:
            return self.sitting.give(understood)
        number, self.changing = self.changing, 0
        self.sitting.change(number, understood)
        if self.session.dropped:
            self.say("run_changed_partly", number=str(number))
            return self.session.count - number
        self.say("run_changed", number=str(number))
        return 0

    # ------------------------------------------------------------ commands
    def back(self, _view: View, number: str) -> _Then:
        given = self.session.count
        if not given:
            self.say("run_at_start")
            return "ask again"
        if number and not 0 < _counted(number) <= given:
            self.say("run_no_such_answer", count=str(given))
            return "ask again"
        if number:
            return self.change(_counted(number))
        if self.changing:
            return self.leave_unchanged()
        self.sitting.back()
        self.say("run_back")
        return "show"

    def change(self, number: int) -> _Then:
        """Ask once more for answer *number*; what fits after it will be kept."""
        self.changing, self.phase = number, ""
        self.say("run_change", number=str(number))
        return "show"

    def leave_unchanged(self) -> _Then:
        self.say("run_unchanged", number=str(self.changing))
        self.changing, self.phase = 0, ""
        return "show"

    def note(self, _view: View, text: str) -> _Then:
        if not text:
            self.say("run_note_empty")
            return "ask again"
        try:
            self.sitting.note(text, self.shown.state)
        except FlowError:
            self.say("run_error", message=say(self.language, "run_misread_register"))
        else:
            self.warn()
            self.say(self.noted)
        return "ask again"

    @property
    def noted(self) -> str:
        """The key of what is said of a note: no more than is true."""
        if self.sitting.keeper is None:
            return "run_note_not_kept"
        return "run_noted_down" if self.sitting.is_kept else "run_note_waits"

    def why(self, view: View, _argument: str) -> _Then:
        write()
        if view.why:
            write_blocks(view.flow, view.why, view.exact)
        else:
            self.say("run_no_why")
        write()
        return "ask again"

    def where(self, view: View, _argument: str) -> _Then:
        from ama_flow.view.ahead import ahead  # noqa: PLC0415 - start-up is a feature

        write()
        if view.phase:
            self.say("run_phase", title=view.phase)
        key = "run_where_change" if self.changing else "run_where"
        self.say(key, title=view.title, number=str(self.changing))
        if remaining := ahead(self.shown, self.language):
            write(remaining)
        if self.session.count:
            self.say("run_so_far")
        show_history(self.session, self.language, last=self.session.count)
        write()
        return "ask again"

    def open(self, view: View, number: str) -> _Then:
        """Open the one link of *view*, or the one with *number*."""
        links = view.links
        if not links:
            self.say("run_no_link")
        elif number and not 0 < _counted(number) <= len(links):
            self.say("run_no_such_link", count=str(len(links)))
        elif number or len(links) == 1:
            self.browse(links[_counted(number or "1") - 1])
        else:
            self.say("run_links", command=called(view, "open"))
            show_links(links)
        return "ask again"

    def browse(self, link: Link) -> None:
        """Open *link*, or say its address where that can't be done."""
        is_web = link.url.startswith(("https://", "http://"))
        if is_web and self.sitting.browse(link.url):
            self.say("run_opened", title=link.title)
        else:
            self.say("run_unopened")
        write_whole(link.url, indent="  ")

    def mail(self, _view: View, _argument: str) -> _Then:
        from ama_flow.view.message import message  # noqa: PLC0415 - start-up is a feature

        ready = message(self.shown, self.language)
        if ready:
            show_message(self.language, ready)
        else:
            self.say("run_no_mail")
        return "ask again"

    def speak(self, view: View, language: str) -> _Then:
        """Go on in *language*; without one, say which there are."""
        if not language:
            show_languages(view)
            return "ask again"
        self.sitting.language = language
        self.phase = ""
        self.say("run_language")
        if not is_in(self.session.flow, language):
            self.say("run_untranslated")
        return "show"

    def restart(self, _view: View, _argument: str) -> _Then:
        if not self.session.count:
            self.say("run_at_start")
            return "ask again"
        if not yes_or_no(self.read(say(self.language, "run_restart"))):
            self.say("run_not_restarted")
            return "ask again"
        self.sitting.restart()
        self.changing = 0
        self.say("run_restarted")
        return "show"

    def stop(self, _view: View, _argument: str) -> _Then:
        if not self.session.ended:
            self.say("run_stopped")
            self.tell_kept()
        return "stop"

    def help(self, view: View, _argument: str) -> _Then:
        show_help(view)
        return "ask again"


def _counted(number: str) -> int:
    """Read a number in a list: as many digits as any list needs."""
    return int(number[:9])


frontend = Frontend(
    name="terminal",
    summary="lines of plain text, in a terminal or a pipe",
    run=run,
)
