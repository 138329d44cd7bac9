"""A procedure and its parts."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from ama_flow.model.conditions import Conditions, Fact, Value
from ama_flow.model.problem import Origin, Route
from ama_flow.model.table import Table

Kind = Literal["step", "question", "branch", "contact", "goal"]

ANSWER = "answer"
"""The trigger of a transition that gives the fact its state asks for."""
NEXT = "next"
"""The trigger of a transition that names none, in a state that asks nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The document that a flow was made from, and when they were last compared."""

    title: str
    url: str = ""
    checked: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """A named part of the procedure."""

    id: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """An exact string, written ``{id}`` in texts."""

    id: str
    text: str
    cites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A web address, written ``[words][id]`` in texts."""

    id: str
    title: str
    url: str
    cites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """The title and nature of an outcome, said once for the whole flow."""

    id: str
    title: str = ""
    fails: bool = False
    choice: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Transition:
    """A way on from one state.

    *title* is what the reader chooses, and *fails* and *choice* its nature,
    taken over from the trigger where the transition says nothing itself.
    *sets* are the facts it gives. *shared* is the position in the flow's
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
    shared: int | None = None
    cites: tuple[str, ...] = ()
    at: Route = field(default=(), compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What must hold on every path, as it stands in the file."""

    title: str
    terms: tuple[tuple[str, object], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One statement of the source; *exact* strings must occur where it is cited."""

    id: str
    says: str
    exact: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """A problem that the author accepts: its *code*, the id it is *at*, the reason."""

    code: str
    at: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True, weakref_slot=True)
class Flow:
    """A whole procedure."""

    id: str
    version: str
    language: str
    title: str
    initial: str
    text: str = ""
    cites: tuple[str, ...] = ()
    source: Source | None = None
    phases: Table[Phase] = field(default_factory=Table)
    terms: Table[Term] = field(default_factory=Table)
    links: Table[Link] = field(default_factory=Table)
    facts: Table[Fact] = field(default_factory=Table)
    contacts: Table[Contact] = field(default_factory=Table)
    triggers: Table[Trigger] = field(default_factory=Table)
    states: Table[State] = field(default_factory=Table)
    rules: tuple[Rule, ...] = ()
    statements: Table[Statement] = field(default_factory=Table)
    translations: Table[Table[str]] = field(default_factory=Table)
    waivers: tuple[Waiver, ...] = ()
    origin: Origin | None = field(default=None, compare=False, repr=False)

    def __hash__(self) -> int:
        """Hash cheaply: a flow is a key in caches, and can be large."""
        return hash((self.id, self.version, len(self.states)))

    @property
    def initial_facts(self) -> dict[str, Value]:
        """The facts that are known before anything is asked."""
        return {
            fact.id: fact.initial
            for fact in self.facts.values()
            if fact.initial is not None
        }
