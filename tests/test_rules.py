"""Rules: each is proved on every path, or broken with a shortest way to show it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given

from ama_flow.loader import loads
from ama_flow.model import (
    Condition,
    Fact,
    Flow,
    Moment,
    Rule,
    RuleForm,
    Waiver,
    replace,
)
from ama_flow.proofs import check
from ama_flow.proofs.rules import rules
from ama_flow.proofs.space import explore
from ama_flow.proofs.structure import Wrong
from ama_flow.words import say
from tests.lending import LENDING, marked, only, problems, with_rules
from tests.oracle import judge
from tests.random_rules import flows_with_rules
from tests.rule_oracle import breaks, fits, runs
from tests.small_flows import CALL, GOAL, A, flow, found, state, way, yesno

# ------------------------------------------------------------ each rule
NEXT = f"You choose: {say('en', 'next')}."
CARD_NO = "Do you have a card? You answer: no."
CARD_YES = "Do you have a card? You answer: yes."
FORM = f"Fill in the form. {NEXT}"
SEARCH_FAILS = "Search the book. You choose: This does not work."
SEARCH = f"Search the book. {NEXT}"
TAKE = f"Take the book. {NEXT}"
HELPED = "Ask the librarian. You choose: The librarian helped."
SCAN = f"Hold the book under the red light. {NEXT}"
SAYS = "That must not be. The rule says: “R”."
ENDS = "It ends here, and so it must not. The rule says: “R”."


class Broken(NamedTuple):
    """A rule that holds, and a change by which it does not.

    *path* are the sentences that tell so, the last without the rule; *ended* where
    it is the end that breaks it.
    """

    rule: str
    old: str
    new: str
    path: tuple[str, ...]
    ended: bool = False

    def __str__(self) -> str:
        """Give the rule alone."""
        return self.rule

    @property
    def told(self) -> tuple[str, ...]:
        """Give the whole path."""
        last = " ".join(filter(None, (self.path[-1], ENDS if self.ended else SAYS)))
        return (*self.path[:-1], last)


FORM_TO_TAKE = (
    'set = { card = true }, dest = "search" }',
    'set = { card = true }, dest = "take" }',
)
HELPED_TO_SCAN = (
    'set = { asked = true }, dest = "take"',
    'set = { asked = true }, dest = "scan"',
)
CARD_FORGOTTEN = ("set = { card = true }, ", "")
BOTH_TO_FORM = (
    '{ conditions = { card = true }, dest = "search" }',
    '{ conditions = { card = true }, dest = "form" }',
)
LIBRARIAN_IS_THE_END = (
    'transitions = [\n  { trigger = "helped", set = { asked = true }, dest = "take" },\n]',
    "",
)

BROKEN = [
    Broken(
        'state = "take"\nonly_after = ["search", "librarian"]',
        *FORM_TO_TAKE,
        (CARD_NO, FORM, "Take the book."),
    ),
    Broken(
        'state = { kind = "goal" }\nonly_after = "take"',
        *HELPED_TO_SCAN,
        (CARD_YES, SEARCH_FAILS, HELPED, SCAN, "You can take the book home."),
    ),
    Broken(
        'state = "take/next"\nonly_after = ["search/next", "librarian"]',
        *FORM_TO_TAKE,
        (CARD_NO, FORM, TAKE, ""),
    ),
    Broken(
        'state = "scan"\ndirectly_after = "take"',
        *HELPED_TO_SCAN,
        (CARD_YES, SEARCH_FAILS, HELPED, "Hold the book under the red light."),
    ),
    Broken(
        'state = "take"\ndirectly_after = ["search/next", "librarian/helped"]',
        *FORM_TO_TAKE,
        (CARD_NO, FORM, "Take the book."),
    ),
    Broken(
        'state = { state = "card", answer = false }\n'
        'then = ["search", { kind = "contact" }]',
        *FORM_TO_TAKE,
        (CARD_NO, FORM, TAKE, SCAN, "You can take the book home."),
        ended=True,
    ),
    Broken(
        'state = "form/next"\ndirectly_then = "search"',
        *FORM_TO_TAKE,
        (CARD_NO, FORM, "Take the book."),
    ),
    Broken(
        'state = "form"\ndirectly_then = ["form/fails", "search"]',
        *FORM_TO_TAKE,
        (CARD_NO, FORM, "Take the book."),
    ),
    Broken(
        'state = { contact = "librarian" }\ndirectly_then = ["take", "director"]',
        *HELPED_TO_SCAN,
        (CARD_YES, SEARCH_FAILS, HELPED, "Hold the book under the red light."),
    ),
    Broken(
        'state = { phase = "help", kind = "contact" }\nat_most = 2',
        "at_most = 2",
        "at_most = 1",
        (
            CARD_YES,
            SEARCH_FAILS,
            HELPED,
            "Take the book. You choose: This does not work.",
            "Write to the director.",
        ),
    ),
    Broken(
        'state = { state = "card", answer = true }\nnever_with = "form"',
        *BOTH_TO_FORM,
        (CARD_YES, "Fill in the form."),
    ),
    Broken(
        'state = ["search", { phase = "help" }]\non_every_path = true',
        *FORM_TO_TAKE,
        (CARD_NO, FORM, TAKE, SCAN, "You can take the book home."),
        ended=True,
    ),
    Broken(
        'state = "search"\nrequires = { card = true }',
        *CARD_FORGOTTEN,
        (CARD_NO, FORM, "Search the book."),
    ),
    Broken(
        'state = "take/next"\nrequires = [{ card = true }, { asked = true }]',
        *CARD_FORGOTTEN,
        (CARD_NO, FORM, SEARCH, TAKE, ""),
    ),
    Broken(
        'sequence = [["search", "librarian"], "take", "scan"]',
        *FORM_TO_TAKE,
        (CARD_NO, FORM, "Take the book."),
    ),
]


@pytest.mark.parametrize("broken", BROKEN, ids=str)
def test_a_broken_rule_is_one_problem(broken: Broken) -> None:
    """With its code, its place, the shortest way to it, and a hint."""
    text = with_rules(f'title = "R"\n{broken.rule}')
    assert text.count(broken.old) == 1
    problem = only(text.replace(broken.old, broken.new))
    assert problem.code == "rule"
    assert problem.path == broken.told
    assert problem.hint.endswith(", or change the rule")
    written = broken.rule.replace(broken.old, broken.new).splitlines()[-1]
    assert marked(problem) == written.partition(" = ")[2]


@pytest.mark.parametrize("broken", BROKEN, ids=str)
def test_its_repaired_twin_is_proved(broken: Broken) -> None:
    """Nothing is reported, and one rule is counted."""
    report = check(loads(with_rules(f'title = "R"\n{broken.rule}')))
    assert report.proved
    assert report.figures.rules == 1


def test_every_form_of_rule_has_such_a_pair() -> None:
    """And no rule holds in them for want of anything to hold."""
    forms = {rule.form for rule in loads(with_rules(*ALL)).rules}
    assert len(forms) == 9


ALL = [f'title = "R{number}"\n{row.rule}' for number, row in enumerate(BROKEN)]


def test_a_flow_without_rules_has_none_proved() -> None:
    """And nothing is said of them."""
    report = check(loads(LENDING))
    assert report.proved
    assert report.figures.rules == 0


def test_who_has_no_rules_does_not_wait_for_them() -> None:
    """Nothing is imported for rules or loops that are not there."""
    program = """
import sys, ama_flow.proofs, tests.lending
from ama_flow.loader import loads
ama_flow.proofs.check(loads(tests.lending.LENDING))
print([name for name in ("endless", "rules") if f"ama_flow.proofs.{name}" in sys.modules])
"""
    made = subprocess.run(
        [sys.executable, "-c", program],
        cwd=Path(__file__).parent.parent,
        check=True,
        capture_output=True,
        text=True,
    )
    assert made.stdout == "[]\n"


# ------------------------------------------------------------ random rules
@given(flows_with_rules())
def test_brute_force_agrees(made: Flow) -> None:
    """A rule is broken where some run breaks it, and the shortest such run is told."""
    if judge(made).faults:
        return
    problems_ = list(rules(explore(made, Wrong())))
    told = {p.at[1]: len(p.path) - 1 for p in problems_ if p.code == "rule"}
    every, deepest = runs(made, 300)
    for number, rule in enumerate(made.rules):
        lengths = [run.answers for run in every if breaks(made, rule, run)]
        if told.get(number, 0) <= deepest:
            assert told.get(number) == min(lengths, default=None)


@given(flows_with_rules())
def test_what_is_said_never_to_happen_does_not(made: Flow) -> None:
    """In no run is there a moment that a rule is called vacuous for."""
    if judge(made).faults:
        return
    numbered = replace(
        made, rules=tuple(_numbered(rule, n) for n, rule in enumerate(made.rules))
    )
    places = {p.at for p in rules(explore(numbered, Wrong())) if p.code != "rule"}
    groups = (group for rule in numbered.rules for group in rule.groups)
    never = [moment for group in groups for moment in group if moment.at in places]
    events = [event for run in runs(made, 300)[0] for event in run.events]
    assert len(never) == len(places)
    assert not any(fits(made, moment, event) for moment in never for event in events)


def _numbered(rule: Rule, number: int) -> Rule:
    """Give each moment of a rule a place of its own."""

    def placed(group: tuple[Moment, ...], key: object) -> tuple[Moment, ...]:
        return tuple(
            replace(moment, at=("rules", number, str(key), n))
            for n, moment in enumerate(group)
        )

    others = tuple(placed(group, key) for key, group in enumerate(rule.others))
    return replace(rule, about=placed(rule.about, "state"), others=others)


# ------------------------------------------------------------ what is told apart
def requiring(condition: Condition, *at: str) -> Rule:
    """Make a rule that requires a condition at some states."""
    moments = (Moment(states=at),)
    return Rule(title="R", form="requires", about=moments, requires=((condition,),))


def test_a_rule_reads_facts_that_nothing_else_reads_any_more() -> None:
    """And what the flow itself tells apart stays as it is."""
    ask = state("ask", "question", way("step"), asks="a")
    step = state("step", "step", way("goal"))
    made = flow(ask, step, GOAL, facts=(A,))
    rule = requiring(Condition(fact="a", values=(True,)), "goal")
    report = check(replace(made, rules=(rule,)))
    (problem,) = report.problems
    assert problem.path[0] == "ask. You answer: no."
    assert report.figures == check(made).figures


def test_a_rule_cuts_a_number_where_it_needs_to() -> None:
    """Between the values that the flow itself tells apart."""
    age = Fact(id="age", type="number", title="Age")
    ways = [
        way("goal", when={"age": Condition(fact="age", minimum=18)}),
        way("call", when={"age": Condition(fact="age", maximum=17)}),
    ]
    made = flow(state("ask", "question", *ways, asks="age"), GOAL, CALL, facts=(age,))
    holding = requiring(Condition(fact="age", minimum=18), "goal")
    assert check(replace(made, rules=(holding,))).proved
    breaking = requiring(Condition(fact="age", minimum=19), "goal")
    (problem,) = found(replace(made, rules=(breaking,)))
    assert problem.path[0] == "ask. You answer: 18."


def test_an_answer_of_a_rule_cuts_a_number_too() -> None:
    """So one answer can be told from another that leads to the same state."""
    age = Fact(id="age", type="number", title="Age")
    ask = state("ask", "question", way("goal"), asks="age")
    old = Moment(states=("ask",), answer=Condition(fact="age", minimum=65))
    rule = Rule(title="R", form="at_most", about=(old,), most=0)
    (problem,) = found(flow(ask, GOAL, facts=(age,), rules=(rule,)))
    assert problem.path == (
        "ask. You answer: 65.",
        "That must not be. The rule says: “R”.",
    )


def test_what_is_known_at_the_start_counts() -> None:
    """With what branches set before the first state."""
    given_ = yesno("b", initial=False)
    first = state("first", "branch", way("step", sets=(("b", True),)))
    step = state("step", "step", way("goal"))
    made = flow(first, step, GOAL, facts=(yesno("a", initial=True), given_))
    for fact in ("a", "b"):
        rule = requiring(Condition(fact=fact, values=(True,)), "step")
        problems_ = found(replace(made, rules=(rule,)))
        assert [p.code for p in problems_] == ["unused"]


def test_what_a_branch_sets_on_the_way_counts() -> None:
    """At the state that it leads to."""
    ask = state("ask", "question", way("fork"), asks="a")
    fork = state("fork", "branch", way("goal", sets=(("a", True),)))
    rule = requiring(Condition(fact="a", values=(True,)), "goal")
    assert check(flow(ask, fork, GOAL, facts=(A,), rules=(rule,))).proved


def test_an_answer_is_judged_before_what_it_sets() -> None:
    """When the reader gives it, its set is still to come."""
    step = state("step", "step", way("goal", sets=(("a", True),)))
    at = Moment(states=("step",), triggers=("next",))
    rule = Rule(
        title="R",
        form="requires",
        about=(at,),
        requires=((Condition(fact="a", values=(True,)),),),
    )
    made = flow(step, GOAL, facts=(yesno("a", initial=False),), rules=(rule,))
    (problem,) = found(made)
    assert problem.message == "the rule “R” is broken by an answer at “step” (step)"


def test_only_answers_to_what_is_asked_are_learnt() -> None:
    """Another fact is another, and a named trigger leaves the fact alone."""
    unsure = way("goal", trigger="unsure", title="unsure")
    again = state("again", "question", way("goal"), unsure, asks="a")
    other = state("other", "question", way("again"), asks="b")
    ask = state("ask", "question", way("other"), asks="a")
    facts = (yesno("a", changes=True), yesno("b"))
    goal = replace(GOAL, needs=("b",))
    made = flow(ask, other, again, goal, facts=facts)
    unsure_at = (Moment(states=("again",), triggers=("unsure",)),)
    known = requiring(Condition(fact="a", values=(True, False)), "other", "goal")
    assert check(replace(made, rules=(known,))).proved
    told = replace(known, about=unsure_at)
    assert check(replace(made, rules=(told,))).proved
    (problem,) = found(
        replace(made, rules=(requiring(Condition(fact="a", values=(False,)), "goal"),))
    )
    assert problem.path[:2] == ("ask. You answer: yes.", "other. You answer: yes.")
    assert problem.path[2] == "again. You answer: yes."


def test_what_is_known_is_told_apart_once() -> None:
    """However often a loop asks for it."""
    again = way("ask", trigger="again", title="again", choice=True)
    ask = state("ask", "question", way("step"), asks="a")
    made = flow(
        ask,
        state("step", "step", way("goal"), again),
        GOAL,
        facts=(yesno("a", changes=True),),
        rules=(requiring(Condition(fact="a", values=(True, False)), "goal"),),
        waivers=(Waiver(code="endless", at="step", reason="it is for this test"),),
    )
    assert check(made).proved


def test_an_unknown_fact_does_not_meet_what_is_required() -> None:
    """Nobody knows then whether it is so."""
    made = flow(
        state("ask", "question", way("goal"), asks="a"),
        GOAL,
        facts=(A,),
        rules=(requiring(Condition(fact="a", values=(True, False)), "ask"),),
    )
    (problem,) = found(made)
    assert problem.path == ("ask. That must not be. The rule says: “R”.",)


# ------------------------------------------------------------ what is next to what
CHAIN = [state(a, "step", way(b)) for a, b in ("ab", "bc", "cd")]
CHAIN.append(state("d", "step", way("goal")))


@pytest.mark.parametrize(
    ("form", "about", "other", "broken_at"),
    [
        ("directly_after", "c", "b", ""),
        ("directly_after", "c", "b/next", ""),
        ("directly_after", "b/next", "b", ""),
        ("directly_after", "b/next", "a/next", ""),
        ("directly_after", "c", "a", "c"),
        ("directly_after", "c", "a/next", "c"),
        ("directly_after", "c/next", "b", "c/next"),
        ("directly_after", "a", "a", "a"),
        ("directly_then", "b", "c", ""),
        ("directly_then", "b", "b/next", ""),
        ("directly_then", "b/next", "c", ""),
        ("directly_then", "b/next", "c/next", ""),
        ("directly_then", "b", "d", "c"),
        ("directly_then", "b", "c/next", "b/next"),
        ("directly_then", "b/next", "d", "c"),
        ("directly_then", "b/next", "d/next", "c/next"),
        ("directly_then", "b", "b", "c"),
    ],
)
def test_only_the_nearest_state_and_answer_are_next(
    form: RuleForm, about: str, other: str, broken_at: str
) -> None:
    """On either side; what comes further on is too late, and told as soon as it is."""
    group = (_moment(other),)
    rule = Rule(title="R", form=form, about=(_moment(about),), others=(group,))
    problems_ = found(flow(*CHAIN, GOAL, rules=(rule,)))
    places = [problem.message.rpartition("(")[2].rstrip(")") for problem in problems_]
    by_answer = ["by an answer" in problem.message for problem in problems_]
    state_, _, answer = broken_at.partition("/")
    assert places == ([state_] if broken_at else [])
    assert by_answer == ([bool(answer)] if broken_at else [])


def _moment(written: str) -> Moment:
    name, _, trigger = written.partition("/")
    return Moment(states=(name,), triggers=(trigger,) if trigger else ())


# ------------------------------------------------------------ the end of a run
def test_an_answer_that_cannot_come_any_more_is_missed_at_the_end() -> None:
    """A rule that waits for something is broken where the procedure ends."""
    step = state("step", "step", way("goal"))
    at = (Moment(states=("goal",)),)
    rule = Rule(title="R", form="directly_then", about=at, others=(at,))
    (problem,) = found(flow(step, GOAL, rules=(rule,)))
    assert problem.message == (
        "the rule “R” is broken where the procedure ends, at “goal” (goal)"
    )


def test_a_later_duty_does_not_hide_an_earlier_one() -> None:
    """Each state of a rule is waited for by itself."""
    one = state("one", "step", way("two"))
    two = state("two", "step", way("three"))
    three = state("three", "step", way("four"))
    four = state("four", "step", way("goal"))
    rule = Rule(
        title="R",
        form="directly_then",
        about=(Moment(states=("one", "two")),),
        others=((Moment(states=("three",)), Moment(states=("one",), triggers=("x",))),),
    )
    (problem,) = found(flow(one, two, three, four, GOAL, rules=(rule,)))
    assert problem.path[-1] == "two. That must not be. The rule says: “R”."


def test_a_contact_that_can_be_left_is_no_end() -> None:
    """What must follow it may still come."""
    rule = 'title = "R"\nstate = "librarian"\nthen = ["home", "director"]'
    assert problems(with_rules(rule)) == ()


# ------------------------------------------------------------ nothing to hold
@pytest.mark.parametrize(
    ("rule", "where", "what"),
    [
        (
            'state = { phase = "help", kind = "step" }\nonly_after = "home"',
            '{ phase = "help", kind = "step" }',
            "phase 'help', kind 'step'",
        ),
        (
            'state = "form"\nnever_with = [{ phase = "desk", contact = "director" }]',
            '{ phase = "desk", contact = "director" }',
            "phase 'desk', contact 'director'",
        ),
        (
            'state = "home"\nonly_after = ["take", { phase = "shelf", kind = "goal" }]',
            '{ phase = "shelf", kind = "goal" }',
            "phase 'shelf', kind 'goal'",
        ),
        (
            'sequence = ["search", { contact = ["director", "librarian"], phase = "desk" }]',
            '{ contact = ["director", "librarian"], phase = "desk" }',
            "phase 'desk', contact 'director' or 'librarian'",
        ),
    ],
)
def test_a_rule_about_what_never_happens_is_a_problem(
    rule: str, where: str, what: str
) -> None:
    """It would hold whatever the flow does."""
    problem = only(with_rules(f'title = "R"\n{rule}'))
    assert problem.code == "rule-vacuous"
    assert marked(problem) == where
    assert problem.message == f"the rule “R” is about what never happens: {what}"
    assert problem.hint


def test_what_may_never_be_need_not_be() -> None:
    """A rule with at_most = 0 is proved where its state is not reached."""
    rule = 'title = "R"\nstate = { phase = "help", kind = "goal" }\nat_most = 0'
    report = check(loads(with_rules(rule)))
    assert report.proved
    assert report.figures.rules == 1
    problem = only(with_rules(rule.replace("at_most = 0", "at_most = 1")))
    assert problem.code == "rule-vacuous"
    problem = only(with_rules(rule.replace('kind = "goal"', 'kind = "contact"')))
    assert problem.code == "rule"


def test_an_answer_that_is_never_given_never_happens() -> None:
    """The words of a moment are those of its keys and values."""
    answer = Condition(fact="a", values=(True,))
    never = Moment(states=("ask",), triggers=("x",), answer=answer)
    rule = Rule(title="R", form="at_most", about=(never,), most=1)
    never_ = replace(never, answer=None)
    ask = state("ask", "question", way("goal"), asks="a")
    for moment, words in (
        (never_, "state 'ask', trigger 'x'"),
        (
            replace(never, states=("goal",)),
            "state 'goal', trigger 'x', answer 'a: yes'",
        ),
    ):
        made = flow(ask, GOAL, facts=(A,), rules=(replace(rule, about=(moment,)),))
        (problem,) = found(made)
        assert problem.at == ("rules", 0)
        assert problem.message.endswith(words)


# ------------------------------------------------------------ other problems
def test_a_broken_rule_may_follow_from_another_problem() -> None:
    """The root comes first, and the rule by its title in the hint."""
    rule = (
        'title = "First search"\nstate = "take"\nonly_after = ["search", "librarian"]'
    )
    text = with_rules(rule).replace('dest = "search"', 'dest = "take"')
    problem = only(text)
    assert problem.code == "unreachable"
    assert problem.hint.endswith("; then look again at: rule First search")


def test_one_mistake_that_breaks_several_rules_is_one_problem() -> None:
    """The one with the shortest way is told, the others by their titles; all count."""
    report = check(loads(with_rules(*ALL).replace(*FORM_TO_TAKE)))
    broken = [n for n, row in enumerate(BROKEN) if row.old == FORM_TO_TAKE[0]]
    (problem,) = report.problems
    assert problem.message.startswith(f"the rule “R{broken[0]}” is broken")
    assert "; then look again at: rule R4, rule R6, " in problem.hint
    assert report.figures.rules == len(BROKEN) - len(broken)


def test_a_rule_can_be_waived_by_its_title() -> None:
    """It is not proved then."""
    text = with_rules('title = "R"\nstate = "take"\nat_most = 1')
    waiver = '[[waivers]]\ncode = "rule"\nat = "R"\nreason = "so it is for now"\n'
    report = check(loads(f"{text}\n{waiver}"))
    assert report.proved
    assert [problem.code for problem in report.waived] == ["rule"]
    assert report.figures.rules == 0


def test_terms_are_filled_in_in_the_title_of_a_rule() -> None:
    """As they are in any text."""
    problem = only(with_rules('title = "No {scanner}"\nstate = "scan"\nat_most = 0'))
    assert problem.path[-1].endswith("The rule says: “No red light”.")


def test_no_rule_is_proved_where_the_search_was_cut_short() -> None:
    """What was not looked at may break it; the problem says so."""
    made = loads(with_rules('title = "R"\nstate = "take"\nat_most = 1'))
    report = check(made, bound=3)
    assert report.figures.rules == 0
    (problem,) = report.problems
    assert problem.code == "unfinished"
    assert problem.message.endswith("nor that the rules hold")


def test_no_rule_is_proved_where_conditions_do_not_decide() -> None:
    """Nobody knows where such a way leads, so no run ends there either."""
    made = flow(
        state("ask", "question", way("goal", when={"a": True}), asks="a"),
        GOAL,
        facts=(A,),
        rules=(
            Rule(title="R", form="on_every_path", about=(Moment(states=("goal",)),)),
        ),
    )
    report = check(made)
    assert [problem.code for problem in report.problems] == ["gap"]
    assert report.figures.rules == 0


def test_a_branch_that_does_not_decide_ends_no_run() -> None:
    """What lies behind it is not known."""
    fork = state("fork", "branch", way("goal", when={"a": True}))
    ask = state("ask", "question", way("fork"), asks="a")
    rule = Rule(title="R", form="on_every_path", about=(Moment(states=("goal",)),))
    space = explore(flow(ask, fork, GOAL, facts=(A,), rules=(rule,)), Wrong())
    assert list(rules(space)) == []


def test_a_long_flow_takes_no_recursion() -> None:
    """Ten thousand states and a handful of rules are proved like ten."""
    size = 10_000
    steps = [state(f"s{n}", "step", way(f"s{n + 1}")) for n in range(size)]
    last = f"s{size}"
    at = (Moment(states=(last,)),)
    held = (
        Rule(
            title="1", form="only_after", about=at, others=((Moment(states=("s1",)),),)
        ),
        Rule(title="2", form="then", about=(Moment(kinds=("step",)),), others=(at,)),
        Rule(title="3", form="at_most", about=(Moment(triggers=("next",)),), most=size),
        Rule(
            title="4",
            form="directly_after",
            about=at,
            others=((Moment(kinds=("step",)),),),
        ),
        Rule(title="5", form="on_every_path", about=at),
    )
    report = check(flow(*steps, state(last, "goal"), rules=held))
    assert report.figures.rules == 5
