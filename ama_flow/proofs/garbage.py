"""No garbage collection in the middle of a proof.

Python looks for objects that hold each other each time some more were made. A search
makes millions, none of which hold each other, so this finds nothing, and adds more
than half to the time of a large search. See docs/performance.md.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Put the collector off until the end, unless it is off anyway."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
