"""An e-mail to a contact, ready to be sent by the reader himself."""

from __future__ import annotations

from collections.abc import Iterator

from ama_flow.model import Record
from ama_flow.session import Session
from ama_flow.text import expand
from ama_flow.text.translated import is_in, translated
from ama_flow.view.look import Need, history, look, told
from ama_flow.words import colon, say


class Message(Record):
    """An e-mail, in the language of the texts: *body* is plain lines."""

    to: str
    subject: str
    body: str

    @property
    def url(self) -> str:
        """The address that opens it in a mail program. Source: RFC 6068."""
        from urllib.parse import quote  # noqa: PLC0415 - start-up is a feature

        body = quote(self.body.replace("\n", "\r\n"), safe="")
        subject = quote(self.subject, safe="")
        return f"mailto:{quote(self.to, safe='@')}?subject={subject}&body={body}"


def message(session: Session, language: str) -> Message | None:
    """Write to the contact where *session* is; None where there is no e-mail address.

    It tells what was answered, and what to have at hand; of personal data, nothing.
    It is in *language* where the flow is, and else in the language of the flow.
    """
    spoken = language if is_in(session.flow, language) else session.flow.language
    contact = look(session, spoken).contact
    if contact is None or not contact.email:
        return None
    flow = translated(session.flow, spoken)
    title = expand(flow, flow.title)
    return Message(
        to=contact.email,
        subject=say(spoken, "mail_subject", title=title),
        body="\n\n".join(_paragraphs(session, spoken, title)),
    )


def _paragraphs(session: Session, language: str, title: str) -> Iterator[str]:
    yield say(language, "mail_greeting")
    yield say(language, "mail_asks", title=title)
    done = [told(language, past) for past in history(session, language)]
    if done:
        rows = (f"{number}. {words}" for number, words in enumerate(done, 1))
        yield "\n".join((say(language, "mail_done"), *rows))
    needs = [need for need in look(session, language).needs if not need.sensitive]
    if needs:
        said = (f"- {_said(language, need)}" for need in needs)
        yield "\n".join((say(language, "mail_needs"), *said))
    yield f"{say(language, 'mail_regards')}\n{say(language, 'mail_name')}"


def _said(language: str, need: Need) -> str:
    value = need.value or say(language, "mail_fill_in")
    return f"{colon(language, need.title)} {value}"
