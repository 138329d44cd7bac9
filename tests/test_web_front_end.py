"""A front end for browsers needs no more than the view: examples/web_front_end.py."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from http.client import HTTPConnection
from pathlib import Path
from threading import Thread
from urllib.parse import urlencode

import pytest
from hypothesis import given

import ama_flow
from ama_flow.model import Contact, Flow, FlowError, Table, replace
from ama_flow.testing import nasty_flows
from ama_flow.view import look
from examples import web_front_end
from examples.web_front_end import MOST_BYTES, MOST_READERS, Reader, Server

from .small_flows import flow, state, way

AMA = ama_flow.load("ama_wvg")
EXAMPLES = Path(web_front_end.__file__).parent
VOID = {"br", "input", "meta"}
TAGS = VOID | {
    "a",
    "body",
    "button",
    "code",
    "details",
    "em",
    "form",
    "h1",
    "h2",
    "head",
}
TAGS |= {"html", "label", "li", "main", "ol", "p", "pre", "strong", "summary", "title"}
TAGS |= {"ul"}


class Page(HTMLParser):
    """A page as a browser reads it: its words, its links and its forms."""

    def __init__(self, html: str) -> None:
        """Read *html*, in which each element ends where it is to end."""
        super().__init__()
        self.words = ""
        self.h1 = ""
        self.alert = ""
        self.phase = ""
        self.links: list[str] = []
        self.forms: list[dict[str, str]] = []
        self.buttons: dict[str, dict[str, str]] = {}
        self._open: list[tuple[str, str]] = []
        self.feed(html)
        self.close()
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what can be followed and filled in."""
        held = {name: value or "" for name, value in attrs}
        assert tag in TAGS
        assert not any(name.startswith("on") for name in held)
        if tag == "form":
            self.forms.append({})
        if tag in ("input", "button") and "name" in held:
            self.forms[-1][held["name"]] = held.get("value", "")
        if tag == "a":
            self.links.append(held["href"])
        if tag not in VOID:
            self._open.append((tag, held.get("role") or held.get("aria-current", "")))

    def handle_endtag(self, tag: str) -> None:
        """Close the last element that is open."""
        assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        """Note words, and what the button that they are on would send."""
        inside = [tag for tag, _ in self._open]
        self.words += data
        if "h1" in inside:
            self.h1 += data
        if ("p", "alert") in self._open:
            self.alert += data
        if ("strong", "step") in self._open:
            self.phase += data
        if inside[-1:] == ["button"]:
            self.buttons[data] = self.forms[-1]


class Browser:
    """Sends what a browser would, and keeps its cookie."""

    def __init__(self, server: Server) -> None:
        """Open the page of *server*."""
        self.port = server.server_port
        self.cookie = ""
        self.status = 0
        self.headers: dict[str, str] = {}
        self.page = self.get()

    def send(self, method: str, path: str = "/", body: str = "", **headers: str) -> str:
        """Send one request; give what comes back."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=10)
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        connection.request(
            method, path, body, {"Cookie": self.cookie, **form, **headers}
        )
        response = connection.getresponse()
        self.status, self.headers = response.status, dict(response.getheaders())
        if "Set-Cookie" in self.headers:
            self.cookie = self.headers["Set-Cookie"].partition(";")[0]
        html = response.read().decode()
        connection.close()
        return html

    def get(self) -> Page:
        """Load the page again."""
        return Page(self.send("GET"))

    def submit(self, form: dict[str, str]) -> Page:
        """Send a form, and follow where it leads."""
        html = self.send("POST", body=urlencode(form))
        if self.status != 303:
            return Page(html) if self.status == 422 else self.page
        self.page = self.get()
        return self.page

    def press(self, *titles: str) -> Page:
        """Press one button after another."""
        for title in titles:
            self.page = self.submit(self.page.buttons[title])
        return self.page

    def type(self, words: str) -> Page:
        """Fill in the one field there is."""
        self.page = self.submit(self.page.forms[0] | {"answer": words})
        return self.page


@contextmanager
def served(made: Flow = AMA) -> Iterator[Server]:
    """Serve a flow for as long as a test takes."""
    with Server(made) as server:
        thread = Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


def test_a_reader_comes_to_login() -> None:
    """By buttons alone; the page says what the terminal says."""
    with served() as server:
        browser = Browser(server)
        session = ama_flow.Session(AMA)
        while not session.ended:
            view = look(session)
            assert (browser.page.h1, browser.page.phase) == (view.title, view.phase)
            assert all(phase in browser.page.words for phase in view.phases)
            assert {choice.title for choice in view.choices} <= {*browser.page.buttons}
            choice = view.choices[view.state == "maatwerkbedrijf"]
            session.take(choice)
            browser.press(choice.title)
        assert session.outcome == "goal"
        assert browser.page.h1 == look(session).title
        assert "Hier eindigt deze procedure." in browser.page.words
        assert [*browser.page.buttons] == ["Terug", "Opnieuw"]


def test_a_reader_comes_to_a_contact() -> None:
    """With its phone, e-mail and hours, what to have at hand, and the ways on."""
    with served() as server:
        browser = Browser(server)
        page = browser.press("Nee", "Dit lukt niet")
        page = browser.press("Ook met de uitgebreide handleiding lukt het niet")
        contact = AMA.contacts["eranova"]
        assert contact.name in page.words
        assert contact.phone in page.words
        assert f"mailto:{contact.email}" in page.links
        assert "Hou bij de hand" in page.words
        assert AMA.links["cobrha"].url in page.links


def test_a_reader_goes_back_and_starts_again() -> None:
    """And sees what was answered so far."""
    with served() as server:
        browser = Browser(server)
        first = browser.page.h1
        second = browser.press("Nee").h1
        assert f"{first} Nee" in browser.page.words
        browser.press("Verder")
        assert browser.press("Terug").h1 == second
        assert browser.press("Opnieuw").h1 == first
        assert "Terug" not in browser.page.buttons


def test_what_is_typed_is_understood_as_in_the_terminal() -> None:
    """A number and a date; what means nothing is told, and changes nothing."""
    with served(ama_flow.load(EXAMPLES / "leeftijd.toml")) as server:
        browser = Browser(server)
        page = browser.type("oud")
        assert browser.status == 422
        assert page.alert.startswith("“oud” is hier geen antwoord.")
        assert browser.type("34").h1 == "Wanneer wilt u beginnen?"
        assert browser.type("23 november 2026").h1 == "U neemt het gewone abonnement"
        assert "Hoe oud bent u? 34" in browser.page.words


def test_a_register_number_is_not_shown_again() -> None:
    """Nor is it kept."""
    with served(ama_flow.load(EXAMPLES / "leeftijd.toml")) as server:
        page = Browser(server).type("85.07.30-033.28")
        assert "rijksregisternummer" in page.alert
        assert "033" not in page.words


def test_each_browser_has_a_reader_of_its_own() -> None:
    """What one answers, another does not see."""
    with served() as server:
        one, other = Browser(server), Browser(server)
        one.press("Nee")
        assert other.get().h1 == other.page.h1 != one.page.h1
        assert one.get().h1 == one.page.h1


def test_an_old_page_changes_nothing() -> None:
    """Who goes back in his browser and presses again gets where he is."""
    with served() as server:
        browser = Browser(server)
        old = browser.page.buttons["Ja"]
        here = browser.press("Nee", "Verder").h1
        assert browser.submit(old).h1 == here
        assert browser.status == 200


@pytest.mark.parametrize("key", ["", "x", "é"])
def test_a_form_of_somebody_else_is_refused(key: str) -> None:
    """Another site can send a form, but does not know the key of this reader."""
    with served() as server:
        browser, other = Browser(server), Browser(server)
        form = browser.page.buttons["Ja"]
        for wrong in (form | {"key": key}, form | {"key": other.page.forms[0]["key"]}):
            browser.submit(wrong)
            assert browser.status == 403
        browser.cookie = ""
        browser.submit(form)
        assert browser.status == 403
        assert all(not reader.session.count for reader in server.readers.values())


@pytest.mark.parametrize(
    ("method", "path", "headers", "status"),
    [
        ("GET", "/etc/passwd", {}, 404),
        ("POST", "/x", {}, 404),
        ("GET", "/", {"Host": "evil.example"}, 421),
        ("POST", "/", {"Host": "evil.example:80"}, 421),
        ("POST", "/", {"Content-Length": str(MOST_BYTES + 1)}, 413),
        ("POST", "/", {"Content-Length": "-1"}, 413),
        ("PUT", "/", {}, 501),
    ],
)
def test_any_other_request_is_refused(
    method: str, path: str, headers: dict[str, str], status: int
) -> None:
    """Another path, another name for this computer, too much, another method."""
    with served() as server:
        browser = Browser(server)
        browser.send(method, path, **headers)
        assert browser.status == status


@pytest.mark.parametrize("cookie", ["", "reader", "reader=x", 'a="', "a[]=1; reader=x"])
def test_who_is_not_known_starts(cookie: str) -> None:
    """A cookie of an earlier run, or of another program, does no harm."""
    with served() as server:
        browser = Browser(server)
        browser.press("Nee")
        browser.cookie = cookie
        assert browser.get().h1 == AMA.states[AMA.initial].title
        assert "HttpOnly; SameSite=Strict" in browser.headers["Set-Cookie"]


def test_the_oldest_reader_has_to_go() -> None:
    """Memory does not grow with what comes in."""
    with Server(AMA) as server:
        cookies = [server.admit() for _ in range(MOST_READERS + 2)]
        assert [*server.readers] == cookies[2:]


def test_a_page_may_do_nothing_but_send_forms_home() -> None:
    """It is not kept, not put in a frame, and loads nothing."""
    with served() as server:
        headers = Browser(server).headers
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert headers["Cache-Control"] == "no-store"


@given(made=nasty_flows())
def test_texts_are_no_markup(made: Flow) -> None:
    """Whatever a flow says, a page has our elements only, and the words of the title."""
    for name in made.states:
        try:
            reader = Reader(replace(made, initial=name))
        except FlowError:  # nobody can start at such a branch
            continue
        page = Page(reader.page("<script>"))
        assert page.alert == "<script>"
        shown = look(reader.session).title
        assert (
            page.h1.split() == shown.replace("\0", "\N{REPLACEMENT CHARACTER}").split()
        )


def test_only_addresses_for_a_browser_are_links() -> None:
    """Another kind of address is shown as words, and runs nothing."""
    contact = Contact(id="help", name="Help", url="javascript:alert(1)")
    made = flow(
        state("ask", "contact", way("goal")),
        state("goal", "goal"),
        contacts=Table([("help", contact)]),
    )
    page = Page(Reader(made).page(""))
    assert page.links == []
    assert "javascript:alert(1)" in page.words


def test_what_is_sensitive_is_never_to_be_typed_here() -> None:
    """The page that needs it at hand says so."""
    made = replace(AMA, initial="gebruiker_toevoegen")
    assert "Typ dit nooit hier." in Page(Reader(made).page("")).words


def test_the_program_serves_a_flow_until_it_is_interrupted() -> None:
    """On any port that is free; it ends without a traceback."""
    command = [sys.executable, "-m", "examples.web_front_end", "ama_wvg", "0"]
    with subprocess.Popen(
        command, cwd=EXAMPLES.parent, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as program:
        assert program.stdout
        assert program.stderr
        address = program.stdout.readline().decode().strip()
        connection = HTTPConnection(address.removeprefix("http://"), timeout=10)
        connection.request("GET", "/")
        assert connection.getresponse().status == 200
        connection.close()
        program.send_signal(signal.SIGINT)
        assert b"Traceback" not in program.stderr.read()
        assert program.wait() == 0


def test_a_flow_with_problems_is_not_served(tmp_path: Path) -> None:
    """Nobody is led into a dead end."""
    file = tmp_path / "trap.toml"
    text = (EXAMPLES / "leeftijd.toml").read_text("utf-8")
    file.write_text(text.replace('dest = "vrij"', 'dest = "jong"'), "utf-8")
    with pytest.raises(SystemExit, match="nobody is led through"):
        web_front_end.main(str(file), "0")
