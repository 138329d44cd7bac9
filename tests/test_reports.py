"""Reports: each form says the same of the same files, and nothing breaks its syntax."""

from __future__ import annotations

import json
import re
from importlib.metadata import version
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ama_flow import load, loads, proofs
from ama_flow.loader.source import parse
from ama_flow.model import Origin, Place, Problem
from ama_flow.proofs import Selection
from ama_flow.proofs.codes import CODES
from ama_flow.reports import FORMS, Checked, checked, written
from ama_flow.reports.explanations import codes, page, title
from ama_flow.session import Session
from ama_flow.testing import nasty
from ama_flow.view.script import Script, play
from tests.problem_pages import broken, waiver
from tests.sound_flow import SOUND, changed

SCHEMA = json.loads(
    Path(__file__).parents[1].joinpath("docs", "check-1.schema.json").read_text("utf-8")
)
NUMBERS = """
format = 1
id = "numbers"
version = "1"
language = "en"
title = "Numbers"
initial = "sum"
[facts.sum]
type = "number"
decimals = 2
min = 0
[facts.day]
type = "date"
[states.sum]
kind = "question"
title = "How much?"
asks = "sum"
transitions = [{ dest = "day" }]
[states.day]
kind = "question"
title = "When?"
asks = "day"
transitions = [{ dest = "late" }]
[states.late]
kind = "branch"
title = "Is it late?"
transitions = [{ conditions = { day = { min = 2026-01-01 } }, dest = "done" }]
[states.done]
kind = "goal"
title = "Done"
"""


def strict(schema: Any) -> Any:  # noqa: ANN401 - JSON
    """Give a schema that allows no key which it does not describe."""
    if isinstance(schema, list):
        return [strict(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    made = {key: strict(value) for key, value in schema.items()}
    if "properties" in made:
        made["additionalProperties"] = False
    return made


VALIDATOR = jsonschema.Draft202012Validator(strict(SCHEMA))


def files(
    tmp_path: Path, *texts: str, selection: Selection = proofs.ALL
) -> list[Checked]:
    """Check some texts as the files flow0.toml, flow1.toml and so on."""
    found = []
    for number, text in enumerate(texts):
        path = tmp_path / f"flow{number}.toml"
        path.write_text(text, "utf-8")
        found.append(checked(str(path), selection))
    return found


def checked_text(text: str, selection: Selection = proofs.ALL) -> Checked:
    """Check a flow that is no file."""
    flow = loads(text, file="flow.toml")
    report = proofs.check(flow, selection=selection)
    return Checked(
        name="flow.toml",
        problems=report.problems,
        flow=flow,
        report=report,
        selection=selection,
    )


PLACES = st.builds(
    Place,
    file=nasty.lines().filter(bool),
    line=st.integers(1, 99),
    column=st.integers(1, 99),
    width=st.integers(1, 99),
    text=nasty.lines(),
)
PROBLEMS = st.builds(
    Problem,
    code=st.sampled_from(codes()),
    message=nasty.lines(),
    hint=nasty.lines(),
    at=st.lists(nasty.lines() | st.integers(0, 9), max_size=3).map(tuple),
    place=st.none() | PLACES,
)
STRANGE = st.text("a\x00\x1b\r\n\t\ud800\ufffe:,%[]({}", max_size=9)
UNREAD = st.builds(
    Checked,
    name=nasty.lines() | STRANGE,
    problems=st.lists(PROBLEMS, min_size=1, max_size=3).map(tuple),
)


@st.composite
def odd(draw: st.DrawFn) -> Checked:
    """Draw a flow of odd strings, proved, and its problems with odd paths."""
    flow = draw(nasty.flows())
    report = proofs.check(flow)
    return Checked(name="odd", problems=report.problems, flow=flow, report=report)


ANY = st.lists(UNREAD | odd(), min_size=1, max_size=3)
EXAMPLES = Path(__file__).parent.parent / "examples"
slow = settings(suppress_health_check=[HealthCheck.too_slow], max_examples=15)


# ------------------------------------------------------------ any strings
@given(ANY)
@slow
def test_text_tells_every_problem(found: list[Checked]) -> None:
    """As it is told elsewhere, one after the other."""
    text = written("text", found)
    at = 0
    for problem in (problem for file in found for problem in file.problems):
        at = text.index(str(problem), at)
    assert text.endswith("\n")


@given(ANY)
@slow
def test_json_gives_every_string_back(found: list[Checked]) -> None:
    """And fits the schema, which describes all that is there."""
    text = written("json", found)
    data = json.loads(text)
    assert text.isascii()
    VALIDATOR.validate(data)
    for file, row in zip(found, data["files"], strict=True):
        assert row["file"] == file.file
        for problem, told in zip(file.problems, row["problems"], strict=True):
            assert told["message"] == problem.message
            assert told["hint"] == problem.hint
            assert tuple(told["path"]) == problem.path
            assert tuple(told["at"]) == problem.at
            assert (told["place"] or {}).get("text") == (
                problem.place.text if problem.place else None
            )


def unescaped(message: str) -> str:
    """Read a message of SARIF as section 3.11 says."""
    message = message.replace("{{", "{").replace("}}", "}")
    if "](" in message.replace("\\", ""):
        return re.sub(r"\\([\\\[\]])", r"\1", message)
    return message


@given(ANY)
@slow
def test_sarif_gives_every_message_back(found: list[Checked]) -> None:
    """None has a link or a place to fill in, and each result has its rule."""
    text = written("sarif", found)
    assert text.isascii()
    (run,) = json.loads(text)["runs"]
    results = iter(run["results"])
    for file in found:
        for problem in file.problems:
            result = next(results)
            said = result["message"]["text"]
            hint = f"\nhint: {problem.hint}" if problem.hint else ""
            assert unescaped(said) == problem.message + hint
            assert not re.search(r"(?<!\\)\]\(", said)
            assert not re.search(r"\{\d", said.replace("{{", ""))
            rule = run["tool"]["driver"]["rules"][result["ruleIndex"]]
            assert result["ruleId"] == rule["id"] == problem.code
    assert next(results, None) is None


@given(ANY)
@slow
def test_github_gets_a_command_in_a_line_for_each_problem(found: list[Checked]) -> None:
    """No text of a flow can add another, nor end its properties."""
    lines = written("github", found).split("\n")
    problems = [problem for file in found for problem in file.problems]
    *commands, summary, end = lines
    assert (len(commands), end) == (len(problems), "")
    assert re.match(r"\d+ (file|problem)s?|No problem", summary)
    for line, problem in zip(commands, problems, strict=True):
        match = re.fullmatch(r"::error ([^:]*)::(.*)", line, re.DOTALL)
        assert match
        assert "\r" not in line
        values = dict(pair.split("=", 1) for pair in match[1].split(","))
        assert values["title"] == problem.code
        assert ("line" in values) == (problem.place is not None)
        decoded = match[2].replace("%0A", "\n").replace("%0D", "\r")
        assert decoded.replace("%25", "%").startswith(problem.message)


@given(ANY)
@slow
def test_junit_is_xml_that_counts_right(found: list[Checked]) -> None:
    """Whatever characters are in it; those that XML has not are marked."""
    text = written("junit", found)
    assert text.isascii()
    root = ET.fromstring(text)  # noqa: S314 - our own
    for file, suite in zip(found, root, strict=True):
        cases = suite.findall("testcase")
        failures = [case for case in cases if case.find("failure") is not None]
        skipped = [case for case in cases if case.find("skipped") is not None]
        assert suite.get("tests") == str(len(cases))
        assert suite.get("failures") == str(len(failures))
        assert suite.get("skipped") == str(len(skipped))
        assert bool(failures) == bool(file.problems)
        said = "".join(case.findtext("failure", "") for case in cases)
        for problem in file.problems:
            if problem.message.isprintable():
                assert problem.message in said


# ------------------------------------------------------------ what is said
def test_every_form_says_that_all_is_proved() -> None:
    """Where it is, and of the flow that comes along it is."""
    found = [checked("ama_wvg")]
    assert written("text", found).startswith("ama_wvg 2026.1: nobody gets stuck.\n")
    data = json.loads(written("json", found))
    assert (data["proved"], data["problems"]) == (True, 0)
    assert data["files"][0]["file"] == "ama_wvg.toml"
    assert data["files"][0]["figures"]["rules"] == len(load("ama_wvg").rules)
    assert json.loads(written("sarif", found))["runs"][0]["results"] == []
    assert written("github", found) == "No problem.\n"
    (suite,) = ET.fromstring(written("junit", found))  # noqa: S314 - our own
    names = [case.get("name", "") for case in suite]
    assert names[0] == "it is a flow"
    assert {name for name in names if name.startswith("rule: ")} == {
        f"rule: {rule.title}" for rule in load("ama_wvg").rules
    }
    told = {name.partition(":")[0] for name in names[1:]}
    assert told == set(CODES) - {"rule-vacuous"}
    assert (suite.get("failures"), suite.get("skipped")) == ("0", "0")


def test_what_otherwise_catches_stands_case_by_case() -> None:
    """A case a line, adjoining ranges as one; what must hold together is parted by ;."""
    text = written("text", [checked(str(EXAMPLES / "terugbetaling.toml"))])
    (_, told) = text.split("  zonder_bewijs, next, otherwise:\n")
    above, below = told.splitlines()[:2]
    assert above.startswith("    Soort uitgave: Openbaar vervoer of ")
    assert above.endswith(" of Materiaal voor het werk; Bedrag in euro: vanaf 25,01")
    assert below == (
        "    Soort uitgave: Overnachting of Materiaal voor het werk;"
        " Bedrag in euro: tot en met 25,00"
    )


def test_the_summary_counts_files(tmp_path: Path) -> None:
    """Those that are proved, those that are not, and the problems of the others."""
    found = files(tmp_path, SOUND, broken("gap"), broken("value"), broken("luck"))
    last = written("text", found).splitlines()[-1]
    assert last == (
        "4 files: 1 proved, 3 with 3 problems."
        " More about the first: ama-flow check --explain gap"
    )
    assert written("text", found[:1]).endswith("0.\n") is False
    (one,) = written("text", found[1:2]).splitlines()[-1:]
    assert one == "1 problem. More about it: ama-flow check --explain gap"
    both = written("github", found[:1] * 2)
    assert both == "2 files: 2 proved.\n"


def test_what_was_not_looked_at_is_not_proved() -> None:
    """Every form says so, also where nothing was found."""
    selection = Selection(select=("gap", "trap"), ignore=("trap",))
    file = checked_text(SOUND, selection)
    assert not file.proved
    text = written("text", [file])
    assert text.startswith("card 1: nothing is wrong of what was looked at.\n")
    assert text.endswith(
        "\n\nNo problem. Looked only at gap, trap, not at trap, so nothing is proved.\n"
    )
    data = json.loads(written("json", [file]))
    assert data["proved"] is False
    assert data["files"][0]["selected"] == ["gap", "trap"]
    assert data["files"][0]["ignored"] == ["trap"]
    junit = written("junit", [file])
    assert junit.count('<skipped message="not looked at"') == len(CODES) - 3
    assert "nothing is proved" in written("github", [file])
    two = [checked_text(SOUND, Selection(ignore=("gap",)))] * 2
    assert written("github", two) == (
        "2 files: 2 not proved. Looked not at gap, so nothing is proved.\n"
    )


def test_what_follows_is_told_where_its_cause_is_not_looked_at() -> None:
    """It is found as well, and told as if the other was not there."""
    text = changed('dest = "done"', 'dest = "works"')
    found = checked_text(text).problems
    assert [problem.code for problem in found] == ["luck"]
    found = checked_text(text, Selection(select=("unreachable",))).problems
    assert [problem.code for problem in found] == ["unreachable"]
    found = checked_text(text, Selection(ignore=("luck", "no-goal"))).problems
    assert [problem.code for problem in found] == ["unreachable"]


def test_a_waiver_of_what_is_not_looked_at_is_not_unused() -> None:
    """Nobody knows whether it is."""
    text = broken("unused-waiver")
    assert checked_text(text).problems
    for selection in (
        Selection(ignore=("dead-end",)),
        Selection(ignore=("unused-waiver",)),
        Selection(select=("gap",)),
    ):
        assert checked_text(text, selection).problems == ()


def test_what_keeps_a_file_from_being_a_flow_is_always_told(tmp_path: Path) -> None:
    """Nothing else can be looked at."""
    (file,) = files(tmp_path, broken("value"), selection=Selection(select=("gap",)))
    assert [problem.code for problem in file.problems] == ["value"]
    (suite,) = ET.fromstring(written("junit", [file]))  # noqa: S314 - our own
    (case,) = suite
    assert case.get("name") == "it is a flow"
    data = json.loads(written("json", [file]))["files"][0]
    assert (data["flow"], data["figures"], data["complete"]) == (None, None, False)


def test_what_is_waived_is_told_with_the_reason(tmp_path: Path) -> None:
    """It is no problem, and nobody forgets it."""
    found = files(tmp_path, broken("rule") + waiver("rule"))
    (file,) = found
    assert file.proved
    assert written("text", found).endswith("[rule]: Say here why it is no fault.\n")
    (row,) = json.loads(written("json", found))["files"]
    (waived,) = row["waived"]
    assert waived.pop("reason") == "Say here why it is no fault."
    VALIDATOR.evolve(
        schema={**strict(SCHEMA), **strict(SCHEMA["$defs"]["problem"])}
    ).validate(waived)
    (result,) = json.loads(written("sarif", found))["runs"][0]["results"]
    assert result["suppressions"] == [
        {
            "kind": "inSource",
            "status": "accepted",
            "justification": "Say here why it is no fault.",
        }
    ]
    (suite,) = ET.fromstring(written("junit", found))  # noqa: S314 - our own
    skipped = [case for case in suite if case.find("skipped") is not None]
    assert [case.get("name") for case in skipped] == [
        "rule: Nobody gets in without a badge"
    ]
    assert skipped[0][0].get("message") == "waived: Say here why it is no fault."


def test_junit_fails_a_rule_by_its_title_and_passes_nothing_else() -> None:
    """Where something is wrong, the rest is not proved."""
    file = checked_text(broken("rule"))
    (suite,) = ET.fromstring(written("junit", [file]))  # noqa: S314 - our own
    first, *others = suite
    assert (first.get("name"), len(first)) == ("it is a flow", 0)
    failed = [case for case in others if case.find("failure") is not None]
    assert [case.get("name") for case in failed] == [
        "rule: Nobody gets in without a badge"
    ]
    assert failed[0][0].get("type") == "rule"
    assert failed[0][0].get("message") == file.problems[0].message
    assert failed[0][0].text == str(file.problems[0])
    assert {case[0].get("message") for case in others if case not in failed} == {
        "not proved, since something else is wrong"
    }


def test_a_search_that_did_not_end_proves_nothing() -> None:
    """Also where the author accepts that."""
    flow = loads(f"{SOUND}\n[[waivers]]\ncode = 'unfinished'\nreason = 'Large.'\n")
    report = proofs.check(flow, bound=1)
    file = Checked(name="x", problems=report.problems, flow=flow, report=report)
    assert not file.problems
    text = written("text", [file])
    assert "card 1: not proved, since the search did not end.\n" in text
    assert text.endswith("\n\nNo problem.\n")
    assert 'message="waived: Large."' in written("junit", [file])
    assert "not proved, since something else is wrong" in written("junit", [file])


def test_what_lacks_the_same_is_in_json_and_sarif_with_its_places(
    tmp_path: Path,
) -> None:
    """One problem, and each place that has it."""
    text = broken("statement-not-cited")
    more = text.replace("[states", '[statements.S2]\nsays = "Bye."\n\n[states')
    found = files(tmp_path, more)
    (row,) = json.loads(written("json", found))["files"][0]["problems"]
    (also,) = row["also"]
    assert also["at"] == ["statements", "S2"]
    assert also["place"]["text"] == "[statements.S2]"
    (result,) = json.loads(written("sarif", found))["runs"][0]["results"]
    (related,) = result["relatedLocations"]
    assert related["id"] == 1
    region = related["physicalLocation"]["region"]
    assert region["startLine"] == also["place"]["line"]


# ------------------------------------------------------------ single forms
def test_the_schema_is_a_schema() -> None:
    """By its own meta-schema."""
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("code", ["luck", "asked-twice", "endless", "trap", "no-goal"])
def test_the_script_in_json_replays_the_way(code: str) -> None:
    """It leads to the state where the problem is."""
    file = checked_text(broken(code))
    (row,) = json.loads(written("json", [file]))["files"][0]["problems"]
    trace = row["trace"]
    if trace is None:
        assert code == "no-goal"
        return
    assert file.flow
    session = Session(file.flow)
    origin = Origin(file="answers", text=trace["script"])
    play(session, Script(file.flow, parse(origin)), then=trace["state"])
    assert session.state == trace["state"]
    assert trace["answers"][0]["state"] == file.flow.initial
    assert trace["states"][-1] == trace["state"] or trace["round"] is not None
    assert trace["transitions"][0]["source"] == file.flow.initial
    assert trace["transitions"][0]["at"][:2] == ["states", file.flow.initial]


def test_values_in_json_lose_no_digit() -> None:
    """Numbers with decimals and dates are strings; the search picks both here."""
    (row,) = json.loads(written("json", [checked_text(NUMBERS)]))["files"][0][
        "problems"
    ]
    first, second = row["trace"]["answers"]
    assert row["code"] == "gap"
    assert re.fullmatch(r"\d+(\.\d+)?", first["value"])
    assert second["value"] == "2025-12-31"


def test_sarif_is_what_the_standard_asks() -> None:
    """Its essentials; the whole was held against the schema of OASIS by hand."""
    file = checked_text(broken("luck"))
    data = json.loads(written("sarif", [file]))
    assert set(data) == {"$schema", "version", "runs"}
    assert data["version"] == "2.1.0"
    (run,) = data["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    driver = run["tool"]["driver"]
    assert (driver["name"], driver["version"]) == ("ama-flow", version("ama-flow"))
    (rule,) = driver["rules"]
    assert rule["id"] == "luck"
    assert rule["shortDescription"]["text"] == title("luck")
    assert rule["help"] == {"text": page("luck"), "markdown": page("luck")}
    assert rule["defaultConfiguration"] == {"level": "error"}
    (result,) = run["results"]
    (problem,) = file.problems
    place = problem.place
    assert place
    assert result["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "flow.toml"},
                "region": {
                    "startLine": place.line,
                    "startColumn": place.column,
                    "endColumn": place.column + place.width,
                },
            }
        }
    ]
    assert result["level"] == "error"
    assert result["partialFingerprints"] == {
        "route/v1": "luck states works transitions 1"
    }
    assert "suppressions" not in result
    assert "relatedLocations" not in result
    (flow,) = result["codeFlows"]
    (thread,) = flow["threadFlows"]
    told = [row["location"]["message"]["text"] for row in thread["locations"]]
    assert tuple(told) == problem.path
    lines = [
        row["location"]["physicalLocation"]["region"]["startLine"]
        for row in thread["locations"]
    ]
    assert lines == [13, 13]


def test_a_way_that_is_cut_off_ends_in_sarif_where_the_problem_is() -> None:
    """A branch that has no way on, and an answer that a rule forbids."""
    rule = """
[[rules]]
title = "R"
state = "desk/again"
at_most = 0
"""
    file = checked_text(SOUND + rule)
    (problem,) = file.problems
    assert problem.trace is not None
    assert not problem.trace.state
    (result,) = json.loads(written("sarif", [file]))["runs"][0]["results"]
    last = result["codeFlows"][0]["threadFlows"][0]["locations"][-1]["location"]
    assert problem.place is not None
    region = last["physicalLocation"]["region"]
    assert region["startLine"] == problem.place.line


@pytest.mark.parametrize(
    ("name", "uri"),
    [
        ("flows/a b.toml", "flows/a%20b.toml"),
        ("a%:#é.toml", "a%25%3A%23%C3%A9.toml"),
        ("/flows/a b.toml", "file:///flows/a%20b.toml"),
    ],
)
def test_a_path_is_an_address_in_sarif(name: str, uri: str) -> None:
    """Relative where the path is, so that it is right on any machine."""
    file = Checked(name=name, problems=(Problem(code="no-file", message="gone"),))
    (result,) = json.loads(written("sarif", [file]))["runs"][0]["results"]
    (location,) = result["locations"]
    assert location == {"physicalLocation": {"artifactLocation": {"uri": uri}}}


@pytest.mark.parametrize(
    ("message", "text"),
    [
        ("{0} is {a}", "{{0}} is {{a}}"),
        ("[a](1)", "\\[a\\](1)"),
        ("\\[a](1)", "\\\\\\[a\\](1)"),
        ("[a] \\ (1)", "[a] \\ (1)"),
    ],
)
def test_no_message_in_sarif_is_filled_in_or_a_link(message: str, text: str) -> None:
    """Braces are doubled, and the brackets of what looks like a link escaped."""
    file = Checked(name="x", problems=(Problem(code="gap", message=message),))
    (result,) = json.loads(written("sarif", [file]))["runs"][0]["results"]
    assert result["message"]["text"] == text


@pytest.mark.parametrize("form", FORMS)
def test_the_same_files_give_the_same_bytes(form: str) -> None:
    """There is no clock and no hash order in a report."""
    first = written(form, [checked_text(broken("gap")), checked("ama_wvg")])
    assert first == written(form, [checked_text(broken("gap")), checked("ama_wvg")])
    assert first.endswith("\n")


STUCK = """
[[rules]]
title = "Who is inside told his age"
state = "inside"
only_after = "age"
[[waivers]]
code = "gap"
at = "age"
reason = "It is rare."
"""


def test_no_rule_passes_where_a_reader_can_get_stuck() -> None:
    """Also where the author accepts that."""
    file = checked_text(broken("gap") + STUCK)
    assert not file.problems
    (suite,) = ET.fromstring(written("junit", [file]))  # noqa: S314 - our own
    (rule,) = (case for case in suite if str(case.get("name")).startswith("rule: "))
    reason = "not proved, since a reader can get stuck, which is waived"
    assert rule[0].get("message") == reason


# ------------------------------------------------------------ scenarios
EXAMPLES = Path(__file__).parents[1] / "examples"


def test_a_file_of_scenarios_is_held_against_its_flow() -> None:
    """It is no flow; each of its scenarios must lead where it says."""
    found = [checked(str(EXAMPLES / "ama_wvg.scenarios.toml"))]
    assert found[0].proved
    assert re.search(
        r"28 scenarios of ama_wvg came out as written", written("text", found)
    )
    data = json.loads(written("json", found))
    jsonschema.validate(data, SCHEMA)
    assert (data["proved"], data["files"][0]["scenarios"]) == (True, 28)
    assert 'name="every scenario leads where it says"' in written("junit", found)


def test_a_scenario_that_leads_elsewhere_is_a_problem(tmp_path: Path) -> None:
    """As is a file that can't be read as scenarios."""
    path = tmp_path / "one.scenarios.toml"
    path.write_text('flow = "ama_wvg"\n[scenarios.a]\nthen = "klaar"\n', "utf-8")
    found = checked(str(path))
    assert [problem.code for problem in found.problems] == ["scenario-then"]
    assert not found.proved
    assert f"{path}:3:8: the answers lead to" in written("text", [found])
    path.write_text("x = 1", "utf-8")
    assert {p.code for p in checked(str(path)).problems} == {"missing", "unknown-key"}
