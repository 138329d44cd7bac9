"""Rules in a flow file: what they can name, and what is wrong with one."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from ama_flow.loader import loads
from ama_flow.model import Condition, FlowError, Moment, Rule
from tests.lending import marked, only, problems, with_rules


def rule(text: str) -> Rule:
    """Read the one rule of a flow, whose title is R."""
    (made,) = loads(with_rules(f'title = "R"\n{text}')).rules
    assert made.title == "R"
    return made


# ------------------------------------------------------------ what can be named
@pytest.mark.parametrize(
    ("written", "moments"),
    [
        ('"take"', (Moment(states=("take",)),)),
        ('{ state = "take" }', (Moment(states=("take",)),)),
        ('"take/next"', (Moment(states=("take",), triggers=("next",)),)),
        (
            '["take", "scan/fails"]',
            (
                Moment(states=("take",)),
                Moment(states=("scan",), triggers=("fails",)),
            ),
        ),
        ('{ kind = "contact" }', (Moment(kinds=("contact",)),)),
        ('{ contact = "director" }', (Moment(contacts=("director",)),)),
        (
            '{ phase = ["desk", "shelf"], kind = ["step", "goal"] }',
            (Moment(phases=("desk", "shelf"), kinds=("step", "goal")),),
        ),
        (
            '{ phase = "shelf", trigger = ["next", "fails"] }',
            (Moment(phases=("shelf",), triggers=("next", "fails")),),
        ),
        (
            '{ state = "card", answer = true }',
            (Moment(states=("card",), answer=Condition(fact="card", values=(True,))),),
        ),
    ],
)
def test_a_moment_is_read(written: str, moments: tuple[Moment, ...]) -> None:
    """A state, an answer in it, or whatever fits a table; of a list, any."""
    made = rule(f"state = {written}\nat_most = 1")
    assert made == Rule(title="R", form="at_most", about=moments, most=1)
    made = rule(f'state = "home"\nonly_after = {written}')
    assert made.others == (moments,)


def test_a_sequence_has_a_group_for_each_item() -> None:
    """An item can be any of a list."""
    made = rule('sequence = ["search", ["take", "scan"], { kind = "goal" }]')
    assert made.about == ()
    assert made.others == (
        (Moment(states=("search",)),),
        (Moment(states=("take",)), Moment(states=("scan",))),
        (Moment(kinds=("goal",)),),
    )
    assert made.groups == made.others


def test_required_conditions_are_read_as_those_of_transitions() -> None:
    """All of a table, any of a list."""
    made = rule('state = "take"\nrequires = [{ card = true, asked = [false] }]')
    card, asked = made.requires[0]
    assert (card.fact, card.values) == ("card", (True,))
    assert (asked.fact, asked.values) == ("asked", (False,))
    assert made.groups == (made.about,)
    assert made.conditions == (card, asked)


def test_each_moment_knows_its_place() -> None:
    """For problems to point at."""
    made = rule('state = "home"\nthen = ["take", { kind = "goal" }]')
    assert made.about[0].at == ("rules", 0, "state")
    assert [moment.at for moment in made.others[0]] == [
        ("rules", 0, "then", 0),
        ("rules", 0, "then", 1),
    ]
    made = rule('sequence = ["take", ["scan", "home"]]')
    assert made.others[1][1].at == ("rules", 0, "sequence", 1, 1)


# ------------------------------------------------------------ what is wrong
class Wrong(NamedTuple):
    """The lines of a rule below its title, and the problem that they are."""

    lines: str
    code: str
    marked: str
    message: str
    hint: str

    def __str__(self) -> str:
        """Give the lines alone."""
        return self.lines


KNOWN = "known here: state, phase, kind, contact, trigger, answer"

WRONG = [
    Wrong(
        'state = "tale"\nat_most = 1',
        "no-such-state",
        '"tale"',
        "there is no state 'tale'",
        "did you mean 'take'?",
    ),
    Wrong(
        'state = "tale/next"\nat_most = 1',
        "no-such-state",
        '"tale/next"',
        "there is no state 'tale'",
        "did you mean 'take'?",
    ),
    Wrong(
        'state = "take"\nonly_after = ["search", { state = "scam" }]',
        "no-such-state",
        '"scam"',
        "there is no state 'scam'",
        "did you mean 'scan'?",
    ),
    Wrong(
        'sequence = ["search", ["take", "scam"]]',
        "no-such-state",
        '"scam"',
        "there is no state 'scam'",
        "did you mean 'scan'?",
    ),
    Wrong(
        'state = { phase = "shelve" }\nat_most = 1',
        "no-such-phase",
        '"shelve"',
        "there is no phase 'shelve'",
        "did you mean 'shelf'?",
    ),
    Wrong(
        'state = { contact = "libarian" }\nat_most = 1',
        "no-such-contact",
        '"libarian"',
        "there is no contact 'libarian'",
        "did you mean 'librarian'?",
    ),
    Wrong(
        'state = { kind = "branch" }\nat_most = 1',
        "value",
        '"branch"',
        "'branch' is no kind",
        "known here: step, question, contact, goal",
    ),
    Wrong(
        'state = { kidn = "goal" }\nat_most = 1',
        "unknown-key",
        "kidn",
        "'kidn' means nothing here",
        "did you mean 'kind'?",
    ),
    Wrong(
        'state = "take/failed"\nat_most = 1',
        "no-such-trigger",
        '"take/failed"',
        "there is no trigger 'failed' at take",
        "did you mean 'fails'?",
    ),
    Wrong(
        'state = { trigger = "helpt" }\nat_most = 1',
        "no-such-trigger",
        '{ trigger = "helpt" }',
        "there is no trigger 'helpt'",
        "did you mean 'helped'?",
    ),
    Wrong(
        'state = "take/Next"\nat_most = 1',
        "value",
        '"take/Next"',
        "'Next' does not fit 'state'",
        "write an id: small letters, digits and _, a letter in front",
    ),
    Wrong(
        'state = "help"\nat_most = 1',
        "rule-branch",
        '"help"',
        "'help' is a branch, which readers pass without seeing it",
        "name the states that it leads to: librarian, director",
    ),
    Wrong(
        "state = {}\nat_most = 1",
        "empty",
        "{}",
        "'state' is empty",
        "give state, phase, kind, contact, trigger, answer",
    ),
    Wrong(
        "state = []\nat_most = 1",
        "empty",
        "[]",
        "'state' is empty",
        "leave it out",
    ),
    Wrong("state = 3\nat_most = 1", "type", "3", "'state' must be text", "write text"),
    Wrong(
        'state = "take"',
        "missing",
        "rules",
        "this rule says nothing",
        "write one of: only_after, directly_after, then, directly_then, at_most, "
        "never_with, on_every_path, requires, sequence",
    ),
    Wrong(
        'state = "take"\nthen = "home"\nat_most = 1',
        "rule-key",
        "at_most",
        "a rule says one thing, and this one says then and at_most",
        "make a rule of each",
    ),
    Wrong(
        "at_most = 1",
        "missing",
        "rules",
        "'state' is missing",
        "write state = what the rule is about",
    ),
    Wrong(
        'state = "take"\nsequence = ["search", "take"]',
        "rule-key",
        "state",
        "'state' means nothing beside 'sequence'",
        "take it out: the sequence says what the rule is about",
    ),
    Wrong(
        'sequence = ["search"]',
        "value",
        '["search"]',
        "a sequence of one is no sequence",
        "add what comes after it",
    ),
    Wrong(
        'state = "take"\non_every_path = false',
        "value",
        "false",
        "'on_every_path' can't be false",
        "write true, or at_most = 0 for what never may be",
    ),
    Wrong(
        'state = "take"\nat_most = -1',
        "value",
        "-1",
        "'at_most' must be from 0 to 100",
        "write a number in between",
    ),
    Wrong(
        'state = "take"\nrequires = { crad = true }',
        "no-such-fact",
        "crad",
        "there is no fact 'crad'",
        "did you mean 'card'?",
    ),
    Wrong(
        'state = "take"\nrequires = { card = "yes" }',
        "value",
        '"yes"',
        "'yes' is no answer to yes or no",
        "write true or false",
    ),
    Wrong(
        'state = { state = "card", answer = "yes" }\nat_most = 1',
        "value",
        '"yes"',
        "'yes' is no answer to yes or no",
        "write true or false",
    ),
    *(
        Wrong(
            f"state = {{ {lines}answer = true }}\nat_most = 1",
            "rule-key",
            "answer",
            "'answer' is for questions that ask for the same fact",
            "write state = such a question beside it, and no trigger",
        )
        for lines in (
            "",
            'state = "take", ',
            'state = ["card", "take"], ',
            'state = "card", trigger = "answer", ',
        )
    ),
    Wrong(
        'then = { answer = true }\nstate = "take"',
        "rule-key",
        "answer",
        "'answer' is for questions that ask for the same fact",
        "write state = such a question beside it, and no trigger",
    ),
]


@pytest.mark.parametrize("wrong", WRONG, ids=str)
def test_what_is_wrong_with_a_rule_is_one_problem(wrong: Wrong) -> None:
    """With its place and what to do."""
    problem = only(with_rules(f'title = "R"\n{wrong.lines}'))
    assert (problem.code, problem.message, problem.hint) == (
        wrong.code,
        wrong.message,
        wrong.hint,
    )
    assert marked(problem) == wrong.marked


def test_a_rule_is_known_by_its_title() -> None:
    """So no two have the same."""
    same = 'title = "R"\nstate = "take"\nat_most = 2'
    problem = only(with_rules(same, same))
    assert (problem.code, problem.at) == ("twice", ("rules", 1, "title"))
    assert problem.hint == "a rule is known by its title: give it one of its own"


def test_a_state_that_is_misspelled_everywhere_is_one_problem() -> None:
    """Also where a rule says what is answered there."""
    rule_ = 'title = "R"\nstate = { state = "crad", answer = true }\nat_most = 1'
    text = with_rules(rule_).replace('initial = "card"', 'initial = "crad"')
    (problem,) = problems(text)
    assert problem.message == "there is no state 'crad', which is named 2 times"


def test_all_that_is_wrong_with_the_rules_is_said_at_once() -> None:
    """From the top of the file to the bottom, each at its own rule."""
    text = with_rules(
        'title = "A"\nstate = "tale"\nat_most = 1',
        'title = "B"\nstate = "take"',
        "at_most = 2",
        'title = "D"\nstate = { answer = true }\nat_most = 1',
    )
    with pytest.raises(FlowError) as raised:
        loads(text)
    assert [(p.code, p.at[1]) for p in raised.value.problems] == [
        ("no-such-state", 0),
        ("missing", 1),
        ("missing", 2),
        ("rule-key", 3),
    ]
