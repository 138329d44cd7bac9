"""Scenarios: some answers, and where they must lead.

flow = "ama_wvg"                  # a bundled flow, or a path from this file

[scenarios.no_access]             # the id, in the order of the file
title = "Nobody can log in"       # need not be there
then = "hulp"                     # the state that the answers lead to
outcome = "contact"               # need not be there: goal or contact
[scenarios.no_access.answers]     # by state, as `ama_flow.view.script` reads them
maatwerkbedrijf = false
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from os import PathLike, fspath
from pathlib import Path
from typing import Any

from ama_flow.loader import load
from ama_flow.loader.problems import Problems, meant, nearest
from ama_flow.loader.shapes import ID, Anything, Exact, Keys, Named, OneOf, Pattern
from ama_flow.loader.source import decode, parse
from ama_flow.loader.validate import validate_one
from ama_flow.model import (
    ANSWER,
    Flow,
    FlowError,
    Origin,
    Problem,
    Record,
    Route,
    State,
    replace,
)
from ama_flow.places import place
from ama_flow.session import Session
from ama_flow.session.moves import asked
from ama_flow.view import history
from ama_flow.view.script import Script, play
from ama_flow.words.inputs import takes

SUFFIX = ".scenarios.toml"
"""How the names of files of scenarios end."""

_SCENARIO_ID = Pattern(r"[A-Za-z0-9_-]+", "letters, digits, _ and -")
_SCENARIO = Keys(
    {
        "title": Exact(),
        "then": ID,
        "outcome": OneOf(("goal", "contact")),
        "answers": Named(Anything()),
    },
    ("then",),
)
_FILE = Keys(
    {"flow": Exact(), "scenarios": Named(_SCENARIO, ids=_SCENARIO_ID)},
    ("flow", "scenarios"),
)


class Scenario(Record):
    """What must come of some *answers*, by state: where, and perhaps what, one is.

    *then* is a state and *outcome* "goal" or "contact"; either may be empty. It
    stands in *origin*, where it comes from a file.
    """

    id: str = ""
    title: str = ""
    answers: Mapping[str, object]
    then: str = ""
    outcome: str = ""
    origin: Origin | None = None

    uncompared = ("origin",)

    @property
    def route(self) -> Route:
        """Where it stands in its file."""
        return ("scenarios", self.id)


class Scenarios(Record):
    """The scenarios of one file, in its order, and the flow that they are of."""

    flow: Flow
    scenarios: tuple[Scenario, ...]
    origin: Origin

    uncompared = ("origin",)


def read(path: str | PathLike[str]) -> Scenarios:
    """Read a file of scenarios, and the flow that it names.

    Raises `FlowError` with every problem of the file, or else of its flow.
    """
    name = fspath(path)
    try:
        raw = Path(name).read_bytes()
    except OSError as error:
        message = f"{name!r} can't be read: {error.strerror}"
        hint = "give the path of a file of scenarios"
        problem = Problem(code="no-file", message=message, hint=hint)
        raise FlowError(problem) from None
    origin = Origin(file=name, text=decode(raw, name))
    data = parse(origin)
    problems = Problems(origin)
    validate_one(_FILE, data, (), data, problems)
    _raise(problems)
    flow = _flow(data["flow"], Path(name).parent, problems)
    found = tuple(_scenarios(data["scenarios"], origin))
    for scenario in found:
        _judge(flow, scenario, problems)
    _raise(problems)
    return Scenarios(flow=flow, scenarios=found, origin=origin)


def _raise(problems: Problems) -> None:
    if problems.found:
        raise FlowError(*problems.found)


def _flow(name: str, folder: Path, problems: Problems) -> Flow:
    """Load the flow called *name*; where there is none, the problem is here."""
    try:
        return load(name if re.fullmatch(ID.regex, name) else folder / name)
    except FlowError as error:
        (first, *_) = error.problems
        if first.code != "no-file":
            raise
        problems.add("no-file", ("flow",), first.message, first.hint)
        raise FlowError(*problems.found) from None


def _scenarios(rows: Mapping[str, Any], origin: Origin) -> Iterator[Scenario]:
    for name, row in rows.items():
        yield Scenario(**{"id": name, "answers": {}, "origin": origin, **row})


def _judge(flow: Flow, scenario: Scenario, problems: Problems) -> None:
    """Add to *problems* the states that *flow* does not have."""
    if scenario.then not in flow.states:
        message = f"there is no state {scenario.then!r} to be in"
        hint = nearest(scenario.then, flow.states)
        problems.add("no-such-state", (*scenario.route, "then"), message, hint)
    for state in scenario.answers:
        if state not in flow.states:
            at = (*scenario.route, "answers", state)
            message = f"there is no state {state!r} to answer at"
            hint = nearest(state, flow.states)
            problems.add("answer-unknown", at, message, hint, key=True)


def follow(flow: Flow, scenario: Scenario) -> Session:
    """Give a new session after the answers of *scenario*.

    Raises `FlowError` for an answer that is not taken, or never asked for.
    """
    session = Session(flow)
    route = (*scenario.route, "answers")
    script = Script(flow, scenario.answers, origin=scenario.origin, route=route)
    play(session, script, then=scenario.then)
    return session


def judge(flow: Flow, scenario: Scenario) -> tuple[Problem, ...]:
    """Give the answers of *scenario*, and say what does not come of them.

    An answer that is not taken, or never asked for, is a problem too.
    """
    try:
        session = follow(flow, scenario)
    except FlowError as error:
        return tuple(_explained(flow, scenario, p) for p in error.problems)
    return tuple(_missed(session, scenario))


def _explained(flow: Flow, scenario: Scenario, problem: Problem) -> Problem:
    """Say of an answer that is refused what its state does take, by id."""
    if problem.code != "answer-refused":
        return problem
    state = flow.states[str(problem.at[-1])]
    given = scenario.answers[state.id]
    words = [word for word in _listed(given) if isinstance(word, str)]
    near = next(filter(None, (meant(word, _ids(flow, state)) for word in words)), "")
    slip = f"; did you mean {near!r}?" if near and near not in words else ""
    return replace(problem, hint=f"it takes {_offered(flow, state)}{slip}")


def _listed(given: object) -> list[object]:
    return given if isinstance(given, list) else [given]


def _offered(flow: Flow, state: State) -> str:
    """Say what can be answered in *state*, as a file of scenarios has it."""
    fact = asked(flow, state)
    typed = () if fact is None or fact.type == "choice" else (takes("en", fact),)
    return ", ".join((*typed, *_ids(flow, state)))


def _ids(flow: Flow, state: State) -> tuple[str, ...]:
    """Give the ids of the values and the triggers that *state* offers."""
    fact = asked(flow, state)
    values = fact.values if fact else ()
    return (*values, *(t for t in state.triggers if t != ANSWER))


def _missed(session: Session, scenario: Scenario) -> Iterator[Problem]:
    """Say in what *session* is elsewhere than *scenario* has it."""
    state = session.state
    if scenario.then not in ("", state):
        here = session.flow.states[state]
        message = f"the answers lead to {state!r}, and not to {scenario.then!r}"
        hint = f"{state!r} takes {_offered(session.flow, here)}" * (not session.ended)
        yield _wrong("scenario-then", session, scenario, message, hint)
    elif scenario.outcome not in ("", session.outcome):
        what = f"a {session.outcome}" if session.outcome else "no end yet"
        message = f"{state!r} is {what}, and not a {scenario.outcome}"
        yield _wrong("scenario-outcome", session, scenario, message, "")


def _wrong(
    code: str, session: Session, scenario: Scenario, message: str, hint: str
) -> Problem:
    """Tell with the problem what was answered on the way."""
    at = (*scenario.route, code.removeprefix("scenario-"))
    where = place(scenario.origin, at) if scenario.origin else None
    path = tuple(f"{past.title} {past.answer}".strip() for past in history(session))
    return Problem(
        code=code,
        message=message,
        at=at,
        place=where,
        hint=hint,
        path=path,
    )
