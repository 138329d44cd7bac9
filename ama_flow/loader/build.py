"""Make a `Flow` of a file whose shapes, names and keys are right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ama_flow.loader import rules, values
from ama_flow.loader.shared import Shared
from ama_flow.loader.translations import flatten
from ama_flow.model import (
    ANSWER,
    NEXT,
    Condition,
    Conditions,
    Contact,
    Fact,
    Flow,
    Link,
    Origin,
    Phase,
    Route,
    Rule,
    Source,
    State,
    Statement,
    Table,
    Term,
    Transition,
    Trigger,
    Value,
    Waiver,
)

Data = Mapping[str, Any]

_LISTS = ("cites", "needs", "exact", "days")
_FACT_KEYS = {"min": "minimum", "max": "maximum"}


def build(data: Data, origin: Origin, shared: tuple[Shared, ...]) -> Flow:
    """Make the flow; *shared* are its transitions for many sources, read already."""
    builder = _Builder(data, shared)
    source = data.get("source")
    return Flow(
        **_row(data, "id", "version", "language", "title", "initial", "text", "cites"),
        source=Source(**source) if source else None,
        phases=Table((k, Phase(id=k, title=v)) for k, v in _rows(data, "phases")),
        terms=Table((k, Term(id=k, **_row(v))) for k, v in _rows(data, "terms")),
        links=Table((k, Link(id=k, **_row(v))) for k, v in _rows(data, "links")),
        facts=Table((k, _fact(k, v)) for k, v in _rows(data, "facts")),
        contacts=Table(
            (k, Contact(id=k, **_row(v))) for k, v in _rows(data, "contacts")
        ),
        triggers=Table((k, Trigger(id=k, **v)) for k, v in _rows(data, "triggers")),
        states=Table((k, builder.state(k, v)) for k, v in _rows(data, "states")),
        rules=tuple(builder.rules(data)),
        statements=Table(
            (k, Statement(id=k, **_row(v))) for k, v in _rows(data, "statements")
        ),
        translations=flatten(data),
        waivers=tuple(Waiver(**{"at": "", **row}) for row in data.get("waivers", ())),
        origin=origin,
    )


def _rows(data: Data, table: str) -> Iterator[tuple[str, Any]]:
    yield from data.get(table, {}).items()


def _row(row: Data, *keys: str) -> dict[str, Any]:
    """Give what the model takes over as it is; lists become tuples."""
    return {
        key: tuple(value) if key in _LISTS else _text(key, value)
        for key, value in row.items()
        if key in keys or not keys
    }


def _text(key: str, value: object) -> object:
    return str(value).strip("\n") if key in ("text", "why") else value


def _fact(name: str, row: Data) -> Fact:
    given = {_FACT_KEYS.get(key, key): value for key, value in _row(row).items()}
    given["values"] = Table(row.get("values", {}).items())
    for key in ("min", "max", "initial"):
        if key in row:
            given[_FACT_KEYS.get(key, key)] = values.read(row, row[key])
    return Fact(id=name, **given)


class _Builder:
    """Make states, which look up facts, triggers and shared transitions."""

    def __init__(self, data: Data, shared: tuple[Shared, ...]) -> None:
        self.facts = data.get("facts", {})
        self.triggers = data.get("triggers", {})
        self.shared = shared

    def state(self, name: str, row: Data) -> State:
        taken = ("id", "next", "transitions")
        return State(
            id=name,
            transitions=tuple(self.transitions(name, row)),
            **_row({key: row[key] for key in row if key not in taken}),
        )

    def transitions(self, name: str, row: Data) -> Iterator[Transition]:
        default = ANSWER if row.get("asks") else NEXT
        own = [self.own(name, n, way, default) for n, way in enumerate(_ways(row))]
        if "next" in row:
            plain = {"trigger": NEXT, "dest": row["next"]}
            own.insert(0, self.transition(name, plain, ("states", name, "next")))
        yield from own
        taken = {transition.trigger for transition in own}
        for shared in self.shared:
            if name in shared.sources and shared.row["trigger"] not in taken:
                at = ("transitions", shared.index)
                yield self.transition(name, shared.row, at, shared.index)

    def rules(self, data: Data) -> Iterator[Rule]:
        reader = rules.Reader(data["states"], self.condition, self.conditions)
        for index, row in enumerate(data.get("rules", ())):
            yield reader.rule(row, ("rules", index))

    def own(self, name: str, index: int, way: Data, default: str) -> Transition:
        at = ("states", name, "transitions", index)
        return self.transition(name, {"trigger": default, **way}, at)

    def transition(
        self, name: str, way: Data, at: Route, shared: int | None = None
    ) -> Transition:
        nature = self.triggers.get(way["trigger"], {})
        return Transition(
            trigger=way["trigger"],
            source=name,
            dest=way["dest"],
            title=way.get("title", nature.get("title", "")),
            conditions=self.conditions(way.get("conditions", ())),
            sets=tuple(
                (fact, self.value(fact, raw))
                for fact, raw in way.get("set", {}).items()
            ),
            fails=way.get("fails", nature.get("fails", False)),
            choice=way.get("choice", nature.get("choice", False)),
            ordinary=way.get("ordinary", False),
            shared=shared,
            cites=tuple(way.get("cites", ())),
            at=at,
        )

    def conditions(self, given: Data | list[Data] | tuple[()]) -> Conditions:
        rows = [given] if isinstance(given, Mapping) else given
        return tuple(
            tuple(self.condition(fact, raw) for fact, raw in row.items())
            for row in rows
        )

    def condition(self, fact: str, raw: object) -> Condition:
        if isinstance(raw, Mapping):
            low, high = (
                self.value(fact, raw[key]) if key in raw else None
                for key in ("min", "max")
            )
            return Condition(fact=fact, minimum=low, maximum=high)
        listed = raw if isinstance(raw, list) else [raw]
        return Condition(fact=fact, values=tuple(self.value(fact, v) for v in listed))

    def value(self, fact: str, raw: object) -> Value:
        given = values.read(self.facts[fact], raw)
        assert not isinstance(given, values.Wrong)  # noqa: S101 - validated before
        return given


def _ways(row: Data) -> list[Data]:
    ways: list[Data] = row.get("transitions", [])
    return ways
