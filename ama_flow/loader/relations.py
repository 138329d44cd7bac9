"""What must hold between the keys of a file whose shapes are right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ama_flow.loader import rules, values
from ama_flow.loader.problems import Problems, nearest
from ama_flow.model import ANSWER, NEXT, Route

Data = Mapping[str, Any]


def relate(data: Data, problems: Problems) -> None:
    """Add to *problems* the keys of a file that contradict each other."""
    for name, fact in data.get("facts", {}).items():
        _fact(fact, ("facts", name), problems)
    for name, contact in data.get("contacts", {}).items():
        _contact(contact, ("contacts", name), problems)
    for name, state in data.get("states", {}).items():
        _state(state, ("states", name), problems)
    for way, at in _ways(data):
        _trigger(data, way, at, problems)
    rules.relate(data, problems)


def _fact(fact: Data, at: Route, problems: Problems) -> None:
    for key in values.misplaced(fact):
        message = f"{key!r} means nothing for a fact of type {fact['type']}"
        problems.add("fact-key", (*at, key), message, "take it out", key=True)
    if fact["type"] == "choice" and not fact.get("values"):
        hint = "list what can be chosen, such as values = { a = 'A', b = 'B' }"
        problems.add("missing", at, "'values' is missing", hint, key=True)
    if fact.get("format") == "be-insz" and not fact.get("sensitive"):
        hint = "a national register number must be marked sensitive = true"
        problems.add("sensitive", (*at, "format"), "this is personal data", hint)
    if fact["type"] != "text":
        _bounds(fact, at, problems)


def _bounds(fact: Data, at: Route, problems: Problems) -> None:
    wrong = False
    for key in ("min", "max", "initial"):
        if key in fact and key not in values.misplaced(fact):
            given = values.read(fact, fact[key], bounded=key == "initial" and not wrong)
            if isinstance(given, values.Wrong):
                wrong = True
                problems.add("value", (*at, key), given.message, given.hint)
    if not wrong and "min" in fact and "max" in fact and fact["min"] > fact["max"]:
        message = "'min' is larger than 'max'"
        problems.add("value", (*at, "min"), message, "swap them")


def _contact(contact: Data, at: Route, problems: Problems) -> None:
    if not any(key in contact for key in ("phone", "email", "url")):
        hint = "give phone, email or url"
        problems.add("unreachable-contact", at, "nobody can reach it", hint, key=True)
    for key, other in (("hours", "timezone"), ("days", "hours"), ("tel", "phone")):
        if key in contact and other not in contact:
            message = f"{key!r} needs {other!r} beside it"
            problems.add("missing", (*at, key), message, f"give {other}", key=True)


def _state(state: Data, at: Route, problems: Problems) -> None:
    own = [way.get("trigger", NEXT) for way in state.get("transitions", ())]
    if "next" in state and NEXT in own and not state.get("asks"):
        index = own.index(NEXT)
        message = "'next' stands beside a transition with that trigger"
        hint = "keep one of them"
        problems.add("twice", (*at, "transitions", index), message, hint)


def _ways(data: Data) -> Iterator[tuple[Data, Route]]:
    for name, state in data.get("states", {}).items():
        for index, way in enumerate(state.get("transitions", ())):
            yield way, ("states", name, "transitions", index)
    for index, way in enumerate(data.get("transitions", ())):
        yield way, ("transitions", index)


def _trigger(data: Data, way: Data, at: Route, problems: Problems) -> None:
    trigger = way.get("trigger", NEXT)
    declared = data.get("triggers", {})
    titled = "title" in way or "title" in declared.get(trigger, {})
    if titled or trigger in (ANSWER, NEXT) or _titled_beside(data, trigger, at):
        return
    message = f"trigger {trigger!r} has no title to choose it by"
    hint = "give the transition a title, or declare it under [triggers]"
    if declared:
        hint += f"; {nearest(trigger, declared)}"
    problems.add("untitled-trigger", (*at, "trigger"), message, hint)


def _titled_beside(data: Data, trigger: str, at: Route) -> bool:
    """Say whether another transition of the same state titles the trigger."""
    if at[0] != "states":
        return False
    beside = data["states"][at[1]]["transitions"]
    return any(way.get("trigger") == trigger and "title" in way for way in beside)
