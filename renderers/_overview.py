"""A flow at a glance: a box for each of its parts, the goals, and whom to contact."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from math import ceil

from ama_flow.model import FlowError, Problem, State, Table
from ama_flow.model import replace as renewed

from ._marked import Key, Marked, gathered
from ._ordinary import ordinary
from ._outline import Folded, Outline, Section
from ._ways import Way

_COUNTED = (("step", "steps"), ("question", "questions"))
MANY = 24
"""Groups that have their contacts together, where nothing else is asked."""
_FEW = 5  # goals of a part that are named


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """What one box of an overview stands for.

    *where* says where it is drawn, and *goals* where its goals are.
    """

    id: str
    title: str
    states: tuple[State, ...]
    where: Folded = field(default_factory=Folded)
    goals: Folded = field(default_factory=Folded)


def overview(whole: Outline) -> Outline:
    """Draw each phase as one box; raises `FlowError` where there are none."""
    groups = [
        Group(id=section.id, title=section.title, states=section.states)
        for section in whole.sections
        if section.title
    ]
    if not groups:
        raise FlowError(
            Problem(
                code="no-phases",
                message="an overview shows the phases of a flow, and this one has none",
                hint="draw the whole flow, or write it as pdf with --paper",
            )
        )
    return folded(whole, groups)


def folded(whole: Outline, groups: Sequence[Group], together: int = MANY) -> Outline:
    """Draw *groups*, that hold every state of *whole*, as boxes.

    Whom to contact stands behind *together* groups at most, once for all of these.
    """
    blocks = _blocks(groups, together)
    homes = {
        state.id: _home(group, state, blocks[group.id])
        for group in groups
        for state in group.states
    }
    rows = dict(_rows(whole, groups, homes, blocks))
    states = Table((name, state) for name, (state, _) in rows.items())
    apart = {state.id: group.id for group in groups for state in group.states}
    ways = _ways(whole, homes, apart)
    return replace(
        whole,
        flow=renewed(whole.flow, states=states, initial=homes[whole.flow.initial]),
        sections=(
            Section(id="-overview", title="", states=tuple(states.values()), shared=()),
        ),
        numbers={},
        ways={name: ways.get(name, ()) for name in rows},
        marked=_marked(whole, homes, ways),
        excerpt=whole.say("doc_overview"),
        folded={name: said for name, (_, said) in rows.items()},
        folds=whole,
        usual=tuple(dict.fromkeys(homes[name] for name in ordinary(whole))),
    )


Row = tuple[State, Folded]


def _blocks(groups: Sequence[Group], together: int) -> Mapping[str, int]:
    """Give the groups that have their contacts *together* one number."""
    count = ceil(len(groups) / together)
    return {group.id: n * count // len(groups) for n, group in enumerate(groups)}


def _home(group: Group, state: State, block: int) -> str:
    """Name the box that a state is folded into: that of its contact, if it has one."""
    if state.contact:
        return f"-contact-{block}-{state.contact}"
    return f"-goals-{group.id}" if state.kind == "goal" else f"-part-{group.id}"


def _rows(
    whole: Outline,
    groups: Sequence[Group],
    homes: Mapping[str, str],
    blocks: Mapping[str, int],
) -> Iterator[tuple[str, Row]]:
    """Give each box by its name, in order of reading; contacts are behind a block."""
    for _, some in groupby(groups, key=lambda group: blocks[group.id]):
        yield from _rows_of_a_block(whole, some, homes)


def _rows_of_a_block(
    whole: Outline, groups: Iterable[Group], homes: Mapping[str, str]
) -> Iterator[tuple[str, Row]]:
    contacts: dict[str, Row] = {}
    for group in groups:
        ordered = sorted(group.states, key=lambda state: homes[state.id], reverse=True)
        for name, found in groupby(ordered, key=lambda state: homes[state.id]):
            states = list(found)
            if states[0].contact:
                contacts[name] = _contact(whole, name, states[0].contact)
            elif states[0].kind == "goal":
                yield name, _goals(whole, name, group, states)
            else:
                yield name, _part(whole, name, group)
    yield from contacts.items()


def _part(whole: Outline, name: str, group: Group) -> Row:
    counts = (_count(whole, group, *kinds) for kinds in _COUNTED)
    said = " \u00b7 ".join(filter(None, (*counts, *group.where.lines)))
    state = State(id=name, kind="step", title=group.title)
    return state, Folded(lines=tuple(filter(None, [said])), url=group.where.url)


def _count(whole: Outline, group: Group, one: str, several: str) -> str:
    count = sum(state.kind == one for state in group.states)
    if count == 1:
        return whole.say(f"doc_one_{one}")
    return whole.say(f"doc_many_{several}", count=count) if count else ""


def _goals(whole: Outline, name: str, group: Group, goals: list[State]) -> Row:
    titles = [*dict.fromkeys(whole.expand(goal.title) for goal in goals)]
    if len(titles) == 1:
        return State(id=name, kind="goal", title=titles[0]), group.goals
    rest = ("\u2026",) if len(titles) > _FEW else ()
    words = whole.say("doc_many_goals", count=len(goals))
    lines = (*titles[:_FEW], *rest, *group.goals.lines)
    state = State(id=name, kind="goal", title=words)
    return state, Folded(lines=lines, url=group.goals.url)


def _contact(whole: Outline, name: str, contact: str) -> Row:
    words = whole.expand(whole.flow.contacts[contact].name)
    return State(id=name, kind="contact", title=words, contact=contact), Folded()


def _ways(
    whole: Outline, homes: Mapping[str, str], apart: Mapping[str, str]
) -> Mapping[str, tuple[Way, ...]]:
    """Merge the ways from box to box; one fails only if all that it stands for do.

    What comes back from a contact to the group that it is in, is not shown.
    """
    fails: dict[str, dict[str, bool]] = {}
    for source, way in _all(whole):
        here, there = homes[source], homes[way.dest]
        part = f"-part-{apart[source]}"
        is_back = there == part and whole.flow.states[source].contact
        if here != there and not is_back:
            found = fails.setdefault(here, {})
            found[there] = way.fails and found.get(there, True)
    return {
        name: tuple(
            Way(label="", dest=dest, fails=is_failure, shared=None)
            for dest, is_failure in found.items()
        )
        for name, found in fails.items()
    }


def _marked(
    whole: Outline, homes: Mapping[str, str], ways: Mapping[str, tuple[Way, ...]]
) -> Marked | None:
    """Mark each box, and each way from box to box, as what it stands for is."""
    if not whole.marked:
        return None
    states: dict[str, list[str]] = {}
    for state in whole.states:
        states.setdefault(homes[state.id], []).append(state.id)
    merged = {(name, way.dest): way for name, found in ways.items() for way in found}
    keys: dict[Key, list[Key]] = {}
    for source, way in _all(whole):
        ends = homes[source], homes[way.dest]
        if ends in merged:
            keys.setdefault((ends[0], merged[ends]), []).append((source, way))
    return gathered(whole.flow, whole.marked, states, keys)


def _all(whole: Outline) -> Iterator[tuple[str, Way]]:
    """Give every way with the state that it leaves, those that are shared too."""
    for section in whole.sections:
        for state in section.states:
            for way in whole.ways[state.id]:
                yield state.id, way
        for shared in section.shared:
            for source in shared.sources:
                yield source.id, shared.way
