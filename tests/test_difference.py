"""What is different between two flows, and where readers part."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ama_flow import Session, diff, load, loads
from ama_flow.cli import cli
from ama_flow.difference import Change, Parting
from ama_flow.difference.telling import tell
from ama_flow.model import (
    ANSWER,
    Answer,
    Condition,
    Fact,
    Flow,
    Moment,
    Rule,
    Source,
    State,
    Table,
    Transition,
    Waiver,
    replace,
)
from ama_flow.testing import nasty
from tests import any_flows, small_flows
from tests.oracle import every_value, judge
from tests.random_flows import flows
from tests.small_flows import CALL, GOAL, A, state, way, yesno
from tests.sound_flow import SOUND, changed

CARD = loads(SOUND)
AMA = load("ama_wvg")


def different(old: str, new: str) -> tuple[Change, ...]:
    """Give what is different where *old* became *new* in the file of `CARD`."""
    return diff(CARD, loads(changed(old, new))).changes


@given(flows() | any_flows.flows() | any_flows.unsound_flows() | nasty.flows())
def test_a_flow_does_not_differ_from_itself(flow: Flow) -> None:
    """Whatever a flow is like, sound or not: nothing changed, and nobody parts."""
    found = diff(flow, flow)
    assert (found.changes, found.partings, found.complete) == ((), (), True)
    assert not found.marks


ONE = (
    ('version = "1"', 'version = "2"', "flow version"),
    ('"A"]\ninitial', '"A", "B"]\ninitial', "flow cites"),
    ('before = "Before you come"', 'before = "Before"', "phase before title"),
    ('text = "Form 7b"', 'text = "Form 7bis"', "term form text"),
    ('library.example"\n\n[facts.age]', 'a.be"\n\n[facts.age]', "link site url"),
    ("max = 120", "max = 110", "fact age maximum"),
    ('north = "North", s', 'north = "Up", s', "fact branch values"),
    ('phone = "02 123"', 'phone = "02 124"', "contact desk phone"),
    ('title = "I try again"', 'title = "Again"', "trigger again title"),
    ('title = "Fill in {form}"', 'title = "Sign {form}"', "state fill title"),
    ('needs = ["password"]\n', "", "state fill needs"),
    ('says = "There is a form."', 'says = "A form."', "statement B says"),
    ('title = "I have none", dest', "dest", "transition number/fails title"),
    (
        "set = { called = true }",
        "set = { called = false }",
        "transition desk/again sets",
    ),
    (
        "age = { min = 18 }",
        "age = { min = 21 }",
        "transition elsewhere/next conditions",
    ),
    ('{ dest = "works" }', '{ dest = "done" }', "transition number/answer dest"),
)


@pytest.mark.parametrize(("old", "new", "said"), ONE)
def test_what_is_changed_is_told_by_its_field(old: str, new: str, said: str) -> None:
    """One change of the file is one change, with what the field was and is."""
    (change,) = different(old, new)
    part, name, *field = said.split()
    assert (change.how, change.part, change.name) == ("changed", part, name)
    assert [name for name, _, _ in change.differing] == field
    for name, before, after in change.differing:
        assert before == getattr(change.before, name)
        assert after == getattr(change.after, name) != before


def listed(before: Flow, after: Flow) -> list[str]:
    """Say what is different, each in a few words."""
    return [f"{c.how} {c.part} {c.name}" for c in diff(before, after).changes]


def test_what_is_added_or_removed_is_told_as_a_whole() -> None:
    """The row is there, with all that it holds; seen from the other side it is gone."""
    rule = Rule(title="Eerst dit", form="at_most", most=1)
    more = replace(
        CARD,
        contacts=Table([*CARD.contacts.items(), ("x", CARD.contacts["desk"])]),
        states=Table([("new", state("new", "step", way("age"))), *CARD.states.items()]),
        rules=(rule,),
        waivers=(Waiver(code="luck", at="age", reason="Zo is het"),),
        translations=Table([("nl", Table([("title", "Een kaart")]))]),
    )
    names = ("contact x", "state new", "rule Eerst dit", "waiver luck age")
    assert listed(CARD, more) == [
        *(f"added {name}" for name in names),
        "added translation nl title",
    ]
    assert [line.split(maxsplit=1)[0] for line in listed(more, CARD)] == ["removed"] * 5
    assert diff(CARD, more).changes[2].after == rule
    assert diff(more, CARD).marks == {"new": "removed"}


def test_an_order_is_told_of_what_both_have() -> None:
    """States, phases and ways on that changed places, and not what came between."""
    phases = list(CARD.phases.items())
    states = list(CARD.states.items())
    age = replace(CARD.states["age"], transitions=CARD.states["age"].transitions[::-1])
    turned = [("age", age), *states[1:-2], *states[:-3:-1]]
    found = diff(
        CARD, replace(CARD, phases=Table(phases[::-1]), states=Table(turned))
    ).changes
    assert [(c.part, c.name) for c in found] == [
        ("order", "phases"),
        ("order", "states"),
        ("order", "transitions of age"),
    ]
    assert found[0].after == ("desk", "before")
    assert found[2].before == ("answer to parent", "answer to resident")


def test_what_a_way_on_has_from_its_trigger_is_told_there() -> None:
    """A new title of a trigger is one change, however many states have it."""
    after = loads(SOUND.replace("This does not work", "It fails"))
    assert listed(CARD, after) == ["changed trigger fails"]
    assert AMA.states["recht"].by_trigger("lukt_niet")[0].shared is not None
    alone = replace(
        AMA,
        states=Table(
            (
                s.id,
                replace(
                    s, transitions=tuple(replace(t, shared=None) for t in s.transitions)
                ),
            )
            for s in AMA.states.values()
        ),
    )
    assert listed(AMA, alone) == []


def on(dest: str, *values: str, trigger: str = ANSWER) -> Transition:
    """Give a way on of state "q" for some values of fact "f"."""
    conditions = ((Condition(fact="f", values=values),),) if values else ()
    return Transition(trigger=trigger, source="q", dest=dest, conditions=conditions)


PAIRS: Sequence[tuple[list[Transition], list[Transition], list[str]]] = (
    ([on("x", "a"), on("y", "b")], [on("y", "a"), on("x", "b")], ["dest", "dest"]),
    ([on("x", "a"), on("y")], [on("x", "b"), on("y")], ["conditions"]),
    ([on("x", "a")], [on("y", "b")], ["dest conditions"]),
    ([on("x", "a"), on("y", "b")], [on("y")], ["conditions", "removed"]),
    ([on("x", "a")], [on("x", "a"), on("x", "b")], ["added"]),
    ([on("x", "a"), on("x", "b")], [on("x", "b")], ["removed"]),
    ([on("x", trigger="t")], [on("x", trigger="u")], ["added", "removed"]),
)


@pytest.mark.parametrize(("old", "new", "told"), PAIRS)
def test_a_way_on_is_held_against_the_one_most_like_it(
    old: list[Transition], new: list[Transition], told: list[str]
) -> None:
    """The same answers come first, then the same dest, then the same trigger."""
    before, after = (
        small_flows.flow(
            State(
                id="q", kind="question", title="Q", asks="f", transitions=tuple(ways)
            ),
            *(state(name, "goal") for name in "xy"),
            facts=(
                Fact(id="f", type="choice", values=Table([("a", "A"), ("b", "B")])),
            ),
        )
        for ways in (old, new)
    )
    found = diff(before, after).changes
    said = [" ".join(name for name, _, _ in c.differing) or c.how for c in found]
    assert said == told
    assert {change.name.split("/")[0] for change in found} == {"q"}
    assert diff(before, after).marks == {"q": "changed"}


@st.composite
def redirected(draw: st.DrawFn) -> tuple[Flow, Flow]:
    """Draw a flow in which everything is decided, and one with some other dests."""
    before = draw(flows())
    assume(not judge(before).faults)
    states = []
    for row in before.states.values():
        dests = [
            draw(st.sampled_from([t.dest] * 4 + [*before.states]))
            for t in row.transitions
        ]
        kept = (
            row
            if row.kind == "branch"
            else replace(
                row,
                transitions=tuple(
                    replace(t, dest=dest)
                    for t, dest in zip(row.transitions, dests, strict=True)
                ),
            )
        )
        states.append((row.id, kept))
    after = replace(before, states=Table(states))
    assume(not judge(after).faults)
    return before, after


def replayed(flow: Flow, answers: Sequence[Answer]) -> str:
    """Give the state where a session is after *answers*."""
    session = Session(flow)
    for answer in answers:
        value = answer.value if answer.value != "" else "any"
        any_flows.give(session, replace(answer, value=value))
    return session.state


def nearest(before: Flow, after: Flow, most: int) -> int:
    """Count the answers to the first place where sessions differ, if at *most* those."""
    ways: list[tuple[Answer, ...]] = [()]
    for count in range(most + 1):
        if any(replayed(before, way) != replayed(after, way) for way in ways):
            return count
        ways = [(*way, answer) for way in ways for answer in answers(before, way)]
    return most + 1


def answers(flow: Flow, given: Sequence[Answer]) -> list[Answer]:
    """List all that can be answered behind the answers *given*."""
    here = flow.states[replayed(flow, given)]
    return [
        Answer(state=here.id, trigger=trigger, value=value)
        for trigger in here.triggers
        for value in (
            every_value(flow.facts[here.asks]) if trigger == ANSWER else [None]
        )
    ]


@settings(max_examples=30)
@given(redirected())
def test_the_nearest_parting_is_that_of_two_sessions(pair: tuple[Flow, Flow]) -> None:
    """Brute force with every value finds no shorter answers, and misses none."""
    before, after = pair
    found = diff(before, after)
    lengths = [len(parting.before.answers) for parting in found.partings]
    assert min([*lengths, 3]) == nearest(before, after, 2)
    assert lengths == sorted(lengths)
    for parting in found.partings:
        for flow, trace in ((before, parting.before), (after, parting.after)):
            assert replayed(flow, trace.answers) == trace.state
            assert (
                trace.transitions[-1:] == ()
                or trace.transitions[-1].dest == trace.state
            )
        assert len(parting.path) == len(parting.before.answers) + 1


def test_every_value_that_either_flow_tells_apart_is_tried() -> None:
    """A limit that moved by one is found, at a value between the two limits."""
    found = diff(
        CARD, loads(changed("max = 11 }", "max = 15 }").replace("min = 12", "min = 16"))
    )
    (parting,) = found.partings
    assert parting.before.answers == (Answer(state="age", trigger=ANSWER, value=12),)
    assert (parting.before.state, parting.after.state) == ("resident", "parent")
    assert parting.path == (
        "How old are you? You answer: 12.",
        "This used to lead to “Do you live here?”, and now leads to “Bring a parent”.",
    )
    assert not parting.ends_elsewhere


def between(before: Flow, source: str, new: State) -> Flow:
    """Put a state between *source* and where all its ways led."""
    row = before.states[source]
    led = replace(
        row, transitions=tuple(replace(t, dest=new.id) for t in row.transitions)
    )
    states = {**before.states, source: led, new.id: new}
    return replace(before, states=Table(states.items()))


ROW = small_flows.flow(
    state("a", "step", way("b")), state("b", "step", way("goal")), GOAL
)


def test_a_step_between_is_no_parting() -> None:
    """Who goes on alone, past a state that only one flow has, meets the other again."""
    more = between(ROW, "a", state("new", "step", way("b")))
    assert listed(ROW, more) == ["added state new", "changed transition a/next"]
    for pair in ((ROW, more), (more, ROW)):
        assert diff(*pair).partings == ()
    named = between(more, "a", state("old", "step", way("b")))
    assert diff(more, replace(named, states=without(named, "new"))).partings == ()


def without(flow: Flow, name: str) -> Table[State]:
    """Give the states of *flow* but one."""
    return Table((row.id, row) for row in flow.states.values() if row.id != name)


def one(before: Flow, after: Flow) -> Parting:
    """Give the only place where readers part."""
    (parting,) = diff(before, after).partings
    return parting


def test_who_does_not_come_back_has_parted() -> None:
    """A way out of a state in between, an end in between, another end, another start."""
    out = between(ROW, "a", state("new", "step", way("b"), way("goal", trigger="out")))
    parting = one(ROW, out)
    assert (parting.before.state, parting.after.state) == ("b", "goal")
    assert [a.state for a in parting.after.answers] == ["a", "new"]
    assert [a.state for a in parting.before.answers] == ["a"]
    ended = between(ROW, "a", state("new", "goal"))
    assert one(ROW, ended).ends == (("goal",), ("new",))
    assert one(ROW, ended).ends_elsewhere
    assert one(ended, ROW).ends == (("new",), ("goal",))
    assert one(ended, between(ROW, "a", state("other", "goal"))).after.state == "other"
    assert one(ROW, replace(ROW, initial="b")).path == (
        "This used to lead to “a”, and now leads to “b”.",
    )


def test_an_answer_that_only_one_flow_takes_is_a_parting() -> None:
    """It leads somewhere in one flow, and nowhere in the other."""
    more = replace(
        ROW,
        states=Table(
            [
                ("a", state("a", "step", way("b"), way("goal", trigger="out"))),
                *without(ROW, "a").items(),
            ]
        ),
    )
    added, removed = one(ROW, more), one(more, ROW)
    assert added.path[-1] == "This now leads to “goal”, and could not be done before."
    assert (
        removed.path[-1] == "This used to lead to “goal”, and can't be done any more."
    )
    assert (added.before.state, added.before.answers) == ("", ())
    assert added.ends == ((), ("goal",))
    assert removed.ends == (("goal",), ())


def test_answers_are_told_in_the_words_of_the_later_flow() -> None:
    """A title that was changed is that of the later flow, wherever it has the state."""
    ended = between(ROW, "b", state("new", "goal"))
    titled = {n: replace(row, title=f"Now {n}") for n, row in ended.states.items()}
    parting = one(ROW, replace(ended, states=Table(titled.items())))
    assert parting.path[0] == "Now a. You choose: Continue."


def test_states_that_both_flows_lack_are_walked_by_the_answers_in_common() -> None:
    """A state by another name is the same place, as far as it takes the same answers."""
    ways = {"yes": way("goal", when={"a": True}), "no": way("call", when={"a": False})}
    start = state("start", "step", way("q"))
    before, after = (
        small_flows.flow(
            replace(
                start,
                transitions=(Transition(trigger="next", source="start", dest=name),),
            ),
            state(
                name,
                "question",
                ways["yes"],
                ways["no"],
                way("call", trigger=name),
                asks="a",
            ),
            GOAL,
            CALL,
            facts=(A,),
        )
        for name in ("q", "r")
    )
    assert diff(before, after).partings == ()


def test_a_flow_that_does_not_decide_is_walked_as_far_as_it_does() -> None:
    """Where neither flow leads on, nobody parts; where one does, the other can't."""
    reads = state(
        "reads", "branch", way("goal", when={"a": True}), way("call", when={"a": False})
    )
    stuck = small_flows.flow(
        state("s", "step", way("reads")), reads, GOAL, CALL, facts=(A,)
    )
    known = replace(stuck, facts=Table([("a", yesno("a", initial=True))]))
    assert diff(stuck, stuck).partings == ()
    assert one(stuck, known).after.state == "goal"
    first, second = (replace(flow, initial="reads") for flow in (stuck, known))
    assert diff(first, first).partings == ()
    assert one(first, second).path == (
        "This now leads to “goal”, and could not be done before.",
    )
    assert one(second, first).before.transitions == reads.transitions[:1]
    loop = state("loop", "branch", way("loop"))
    assert diff(*[small_flows.flow(loop)] * 2).partings == ()
    first = replace(
        stuck,
        states=Table(
            [("s", state("s", "step", way("goal"))), *without(stuck, "s").items()]
        ),
    )
    new = state("n", "step", way("reads"), way("goal", trigger="t"))
    assert diff(first, between(first, "s", new)).partings == ()
    step = state("t", "step", way("reads"), way("call", trigger="out"))
    second = replace(
        first,
        states=Table([*first.states.items(), ("t", step)]),
        initial="t",
    )
    third = replace(second, initial="s")
    assert one(third, second).ends == (("goal",), ("call",))


@pytest.mark.checkout
def test_one_declaration_is_told_once() -> None:
    """Of a way on that many states share the nearest is told, and the others counted."""
    text = (Path(__file__).parents[1] / "flows" / "ama_wvg.toml").read_text("utf-8")
    shared = 'kind = "step" }\ndest = "hulp"'
    assert text.count(shared) == 1
    after = loads(text.replace(shared, shared.replace("hulp", "departement_zorg")))
    found = diff(AMA, after)
    assert len(found.changes) == 10
    first = found.partings[0]
    assert [answer.state for answer in first.after.answers] == [
        "maatwerkbedrijf",
        "aanmelden",
    ]
    assert {p.after.state for p in found.partings} == {"departement_zorg"}
    assert len(found.partings) == 2
    steps = [
        s.id for s in AMA.states.values() if s.kind == "step" and s.phase != "hulp"
    ]
    again = ["aanmelden", *first.alike]
    assert sorted(again) == sorted(steps)
    told = [*tell(found)]
    assert any(line.startswith("Readers part in 20 places; from 20") for line in told)
    assert any("It is the same at 9 other states: “Kies uw" in line for line in told)


def test_an_answer_that_is_new_or_gone_ends_nowhere_else() -> None:
    """It could not be given, so nobody was stuck there."""
    start = (
        'format = 1\nid = "t"\nversion = "1"\nlanguage = "nl"\ntitle = "T"\n'
        'initial = "a"\n[states.a]\nkind = "question"\ntitle = "A"\ntransitions = ['
        '{ trigger = "ja", title = "Ja", dest = "b" },'
        '{ trigger = "nee", title = "Nee", dest = "c" },'
    )
    rest = "".join(
        f'[states.{name}]\nkind = "goal"\ntitle = "{name.upper()}"\n' for name in "bc"
    )
    more = '{ trigger = "x", title = "Ik weet het niet", dest = "c" },'
    old, new = (loads(f"{start}{extra}]\n{rest}") for extra in ("", more))
    assert not one(old, new).ends_elsewhere
    assert "       From there it can end at “C”." in tell(diff(old, new))
    assert "       From there it could end at “C”." in tell(diff(new, old))


def test_a_search_that_is_cut_off_says_so() -> None:
    """Nobody is told that no more paths part when not all were looked at."""
    found = diff(AMA, AMA, bound=5)
    assert not found.complete
    assert "Not all paths were compared: there are too many situations." in tell(found)


def said(before: Flow, after: Flow) -> list[str]:
    """Tell what is different, without what it is between."""
    return [*tell(diff(before, after))][1:-1]


def test_values_are_told_in_words() -> None:
    """Conditions, sets, empty fields and whole rows, each on one line."""
    fact = replace(CARD.facts["number"], changes=False, pattern="[0-9]+")
    day = replace(CARD, facts=Table([*CARD.facts.items(), ("number", fact)]))
    assert said(CARD, day) == [
        "  changed: fact number",
        "    changes: yes",
        "    now: no",
        "    pattern: nothing",
        "    now: [0-9]+",
    ]
    row = replace(CARD.states["desk"].transitions[0], sets=(), dest="council")
    desk = replace(CARD.states["desk"], transitions=(row,), needs=("age", "number"))
    card = replace(CARD, states=Table([*CARD.states.items(), ("desk", desk)]))
    assert [*tell(diff(CARD, card))][1:10] == [
        "  changed: state desk",
        "    needs: nothing",
        "    now: age, number",
        "  changed: transition again in desk",
        "    dest: branch, “Where do you want your card?”",
        "    now: council, “Ask the council”",
        "    sets: called = yes",
        "    now: nothing",
        "Readers part in 1 place; from 1 of them they can end elsewhere:",
    ]


def test_rows_within_rows_are_told_by_what_they_hold() -> None:
    """The values of a choice by their ids, a source by its fields."""
    up = loads(changed('north = "North", s', 'north = "Up", s'))
    assert said(CARD, up)[1:] == [
        "    values: north = North, south = South",
        "    now: north = Up, south = South",
    ]
    guides = [Source(title="Guide", checked=date(2026, 1, day)) for day in (1, 2)]
    first, second = (replace(CARD, source=guide) for guide in guides)
    assert said(CARD, first) == ["  added: flow source, “Guide”"]
    assert said(first, second)[1:] == ["    checked: 2026-01-01", "    now: 2026-01-02"]
    assert said(first, replace(CARD, rules=(Rule(title="R", form="then"),)))[1:] == [
        "  added: rule R"
    ]
    terms = [
        replace(
            CARD,
            rules=(Rule(title="R", form="then", about=(Moment(states=(name,)),)),),
        )
        for name in ("age", "desk")
    ]
    assert said(*terms)[1:] == ["    about: states = age", "    now: states = desk"]


def test_alike_changes_are_told_together() -> None:
    """Of one way on in many states, all that differs is told once."""
    more = replace(
        ROW,
        states=Table(
            (row.id, replace(row, transitions=(*row.transitions, *extra)))
            for row in ROW.states.values()
            for extra in [(Transition(trigger="t", source=row.id, dest="goal"),)]
        ),
    )
    lines = [*tell(diff(ROW, more))]
    assert lines[:2] == [
        "From any 1 to any 1: 3 changes.",
        "  added: transition t to goal in a, b, goal",
    ]


def test_a_translation_and_a_rule_are_told() -> None:
    """What stands in no row of its own is told by what it was and is."""
    languages = [
        Table([("nl", Table([("title", title)]))]) for title in ("Kaart", "Pas")
    ]
    first, second = (replace(CARD, translations=words) for words in languages)
    assert said(first, second) == [
        "  changed: translation nl title",
        "    before: Kaart",
        "    now: Pas",
    ]
    condition = Condition(fact="age", minimum=12)
    rules = [
        Rule(title="R", form="requires", requires=requires)
        for requires in ((), ((condition,),))
    ]
    first, second = (replace(CARD, rules=(rule,)) for rule in rules)
    assert said(first, second) == [
        "  changed: rule R",
        "    requires: nothing",
        "    now: Age: 12 or more",
    ]
    assert said(CARD, first) == ["  added: rule R"]


def call(*arguments: object) -> Result:
    """Run ``ama-flow diff`` in this process."""
    return CliRunner().invoke(cli, ["diff", *map(str, arguments)])


@pytest.fixture
def card(tmp_path: Path) -> Path:
    """Give the path of `CARD`, a bit changed."""
    path = tmp_path / "card.toml"
    path.write_text(changed("max = 120", "max = 110"), "utf-8")
    return path


def test_the_command_tells_what_is_different(card: Path) -> None:
    """It ends well, and says by its exit code that flows differ where that is asked."""
    assert call("ama_wvg", "ama_wvg", "--exit-code").exit_code == 0
    assert call("ama_wvg", card).exit_code == 0
    result = call("ama_wvg", card, "--exit-code")
    assert result.exit_code == 7
    assert result.stdout.startswith("From ama_wvg 2026.1 to card 1: ")
    assert result.stderr == ""


def test_flows_with_problems_are_compared_if_need_be(card: Path) -> None:
    """A draft is refused as by each command, and is compared where that is asked."""
    card.write_text(
        changed('title = "Bring a parent"\ncannot', 'title = "B"\n#'), "utf-8"
    )
    refused = call("ama_wvg", card)
    assert refused.exit_code == 3
    assert "card.toml" in refused.stderr
    assert call("ama_wvg", card, "--anyway").exit_code == 0
    assert call("ama_wvg").exit_code == 2


DOCS = Path(__file__).parents[1] / "docs" / "diff.md"


@pytest.mark.checkout
def test_the_document_shows_what_is_said() -> None:
    """The example in docs/diff.md is what the program says of two flows."""
    text = (Path(__file__).parents[1] / "flows" / "ama_wvg.toml").read_text("utf-8")
    for old, new in (
        ('hours = "07:00-20:00"', 'hours = "08:00-20:00"'),
        ('"2026.1"', '"2026.2"'),
        (
            'trigger = "weet_niet", dest = "hulp"',
            'trigger = "weet_niet", dest = "eranova"',
        ),
    ):
        assert text.count(old) == 1
        text = text.replace(old, new)
    told = "\n".join(tell(diff(AMA, loads(text))))
    assert (
        f"```text\n$ ama-flow diff ama_wvg mijn.toml --anyway\n{told}\n```"
        in DOCS.read_text("utf-8")
    )


def test_another_start_is_told_by_its_title() -> None:
    """Readers part there before they answer anything, and that is said."""
    told = [*tell(diff(ROW, replace(ROW, initial="b")))]
    assert told[1:4] == [
        "  changed: flow initial",
        f"    before: {ROW.initial}, “{ROW.states[ROW.initial].title}”",
        f"    now: b, “{ROW.states['b'].title}”",
    ]
    assert told[5:7] == ["", "       At the start, before any answer:"]
