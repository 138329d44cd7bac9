"""What a flow says of its source, and what it declares without a use."""

from __future__ import annotations

from typing import Any

import pytest

from ama_flow.model import (
    Condition,
    Contact,
    Fact,
    Flow,
    Link,
    Moment,
    Phase,
    Rule,
    State,
    Statement,
    Table,
    Term,
    Transition,
    Trigger,
    replace,
)
from ama_flow.proofs import check

LINK = Link(id="link", title="The list", url="https://list.example")
FACT = Fact(id="fact", type="yesno", title="A fact")
CHOICE = Fact(id="fact", type="choice", values=Table([("a", "Apple {term}")]))
TERM = Term(id="term", text="seven b")
CONTACT = Contact(
    id="contact", name="Desk {term}", phone="02", tel="+32", email="a@b.c"
)
STEP = State(
    id="step",
    kind="step",
    title="Do it",
    cannot_fail="no",
    transitions=(Transition(trigger="next", source="step", dest="goal"),),
)
GOAL = State(id="goal", kind="goal", title="Done")
FLOW = Flow(
    id="any",
    version="1",
    language="en",
    title="Any",
    initial="step",
    states=Table([("step", STEP), ("goal", GOAL)]),
)


def flow(step: State = STEP, **given: Any) -> Flow:  # noqa: ANN401 - any field of a flow
    """Make a flow of one step; a single row makes a table."""
    rows: dict[str, Any] = {
        name: Table([(value.id, value)]) if hasattr(value, "id") else value
        for name, value in given.items()
    }
    return replace(FLOW, states=Table([("step", step), ("goal", GOAL)]), **rows)


def with_way(**given: Any) -> State:  # noqa: ANN401 - any field of a transition
    """Change the transition of the step."""
    return replace(STEP, transitions=(replace(STEP.transitions[0], **given),))


def codes(made: Flow) -> list[str]:
    """Give the codes of the problems of a flow, without what is not used."""
    return [p.code for p in check(made).problems if p.code != "unused"]


CITES: dict[str, Any] = {"cites": ("S",)}
SAID = [
    ("Any", flow(**CITES)),
    ("bold words", flow(text="Some **bold** words.", **CITES)),
    ("The list", flow(text="See [it][link].", links=LINK, **CITES)),
    ("https://list.example", flow(text="See [it][link].", links=LINK, **CITES)),
    ("The list", flow(links=replace(LINK, **CITES))),
    ("https://list.example", flow(links=replace(LINK, **CITES))),
    ("seven b", flow(terms=replace(TERM, **CITES))),
    ("A fact", flow(facts=replace(FACT, **CITES))),
    ("Apple seven b", flow(facts=replace(CHOICE, **CITES), terms=TERM)),
    ("list.example", flow(facts=replace(FACT, lookup="link", **CITES), links=LINK)),
    ("Desk seven b", flow(contacts=replace(CONTACT, **CITES), terms=TERM)),
    ("02", flow(contacts=replace(CONTACT, **CITES))),
    ("+32", flow(contacts=replace(CONTACT, **CITES))),
    ("a@b.c", flow(contacts=replace(CONTACT, **CITES))),
    ("Go", flow(with_way(title="Go", **CITES))),
    ("Go", flow(replace(with_way(title="Go"), **CITES))),
    ("Do it", flow(replace(STEP, **CITES))),
    ("seven", flow(replace(STEP, text="Take {term}.", **CITES), terms=TERM)),
    ("Because", flow(replace(STEP, why="Because.", **CITES))),
    ("A fact", flow(replace(STEP, needs=("fact",), **CITES), facts=FACT)),
    (
        "list.example",
        flow(
            replace(STEP, needs=("fact",), **CITES),
            facts=replace(FACT, lookup="link"),
            links=LINK,
        ),
    ),
    (
        "02",
        flow(
            replace(STEP, kind="contact", contact="contact", **CITES), contacts=CONTACT
        ),
    ),
]


@pytest.mark.parametrize(("exact", "made"), SAID)
def test_an_exact_string_is_looked_for_in_all_that_readers_see(
    exact: str, made: Flow
) -> None:
    """Of the thing that cites its statement; one letter off is a problem."""
    for string, expected in ((exact, []), (f"{exact}~", ["exact-missing"])):
        statement = Statement(id="S", says="So.", exact=(string,))
        assert codes(replace(made, statements=Table([("S", statement)]))) == expected


def test_an_exact_string_elsewhere_does_not_count() -> None:
    """It must stand in what cites the statement."""
    statement = Statement(id="S", says="So.", exact=("Done",))
    cited = flow(replace(STEP, cites=("S",)), statements=statement)
    assert codes(cited) == ["exact-missing"]


def test_a_statement_that_is_not_cited_is_only_that() -> None:
    """Its exact strings are not missed as well."""
    statement = Statement(id="S", says="So.", exact=("nowhere",))
    assert codes(flow(statements=statement)) == ["statement-not-cited"]


def unused(made: Flow) -> tuple[str, ...]:
    """Give what a flow declares without a use, as it is reported."""
    return tuple(p.message for p in check(made).problems if p.code == "unused")


DECLARED = [
    ("no text holds the term 'term'", flow(terms=TERM)),
    ("no text leads to the link 'link'", flow(links=LINK)),
    ("nothing asks for, needs or reads the fact 'fact'", flow(facts=FACT)),
    ("no state is about the contact 'contact'", flow(contacts=CONTACT)),
    ("no transition has the trigger 'x'", flow(triggers=Trigger(id="x"))),
]


@pytest.mark.parametrize(("message", "made"), DECLARED)
def test_what_is_declared_is_used(message: str, made: Flow) -> None:
    """Or else its author would think that readers see it."""
    assert unused(made) == (message,)


def test_a_phase_has_a_state() -> None:
    """Or else it is a heading over nothing."""
    phases = Table((name, Phase(id=name, title="P")) for name in ("one", "two"))
    states = Table((n, replace(s, phase="two")) for n, s in FLOW.states.items())
    made = replace(FLOW, phases=phases, states=states)
    assert unused(made) == ("no state is in the phase 'one'",)


RULE = Rule(
    title="R",
    form="requires",
    about=(Moment(states=("goal",)),),
    requires=((Condition(fact="fact", values=(True,)),),),
)
USED = [
    flow(replace(STEP, title="Take {term}"), terms=TERM),
    flow(terms=TERM, translations=Table([("nl", Table([("title", "{term}")]))])),
    flow(text="[a][link]", links=LINK),
    flow(links=LINK, translations=Table([("nl", Table([("text", "[a][link]")]))])),
    flow(
        replace(STEP, needs=("fact",)), facts=replace(FACT, lookup="link"), links=LINK
    ),
    flow(facts=replace(FACT, initial=True), rules=(RULE,)),
    flow(with_way(trigger="x", title="X"), triggers=Trigger(id="x")),
]


@pytest.mark.parametrize("made", USED)
def test_any_use_is_a_use(made: Flow) -> None:
    """Also one in a translation, in a rule, or as the place to look something up."""
    assert unused(made) == ()


def test_things_without_a_use_are_one_problem() -> None:
    """And no problem yet where something else is wrong: it may be due to that."""
    made = flow(terms=TERM, links=LINK)
    assert unused(made) == ("no text holds the term 'term'; the same goes for 'link'",)
    wrong = replace(STEP, cannot_fail="")
    (problem,) = check(
        replace(made, states=Table([("step", wrong), ("goal", GOAL)]))
    ).problems
    assert problem.code == "no-way-out"
    assert problem.hint.endswith("; then look again at: unused term")
