"""Numbers in words: those that follow each other as a range."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

_FEW = 2  # numbers in a row that are still named one by one


def ranges(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Join three or more numbers in a row to a pair of first and last."""
    for _, run in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        found = [number for _, number in run]
        if len(found) > _FEW:
            yield found[0], found[-1]
        else:
            yield from zip(found, found, strict=True)
