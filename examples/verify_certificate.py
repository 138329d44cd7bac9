"""Verify a certificate: how many answers help is away, whatever the outcomes.

ama-flow render --format json -o flow.json
ama-flow paths --certificate certificate.json
python verify_certificate.py flow.json certificate.json

Nothing of ama-flow is used. Each situation claims a number, which must follow from
the numbers of those that its answers lead to; so one look at each is enough.
"""

import json
import sys
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

Known = dict[str, Any]
ABOUT = {"flow": "id", "version": "version"}


class Verifier:
    """A flow, and the claims of a certificate, as they are in JSON."""

    def __init__(self, flow: Known, certificate: Known) -> None:
        """Take all claims; raises ``ValueError`` where two of them differ."""
        self.flow, self.facts, self.states = flow, flow["facts"], flow["states"]
        ways = (way for state in self.states.values() for way in state["transitions"])
        self.tests = [t for way in ways for row in way["conditions"] for t in row]
        need(all(certificate[k] == flow[v] for k, v in ABOUT.items()), "another flow")
        self.told: dict[str, list[str]] = {}
        self.claims: dict[object, int] = {}
        for row in certificate["situations"]:
            state, facts = row["state"], row["facts"]
            told = self.told.setdefault(state, list(facts))
            need(told == list(facts), f"{state}: not the same facts each time")
            known = {f: self.read(f, v) for f, v in facts.items() if v is not None}
            claimed = self.claims.setdefault(self.key(state, known), row["worst"])
            need(claimed == row["worst"], f"{state}: two claims")

    def verify(self) -> int:
        """Give the claim of the start; raises ``ValueError`` if any is false."""
        initial = {name: fact["initial"] for name, fact in self.facts.items()}
        known = {f: self.read(f, v) for f, v in initial.items() if v is not None}
        todo = [self.arrive(self.flow["initial"], known)]
        seen: dict[object, None] = {}
        for state, here in todo:
            if (key := self.key(state, here)) not in seen:
                seen[key] = None
                moves = list(self.moves(state, here))
                todo += [(dest, facts) for _, dest, facts in moves]
                worst = self.worst(state, moves)
                need(self.claims.get(key) == worst, f"{state}: a false claim")
        need(seen.keys() == self.claims.keys(), "claims about nothing")
        return self.claims[self.key(*todo[0])]

    def worst(self, state: str, moves: list[tuple[bool, str, Known]]) -> int:
        """Say what must be claimed: the reader chooses, and outcomes are the worst."""
        if self.states[state]["kind"] in ("goal", "contact"):
            return 0
        keys = [(own, self.key(dest, known)) for own, dest, known in moves]
        need(all(key in self.claims for _, key in keys), f"{state}: to no claim")
        behind = [(own, self.claims[key]) for own, key in keys]
        chosen = [claim for own, claim in behind if own]
        outcomes = [claim for own, claim in behind if not own]
        return 1 + min([*chosen, *([max(outcomes)] if outcomes else [])])

    def moves(self, state: str, known: Known) -> Iterator[tuple[bool, str, Known]]:
        """Give every answer: whether it is a choice, and where it leads."""
        row = self.states[state]
        for trigger in dict.fromkeys(way["trigger"] for way in row["transitions"]):
            asks = row["asks"] if trigger == "answer" else ""
            for value in self.answers(asks) if asks else [None]:
                facts = {**known, asks: value} if asks else known
                way = self.open(state, trigger, facts)
                yield way["choice"], *self.arrive(way["dest"], self.given(way, facts))

    def arrive(self, state: str, known: Known) -> tuple[str, Known]:
        """Pass branches, and forget what the certificate does not tell."""
        for _ in self.states:
            if self.states[state]["kind"] == "branch":
                way = self.open(state, "next", known)
                state, known = way["dest"], self.given(way, known)
        told = self.told.get(state, ())
        return state, {fact: known[fact] for fact in told if fact in known}

    def open(self, state: str, trigger: str, known: Known) -> Known:
        """Give the one way that is open; a last one without conditions is the rest."""
        ways: list[Known] = [
            w for w in self.states[state]["transitions"] if w["trigger"] == trigger
        ]
        rest = [ways.pop()] if not ways[-1]["conditions"] else []
        found = [w for w in ways if self.holds(w["conditions"], known)] or rest
        need(len(found) == 1, f"{state}: not one way on")
        return found[0]

    def holds(self, rows: list[list[Known]], known: Known) -> bool:
        """Read any of the rows; what decides must be known."""
        read = [
            [self.met(test, known.get(test["fact"])) for test in row] for row in rows
        ]
        maybe = [row for row in read if False not in row]
        sure = any(None not in row for row in maybe)
        need(sure or not maybe, "a condition reads what is not known")
        return sure

    def met(self, test: Known, value: Any) -> bool | None:  # noqa: ANN401 - any value
        """Say whether a value is as one condition wants it."""
        low, high, *values = (
            self.read(test["fact"], limit)
            for limit in (test["minimum"], test["maximum"], *test["values"])
        )
        if value is None or values:
            return None if value is None else value in values
        return (low is None or low <= value) and (high is None or value <= high)

    def given(self, way: Known, known: Known) -> Known:
        """Add what a way sets."""
        return known | {fact: self.read(fact, v) for fact, v in way["sets"].items()}

    def key(self, state: str, known: Known) -> object:
        """Tell apart only what conditions tell apart."""
        told = self.told.get(state, [])
        tests = [[t for t in self.tests if t["fact"] == fact] for fact in told]
        pairs = zip(told, tests, strict=True)
        return state, *(tuple(self.met(t, known.get(f)) for t in ts) for f, ts in pairs)

    def answers(self, asks: str) -> list[Any]:
        """Give a value of each kind: of numbers, at each limit and beside it."""
        fact = self.facts[asks]
        if fact["type"] not in ("number", "date"):
            return (
                [True, False] if fact["type"] == "yesno" else [*fact["values"]] or [""]
            )
        tests = [{**fact, "fact": asks, "values": []}]
        tests += [test for test in self.tests if test["fact"] == asks]
        limits = [v for t in tests for v in (t["minimum"], t["maximum"], *t["values"])]
        step = Decimal(1).scaleb(-fact["decimals"])
        at = [self.read(asks, limit) for limit in limits if limit is not None] or [1]
        near = {value + beside for value in at for beside in (-step, 0, step)}
        return [value for value in near if self.met(tests[0], value)]

    def read(self, fact: str, value: Any) -> Any:  # noqa: ANN401 - any value
        """Give a value as something to compare: a day is its number."""
        if value is None or self.facts[fact]["type"] not in ("number", "date"):
            return value
        is_day = self.facts[fact]["type"] == "date"
        return Decimal(date.fromisoformat(value).toordinal() if is_day else value)


def need(held: object, otherwise: str) -> None:
    """Refuse with ``ValueError`` what does not hold."""
    if not held:
        raise ValueError(otherwise)


if __name__ == "__main__":
    try:
        given = [json.loads(Path(name).read_text("utf-8")) for name in sys.argv[1:]]
        print(f"verified: at most {Verifier(*given).verify()} answers to help")
    except (ValueError, TypeError, KeyError, OSError) as error:
        sys.exit(f"refused: {error}")
