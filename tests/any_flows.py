"""Random flows, their answers, and the plainest way to follow one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from ama_flow.model import (
    ANSWER,
    NEXT,
    Condition,
    Conditions,
    Contact,
    Fact,
    Flow,
    Kind,
    Link,
    Phase,
    State,
    Table,
    Term,
    Transition,
    Value,
    holds,
    replace,
)
from ama_flow.session import Answer, Session

VALUES: dict[str, tuple[Value, ...]] = {
    "yesno": (True, False),
    "choice": ("red", "green", "2"),
    "number": (0, 1, 99),
    "decimal": (Decimal("0.50"), Decimal("-1.25"), Decimal("12.00")),
    "date": (date(2026, 1, 1), date(2026, 11, 23)),
    "text": ("iets", "0123"),
    "digits": ("42",),
    "enterprise": ("0123.456.749",),
}
"""Some values of each fact in `FACTS`, in the form that a session keeps."""

FACTS = (
    Fact(id="yesno", type="yesno", title="Al {term}"),
    Fact(
        id="choice",
        type="choice",
        title="Soort",
        values=Table([("red", "Rood"), ("green", "Groen {term}"), ("2", "Twee")]),
    ),
    Fact(id="number", type="number", minimum=0, maximum=99),
    Fact(id="decimal", type="number", decimals=2, title="Bedrag"),
    Fact(id="date", type="date", minimum=date(2026, 1, 1), title="Dag"),
    Fact(id="text", type="text", title="Naam"),
    Fact(id="digits", type="text", pattern="[0-9]+", lookup="link", title="Nummer"),
    Fact(id="enterprise", type="text", format="be-enterprise", title="KBO"),
    Fact(id="secret", type="text", sensitive=True, title="Geheim"),
    Fact(id="known", type="yesno", initial=False, title="Gekend"),
    Fact(
        id="level",
        type="choice",
        initial="low",
        values=Table([("low", "L"), ("high", "H")]),
    ),
)
FACTS_BY_ID = {fact.id: fact for fact in FACTS}
SET: dict[str, tuple[Value, ...]] = {"known": (True, False), "level": ("low", "high")}
"""Facts that are known from the start, so any transition can read them."""
RANGED = ("number", "decimal", "date")
TITLES = ("", "Ja", "Nee", "Dit lukt niet", "Dit lukt", "stop", "2", "a", "Opnieuw")
TRIGGERS = ("lukt_niet", "opnieuw", "state", "at")
KINDS: tuple[Kind, ...] = ("step", "question", "contact", "goal", "branch")


@st.composite
def flows(draw: st.DrawFn) -> Flow:
    """Draw a flow in which each move that is offered leads somewhere."""
    number = draw(st.integers(1, 6))
    names = [f"s{n}" for n in range(number)]
    states = [draw(_states(name, names)) for name in names]
    return Flow(
        id="any",
        version="1",
        language=draw(st.sampled_from(("nl", "en"))),
        title="Een {term}",
        text="Zie [hier][link].",
        initial=names[0],
        phases=Table([("one", Phase(id="one", title="Deel een"))]),
        terms=Table([("term", Term(id="term", text="ding"))]),
        links=Table([("link", Link(id="link", title="Lijst", url="https://a.be/x"))]),
        contacts=Table([("help", Contact(id="help", name="Hulp", phone="02"))]),
        facts=Table((fact.id, fact) for fact in FACTS),
        states=Table((state.id, state) for state in states),
    )


@st.composite
def _states(draw: st.DrawFn, name: str, names: Sequence[str]) -> State:
    """Draw a state; branches lead to later states only, or they are goals."""
    later = names[names.index(name) + 1 :]
    kind = draw(st.sampled_from(KINDS if later else KINDS[:-1]))
    state = State(
        id=name,
        kind=kind,
        title=draw(st.sampled_from(("Doe {term}", "Lukt het?"))),
        phase="" if kind == "branch" else draw(st.sampled_from(("", "one"))),
        text=draw(st.sampled_from(("", "Ga naar [hier][link].", "Kijk `x`.\n\n- een"))),
        why=draw(st.sampled_from(("", "Daarom."))),
        contact="help" if kind == "contact" else "",
        needs=draw(st.sampled_from(((), ("digits", "secret")))),
        asks=draw(st.sampled_from(tuple(VALUES))) if kind == "question" else "",
    )
    dests = st.sampled_from(later if kind == "branch" else names)
    ways = [draw(_ways(state, trigger, dests)) for trigger in draw(_triggers(state))]
    return replace(state, transitions=sum(ways, start=()))


@st.composite
def _triggers(draw: st.DrawFn, state: State) -> list[str]:
    first = ANSWER if state.asks else NEXT
    if state.kind in ("goal", "branch"):
        return [first] * (state.kind == "branch")
    named = draw(st.lists(st.sampled_from(TRIGGERS), unique=True, max_size=2))
    return [first, *named]


@st.composite
def _ways(
    draw: st.DrawFn, state: State, trigger: str, dests: st.SearchStrategy[str]
) -> tuple[Transition, ...]:
    """Draw what one trigger does: under some conditions, and otherwise."""
    readable = list(SET)
    if trigger == ANSWER and FACTS_BY_ID[state.asks].type != "text":
        readable.append(state.asks)
    facts = draw(st.lists(st.sampled_from(readable), max_size=2, unique=True))
    rows: list[Conditions] = [((draw(_conditions(fact)),),) for fact in facts]
    return tuple(
        Transition(
            trigger=trigger,
            source=state.id,
            dest=draw(dests),
            title="" if trigger == ANSWER else draw(st.sampled_from(TITLES)),
            conditions=conditions,
            sets=draw(st.sampled_from(((), (("known", True),), (("level", "high"),)))),
        )
        for conditions in (*rows, ())
    )


@st.composite
def _conditions(draw: st.DrawFn, fact: str) -> Condition:
    values = {**SET, **VALUES}[fact]
    if fact in RANGED and draw(st.booleans()):
        return Condition(fact=fact, minimum=draw(st.sampled_from(values)))
    return Condition(fact=fact, values=(draw(st.sampled_from(values)),))


@st.composite
def unsound_flows(draw: st.DrawFn) -> Flow:
    """Draw a flow with conditions that are not known or not met, and cycles."""
    flow = draw(flows())
    rows = [()] + [((Condition(fact=f, values=(True,)),),) for f in ("yesno", "known")]
    states = [
        replace(
            state,
            transitions=tuple(
                replace(
                    transition,
                    conditions=draw(st.sampled_from((transition.conditions, *rows))),
                    dest=draw(st.sampled_from((transition.dest, *flow.states))),
                )
                for transition in state.transitions
            ),
        )
        for state in flow.states.values()
    ]
    return replace(flow, states=Table((state.id, state) for state in states))


class StuckError(Exception):
    """The plain way found no way on; *code* is that of the session's problem."""

    def __init__(self, code: str) -> None:
        """Stop for the reason that *code* names."""
        super().__init__(code)
        self.code = code


def follow(flow: Flow, answers: Sequence[Answer]) -> tuple[str, dict[str, Value]]:
    """Give the state and the facts after *answers*, the plain way."""
    facts = dict(flow.initial_facts)
    state = _pass_branches(flow, flow.initial, facts)
    for answer in answers:
        if answer.value is not None:
            facts[flow.states[state].asks] = answer.value
        state = _pass_branches(flow, _fire(flow, state, answer.trigger, facts), facts)
    return state, facts


def _pass_branches(flow: Flow, state: str, facts: dict[str, Value]) -> str:
    passed = 0
    while flow.states[state].kind == "branch":
        passed += 1
        if passed > len(flow.states):
            raise StuckError("branch-cycle")
        state = _fire(flow, state, NEXT, facts)
    return state


def _fire(flow: Flow, state: str, trigger: str, facts: dict[str, Value]) -> str:
    for transition in flow.states[state].by_trigger(trigger):
        is_open = holds(transition.conditions, facts)
        if is_open is None:
            raise StuckError("unknown-fact")
        if is_open:
            facts.update(transition.sets)
            return transition.dest
    raise StuckError("no-way")


def moves(session: Session) -> list[Answer]:
    """List the answers that can be given to *session* now."""
    offered = [
        Answer(state=session.state, trigger=choice.trigger, value=choice.value)
        for choice in session.choices
    ]
    if session.asks and session.flow.facts[session.asks].type not in (
        "yesno",
        "choice",
    ):
        offered += [
            Answer(state=session.state, trigger=ANSWER, value=value)
            for value in VALUES[session.asks]
        ]
    return offered


def give(session: Session, answer: Answer) -> None:
    """Give *answer* to *session*."""
    if answer.value is None:
        session.send(answer.trigger)
    else:
        session.answer(answer.value)
