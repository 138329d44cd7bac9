"""Strongly connected components, in linear time and without recursion."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator, Mapping
from typing import TypeVar

Node = TypeVar("Node", bound=Hashable)

Graph = Mapping[Node, Collection[Node]]
"""The successors of each node; one that is no key itself is no part of the graph."""


def components(graph: Graph[Node]) -> Iterator[tuple[Node, ...]]:
    """Give the strongly connected components, each before those that lead to it.

    Source: Gabow, Path-based depth-first search for strong and biconnected
    components (2000).
    """
    closed = len(graph)
    places: dict[Node, int] = {}  # on the stack, or closed
    stack: list[Node] = []
    starts: list[int] = []  # where on the stack a component may start
    for root in graph:
        calls = [] if root in places else [(root, iter(graph[root]))]
        while calls:
            node, ways = calls[-1]
            if node not in places:
                places[node] = len(stack)
                starts.append(len(stack))
                stack.append(node)
            for following in ways:
                if following not in graph:
                    continue
                if following not in places:
                    calls.append((following, iter(graph[following])))
                    break
                while starts[-1] > places[following]:
                    starts.pop()
            else:
                calls.pop()
                if starts[-1] == places[node]:
                    component = tuple(stack[starts.pop() :])
                    del stack[places[node] :]
                    for member in component:
                        places[member] = closed
                    yield component


def is_cycle(graph: Graph[Node], component: tuple[Node, ...]) -> bool:
    """Say whether a *component* of *graph* can be gone round in."""
    return len(component) > 1 or component[0] in graph[component[0]]
