"""What a slip did, in a sentence that an author can read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ama_flow.model import Flow, Record, State, Transition, fields, replace
from ama_flow.proofs.naming import named
from ama_flow.text import expand
from ama_flow.words import conditions, value, way

_TABLES = ("facts", "contacts", "terms", "links")
_MOST = 3
"""How many differences are told before the rest is counted."""


def told(flow: Flow, mutant: Flow) -> str:
    """Tell in what *mutant* differs from *flow*, as what follows "if"."""
    found = list(_differences(flow, mutant))
    more = len(found) - _MOST
    rest = [f"{more} more such changes"] if more > 0 else []
    return ", and ".join(found[:_MOST] + rest)


def _differences(flow: Flow, mutant: Flow) -> Iterator[str]:
    if flow.initial != mutant.initial:
        begin, began = named(flow, mutant.initial), named(flow, flow.initial)
        yield f"the procedure began at {begin} instead of {began}"
    gone = [name for name in flow.states if name not in mutant.states]
    yield from (f"{named(flow, name)} were left out" for name in gone)
    for name, state in mutant.states.items():
        if name not in flow.states:
            yield f"there were a {state.kind} {named(mutant, name)} too"
        elif not gone:
            yield from _of_state(flow, flow.states[name], state)
    for table in _TABLES:
        for name, row in getattr(flow, table).items():
            what = f"the {table[:-1]} {name!r}"
            yield from _of_row(what, row, getattr(mutant, table)[name])


def _of_row(what: str, old: Record, new: Record) -> Iterator[str]:
    for key in fields(old):
        before, after = getattr(old, key), getattr(new, key)
        if before != after:
            yield f"{what} had {_shown(after)} as {key} instead of {_shown(before)}"


def _shown(given: object) -> str:
    listed = given if isinstance(given, tuple) else (given,)
    said = (f"“{item}”" for item in listed if item not in (None, ""))
    return " and ".join(said) or "nothing"


def _of_state(flow: Flow, old: State, new: State) -> Iterator[str]:
    name = named(flow, old.id)
    if old.kind != new.kind:
        yield f"{name} were a {new.kind} instead of a {old.kind}"
    elif old.title != new.title:
        yield f"{name} had the texts of “{expand(flow, new.title)}”"
    elif old.transitions == new.transitions or old.phase != new.phase:
        bare = (replace(state, transitions=()) for state in (old, new))
        yield from _of_row(name, *bare)
    else:
        yield from _of_ways(flow, old, new)


def _of_ways(flow: Flow, old: State, new: State) -> Iterator[str]:
    if len(old.transitions) == len(new.transitions):
        for pair in zip(old.transitions, new.transitions, strict=True):
            yield from _of_way(flow, old, *pair)
        return
    for taken in _missing(old.transitions, new.transitions):
        yield f"{_answer(flow, old, taken)} were not there"
    for taken in _missing(new.transitions, old.transitions):
        dest = named(flow, taken.dest)
        yield f"{_answer(flow, old, taken)} were there too, and led to {dest}"


def _missing(
    ways: Iterable[Transition], others: tuple[Transition, ...]
) -> list[Transition]:
    return [taken for taken in ways if taken not in others]


def _of_way(
    flow: Flow, state: State, old: Transition, new: Transition
) -> Iterator[str]:
    answer = _answer(flow, state, old)
    if old.dest != new.dest:
        yield f"{answer} led to {named(flow, new.dest)} instead of {named(flow, old.dest)}"
    if old.conditions != new.conditions:
        cases = [expand(flow, conditions(flow, t.conditions)) for t in (new, old)]
        yield f"{answer} were for “{cases[0]}” instead of “{cases[1]}”"
    if old.sets != new.sets:
        notes = [_noted(flow, taken) for taken in (new, old)]
        yield f"{answer} noted {notes[0]} instead of {notes[1]}"
    for key, words in (("fails", "a failure"), ("choice", "the reader's own choice")):
        if getattr(old, key) != getattr(new, key):
            yield f"{answer} were{'' if getattr(new, key) else ' not'} {words}"


def _answer(flow: Flow, state: State, taken: Transition) -> str:
    """Name an answer, or the case of a branch."""
    branch = state.kind == "branch"
    words = conditions(flow, taken.conditions) if branch else way(flow, state, taken)
    what = "the case" if branch else "the answer"
    return f"in {named(flow, state.id)} {what} “{expand(flow, words)}”"


def _noted(flow: Flow, taken: Transition) -> str:
    notes = [
        f"{fact} = {value(flow.language, flow.facts[fact], given)}"
        for fact, given in taken.sets
    ]
    return " and ".join(notes) or "nothing"
