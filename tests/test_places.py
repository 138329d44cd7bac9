"""Where things stand in a TOML text: ama_flow.places."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ama_flow.model import Origin, Place, Route
from ama_flow.places import Span, line_column, locate, place, syntax_place

from .toml_writer import Value, documents, walk

texts = st.text(st.sampled_from("[]{}=.,#'\"\\\n\r\t ab1-é"))

FLOW = """\
id = "één" # "no" = [value]
 "the \\u0074itle" = 'T'
[states."a.b"] # [states.c]
kind = "step"
text = '''
First line
Last line'''
transitions = [
  { dest = "c", conditions = { x = true } },	# ]
  { dest = "d" }, ]
asks.who.name = 2026-11-23 07:30:00 # late
[ facts . "leeftijd" ]
min = -1_000.5e+3
[[rules]]
title = 'no # comment'
terms = [[1, 2], []]
[[rules]]
[rules.only]
after = ""
[facts]
extra = nan"""

PLACES: list[tuple[Route, int, int, str]] = [
    (("id",), 1, 6, '"één"'),
    (("the title",), 2, 21, "'T'"),
    (("states",), 3, 2, "states"),
    (("states", "a.b"), 3, 9, '"a.b"'),
    (("states", "a.b", "kind"), 4, 8, '"step"'),
    (("states", "a.b", "text"), 5, 8, "'''"),
    (("states", "a.b", "transitions"), 8, 15, "["),
    (
        ("states", "a.b", "transitions", 0),
        9,
        3,
        '{ dest = "c", conditions = { x = true } }',
    ),
    (("states", "a.b", "transitions", 0, "conditions", "x"), 9, 36, "true"),
    (("states", "a.b", "transitions", 1), 10, 3, '{ dest = "d" }'),
    (("states", "a.b", "asks"), 11, 1, "asks"),
    (("states", "a.b", "asks", "who"), 11, 6, "who"),
    (("states", "a.b", "asks", "who", "name"), 11, 17, "2026-11-23 07:30:00"),
    (("facts", "leeftijd"), 12, 11, '"leeftijd"'),
    (("facts", "leeftijd", "min"), 13, 7, "-1_000.5e+3"),
    (("rules",), 14, 3, "rules"),
    (("rules", 0), 14, 3, "rules"),
    (("rules", 0, "title"), 15, 9, "'no # comment'"),
    (("rules", 0, "terms", 0), 16, 10, "[1, 2]"),
    (("rules", 0, "terms", 0, 1), 16, 14, "2"),
    (("rules", 0, "terms", 1), 16, 18, "[]"),
    (("rules", 1), 17, 3, "rules"),
    (("rules", 1, "only"), 18, 8, "only"),
    (("rules", 1, "only", "after"), 19, 9, '""'),
    (("facts",), 20, 2, "facts"),
    (("facts", "extra"), 21, 9, "nan"),
]

KEYS: list[tuple[Route, int, int, str]] = [
    (("id",), 1, 1, "id"),
    (("the title",), 2, 2, '"the \\u0074itle"'),
    (("states", "a.b"), 3, 9, '"a.b"'),
    (("states", "a.b", "transitions", 1), 10, 3, '{ dest = "d" }'),
    (("states", "a.b", "transitions", 0, "conditions"), 9, 17, "conditions"),
    (("states", "a.b", "asks", "who", "name"), 11, 10, "name"),
    (("rules", 1), 17, 3, "rules"),
]

MISSING: list[tuple[Route, int, int, str]] = [
    ((), 1, 1, "i"),
    (("version",), 1, 1, "i"),
    (("contacts", "eranova"), 1, 1, "i"),
    (("states", "a.b", "title"), 3, 9, '"a.b"'),
    (("states", "a.b", "transitions", 1, "trigger", "x"), 10, 3, '{ dest = "d" }'),
    (("states", "a.b", "kind", 0), 4, 8, '"step"'),
    (("rules", 2), 14, 3, "rules"),
]

REFUSED = [
    ('a = 1\nb = "x\ny"\n', 2, 7, 'b = "x'),
    ("a = 1\r\n\tb = ?\r\n", 2, 6, "\tb = ?"),
    ("a = 1\rb = 2\n", 1, 6, "a = 1\N{REPLACEMENT CHARACTER}b = 2"),
    ("a = [\n  1,\n\n", 2, 5, "  1,"),
    ("a = '''\nb\n", 2, 2, "b"),
    ("a", 1, 2, "a"),
    ("[a]\n[a]\n", 2, 3, "[a]"),
    ("\n" * 10 + "the_key = ?", 11, 11, "the_key = ?"),
    (2 * "['(at line 1, column 1)']\n", 2, 25, "['(at line 1, column 1)']"),
]

SCALARS = [
    '""',
    '"\\\\"',
    '"\\"#]"',
    '""""""',
    '"""\\\\"""',
    '"""a""b\\"""c"""',
    '"""a"""""',
    '"""\\""""""',
    '""""a\\\n  b"""',
    "''",
    "'\\'",
    "''''''",
    "'''\\'''",
    "'''a''b'''",
    "''''\n'''''",
    "0xDEAD_beef",
    "+1_0.5E-3",
    "-inf",
    "false",
    "07:32:00.5",
    "1979-05-27",
    "1979-05-27t07:32:00+01:00",
    "1979-05-27 07:32:00.5z",
    "1979-05-27 07:32:00Z",
    "1979-05-27 07:32:00+01:00",
    "1979-05-27 07:32:00-01:00",
]


def spans_in(span: Span, route: Route = ()) -> Iterator[tuple[Route, Span]]:
    """Go over the routes and spans of all that *span* holds."""
    for name, inner in span.inside.items():
        yield (*route, name), inner
        yield from spans_in(inner, (*route, name))


def depth_of(span: Span) -> int:
    """Count the spans from *span* down, one inside the other."""
    depth = 0
    while span.inside:
        (span,) = span.inside.values()
        depth += 1
    return depth


def origin_of(text: str) -> Origin:
    """Give *text* a file to come from."""
    return Origin(file="flow.toml", text=text)


def marked(found: Place) -> tuple[int, int, str]:
    """Give the line and column of a place, and what stands above its marks."""
    start = found.column - 1
    return found.line, found.column, found.text[start : start + found.width]


def cut(text: str, found: Place) -> str:
    """Give what is at the place *found* in *text*."""
    start = found.column - 1
    return text.split("\n")[found.line - 1][start : start + found.width]


def parsed_key(written: str) -> str:
    """Read a key as it is written."""
    return next(iter(tomllib.loads(f"{written} = 0")))


def is_inline(value: Value, written: str) -> bool:
    """Whether *value* was made by what is *written*, and not by a header or dots."""
    return not isinstance(value, dict | list) or written[0] in "[{"


def is_refused(text: str) -> bool:
    """Whether tomllib takes *text* for no TOML."""
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return True
    return False


@given(documents())
def test_every_route_that_tomllib_knows_has_a_span(
    document: tuple[dict[str, Value], str],
) -> None:
    """The scanner finds what tomllib finds, no more and no less, in any style."""
    data, text = document
    assert dict(spans_in(locate(text))).keys() == dict(walk(data)).keys()


@settings(max_examples=3 * settings().max_examples)
@given(documents())
def test_a_span_holds_its_value(document: tuple[dict[str, Value], str]) -> None:
    """What a span cuts out means the value, or else names the table."""
    data, text = document
    spans = dict(spans_in(locate(text)))
    for route, value in walk(data):
        span = spans[route]
        written = text[span.value : span.end]
        if is_inline(value, written):
            assert repr(tomllib.loads(f"x = {written}")["x"]) == repr(value)
        else:
            names = [name for name in route if isinstance(name, str)]
            assert parsed_key(written) == names[-1]
            assert span.key == span.value


@given(documents())
def test_a_place_holds_the_first_line_of_a_value_or_the_whole_key(
    document: tuple[dict[str, Value], str],
) -> None:
    """Line, column and width lead to what was meant, as far as one line goes."""
    data, text = document
    origin, spans = origin_of(text), dict(spans_in(locate(text)))
    for route, _ in walk(data):
        written = text[spans[route].value : spans[route].end]
        first = written.split("\n")[0].removesuffix("\r")
        assert cut(text, place(origin, route)) == first
        if isinstance(route[-1], str):
            assert parsed_key(cut(text, place(origin, route, key=True))) == route[-1]


@pytest.mark.parametrize("end", [",'0'", " # , 0\n,'''0'''", ',"""0"""'])
@pytest.mark.parametrize("written", SCALARS)
def test_a_scalar_ends_where_tomllib_ends_it(written: str, end: str) -> None:
    """Neither quotes in a string nor the blank in a date are taken for the end."""
    text = f"x = [{written}{end}]"
    assert len(tomllib.loads(text)["x"]) == len(locate(text).inside["x"].inside) == 2
    span = locate(text).inside["x"].inside[0]
    assert text[span.value : span.end] == written


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize(("at", "line", "column", "mark"), PLACES)
def test_a_place_is_that_of_the_value(
    at: Route, line: int, column: int, mark: str, newline: str
) -> None:
    """Any value is found; one that a header or dots make is where its name is."""
    origin = origin_of(FLOW.replace("\n", newline))
    assert marked(place(origin, at)) == (line, column, mark)


@pytest.mark.parametrize(("at", "line", "column", "mark"), KEYS)
def test_a_key_can_be_pointed_at(at: Route, line: int, column: int, mark: str) -> None:
    """With ``key`` it is the name as written; an item has no key but itself."""
    assert marked(place(origin_of(FLOW), at, key=True)) == (line, column, mark)


@pytest.mark.parametrize(("at", "line", "column", "mark"), MISSING)
def test_what_is_missing_is_shown_at_its_nearest_parent(
    at: Route, line: int, column: int, mark: str
) -> None:
    """Where nothing is there to point at, what should hold it is; or the start."""
    assert marked(place(origin_of(FLOW), at)) == (line, column, mark)


def test_a_place_knows_its_file_and_shows_its_line() -> None:
    """A place can be printed without looking at the file again."""
    assert place(origin_of("a = 1\r\n\tb = [ # so\r\n2]"), ("b",)) == Place(
        file="flow.toml", line=2, column=6, width=6, text="\tb = [ # so"
    )


def test_even_an_empty_file_has_a_place() -> None:
    """A file that lacks everything is pointed at too."""
    assert place(origin_of(""), ("id",)) == Place(
        file="flow.toml", line=1, column=1, width=1, text=""
    )


def test_a_line_is_shown_without_what_moves_the_cursor() -> None:
    """Escape codes and odd ends of line are replaced, one for one; tabs stay."""
    odd = "\x1b[2J\x07\x0b\x0c\x1c\x7f\x85\x9b\u2028\u2029"
    found = place(origin_of(f"x = 1\na =\t0 # {odd} é"), ("a",))
    shown = "".join("\N{REPLACEMENT CHARACTER}" if c not in "[2J" else c for c in odd)
    assert found.text == f"a =\t0 # {shown} é"


def test_lines_and_columns_count_from_one_in_characters() -> None:
    """An offset stands in a line, up to its end, and in a column of that line."""
    text = "é\r\n\n\N{WAVING HAND SIGN}x"
    found = [line_column(text, offset) for offset in range(len(text) + 1)]
    first = [(1, 1), (1, 2), (1, 3)]
    assert found == [*first, (2, 1), (3, 1), (3, 2), (3, 3)]


@pytest.mark.parametrize(
    ("text", "offset"), [("x = [1, 2]]", 10), ("a.b = {c = 'd'", 14), ("= 1", 0)]
)
def test_the_scanner_says_where_it_loses_its_way(text: str, offset: int) -> None:
    """It is not for texts that are no TOML, and neither loops nor breaks on one."""
    with pytest.raises(ValueError, match=f"this is no TOML, from offset {offset} on"):
        locate(text)


@given(texts)
def test_the_scanner_refuses_nothing_that_tomllib_takes(text: str) -> None:
    """Whatever the text is, it is scanned to its end, or it is no TOML."""
    try:
        locate(text)
    except ValueError:
        assert is_refused(text)


@pytest.mark.parametrize(
    ("text", "depth"),
    [
        ("a = " + "[" * 20_000 + "]" * 20_000, 20_000),
        ("a = " + "{b = [" * 20_000 + "1]" + "}]" * 19_999 + "}", 40_001),
        ("a." * 20_000 + "a = 1", 20_001),
        ("[" + "a." * 20_000 + "a]", 20_001),
        ("[[a]]\n" + "".join(f"[[a{'.a' * n}]]\n" for n in range(1, 300)), 600),
    ],
)
def test_depth_is_no_limit(text: str, depth: int) -> None:
    """What is nested deeper than Python's recursion goes can be found and printed."""
    document = locate(text)
    assert depth_of(document) == depth
    assert repr(document) == "Span(key=0, value=0, end=0)"


def test_a_long_text_is_scanned_once() -> None:
    """Thousands of problems of a large file take one scan, and quick look-ups."""
    states = (f'[states.s{n}]\ntitle = "A"\nnext = "s0"\n' for n in range(10_000))
    origin = origin_of("".join(states))
    lines = [place(origin, ("states", f"s{n}", "next")).line for n in range(10_000)]
    assert lines == list(range(3, 30_001, 3))
    assert locate(origin.text) is locate(origin.text)


@pytest.mark.parametrize(("text", "line", "column", "shown"), REFUSED)
def test_a_syntax_error_is_shown_where_tomllib_stopped(
    text: str, line: int, column: int, shown: str
) -> None:
    """The place is the one that the message tells, or behind the last thing."""
    with pytest.raises(tomllib.TOMLDecodeError) as refusal:
        tomllib.loads(text)
    assert syntax_place(origin_of(text), refusal.value) == Place(
        file="flow.toml", line=line, column=column, width=1, text=shown
    )


@given(texts.filter(is_refused))
def test_a_syntax_error_is_inside_the_text(text: str) -> None:
    """Any refusal has a place, in a line or just behind it."""
    with pytest.raises(tomllib.TOMLDecodeError) as refusal:
        tomllib.loads(text)
    found = syntax_place(origin_of(text), refusal.value)
    assert found.line <= len(text.split("\n"))
    assert 1 <= found.column <= len(found.text) + 1
