"""Figures of a picture, from what a browser measured of it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Any, get_args

from ama_flow.model import Flow, Kind

Point = Sequence[float]
KINDS: tuple[str, ...] = get_args(Kind)
A4 = (538.0, 785.0)
"""Points of a page of A4 within margins of 10 mm, upright."""

_EM_ABOVE, _EM_BELOW = 0.2, 0.02  # shares of a line of text that letters leave free
_Stretch = tuple[int, int]  # the number of a line, and of its point where it begins
_SQUARE = 8.0  # units
_DEEP = 3  # measured points in a row, two units apart, that are no mere touch
_NEAR = 4.0  # units within which crossings are at one place: tracks are further apart
_STILL = 0.01  # units between points that give a line no direction
_STRAIGHT, _BEND = math.radians(0.5), math.radians(20)
_ACROSS = 1.0  # units by which a line is on both sides of another that it crosses


@dataclass(frozen=True, kw_only=True)
class Figures:
    """What is said of a picture, in the order of the columns."""

    text: float
    lines: int
    crossings: int
    over_text: int
    through_boxes: int
    bends: int
    kinds: int
    links: int
    words: int
    read_aloud: bool
    dark: bool


def figures(found: Any, flow: Flow) -> Figures:  # noqa: ANN401 - JSON
    """Work out the figures of a picture of *flow*."""
    scale = min(A4[0] / found["width"], A4[1] / found["height"])
    lines, texts, nodes = found["lines"], found["texts"], found["nodes"]
    return Figures(
        text=scale * min(text["size"] for text in texts),
        lines=len(lines),
        crossings=len(crossings(lines)),
        over_text=sum(_is_over(line, text) for line in lines for text in texts),
        through_boxes=sum(_through_boxes(nodes, at) for at in range(len(lines))),
        bends=sum(map(bends, lines)),
        kinds=kinds(nodes, flow),
        links=len({link for link in found["links"] if not link.startswith("#")}),
        words=sum(len(node["words"].split()) for node in nodes),
        read_aloud=found["language"] and found["described"],
        dark=found["dark"],
    )


def crossings(lines: Sequence[Sequence[Point]]) -> list[Point]:
    """Give the places where lines cross, other than where they begin, end or join.

    Where several lines run in one track, all that cross it there do so at one place.
    """
    found: list[Point] = []
    for (one, i), (other, j) in _close(lines):
        at = _cut(*lines[one][i : i + 2], *lines[other][j : j + 2])
        if at and all(math.dist(at, known) > _NEAR for known in found):
            across = _is_across(lines[one], i, lines[other], j)
            if across and _is_across(lines[other], j, lines[one], i):
                found.append(at)
    return found


def _close(lines: Sequence[Sequence[Point]]) -> Iterator[tuple[_Stretch, _Stretch]]:
    """Give the pairs of stretches of two lines that are in one square of a grid."""
    grid: dict[tuple[int, int], list[_Stretch]] = {}
    for number, line in enumerate(lines):
        for at, ends in enumerate(pairwise(line)):
            (left, right), (top, bottom) = map(sorted, zip(*ends, strict=True))
            for x in range(int(left // _SQUARE), int(right // _SQUARE) + 1):
                for y in range(int(top // _SQUARE), int(bottom // _SQUARE) + 1):
                    grid.setdefault((x, y), []).append((number, at))
    for stretches in grid.values():
        for one, other in combinations(stretches, 2):
            if one[0] != other[0]:
                yield one, other


def _cut(a: Point, b: Point, c: Point, d: Point) -> Point | None:
    """Give where two stretches meet. Source: the equations of two lines."""
    ux, uy, vx, vy = b[0] - a[0], b[1] - a[1], d[0] - c[0], d[1] - c[1]
    turned = ux * vy - uy * vx
    if abs(turned) < 0.01:  # noqa: PLR2004 - as good as in one direction
        return None
    share = ((c[0] - a[0]) * vy - (c[1] - a[1]) * vx) / turned
    part = ((c[0] - a[0]) * uy - (c[1] - a[1]) * ux) / turned
    if 0 <= share <= 1 and 0 <= part <= 1:
        return a[0] + share * ux, a[1] + share * uy
    return None


def _is_across(
    line: Sequence[Point], at: int, over: Sequence[Point], place: int
) -> bool:
    """Say whether a line comes from one side of another and goes on at the other."""
    if not (_DEEP <= at < len(line) - _DEEP - 1):
        return False
    begin, end = over[max(0, place - 2)], over[min(len(over) - 1, place + 3)]
    before, after = (_side(begin, end, line[at + n]) for n in (-_DEEP, _DEEP + 1))
    return before * after < 0 and min(abs(before), abs(after)) > _ACROSS


def _side(begin: Point, end: Point, point: Point) -> float:
    """Say how far a point is from a straight line, below zero at one side."""
    ux, uy = end[0] - begin[0], end[1] - begin[1]
    turned = ux * (point[1] - begin[1]) - uy * (point[0] - begin[0])
    return turned / (math.hypot(ux, uy) or 1)


def _is_over(line: Sequence[Point], text: Any) -> bool:  # noqa: ANN401 - JSON
    high = text["bottom"] - text["top"]
    top, bottom = text["top"] + _EM_ABOVE * high, text["bottom"] - _EM_BELOW * high
    inside = [text["left"] < x < text["right"] and top < y < bottom for x, y in line]
    return _longest(inside) >= _DEEP and not text["backed"]


def _through_boxes(nodes: Sequence[Any], at: int) -> int:
    """Count the boxes that a line runs through and neither leaves nor reaches."""
    return sum(
        _longest(met) >= _DEEP and not _is_at_an_end(met)
        for met in (node["met"][at] for node in nodes)
    )


def _is_at_an_end(met: Sequence[bool]) -> bool:
    return any(met[: 2 * _DEEP]) or any(met[-2 * _DEEP :])


def _longest(inside: Sequence[bool]) -> int:
    longest = run = 0
    for is_inside in inside:
        run = run + 1 if is_inside else 0
        longest = max(longest, run)
    return longest


def bends(line: Sequence[Point]) -> int:
    """Count the places where a line turns by more than 20 degrees in one go."""
    steps = [pair for pair in pairwise(line) if math.dist(*pair) > _STILL]
    angles = [math.atan2(v[1] - u[1], v[0] - u[0]) for u, v in steps]
    count, turned, straight = 0, 0.0, 0
    for turn in (math.remainder(b - a, math.tau) for a, b in pairwise(angles)):
        straight = straight + 1 if abs(turn) < _STRAIGHT else 0
        if turn * turned < 0 or straight >= _DEEP:
            count += abs(turned) > _BEND
            turned = 0.0
        turned += turn
    return count + (abs(turned) > _BEND)


def kinds(nodes: Sequence[Any], flow: Flow) -> int:
    """Count the kinds of states that have a shape which no other kind has."""
    forms: dict[str, set[str]] = {kind: set() for kind in KINDS}
    for kind, form in _forms(nodes, flow):
        forms[kind].add(form)
    others = {
        kind: set[str]().union(*(forms[k] for k in KINDS if k != kind))
        for kind in KINDS
    }
    return sum(bool(forms[kind]) and not forms[kind] & others[kind] for kind in KINDS)


def _forms(nodes: Sequence[Any], flow: Flow) -> Iterator[tuple[str, str]]:
    """Give kind and shape of each state: the box that has its title, whole."""
    for state in flow.states.values():
        title = "".join(state.title.split())
        for node in nodes:
            if title in "".join(node["words"].split()):
                yield state.kind, node["form"]
                break
