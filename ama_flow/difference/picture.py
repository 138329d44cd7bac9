"""Both versions of a flow as one, to draw what is different between them.

It is the flow after, with what was removed put in where it stood before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from operator import itemgetter

from ama_flow.difference.changes import bare
from ama_flow.difference.records import Change, Difference
from ama_flow.difference.seen import changed, referred, unseen
from ama_flow.model import (
    Changes,
    Flow,
    How,
    Row,
    State,
    Table,
    Transition,
    replace,
)
from ama_flow.words import say

_TABLES = ("phases", "terms", "links", "facts", "contacts", "triggers")
"""What states refer to."""

Told = tuple[Transition, How]


def both(difference: Difference) -> tuple[Flow, Changes]:
    """Give a flow that holds all of both versions, and what is different in it."""
    before, after = difference.before, difference.after
    told = dict(_told(difference))
    gone = [transition for transition, how in told.items() if how == "removed"]
    flow = replace(
        after,
        states=Table((state.id, state) for state in _states(before, after, gone)),
        **{
            name: _joined(getattr(before, name), getattr(after, name))
            for name in _tables(after)
        },
    )
    return flow, Changes(
        title=_title(before, after),
        note=_note(difference),
        before=before,
        states=tuple(_marks(difference)),
        transitions=tuple(told.items()),
    )


def _title(before: Flow, after: Flow) -> str:
    if before.version == after.version:
        return say(after.language, "doc_changes_within", version=after.version)
    versions = {"before": before.version, "after": after.version}
    return say(after.language, "doc_changes", **versions)


def _note(difference: Difference) -> str:
    """Count what is different and not to be seen, but for the version in the title."""
    count = sum(change.name != "version" for change in unseen(difference))
    key = "doc_one_difference" if count == 1 else "doc_more_differences"
    return say(difference.after.language, key, count=count) if count else ""


def _tables(after: Flow) -> Iterator[str]:
    """Name the tables to put together; a flow that has no phases any more gets none."""
    return (name for name in _TABLES if after.phases or name != "phases")


def _joined(before: Table[Row], after: Table[Row]) -> Table[Row]:
    return Table(
        (*after.items(), *((n, r) for n, r in before.items() if n not in after))
    )


def _states(before: Flow, after: Flow, gone: list[Transition]) -> Iterator[State]:
    """Put each state that was removed behind the one that it stood behind."""
    behind: dict[str, list[str]] = {}
    last = ""
    for name in before.states:
        if name in after.states:
            last = name
        else:
            behind.setdefault(last, []).append(name)
    for name in ("", *after.states):
        lost = [one for one in gone if one.source == name]
        if name:
            own = after.states[name]
            yield replace(own, transitions=_ways(before, own, lost))
        for removed in behind.get(name, ()):
            state = before.states[removed]
            yield replace(
                state,
                phase=state.phase if after.phases else "",
                transitions=tuple(one for one in gone if one.source == removed),
            )


def _ways(
    before: Flow, own: State, lost: Iterable[Transition]
) -> tuple[Transition, ...]:
    """Put each transition that was *lost* in where it stood before."""
    found = list(own.transitions)
    places = [(_place(before.states[own.id], one), one) for one in lost]
    for place, one in sorted(places, key=itemgetter(0)):
        found.insert(place, one)
    return tuple(found)


def _place(state: State, lost: Transition) -> int:
    ways = (replace(way, shared=lost.shared) for way in state.transitions)
    return list(ways).index(lost)


def _marks(difference: Difference) -> Iterator[tuple[str, How]]:
    """Mark states that differ, and those that show what does."""
    found, rows = {**difference.marks}, changed(difference)
    for state in difference.after.states.values():
        if not rows.isdisjoint(referred(difference.after, state)):
            found.setdefault(state.id, "changed")
    return iter(found.items())


def _told(difference: Difference) -> Iterator[Told]:
    """Give the transitions that differ, those of whole states too."""
    before, after = difference.before, difference.after
    apart = 1 + max((t.shared or 0 for t in _all(after)), default=0)
    for change in difference.changes:
        if change.part == "transition":
            yield from _of_transition(difference, change, apart)
        elif change.part == "state" and change.how == "added":
            yield from ((t, "added") for t in after.states[change.name].transitions)
        elif change.part == "state" and change.how == "removed":
            lost = before.states[change.name].transitions
            yield from ((_removed(t, apart), "removed") for t in lost)
        elif change.part == "trigger" and change.how == "changed":
            yield from ((t, "changed") for t in _all(after) if _takes_over(t, change))


def _takes_over(transition: Transition, change: Change) -> bool:
    """Say whether a transition has from its trigger what is different there."""
    if transition.trigger != change.name:
        return False
    return any(getattr(transition, name) == new for name, _, new in change.differing)


def _all(flow: Flow) -> Iterator[Transition]:
    for state in flow.states.values():
        yield from state.transitions


def _of_transition(
    difference: Difference, change: Change, apart: int
) -> Iterator[Told]:
    """Give a transition that differs; one that leads elsewhere is drawn twice."""
    name = change.name.partition("/")[0]
    new = _found(difference.after, name, change.after)
    old = _found(difference.before, name, change.before)
    if new:
        yield new, "changed" if old else "added"
    if old and not (new and new.dest == old.dest):
        yield _removed(old, apart), "removed"


def _found(flow: Flow, name: str, row: object) -> Transition | None:
    own = flow.states[name].transitions
    return next((one for one in own if bare(flow, one) == row), None)


def _removed(transition: Transition, apart: int) -> Transition:
    """Keep what was shared before from what is shared now."""
    if transition.shared is None:
        return transition
    return replace(transition, shared=transition.shared + apart)
