"""Strategies draw what they say, and what tests assert can fail."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import cache
from statistics import median
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, run_state_machine_as_test

from ama_flow import Renderer, Session, check, load, loads
from ama_flow.formats import accepted
from ama_flow.model import Answer, Condition, Fact, Flow, Table, replace
from ama_flow.testing import (
    Broken,
    FlowMachine,
    answers,
    assert_next,
    assert_renderer,
    broken_flows,
    flows,
    nasty_text,
    state_machine,
    values,
    walk,
    walks,
)
from ama_flow.testing import broken as mistakes
from ama_flow.testing.sample import SAMPLE
from ama_flow_renderers import json, markdown
from tests.small_flows import GOAL, flow, state, way, yesno

AMA = load("ama_wvg")


def drawn(strategy: st.SearchStrategy[Any], number: int = 200) -> list[Any]:
    """Draw as a test would, always the same."""
    found: list[Any] = []

    @settings(max_examples=number, database=None, phases=[Phase.generate])
    @given(strategy)
    def draw(value: object) -> None:
        found.append(value)

    draw()
    return found


@cache
def many() -> list[Flow]:
    """Draw flows, once for all tests."""
    return drawn(flows())


def smallest(strategy: st.SearchStrategy[Any], wanted: Callable[[Any], bool]) -> Any:  # noqa: ANN401 - whatever is drawn
    """Give what Hypothesis shrinks to."""
    quiet = settings(max_examples=2000, database=None, derandomize=True)
    return find(strategy, wanted, settings=quiet)


# ---------------------------------------------------------------- flows
@given(flows(text=st.just("") | nasty_text()))
def test_a_flow_is_proved(made: Flow) -> None:
    """Nothing is wrong with what is drawn, in any words, and its rules hold."""
    report = check(made)
    assert report.problems == ()
    assert report.figures.rules == len(made.rules)


def test_flows_have_everything() -> None:
    """Facts of each type, kinds of states and features all occur, and often."""
    made = many()
    states = [state for flow in made for state in flow.states.values()]
    ways = [way for state in states for way in state.transitions]
    facts = [fact for flow in made for fact in flow.facts.values()]
    seen: Counter[str] = Counter(state.kind for state in states) + Counter(
        f.type for f in facts
    )
    seen["shared"] = sum(way.shared is not None for way in ways)
    seen["sets"] = sum(bool(way.sets) for way in ways)
    seen["two facts"] = sum(len(row) > 1 for way in ways for row in way.conditions)
    seen["decimals"] = sum(fact.decimals > 0 for fact in facts)
    for name in ("phases", "rules", "terms", "links", "translations", "statements"):
        seen[name] = sum(bool(getattr(flow, name)) for flow in made)
    assert len(seen) == 5 + 5 + 4 + 6
    assert min(seen.values()) >= 3, seen


def test_flows_are_worth_their_time() -> None:
    """Half of them have eight states, and as many situations, or more."""
    figures = [check(made).figures for made in many()]
    assert median(figure.states for figure in figures) >= 8
    assert median(figure.situations for figure in figures) >= 7


@cache
def smallest_flow() -> Flow:
    """Give the least that a flow can be; to find it takes a second."""
    found: Flow = smallest(flows(), lambda _: True)
    return found


def test_a_flow_shrinks_to_what_matters() -> None:
    """What a failing test shows is as small as can be."""
    least = smallest_flow()
    assert list(least.states) == ["s0", "done"]
    calls = smallest(flows(), lambda flow: bool(flow.contacts))
    assert len(calls.states) <= 5
    assert not calls.rules
    asks = smallest(flows(), lambda f: any(x.type == "date" for x in f.facts.values()))
    assert len(asks.states) <= 3
    assert list(asks.facts) == ["s0"]


# ---------------------------------------------------------------- broken flows
@settings(max_examples=150)
@given(broken_flows())
def test_a_broken_flow_is_reported_as_what_it_is(broken: Broken) -> None:
    """Its one mistake is reported by its code, and nothing else is."""
    codes = {problem.code for problem in check(broken.flow).problems}
    assert codes == {broken.code}


@pytest.mark.parametrize("code", list(mistakes.MISTAKES))
def test_every_mistake_can_be_made(code: str) -> None:
    """Also in the smallest of flows, each mistake is one problem."""
    made = mistakes.MISTAKES[code](smallest_flow())
    (problem,) = check(made).problems
    assert problem.code == code


# ---------------------------------------------------------------- texts
@given(nasty_text())
def test_a_nasty_text_may_stand_in_a_file(text: str) -> None:
    """The format takes it as the name of a term; nothing of it is another term."""
    quoted = "".join(f"\\U{ord(char):08X}" for char in f"x {text}")
    written = MINIMAL + f'\ntitle = "{quoted}"\n'
    assert loads(written).title == f"x {text}"


MINIMAL = """
states.a = { kind = "goal", title = "A" }
format = 1
id = "a"
version = "1"
language = "en"
initial = "a"
"""


def test_nasty_texts_are_nasty() -> None:
    """Markup, other scripts, and words that are too long for any line."""
    texts = drawn(nasty_text(), 300)
    for part in ("<script>", "**", "](", "{", "$(", "\\", '"', "|", "]]>", "עב"[:0]):
        assert any(part in text for text in texts), part
    assert any(max(map(len, text.split()), default=0) > 200 for text in texts)
    assert any(char > "\u0590" for text in texts for char in text)


# ---------------------------------------------------------------- values, walks
FACTS = (
    yesno("yes"),
    Fact(id="kind", type="choice", values=Table([("a", "A"), ("b", "B")])),
    Fact(id="age", type="number", minimum=3, maximum=120),
    Fact(id="any", type="number"),
    Fact(id="sum", type="number", decimals=2, minimum=Decimal("-0.05"), maximum=1),
    Fact(id="day", type="date", minimum=date(2026, 1, 1), maximum=date(2026, 1, 31)),
    Fact(id="ever", type="date"),
    Fact(id="name", type="text"),
    Fact(id="digits", type="text", pattern="[0-9]{3,5}"),
    Fact(id="firm", type="text", format="be-enterprise"),
    Fact(id="mail", type="text", format="email"),
)


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.id)
@settings(max_examples=25)
@given(data=st.data())
def test_a_value_is_one_that_the_fact_takes(data: st.DataObject, fact: Fact) -> None:
    """It comes in the form that a session keeps."""
    value = data.draw(values(flow(GOAL, facts=(fact,)), fact.id))
    assert accepted(fact, value) == value
    assert type(accepted(fact, value)) is type(value)


@pytest.mark.parametrize(
    "fact",
    [
        Fact(id="pin", type="text", sensitive=True),
        Fact(id="pin", type="text", format="be-insz"),
    ],
)
def test_what_is_private_has_no_values(fact: Fact) -> None:
    """Nothing can be drawn where nothing may be given."""
    assert values(flow(GOAL, facts=(fact,)), "pin").is_empty


def test_values_are_those_where_conditions_turn() -> None:
    """A bound of a condition is drawn far more often than by chance."""
    bounds = Condition(fact="any", minimum=1234567, maximum=7654321)
    below = Condition(fact="any", values=(-77,))
    odd = Condition(fact="any", maximum=10**30)
    ways = [way("goal", when={"any": c}) for c in (bounds, below, odd)]
    made = flow(state("a", "question", *ways, asks="any"), GOAL, facts=(FACTS[3],))
    found = Counter(drawn(values(made, "any")))
    assert all(found[value] for value in (1234567, 7654321, -77))
    assert 10**30 not in found


@given(flows().flatmap(lambda made: st.tuples(st.just(made), walks(made))))
def test_a_walk_can_be_walked(drawn: tuple[Flow, list[Answer]]) -> None:
    """A session takes each of its answers, in order."""
    made, given = drawn
    assert walk(made, given).answers == tuple(given)
    assert len(given) <= 20


def test_walks_get_somewhere() -> None:
    """Half of those through a real procedure are six answers or longer."""
    found = drawn(walks(AMA))
    assert median(map(len, found)) >= 6
    assert [] in found
    assert {walk(AMA, given).outcome for given in found} == {None, "goal", "contact"}
    assert all(len(given) <= 3 for given in drawn(walks(AMA, longest=3), 30))


def test_a_walk_shrinks() -> None:
    """Little of a failing walk is not needed."""
    found = smallest(walks(AMA), lambda w: walk(AMA, w).state == "eranova")
    assert len(found) <= 5
    assert len(smallest(walks(AMA), lambda w: len(w) > 3)) == 4


def test_nothing_is_answered_after_the_end() -> None:
    """Where there is no way on, no answer can be drawn."""
    assert answers(Session(flow(GOAL))).is_empty


# ---------------------------------------------------------------- the machine
def played(machine: type[FlowMachine], number: int = 20) -> None:
    """Play *machine* a few times."""
    checks = [HealthCheck.too_slow, HealthCheck.filter_too_much]
    quiet = settings(
        max_examples=number,
        database=None,
        derandomize=True,
        deadline=None,
        stateful_step_count=12,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=checks,
    )
    run_state_machine_as_test(machine, settings=quiet)


def test_a_machine_plays_a_flow() -> None:
    """Whatever a reader of the guide does, all invariants hold."""
    machine = state_machine(AMA)
    assert machine.__name__ == "AmaWvgMachine"
    played(machine)


class Ended(FlowMachine):
    """Claims that nobody gets anywhere."""

    flow = AMA

    @invariant()
    def never_gets_to_the_manual(self) -> None:
        """Hold what is not so."""
        assert self.session.state != "uitgebreide_handleiding"


def test_an_invariant_of_ones_own_is_held() -> None:
    """What does not hold is found, and told by the steps to it."""
    with pytest.raises(AssertionError) as caught:
        played(Ended, 100)
    steps = "\n".join(caught.value.__notes__)
    assert steps.count("state.give") <= 3
    assert "trigger='lukt_niet'" in steps


STUCK = flow(state("a", "step", way("b")), state("b", "step"), GOAL)
NUMBERED = flow(
    state("a", "question", way("goal"), asks="name"),
    GOAL,
    facts=(Fact(id="name", type="text"),),
)


def test_a_machine_notices_who_is_stuck() -> None:
    """An end that is no goal and no contact breaks the machine."""
    with pytest.raises(AssertionError, match="stuck in 'b'"):
        played(state_machine(STUCK))


class Forgetful(Session):
    """Loses the last answer when it is saved."""

    def to_dict(self) -> dict[str, object]:
        """Give all answers but the last."""
        data = super().to_dict()
        return {**data, "answers": self._kept(data["answers"])}

    @staticmethod
    def _kept(answers: object) -> list[object]:
        assert isinstance(answers, list)
        return answers[:-1]


class Careless(FlowMachine):
    """Saves badly."""

    flow = AMA

    def __init__(self) -> None:
        """Start a session that forgets."""
        super().__init__()
        self.session = Forgetful(self.flow)


def test_a_machine_notices_what_is_lost() -> None:
    """A save that loses an answer breaks the machine."""
    with pytest.raises(AssertionError, match="resuming changes the answers"):
        played(Careless, 100)


# ---------------------------------------------------------------- assert_next
def refused(answers: dict[str, object], **expected: str) -> str:
    """Give what `assert_next` says of the guide."""
    with pytest.raises(AssertionError) as caught:
        assert_next(AMA, answers, **expected)
    return str(caught.value)


def test_what_is_next_is_asserted() -> None:
    """Answers by state lead to a state, an outcome, or both."""
    assert_next(AMA, {}, then="maatwerkbedrijf")
    assert_next(AMA, {"maatwerkbedrijf": False}, then="aanmelden")
    assert_next(
        AMA,
        {"maatwerkbedrijf": True, "gekend_in_cobrha": False},
        outcome="contact",
    )


def test_what_is_next_elsewhere_is_told() -> None:
    """The message has where the reader is, how he got there, and what he can do."""
    said = refused({"maatwerkbedrijf": True}, then="aanmelden")
    assert said.startswith(
        "the answers lead to 'gekend_in_cobrha', and not to 'aanmelden'"
    )
    assert "1. Is uw voorziening een maatwerkbedrijf? Ja" in said
    assert "hint: 'gekend_in_cobrha' takes yes or no" in said


@pytest.mark.parametrize(
    "expected", [{}, {"then": "aanmeldn"}, {"outcome": "fine"}], ids=str
)
def test_expecting_nothing_is_refused(expected: dict[str, str]) -> None:
    """A test that cannot fail, or never passes, is a mistake in the test."""
    with pytest.raises(ValueError, match=r"then = a state|did you mean 'aanmelden'"):
        assert_next(AMA, {}, **expected)


# ---------------------------------------------------------------- assert_renderer
def test_the_sample_is_proved() -> None:
    """What renderers are tried on is a flow as any other."""
    assert check(SAMPLE).problems == ()


def changed(render: Callable[[bytes], object]) -> Renderer:
    """Make a renderer that gives another JSON than ours."""
    made: Renderer = replace(
        json.renderer,
        name="odd",
        render=lambda flow, options: render(json.renderer.render(flow, options)),
    )
    return made


COUNT = iter(range(10**6))
WRONG: dict[str, tuple[Renderer, str]] = {
    "text": (changed(bytes.decode), "gives str, and not bytes"),
    "clock": (changed(lambda d: d + b"%d" % next(COUNT)), "other bytes the next time"),
    "suffix": (replace(json.renderer, suffix="json"), "the suffix is 'json'"),
    "media type": (replace(json.renderer, media_type="json"), "the media type is"),
    "summary": (replace(json.renderer, summary=""), "the summary is empty"),
    "state": (changed(lambda d: d.replace(b"Bringparent", b"")), "state 'parent'"),
    "phase": (changed(lambda d: d.replace(b"Beforehand", b"")), "the phase of"),
    "text of it": (changed(lambda d: d.replace(b"seconditem", b"")), "the text of"),
    "link": (changed(lambda d: d.replace(b"address1", b"")), "the link 'catalogue'"),
    "contact": (changed(lambda d: d.replace(b"025551234", b"")), "the contact 'desk'"),
    "way": (changed(lambda d: d.replace(b"Unsaid", b"")), "the way on 'unsaid'"),
    "need": (changed(lambda d: d.replace(b"Registration", b"")), "need 'register'"),
    "bytes": (changed(lambda d: d + b"\xff"), "not UTF-8"),
}


@pytest.mark.parametrize("name", list(WRONG))
def test_a_renderer_that_is_wrong_is_told_so(name: str) -> None:
    """Each thing that a renderer must do can be found missing."""
    renderer, said = WRONG[name]
    with pytest.raises(AssertionError, match=said):
        assert_renderer(renderer)


def test_a_renderer_that_drops_nasty_words_is_found() -> None:
    """With `read`, words that were escaped must come back."""
    lossy = changed(lambda document: document.replace(b"<", b""))
    assert_renderer(lossy, examples=5)
    with pytest.raises(AssertionError, match="is not in the document"):
        assert_renderer(lossy, read=bytes.decode, examples=30)


def test_a_summary_need_not_be_whole() -> None:
    """A renderer of a part is held to all but that."""
    title = replace(markdown.renderer, render=lambda flow, _: flow.title.encode())
    assert_renderer(title, whole=False)
    with pytest.raises(AssertionError):
        assert_renderer(title)


# ---------------------------------------------------------------- without Hypothesis
WITHOUT = """
import sys
sys.modules["hypothesis"] = None
import ama_flow, ama_flow.cli.group, ama_flow.scenarios
try:
    import ama_flow.testing
except ImportError as error:
    print(error)
"""


def test_without_hypothesis_the_remedy_is_named() -> None:
    """Nothing else of ama-flow needs it."""
    command = [sys.executable, "-c", WITHOUT]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    remedy = "ama_flow.testing needs Hypothesis: pip install 'ama-flow[testing]'\n"
    assert done.stdout == remedy


def test_the_machine_holds_texts_against_register_numbers() -> None:
    """Any text that is given is looked at."""
    ask = state("ask", "question", way("goal"), asks="name")
    facts = (Fact(id="name", type="text", title="Name"),)
    played(state_machine(flow(ask, GOAL, facts=facts)))
