"""What a flow has besides its states: phases, terms, links, rules, translations."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import strategies as st

from ama_flow.model import (
    Fact,
    Flow,
    Link,
    Moment,
    Phase,
    Rule,
    Source,
    Statement,
    Table,
    Term,
    replace,
)
from ama_flow.text.translated import texts

Title = Callable[[str], str]
"""Gives words for readers, from plain ones."""


@st.composite
def trimmed(draw: st.DrawFn, flow: Flow, title: Title) -> Flow:
    """Draw *flow* with some more, so that it is proved still."""
    for trim in (_phases, _terms, _links, _needs, _sources, _rules, _translations):
        if draw(st.booleans()):
            flow = trim(flow, title)
    return flow


def _phases(flow: Flow, title: Title) -> Flow:
    """Put the initial state in one phase, and all others in the next."""
    states = {
        state.id: replace(state, phase="" if state.kind == "branch" else "after")
        for state in flow.states.values()
    }
    states[flow.initial] = replace(states[flow.initial], phase="before")
    phases = [
        (n, Phase(id=n, title=title(n.capitalize()))) for n in ("before", "after")
    ]
    return replace(flow, states=Table(states.items()), phases=Table(phases))


def _terms(flow: Flow, title: Title) -> Flow:
    form = Term(id="form", text=title("Form 7b"))
    text = f"{flow.text}\n\nHave **{{form}}** at hand.".strip()
    return replace(flow, terms=Table([(form.id, form)]), text=text)


def _links(flow: Flow, title: Title) -> Flow:
    site = Link(id="site", title=title("The site"), url="https://example.org/a?b=1&c")
    text = f"{flow.text}\n\nSee [the site][site].".strip()
    return replace(flow, links=Table([(site.id, site)]), text=text)


def _needs(flow: Flow, title: Title) -> Flow:
    """Let something private be needed at the start."""
    secret = Fact(id="secret", type="text", title=title("Password"), sensitive=True)
    start = replace(flow.states[flow.initial], needs=(secret.id,))
    facts = Table([*flow.facts.items(), (secret.id, secret)])
    states = Table({**flow.states, start.id: start}.items())
    return replace(flow, facts=facts, states=states)


def _sources(flow: Flow, title: Title) -> Flow:
    said = Statement(id="A", says="How it starts.", exact=(flow.title,))
    source = Source(title=title("The source"), url="https://example.org/source")
    statements = Table([(said.id, said)])
    return replace(flow, source=source, statements=statements, cites=(said.id,))


def _rules(flow: Flow, title: Title) -> Flow:
    """State what holds of every flow: it has a start, and ends."""
    start = (Moment(states=(flow.initial,)),)
    end = (Moment(kinds=("goal", "contact")),)
    goal = (Moment(kinds=("goal",)),)
    return replace(
        flow,
        rules=(
            Rule(title=title("It has a start"), form="on_every_path", about=start),
            Rule(title=title("It ends"), form="then", about=start, others=(end,)),
            Rule(title="First things", form="only_after", about=goal, others=(start,)),
        ),
    )


def _translations(flow: Flow, _title: Title) -> Flow:
    english = texts(flow).items()
    dutch = Table((path, f"{words} (nl)") for path, words in english)
    return replace(flow, translations=Table([("nl", dutch)]))
