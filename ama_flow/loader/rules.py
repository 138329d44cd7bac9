"""Rules: what must hold between their keys, and with the flow that they are about."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ama_flow.loader import literals
from ama_flow.loader.format import RULES
from ama_flow.loader.literals import Literal
from ama_flow.loader.problems import Problems, nearest, shown
from ama_flow.model import (
    Condition,
    Conditions,
    Flow,
    Moment,
    Moments,
    Route,
    Rule,
)

Data = Mapping[str, Any]


def relate(data: Data, problems: Problems) -> None:
    """Add to *problems* the rules whose keys, of the right shape, do not go together."""
    titles: set[str] = set()
    for index, row in enumerate(data.get("rules", ())):
        if row:  # a row with a problem is left out
            at = ("rules", index)
            if row["title"] in titles:
                message = f"another rule has the title {shown(row['title'])}"
                hint = "a rule is known by its title: give it one of its own"
                problems.add("twice", (*at, "title"), message, hint)
            titles.add(row["title"])
            _form(row, at, problems)
            for moment, where in _tables(row, at):
                _answer(data, moment, where, problems)


def _form(row: Data, at: Route, problems: Problems) -> None:
    """Hold a rule to one form, with the moments that this needs."""
    forms = [key for key in RULES if key in row]
    if not forms:
        hint = f"write one of: {', '.join(RULES)}"
        problems.add("missing", at, "this rule says nothing", hint, key=True)
    elif len(forms) > 1:
        message = f"a rule says one thing, and this one says {' and '.join(forms)}"
        hint = "make a rule of each"
        problems.add("rule-key", (*at, forms[1]), message, hint, key=True)
    elif forms == ["sequence"]:
        _sequence(row, at, problems)
    elif "state" not in row:
        hint = "write state = what the rule is about"
        problems.add("missing", at, "'state' is missing", hint, key=True)
    elif row.get("on_every_path") is False:
        message = "'on_every_path' can't be false"
        hint = "write true, or at_most = 0 for what never may be"
        problems.add("value", (*at, "on_every_path"), message, hint)


def _sequence(row: Data, at: Route, problems: Problems) -> None:
    if "state" in row:
        message = "'state' means nothing beside 'sequence'"
        hint = "take it out: the sequence says what the rule is about"
        problems.add("rule-key", (*at, "state"), message, hint, key=True)
    if len(row["sequence"]) == 1:
        message = "a sequence of one is no sequence"
        hint = "add what comes after it"
        problems.add("value", (*at, "sequence"), message, hint)


def _answer(data: Data, moment: Data, at: Route, problems: Problems) -> None:
    """Read the answer of a *moment* as a value of the fact that its states ask for."""
    known = data.get("states", {})
    states = [known.get(name) for name in _many(moment.get("state", []))]
    if None in states:
        return  # that state has a problem already
    asked = {state.get("asks", "") for state in states}
    if len(asked) != 1 or "" in asked or "trigger" in moment:
        message = "'answer' is for questions that ask for the same fact"
        hint = "write state = such a question beside it, and no trigger"
        problems.add("rule-key", (*at, "answer"), message, hint, key=True)
        return
    literal = Literal(asked.pop(), moment["answer"], (*at, "answer"), many=True)
    literals.check([literal], data.get("facts", {}), problems)


def _tables(row: Data, at: Route) -> Iterator[tuple[Data, Route]]:
    """Give the moments of a rule that are tables with an answer."""
    about = (row.get("state", []), (*at, "state"))
    for group, where in (about, *_others(row, at)):
        for item, here in _listed(group, where):
            if isinstance(item, dict) and "answer" in item:
                yield item, here


def _others(row: Data, at: Route) -> Iterator[tuple[Any, Route]]:
    """Give the groups of moments that a rule holds its state against."""
    for key in _HELD_AGAINST:
        if key in row:
            yield row[key], (*at, key)
    yield from _listed(row.get("sequence", []), (*at, "sequence"))


_HELD_AGAINST = ("only_after", "directly_after", "then", "directly_then", "never_with")
"""The forms that name one group of moments."""


def _listed(value: Any, at: Route) -> Iterator[tuple[Any, Route]]:  # noqa: ANN401 - one or many
    """Give each of the items of a list, or the one value that is no list."""
    if isinstance(value, list):
        yield from ((item, (*at, index)) for index, item in enumerate(value))
    else:
        yield value, at


def _many(value: Any) -> list[Any]:  # noqa: ANN401 - one or many
    return value if isinstance(value, list) else [value]


class Reader:
    """Makes rules of rows that are right; conditions are read by somebody else."""

    def __init__(
        self,
        states: Data,
        condition: Callable[[str, object], Condition],
        conditions: Callable[[Any], Conditions],
    ) -> None:
        """Take the rows of the *states*, and what reads conditions."""
        self._states = states
        self._condition = condition
        self._conditions = conditions

    def rule(self, row: Data, at: Route) -> Rule:
        """Make a rule of a *row*."""
        (form,) = (key for key in RULES if key in row)
        return Rule(
            title=row["title"],
            form=form,
            about=self._moments(row.get("state", []), (*at, "state")),
            others=tuple(self._moments(*group) for group in _others(row, at)),
            most=row.get("at_most", 0),
            requires=self._conditions(row.get("requires", ())),
        )

    def _moments(self, value: object, at: Route) -> Moments:
        return tuple(self._moment(*item) for item in _listed(value, at))

    def _moment(self, item: Any, at: Route) -> Moment:  # noqa: ANN401 - text or a table
        if isinstance(item, str):
            state, _, trigger = item.partition("/")
            item = {"state": state, "trigger": [trigger] if trigger else []}
        names = {key: tuple(_many(item.get(key, []))) for key in _PLURALS}
        answer = None
        if "answer" in item:
            fact = self._states[names["state"][0]]["asks"]
            answer = self._condition(fact, item["answer"])
        plurals = {_PLURALS[key]: value for key, value in names.items()}
        return Moment(**plurals, answer=answer, at=at)


_PLURALS = {
    "state": "states",
    "phase": "phases",
    "kind": "kinds",
    "contact": "contacts",
    "trigger": "triggers",
}


def check(flow: Flow, problems: Problems) -> None:
    """Add to *problems* the moments that are never meant to be in *flow*."""
    for rule in flow.rules:
        for group in rule.groups:
            for moment in group:
                _check(flow, moment, problems)


def _check(flow: Flow, moment: Moment, problems: Problems) -> None:
    for name in moment.states:
        if flow.states[name].kind == "branch":
            dests = dict.fromkeys(t.dest for t in flow.states[name].transitions)
            message = f"{name!r} is a branch, which readers pass without seeing it"
            hint = f"name the states that it leads to: {', '.join(dests)}"
            problems.add("rule-branch", moment.at, message, hint)
            return
    meant = [state for state in flow.states.values() if moment.fits(state)]
    known = dict.fromkeys(t for state in meant for t in state.triggers)
    for trigger in moment.triggers:
        if trigger not in known:
            where = f" at {', '.join(moment.states)}" if moment.states else ""
            message = f"there is no trigger {trigger!r}{where}"
            problems.add("no-such-trigger", moment.at, message, nearest(trigger, known))
