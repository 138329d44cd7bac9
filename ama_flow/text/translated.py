"""The texts of a flow by their paths, and the flow in another language.

A path is that of the flow file with dots, ``states.eranova.title``. The title
of a transition stands by its trigger: ``states.eranova.transitions.opgelost``,
and ``transitions.lukt_niet`` where it is shared.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from ama_flow.model import Fact, Flow, State, Table, Transition, replace

PROSE = ("text", "why")
"""The last parts of the paths of texts that hold markup; all else is plain."""


def texts(flow: Flow) -> dict[str, str]:
    """Give every text of *flow* that can be translated, by its path."""
    return {path: words for path, words in _texts(flow) if words}


def _texts(flow: Flow) -> Iterator[tuple[str, str]]:
    yield from (("title", flow.title), ("text", flow.text))
    yield from ((f"phases.{p.id}", p.title) for p in flow.phases.values())
    yield from ((f"links.{link.id}.title", link.title) for link in flow.links.values())
    for fact in flow.facts.values():
        yield f"facts.{fact.id}.title", fact.title
        for name, title in fact.values.items():
            yield f"facts.{fact.id}.values.{name}", title
    yield from ((f"contacts.{c.id}.name", c.name) for c in flow.contacts.values())
    yield from ((f"triggers.{t.id}.title", t.title) for t in flow.triggers.values())
    for state in flow.states.values():
        at = f"states.{state.id}"
        for key in ("title", "text", "why", "cannot_fail"):
            yield f"{at}.{key}", getattr(state, key)
        yield from ((_path(flow, t), t.title) for t in state.transitions)


def _path(flow: Flow, transition: Transition) -> str:
    declared = flow.triggers.get(transition.trigger)
    if declared and transition.title == declared.title:
        return f"triggers.{transition.trigger}.title"
    where = "" if transition.shared is not None else f"states.{transition.source}."
    return f"{where}transitions.{transition.trigger}"


def translated(flow: Flow, language: str | None) -> Flow:
    """Give *flow* in *language*; what is not translated stays as it is."""
    if language is None or language == flow.language:
        return flow
    return _translated(flow, language)


@lru_cache(maxsize=8)  # a front end asks for the same one at each state
def _translated(flow: Flow, language: str) -> Flow:
    return _Translation(flow, language).flow()


def is_in(flow: Flow, language: str) -> bool:
    """Say whether there are texts of *flow* in *language*, of whatever region."""
    return _primary(flow.language) == _primary(language) or bool(_table(flow, language))


def _table(flow: Flow, language: str) -> Table[str]:
    """Give the translations to *language*, or to that language in some region."""
    tables = flow.translations
    alike = (tag for tag in tables if _primary(tag) == language)
    tag = language if language in tables else next(alike, "")
    return tables.get(tag, Table[str]())


def _primary(tag: str) -> str:
    return tag.partition("-")[0]


class _Translation:
    """One flow on its way to one language."""

    def __init__(self, flow: Flow, language: str) -> None:
        self.source = flow
        self.language = language
        self.words = _table(flow, language)

    def text(self, path: str, words: str) -> str:
        return self.words.get(path, words)

    def flow(self) -> Flow:
        flow = self.source
        return replace(
            flow,
            language=self.language,
            title=self.text("title", flow.title),
            text=self.text("text", flow.text),
            phases=Table(
                (p.id, replace(p, title=self.text(f"phases.{p.id}", p.title)))
                for p in flow.phases.values()
            ),
            links=Table(
                (n, replace(link, title=self.text(f"links.{n}.title", link.title)))
                for n, link in flow.links.items()
            ),
            facts=Table((fact.id, self.fact(fact)) for fact in flow.facts.values()),
            contacts=Table(
                (c.id, replace(c, name=self.text(f"contacts.{c.id}.name", c.name)))
                for c in flow.contacts.values()
            ),
            triggers=Table(
                (t.id, replace(t, title=self.text(f"triggers.{t.id}.title", t.title)))
                for t in flow.triggers.values()
            ),
            states=Table((s.id, self.state(s)) for s in flow.states.values()),
        )

    def fact(self, fact: Fact) -> Fact:
        at = f"facts.{fact.id}"
        values = Table(
            (name, self.text(f"{at}.values.{name}", title))
            for name, title in fact.values.items()
        )
        return replace(fact, title=self.text(f"{at}.title", fact.title), values=values)

    def state(self, state: State) -> State:
        at = f"states.{state.id}"
        return replace(
            state,
            title=self.text(f"{at}.title", state.title),
            text=self.text(f"{at}.text", state.text),
            why=self.text(f"{at}.why", state.why),
            cannot_fail=self.text(f"{at}.cannot_fail", state.cannot_fail),
            transitions=tuple(self.transition(t) for t in state.transitions),
        )

    def transition(self, transition: Transition) -> Transition:
        path = _path(self.source, transition)
        return replace(transition, title=self.text(path, transition.title))
