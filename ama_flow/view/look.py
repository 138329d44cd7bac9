"""What a reader sees of a session: titles, texts, choices, things to have at hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from ama_flow import words
from ama_flow.formats import Refused, accepted
from ama_flow.model import (
    NEXT,
    Contact,
    Fact,
    Flow,
    Link,
    Record,
    State,
    Value,
    replace,
)
from ama_flow.session import Answer, Choice, Session, moves
from ama_flow.text import Block, blocks, expand, linked, terms
from ama_flow.text.translated import translated
from ama_flow.words import say
from ama_flow.words.contacts import enumeration
from ama_flow.words.inputs import takes

_MANY = 5
"""From so many choices on, they are no longer named one by one."""


class Need(Record):
    """Something to have at hand: its *value* if it was given, else where it is."""

    title: str
    value: str = ""
    lookup: Link | None = None
    sensitive: bool = False


class Past(Record):
    """A state that was passed, and what was answered there, in words."""

    title: str
    answer: str


class View(Record):
    """All that a reader sees in one state, in *language*, with terms put in.

    *flow* is the procedure in that language, by which texts find their links.
    *choices* are called by their *labels*. *asks* is a number, date or text that
    is to be typed, so never one of the choices. *enter* is the choice that needs
    no word, if there is one: to go on. *links* are all that are shown, each once;
    *exact* are the terms in *text* and *why*, which a reader looks for to the letter.
    It is *secret* where a flow with that problem asks for what may never be typed.
    """

    flow: Flow
    language: str
    state: str
    phase: str
    title: str
    text: tuple[Block, ...]
    why: tuple[Block, ...]
    needs: tuple[Need, ...]
    links: tuple[Link, ...]
    exact: tuple[str, ...]
    contact: Contact | None
    asks: Fact | None
    choices: tuple[Choice, ...]
    labels: tuple[str, ...]
    enter: Choice | None
    outcome: Literal["goal", "contact"] | None
    ended: bool
    secret: bool

    @property
    def procedure(self) -> str:
        """The title of the procedure as a whole."""
        return expand(self.flow, self.flow.title)

    @property
    def intro(self) -> tuple[Block, ...]:
        """The text of the procedure as a whole, to be read before its first state."""
        return blocks(self.flow, self.flow.text) if self.flow.text else ()

    @property
    def phases(self) -> tuple[str, ...]:
        """The titles of all phases, in order; *phase* is one of them."""
        return tuple(expand(self.flow, p.title) for p in self.flow.phases.values())

    @property
    def invitation(self) -> str:
        """What the reader can type here, as a short sentence without its full stop."""
        return _invitation(self)


def look(session: Session, language: str | None = None) -> View:
    """Give what the reader of *session* sees now, in *language*; None for the flow's.

    What is not translated stays in the language of the flow.
    """
    flow = translated(session.flow, language)
    state = flow.states[session.state]
    choices = moves.choices(flow, state, session.facts)
    asks = _typed(flow, state)
    return View(
        flow=flow,
        language=flow.language,
        state=state.id,
        phase=expand(flow, flow.phases[state.phase].title) if state.phase else "",
        title=expand(flow, state.title),
        text=blocks(flow, state.text) if state.text else (),
        why=blocks(flow, state.why) if state.why else (),
        needs=tuple(_need(flow, fact, session.facts) for fact in session.needs),
        links=_links(flow, state),
        exact=_exact(flow, state),
        contact=_contact(flow, state),
        asks=asks,
        choices=choices,
        labels=_labels(choices, asks),
        enter=going_on(state, choices),
        outcome=session.outcome,
        ended=session.ended,
        secret=moves.is_secret(flow, state),
    )


def _typed(flow: Flow, state: State) -> Fact | None:
    fact = moves.asked(flow, state)
    return fact if fact and fact.type in ("number", "date", "text") else None


def _need(flow: Flow, name: str, facts: Mapping[str, Value]) -> Need:
    fact = flow.facts[name]
    lookup = flow.links.get(fact.lookup)
    known = name in facts and not fact.sensitive
    return Need(
        title=expand(flow, words.fact_title(flow, name)),
        value=_shown(flow, fact, facts[name]) if known else "",
        lookup=_expanded(flow, lookup) if lookup else None,
        sensitive=fact.sensitive,
    )


def _shown(flow: Flow, fact: Fact, value: Value) -> str:
    return expand(flow, words.value(flow.language, fact, value))


def _contact(flow: Flow, state: State) -> Contact | None:
    contact = flow.contacts.get(state.contact)
    return replace(contact, name=expand(flow, contact.name)) if contact else None


def _links(flow: Flow, state: State) -> tuple[Link, ...]:
    """Give the links of the text, of what to have at hand, and of the contact."""
    lookups = (flow.links.get(flow.facts[fact].lookup) for fact in state.needs)
    links = [*(linked(flow, state.text) if state.text else ()), *filter(None, lookups)]
    contact = flow.contacts.get(state.contact)
    if contact and contact.url:
        links.append(Link(id=contact.id, title=contact.name, url=contact.url))
    by_address: dict[str, Link] = {}
    for link in links:
        by_address.setdefault(link.url, _expanded(flow, link))
    return tuple(by_address.values())


def _exact(flow: Flow, state: State) -> tuple[str, ...]:
    texts = filter(None, (state.text, state.why))
    names = dict.fromkeys(name for text in texts for name in terms(text))
    return tuple(flow.terms[name].text for name in names if name in flow.terms)


def _expanded(flow: Flow, link: Link) -> Link:
    return replace(link, title=expand(flow, link.title))


def going_on(state: State, choices: tuple[Choice, ...]) -> Choice | None:
    """Find what Enter alone does: only `next`, and never one of several answers."""
    if state.kind != "step" and len(choices) > 1:
        return None
    return next((choice for choice in choices if choice.trigger == NEXT), None)


def _labels(choices: tuple[Choice, ...], asks: Fact | None) -> tuple[str, ...]:
    """Give numbers, or letters where a number can mean something else.

    Where a letter can be an answer too, there is a slash before it.
    """
    numbers = tuple(str(number) for number, _ in enumerate(choices, 1))
    letters = tuple(_letters(number) for number, _ in enumerate(choices))
    if asks and any(_takes(asks, letter) for letter in letters):
        return tuple(f"/{letter}" for letter in letters)
    if asks or any(choice.title[:1].isdecimal() for choice in choices):
        return letters
    return numbers


def _takes(fact: Fact, words: str) -> bool:
    try:
        accepted(fact, words)
    except Refused:
        return False
    return True


def _letters(number: int) -> str:
    """Count with letters: a to z, then aa, ab."""
    more, last = divmod(number, 26)
    return (_letters(more - 1) if more else "") + chr(ord("a") + last)


def _invitation(view: View) -> str:
    language, labels = view.language, view.labels
    if view.ended:
        return say(language, "run_invite_close")
    if view.asks:
        return _typed_invitation(language, view.asks, labels)
    if not view.enter:
        return _labelled_invitation(language, labels)
    if len(labels) == 1:
        return say(language, "run_invite_enter")
    invitation = _labelled_invitation(language, labels)
    label = labels[view.choices.index(view.enter)]
    return say(language, "run_invite_default", invitation=invitation, label=label)


def _typed_invitation(language: str, fact: Fact, labels: tuple[str, ...]) -> str:
    what = takes(language, fact)
    if not labels:
        return say(language, "run_invite", what=what)
    shown = enumeration(language, labels, "or")
    return say(language, "run_invite_typed", what=what, labels=shown)


def _labelled_invitation(language: str, labels: tuple[str, ...]) -> str:
    if len(labels) == 1:
        return say(language, "run_invite_one", label=labels[0])
    if len(labels) < _MANY:
        return say(language, "run_invite", what=enumeration(language, labels, "or"))
    return say(language, "run_invite_many", first=labels[0], last=labels[-1])


def at_hand(language: str, need: Need) -> str:
    """Say what to have at hand: with its value, or that it is never given here."""
    if need.sensitive:
        return f"{need.title}. {say(language, 'run_never_here')}"
    return (
        f"{words.colon(language, need.title)} {need.value}"
        if need.value
        else need.title
    )


def history(session: Session, language: str | None = None) -> Iterator[Past]:
    """Tell what was answered so far, oldest first, in *language*, as `look` does."""
    flow, again = translated(session.flow, language), Session(session.flow)
    for answer in session.answers:
        state = flow.states[answer.state]
        said = _said(flow, state, again.facts, answer)
        yield Past(title=expand(flow, state.title), answer=said)
        again.take(answer)


def told(language: str, past: Past) -> str:
    """Put what was answered on one line."""
    if not past.answer:
        return past.title
    return f"{lead(language, past.title)} {past.answer}"


def lead(language: str, title: str) -> str:
    """Let an answer follow *title*: behind a colon, where it does not end itself."""
    is_closed = title.endswith(("?", "!", ".", ":"))
    return title if is_closed else words.colon(language, title)


def _said(flow: Flow, state: State, facts: Mapping[str, Value], answer: Answer) -> str:
    """Give an answer in words; nothing where the reader simply went on."""
    if answer.value is not None and (fact := _typed(flow, state)):
        return _shown(flow, fact, answer.value)
    given = (answer.trigger, answer.value)
    titles = {(c.trigger, c.value): c.title for c in moves.choices(flow, state, facts)}
    went_on = answer.trigger == NEXT and titles[given] == say(flow.language, "next")
    return "" if went_on else titles[given]
