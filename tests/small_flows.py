"""Small flows, made by hand to show one thing."""

from __future__ import annotations

from typing import Any

from ama_flow.model import (
    ANSWER,
    NEXT,
    Condition,
    Contact,
    Fact,
    Flow,
    Kind,
    Problem,
    State,
    Table,
    Transition,
)
from ama_flow.proofs import check


def way(dest: str, **given: Any) -> dict[str, Any]:  # noqa: ANN401 - any field of a transition
    """Describe a transition; *when* is a condition on one fact."""
    when = given.pop("when", {})
    literals = tuple(
        value if isinstance(value, Condition) else Condition(fact=fact, values=(value,))
        for fact, value in when.items()
    )
    return {"dest": dest, "conditions": (literals,) if literals else (), **given}


def state(name: str, kind: Kind, *ways: dict[str, Any], asks: str = "") -> State:
    """Make a state; steps cannot fail."""
    default = ANSWER if asks else NEXT
    return State(
        id=name,
        kind=kind,
        title=name,
        asks=asks,
        contact="help" if kind == "contact" else "",
        cannot_fail="" if kind != "step" or any("fails" in w for w in ways) else "no",
        transitions=tuple(
            Transition(**{"source": name, "trigger": default, **way}) for way in ways
        ),
    )


def flow(*states: State, facts: tuple[Fact, ...] = (), **given: Any) -> Flow:  # noqa: ANN401 - any field of a flow
    """Make a flow that starts at the first of *states*."""
    helping = any(s.kind == "contact" for s in states)
    contacts = [("help", Contact(id="help", name="Help", phone="1"))]
    return Flow(
        **{
            "id": "any",
            "version": "1",
            "language": "en",
            "title": "Any",
            "initial": states[0].id,
            "contacts": Table(contacts if helping else ()),
            "states": Table((s.id, s) for s in states),
            "facts": Table((fact.id, fact) for fact in facts),
            **given,
        }
    )


def yesno(name: str, **given: Any) -> Fact:  # noqa: ANN401 - any field of a fact
    """Make a fact that is yes or no."""
    return Fact(id=name, type="yesno", title=name, **given)


def found(made: Flow) -> tuple[Problem, ...]:
    """Give the problems of a flow."""
    return check(made).problems


def only(made: Flow) -> Problem:
    """Give the one problem of a flow."""
    (problem,) = found(made)
    return problem


GOAL = state("goal", "goal")
CALL = state("call", "contact")


A, B, C = (yesno(name) for name in "abc")


def asked(*names: str, dest: str) -> list[State]:
    """Make the questions for some facts in a row."""
    dests = [*names[1:], dest]
    return [
        state(name, "question", way(after), asks=name)
        for name, after in zip(names, dests, strict=True)
    ]
