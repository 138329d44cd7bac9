"""A reader at a terminal: what he is told and asked before and between the states."""

from __future__ import annotations

from datetime import datetime

from ama_flow.model import FlowError
from ama_flow.text import expand
from ama_flow.text.translated import translated
from ama_flow.view import Answer, Choice, Sitting, commanded, look, yes_or_no
from ama_flow.words import colon, day, say
from ama_flow.words.contacts import clock

from .terminal_paper import is_typed, read, write, write_title, write_whole
from .terminal_screen import show_help, show_history, show_languages, write_blocks

PATIENCE = 100
"""So many lines in a row without an answer are read, where nobody types them."""


class TooManyError(Exception):
    """Lines came without an end, and without an answer."""


class StoppedError(Exception):
    """The reader stops before he began."""


class Reader:
    """One reader at one terminal, of whom the answers are those of *sitting*."""

    def __init__(self, sitting: Sitting) -> None:
        """Begin where the session of *sitting* is."""
        self.sitting = sitting
        self.session = sitting.session
        self.changing = 0
        self.unanswered = 0
        self.warned = False

    @property
    def language(self) -> str:
        """The language that the reader reads."""
        return self.sitting.language

    def say(self, key: str, **values: str) -> None:
        """Write the words called *key* in the language of the reader."""
        write(say(self.language, key, **values))

    def tell_kept(self) -> None:
        """Say whether the answers can be gone on with later."""
        if self.sitting.is_begun:
            self.say("run_kept" if self.sitting.is_kept else "run_not_kept")

    def begin(self) -> None:
        """Say what this is about, or that it goes on where it was."""
        if self.sitting.journal:
            self.tell_since()
            self.tell_resumed()
        else:
            self.welcome()
            self.offer()
        self.prepare()

    def welcome(self) -> None:
        """Say what the procedure is about, and what can be typed at any time."""
        view = look(self.session, self.language)
        write_title(view.procedure)
        write_blocks(view.flow, view.intro)
        write()
        self.say("run_welcome")

    def tell_since(self) -> None:
        """Say which session it is, and at which answer it goes on."""
        began = self.sitting.journal and self.sitting.journal.began
        number = str(self.session.count + (not self.session.ended))
        if began:
            when = _when(began, self.language)
            self.say("run_resumed", number=number, **when)
        else:
            self.say("run_resumed_undated", number=number)

    def offer(self) -> None:
        """Let the reader choose to go on where he was in an earlier sitting."""
        for path, code in self.sitting.passed.items():
            write()
            self.say("run_busy" if code == "session-busy" else "run_unreadable")
            write_whole(str(path), indent="  ")
        earlier = self.sitting.earlier
        if earlier is None:
            return
        write()
        many = {0: "_none", 1: "_one"}.get(earlier.session.count, "")
        self.say(f"run_earlier{many}", **_where(earlier, self.language))
        if self.agrees("run_go_on"):
            self.sitting.go_on()
            self.session = self.sitting.session
            self.tell_resumed()
        else:
            self.sitting.begin_anew()
            self.say("run_earlier_left")

    def tell_resumed(self) -> None:
        """Say what an earlier sitting did not keep, and whether this one does."""
        journal, dropped = self.sitting.journal, self.session.dropped
        if journal and journal.torn:
            self.say("run_torn")
        if dropped:
            self.say("run_dropped", count=str(len(dropped)))
        self.warn()

    def agrees(self, key: str) -> bool:
        """Ask until the answer is yes or no."""
        while True:
            line = self.read(say(self.language, key))
            agreed = yes_or_no(line)
            if agreed is not None:
                return agreed
            if not self.obeys(line):
                self.say("run_yes_or_no")

    def obeys(self, line: str) -> bool:
        """Do what can be done before the first state; says whether *line* is that.

        Raises `StoppedError` where the reader stops.
        """
        view = look(self.session, self.language)
        command, argument = commanded(view, line)
        if command == "stop":
            raise StoppedError
        if command == "help":
            show_help(view)
        elif command == "language" and argument:
            self.sitting.language = argument
            self.say("run_language")
        elif command == "language":
            show_languages(view)
        else:
            return False
        return True

    def read(self, invitation: str) -> str:
        """Ask for a line; raises `TooManyError` where there is no end of them."""
        if self.unanswered == PATIENCE and not is_typed():
            raise TooManyError
        self.unanswered += 1
        return read(f"{colon(self.language, invitation)} ")

    def prepare(self) -> None:
        """Leave out what was given beforehand, and is answered already."""
        if not self.sitting.prepared:
            return
        try:
            self.sitting.prepared.leave_out(self.session)
        except FlowError as error:
            for problem in error.problems:
                title = self.title(str(problem.at[-1]))
                self.say("run_given_otherwise", title=title)

    def title(self, state: str) -> str:
        """Give the title of a state in the language of the reader."""
        flow = translated(self.session.flow, self.language)
        return expand(flow, flow.states[state].title)

    def fill_in(self) -> None:
        """Give the answers that were given beforehand, up to a state without one.

        A step on the way is the reader's: nobody else can know that it is done.
        """
        before = self.session.count
        try:
            while not self.changing and (answer := self.prepared):
                self.sitting.give(answer)
        except FlowError as error:
            self.say("run_error", message=error.problems[0].hint)
        self.tell_filled_in("run_given", self.session.count - before)
        self.warn()

    @property
    def prepared(self) -> Choice | Answer | None:
        """The answer that was given beforehand for where the reader is."""
        prepared = self.sitting.prepared
        return prepared.due(self.session, self.language) if prepared else None

    def tell_filled_in(self, key: str, count: int) -> None:
        """List the last *count* answers, which the reader did not give just now."""
        if count:
            write()
            self.say(key)
            show_history(self.session, self.language, last=count)

    def warn(self) -> None:
        """Say once that what was given can't be kept, and once that it can again."""
        keeper = self.sitting.keeper
        if not keeper or bool(keeper.failure) == self.warned:
            return
        self.warned = bool(keeper.failure)
        if keeper.failure:
            from ama_flow.words.failures import failure  # noqa: PLC0415 - rare

            self.say("run_unkept", reason=failure(self.language, keeper.failure))
        else:
            self.say("run_kept_again")


def _where(sitting: Sitting, language: str) -> dict[str, str]:
    """Say how far a sitting came, and when."""
    session, journal = sitting.session, sitting.journal
    at = (journal and journal.latest) or sitting.clock()
    return {
        "count": str(session.count),
        "title": look(session, language).title,
        **_when(at, language),
    }


def _when(at: datetime, language: str) -> dict[str, str]:
    return {"day": day(language, at.date()), "time": clock(language, f"{at:%H:%M}")}
