"""JUnit's XML, which Jenkins and GitLab show as tests: a suite per file.

That the file is a flow is a test, and so is each code that a proof can give, and each
rule by its title. Nothing passes that is not proved: where something is wrong, what
was not found wrong is skipped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from ama_flow.model import Flow, Problem, Record, Rule
from ama_flow.proofs.codes import CODES
from ama_flow.reports.checked import Checked
from ama_flow.reports.explanations import title
from ama_flow.text import expand

_INVALID = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 does not allow, section 2.2; and the carriage return, which it drops."""

_RULES = ("rule", "rule-vacuous")
_IS_FLOW = "it is a flow"
_SCENARIOS = "every scenario leads where it says"


class _Test(Record):
    """One thing that is proved, or is not: its problems, or why nothing is said."""

    name: str
    problems: tuple[Problem, ...] = ()
    skipped: str = ""


def written(files: Sequence[Checked]) -> str:
    """Write a suite for each file, in ASCII."""
    root = Element("testsuites", name="ama-flow")
    for file in files:
        _suite(root, file, list(_tests(file)))
    indent(root)
    document: bytes = tostring(root, encoding="us-ascii", xml_declaration=True)
    return document.decode() + "\n"


def _suite(root: Element, file: Checked, tests: list[_Test]) -> None:
    suite = _element(
        root,
        "testsuite",
        name=file.file,
        tests=str(len(tests)),
        failures=str(sum(bool(test.problems) for test in tests)),
        errors="0",
        skipped=str(sum(bool(test.skipped) for test in tests)),
    )
    for test in tests:
        case = _element(suite, "testcase", classname=file.file, name=test.name)
        if test.problems:
            said = "\n\n".join(map(str, test.problems))
            message = "; ".join(problem.message for problem in test.problems)
            code = test.problems[0].code
            _element(case, "failure", message=message, type=code).text = _valid(said)
        elif test.skipped:
            _element(case, "skipped", message=test.skipped)


def _element(parent: Element, tag: str, /, **attributes: str) -> Element:
    return SubElement(parent, tag, {k: _valid(v) for k, v in attributes.items()})


def _valid(text: str) -> str:
    return _INVALID.sub("\N{REPLACEMENT CHARACTER}", text)


def _tests(file: Checked) -> Iterator[_Test]:
    if file.flow is None:
        name = _SCENARIOS if file.scenarios else _IS_FLOW
        yield _Test(name=name, problems=file.problems)
        return
    found: dict[str, list[Problem]] = {}
    for problem in file.problems:
        found.setdefault(_name(file.flow, problem), []).append(problem)
    waived = {_name(file.flow, problem): reason for problem, reason in file.waived}
    yield _Test(name=_IS_FLOW)
    for name, code in _names(file.flow):
        if name in found:
            yield _Test(name=name, problems=tuple(found[name]))
        elif name in waived:
            yield _Test(name=name, skipped=f"waived: {waived[name]}")
        else:
            yield _Test(name=name, skipped=_unproved(file, code))


def _names(flow: Flow) -> Iterator[tuple[str, str]]:
    """Name the tests of a flow, each with the code of its problems."""
    yield from ((_titled(code), code) for code in CODES if code not in _RULES)
    yield from ((_rule(flow, rule), _RULES[0]) for rule in flow.rules)


def _name(flow: Flow, problem: Problem) -> str:
    """Name the test that *problem* belongs to."""
    match problem.at:
        case ("rules", int(number), *_):
            return _rule(flow, flow.rules[number])
        case _:
            return _titled(problem.code)


def _titled(code: str) -> str:
    return f"{code}: {title(code)}"


def _rule(flow: Flow, rule: Rule) -> str:
    return f"rule: {expand(flow, rule.title)}"


def _unproved(file: Checked, code: str) -> str:
    """Say why something that was not found is not proved either; empty where it is."""
    if not file.selection.has(code):
        return "not looked at"
    if file.problems or not (file.report and file.report.complete):
        return "not proved, since something else is wrong"
    return ""
