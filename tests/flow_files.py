"""Random flow files: right ones of every shape, and ones with something wrong."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

from hypothesis import strategies as st

from ama_flow.testing.nasty import HELD
from tests.toml_writer import Writer

Data = dict[str, Any]

_KINDS = st.sampled_from(("step", "question", "branch", "contact", "goal"))
_styles = st.integers(0, 2**32).map(Random)
_ids = st.from_regex(r"[a-z][a-z0-9_]{0,5}", fullmatch=True)
_letters = st.characters(
    categories=("L", "N", "P", "S", "Zs"), exclude_characters="{", codec="utf-8"
)


def plain() -> st.SearchStrategy[str]:
    """Give one line of text, often with something nasty in it."""
    words = st.text(_letters, min_size=1, max_size=8).filter(str.strip)
    nasty = st.sampled_from(HELD)
    return nasty | words | st.builds("{} {}".format, nasty, words)


def prose() -> st.SearchStrategy[str]:
    """Give a text with every kind of markup, and with what looks like it."""
    parts = st.sampled_from(
        (
            "Een [woord][link] en {term}.",
            "**vet** en *schuin* met `{term}`",
            "- een\n- twee met [link][link]\n\n  nog",
            "3. drie\n4. vier",
            "```\n<b> {term}\n```",
            "regel\\\nregel",
            "\\<b\\> \\[x\\] \\{term\\} a < b & c",
            "|a|b|\n|-|-|",
            "~~weg~~ www.a.be @iemand",
        )
    )
    return st.lists(parts, min_size=1, max_size=3).map("\n\n".join)


FACTS: Data = {
    "ja": {"type": "yesno"},
    "keuze": {"type": "choice", "values": {"a": "A < B", "b": '"B"', "c": "C"}},
    "getal": {"type": "number", "title": "Getal", "min": 0, "max": 9, "changes": True},
    "dag": {"type": "date", "title": "Dag", "changes": True},
    "bedrag": {"type": "number", "title": "Bedrag", "decimals": 2, "changes": True},
    "al": {"type": "yesno", "title": "Al gedaan", "initial": False},
    "tekst": {"type": "text", "title": "Nummer", "pattern": "[0-9]+", "lookup": "link"},
    "geheim": {"type": "text", "title": "Geheim", "sensitive": True},
}
_TESTS: dict[str, list[Any]] = {
    "ja": [True, False],
    "keuze": ["a", ["b", "c"]],
    "getal": [{"max": 4}, {"min": 5}, 3, [1, 2]],
    "dag": [{"min": date(2026, 1, 1)}, {"max": date(2025, 12, 31)}, date(2026, 5, 1)],
    "bedrag": [{"min": 10}, {"max": 9}],
    "al": [True, False],
}


@st.composite
def flow_data(draw: st.DrawFn) -> Data:
    """Give the data of a flow file that the loader takes."""
    states = draw(st.lists(_ids, min_size=2, max_size=6, unique=True))
    first = st.just("step") | st.just("question")
    return {
        "format": 1,
        "id": draw(_ids),
        "version": draw(plain()),
        "language": draw(st.sampled_from(("nl", "en", "fr", "nl-BE"))),
        "title": draw(plain()),
        "text": draw(prose()),
        "initial": states[0],
        "phases": {"fase": draw(plain()), "later": draw(plain())},
        "terms": {"term": {"text": draw(plain())}},
        "links": {"link": {"title": draw(plain()), "url": "https://a.be/?b=c&d=e"}},
        "facts": FACTS,
        "contacts": {"hulp": draw(_contacts())},
        "triggers": {"lukt_niet": {"title": draw(plain()), "fails": True}},
        "states": {
            name: draw(_states(states, _KINDS if n else first))
            for n, name in enumerate(states)
        },
        "transitions": draw(st.just([]) | st.just([_shared(states)])),
    }


@st.composite
def _contacts(draw: st.DrawFn) -> Data:
    hours = {"hours": "07:00-20:00", "timezone": "Europe/Brussels"}
    return {
        "name": draw(plain()),
        "phone": "02-511 51 51",
        "tel": "+3225115151",
        "email": "a.b@c.be",
        "checked": date(2026, 11, 23),
    } | draw(st.sampled_from(({}, hours, hours | {"days": ["mon", "fri"]})))


def _shared(states: list[str]) -> Data:
    return {"trigger": "lukt_niet", "source": states, "dest": states[-1]}


@st.composite
def _states(draw: st.DrawFn, states: list[str], kinds: st.SearchStrategy[str]) -> Data:
    kind = draw(kinds)
    phase = draw(st.sampled_from(("fase", "later")))
    data: Data = {"kind": kind, "phase": phase, "title": draw(plain())}
    dests = st.sampled_from(states)
    if kind != "branch":
        data["text"] = draw(prose())
    if kind == "question":
        data |= draw(_asking(dests))
    elif kind == "step":
        data["next"] = draw(dests)
        data["needs"] = draw(st.sampled_from((["tekst"], ["geheim", "tekst"])))
    elif kind == "branch":
        data["transitions"] = draw(_ways("al", dests))
    elif kind == "contact":
        data["contact"] = "hulp"
        data["transitions"] = draw(st.just([]) | _triggers(dests))
    return data


@st.composite
def _asking(draw: st.DrawFn, dests: st.SearchStrategy[str]) -> Data:
    fact = draw(st.sampled_from(list(FACTS)[:-1]))
    ways = [{"dest": draw(dests)}] if fact == "tekst" else draw(_ways(fact, dests))
    return {
        "asks": fact,
        "why": draw(prose()),
        "transitions": ways + draw(st.just([]) | _triggers(dests)),
    }


@st.composite
def _ways(draw: st.DrawFn, fact: str, dests: st.SearchStrategy[str]) -> list[Data]:
    tests = draw(st.lists(st.sampled_from(_TESTS[fact]), min_size=1, max_size=3))
    ways: list[Data] = [{"conditions": {fact: t}, "dest": draw(dests)} for t in tests]
    return [*ways, {"dest": draw(dests)}] if draw(st.booleans()) else ways


@st.composite
def _triggers(draw: st.DrawFn, dests: st.SearchStrategy[str]) -> list[Data]:
    anew = {
        "trigger": "opnieuw",
        "title": draw(plain()),
        "choice": True,
        "set": {"al": True},
        "dest": draw(dests),
    }
    fails = {"trigger": "lukt_niet", "dest": draw(dests)}
    return draw(st.sampled_from(([anew], [fails], [anew, fails])))


@st.composite
def flow_files(draw: st.DrawFn) -> str:
    """Give the text of a flow file that the loader takes, in any style of TOML."""
    return Writer(draw(_styles)).document(draw(flow_data()))


@st.composite
def broken_files(draw: st.DrawFn) -> str:
    """Give the text of a flow file in which one value is gone, moved or another."""
    data = draw(flow_data())
    table = data
    while True:
        key = draw(st.sampled_from(list(table)))
        inner = table[key]
        if not isinstance(inner, dict) or not inner or draw(st.booleans()):
            break
        inner = table[key] = dict(inner)
        table = inner
    others: tuple[Any, ...] = (
        "weg",
        "",
        1,
        -2.5,
        True,
        [],
        {},
        ["x", 1],
        {"x": {"y": []}},
    )
    change = draw(st.sampled_from(("drop", "rename", "replace")))
    value = table.pop(key)
    if change != "drop":
        table[f"{key}x" if change == "rename" else key] = draw(
            st.sampled_from(others) if change == "replace" else st.just(value)
        )
    return Writer(draw(_styles)).document(data)
