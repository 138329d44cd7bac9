"""Format 1 of flow files: every table, every key, and what may stand there."""

from __future__ import annotations

from typing import get_args

from ama_flow.loader.shapes import (
    ID,
    Anything,
    Day,
    Exact,
    Integer,
    Keys,
    Listing,
    Moment,
    Named,
    OneOf,
    OneOrMore,
    Pattern,
    Prose,
    Ref,
    Regex,
    Shape,
    Text,
    Values,
    Yes,
)
from ama_flow.model import RuleForm

NUMBER = 1
"""The format that this version of ama-flow reads."""

_URL = Pattern(
    r"https?://[^\s<>\"'`{}|\\^\[\]]+", "a web address, with https:// in front"
)
_EMAIL = Pattern(
    r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}",
    "an e-mail address",
)
_TEL = Pattern(
    r"\+[1-9][0-9]{3,14}|[0-9]{3,4}",
    "a number in the form +3225115151, or a short one such as 112",
)
_HOURS = Pattern(
    r"([01]\d|2[0-3]):[0-5]\d-(([01]\d|2[0-3]):[0-5]\d|24:00)",
    "opening hours in the form 07:00-20:00",
)
_ZONE = Pattern(r"[A-Za-z_]+(/[A-Za-z0-9_+-]+)*", "a time zone such as Europe/Brussels")
LANGUAGE = Pattern(
    r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", "a language tag such as nl or nl-BE"
)

_STATEMENT_ID = Pattern(
    r"[A-Za-z][A-Za-z0-9_]*", "the id of a statement: letters, digits and _"
)

KINDS = ("step", "question", "branch", "contact", "goal")
TYPES = ("yesno", "choice", "number", "date", "text")
FORMATS = ("be-enterprise", "be-insz", "email")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_CITES = Listing(Ref("statements"), unique=True)
_CONDITIONS = OneOrMore(Named(Values(many=True), of="facts"))

_SOURCE = Keys({"title": Exact(), "url": _URL, "checked": Day()}, ("title",))

_TERM = Keys({"text": Exact(), "cites": _CITES}, ("text",))

_LINK = Keys({"title": Text(), "url": _URL, "cites": _CITES}, ("title", "url"))

_FACT = Keys(
    {
        "type": OneOf(TYPES),
        "title": Text(),
        "values": Named(Text()),
        "min": Anything(),
        "max": Anything(),
        "decimals": Integer(0, 9),
        "initial": Anything(),
        "changes": Yes(),
        "sensitive": Yes(),
        "pattern": Regex(),
        "format": OneOf(FORMATS),
        "lookup": Ref("links"),
        "cites": _CITES,
    },
    ("type",),
)

_CONTACT = Keys(
    {
        "name": Text(),
        "phone": Exact(),
        "tel": _TEL,
        "email": _EMAIL,
        "url": _URL,
        "hours": _HOURS,
        "days": Listing(OneOf(DAYS), unique=True),
        "timezone": _ZONE,
        "checked": Day(),
        "cites": _CITES,
    },
    ("name",),
)

_TRIGGER = Keys({"title": Text(), "fails": Yes(), "choice": Yes()})

_WAY: dict[str, Shape] = {
    "trigger": ID,
    "title": Text(),
    "dest": Ref("states"),
    "conditions": _CONDITIONS,
    "set": Named(Values(), of="facts"),
    "fails": Yes(),
    "choice": Yes(),
    "cites": _CITES,
}

_OWN_WAY = {**_WAY, "ordinary": Yes()}

_STATE = Keys(
    {
        "kind": OneOf(KINDS),
        "phase": Ref("phases"),
        "title": Text(),
        "text": Prose(),
        "why": Prose(),
        "asks": Ref("facts"),
        "contact": Ref("contacts"),
        "needs": Listing(Ref("facts"), unique=True),
        "cannot_fail": Text(),
        "cites": _CITES,
        "next": Ref("states"),
        "transitions": Listing(Keys(_OWN_WAY, ("dest",))),
    },
    ("kind", "title"),
)

MATCH = Keys({"phase": OneOrMore(Ref("phases")), "kind": OneOrMore(OneOf(KINDS))})
"""The source of a shared transition, where it is not a list of states."""

_SHARED = Keys({**_WAY, "source": Anything()}, ("trigger", "source", "dest"))

RULES: tuple[RuleForm, ...] = get_args(RuleForm)
_MOMENT = Moment(
    Keys(
        {
            "state": OneOrMore(Ref("states")),
            "phase": OneOrMore(Ref("phases")),
            "kind": OneOrMore(OneOf(tuple(kind for kind in KINDS if kind != "branch"))),
            "contact": OneOrMore(Ref("contacts")),
            "trigger": OneOrMore(ID),
            "answer": Anything(),
        }
    )
)
_MOMENTS = OneOrMore(_MOMENT)
_RULE = Keys(
    {
        "title": Text(),
        "state": _MOMENTS,
        **dict.fromkeys(RULES, _MOMENTS),
        "at_most": Integer(0, 100),
        "on_every_path": Yes(),
        "requires": _CONDITIONS,
        "sequence": Listing(_MOMENTS),
    },
    ("title",),
)

_STATEMENT = Keys({"says": Exact(), "exact": Listing(Exact(), unique=True)}, ("says",))

_WAIVER = Keys({"code": Exact(), "at": Exact(), "reason": Exact()}, ("code", "reason"))

_TRANSLATED: dict[str, Shape] = {
    "title": Anything(),
    "text": Anything(),
    "phases": Anything(),
    "links": Anything(),
    "facts": Anything(),
    "contacts": Anything(),
    "triggers": Anything(),
    "states": Anything(),
    "transitions": Anything(),
}

FLOW = Keys(
    {
        "format": Integer(NUMBER, NUMBER),
        "id": ID,
        "version": Exact(),
        "language": LANGUAGE,
        "title": Text(),
        "text": Prose(),
        "cites": _CITES,
        "initial": Ref("states"),
        "source": _SOURCE,
        "phases": Named(Text()),
        "terms": Named(_TERM),
        "links": Named(_LINK),
        "facts": Named(_FACT),
        "contacts": Named(_CONTACT),
        "triggers": Named(_TRIGGER),
        "states": Named(_STATE),
        "transitions": Listing(_SHARED),
        "rules": Listing(_RULE),
        "statements": Named(_STATEMENT, ids=_STATEMENT_ID),
        "translations": Named(Keys(_TRANSLATED), ids=LANGUAGE),
        "waivers": Listing(_WAIVER),
    },
    ("format", "id", "version", "language", "title", "initial", "states"),
)
"""A whole flow file."""
