"""Slips in where a flow begins, and in what is known there."""

from __future__ import annotations

from functools import partial

from ama_flow.model import Flow, replace
from ama_flow.mutants.edits import Slip, Slips, of_fact, with_fact


def change_start(flow: Flow) -> Slips:
    """Begin elsewhere."""
    for name in flow.states:
        if name != flow.initial:
            yield Slip(name, partial(replace, flow, initial=name))


def change_known(flow: Flow) -> Slips:
    """Forget what is known at the start, or take another value for it."""
    for fact in flow.facts.values():
        if fact.initial is not None:
            for value in (None, *of_fact(flow, fact.id)):
                if value != fact.initial:
                    made = partial(with_fact, flow, fact, initial=value)
                    yield Slip(f"{fact.id}: {value}", made)


def drop_changes(flow: Flow) -> Slips:
    """Forget that an answer can be another one later."""
    for fact in flow.facts.values():
        if fact.changes:
            yield Slip(fact.id, partial(with_fact, flow, fact, changes=False))
