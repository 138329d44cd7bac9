"""Hold the translations of a file against the texts of its flow."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ama_flow.loader.problems import Problems, nearest
from ama_flow.loader.shapes import Prose, Text
from ama_flow.loader.validate import validate_one
from ama_flow.model import Flow, Route, Table
from ama_flow.text.translated import PROSE, texts


def flatten(data: Mapping[str, Any]) -> Table[Table[str]]:
    """Give translations by language and by path, ``states.eranova.title``."""
    return Table(
        (
            language,
            Table((".".join(path), str(words).strip("\n")) for path, words in leaves),
        )
        for language, leaves in _languages(data)
    )


def check(data: Mapping[str, Any], flow: Flow, problems: Problems) -> None:
    """Add to *problems* what is translated and is no text of *flow*, or no text."""
    wanted = texts(flow)
    for language, leaves in _languages(data):
        for path, words in leaves:
            at: Route = ("translations", language, *path)
            if (dotted := ".".join(path)) in wanted:
                shape = Prose() if path[-1] in PROSE else Text()
                validate_one(shape, words, at, data, problems)
            else:
                message = f"{dotted!r} is no text of this flow"
                hint = nearest(dotted, wanted)
                problems.add("unknown-translation", at, message, hint, key=True)


def _languages(
    data: Mapping[str, Any],
) -> Iterator[tuple[str, list[tuple[tuple[str, ...], object]]]]:
    for language, tree in data.get("translations", {}).items():
        yield language, list(_leaves(tree))


def _leaves(tree: object) -> Iterator[tuple[tuple[str, ...], object]]:
    todo: list[tuple[tuple[str, ...], object]] = [((), tree)]
    while todo:
        path, value = todo.pop()
        if isinstance(value, dict):
            todo += [((*path, key), value[key]) for key in reversed(value)]
        else:
            yield path, value
