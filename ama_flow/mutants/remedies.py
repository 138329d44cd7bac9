"""What an author could write so that a slip is noticed: each proved to do so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from ama_flow.model import (
    ANSWER,
    Condition,
    Flow,
    Moment,
    Rule,
    RuleForm,
    Statement,
    Table,
    replace,
)
from ama_flow.mutants.noticing import found
from ama_flow.proofs.space import Move, Space, explore
from ama_flow.proofs.structure import Wrong

_TITLE = "\N{MULTIPLICATION SIGN}"
"""The title of a rule, and the id of a statement, on trial: no file can have them."""

Remedy = tuple[str, Callable[[Flow], Flow]]
"""Lines for the flow file, and the flow with them."""


class _Given(NamedTuple):
    """An answer, as rules name it; the trigger alone where *value* is no yes or no."""

    state: str
    trigger: str
    value: bool | str | None

    @property
    def written(self) -> str:
        if self.value is None:
            return f'"{self.state}/{self.trigger}"'
        value = str(self.value).lower() if self.value in (True, False) else self.value
        shown = value if isinstance(self.value, bool) else f'"{value}"'
        return f'{{ state = "{self.state}", answer = {shown} }}'

    def moment(self, flow: Flow) -> Moment:
        if self.value is None:
            return Moment(states=(self.state,), triggers=(self.trigger,))
        asked = Condition(fact=flow.states[self.state].asks, values=(self.value,))
        return Moment(states=(self.state,), answer=asked)


def remedies(flow: Flow, mutant: Flow) -> tuple[str, ...]:
    """Give lines that hold for *flow*, and by which *mutant* would be noticed.

    Nothing is wrong with either so far. What is given is for the author to judge:
    that it holds does not make it a rule.
    """
    before = found(flow)
    return tuple(
        lines
        for lines, written in (*_rules(flow, mutant), *_statements(flow, mutant))
        if found(written(flow)) == before and found(written(mutant)) != before
    )


def _rules(flow: Flow, mutant: Flow) -> Iterator[Remedy]:
    """Pin where answers lead that lead elsewhere, and who comes to a state."""
    after, other_after = _after(flow), _after(mutant)
    for given, dests in after.items():
        if other_after.get(given, dests) != dests:
            yield _rule("directly_then", flow, [given], sorted(dests))
    for state in flow.states:
        before = [given for given, dests in after.items() if state in dests]
        others = [given for given, dests in other_after.items() if state in dests]
        if before and set(others) - set(before):
            yield _rule("directly_after", flow, [state], before)


def _rule(
    form: RuleForm,
    flow: Flow,
    about: list[str] | list[_Given],
    others: list[str] | list[_Given],
) -> Remedy:
    rule = Rule(
        title=_TITLE,
        form=form,
        about=_moments(flow, about),
        others=(_moments(flow, others),),
    )
    lines = f"state = {_written(about)}, {form} = {_written(others)}"
    return lines, lambda made: replace(made, rules=(*made.rules, rule))


def _moments(flow: Flow, named: Iterable[str | _Given]) -> tuple[Moment, ...]:
    return tuple(
        Moment(states=(each,)) if isinstance(each, str) else each.moment(flow)
        for each in named
    )


def _written(named: Iterable[str | _Given]) -> str:
    each = [f'"{n}"' if isinstance(n, str) else n.written for n in named]
    return each[0] if len(each) == 1 else f"[{', '.join(each)}]"


def _after(flow: Flow) -> dict[_Given, set[str]]:
    """Give the states that each answer can lead to."""
    space = explore(flow, Wrong())
    after: dict[_Given, set[str]] = {}
    for moves in space.moves:
        for move in moves:
            dest = space.situations[move.dest].state
            after.setdefault(_given(space, move), set()).add(dest)
    return after


def _given(space: Space, move: Move) -> _Given:
    way, value = move.transition, move.value
    fact = space.flow.facts.get(space.flow.states[way.source].asks)
    listed = fact is not None and fact.type in ("yesno", "choice")
    if listed and way.trigger == ANSWER and isinstance(value, bool | str):
        return _Given(way.source, way.trigger, value)
    return _Given(way.source, way.trigger, None)


def _statements(flow: Flow, mutant: Flow) -> Iterator[Remedy]:
    """Pin a string that is another one: it is to occur where its statement is cited."""
    for table, key in (("states", "title"), ("terms", "text"), ("links", "url")):
        yield from _strings(flow, mutant, table, key)
    for key in ("phone", "tel", "email", "url", "hours"):
        yield from _strings(flow, mutant, "contacts", key)


def _strings(flow: Flow, mutant: Flow, table: str, key: str) -> Iterator[Remedy]:
    others = getattr(mutant, table)
    for name, row in getattr(flow, table).items():
        string = getattr(row, key)
        if name in others and getattr(others[name], key) != string:
            yield _exact(string, table, name)


def _exact(string: str, table: str, name: str) -> Remedy:
    statement = Statement(id=_TITLE, says="", exact=(string,))

    def written(flow: Flow) -> Flow:
        rows = getattr(flow, table)
        cites = (*rows[name].cites, _TITLE)
        new = Table({**rows, name: replace(rows[name], cites=cites)}.items())
        statements = Table({**flow.statements, _TITLE: statement}.items())
        return replace(flow, statements=statements, **{table: new})

    lines = f'exact = ["{string}"] in a statement that {table}.{name} cites'
    return lines, written
