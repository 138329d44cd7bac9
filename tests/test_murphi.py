"""The model for rumur: rules that read like the procedure, and a game for luck."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings

from ama_flow import load, loads
from ama_flow.model import Flow, Options
from ama_flow.testing import nasty
from ama_flow_renderers import murphi
from tests.model_checkers import SMALL, run

AMA = load("ama_wvg")
GOOD = loads(SMALL)
MODEL = """\
-- The last state comes first: the game is worked out in this order.
type state_t: enum {
  s_done,
  s_desk,
  s_which,
  s_fee,
  s_age,
  s_member,
  overlap_1,
  gap_2,
  unknown_fact_3,
  overlap_4,
  gap_5
};
var state: state_t;
var f_member: 0..2; -- Member: 1 yes; 2 no
var f_age: 0..4; -- Age: 2 from 0 to 17; 3 from 18 to 64; 4 65 or more
var f_asked: 0..2; -- Asked before: 1 yes; 2 no

function helped(s: state_t): boolean; begin
  return (s = s_desk) | (s = s_done) | (s = overlap_1) | (s = gap_2) | (s = unknown_fact_3) | (s = overlap_4) | (s = gap_5);
end;

startstate begin
  state := s_member;
  f_member := 0;
  f_age := 0;
  f_asked := 2;
end;

-- question: Are you a member?
ruleset answer: 1..2 do
  rule "member/answer: fee" (state = s_member) & (answer = 1) ==> begin f_member := answer; state := s_fee; end; -- yes
  rule "member/answer: age" (state = s_member) & (answer = 2) ==> begin f_member := answer; state := s_age; end; -- no
  rule "overlap: member/answer" (state = s_member) & ((answer = 1 ? 1 : 0) + (answer = 2 ? 1 : 0) > 1) ==> begin state := overlap_1; end;
  rule "gap: member/answer" (state = s_member) & (!((answer = 1) | (answer = 2))) ==> begin state := gap_2; end;
end;
rule "member/unsure: which" state = s_member ==> begin state := s_which; end; -- I don't know

-- question: How old are you?
ruleset answer: 2..4 do
  rule "age/answer: fee" (state = s_age) & ((3 <= answer) & (answer <= 4)) ==> begin f_age := answer; state := s_fee; end; -- 18 or more
  rule "age/answer: desk" (state = s_age) & (!((3 <= answer) & (answer <= 4))) ==> begin f_age := answer; state := s_desk; end; -- any other answer
end;

-- branch: Is there a fee?
rule "unknown-fact: fee/next" (state = s_fee) & (((((f_member = 0) | (f_member = 1)) | (((f_member = 0) | (f_member = 2)) & ((f_age = 0) | (f_age = 4)))) & (!((f_member = 1) | ((f_member = 2) & (f_age = 4))))) | ((((f_member = 0) | (f_member = 2)) & ((f_age = 0) | ((1 <= f_age) & (f_age <= 3)))) & (!((f_member = 2) & ((1 <= f_age) & (f_age <= 3)))))) ==> begin state := unknown_fact_3; end;
rule "fee/next: done" (state = s_fee) & (!(((((f_member = 0) | (f_member = 1)) | (((f_member = 0) | (f_member = 2)) & ((f_age = 0) | (f_age = 4)))) & (!((f_member = 1) | ((f_member = 2) & (f_age = 4))))) | ((((f_member = 0) | (f_member = 2)) & ((f_age = 0) | ((1 <= f_age) & (f_age <= 3)))) & (!((f_member = 2) & ((1 <= f_age) & (f_age <= 3))))))) & ((f_member = 1) | ((f_member = 2) & (f_age = 4))) ==> begin state := s_done; end; -- Member: yes or Member: no and Age: 65 or more
rule "fee/next: desk" (state = s_fee) & (!(((((f_member = 0) | (f_member = 1)) | (((f_member = 0) | (f_member = 2)) & ((f_age = 0) | (f_age = 4)))) & (!((f_member = 1) | ((f_member = 2) & (f_age = 4))))) | ((((f_member = 0) | (f_member = 2)) & ((f_age = 0) | ((1 <= f_age) & (f_age <= 3)))) & (!((f_member = 2) & ((1 <= f_age) & (f_age <= 3))))))) & ((f_member = 2) & ((1 <= f_age) & (f_age <= 3))) ==> begin state := s_desk; end; -- Member: no and Age: at most 64
rule "overlap: fee/next" (state = s_fee) & (!(((((f_member = 0) | (f_member = 1)) | (((f_member = 0) | (f_member = 2)) & ((f_age = 0) | (f_age = 4)))) & (!((f_member = 1) | ((f_member = 2) & (f_age = 4))))) | ((((f_member = 0) | (f_member = 2)) & ((f_age = 0) | ((1 <= f_age) & (f_age <= 3)))) & (!((f_member = 2) & ((1 <= f_age) & (f_age <= 3))))))) & (((f_member = 1) | ((f_member = 2) & (f_age = 4)) ? 1 : 0) + ((f_member = 2) & ((1 <= f_age) & (f_age <= 3)) ? 1 : 0) > 1) ==> begin state := overlap_4; end;
rule "gap: fee/next" (state = s_fee) & (!(((((f_member = 0) | (f_member = 1)) | (((f_member = 0) | (f_member = 2)) & ((f_age = 0) | (f_age = 4)))) & (!((f_member = 1) | ((f_member = 2) & (f_age = 4))))) | ((((f_member = 0) | (f_member = 2)) & ((f_age = 0) | ((1 <= f_age) & (f_age <= 3)))) & (!((f_member = 2) & ((1 <= f_age) & (f_age <= 3))))))) & (!(((f_member = 1) | ((f_member = 2) & (f_age = 4))) | ((f_member = 2) & ((1 <= f_age) & (f_age <= 3))))) ==> begin state := gap_5; end;

-- branch: Who knows?
rule "which/next: desk" (state = s_which) & (f_asked = 2) ==> begin state := s_desk; end; -- Asked before: no
rule "which/next: done" (state = s_which) & (!(f_asked = 2)) ==> begin state := s_done; end; -- in all other cases

-- contact: Go to the desk
rule "desk/again: member" state = s_desk ==> begin f_asked := 1; state := s_member; end; -- I try again

-- goal: Take the book

invariant "overlap: member/answer" state != overlap_1;
invariant "gap: member/answer" state != gap_2;
invariant "unknown-fact: fee/next" state != unknown_fact_3;
invariant "overlap: fee/next" state != overlap_4;
invariant "gap: fee/next" state != gap_5;
liveness "trap" helped(state);

-- Does a reader get to a goal or a contact whatever the outcomes?
-- x1 is f_member
-- x2 is f_age
-- x3 is f_asked
function wins(): boolean;
var won: array [state_t] of array [0..2] of array [0..4] of array [0..2] of boolean; again: boolean;
begin
  for s: state_t do for x1: 0..2 do for x2: 0..4 do for x3: 0..2 do
    won[s][x1][x2][x3] := helped(s);
  end; end; end; end;
  again := true;
  while again do
    again := false;
    for s: state_t do for x1: 0..2 do for x2: 0..4 do for x3: 0..2 do
      if !won[s][x1][x2][x3] then
        switch s
          case s_member: won[s][x1][x2][x3] := (forall answer: 1..2 do (answer = 1) -> won[s_fee][answer][x2][x3] end) & (forall answer: 1..2 do (answer = 2) -> won[s_age][answer][x2][x3] end) & (won[s_which][x1][x2][x3]);
          case s_age: won[s][x1][x2][x3] := (forall answer: 2..4 do ((3 <= answer) & (answer <= 4)) -> won[s_fee][x1][answer][x3] end) & (forall answer: 2..4 do (!((3 <= answer) & (answer <= 4))) -> won[s_desk][x1][answer][x3] end) & ((exists answer: 2..4 do (3 <= answer) & (answer <= 4) end) | (exists answer: 2..4 do !((3 <= answer) & (answer <= 4)) end));
          case s_fee: won[s][x1][x2][x3] := (((x1 = 1) | ((x1 = 2) & (x2 = 4))) -> won[s_done][x1][x2][x3]) & (((x1 = 2) & ((1 <= x2) & (x2 <= 3))) -> won[s_desk][x1][x2][x3]) & (((x1 = 1) | ((x1 = 2) & (x2 = 4))) | ((x1 = 2) & ((1 <= x2) & (x2 <= 3))));
          case s_which: won[s][x1][x2][x3] := ((x3 = 2) -> won[s_desk][x1][x2][x3]) & ((!(x3 = 2)) -> won[s_done][x1][x2][x3]) & ((x3 = 2) | (!(x3 = 2)));
          case s_desk: won[s][x1][x2][x3] := won[s_member][x1][x2][1];
        end;
        again := again | won[s][x1][x2][x3];
      end;
    end; end; end; end;
  end;
  return won[state][f_member][f_age][f_asked];
end;
invariant "luck" wins();
"""


def model(flow: Flow, language: str | None = None) -> str:
    """Write *flow* in Murphi."""
    document: bytes = murphi.render(flow, Options(language=language))
    return document.decode()


def test_a_model_reads_like_the_procedure() -> None:
    """Rules in the order of the file, with their words beside, and then the game."""
    written = model(GOOD)
    assert written.startswith("-- Borrow a book, 1\n--\n-- A model for rumur")
    assert written[written.index("-- The last") :] == MODEL


def test_words_are_in_the_language_that_is_asked_for() -> None:
    """The model itself is the same in every language."""
    dutch, english = model(AMA), model(AMA, "en")
    assert "-- Maatwerkbedrijf: 1 ja; 2 nee\n" in dutch
    assert "-- Maatwerkbedrijf: 1 yes; 2 no\n" in english
    assert code(dutch) == code(english)


def code(written: str) -> str:
    """Give a model without its comments."""
    return re.sub(r" ?--.*", "", written)


@given(nasty.flows())
@settings(max_examples=30)
def test_no_text_gets_out_of_its_comment(flow: Flow) -> None:
    """Each ends with its line, which no text can break."""
    written = model(flow)
    assert code(written).isascii()
    assert len(written.splitlines()) == written.count("\n")


@given(nasty.flows())
@settings(max_examples=10)
def test_rumur_reads_any_model(flow: Flow) -> None:
    """Whatever is in the texts, and also where the structure is wrong."""
    with TemporaryDirectory() as name:
        (Path(name) / "m.m").write_text(model(flow), "utf-8")
        assert run("rumur", "-o", "m.c", "m.m", cwd=Path(name)) == ""
        assert (Path(name) / "m.c").exists()


def commands(flow: Flow, folder: Path) -> str:
    """Do what the heading of a model says, and give what comes of it in the end."""
    (folder / "m.m").write_text(model(flow), "utf-8")
    found = re.findall(r"^--   (.*)", model(flow), re.MULTILINE)
    return [run(*shlex.split(command), cwd=folder) for command in found][-1]


def test_a_sound_flow_passes_the_search_that_the_heading_names(tmp_path: Path) -> None:
    """Without an error, and with a look for traps."""
    said = commands(GOOD, tmp_path)
    assert "trying to prove remaining liveness constraints" in said
    assert "No error found." in said


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "{ conditions = { member = false }, ",
            "{ conditions = { member = true }, ",
            (
                'invariant "overlap: member/answer" failed',
                'Rule "overlap: member/answer", answer: 1 fired.',
            ),
        ),
        (
            '{ dest = "desk" },\n]',
            '{ dest = "age" },\n]',
            ('invariant "luck" failed', "Startstate 1 fired.\nstate:s_member"),
        ),
    ],
)
def test_what_is_wrong_is_told(
    tmp_path: Path, old: str, new: str, told: tuple[str, ...]
) -> None:
    """By the name of its problem, and with the rules that lead there."""
    assert SMALL.count(old) == 1
    said = commands(loads(SMALL.replace(old, new)), tmp_path)
    assert [words for words in told if words not in said] == []


def test_a_game_tells_only_those_facts_apart_that_are_remembered() -> None:
    """What is read in its own answer alone makes no difference to who wins."""
    marks = (
        "-- x1 is f_handleiding_gelezen\n-- x2 is f_eranova_gesproken\nfunction wins"
    )
    assert marks in model(AMA)


def test_a_game_that_would_take_too_long_is_left_out() -> None:
    """A model with very many facts says that luck is not looked for."""
    facts = [f"fact_{number}" for number in range(9)]
    known = "".join(
        f'facts.{n} = {{ type = "yesno", initial = true }}\n' for n in facts
    )
    read = " , ".join(f"{name} = true" for name in facts)
    text = SMALL.replace("[facts.member]", f"{known}[facts.member]").replace(
        "conditions = { asked = false }", f"conditions = {{ {read} }}"
    )
    written = model(loads(text))
    assert "-- Luck is not looked for" in written
    assert "wins()" not in written
    assert 'liveness "trap"' in written
