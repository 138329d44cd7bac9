"""A session in four languages: what is said, what is typed, links and e-mails."""

from __future__ import annotations

import ast
import gettext
import io
import os
import re
import subprocess
from collections.abc import Iterator
from contextvars import copy_context
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import click
import pytest
from click.testing import CliRunner

import ama_flow
import ama_flow_renderers
from ama_flow import check, load, loads, registry
from ama_flow.cli import cli
from ama_flow.cli.retold import retold
from ama_flow.cli.words import catalogue, in_language, keys, speak
from ama_flow.cli.words import said as sentences
from ama_flow.journal import store
from ama_flow.model import Flow, Outcome, Table, replace
from ama_flow.text.translated import is_in, translated
from ama_flow.view import Misread, Session, Sitting, history, look, told, understand
from ama_flow.view.message import message
from ama_flow.words import LANGUAGES, say
from ama_flow.words.commands import fold
from ama_flow.words.failures import failure

from .pseudo_terminal import COMMAND, pseudo_terminal
from .test_journal import NEXT, NO, clock, closed, home, sat
from .test_terminal import FLOW, FRONTEND, screen

__all__ = ["home"]

AMA = load("ama_wvg")
FRENCH = {
    "title": "Emprunter un vélo",
    "states.lid.title": "Êtes-vous membre ?",
    "states.lid.why": "Voir [la carte][kaart].",
    "states.balie.title": "Allez au guichet",
    "facts.kaart.title": "Numéro de carte",
    "links.kaart.title": "carte",
    "contacts.balie.name": "Le guichet",
    "triggers.opnieuw.title": "Je recommence tout",
}
BOTH = replace(FLOW, translations=Table([("fr-BE", Table(FRENCH.items()))]))


class Browser:
    """Keeps what was to be opened, and opens it where it *works*."""

    def __init__(self, *, works: bool = True) -> None:
        """Open nothing yet."""
        self.works = works
        self.opened: list[str] = []

    def __call__(self, url: str) -> bool:
        """Open *url*."""
        self.opened.append(url)
        return self.works


def talk(
    flow: Flow, *lines: str, language: str = "nl", browser: Browser | None = None
) -> tuple[Outcome, str]:
    """Type *lines* in a session; gives how it ended and what was written."""
    sitting = Sitting(Session(flow), clock=clock)
    sitting.language = language
    if browser:
        sitting.browse = browser
    with screen(io.StringIO("".join(f"{line}\n" for line in lines))) as written:
        outcome = FRONTEND.run(sitting)
    return outcome, written.getvalue()


# ---------------------------------------------------------------- the language
def test_a_flow_without_translation_keeps_its_own_words() -> None:
    """English goes around Dutch, and no Dutch word of ama-flow is left."""
    _, written = talk(FLOW, "no", "where", language="en")
    assert "Type help, why, back or stop at any time." in written
    assert "\nBent u lid?\n  1. Yes\n  2. No\nType 1 or 2: " in written
    assert "  1. Bent u lid? No\n" in written
    assert "Part: Vooraf" in written
    assert "Typ " not in written


def test_a_translation_is_read_where_there_is_one() -> None:
    """Titles, contacts, choices and what was done; the rest stays as it is."""
    _, written = talk(BOTH, "pourquoi", "non", "où", language="fr")
    assert written.startswith("Emprunter un vélo\n")
    assert "Êtes-vous membre ?\n  1. Oui\n  2. Non\n" in written
    assert "Voir la carte.\n  https://fietsen.example/kaart\n" in written
    assert "Le guichet\n  Téléphone\u202f: 02 123 45 67\n" in written
    assert "- Numéro de carte\n" in written
    assert "  1. Je recommence tout\n  2. Ik ga weg\n" in written
    assert "  1. Êtes-vous membre ? Non\n" in written


def test_the_language_changes_within_a_session() -> None:
    """The state is shown again; who reads a flow that is not translated is told."""
    _, written = talk(
        BOTH, "taal français", "Sprache de", "language English", "taal nl"
    )
    french, german, english, dutch = (
        say(c, "run_language") for c in ("fr", "de", "en", "nl")
    )
    told_ = [written.index(words) for words in (french, german, english, dutch)]
    assert told_ == sorted(told_)
    assert (
        f"{french}\n\nPartie\u202f: Vooraf\n\nÊtes-vous membre ?\n  1. Oui" in written
    )
    assert f"{german}\nDer Text dieses Verfahrens ist nicht übersetzt.\n" in written
    assert written.endswith(
        "Bent u lid?\n  1. Ja\n  2. Nee\nTyp 1 of 2: \nOnderbroken.\n"
    )


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("taal frans", "en français."),
        ("langue Allemand", "Ab hier auf Deutsch."),
        ("language dutch", "Vanaf hier in het Nederlands."),
        ("sprache Englisch", "From here on in English."),
    ],
)
def test_a_language_is_called_by_its_name(line: str, said: str) -> None:
    """In whichever language: a reader knows it best by the name in his own."""
    assert f"{said}\n" in talk(FLOW, line)[1]


def test_every_language_has_a_name_in_each() -> None:
    """As many words as there are languages, and none twice."""
    for language in LANGUAGES:
        names = fold(say(language, "languages")).split()
        own = fold(say(language, "language"))
        assert len(set(names)) == len(LANGUAGES)
        assert names[LANGUAGES.index(language)] == own


def test_the_languages_are_listed() -> None:
    """With what to type, and each by its own name."""
    _, written = talk(FLOW, "taal", "taal it")
    assert (
        "Typ taal met een van deze erachter:\n  nl  Nederlands\n  fr  français\n"
        "  de  Deutsch\n  en  English\nTyp 1 of 2: \nFout: “taal it” is hier"
    ) in written


def test_answers_mean_the_same_in_every_language() -> None:
    """The session and what is kept of it do not hang on the language."""
    sessions = []
    for language, yes in zip(LANGUAGES, ("ja", "oui", "ja", "yes"), strict=True):
        session = Session(AMA)
        sitting = Sitting(session, clock=clock)
        sitting.language = language
        with screen(io.StringIO(f"{yes}\nIk weet het niet\n")):
            FRONTEND.run(sitting)
        sessions.append(session.to_dict())
    assert sessions == [sessions[0]] * 4
    assert len(str(sessions[0])) > 100


def test_a_beginning_is_never_half_a_denial_in_any_language() -> None:
    """Titles stay in their language whatever the reader reads, and so do denials."""
    view = look(Session(AMA))
    way = replace(view.choices[0], title="Cela ne marche pas")
    view = replace(view, choices=(way,), labels=("1",))
    for language in LANGUAGES:
        assert isinstance(understand(replace(view, language=language), "cela"), Misread)


def test_a_translation_for_a_region_serves_its_language() -> None:
    """The exact tag goes first; no translation leaves the flow in its language."""
    assert translated(BOTH, "fr").title == "Emprunter un vélo"
    both = Table([*BOTH.translations.items(), ("fr", Table([("title", "Vélo")]))])
    assert translated(replace(BOTH, translations=both), "fr").title == "Vélo"
    assert is_in(BOTH, "fr")
    assert is_in(replace(BOTH, language="nl-BE"), "nl")
    assert not is_in(BOTH, "de")
    assert translated(BOTH, "de").title == FLOW.title


# ---------------------------------------------------------------- links
def test_the_one_link_is_opened() -> None:
    """And its address is shown too."""
    browser = Browser()
    _, written = talk(AMA, "nee", "open", browser=browser)
    (url,) = browser.opened
    assert url.startswith("https://www.socialsecurity.be/")
    assert (
        f"Geopend in uw browser: aanmeldpagina van de sociale zekerheid\n  {url}\n"
        in written
    )


def test_several_links_are_numbered() -> None:
    """As they stand, those of what to have at hand last; each address once."""
    browser = Browser()
    lines = ("ja", "12", "open", "open 3", "open 0", "ouvrir 2", "open 1")
    _, written = talk(FLOW, *lines, browser=browser)
    table, card = FLOW.links["lijst"].url, FLOW.links["kaart"].url
    assert browser.opened == [table, card]
    assert (
        "Hier staan meer links. Typ open met het nummer erachter.\n"
        f"  1. kaart\n     {card}\n  2. ledenlijst\n     {table}\nTyp 1 of 2"
    ) in written
    assert written.count("Aantal links hier: 2.\n") == 2


def test_a_site_of_a_contact_is_a_link_too() -> None:
    """And where there is no link at all, the reader is told."""
    browser = Browser()
    talk(FLOW, "nee", "open 2", browser=browser)
    assert browser.opened == ["https://fietsen.example"]
    assert "Hier staat geen link.\n" in talk(FLOW, "open", browser=browser)[1]


def test_an_address_is_said_where_no_browser_opens() -> None:
    """In a pipe there is none; and nothing but a web address is ever opened."""
    unopened = "Hier kan geen browser geopend worden. Dit is het adres:\n  {}\n"
    site = unopened.format("https://fietsen.example")
    assert site in talk(FLOW, "nee", "open 2", browser=Browser(works=False))[1]
    assert site in talk(FLOW, "nee", "open 2")[1]
    contact = replace(FLOW.contacts["balie"], url="file:///etc/passwd")
    flow = replace(FLOW, contacts=Table([("balie", contact)]))
    browser = Browser()
    assert (
        unopened.format("file:///etc/passwd")
        in talk(flow, "nee", "open 2", browser=browser)[1]
    )
    assert browser.opened == []


# ---------------------------------------------------------------- e-mails
def test_an_email_tells_what_was_done_and_what_is_known() -> None:
    """Never personal data; what is not known is to be filled in."""
    _, written = talk(FLOW, "ja", "HCO 12", "2", "mail")
    assert (
        """
Deze e-mail is klaar. Lees hem na, en verstuur hem zelf.

Aan: balie@fietsen.example
Onderwerp: Hulp nodig: Een fiets lenen

Goedendag,

Ik volg het stappenplan “Een fiets lenen” en heb uw hulp nodig.

Dit heb ik al gedaan:
1. Bent u lid? Ja
2. Wat is uw kaartnummer? 12
3. Neem een fiets: De fiets is stuk

Mijn gegevens:
- Kaartnummer: 12

Met vriendelijke groet,
(uw naam)

Met dit adres staat hij meteen in uw mailprogramma:
mailto:balie@fietsen.example?subject=Hulp%20nodig"""
        in written
    )
    assert "- Kaartnummer: (vul hier in)\n" in talk(FLOW, "nee", "mail")[1]
    balie = replace(FLOW.states["balie"], needs=("rijksregister",))
    flow = replace(FLOW, states=Table({**FLOW.states, "balie": balie}.items()))
    mail = talk(flow, "nee", "mail")[1].partition("Deze e-mail")[2]
    assert "ijksregister" not in mail.partition("mailto:")[0]


def test_an_email_is_only_at_a_contact_with_an_address() -> None:
    """Elsewhere the reader is told so."""
    assert "Een e-mail is er alleen bij een contact met een" in talk(FLOW, "mail")[1]
    contact = replace(FLOW.contacts["balie"], email="")
    flow = replace(FLOW, contacts=Table([("balie", contact)]))
    assert "Een e-mail is er alleen" in talk(flow, "nee", "mail")[1]


def test_an_email_is_in_the_language_of_the_texts() -> None:
    """The contact reads the language of the flow, whatever the reader reads."""
    session = Session(BOTH)
    session.answer(value=False)
    french, english = message(session, "fr"), message(session, "en")
    assert french
    assert english
    assert french.subject == "Besoin d\u2019aide\u202f: Emprunter un vélo"
    assert "1. Êtes-vous membre ? Non\n" in french.body
    assert english.subject == "Hulp nodig: Een fiets lenen"
    assert "1. Bent u lid? Nee\n" in english.body


def test_the_address_of_an_email_holds_all_of_it() -> None:
    """As a mail program reads it: RFC 6068, with its line ends."""
    contact = replace(FLOW.contacts["balie"], email="a+b@c.be")
    flow = replace(FLOW, title="A & B?", contacts=Table([("balie", contact)]))
    session = Session(flow)
    session.answer(value=False)
    found = message(session, "nl")
    assert found
    parts = urlsplit(found.url)
    assert (parts.scheme, parts.path) == ("mailto", "a%2Bb@c.be")
    fields = parse_qs(parts.query)
    assert fields["subject"] == [found.subject]
    assert fields["body"] == [found.body.replace("\n", "\r\n")]
    first = message(Session(replace(flow, initial="balie")), "nl")
    assert first
    assert "gedaan" not in first.body
    needless = replace(flow.states["balie"], needs=())
    states = Table({**flow.states, "balie": needless}.items())
    bare = message(Session(replace(flow, initial="balie", states=states)), "nl")
    assert bare
    assert "gegevens" not in bare.body


def test_what_was_done_is_told_with_the_colon_of_the_language() -> None:
    """A title that ends in a mark of its own needs none."""
    session = Session(FLOW)
    for given in (True, "12"):
        session.answer(given)
    session.send("stuk")
    lines = [told("fr", past) for past in history(session, "fr")]
    assert lines == [
        "Bent u lid? Oui",
        "Wat is uw kaartnummer? 12",
        "Neem een fiets\u202f: De fiets is stuk",
    ]


# ---------------------------------------------------------------- clashes
CLASH = """
format = 1
id = "clash"
version = "1"
language = "nl"
title = "Clash"
initial = "q"
[facts.f]
type = "choice"
title = "Hulp"
values = { a = "A", b = "%(value)s" }
[triggers]
opnieuw = { title = "%(trigger)s", choice = true }
[states.q]
kind = "question"
title = "Q?"
asks = "f"
transitions = [
  { dest = "klaar" },
  { trigger = "opnieuw", dest = "r" },
  { trigger = "weg", title = "%(own)s", choice = true, dest = "klaar" },
]
[states.r]
kind = "question"
title = "R?"
transitions = [
  { trigger = "terug", title = "%(other)s", choice = true, dest = "klaar" },
  { trigger = "opnieuw", dest = "ook_klaar" },
]
[states.klaar]
kind = "goal"
title = "Klaar"
[states.ook_klaar]
kind = "goal"
title = "Ook klaar"
[translations.fr.states.q.transitions]
weg = "%(french)s"
[translations.fr.facts.f]
values = { b = "%(translated)s" }
title = "Aide"
"""
HARMLESS = {
    "value": "B",
    "trigger": "Ik begin opnieuw",
    "own": "Weg",
    "other": "Nog eens",
    "french": "Parti",
    "translated": "Le B",
}


@pytest.mark.parametrize(
    ("key", "title", "line"),
    [
        ("value", "Stop", 'values = { a = "A", b = "Stop" }'),
        ("trigger", "opnieuw.", 'opnieuw = { title = "opnieuw."'),
        ("own", "HILFE", '"HILFE"'),
        ("other", "retour", '"retour"'),
        ("french", "Aide", 'weg = "Aide"'),
        ("translated", "Où", "values = { b"),
    ],
)
def test_a_choice_that_is_a_command_is_a_problem(
    key: str, title: str, line: str
) -> None:
    """Once, where it stands; ids and longer titles are none, nor titles of facts."""
    assert check(loads(CLASH % HARMLESS)).problems == ()
    text = CLASH % {**HARMLESS, key: title}
    (problem,) = check(loads(text)).problems
    assert problem.code == "command-clash"
    assert title in problem.message
    assert problem.place
    assert line in text.splitlines()[problem.place.line - 1]


def test_a_shared_choice_clashes_once() -> None:
    """However many states have it."""
    text = CLASH % HARMLESS + '\n[[transitions]]\nsource = ["q", "r"]\ntrigger = "x"\n'
    text += 'title = "Stop"\nchoice = true\ndest = "klaar"\n'
    assert [p.code for p in check(loads(text)).problems] == ["command-clash"]


# ---------------------------------------------------------------- at a terminal
PATHS = {
    "nl": ("Typ ", "nee", "hulp", "waar", "stop"),
    "fr": ("Tapez ", "non", "aide", "où", "stop"),
    "de": ("Tippen Sie ", "nein", "hilfe", "wo", "stopp"),
    "en": ("Type ", "no", "help", "where", "quit"),
}


@pytest.mark.parametrize("columns", [80, 40])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_path_at_a_real_terminal(language: str, columns: int) -> None:
    """From the locale; every line fits, but addresses and what is typed."""
    asks, no, help_, where, stop = PATHS[language]
    variables = {"LC_ALL": f"{language}_BE.UTF-8", "PYTHONUTF8": "1"}
    prompt = rf"\n{asks}[^\n]*: "
    with pseudo_terminal("run", columns=columns, variables=variables) as terminal:
        terminal.expect(prompt.replace(": ", "[ \u202f]?: "))
        for line in (help_, "misschien", no, where, "note Jan", "lukt niet"):
            terminal.type(line, expect=r"[^\n]: ")
        terminal.type(stop, expect=r".*\n")
        assert terminal.end() == 11
    shown = re.sub(r"\x1b\[[01]m|\x1b\[\?2004[hl]\r?", "", terminal.shown)
    assert say(language, "run_welcome").split()[0] in shown
    assert say(language, "run_kept").split()[0] in shown
    for line in shown.splitlines():
        is_free = ": " in line or "://" in line or "@" in line
        assert len(line) <= columns or is_free, line
    own = {say(other, "run_stopped") for other in LANGUAGES if other != language}
    assert not [words for words in own if words in shown]


def test_a_language_can_be_chosen_for_a_session() -> None:
    """It goes before the locale, and the locale before the language of the flow."""

    def first(*options: str, locale: str = "C.UTF-8") -> str:
        done = subprocess.run(
            [COMMAND, "run", *options],
            input=b"",
            env={**os.environ, "LC_ALL": locale},
            capture_output=True,
            check=False,
        )
        return done.stdout.decode()

    assert say("fr", "run_welcome") in first("--language", "fr", locale="de_DE.UTF-8")
    assert say("de", "run_welcome") in first(locale="de_DE.UTF-8")
    assert say("nl", "run_welcome") in first(locale="it_IT.UTF-8")
    assert say("nl", "run_welcome") in first()


def test_a_browser_is_opened_from_a_terminal(tmp_path: Path) -> None:
    """The one of the reader, with the address and nothing else."""
    script, opened = tmp_path / "browser", tmp_path / "opened"
    script.write_text(f'#!/bin/sh\nprintf "%s" "$*" > {opened}\n', "utf-8")
    script.chmod(0o755)
    with pseudo_terminal("run", variables={"BROWSER": f"{script} %s"}) as terminal:
        terminal.expect(": ")
        terminal.type("nee", expect="verder te gaan: |Enter is 1\\): ")
        terminal.type("open", expect="verder te gaan: |Enter is 1\\): ")
        terminal.type("stop", expect="\n")
        assert terminal.end() == 11
    assert "Geopend in uw browser" in terminal.shown
    assert opened.read_text("utf-8").startswith("https://www.socialsecurity.be/")


# ---------------------------------------------------------------- click
CASES = {
    ("rum",): {
        "nl": "Er is geen commando 'rum'.",
        "fr": "Il n\u2019y a pas de commande 'rum'.",
        "de": "Es gibt keinen Befehl 'rum'.",
        "en": "No such command 'rum'.",
    },
    ("run", "a", "b"): {
        "nl": "Fout: Er is een argument te veel (b)",
        "fr": "Erreur\u202f: Il y a un argument de trop (b)",
        "de": "Fehler: Es gibt ein Argument zu viel (b)",
        "en": "Error: Got unexpected extra argument (b)",
    },
    ("run", "a", "b", "c"): {"nl": "Er zijn argumenten te veel (b c)"},
    ("run", "--frontend", "x"): {"nl": "Fout: ", "fr": "Erreur\u202f: "},
}


@pytest.mark.parametrize("arguments", CASES)
def test_a_mistyped_command_is_told_in_the_language_of_the_locale(
    arguments: tuple[str, ...],
) -> None:
    """And other libraries that look for catalogues find what they found."""
    for language, said in CASES[arguments].items():
        done = subprocess.run(
            [COMMAND, *arguments],
            env={**os.environ, "LC_ALL": f"{language}_BE.UTF-8", "PYTHONUTF8": "1"},
            capture_output=True,
            check=False,
        )
        assert done.returncode == 2
        assert said in done.stderr.decode()


def pages(command: click.Command) -> Iterator[str]:
    """Yield every help text of *command* and of those in it."""
    yield from filter(None, (command.help, command.epilog))
    options = (p for p in command.params if isinstance(p, click.Option))
    yield from filter(None, (option.help for option in options))
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            assert inner is not None
            yield from pages(inner)


def click_says() -> str:
    """Give the source of click, in which its sentences stand."""
    folder = Path(str(click.__file__)).parent
    source = "".join(path.read_text("utf-8") for path in folder.glob("*.py"))
    return source.replace('"\n            "', "")


FOREIGN = [language for language in LANGUAGES if language != "en"]


@pytest.mark.parametrize("language", FOREIGN)
def test_every_help_page_is_whole_in_every_language(language: str) -> None:
    """No paragraph is left in English, and no sentence is kept that nothing says."""
    words = catalogue(language)
    paragraphs = {key for page in pages(cli) for key in keys(page)}
    assert not paragraphs - words.keys()
    source = click_says()
    left = words.keys() - paragraphs
    assert [key for key in left if repr(key).strip("'\"") not in source] == []


def we_say() -> str:
    """Give all strings in the sources of ama-flow, with gaps for what stands in them."""
    folders = [Path(package.__path__[0]) for package in (ama_flow, ama_flow_renderers)]
    paths = [path for folder in folders for path in folder.rglob("*.py")]
    own = [path for path in paths if path.parent.name != "words"]
    trees = (ast.parse(path.read_text("utf-8")) for path in own)
    nodes = (node for tree in trees for node in ast.walk(tree))
    plugins = (
        f"there is no {g.what}" for g in (registry.FRONTENDS, registry.RENDERERS)
    )
    strings = (
        str(node.value)
        for node in nodes
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )
    return "\n".join((*strings, *plugins))


@pytest.mark.parametrize("language", FOREIGN)
def test_no_sentence_is_kept_that_no_command_says(language: str) -> None:
    """Each part of it, up to a gap or a mark, stands in a source."""
    source = we_say()
    for english in sentences(language):
        for part in re.split(r"\{\w+\}|[:;.,?] |\d+", english):
            assert part.strip(" :.,") in source, english


@pytest.mark.parametrize("language", FOREIGN)
def test_every_language_says_the_same_sentences(language: str) -> None:
    """With the same gaps, options and commands; most in other words."""
    assert sentences(language).keys() == sentences("nl").keys()
    shared = re.compile(
        r"\{\w+\}|(?<![\w-])--?[a-z][a-z-]*|ama-flow (?:run|report|sessions)\b|\b[A-Z]{4,}\b"
    )
    same = {"contact", "version", "note"}
    for english, words in sentences(language).items():
        assert set(shared.findall(english)) == set(shared.findall(words)), english
        assert words
        assert words != english or english in same


def spoken_by(language: str, *arguments: str) -> str:
    """Give what a command says where the locale is in a *language*."""

    def run() -> str:
        if language != "en":
            speak(language)
        return str(CliRunner().invoke(cli, arguments).output)

    return copy_context().run(run)


@pytest.fixture
def odd_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Make files with which something is wrong, in the folder of the test."""
    monkeypatch.chdir(tmp_path)
    sitting = sat(Path("busy.jsonl"), NO)
    closed(sat(Path("other.jsonl"), NO, flow=replace(AMA, id="anders")))
    closed(sat(Path("past.jsonl"), NO, NEXT))
    Path("damaged.jsonl").write_text("x\n", "utf-8")
    Path("report.md").write_text("x\n", "utf-8")
    Path("latin.toml").write_bytes(b"\xe9")
    closed(sat(store.new("ama_wvg", clock()), NO))
    yield
    closed(sitting)


MET = {
    "run --session busy.jsonl": "session-busy",
    "run --session damaged.jsonl": "bad-session",
    "run --session other.jsonl": "bad-session",
    "run --session .": "",
    "run -a x": "",
    "run -a maatwerkbedrif=ja": "answer-unknown",
    "run --no-input": "answer-needed",
    "run --no-input -a maatwerkbedrijf=x": "answer-refused",
    "run --no-input -a maatwerkbedrijf=ja -a gekend_in_cobrha=nee -a hulp=1": "answer-unused",
    "run --no-input -a maatwerkbedrijf=ja --session past.jsonl": "answer-unused",
    "run --no-input --expect goal -a maatwerkbedrijf=ja -a gekend_in_cobrha=nee": "",
    "run nowhere": "no-file",
    "run .": "no-file",
    "run latin.toml": "encoding",
    "run --frontend terminaal": "plugin",
    "replay damaged.jsonl": "bad-session",
    "replay past.jsonl geen_internet": "no-file",
    "replay other.jsonl ama_wvg": "replay-differs",
    "replay past.jsonl": "",
    "verify report.md": "bad-report",
    "sessions list": "",
    "sessions rm nobody": "",
    "report nobody": "",
    "render --format png -o .": "",
    "render --format svg --phase nowhere": "unknown-phase",
    "render --format svg --focus nowhere": "unknown-state",
    "replay nowhere": "",
    "run --answers nowhere": "",
    "run --session /dev/full": "",
    "run --session 85.07.30-033.28": "",
    "check --select nowhere": "",
}
"""What a reader may meet, and the code of it, which is the same in each language."""


@pytest.mark.usefixtures("home", "odd_files")
@pytest.mark.parametrize("line", MET)
def test_what_a_reader_meets_is_in_his_language(line: str) -> None:
    """Not a line of it is as in English, but the names of files and what stood there."""
    english = spoken_by("en", *line.split()).splitlines()
    assert MET[line] in "".join(english)
    assert english
    for language in FOREIGN:
        ours = spoken_by(language, *line.split()).splitlines()
        told_ = [row for row in ours if row.strip() and " | " not in row]
        assert MET[line] in "".join(ours)
        assert len(ours) == len(english)
        assert [row for row in told_ if row in english] == []


@pytest.mark.parametrize("language", FOREIGN)
def test_errors_are_in_the_language_that_is_asked_for(language: str) -> None:
    """And the next command of the same program is in its own again."""
    result = CliRunner().invoke(cli, ["run", "--language", language, "-a", "x"])
    error = catalogue(language)["Error: {message}"].partition(" {")[0]
    assert error in result.output
    assert sentences(language)["-a takes STATE=ANSWER, not {word}"].format(
        word="'x'"
    ) in (result.output)
    assert "Error: -a takes" in CliRunner().invoke(cli, ["run", "-a", "x"]).output


def test_other_catalogues_are_found_where_they_were() -> None:
    """Those of other libraries, which have a domain of their own."""

    def asked() -> str:
        speak("nl")
        return gettext.dgettext("another", "Usage:") + gettext.gettext("Usage:")

    assert copy_context().run(asked) == "Usage:Gebruik:"


def test_english_can_be_asked_for() -> None:
    """On a computer that speaks another language."""
    done = subprocess.run(
        [COMMAND, "run", "--language", "en", "-a", "x"],
        env={**os.environ, "LC_ALL": "nl_BE.UTF-8", "PYTHONUTF8": "1"},
        capture_output=True,
        check=False,
    )
    assert b"Error: -a takes STATE=ANSWER, not 'x'" in done.stderr


def test_what_nobody_translated_stays_as_it_is() -> None:
    """A reason that is not known, and a sentence that is in no table."""
    assert failure("nl", "Bad moon") == "Bad moon"
    assert failure("nl", "Read-only file system") == "daar kan niets geschreven worden"
    assert retold("anything") == "anything"

    def in_dutch() -> str:
        speak("nl")
        return retold("anything")

    assert copy_context().run(in_dutch) == "anything"


@pytest.mark.parametrize("language", FOREIGN)
def test_a_translated_sentence_says_the_same(language: str) -> None:
    """With the fields, options and commands of the English one, and in other words."""
    shared = re.compile(
        r"\{[^}]*\}|(?<![\w-])--?[a-z][a-z-]*|ama-flow \w+|\b[A-Z]{4,}\b"
    )
    same = {"Options", "%(prog)s, version %(version)s"}
    for english, words in catalogue(language).items():
        assert set(shared.findall(english)) == set(shared.findall(words))
        assert words != english or english in same
        assert words


def test_translated_commands_leave_the_english_ones() -> None:
    """So that a program that uses several languages has each."""
    before = list(pages(cli))
    ours = in_language(cli, "nl")
    assert ours.help is not None
    assert ours.help.startswith("Leid mensen")
    assert list(pages(cli)) == before


def test_a_help_page_is_in_the_language_of_the_locale() -> None:
    """Whole, with what click adds; commands in commands too."""
    said = {
        "nl": ("Gebruik: ama-flow sessions rm", "Verwijder elke", "Toon deze uitleg."),
        "fr": ("Utilisation\u202f: ama-flow", "Supprimer", "Afficher cette aide."),
        "de": ("Aufruf: ama-flow sessions rm", "Jede SESSION", "Diese Hilfe zeigen."),
        "en": ("Usage: ama-flow sessions rm", "Remove each", "Show this message"),
    }
    for language, words in said.items():
        done = subprocess.run(
            [COMMAND, "sessions", "rm", "--help"],
            env={**os.environ, "LC_ALL": f"{language}_BE.UTF-8", "PYTHONUTF8": "1"},
            capture_output=True,
            check=True,
        )
        assert [word for word in words if word not in done.stdout.decode()] == []
