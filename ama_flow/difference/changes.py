"""What was added to a flow, removed from it or changed in it, row by row.

Rows are the same if they have the same id; a rule goes by its title, and a waiver by
its code and place. A transition has no id: see `_paired`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from ama_flow.difference.records import Change
from ama_flow.model import Flow, Record, Transition, Trigger, replace

_TABLES = {
    "phase": "phases",
    "term": "terms",
    "link": "links",
    "fact": "facts",
    "contact": "contacts",
    "trigger": "triggers",
    "statement": "statements",
}
_OWN = ("id", "version", "language", "title", "initial", "text", "cites", "source")
_FROM_TRIGGER = ("title", "fails", "choice")


Pair = tuple[Transition | None, Transition | None]
"""A transition before and after, None where there is none."""


def changes(before: Flow, after: Flow) -> Iterator[Change]:
    """List all that is different, in the order of the model."""
    yield from _flow(before, after)
    for part, table in _TABLES.items():
        yield from _rows(part, getattr(before, table), getattr(after, table))
    yield from _rows("state", before.states, after.states)
    yield from _transitions(before, after)
    for part, key in _LISTS.items():
        yield from _rows(part, *(key(flow) for flow in (before, after)))


_LISTS: Mapping[str, Callable[[Flow], Mapping[str, object]]] = {
    "rule": lambda flow: {rule.title: rule for rule in flow.rules},
    "waiver": lambda flow: {f"{w.code} {w.at}".strip(): w for w in flow.waivers},
    "translation": lambda flow: {
        f"{language} {path}": words
        for language, texts in flow.translations.items()
        for path, words in texts.items()
    },
}


def _flow(before: Flow, after: Flow) -> Iterator[Change]:
    for name in _OWN:
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            yield Change(part="flow", name=name, before=old, after=new)
    for name in ("phases", "states"):
        old, new = _common(before, after, name), _common(after, before, name)
        if old != new:
            yield Change(part="order", name=name, before=old, after=new)


def _common(flow: Flow, other: Flow, table: str) -> tuple[str, ...]:
    """Give the ids of *flow*, in order, that the *other* one has too."""
    return tuple(name for name in getattr(flow, table) if name in getattr(other, table))


def _rows(
    part: str, before: Mapping[str, object], after: Mapping[str, object]
) -> Iterator[Change]:
    """Compare rows by their names: what is new stands where it stands in *after*."""
    for name in (*after, *(name for name in before if name not in after)):
        change = Change(
            part=part, name=name, before=before.get(name), after=after.get(name)
        )
        if change.how != "changed" or _differs(change):
            yield change


def _differs(change: Change) -> bool:
    if isinstance(change.before, Record):
        return bool(change.differing)
    return change.before != change.after


def _transitions(before: Flow, after: Flow) -> Iterator[Change]:
    for name in _common(after, before, "states"):
        old = [bare(before, t) for t in before.states[name].transitions]
        new = [bare(after, t) for t in after.states[name].transitions]
        pairs = list(_paired(old, new))
        for first, second in pairs:
            if first != second:
                triggers = [t.trigger for t in (second, first) if t]
                where = f"{name}/{triggers[0]}"
                yield Change(part="transition", name=where, before=first, after=second)
        yield from _order(name, old, pairs)


def _order(name: str, old: list[Transition], pairs: Iterable[Pair]) -> Iterator[Change]:
    """Compare the order of those transitions of a state that it still has."""
    kept = [first for first, second in pairs if first and second]
    before = [transition for transition in old if transition in kept]
    if before != kept:
        yield Change(
            part="order",
            name=f"transitions of {name}",
            before=tuple(f"{t.trigger} to {t.dest}" for t in before),
            after=tuple(f"{t.trigger} to {t.dest}" for t in kept),
        )


def bare(flow: Flow, transition: Transition) -> Transition:
    """Take out what *transition* has from its trigger, which is told once there."""
    trigger = flow.triggers.get(transition.trigger, Trigger(id=""))
    own = {
        name: type(getattr(transition, name))()
        for name in _FROM_TRIGGER
        if getattr(transition, name) == getattr(trigger, name)
    }
    return replace(transition, shared=None, **own)


def _paired(old: list[Transition], new: list[Transition]) -> Iterator[Pair]:
    """Pair transitions of a state that are the same, else most like each other.

    That are those for the same answers, else to the same dest, else by one trigger.
    """
    left = dict(enumerate(old))
    found: dict[int, Transition] = {}
    for alike in _LIKENESSES:
        for place, transition in enumerate(new):
            if place not in found:
                match = _first(left, alike, transition)
                if match is not None:
                    found[place] = left.pop(match)
    yield from ((found.get(place), transition) for place, transition in enumerate(new))
    yield from ((transition, None) for transition in left.values())


_LIKENESSES: tuple[Callable[[Transition], object], ...] = (
    lambda transition: transition,
    lambda transition: (transition.trigger, transition.conditions),
    lambda transition: (transition.trigger, transition.dest),
    lambda transition: transition.trigger,
)


def _first(
    left: Mapping[int, Transition],
    alike: Callable[[Transition], object],
    transition: Transition,
) -> int | None:
    places: Iterable[int] = (
        place for place, other in left.items() if alike(other) == alike(transition)
    )
    return next(iter(places), None)
