"""Tests of the procedure, and of what this project makes of it."""

from pathlib import Path

from hypothesis import given, settings
from hypothesis.stateful import invariant

import ama_flow
from ama_flow import Answer, Flow, Options, Renderer
from ama_flow.testing import (
    FlowMachine,
    assert_next,
    assert_renderer,
    flows,
    walk,
    walks,
)

LAPTOP = ama_flow.load(Path(__file__).with_name("laptop.toml"))


def checklist(flow: Flow, _options: Options) -> bytes:
    """Write a flow as a list to tick off: this project's own renderer."""
    lines = [flow.title, flow.version, flow.text]
    lines += [f"{link.title} {link.url}" for link in flow.links.values()]
    for contact in flow.contacts.values():
        lines += [contact.name, contact.phone, contact.email, contact.url]
    for state in flow.states.values():
        phase = flow.phases[state.phase].title if state.phase else ""
        needs = [flow.facts[fact].title for fact in state.needs]
        ways = [way.title for way in state.transitions]
        lines += [f"[ ] {state.title}", phase, state.text, *needs, *ways]
    words = {f"{{{term.id}}}": term.text for term in flow.terms.values()}
    document = "\n".join(line for line in lines if line)
    for term, text in words.items():
        document = document.replace(term, text)
    return f"{document}\n".encode()


CHECKLIST = Renderer(
    name="checklist",
    suffix=".txt",
    media_type="text/plain",
    summary="A list to tick off",
    render=checklist,
)


def test_a_month_is_the_longest() -> None:
    """From 31 days on, the desk decides."""
    assert_next(LAPTOP, {"who": "staff", "days": 30}, then="log_in")
    assert_next(LAPTOP, {"who": "staff", "days": 31}, outcome="contact")


@given(walks(LAPTOP))
def test_guests_never_get_a_laptop(answers: list[Answer]) -> None:
    """Whatever else is answered, a guest does not get to the goal."""
    session = walk(LAPTOP, answers)
    assert session.facts.get("who") != "guest" or session.outcome != "goal"


class LaptopMachine(FlowMachine):
    """A reader who answers, goes back, starts again, saves and resumes."""

    flow = LAPTOP

    @invariant()
    def restarts_once(self) -> None:
        """Nobody is sent to restart the laptop twice."""
        states = [answer.state for answer in self.session.answers]
        assert states.count("restart") <= 1


LaptopMachine.TestCase.settings = settings(max_examples=20, stateful_step_count=20)
TestLaptop = LaptopMachine.TestCase


def test_the_checklist_is_whole() -> None:
    """Nothing of a flow is left out of it, and nothing makes it fail."""
    assert_renderer(CHECKLIST)


@given(flows())
def test_the_checklist_has_a_box_for_each_state(flow: Flow) -> None:
    """It works for any flow that is proved."""
    boxes = checklist(flow, Options()).decode().count("[ ] ")
    assert boxes == len(flow.states)
