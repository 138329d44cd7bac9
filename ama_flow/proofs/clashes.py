"""Choices that are called what a reader can type at any time, such as "stop".

What a reader sees goes before a command, so such a choice takes his command away. An
id is not seen, so a command goes before it, and it is no clash.
"""

from __future__ import annotations

from collections.abc import Iterator

from ama_flow.model import Flow, Problem, Route
from ama_flow.proofs.naming import route
from ama_flow.text import expand
from ama_flow.words.commands import command


def clashes(flow: Flow) -> Iterator[Problem]:
    """Report the titles of choices, translated ones too, that are commands."""
    for at, title in (*_declared(flow), *_own(flow), *_translated(flow)):
        if command(expand(flow, title)):
            yield Problem(
                code="command-clash",
                message=f"a choice is called {title!r}, which readers type as a command",
                at=at,
                hint="say more in its title, such as what the reader does",
            )


def _declared(flow: Flow) -> Iterator[tuple[Route, str]]:
    for trigger in flow.triggers.values():
        yield ("triggers", trigger.id, "title"), trigger.title
    for fact in flow.facts.values():
        for name, title in fact.values.items():
            yield ("facts", fact.id, "values", name), title


def _own(flow: Flow) -> Iterator[tuple[Route, str]]:
    """Give the titles that transitions do not have from their triggers."""
    shared: set[int] = set()
    for state in flow.states.values():
        for transition in state.transitions:
            declared = flow.triggers.get(transition.trigger)
            is_own = declared is None or transition.title != declared.title
            if is_own and transition.shared not in shared:
                yield route(transition), transition.title
            if transition.shared is not None:
                shared.add(transition.shared)


def _translated(flow: Flow) -> Iterator[tuple[Route, str]]:
    for language, table in flow.translations.items():
        for path, title in table.items():
            parts = path.split(".")
            if parts[0] == "triggers" or {"transitions", "values"} & {*parts[:-1]}:
                yield ("translations", language, *parts), title
