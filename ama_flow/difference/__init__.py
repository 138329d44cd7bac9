"""Two flows held against each other: what changed, and where paths part.

difference = diff(load("old.toml"), load("new.toml"))
difference.changes   # states, transitions, texts ... added, removed or changed
difference.partings  # the shortest answers after which readers are elsewhere
"""

from __future__ import annotations

from ama_flow.difference.records import Change, Difference, Parting
from ama_flow.model import Flow, How

__all__ = ["BOUND", "Change", "Difference", "How", "Parting", "diff"]

BOUND = 200_000
"""How many pairs of situations are looked at before the search gives up."""


def diff(before: Flow, after: Flow, *, bound: int = BOUND) -> Difference:
    """Say what is different in *after* from *before*; names in both must resolve.

    Where there are more than *bound* pairs of situations, not all are looked at.
    """
    from ama_flow.difference.changes import changes  # noqa: PLC0415 - start-up is a feature
    from ama_flow.difference.partings import part  # noqa: PLC0415 - start-up is a feature

    partings, complete = part(before, after, bound=bound)
    return Difference(
        before=before,
        after=after,
        changes=tuple(changes(before, after)),
        partings=partings,
        complete=complete,
    )
