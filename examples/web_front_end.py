"""Lead readers through a flow in a browser: pages with forms, and no script.

    python examples/web_front_end.py [FLOW] [PORT]

What a reader sees and what he can answer come from `ama_flow.view`, as in the terminal.
Only this computer can reach it. Each browser has a reader of its own, by a cookie; they
are forgotten when the program ends. All that is shown is escaped, a form counts only
with the key that its reader was given, and an old page that is sent again changes
nothing.
"""

from __future__ import annotations

import secrets
import sys
from collections.abc import Iterable
from contextlib import suppress
from html import escape
from http import HTTPStatus
from http.cookies import CookieError, SimpleCookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock
from urllib.parse import parse_qs

import ama_flow
from ama_flow.journal import now
from ama_flow.model import Contact, Flow
from ama_flow.text import tokens
from ama_flow.view import Misread, Need, View, at_hand, history, look, told, understand
from ama_flow.view.opening import reach
from ama_flow.words import say

MOST_READERS = 1_000
MOST_BYTES = 10_000
SAFE = ("https://", "http://", "mailto:", "tel:")
HEADERS = {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": "default-src 'none'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


# ------------------------------------------------------------ pages
def tag(name: str, /, *inside: str, **attributes: str) -> str:
    """Give an element around HTML; the values of attributes are escaped here."""
    given = "".join(f' {key}="{escape(value)}"' for key, value in attributes.items())
    return f"<{name}{given}>{''.join(inside)}</{name}>"


def items(rows: Iterable[str], name: str = "ul") -> str:
    """Give a list of HTML."""
    return tag(name, *(tag("li", row) for row in rows))


def anchor(words: str, url: str) -> str:
    """Give a link, or only its words where the address is none for a browser."""
    return tag("a", words, href=url) if url.startswith(SAFE) else words


def text(flow: Flow, blocks: Iterable[tokens.Block]) -> str:
    """Give a text of the flow."""
    return "".join(block(flow, one) for one in blocks)


def block(flow: Flow, one: tokens.Block) -> str:
    """Give a paragraph, a list, or lines to copy."""
    match one:
        case tokens.Paragraph(inlines=inside):
            return tag("p", line(flow, inside))
        case tokens.Items(items=rows, start=start):
            name = "ul" if start is None else "ol"
            return items((text(flow, row) for row in rows), name)
        case tokens.CodeBlock(text=words):
            return tag("pre", escape(words))


def line(flow: Flow, inlines: Iterable[tokens.Inline]) -> str:
    """Give words, with what stands out in them."""
    return "".join(inline(flow, one) for one in inlines)


def inline(flow: Flow, one: tokens.Inline) -> str:
    """Give one piece of a line."""
    match one:
        case tokens.Text(text=words):
            return escape(words)
        case tokens.Code(text=words):
            return tag("code", escape(words))
        case tokens.Break():
            return "<br>"
        case tokens.Emphasis(inlines=inside, strong=strong):
            return tag("strong" if strong else "em", line(flow, inside))
        case tokens.Anchor(inlines=inside, link=name):
            return anchor(line(flow, inside), flow.links[name].url)


def needed(language: str, need: Need) -> str:
    """Tell of one thing to have at hand, and where it is found."""
    told = escape(at_hand(language, need))
    if not need.lookup or need.value:
        return told
    where = escape(say(language, "run_lookup", title=need.lookup.title))
    return f"{told}. {anchor(where, need.lookup.url)}"


def reached(language: str, contact: Contact) -> str:
    """Tell how and when to reach a contact."""
    rows = [tag("strong", escape(contact.name)), escape(contact.phone)]
    if contact.email:
        rows.append(anchor(escape(contact.email), f"mailto:{contact.email}"))
    rows.append(anchor(escape(contact.url), contact.url))
    rows += map(escape, reach(language, contact, now()))
    return items(filter(None, rows))


def progress(phase: str, now_in: str) -> str:
    """Give a phase as a step of the procedure, marked if the reader is in it."""
    words = escape(phase)
    return (
        tag("strong", words, **{"aria-current": "step"}) if phase == now_in else words
    )


class Reader:
    """One browser: a session, and the key that its forms carry."""

    def __init__(self, flow: Flow) -> None:
        """Start at the initial state of *flow*."""
        self.session = ama_flow.Session(flow)
        self.key = secrets.token_urlsafe()

    def react(self, form: dict[str, str]) -> str:
        """Do what *form* says, and say what is wrong with it, if anything is."""
        if form.get("count") != str(self.session.count):
            return ""  # an old page was sent: show where the reader is
        view = look(self.session)
        if "back" in form and self.session.count:
            self.session.back()
        elif "restart" in form:
            self.session.restart()
        elif "answer" in form and not view.ended:
            understood = understand(view, form["answer"])
            if isinstance(understood, Misread):
                return understood.message
            self.session.take(understood)
        return ""

    def page(self, message: str) -> str:
        """Give the whole page of where the reader is."""
        view = look(self.session)
        title = escape(f"{view.title} - {view.procedure}")
        head = f'<meta charset="utf-8"><title>{title}</title>'
        body = tag("main", *self.parts(view, message))
        html = tag("html", tag("head", head), tag("body", body), lang=view.language)
        return f"<!doctype html>\n{html}\n"

    def parts(self, view: View, message: str) -> Iterable[str]:
        """Give what the reader sees, from top to bottom."""
        spoken = view.language
        if not self.session.count:
            yield text(view.flow, view.intro)
        if view.phases:
            yield items((progress(one, view.phase) for one in view.phases), "ol")
        yield tag("h1", escape(view.title))
        yield text(view.flow, view.text)
        if view.contact:
            yield reached(spoken, view.contact)
        if view.needs:
            yield tag("h2", escape(say(spoken, "doc_at_hand")))
            yield items(needed(spoken, need) for need in view.needs)
        if message:
            yield tag("p", tag("strong", escape(message)), role="alert")
        yield from self.ways_on(view)
        if view.why:
            summary = tag("summary", escape(say(spoken, "doc_why")))
            yield tag("details", summary, text(view.flow, view.why))
        yield from self.ways_back(spoken)

    def ways_on(self, view: View) -> Iterable[str]:
        """Give a field for what is asked, and a button for each choice."""
        if view.ended:
            yield tag("p", escape(say(view.language, "doc_end")))
        if view.asks:
            field = '<input name="answer" id="answer" autocomplete="off" autofocus> '
            label = tag("label", escape(view.invitation), **{"for": "answer"})
            go = tag("button", escape(say(view.language, "next")))
            yield self.form(tag("p", label), field, go)
        for label, choice in zip(view.labels, view.choices, strict=True):
            button = tag("button", escape(choice.title), name="answer", value=label)
            yield self.form(tag("p", button))

    def ways_back(self, language: str) -> Iterable[str]:
        """Tell what was answered, and let it be taken back."""
        if not self.session.count:
            return
        yield tag("h2", escape(say(language, "run_so_far")))
        past = history(self.session, language)
        yield items((escape(told(language, row)) for row in past), "ol")
        for name in ("back", "restart"):
            words = say(language, f"run_command_{name}").split()[0]
            yield self.form(tag("button", escape(words.capitalize()), name=name))

    def form(self, *inside: str) -> str:
        """Give a form of this reader, at this moment."""
        hidden = {"key": self.key, "count": str(self.session.count)}
        fields = (
            f'<input type="hidden" name="{name}" value="{value}">'
            for name, value in hidden.items()
        )
        return tag("form", *fields, *inside, method="post", action="/")


# ------------------------------------------------------------ requests
class Server(ThreadingHTTPServer):
    """Serves one flow to the browsers of this computer."""

    daemon_threads = True

    def __init__(self, flow: Flow, port: int = 0) -> None:
        """Listen to *port*; 0 is any that is free."""
        super().__init__(("127.0.0.1", port), Handler)
        self.flow = flow
        self.readers: dict[str, Reader] = {}
        self.lock = Lock()

    def admit(self) -> str:
        """Start with a new reader, and give his cookie; the oldest one has to go."""
        if len(self.readers) >= MOST_READERS:
            del self.readers[next(iter(self.readers))]
        cookie = secrets.token_urlsafe()
        self.readers[cookie] = Reader(self.flow)
        return cookie


class Handler(BaseHTTPRequestHandler):
    """One request of a browser."""

    server: Server
    timeout = 30

    def do_GET(self) -> None:
        """Show where the reader is; who is new starts."""
        if not self.is_ours():
            return
        with self.server.lock:
            cookie = self.cookie() or self.server.admit()
            page = self.server.readers[cookie].page("")
        self.reply(HTTPStatus.OK, page, cookie)

    def do_POST(self) -> None:
        """Do what a form says; then the browser gets where that leads."""
        if not self.is_ours():
            return
        form = self.form()
        with self.server.lock:
            reader = self.server.readers.get(self.cookie())
            key = form.get("key", "").encode()
            if not reader or not secrets.compare_digest(key, reader.key.encode()):
                self.send_error(HTTPStatus.FORBIDDEN, "This form is not yours")
                return
            message = reader.react(form)
            page = reader.page(message)
        if message:
            self.reply(HTTPStatus.UNPROCESSABLE_ENTITY, page)
        else:
            self.reply(HTTPStatus.SEE_OTHER, "")

    def is_ours(self) -> bool:
        """Refuse other paths, other names for this computer, and what is too long."""
        port = self.server.server_port
        length = self.headers.get("Content-Length", "0")
        if self.path != "/":
            self.send_error(HTTPStatus.NOT_FOUND)
        elif self.headers["Host"] not in (f"127.0.0.1:{port}", f"localhost:{port}"):
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST)
        elif not (length.isdecimal() and int(length) <= MOST_BYTES):
            self.send_error(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        else:
            return True
        return False

    def cookie(self) -> str:
        """Give the cookie of a reader who is known; empty where there is none."""
        try:
            sent = SimpleCookie(self.headers.get("Cookie", "")).get("reader")
        except CookieError:
            return ""
        return sent.value if sent and sent.value in self.server.readers else ""

    def form(self) -> dict[str, str]:
        """Give the fields that were sent, each once."""
        raw = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        fields = parse_qs(raw.decode("utf-8", "replace"), keep_blank_values=True)
        return {name: values[0] for name, values in fields.items()}

    def reply(self, status: HTTPStatus, page: str, cookie: str = "") -> None:
        """Send a page, or to where the page is."""
        self.send_response(status)
        for name, value in HEADERS.items():
            self.send_header(name, value)
        if cookie:
            given = f"reader={cookie}; Path=/; HttpOnly; SameSite=Strict"
            self.send_header("Set-Cookie", given)
        if status == HTTPStatus.SEE_OTHER:
            self.send_header("Location", "/")
        self.end_headers()
        self.wfile.write(page.encode())


def main(name: str = "ama_wvg", port: str = "8000") -> None:
    """Serve a flow that is proved, until it is interrupted."""
    flow = ama_flow.load(name)
    if not ama_flow.check(flow).proved:
        raise SystemExit(f"nobody is led through {name}: see ama-flow check {name}")
    with Server(flow, int(port)) as server:
        print(f"http://127.0.0.1:{server.server_port}", flush=True)
        with suppress(KeyboardInterrupt):
            server.serve_forever()


if __name__ == "__main__":
    main(*sys.argv[1:])
