"""The operators: each gives all the slips of one kind that fit a flow.

Redirecting a transition includes what Offutt calls a change of the next state; the
others are the usual ones for state machines, for decisions, and for texts.
Source: Fabbri et al., Mutation analysis testing for finite state machines (1994).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ama_flow.model import Flow, Record
from ama_flow.mutants import conditions, starts, states, ways, writing
from ama_flow.mutants.edits import Slips


class Operator(Record):
    """One kind of *slips*; *done* says what was done.

    Whether it is *of_the_world*: what no proof can know, such as whether a trigger
    is the reader's own choice.
    """

    done: str
    slips: Callable[[Flow], Slips]
    of_the_world: bool = False

    @property
    def name(self) -> str:
        """Give its name, such as ``drop_transition``."""
        return self.slips.__name__


def _all() -> Iterator[Operator]:
    for done, slips in (
        ("a way on forgotten", ways.drop_transition),
        ("a way led back to where it starts", ways.self_loop),
        ("a way led to any other state", ways.redirect),
        ("two ways from one state swapped", ways.swap_answers),
        ("a way written twice, leading elsewhere", ways.duplicate_transition),
        ("one more way, to any other state", ways.add_transition),
        ("the conditions of a way forgotten", conditions.drop_conditions),
        ("one of several cases forgotten", conditions.drop_row),
        ("one of several conditions forgotten", conditions.drop_literal),
        ("the other values of a fact asked for", conditions.negate_literal),
        ("the end of a condition one off", conditions.shift_bound),
        ("at least for at most, or the other way round", conditions.wrong_side),
        ("the least or the most that can be answered one off", conditions.shift_limit),
        ("a fact not noted", ways.drop_set),
        ("another value noted", ways.change_set),
        ("a state left out", states.skip_state),
        ("two steps that follow each other swapped", states.swap_order),
        ("all ways on from a state forgotten", states.dead_end),
        ("a state taken for one of another kind", states.change_kind),
        ("a state put in the phase beside its own", states.change_phase),
        ("the reader sent to somebody else", states.change_contact),
        ("another fact asked for", states.change_asked),
        ("something to have at hand forgotten", states.drop_need),
        ("a step that nothing leads to", states.add_orphan),
        ("another initial state", starts.change_start),
        ("another initial value of a fact, or none", starts.change_known),
        ("an answer taken for one that stays", starts.drop_changes),
        ("the texts of neighbouring states swapped", writing.swap_texts),
        ("how to reach a contact mistyped", writing.mistype_contact),
        ("an exact string mistyped", writing.mistype_term),
        ("a web address mistyped", writing.mistype_link),
    ):
        yield Operator(done=done, slips=slips)
    for done, slips in (
        ("a failure taken for a success, or the other way round", ways.flip_fails),
        ("an outcome taken for a choice, or the other way round", ways.flip_choice),
    ):
        yield Operator(done=done, slips=slips, of_the_world=True)


OPERATORS: tuple[Operator, ...] = tuple(_all())
