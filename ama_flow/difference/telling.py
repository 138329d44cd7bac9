"""What is different, in lines for whoever reviews a change.

The lines are in English, as all that is said to authors; paths and texts are in the
language of the flow.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import cast

from ama_flow.difference.records import Change, Difference, Parting
from ama_flow.model import Conditions, Flow, Record, Transition, Value, fields
from ama_flow.text import expand
from ama_flow.words import conditions, value

_NOTHING = "nothing"
_TITLES = ("title", "name", "text", "says", "reason")
"""The fields that a row is known by to readers, the first that it has."""


def tell(difference: Difference) -> Iterator[str]:
    """Say all that is different, line by line."""
    before, after = difference.before, difference.after
    names = (f"{flow.id} {flow.version}" for flow in (before, after))
    count = _counted(len(difference.changes), "change")
    yield f"From {' to '.join(names)}: {count}."
    yield from _grouped(difference)
    yield from _paths(difference)


def _grouped(difference: Difference) -> Iterator[str]:
    """Tell of changes that say the same, of one way on in many states, just once."""
    groups: dict[tuple[str, ...], list[Change]] = {}
    for change in difference.changes:
        what = tuple(_lines(difference, change))
        groups.setdefault(what, []).append(change)
    for (head, *rest), group in groups.items():
        states = [change.name.partition("/")[0] for change in group]
        where = f" in {', '.join(states)}" if group[0].part == "transition" else ""
        yield f"  {head}{where}"
        yield from (f"    {line}" for line in rest)


def _lines(difference: Difference, change: Change) -> Iterator[str]:
    """Say what a change is, and below it what differs."""
    if change.part == "transition":
        row = cast("Transition", change.after or change.before)
        dest = f" to {row.dest}" if change.how != "changed" else ""
        yield f"{change.how}: transition {row.trigger}{dest}"
    else:
        yield f"{change.how}: {change.part} {change.name}{_title(change)}"
    differing = change.differing
    if change.how == "changed" and not differing:
        differing = (("before", change.before, change.after),)
    for name, old, new in differing:
        field = change.name if name == "before" else name
        yield f"{name}: {_said(difference.before, field, old)}"
        yield f"now: {_said(difference.after, field, new)}"


def _title(change: Change) -> str:
    """Give the title of what was added or removed."""
    row = change.after or change.before
    if change.how == "changed" or not isinstance(row, Record):
        return ""
    titles = (getattr(row, name, "") for name in _TITLES)
    title = next(filter(None, titles), "")
    return f", “{title}”" if title not in ("", change.name) else ""


def _said(flow: Flow, name: str, given: object) -> str:
    """Put the value of a field in words."""
    if name in ("conditions", "requires"):
        return conditions(flow, cast("Conditions", given)) if given else _NOTHING
    if name in ("dest", "initial"):
        return _called(flow, str(given))
    if name == "sets":
        facts = cast("tuple[tuple[str, Value], ...]", given)
        said = (f"{f} = {value('en', flow.facts[f], v)}" for f, v in facts)
        return ", ".join(said) or _NOTHING
    return _plain(given) or _NOTHING


def _called(flow: Flow, name: str) -> str:
    """Give a state by its id and its title."""
    return f"{name}, {_title_of(flow, name)}"


def _title_of(flow: Flow, name: str) -> str:
    return f"“{expand(flow, flow.states[name].title)}”"


def _plain(given: object) -> str:
    """Write any value on one line; what is empty gives nothing."""
    if isinstance(given, bool):
        return "yes" if given else "no"
    if isinstance(given, Record):
        return _pairs((name, getattr(given, name)) for name in fields(given))
    if isinstance(given, Mapping):
        return _pairs(given.items())
    if isinstance(given, tuple):
        return ", ".join(filter(None, map(_plain, given)))
    return "" if given is None else " ".join(str(given).split())


def _pairs(pairs: Iterable[tuple[str, object]]) -> str:
    said = ((name, _plain(given)) for name, given in pairs)
    return ", ".join(f"{name} = {words}" for name, words in said if words)


def _paths(difference: Difference) -> Iterator[str]:
    found = difference.partings
    if not difference.complete:
        yield "Not all paths were compared: there are too many situations."
    elif not found:
        yield "The same answers lead to the same places."
    if found:
        elsewhere = sum(_places(parting) for parting in found if parting.ends_elsewhere)
        yield (
            f"Readers part in {_counted(sum(map(_places, found)), 'place')};"
            f" from {elsewhere or 'none'} of them they can end elsewhere:"
        )
    for parting in found:
        yield ""
        yield from _path(difference, parting)


def _path(difference: Difference, parting: Parting) -> Iterator[str]:
    """Tell the answers, where they lead, and where it can end."""
    *answers, outcome = parting.path
    if not answers:
        yield "       At the start, before any answer:"
    yield from (f"  {number:>3}. {said}" for number, said in enumerate(answers, 1))
    yield f"       {outcome}"
    yield f"       {_ends(difference, parting)}"
    if parting.alike:
        where = ", ".join(_anywhere(difference, name) for name in parting.alike)
        states = _counted(len(parting.alike), "other state")
        yield f"       It is the same at {states}: {where}."


def _ends(difference: Difference, parting: Parting) -> str:
    """Say where it can end; where an answer can't be given, nothing ends."""
    flows = difference.before, difference.after
    before, after = (
        ", ".join(_title_of(flow, name) for name in ends) or "no end"
        for flow, ends in zip(flows, parting.ends, strict=True)
    )
    if parting.ends_elsewhere:
        return f"From there it could end at {before}; now at {after}."
    if parting.is_in_both:
        return f"From there it can end as it could before: at {after}."
    if parting.after.state:
        return f"From there it can end at {after}."
    return f"From there it could end at {before}."


def _anywhere(difference: Difference, name: str) -> str:
    """Give the title of a state, of whichever flow has it."""
    after = difference.after
    return _title_of(after if name in after.states else difference.before, name)


def _places(parting: Parting) -> int:
    return 1 + len(parting.alike)


def _counted(count: int, thing: str) -> str:
    return f"{count or 'no'} {thing}{'' if count == 1 else 's'}"
