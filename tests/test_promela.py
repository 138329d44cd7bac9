"""The model for Spin: it reads like the procedure, and no text gets into its code."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from ama_flow import load, loads
from ama_flow.model import Flow, Options, Table, replace
from ama_flow.testing import nasty
from ama_flow_renderers import promela
from tests.model_checkers import SMALL, run

AMA = load("ama_wvg")
GOOD = loads(SMALL)
BAD = loads(
    SMALL.replace(
        "{ conditions = { member = false }, ", "{ conditions = { member = true }, "
    )
)
MODEL = """\
unsigned f_member : 2 = 0; /* Member: 1 yes; 2 no */
unsigned f_age : 3 = 0; /* Age: 2 from 0 to 17; 3 from 18 to 64; 4 65 or more */
unsigned f_asked : 2 = 2; /* Asked before: 1 yes; 2 no */

active proctype reader() {
goto s_member;

/* question: Are you a member? */
s_member: atomic {
   if
   :: true ->
      if
      :: f_member = 1 /* yes */
      :: f_member = 2 /* no */
      fi;
      if
      :: f_member == 1 -> printf("member/answer %d -> fee\\n", f_member); goto s_fee /* yes */
      :: f_member == 2 -> printf("member/answer %d -> age\\n", f_member); goto s_age /* no */
      :: (f_member == 1) + (f_member == 2) > 1 -> printf("overlap: member/answer\\n"); wrong(overlap)
      :: else -> printf("gap: member/answer\\n"); wrong(gap)
      fi
   :: printf("member/unsure -> which\\n"); goto s_which /* I don't know */
   fi
};

/* question: How old are you? */
s_age: atomic {
   if
   :: f_age = 2 /* from 0 to 17 */
   :: f_age = 3 /* from 18 to 64 */
   :: f_age = 4 /* 65 or more */
   fi;
   if
   :: (3 <= f_age) && (f_age <= 4) -> printf("age/answer %d -> fee\\n", f_age); goto s_fee /* 18 or more */
   :: else -> printf("age/answer %d -> desk\\n", f_age); goto s_desk /* any other answer */
   fi
};

/* branch: Is there a fee? */
atomic { false; /* no way in but by a jump, so it is passed at once */
s_fee:
   if
   :: ((((f_member == 0) || (f_member == 1)) || (((f_member == 0) || (f_member == 2)) && ((f_age == 0) || (f_age == 4)))) && (!((f_member == 1) || ((f_member == 2) && (f_age == 4))))) || ((((f_member == 0) || (f_member == 2)) && ((f_age == 0) || ((1 <= f_age) && (f_age <= 3)))) && (!((f_member == 2) && ((1 <= f_age) && (f_age <= 3))))) -> printf("unknown-fact: fee/next\\n"); wrong(unknown_fact)
   :: else ->
      if
      :: (f_member == 1) || ((f_member == 2) && (f_age == 4)) -> printf("fee/next -> done\\n"); goto s_done /* Member: yes or Member: no and Age: 65 or more */
      :: (f_member == 2) && ((1 <= f_age) && (f_age <= 3)) -> printf("fee/next -> desk\\n"); goto s_desk /* Member: no and Age: at most 64 */
      :: ((f_member == 1) || ((f_member == 2) && (f_age == 4))) + ((f_member == 2) && ((1 <= f_age) && (f_age <= 3))) > 1 -> printf("overlap: fee/next\\n"); wrong(overlap)
      :: else -> printf("gap: fee/next\\n"); wrong(gap)
      fi
   fi
};

/* branch: Who knows? */
atomic { false; /* no way in but by a jump, so it is passed at once */
s_which:
   if
   :: f_asked == 2 -> printf("which/next -> desk\\n"); goto s_desk /* Asked before: no */
   :: else -> printf("which/next -> done\\n"); goto s_done /* in all other cases */
   fi
};

/* contact: Go to the desk */
helped(desk)
s_desk: atomic {
   printf("desk/again -> member\\n"); f_asked = 1; goto s_member /* I try again */
};

/* goal: Take the book */
helped(done)
end_done:
s_done: false;

end: false
}
"""


def model(flow: Flow, language: str | None = None) -> str:
    """Write *flow* in Promela."""
    document: bytes = promela.render(flow, Options(language=language))
    return document.decode()


def test_a_model_reads_like_the_procedure() -> None:
    """States, answers and ways on in the order of the file, with their words beside."""
    written = model(GOOD)
    assert written.startswith("/*\n * Borrow a book, 1\n *\n * A model for Spin")
    assert written[written.index("unsigned") :] == MODEL


def test_words_are_in_the_language_that_is_asked_for() -> None:
    """The model itself is the same in every language."""
    dutch, english = model(AMA), model(AMA, "en")
    assert "/* Maatwerkbedrijf: 1 ja; 2 nee */" in dutch
    assert "/* Maatwerkbedrijf: 1 yes; 2 no */" in english
    assert code(dutch) == code(english)


def code(written: str) -> str:
    """Give a model without its comments."""
    return re.sub(r" ?/\*.*?\*/", "", written, flags=re.DOTALL)


@given(nasty.flows(), st.sampled_from((None, "nl")))
@settings(max_examples=30)
def test_no_text_gets_out_of_its_comment(flow: Flow, language: str | None) -> None:
    """Without its comments a model has no word of ours or of the author's."""
    written = code(model(flow, language))
    assert written.isascii()
    assert "/*" not in written
    assert "*/" not in written
    assert code(model(bare(flow))) == written


def bare(flow: Flow) -> Flow:
    """Give *flow* without its titles."""
    states = (
        replace(
            state,
            title="",
            transitions=tuple(replace(way, title="") for way in state.transitions),
        )
        for state in flow.states.values()
    )
    return replace(
        flow,
        title="",
        facts=Table((f.id, replace(f, title="")) for f in flow.facts.values()),
        states=Table((state.id, state) for state in states),
    )


@given(nasty.flows())
@settings(max_examples=10)
def test_spin_reads_any_model(flow: Flow) -> None:
    """Whatever is in the texts, and also where the structure is wrong."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "m.pml").write_text(model(flow), "utf-8")
        said = run("spin", "-a", "m.pml", cwd=folder)
        assert (folder / "pan.c").exists(), said
        assert "syntax error" not in said


def branch(flow: Flow) -> list[str]:
    """Give the lines of the branch in the model of *flow*."""
    written = model(flow)
    start, end = written.index("s_fee:\n"), written.index("/* branch: Who knows? */")
    return [line.strip() for line in written[start:end].splitlines()]


def test_only_facts_that_may_be_missing_are_looked_at_for_that() -> None:
    """What has an initial value is known, and nothing is asked of it twice."""
    row = "{ conditions = { asked = true, age = { min = 65 } }, "
    flow = loads(
        SMALL.replace("{ conditions = { member = false, age = { max = 64 } }, ", row)
        .replace("{ member = true }, ", "{ asked = false }, ")
        .replace("{ member = false, age = { min = 65 } }", "{ asked = true }")
    )
    (unknown,) = (line for line in branch(flow) if "unknown-fact" in line)
    missing = "((f_age == 0) || (f_age == 4))"
    met = "(f_asked == 1) && (f_age == 4)"
    assert unknown.startswith(f":: ((f_asked == 1) && {missing}) && (!({met})) -> ")


def test_a_condition_on_one_fact_is_open_while_that_is_missing() -> None:
    """Which values meet it does not matter then."""
    old = "{ conditions = { member = false, age = { max = 64 } }, "
    flow = loads(SMALL.replace(old, "{ conditions = { age = { max = 64 } }, "))
    (unknown,) = (line for line in branch(flow) if "unknown-fact" in line)
    assert ") || (f_age == 0) -> printf(" in unknown


def test_values_that_do_not_follow_each_other_are_told_one_by_one() -> None:
    """What lies between them does not meet the condition."""
    kinds = '[facts.member]\ntype = "choice"\nvalues = { a = "A", b = "B", c = "C" }'
    text = SMALL.replace('[facts.member]\ntype = "yesno"', kinds)
    text = text.replace("{ member = true }, dest", '{ member = ["a", "c"] }, dest')
    text = text.replace("member = true", 'member = "a"')
    written = model(loads(text.replace("member = false", 'member = "b"')))
    assert ":: (f_member == 1) || (f_member == 3) -> printf(" in written


def test_who_simply_goes_on_is_told_nothing() -> None:
    """The words that a reader chooses by are shown where the author gave them."""
    assert "goto s_hoedanigheid\n" in model(AMA)
    assert "goto s_hulp /* Dit lukt niet */\n" in model(AMA)


def test_a_transition_without_conditions_that_is_not_the_last_is_always_open() -> None:
    """The file is wrong then, and Spin finds that two transitions are open."""
    first = "conditions = [{ member = true }, { member = false, age = { min = 65 } }], "
    lines = branch(loads(SMALL.replace(first, "")))
    done, desk, overlap, _ = [line for line in lines if "fee/next" in line][-4:]
    met = "(f_member == 2) && ((1 <= f_age) && (f_age <= 3))"
    assert done.startswith(":: true -> ")
    assert desk.startswith(f":: {met} -> ")
    assert overlap.startswith(f":: (true) + ({met}) > 1 -> ")


def test_a_question_that_nobody_can_answer_is_a_dead_end() -> None:
    """Where no value is within the bounds of the fact, there is no way on."""
    facts = {**GOOD.facts, "age": replace(GOOD.facts["age"], maximum=-1)}
    written = model(replace(GOOD, facts=Table(facts.items())))
    assert "/* question: How old are you? */\ns_age: false;\n" in written


def done(flow: Flow, folder: Path, *numbers: int) -> list[str]:
    """Do what the heading of a model says, by *numbers*; give what comes of it."""
    (folder / "m.pml").write_text(model(flow), "utf-8")
    found = re.findall(r"^ \*   (spin .*?m\.pml)", model(flow), re.MULTILINE)
    return [run(*shlex.split(found[number]), cwd=folder) for number in numbers]


def test_a_sound_flow_passes_each_search_that_the_heading_names(tmp_path: Path) -> None:
    """But that for endless runs: who chooses so can ask again for ever."""
    decided, helped, ended, told = done(GOOD, tmp_path, 0, 1, 2, 3)
    assert "errors: 0" in decided
    assert "errors: 0" in helped
    assert "non-progress cycle" in ended
    assert "desk/again -> member" in told


def test_what_is_wrong_is_told_with_the_answers_to_it(tmp_path: Path) -> None:
    """The trail of an error shows what was answered, and what is wrong there."""
    decided, told = done(BAD, tmp_path, 0, 3)
    assert "assertion violated (fault==" in decided
    assert re.search(r"(gap|overlap): member/answer", told)
