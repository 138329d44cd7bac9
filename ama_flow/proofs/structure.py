"""Whether each state is what its kind says, and whole: without any search."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ama_flow.model import ANSWER, NEXT, Flow, Problem, Route, State
from ama_flow.proofs.graph import components, is_cycle
from ama_flow.proofs.groups import Group, grouped
from ama_flow.proofs.naming import listed, named, route


class Flaw(NamedTuple):
    """What is wrong with a state: a code, the key it is at, words, and a hint."""

    code: str
    key: str
    words: str
    hint: str


class Wrong(NamedTuple):
    """What a search excuses: it is reported already, so whoever gets there is helped.

    *states* contradict their kind. *groups*, pairs of a state and a trigger, have
    more than one transition without conditions.
    """

    states: frozenset[str] = frozenset()
    groups: frozenset[tuple[str, str]] = frozenset()


def flaws(flow: Flow) -> tuple[list[Problem], Wrong]:
    """Give what is wrong with single states, and what a search is to excuse for it."""
    problems: list[Problem] = []
    states: list[str] = []
    groups: list[tuple[str, str]] = []
    for state in flow.states.values():
        if flaw := _kind(flow, state):
            states.append(state.id)
        if flaw := flaw or _whole(flow, state):
            problems.append(_problem(flow, state, flaw))
        for group in grouped(state) if len(state.transitions) > 1 else ():
            if len(group) > 1:
                if not all(transition.conditions for transition in group[:-1]):
                    groups.append((state.id, group[0].trigger))
                    problems.append(_otherwise(flow, group))
                if state.kind != "branch" and group[0].trigger != ANSWER:
                    problems += _outcome(flow, group)
    return problems, Wrong(states=frozenset(states), groups=frozenset(groups))


def _problem(flow: Flow, state: State, flaw: Flaw) -> Problem:
    at: Route = ("states", state.id, flaw.key) if flaw.key else ("states", state.id)
    message = f"{named(flow, state.id)} {flaw.words}"
    return Problem(code=flaw.code, message=message, at=at, hint=flaw.hint)


def _kind(flow: Flow, state: State) -> Flaw | None:
    """Say in what a state contradicts its kind: the first thing, if any."""
    if state.contact and state.kind != "contact":
        words = f"names a contact, and is a {state.kind}"
        hint = "write kind = 'contact', or take the contact out"
        return Flaw("contact-elsewhere", "contact", words, hint)
    if state.asks and flow.facts[state.asks].sensitive:
        words = f"asks for {state.asks!r}, which is sensitive"
        hint = "name it in needs; readers give it only where a step sends them"
        return Flaw("sensitive-asked", "asks", words, hint)
    return _KINDS[state.kind](state)


def _step(state: State) -> Flaw | None:
    if state.asks:
        hint = "write kind = 'question', or take asks out"
        return Flaw("step-asks", "asks", "is a step, and asks for a fact", hint)
    if not state.transitions:
        return _dead_end(state)
    if all(transition.fails for transition in state.transitions):
        words = "is a step with no way on when it does work"
        return Flaw("only-fails", "", words, "write next = the state that follows")
    return None


def _question(state: State) -> Flaw | None:
    if not state.transitions:
        return _dead_end(state)
    if state.asks and ANSWER not in state.triggers:
        words = "asks for a fact, and no transition takes the answer"
        hint = "write a transition without a trigger for each answer"
        return Flaw("answer-missing", "asks", words, hint)
    if not state.asks and len(state.triggers) == 1:
        words = "is a question with one way on, and asks for nothing"
        hint = "say which fact it asks, give it a second trigger, or make it a step"
        return Flaw("question-asks-nothing", "kind", words, hint)
    return None


def _branch(state: State) -> Flaw | None:
    hint = "a branch is passed at once and nobody sees it; make it another kind"
    if state.asks:
        return Flaw("branch-asks", "asks", "is a branch, and asks for a fact", hint)
    for key in ("text", "why", "needs"):
        if getattr(state, key):
            return Flaw("branch-has-text", key, f"is a branch, and has {key!r}", hint)
    if any(trigger != NEXT for trigger in state.triggers):
        words = "is a branch, and has triggers"
        return Flaw("branch-has-triggers", "transitions", words, hint)
    return None if state.transitions else _dead_end(state)


def _contact(state: State) -> Flaw | None:
    if state.contact:
        return None
    hint = "write contact = one of [contacts], or make it another kind"
    words = "is a contact, and does not say which"
    return Flaw("contact-missing", "kind", words, hint)


def _goal(state: State) -> Flaw | None:
    hint = "the procedure ends at a goal: make it a step or a question"
    if state.asks:
        return Flaw("goal-asks", "asks", "is a goal, and asks for a fact", hint)
    if state.transitions:
        return Flaw("goal-goes-on", "kind", "is a goal, and has transitions", hint)
    return None


_KINDS = {
    "step": _step,
    "question": _question,
    "branch": _branch,
    "contact": _contact,
    "goal": _goal,
}


def _dead_end(state: State) -> Flaw:
    words = f"is a {state.kind} without a way on"
    return Flaw("dead-end", "", words, "write next or transitions, or make it a goal")


def _whole(flow: Flow, state: State) -> Flaw | None:
    """Say what a state of the right kind lacks: a phase, or a way out of a step.

    The phase comes first: shared transitions can go by it.
    """
    if flow.phases and not state.phase and state.kind != "branch":
        hint = f"write phase = one of: {listed(flow.phases)}"
        return Flaw("phase-missing", "", "is in no phase", hint)
    if state.kind != "step":
        return None
    fails = any(transition.fails for transition in state.transitions)
    if not fails and not state.cannot_fail:
        words = "is a step with no way out when it does not work"
        hint = "give it a trigger that fails, or say why it cannot: cannot_fail"
        return Flaw("no-way-out", "", words, hint)
    if fails and state.cannot_fail:
        words = "cannot fail, and has a trigger that fails"
        hint = "take cannot_fail out, or the trigger"
        return Flaw("cannot-fail-fails", "cannot_fail", words, hint)
    return None


def _otherwise(flow: Flow, group: Group) -> Problem:
    transition = next(t for t in group if not t.conditions)
    name = named(flow, transition.source)
    return Problem(
        code="otherwise-not-last",
        message=f"in {name} a transition without conditions is not the last of its "
        f"trigger {transition.trigger!r}, so those after it never count",
        at=route(transition),
        hint="give it conditions, or put it last: there it is for all other cases",
    )


def _outcome(flow: Flow, group: Group) -> Iterator[Problem]:
    """Compare what readers choose by, before any condition is read."""
    for key in ("fails", "choice", "title"):
        given = [t for t in group if key != "title" or t.title]
        for other in given[1:]:
            if getattr(other, key) != getattr(given[0], key):
                yield Problem(
                    code="outcome-differs",
                    message=f"in {named(flow, other.source)} the transitions of the "
                    f"trigger {other.trigger!r} do not have the same {key!r}",
                    at=route(other),
                    hint="one trigger is one choice: make them alike, or give "
                    "them triggers of their own",
                )
                return


def branch_cycles(flow: Flow, wrong: Wrong) -> Iterator[Problem]:
    """Find branches that lead to each other: a reader would never come out."""
    branches = {
        state.id: [transition.dest for transition in state.transitions]
        for state in flow.states.values()
        if state.kind == "branch" and state.id not in wrong.states
    }
    for component in components(branches):
        if is_cycle(branches, component):
            first = min(component, key=list(branches).index)
            names = listed(named(flow, state) for state in component)
            yield Problem(
                code="branch-cycle",
                message=f"branches can lead round to themselves: {names}",
                at=("states", first),
                hint="let one of them lead to a state that readers see",
            )
