"""What is different, as data: for words, and for marks in a picture."""

from __future__ import annotations

from ama_flow.model import Flow, How, Record, Trace, fields


class Change(Record):
    """Something that is different: a *part* of a flow, such as "state", by its *name*.

    *before* and *after* are the rows themselves, None where there is none; for a field
    of the flow itself, an order or a translation they are its value. The name of a
    transition is its state and its trigger, ``aanmelden/next``; it is without what it
    takes over from the trigger.
    """

    part: str
    name: str
    before: object
    after: object

    @property
    def how(self) -> How:
        """Say whether it was added, removed or changed."""
        if self.before is None:
            return "added"
        return "removed" if self.after is None else "changed"

    @property
    def differing(self) -> tuple[tuple[str, object, object], ...]:
        """List what differs in a row that was changed: the field, before and after."""
        if not (isinstance(self.before, Record) and isinstance(self.after, Record)):
            return ()
        pairs = (
            (name, getattr(self.before, name), getattr(self.after, name))
            for name in fields(self.before)
            if (self.part, name) not in _APART
        )
        return tuple((name, old, new) for name, old, new in pairs if old != new)


_APART = {("state", "transitions"), ("transition", "shared")}
"""Fields that do not count: they are told by other changes, or say nothing new."""


class Parting(Record):
    """Answers after which readers are at another state in each flow.

    *before* and *after* are their ways, with the state where each is, empty where the
    last answer can't be given. *ends* are the states without a way on that can be got
    to from there, in either flow. *path* tells the way in sentences. At the states in
    *alike*, by their ids, readers part by the same declaration, further on.
    """

    before: Trace
    after: Trace
    ends: tuple[tuple[str, ...], tuple[str, ...]]
    path: tuple[str, ...]
    alike: tuple[str, ...] = ()

    @property
    def is_in_both(self) -> bool:
        """Say whether the last answer can be given in both flows."""
        return bool(self.before.state and self.after.state)

    @property
    def ends_elsewhere(self) -> bool:
        """Say whether not only the way is another, but also where it can end."""
        return self.is_in_both and self.ends[0] != self.ends[1]


class Difference(Record):
    """What is different in the flow *after* from the flow *before*.

    *complete* is false where there were too many situations to look at them all; there
    may be more *partings* then.
    """

    before: Flow
    after: Flow
    changes: tuple[Change, ...]
    partings: tuple[Parting, ...]
    complete: bool

    @property
    def marks(self) -> dict[str, How]:
        """Say of each state that differs, or of which a transition does, how it does.

        The names are ids of states; what was removed is only in *before*.
        """
        found: dict[str, How] = {}
        for change in self.changes:
            if change.part == "state":
                found[change.name] = change.how
            elif change.part == "transition":
                found.setdefault(change.name.partition("/")[0], "changed")
        return found
