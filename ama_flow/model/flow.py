"""A procedure and its parts."""

from __future__ import annotations

from datetime import date
from typing import Literal

from ama_flow.model.conditions import Condition, Conditions, Fact, Value
from ama_flow.model.origin import Origin, Route
from ama_flow.model.record import Record
from ama_flow.model.table import Table

Kind = Literal["step", "question", "branch", "contact", "goal"]

ANSWER = "answer"
"""The trigger of a transition that gives the fact its state asks for."""
NEXT = "next"
"""The trigger of a transition that names none, in a state that asks nothing."""


class Source(Record):
    """The document that a flow was made from, and when they were last compared."""

    title: str
    url: str = ""
    checked: date | None = None


class Phase(Record):
    """A named part of the procedure."""

    id: str
    title: str


class Term(Record):
    """An exact string, written ``{id}`` in texts."""

    id: str
    text: str
    cites: tuple[str, ...] = ()


class Link(Record):
    """A web address, written ``[words][id]`` in texts."""

    id: str
    title: str
    url: str
    cites: tuple[str, ...] = ()


class Contact(Record):
    """Somebody to turn to. *tel* is the phone number in E.164 form, for links.

    *hours* are opening times, ``HH:MM-HH:MM``, in *timezone*; empty *days*
    means that the source names none.
    """

    id: str
    name: str
    phone: str = ""
    tel: str = ""
    email: str = ""
    url: str = ""
    hours: str = ""
    days: tuple[str, ...] = ()
    timezone: str = ""
    checked: date | None = None
    cites: tuple[str, ...] = ()


class Trigger(Record):
    """The title and nature of an outcome, said once for the whole flow."""

    id: str
    title: str = ""
    fails: bool = False
    choice: bool = False


class Transition(Record):
    """A way on from one state.

    *title* is what the reader chooses, and *fails* and *choice* its nature,
    taken over from the trigger where the transition says nothing itself.
    *ordinary* is what most readers take. *sets* are the facts it gives. *shared* is the position in the flow's
    ``[[transitions]]`` of a transition that was declared for many sources.
    *at* is where it stands in the file.
    """

    trigger: str
    source: str
    dest: str
    title: str = ""
    conditions: Conditions = ()
    sets: tuple[tuple[str, Value], ...] = ()
    fails: bool = False
    choice: bool = False
    ordinary: bool = False
    shared: int | None = None
    cites: tuple[str, ...] = ()
    at: Route = ()

    uncompared = ("at",)


class State(Record):
    """One point in the procedure; *transitions* are in order of reading."""

    id: str
    kind: Kind
    title: str
    phase: str = ""
    text: str = ""
    why: str = ""
    asks: str = ""
    contact: str = ""
    needs: tuple[str, ...] = ()
    cannot_fail: str = ""
    cites: tuple[str, ...] = ()
    transitions: tuple[Transition, ...] = ()

    @property
    def triggers(self) -> tuple[str, ...]:
        """The triggers that can be sent here, each once, in order."""
        return tuple(dict.fromkeys(t.trigger for t in self.transitions))

    def by_trigger(self, trigger: str) -> tuple[Transition, ...]:
        """Give the transitions that *trigger* may take."""
        return tuple(t for t in self.transitions if t.trigger == trigger)

    @property
    def is_safe(self) -> bool:
        """Whether a reader who is here is helped: a goal, or a contact."""
        return self.kind in ("goal", "contact")


class Moment(Record):
    """What a rule names: being at a state, or giving an answer there.

    It is an answer where it has *triggers* or an *answer*, a condition on the fact
    that is asked. All that is given must fit; of several states, phases, kinds,
    contacts or triggers, one. *at* is where it stands in the file.
    """

    states: tuple[str, ...] = ()
    phases: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ()
    contacts: tuple[str, ...] = ()
    triggers: tuple[str, ...] = ()
    answer: Condition | None = None
    at: Route = ()

    uncompared = ("at",)

    @property
    def is_answer(self) -> bool:
        """Whether it is about giving an answer, and not about being at a state."""
        return bool(self.triggers) or self.answer is not None

    def fits(self, state: State) -> bool:
        """Say whether *state* is meant; branches never are, as nobody sees them."""
        return (
            state.kind != "branch"
            and (not self.states or state.id in self.states)
            and (not self.phases or state.phase in self.phases)
            and (not self.kinds or state.kind in self.kinds)
            and (not self.contacts or state.contact in self.contacts)
        )

    def is_given(self, state: State, trigger: str, value: Value | None) -> bool:
        """Say whether this answer is meant, at a *state* that fits."""
        if self.answer is None:
            return trigger in self.triggers
        known = {} if value is None else {state.asks: value}
        return self.answer.holds(known) is True


Moments = tuple[Moment, ...]
"""Any of these."""

RuleForm = Literal[
    "only_after",
    "directly_after",
    "then",
    "directly_then",
    "at_most",
    "never_with",
    "on_every_path",
    "requires",
    "sequence",
]
"""What a rule says of its moments."""


class Rule(Record):
    """What must hold on every path: *about* some moments, it says its *form*.

    *others* are the moments that it holds them against: one group, for a sequence
    two or more in order, else none. *most* is how often they may be, for "at_most".
    *requires* are the conditions for "requires".
    """

    title: str
    form: RuleForm
    about: Moments = ()
    others: tuple[Moments, ...] = ()
    most: int = 0
    requires: Conditions = ()

    @property
    def groups(self) -> tuple[Moments, ...]:
        """All the groups of moments that the rule names."""
        return (self.about, *self.others) if self.about else self.others

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """All that the rule reads of facts."""
        answers = (moment.answer for group in self.groups for moment in group)
        required = (condition for row in self.requires for condition in row)
        return (*required, *filter(None, answers))


class Statement(Record):
    """One statement of the source; *exact* strings must occur where it is cited."""

    id: str
    says: str
    exact: tuple[str, ...] = ()


class Waiver(Record):
    """A problem that the author accepts: its *code*, the id it is *at*, the reason."""

    code: str
    at: str
    reason: str


class Flow(Record):
    """A whole procedure."""

    id: str
    version: str
    language: str
    title: str
    initial: str
    text: str = ""
    cites: tuple[str, ...] = ()
    source: Source | None = None
    phases: Table[Phase] = Table()
    terms: Table[Term] = Table()
    links: Table[Link] = Table()
    facts: Table[Fact] = Table()
    contacts: Table[Contact] = Table()
    triggers: Table[Trigger] = Table()
    states: Table[State] = Table()
    rules: tuple[Rule, ...] = ()
    statements: Table[Statement] = Table()
    translations: Table[Table[str]] = Table()
    waivers: tuple[Waiver, ...] = ()
    origin: Origin | None = None

    uncompared = ("origin",)

    def __hash__(self) -> int:
        """Hash cheaply: a flow is a key in caches, and can be large."""
        return hash((self.id, self.version, len(self.states)))

    @property
    def initial_facts(self) -> dict[str, Value]:
        """The facts that are known before anything is asked."""
        known = ((fact.id, fact.initial) for fact in self.facts.values())
        return {name: value for name, value in known if value is not None}
