"""Reports of sessions: what was done, in each form, and whether it is so."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from html.parser import HTMLParser
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from ama_flow.cli import cli
from ama_flow.journal import store
from ama_flow.journal.events import Chain, Event, Journal, answered, noted, read, start
from ama_flow.journal.replay import lines
from ama_flow.model import (
    Answer,
    Fact,
    Flow,
    FlowError,
    Origin,
    Problem,
    Table,
    replace,
)
from ama_flow.session import Session
from ama_flow.testing import nasty, walk
from ama_flow.transcript import (
    FORMS,
    Note,
    Reached,
    Step,
    Transcript,
    happened,
    tell,
    verify,
    written,
)
from ama_flow.transcript import read as read_report
from ama_flow.transcript.data import written as data_of
from ama_flow.transcript.happened import Noted
from ama_flow.transcript.record import Details
from tests import goldens
from tests.any_flows import flows
from tests.reading import seen, words
from tests.small_flows import CALL, GOAL, flow, state, way
from tests.test_docs import blocks
from tests.test_journal import AMA, NEXT, NO, clock, closed, sat, something

SCHEMA = Path(__file__).parents[1] / "docs" / "report-1.schema.json"
EVERY_FORM = pytest.mark.parametrize("form", FORMS)
NUMBER = "85.07.30-033.28"
"""The example of a register number that python-stdnum documents."""


def of_events(*events: Event, made: Flow = AMA, language: str = "nl") -> Transcript:
    """Tell of a journal with these events behind its start."""
    text = "".join(map(Chain().write, (start(made, clock()), *events)))
    journal = read(Origin(file="session.jsonl", text=text))
    return tell(made, happened(journal, made), language)


def of_session(session: Session, language: str = "nl") -> Transcript:
    """Tell of a session of which no times were kept."""
    journal = read(Origin(file="x", text="".join(lines(session))))
    return tell(session.flow, happened(journal, session.flow), language)


def origin(text: str) -> Origin:
    """Give a text as a file."""
    return Origin(file="report", text=text)


def refused(ask: Callable[[], object]) -> Problem:
    """Give the one problem that *ask* raises."""
    with pytest.raises(FlowError) as caught:
        ask()
    (found,) = caught.value.problems
    return found


@pytest.fixture(scope="module")
def whole() -> Transcript:
    """Give the report that the golden files show."""
    return goldens.report("nl")


# ------------------------------------------------------------ what it tells
@pytest.mark.parametrize("path", [path.name for path, _ in goldens.reports()])
def test_a_report_is_as_its_golden_file(path: str) -> None:
    """What changes in a report shows in a diff.

    Write them anew with ``python -m tests.goldens``.
    """
    report = dict(goldens.reports())[goldens.FOLDER / path]
    assert report == (goldens.FOLDER / path).read_text("utf-8")


@st.composite
def transcripts(draw: st.DrawFn) -> tuple[Flow, Transcript]:
    """Draw a session in which anything happens, and tell of it."""
    made = draw(flows())
    data = draw(st.data())
    with TemporaryDirectory() as folder:
        path = Path(folder) / "journal.jsonl"
        sitting = sat(path, flow=made)
        sitting.note(draw(st.text(max_size=9)))
        assert sitting.keeper
        with closing(sitting.keeper):
            for _ in range(draw(st.integers(0, 8))):
                something(data, sitting)
        journal = read(origin(path.read_text("utf-8")))
    language = draw(st.sampled_from(("nl", "fr", "de", "en")))
    return made, tell(made, happened(journal, made), language)


@given(transcripts(), st.sampled_from(list(FORMS)), st.data())
def test_every_report_verifies_and_no_other_text(
    told: tuple[Flow, Transcript], form: str, data: st.DataObject
) -> None:
    """One character more, less or another, wherever it is, and it is noticed."""
    made, transcript = told
    text = written(transcript, form)
    verify(made, origin(text))
    assert read_report(origin(text)) == transcript
    for _ in range(5):
        at = data.draw(st.integers(0, len(text) - 1))
        end = data.draw(st.sampled_from((at, at + 1)))
        put = data.draw(st.sampled_from(("", "0", "x", " ", "\n", "<", "{", "é")))
        changed = text[:at] + put + text[end:]
        if changed != text:
            found = refused(lambda changed=changed: read_report(origin(changed)))  # type: ignore[misc]
            assert found.code == "bad-report"
            assert found.place


@given(transcripts())
def test_the_data_are_as_the_schema_says(told: tuple[Flow, Transcript]) -> None:
    """Whoever reads them with another program can rely on that."""
    schema = json.loads(SCHEMA.read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(json.loads(data_of(told[1])))


_WORDS = nasty.lines()
_NOTES = st.lists(
    st.builds(Note, state=_WORDS, title=_WORDS, text=_WORDS, at=st.none()), max_size=2
).map(tuple)
_STEP = st.builds(
    *(Step, _WORDS, _WORDS, _WORDS, _WORDS, _WORDS, st.none(), _NOTES),
)
_DETAILS = st.builds(Details, *[_WORDS] * 5)
_END = st.builds(
    *(Reached, _WORDS, _WORDS, st.none(), st.booleans(), st.none() | _DETAILS, _NOTES),
)


@settings(max_examples=25)
@given(_WORDS, st.lists(_STEP, max_size=2).map(tuple), _END, _NOTES)
def test_whatever_is_told_is_read_as_it_is(
    title: str, steps: tuple[Step, ...], end: Reached, notes: tuple[Note, ...]
) -> None:
    """In Markdown and in HTML: nothing in it becomes markup."""
    flow = replace(goldens.report("nl").flow, title=title)
    changes = {"flow": flow, "steps": steps, "end": end, "loose": notes}
    told = replace(goldens.report("nl"), **changes)
    page = Page(written(told, "html"))
    document = squeezed(words(seen(written(told, "md"))))
    for text in (title, end.title, *spoken(steps, notes, end)):
        assert squeezed(text) in squeezed(page.words)
        assert squeezed(text) in document
    assert page.tags <= TAGS
    assert not re.search("(?i)javascript:", page.links)
    for form in FORMS:
        assert read_report(origin(written(told, form))) == told


def spoken(
    steps: tuple[Step, ...], notes: tuple[Note, ...], end: Reached
) -> Iterator[str]:
    """Give all that is told of some steps, of loose notes and of an end."""
    yield from (words for step in steps for words in (step.title, step.answer))
    yield from (note.text for step in steps for note in step.notes)
    yield from (note.text for note in (*end.notes, *notes))
    if end.contact:
        yield from (getattr(end.contact, name) for name in Details.fields)


def squeezed(text: str) -> str:
    """Leave out spaces, and what HTML and Markdown can't hold."""
    return re.sub(r"[\s\0\ufffd]", "", text)


TAGS = {
    *("html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "dl"),
    *("dt", "dd", "ol", "ul", "li", "p", "strong", "span", "a", "details", "summary"),
    "pre",
}
"""None of these runs or loads anything."""


class Page(HTMLParser):
    """The words of a page, and which tags it has."""

    def __init__(self, source: str) -> None:
        """Read *source*."""
        super().__init__()
        self.words, self.links = "", ""
        self.tags: set[str] = set()
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the tag, and where it leads."""
        self.tags.add(tag)
        self.links += "".join(value or "" for name, value in attrs if name == "href")

    def handle_data(self, data: str) -> None:
        """Note the words."""
        self.words += data


def test_a_step_is_told_in_the_words_of_the_flow(whole: Transcript) -> None:
    """With its answer and its time, and the note where it was made."""
    first, *_, last = whole.steps
    assert (first.title, first.answer) == (
        "Welke bakfiets <XL> past bij u?",
        "Lange bakfiets <XL>",
    )
    assert first.at == "2026-11-23T09:05:00+01:00"
    assert [note.text for note in last.notes] == ["kaart werkt niet"]


def test_a_note_stays_where_it_was_made_however_the_reader_got_there() -> None:
    """Taken back and done again, it stands; elsewhere it is told apart."""
    yes, no = (
        answered(Answer(state="maatwerkbedrijf", trigger="answer", value=value))
        for value in (True, False)
    )
    note = noted("aanmelden", "gebeld")
    back: Event = {"event": "back", "steps": 1}
    again = of_events(no, note, back, no)
    assert [row.text for row in again.end.notes] == ["gebeld"]
    other = of_events(no, note, back, yes)
    assert other.end.notes == ()
    assert [row.title for row in other.loose] == ["Meld u aan als onderneming"]
    gone = of_events(noted("nergens", "x"))
    assert [row.title for row in gone.loose] == ["nergens"]


@EVERY_FORM
def test_a_report_may_have_other_ends_of_lines(form: str) -> None:
    """Mail and version control change them, and mean nothing by it."""
    told = of_events(noted(AMA.initial, "x"))
    assert verify(AMA, origin(written(told, form).replace("\n", "\r\n")))


@EVERY_FORM
def test_a_register_number_in_a_note_is_masked(form: str) -> None:
    """Also where another program wrote it, and whatever else steers a screen."""
    at = AMA.initial
    told = of_events(noted(at, f"a {NUMBER} \x1b[1m\u202eb"))
    assert [note.text for note in told.end.notes] == ["a **.**.**-***.** b"]
    assert "033" not in written(told, form)
    assert verify(AMA, origin(written(told, form)))


def test_what_no_text_can_hold_is_a_question_mark() -> None:
    """Half of a character, as another program may have noted it."""
    journal = read(origin("".join(lines(Session(AMA)))))
    half = Noted(place=0, state=AMA.initial, text="\ud800", at=None)
    told = tell(AMA, replace(happened(journal, AMA), notes=(half,)), "nl")
    assert [note.text for note in told.end.notes] == ["?"]


def test_a_sensitive_fact_has_no_value_in_a_report() -> None:
    """Where a fact became sensitive later, what was answered is left out."""
    asking = state("ask", "question", way("goal"), asks="code")
    made = flow(asking, GOAL, facts=(Fact(id="code", type="text", title="Code"),))
    given_ = answered(Answer(state="ask", trigger="answer", value="kanarie"))
    assert "kanarie" in written(of_events(given_, made=made), "md")
    hidden = Fact(id="code", type="text", title="Code", sensitive=True)
    later = replace(made, facts=Table([("code", hidden)]))
    text = "".join(map(Chain().write, (start(made), given_)))
    journal = read(Origin(file="x", text=text))
    told = tell(later, happened(journal, later), "nl")
    assert (told.dropped, told.changed, told.steps) == (1, True, ())
    for form in FORMS:
        assert "kanarie" not in written(told, form)


def test_each_way_in_which_a_session_stands_is_told() -> None:
    """At a goal, at a contact that is the end or not, or on the way."""
    question = state("ask", "question", way("goal", trigger="a", title="A"))
    assert "Klaar." in written(of_session(walk_of(GOAL)), "md")
    assert "Nog niet klaar." in written(of_session(walk_of(question, GOAL)), "md")
    over, open_ = CALL, state("call", "contact", way("goal", title="ok"))
    assert "Doorverwezen naar een contact." in written(of_session(walk_of(over)), "md")
    told = written(of_session(walk_of(open_, GOAL)), "md")
    assert "Nog open, bij een contact." in told
    assert "## Waar het nu staat" in told
    assert "## Waar het eindigde" in written(of_session(walk_of(over)), "md")


def walk_of(*states: object) -> Session:
    """Begin a session of a flow of these states."""
    return Session(flow(*states))  # type: ignore[arg-type]


def test_a_page_says_which_words_are_in_another_language(whole: Transcript) -> None:
    """A screen reader then reads them aloud as what they are (WCAG 2.2, 3.1.2)."""
    french = tell(AMA, happened(_journal(), AMA), "fr")
    page = written(french, "html")
    assert '<html lang="fr">' in page
    assert '<span lang="nl">Meld u aan als onderneming</span>' in page
    assert '<span lang="nl">Is uw voorziening een maatwerkbedrijf?</span>' in page
    assert "<strong>Non</strong>" in page
    assert "<span" not in written(whole, "html")


def _journal() -> Journal:
    session = Session(AMA)
    session.take(NO)
    session.send("next")
    return read(Origin(file="x", text="".join(lines(session))))


def test_a_page_lets_nothing_run_or_load(whole: Transcript) -> None:
    """Its policy names the style by its hash, so that a browser shows it."""
    page = written(whole, "html")
    assert "default-src 'none'; style-src 'sha256-" in page
    assert "script" not in page


# ------------------------------------------------------------ is it so?
def forged(transcript: Transcript, **changes: object) -> Origin:
    """Write a report that is right in itself, and tells something else."""
    return origin(written(replace(transcript, **changes), "md"))


def test_what_is_no_report_is_refused() -> None:
    """With the place where it stops to be one."""
    nothing = refused(lambda: read_report(origin("# Iets\n")))
    assert str(nothing.place) == "report:1:1"
    torn = refused(lambda: read_report(origin('{"report": 1,\n  oops}\n')))
    assert str(torn.place) == "report:2:3"
    for text in ("[" * 100_000, '{"report": 2}\n', "{}\n", '{"report": 1}\n', "[]\n"):
        for whole in (text, f"```json\n{text}\n```\n", f"<pre>\n{text}\n</pre>"):
            found = refused(lambda whole=whole: read_report(origin(whole)))  # type: ignore[misc]
            assert found.code == "bad-report"


def test_data_of_another_shape_are_refused() -> None:
    """Whatever stands somewhere instead of what belongs there: never a traceback."""
    tree = json.loads(data_of(goldens.report("nl")))
    for holder, key in places(tree):
        before = holder[key]
        for odd in ODD:
            holder[key] = odd
            text = f"```json\n{json.dumps(tree, indent=2)}\n```\n"
            if odd != before:
                found = refused(lambda text=text: read_report(origin(text)))  # type: ignore[misc]
                assert found.code == "bad-report"
        holder[key] = before


ODD: tuple[object, ...] = (
    *(None, -1, 1.5, "x", "\ud800", [], {}, [{}], {"a": 1}, True),
)
"""One of each kind that JSON has."""


def places(tree: Any) -> Iterator[tuple[Any, Any]]:  # noqa: ANN401 - whatever JSON holds
    """Give each value in a tree, as what holds it and where."""
    inner = tree.items() if isinstance(tree, dict) else enumerate(tree)
    for key, value in list(inner):
        yield tree, key
        if isinstance(value, dict | list):
            yield from places(value)


def test_a_forged_report_is_told_by_the_flow(whole: Transcript) -> None:
    """Its check is right, but the flow says something else, and where."""
    step = replace(whole.steps[0], answer="iPad-formaat")
    found = refused(
        lambda: verify(goldens.FLOW, forged(whole, steps=(step, *whole.steps[1:])))
    )
    assert (found.code, found.message) == (
        "replay-differs",
        "the flow says something else here",
    )
    assert found.place
    assert found.place.text.startswith("1. Welke bakfiets")
    assert found.place.text[found.place.column - 1 :].startswith("iPad")


@pytest.mark.parametrize("count", [-1, True])
def test_a_count_is_a_whole_number(whole: Transcript, count: int) -> None:
    """Also where the check of the data is right."""
    for name in ("back", "dropped"):
        found = refused(lambda name=name: read_report(forged(whole, **{name: count})))  # type: ignore[misc]
        assert found.code == "bad-report"


def test_a_report_that_leaves_answers_out_verifies_all_the_same() -> None:
    """What it does not tell can't be held against the flow."""
    told = of_events(answered(Answer(state="weg", trigger="next", value=None)))
    assert told.dropped == 1
    assert verify(AMA, forged(told)).startswith("0 answers lead to 'maatwerkbedrijf'")


def test_an_address_that_does_harm_is_no_link(whole: Transcript) -> None:
    """It is shown as it is."""
    harm = Details(name="x", phone="", email="", url="javascript:alert(1)", hours="")
    told = replace(whole, end=replace(whole.end, contact=harm))
    page = Page(written(told, "html"))
    assert page.links == ""
    assert "javascript:alert(1)" in page.words


def test_a_title_that_is_forged_is_no_other_flow(whole: Transcript) -> None:
    """It is by its hashes that a flow is known."""
    title = replace(whole.flow, title="Iets anders")
    found = refused(lambda: verify(goldens.FLOW, forged(whole, flow=title)))
    assert found.message == "the flow says something else here"
    assert str(found.place).startswith("report:1:12")


def test_a_report_of_another_flow_is_told(whole: Transcript) -> None:
    """It names both."""
    found = refused(lambda: verify(AMA, origin(written(whole, "json"))))
    assert found.message == "it is of the flow 'lenen', not 'ama_wvg'"


@EVERY_FORM
def test_a_way_that_the_flow_does_not_have_is_told_from_where_on(
    whole: Transcript, form: str
) -> None:
    """At the step in the data that does not fit any more."""
    dest = {"ophalen": "wacht"}
    changed = led(goldens.FLOW, dest)
    found = refused(lambda: verify(changed, origin(written(whole, form))))
    assert found.code == "replay-differs"
    assert found.message == "answers 1 to 2 fit, and answer 3, at 'ophalen', does not"
    assert found.place
    assert found.place.text == '      "state": "ophalen",'
    none = led(goldens.FLOW, {}, initial="meten")
    found = refused(lambda: verify(none, origin(written(whole, form))))
    assert found.message == "no answer fits, and answer 1, at 'soort', does not"


def test_the_same_answers_with_another_end_are_told(whole: Transcript) -> None:
    """Behind the last step in the data."""
    changed = led(goldens.FLOW, {"balie": "wacht"})
    found = refused(lambda: verify(changed, origin(written(whole, "json"))))
    assert found.message == ("all answers fit, but lead to 'wacht', and not to 'balie'")


def led(made: Flow, dests: dict[str, str], **changes: object) -> Flow:
    """Give a flow in which what led to one state leads to another."""
    states = [
        replace(
            old,
            transitions=tuple(
                replace(row, dest=dests.get(row.dest, row.dest))
                for row in old.transitions
            ),
        )
        for old in made.states.values()
    ]
    return replace(made, states=Table((row.id, row) for row in states), **changes)


def test_a_flow_with_other_words_leads_the_same_way(whole: Transcript) -> None:
    """The report still holds, and its reader is told that the flow has changed."""
    assert verify(replace(goldens.FLOW, title="Anders"), forged(whole)) == (
        "4 answers lead to 'balie', also now that the flow has changed; "
        "the report has not"
    )
    one = of_session(
        walk(AMA, [Answer(state=AMA.initial, trigger="answer", value=True)])
    )
    assert verify(AMA, forged(one)) == (
        "1 answer leads to 'gekend_in_cobrha', and the report is as it was written"
    )


# ------------------------------------------------------------ the commands
def call(*arguments: str, stdin: str = "") -> Result:
    """Run ``ama-flow`` in this process."""
    return CliRunner().invoke(cli, arguments, input=stdin)


def kept() -> Path:
    """Keep a session, and give its path."""
    path = store.new("ama_wvg", clock())
    sitting = sat(path, NO, NEXT)
    sitting.note("gebeld")
    closed(sitting)
    return path


def test_the_newest_session_is_reported() -> None:
    """Of whatever flow; without any, that is told."""
    nothing = call("report")
    assert nothing.exit_code == 2
    assert "no session was kept yet; see: ama-flow run --help" in nothing.stderr
    path = kept()
    result = call("report")
    assert result.exit_code == 0
    assert "2. Meld u aan als onderneming (om 20.30 uur)" in result.stdout
    assert "- Notitie: gebeld (om 20.30 uur)" in result.stdout
    for name in (path.stem, str(path)):
        assert call("report", name).stdout == result.stdout
    assert call("report", "-", stdin=path.read_text("utf-8")).stdout == result.stdout
    assert call("report", "zomaar").exit_code == 2


def test_a_report_is_told_in_the_language_of_the_computer() -> None:
    """Or in the one that is asked for, or else in that of the flow."""
    kept()
    heads = {"nl": "Verslag", "fr": "Compte rendu", "de": "Bericht", "en": "Report"}
    for language, head in heads.items():
        assert call("report", "--language", language).stdout.startswith(f"# {head}")
        variables = {"LC_ALL": f"{language}_BE.UTF-8"}
        result = CliRunner().invoke(cli, ["report"], env=variables)
        assert result.stdout.startswith(f"# {head}")


@EVERY_FORM
def test_a_report_is_written_and_verified(form: str, tmp_path: Path) -> None:
    """In each form, to a file or to standard output."""
    kept()
    file = tmp_path / f"report.{form}"
    assert call("report", "-f", form, "-o", str(file)).output == ""
    told = "2 answers lead to 'hoedanigheid', and the report is as it was written\n"
    result = call("verify", str(file))
    assert (result.output, result.exit_code) == (told, 0)
    assert call("verify", "-", "ama_wvg", stdin=file.read_text("utf-8")).output == told
    file.write_text(file.read_text("utf-8").replace("aanmelden", "afmelden"), "utf-8")
    result = call("verify", str(file))
    assert result.exit_code == 5
    assert re.search(r"report\.\w+:\d+:\d+: this report was changed", result.stderr)
    file.write_text(written(goldens.report("nl"), form), "utf-8")
    lending = goldens.FOLDER / "lenen.toml"
    assert call("verify", str(file), str(lending)).exit_code == 0
    assert call("verify", str(file), "ama_wvg").exit_code == 4
    assert call("verify", str(file)).exit_code == 3


def test_a_session_of_a_flow_of_ones_own_needs_its_file(tmp_path: Path) -> None:
    """It is asked for, and another one is refused."""
    path = tmp_path / "session.jsonl"
    path.write_text("".join(map(Chain().write, goldens.events())), "utf-8")
    result = call("report", str(path))
    assert result.exit_code == 3
    assert "there is no flow 'lenen'" in result.stderr
    assert "hint: name its file: --flow FILE" in result.stderr
    file = str(goldens.FOLDER / "lenen.toml")
    told = call("report", str(path), "--flow", file, "--language", "nl")
    assert told.stdout == written(goldens.report("nl"), "md")
    other = call("report", str(path), "--flow", "ama_wvg")
    assert other.exit_code == 5
    assert "this is a session of the flow 'lenen', not 'ama_wvg'" in other.stderr


def test_answers_that_do_not_fit_any_more_are_told(tmp_path: Path) -> None:
    """In the report, and to who asks for it."""
    path = tmp_path / "session.jsonl"
    answer = Answer(state="weg", trigger="next", value=None)
    events = (start(AMA), answered(answer))
    path.write_text("".join(map(Chain().write, events)), "utf-8")
    result = call("report", str(path))
    assert result.stderr == (
        "Note: left out are answers that do not fit ama_wvg any more: 1.\n"
    )
    assert "Aantal antwoorden dat nu niet meer past" in result.stdout
    assert "Er is nog niets gedaan." in result.stdout


def test_the_page_on_reports_shows_what_happens(tmp_path: Path) -> None:
    """Its commands, its report, and what is said of that when it was changed."""
    made, lines_ = blocks("report.md", "sh")[1], blocks("report.md", "text")
    subprocess.run(["sh", "-c", made], cwd=tmp_path, check=True)
    file = tmp_path / "caller.md"
    (report,) = blocks("report.md", "markdown")
    assert file.read_text("utf-8").startswith(f"{report}\n## Gegevens\n")
    command, said = lines_[0].removeprefix("$ ").split("\n", maxsplit=1)
    assert ran(command, tmp_path).stdout == said
    file.write_text(file.read_text("utf-8").replace("**Nee**", "**Ja**"), "utf-8")
    changed = ran(command, tmp_path)
    assert (changed.stderr, changed.returncode) == (lines_[1], 5)


def ran(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a command that a page shows."""
    return subprocess.run(
        command.split(), cwd=folder, capture_output=True, text=True, check=False
    )


def test_a_damaged_session_is_not_reported() -> None:
    """It is told where, and left as it is."""
    path = kept()
    path.write_text("x\n", "utf-8")
    result = call("report")
    assert result.exit_code == 5
    assert "1:1: the session can't be read" in result.stderr
