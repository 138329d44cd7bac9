"""The loader: a right file gives a flow, a wrong one all of its problems."""

from __future__ import annotations

import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ama_flow import FlowError, load, loads
from ama_flow.loader import bundled
from ama_flow.model import Condition, Flow, Problem, Table, Transition

SMALL = """\
format = 1
id = "small"
version = "1"
language = "nl"
title = "Klein"
initial = "vraag"

[phases]
begin = "Begin"

[terms.knop]
text = "Verder >"

[links.site]
title = "De site"
url = "https://example.org"

[facts.leeftijd]
type = "number"
min = 0
[facts.soort]
type = "choice"
values = { a = "Een A", b = "Een B" }
[facts.dag]
type = "date"
[facts.prijs]
type = "number"
decimals = 2
[facts.klaar]
type = "yesno"
initial = false
[facts.nummer]
type = "text"
pattern = "[0-9]+"
lookup = "site"

[contacts.hulp]
name = "Hulp"
phone = "02-511 51 51"
tel = "+3225115151"
hours = "07:00-20:00"
timezone = "Europe/Brussels"
days = ["mon", "fri"]

[triggers]
lukt_niet = { title = "Dit lukt niet", fails = true }

[states.vraag]
kind = "question"
phase = "begin"
title = "Hoe oud bent u?"
text = "Zie [de site][site]."
asks = "leeftijd"
transitions = [
  { conditions = { leeftijd = { min = 18, max = 64 } }, dest = "stap" },
  { conditions = [{ leeftijd = { max = 17 } }, { leeftijd = [65, 66] }], dest = "bel" },
  { dest = "klaar" },
]

[states.stap]
kind = "step"
phase = "begin"
title = "Klik op “{knop}”"
needs = ["nummer"]
next = "klaar"

[states.bel]
kind = "contact"
phase = "begin"
title = "Bel"
contact = "hulp"

[states.klaar]
kind = "goal"
phase = "begin"
title = "Klaar"

[[transitions]]
trigger = "lukt_niet"
source = { phase = "begin", kind = ["step"] }
set = { klaar = true, prijs = 1.5, dag = 2026-11-23, soort = "a" }
dest = "bel"
"""


def problems(text: str) -> tuple[Problem, ...]:
    """Give the problems of a text that must have some."""
    with pytest.raises(FlowError) as caught:
        loads(text, file="f.toml")
    return caught.value.problems


def heads(text: str) -> list[str]:
    """Give code, place and message of each problem, as an author would see them."""
    return [str(problem).splitlines()[0] for problem in problems(text)]


def edited(old: str, new: str) -> str:
    """Give the small flow with one thing changed."""
    assert SMALL.count(old) == 1, old
    return SMALL.replace(old, new)


# ---------------------------------------------------------------- right files
def test_a_file_becomes_a_flow() -> None:
    """Every table and key of the format is in the flow, in the order of the file."""
    flow = loads(SMALL)
    assert list(flow.states) == ["vraag", "stap", "bel", "klaar"]
    assert flow.facts["leeftijd"].minimum == 0
    assert flow.facts["soort"].values == Table([("a", "Een A"), ("b", "Een B")])
    assert flow.initial_facts == {"klaar": False}
    assert flow.contacts["hulp"].days == ("mon", "fri")
    assert flow.states["stap"].needs == ("nummer",)
    assert flow.states["vraag"].transitions == (
        Transition(
            trigger="answer",
            source="vraag",
            dest="stap",
            conditions=((Condition(fact="leeftijd", minimum=18, maximum=64),),),
        ),
        Transition(
            trigger="answer",
            source="vraag",
            dest="bel",
            conditions=(
                (Condition(fact="leeftijd", maximum=17),),
                (Condition(fact="leeftijd", values=(65, 66)),),
            ),
        ),
        Transition(trigger="answer", source="vraag", dest="klaar"),
    )


def test_shared_transitions_are_expanded_after_the_states_own() -> None:
    """They keep a mark of their declaration, and take title and nature from it."""
    own, shared = loads(SMALL).states["stap"].transitions
    assert own == Transition(trigger="next", source="stap", dest="klaar")
    assert shared == Transition(
        trigger="lukt_niet",
        source="stap",
        dest="bel",
        title="Dit lukt niet",
        fails=True,
        sets=(
            ("klaar", True),
            ("prijs", Decimal("1.50")),
            ("dag", date(2026, 11, 23)),
            ("soort", "a"),
        ),
        shared=0,
    )
    assert shared.at == ("transitions", 0)


def test_a_states_own_trigger_replaces_shared_ones() -> None:
    """What a state says of a trigger itself is all that is said of it."""
    text = edited(
        'next = "klaar"',
        'transitions = [{ trigger = "lukt_niet", dest = "klaar" }]',
    )
    (only,) = loads(text).states["stap"].transitions
    assert (only.dest, only.shared, only.fails) == ("klaar", None, True)


@pytest.mark.parametrize("source", ['"stap"', '["bel", "stap"]'])
def test_a_source_can_be_states_by_id(source: str) -> None:
    """One id, or a list of ids."""
    text = edited('{ phase = "begin", kind = ["step"] }', source)
    assert loads(text).states["stap"].transitions[-1].shared == 0


def test_equal_files_give_equal_flows() -> None:
    """A flow is a value: equal, hashable, and without regard to its file."""
    one, other = loads(SMALL, file="a"), loads(SMALL, file="b")
    assert one == other
    assert hash(one) == hash(other)
    assert one != loads(edited('title = "Klein"', 'title = "Groot"'))


def test_order_is_part_of_a_table() -> None:
    """Two tables with the same rows in another order are two tables."""
    assert Table([("a", 1), ("b", 2)]) != Table([("b", 2), ("a", 1)])
    assert Table([("a", 1)]) != {"a": 1}
    assert hash(Table([("a", 1)])) == hash(Table([("a", 1)]))
    assert repr(Table([("a", 1)])) == "Table([('a', 1)])"


def test_texts_lose_the_line_breaks_around_them() -> None:
    """A text between triple quotes is the same as one on a line."""
    text = edited('text = "Zie [de site][site]."', 'text = """\nEen.\n\nTwee.\n"""')
    assert loads(text).states["vraag"].text == "Een.\n\nTwee."


def test_next_may_stand_beside_transitions() -> None:
    """It is the first way on, and short for a transition."""
    text = edited(
        'next = "klaar"',
        'next = "klaar"\ntransitions = [{ trigger = "lukt_niet", dest = "bel" }]',
    )
    triggers = loads(text).states["stap"].triggers
    assert triggers == ("next", "lukt_niet")


# ---------------------------------------------------------------- where files are
def test_bundled_flows_are_loaded_by_id() -> None:
    """The flow that comes with ama-flow needs no path."""
    assert bundled() == ("ama_wvg",)
    assert load("ama_wvg").id == "ama_wvg"


def test_files_are_loaded_by_path(tmp_path: Path) -> None:
    """With the byte order mark and the line ends of another system."""
    path = tmp_path / "klein.toml"
    path.write_bytes(b"\xef\xbb\xbf" + SMALL.replace("\n", "\r\n").encode())
    assert load(path) == load(str(path)) == loads(SMALL)


def refusal(flow: str | Path) -> str:
    """Say why a flow can't be read."""
    with pytest.raises(FlowError) as caught:
        load(flow)
    return str(caught.value)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    """A missing file, a folder, an odd name and other bytes give one sentence each."""
    latin = tmp_path / "latin.toml"
    latin.write_bytes('titel = 1\nnaam = "caf\xe9"\n'.encode("latin-1"))
    start = tmp_path / "start.toml"
    start.write_bytes(b"\xff")
    assert refusal("ama_wgv") == (
        "there is no flow 'ama_wgv' [no-file]\n    hint: did you mean 'ama_wvg'?"
    )
    assert refusal("weg.toml") == (
        "there is no flow 'weg.toml' [no-file]\n"
        "    hint: give the path of a file, or one of: ama_wvg"
    )
    assert "can't be read: Is a directory" in refusal(tmp_path)
    assert "can't be read: embedded null byte" in refusal("a\0b.toml")
    assert refusal(latin) == (
        f"{latin}:2:12: the file is not UTF-8 text [encoding]\n"
        '     2 | naam = "caf\n       |            ^\n'
        "    hint: save it as UTF-8"
    )
    assert refusal(start).startswith(f"{start}:1:1: the file is not UTF-8 text")


# ---------------------------------------------------------------- wrong files
def test_a_problem_shows_its_place_and_a_remedy() -> None:
    """File, line and column, the line with a caret, and the nearest known name."""
    text = edited('dest = "bel"\n', 'dest = "bell"\n')
    (problem,) = problems(text)
    assert str(problem) == (
        "f.toml:82:8: there is no state 'bell' [no-such-state]\n"
        '    82 | dest = "bell"\n'
        "       |        ^^^^^^\n"
        "    hint: did you mean 'bel'?"
    )


def test_every_problem_is_reported_at_once_from_top_to_bottom() -> None:
    """An author mends a file in one go."""
    text = (
        SMALL.replace('language = "nl"', 'langauge = "nl"')
        .replace('url = "https://example.org"', 'url = "example.org"')
        .replace("min = 0", 'min = "0"')
        .replace('kind = "step"', 'kind = "stap"')
        .replace('contact = "hulp"', 'contact = "help"')
    )
    assert [(p.code, p.place and p.place.line) for p in problems(text)] == [
        ("unknown-key", 4),
        ("value", 16),
        ("value", 20),
        ("value", 61),
        ("no-such-contact", 71),
    ]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("format = 1\n", "format = 2\n", "1:10: format 2 is newer than this ama-flow, which reads 1 [format]"),
        ("format = 1\n", "format = 0\n", "1:10: 'format' must be from 1 to 1 [value]"),
        ("format = 1\n", "", "1:1: 'format' is missing [missing]"),
        ('id = "small"', 'id = "Small"', "2:6: 'Small' does not fit 'id' [value]"),
        ('version = "1"', "version = 1", "3:11: 'version' must be text [type]"),
        ('version = "1"', 'version = " "', "3:11: 'version' is empty [empty]"),
        ('version = "1"', 'version = "1\\n2"', "3:11: 'version' must be one line [line]"),
        ('title = "Klein"', 'title = "a\\u001bb"', "5:9: 'title' holds U+001B, which steers the screen it is shown on [control-character]"),
        ('title = "Klein"', 'title = "a\\u202eb"', "5:9: 'title' holds U+202E, which steers the screen it is shown on [control-character]"),
        ('title = "Klein"', 'title = "{knob}"', "5:9: there is no term 'knob' [no-such-term]"),
        ('initial = "vraag"', 'initial = "vragen"', "6:11: there is no state 'vragen' [no-such-state]"),
        ('begin = "Begin"', 'Begin = "Begin"\nbegin = "B"', "9:1: 'Begin' is no id here [id]"),
        ('url = "https://example.org"', 'url = "javascript:alert(1)"', "16:7: 'javascript:alert(1)' does not fit 'url' [value]"),
        ("min = 0", "min = true", "20:7: True is no number [value]"),
        ("min = 0", "min = 0.5", "20:7: 0.5 is not on the grid of its fact [value]"),
        ("min = 0", "min = nan", "20:7: Decimal('NaN') is no number [value]"),
        ("min = 0", "min = 3\nmax = 2", "20:7: 'min' is larger than 'max' [value]"),
        ("min = 0", "min = 0\ninitial = -1", "21:11: -1 is out of the bounds of its fact [value]"),
        ("min = 0", "min = 0\ndecimals = 10", "21:12: 'decimals' must be from 0 to 9 [value]"),
        ("min = 0", "min = 0\nchanges = 1", "21:11: 'changes' must be true or false [type]"),
        ('values = { a = "Een A", b = "Een B" }', "", "21:8: 'values' is missing [missing]"),
        ('values = { a = "Een A", b = "Een B" }', "values = {}", "23:10: 'values' is empty [empty]"),
        ('type = "date"', 'type = "date"\ndecimals = 1', "26:1: 'decimals' means nothing for a fact of type date [fact-key]"),
        ('type = "date"', 'type = "dat"', "25:8: 'dat' is no type [value]"),
        ('type = "date"', 'type = "date"\nmin = 2026-11-23T00:00:00', "26:7: datetime.datetime(2026, 11, 23, 0, 0) is no date [value]"),
        ("initial = false", 'initial = "nee"', "31:11: 'nee' is no answer to yes or no [value]"),
        ('pattern = "[0-9]+"', 'pattern = "[0-9"', "34:11: '[0-9' is no regular expression: unterminated character set at position 0 [value]"),
        ('pattern = "[0-9]+"', "pattern = '(a+)+b'", "34:11: '(a+)+b' can take for ever to match [value]"),
        ('pattern = "[0-9]+"', "pattern = '.*.*.*.*b'", "34:11: '.*.*.*.*b' can take for ever to match [value]"),
        ('pattern = "[0-9]+"', "pattern = 'a{9999999999999}'", "34:11: 'a{9999999999999}' is no regular expression: the repetition number is too large [value]"),
        ('pattern = "[0-9]+"', 'pattern = ""', "34:11: 'pattern' is empty [empty]"),
        ('pattern = "[0-9]+"', 'format = "be-insz"', "34:10: this is personal data [sensitive]"),
        ('pattern = "[0-9]+"', 'initial = "1"', "34:1: 'initial' means nothing for a fact of type text [fact-key]"),
        ('phone = "02-511 51 51"\n', 'url = "https://a.be"\n', "40:1: 'tel' needs 'phone' beside it [missing]"),
        ('timezone = "Europe/Brussels"\n', "", "41:1: 'hours' needs 'timezone' beside it [missing]"),
        ('days = ["mon", "fri"]', 'days = ["mon", "mon"]', "43:16: 'mon' stands here twice [twice]"),
        ('days = ["mon", "fri"]', 'days = ["maandag"]', "43:9: 'maandag' is no days [value]"),
        ('days = ["mon", "fri"]', "days = [1]", "43:9: item 0 must be text [type]"),
        ('days = ["mon", "fri"]', 'days = "mon"', "43:8: 'days' must be a list [type]"),
        ("[facts.klaar]", "[fact.klaar]", "29:2: 'fact' means nothing here [unknown-key]"),
        ('asks = "leeftijd"', "asks = 1", "53:8: 'asks' must be text [type]"),
        ('text = "Zie [de site][site]."', 'text = "Zie [de site][sit]."', "52:8: there is no link 'sit' [no-such-link]"),
        ('text = "Zie [de site][site]."', 'text = "<b>Zie</b>"', "52:8: 'text' holds raw HTML, '<b>' [text-html]"),
        ('text = "Zie [de site][site]."', 'text = "{weg}"', "52:8: there is no term 'weg' [no-such-term]"),
        ('text = "Zie [de site][site]."', "text = 1", "52:8: 'text' must be text [type]"),
        ("{ min = 18, max = 64 }", "{ min = 18, max = 64.5 }", "55:49: 64.5 is not on the grid of its fact [value]"),
        ("{ min = 18, max = 64 }", "{ mni = 18 }", "55:33: 'mni' means nothing here [unknown-key]"),
        ("{ min = 18, max = 64 }", "{}", "55:31: 'leeftijd' is empty [empty]"),
        ("{ min = 18, max = 64 }", "[]", "55:31: 'leeftijd' is empty [empty]"),
        ("{ leeftijd = { min = 18, max = 64 } }", "{}", "55:18: 'conditions' is empty [empty]"),
        ("{ leeftijd = { min = 18, max = 64 } }", "[]", "55:18: 'conditions' is empty [empty]"),
        ("{ leeftijd = { min = 18, max = 64 } }", "3", "55:18: 'conditions' must be a table [type]"),
        ("{ leeftijd = { min = 18, max = 64 } }", "{ leeftjd = 3 }", "55:20: there is no fact 'leeftjd' [no-such-fact]"),
        ("{ leeftijd = { min = 18, max = 64 } }", "{ soort = { min = 18 } }", "55:28: 'soort' has no smallest and largest value [value]"),
        ("{ leeftijd = { min = 18, max = 64 } }", '{ nummer = "1" }', "55:29: a text fact has no values [value]"),
        ("{ leeftijd = { min = 18, max = 64 } }", "{ klaar = 1 }", "55:28: 1 is no answer to yes or no [value]"),
        ('soort = "a" }', 'soort = "c" }', "81:62: 'c' is none of its values [value]"),
        ('next = "klaar"', 'next = "klaar"\ntransitions = [{ dest = "bel" }]', "66:16: 'next' stands beside a transition with that trigger [twice]"),
        ('next = "klaar"', 'transitions = [{ trigger = "lukt_neit", dest = "bel" }]', "65:28: trigger 'lukt_neit' has no title to choose it by [untitled-trigger]"),
        ('source = { phase = "begin", kind = ["step"] }', 'source = { kind = "goal" }', "80:10: no state is meant by this source [no-source]"),
        ('source = { phase = "begin", kind = ["step"] }', 'source = ["klaar"]', "80:10: no state is meant by this source [no-source]"),
        ('source = { phase = "begin", kind = ["step"] }', "source = []", "80:10: 'source' is empty [empty]"),
        ('source = { phase = "begin", kind = ["step"] }', 'source = { fase = "begin" }', "80:12: 'fase' means nothing here [unknown-key]"),
        ('source = { phase = "begin", kind = ["step"] }', "source = 3", "80:10: 'source' must be text [type]"),
        ('source = { phase = "begin", kind = ["step"] }\n', "", "78:3: 'source' is missing [missing]"),
    ],
)  # fmt: skip
def test_one_fault_gives_one_problem(old: str, new: str, said: str) -> None:
    """Its place, what is wrong in the words of the file, and a stable code."""
    (problem,) = problems(edited(old, new))
    assert str(problem).splitlines()[0] == f"f.toml:{said}"
    assert problem.hint


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "f.toml:1:1: 'format', 'id', 'version', 'language', 'title', 'initial', 'states' are missing [missing]"),
        ("hallo", "f.toml:1:6: Expected '=' after a key in a key/value pair [syntax]"),
        ('a = "', "f.toml:1:6: Unterminated string [syntax]"),
        ("a = 1\na = 2", "f.toml:2:6: Cannot overwrite a value [syntax]"),
        ("a = " + "[" * 5000, "too many brackets within brackets [syntax]"),
        ("a = " + "9" * 5000, "a number has too many digits [syntax]"),
        ("[" * 10_000_000, "f.toml:1:1: a line has more than 20000 characters [too-long]"),
    ],
)  # fmt: skip
def test_what_is_no_flow_at_all_gives_one_problem(text: str, said: str) -> None:
    """Not TOML, nothing, and what would take for ever: a sentence, never a hang."""
    assert heads(text) == [said]


def test_a_list_of_one_problem_each_ends() -> None:
    """After a thousand problems of one file nobody reads on."""
    cites = ",\n".join(f'"x{number}"' for number in range(2000))
    found = problems(edited('title = "Klaar"', f'title = "Klaar"\ncites = [{cites}]'))
    assert len(found) == 1001
    assert str(found[-1]).startswith("there may be more [too-many]")


def test_a_message_is_short_whatever_the_value() -> None:
    """A value of the file can be deep or endless; a line of an error is neither."""
    deep = "a" + ".b" * 900 + " = 1"
    found = problems(edited('soort = "a" }', f"soort = {{ {deep} }} }}"))
    assert [problem.code for problem in found] == ["value"]
    assert len(max(str(found[0]).splitlines(), key=len)) < 200


def test_a_text_that_takes_for_ever_is_refused() -> None:
    """CommonMark takes quadratic time, so a text has a bound."""
    lines = "\n".join("[" * 100 for _ in range(300))
    text = edited('text = "Zie [de site][site]."', f'text = """{lines}"""')
    assert heads(text) == ["f.toml:52:8: 'text' has 30299 characters [too-long]"]


def test_wrong_tables_hide_nothing_else() -> None:
    """What does not hang on a wrong table is checked all the same."""
    text = edited("[phases]\n", "").replace(
        'pattern = "[0-9]+"', 'pattern = "[0-9]+"\nmin = 3'
    )
    assert [problem.code for problem in problems(f"phases = 3\n{text}")] == [
        "type", "unknown-key", "fact-key", "no-such-phase",
    ]  # fmt: skip


def test_a_fact_that_is_wrong_is_reported_where_it_stands_only() -> None:
    """Its values elsewhere can't be judged, and are not."""
    text = edited('type = "number"\nmin = 0', 'type = "numbr"\nmin = 0')
    assert heads(text) == ["f.toml:19:8: 'numbr' is no type [value]"]


def test_a_contact_that_nobody_can_reach_is_a_problem() -> None:
    """A phone number, an e-mail address or a site must be there."""
    text = edited('phone = "02-511 51 51"\ntel = "+3225115151"\n', "")
    assert heads(text) == ["f.toml:37:11: nobody can reach it [unreachable-contact]"]


@pytest.mark.parametrize(
    "pattern", ["[0-9]+", r"\)*[+*]+(a|b)?", "[^]]*-[]*]+", "a{2,3}"]
)
def test_a_pattern_that_ends_soon_is_taken(pattern: str) -> None:
    """What stands in a class or behind a backslash repeats nothing."""
    text = edited('pattern = "[0-9]+"', f"pattern = '{pattern}'")
    assert loads(text).facts["nummer"].pattern == pattern


# ---------------------------------------------------------------- translations
TRANSLATED = (
    SMALL.replace('dest = "stap" }', 'title = "Oud genoeg", dest = "stap" }')
    + """
[translations.en]
title = "Small"
phases.begin = "Start"
facts.soort.values.a = "An A"
triggers.lukt_niet.title = "It fails"
states.vraag.text = "See [the site][site]."
states.vraag.transitions.answer = "Of age"
"""
)


def test_translations_are_kept_by_the_paths_of_texts() -> None:
    """They mirror the file, and transitions stand by their triggers."""
    flow: Flow = loads(TRANSLATED)
    assert flow.translations["en"]["states.vraag.transitions.answer"] == "Of age"
    assert list(flow.translations["en"]) == [
        "title",
        "phases.begin",
        "facts.soort.values.a",
        "triggers.lukt_niet.title",
        "states.vraag.text",
        "states.vraag.transitions.answer",
    ]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('states.vrag.text = "x"', "'states.vrag.text' is no text of this flow [unknown-translation]"),
        ('states.vraag.why = "x"', "'states.vraag.why' is no text of this flow [unknown-translation]"),
        ('states.klaar.title = "{x}"', "there is no term 'x' [no-such-term]"),
        ("states.klaar.title = 1", "'title' must be text [type]"),
        ('id = "x"', "'id' means nothing here [unknown-key]"),
    ],
)  # fmt: skip
def test_a_translation_of_nothing_is_a_problem(line: str, said: str) -> None:
    """So is one that is no text, or that holds what its language does not have."""
    (found,) = heads(f"{TRANSLATED}{line}\n")
    assert found.endswith(said)


def test_a_language_is_a_tag() -> None:
    """Of a translation as of the flow."""
    text = TRANSLATED.replace("[translations.en]", "[translations.English]")
    assert heads(text) == ["f.toml:84:15: 'English' is no id here [id]"]


# ---------------------------------------------------------------- whatever comes
@given(st.text())
def test_any_text_gives_a_flow_or_problems(text: str) -> None:
    """And problems that say something."""
    with pytest.raises(FlowError) as caught:
        loads(text)
    assert all(problem.message for problem in caught.value.problems)


def _values() -> st.SearchStrategy[str]:
    return st.sampled_from(
        ["1", "-1.5", '""', '"a"', "true", "[]", "{}", "[[]]", "{a = 1}", "2026-01-01",
         "nan", "1979-05-27T07:32:00Z", '"' + "x" * 50 + '"', "[{}]", "{a = {a = []}}"]
    )  # fmt: skip


@given(st.integers(min_value=0), _values())
def test_any_value_anywhere_gives_a_flow_or_problems(line: int, value: str) -> None:
    """No value of another type, and no missing line, ever raises anything else."""
    lines = SMALL.splitlines()
    line %= len(lines)
    key, equals, _ = lines[line].partition(" = ")
    lines[line] = f"{key} = {value}" if equals else ""
    text = "\n".join(lines)
    try:
        tomllib.loads(text)
        flow = loads(text)
    except tomllib.TOMLDecodeError:
        return
    except FlowError as error:
        assert all(str(problem) for problem in error.problems)  # noqa: PT017
    else:
        assert flow.states
