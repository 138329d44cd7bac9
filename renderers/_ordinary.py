"""The ordinary way through a flow, which a picture shows as one straight line."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ._outline import Outline
from ._ways import Way


def ordinary(outline: Outline) -> tuple[str, ...]:
    """Find the way to a goal that takes, at each state, the first way that gets there.

    What the author calls ordinary comes first. Ways that fail are no part of it, nor is
    whom to contact, unless he calls them so, or no goal can be reached without a
    contact. It is empty where none is reached so. Gives ids of states. A part of a flow
    can have the way of the whole.
    """
    if outline.usual is not None:
        return outline.usual
    return _to_a_goal(outline, _without_contacts) or _to_a_goal(outline, _onward)


_Onward = Callable[[Outline, str], list[str]]


def _to_a_goal(outline: Outline, onward: _Onward) -> tuple[str, ...]:
    source: dict[str, str] = {}
    waiting = [(outline.flow.initial, "")]
    while waiting:
        name, before = waiting.pop()
        if name in source:
            continue
        source[name] = before
        if outline.flow.states[name].kind == "goal":
            return _path(source, name)
        waiting += [(dest, name) for dest in reversed(onward(outline, name))]
    return ()


def _onward(outline: Outline, name: str) -> list[str]:
    """Say where one goes on to from a state, the most ordinary first."""
    ways, called = _ways(outline, name), _called(outline, name)
    return [
        *(way.dest for way in ways if way.dest in called),
        *(way.dest for way in ways if not way.fails),
    ]


def _without_contacts(outline: Outline, name: str) -> list[str]:
    states, called = outline.flow.states, _called(outline, name)
    dests = _onward(outline, name)
    return [n for n in dests if states[n].kind != "contact" or n in called]


def _ways(outline: Outline, name: str) -> list[Way]:
    """Give the ways on from a state, but those that only a version before had."""
    marks = outline.marked.ways if outline.marked else {}
    found = ((marks.get((name, way)), way) for way in outline.ways[name])
    return [way for mark, way in found if not mark or mark.look != "removed"]


def _called(outline: Outline, name: str) -> list[str]:
    """Say where the author calls it ordinary to go on to."""
    transitions = outline.flow.states[name].transitions
    return [way.dest for way in transitions if way.ordinary]


def _path(source: Mapping[str, str], name: str) -> tuple[str, ...]:
    path: list[str] = []
    while name:
        path.append(name)
        name = source[name]
    return tuple(reversed(path))


def spine(outline: Outline) -> tuple[str, ...]:
    """Give the states of the first lane: the ordinary way, or as far as one gets."""
    return ordinary(outline) or _as_far_as(outline)


def _as_far_as(outline: Outline) -> tuple[str, ...]:
    """Take at each state the first way to where one has not been, best without fail."""
    path = [outline.flow.initial]
    left = {state.id for state in outline.states} - {*path}
    while True:
        ways = (way.dest for way in _ways(outline, path[-1]))
        dests = (*_onward(outline, path[-1]), *ways)
        onward = next((dest for dest in dests if dest in left), None)
        if onward is None:
            return tuple(path)
        path.append(onward)
        left.remove(onward)
