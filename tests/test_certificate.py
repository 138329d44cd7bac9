"""A certificate is verified by somebody else's code, and a forged one is refused."""

from __future__ import annotations

import copy
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

import ama_flow
from ama_flow.cli import cli
from ama_flow.model import Condition, Fact, Flow, FlowError, Waiver
from examples.verify_certificate import Verifier
from tests.accepted import accepted_flows
from tests.small_flows import CALL, GOAL, flow, state, way

MANY = settings(suppress_health_check=list(HealthCheck), max_examples=60)
EXAMPLE = Path(__file__).parent.parent / "examples" / "verify_certificate.py"


def data(made: Flow) -> dict[str, Any]:
    """Give a flow as other programs read it."""
    read: dict[str, Any] = json.loads(ama_flow.render(made, "json"))
    return read


def certified(made: Flow) -> dict[str, Any]:
    """Give the certificate of a flow, as it is in a file."""
    read: dict[str, Any] = json.loads(json.dumps(ama_flow.certificate(made)))
    return read


def is_won(made: Flow) -> bool:
    """Say whether nothing but luck helps somewhere."""
    return not any(w.code in ("luck", "trap") for w in made.waivers)


@MANY
@given(accepted_flows(), st.data())
def test_a_certificate_is_verified_and_a_forged_one_refused(
    made: Flow, drawn: st.DataObject
) -> None:
    """Another number, a situation less, one that is not there, another fact."""
    assume(is_won(made))
    flow_, true = data(made), certified(made)
    assert Verifier(flow_, true).verify() == ama_flow.check(made).figures.worst
    rows = range(len(true["situations"]))
    number = drawn.draw(st.sampled_from(rows))
    forged = copy.deepcopy(true)
    forge = drawn.draw(st.sampled_from((_lower, _raise, _drop, _move, _add)))
    forge(forged["situations"], number)
    with pytest.raises(ValueError, match=r"[a-z]"):
        Verifier(flow_, forged).verify()


def _lower(rows: list[Any], number: int) -> None:
    rows[number]["worst"] -= 1


def _raise(rows: list[Any], number: int) -> None:
    rows[number]["worst"] += 1


def _drop(rows: list[Any], number: int) -> None:
    del rows[number]


def _move(rows: list[Any], number: int) -> None:
    rows[number]["state"] = "nowhere"


def _add(rows: list[Any], number: int) -> None:
    rows.append({**rows[number], "state": "nowhere"})


def test_each_number_of_the_guide_is_verified() -> None:
    """Whichever is lowered or raised, whichever fact is hidden, it is refused."""
    made = ama_flow.load("ama_wvg")
    flow_, true = data(made), certified(made)
    assert Verifier(flow_, true).verify() == 28
    for number, row in enumerate(true["situations"]):
        hidden = [{**row["facts"], fact: None} for fact in row["facts"]]
        forgeries = [{**row, "worst": row["worst"] + more} for more in (-1, 1, 100)]
        forgeries += [{**row, "facts": facts} for facts in hidden]
        forgeries += [{**row, "facts": {}}] if row["facts"] else []
        for forged in forgeries:
            rows = [*true["situations"]]
            rows[number] = forged
            with pytest.raises(ValueError, match=r"[a-z]"):
                Verifier(flow_, {**true, "situations": rows}).verify()


def test_a_certificate_is_of_one_flow() -> None:
    """Another version, or a flow that was changed, is refused."""
    made = ama_flow.load("ama_wvg")
    true = certified(made)
    changed = json.dumps(data(made)).replace('"opnieuw"', '"opnieuw2"')
    assert Verifier(json.loads(changed), true).verify() == 28  # only a name
    worse = json.dumps(data(made)).replace(
        '"dest": "departement_zorg"', '"dest": "hulp"'
    )
    for other in ({**data(made), "version": "0"}, json.loads(worse)):
        with pytest.raises(ValueError, match=r"[a-z]"):
            Verifier(other, true).verify()


def test_luck_gets_no_certificate() -> None:
    """Where an author accepts that only luck helps, the problem that he waived is said."""
    made = flow(
        state("one", "step", way("one", trigger="again", fails=True), way("goal")),
        GOAL,
        waivers=(Waiver(code="luck", at="one", reason="a test"),),
    )
    report = ama_flow.check(made)
    assert (report.problems, report.proved) == ((), False)
    with pytest.raises(FlowError) as refused:
        ama_flow.certificate(made)
    assert [problem.code for problem in refused.value.problems] == ["luck"]


def test_numbers_without_bounds_are_verified() -> None:
    """At each limit that a condition names, and beside it."""
    fact = Fact(id="sum", type="number", decimals=2)
    low, high = (Condition(fact="sum", minimum=1), Condition(fact="sum", maximum=1))
    made = flow(
        state(
            "sum", "question", way("goal", when={"sum": low}), way("call"), asks="sum"
        ),
        GOAL,
        CALL,
        facts=(fact,),
    )
    true = certified(made)
    assert Verifier(data(made), true).verify() == 1
    broken = json.loads(json.dumps(data(made)))
    broken["states"]["sum"]["transitions"][1]["conditions"] = [
        [{"fact": "sum", "values": [], "minimum": None, "maximum": high.maximum}]
    ]
    with pytest.raises(ValueError, match="sum: not one way on"):
        Verifier(broken, true).verify()  # at 1 both are open


def test_the_example_says_verified_or_refused(tmp_path: Path) -> None:
    """As its first lines show, with the commands that write its two files."""
    proof, flow_ = tmp_path / "certificate.json", tmp_path / "flow.json"
    for first, file in (
        ("render --format json -o", flow_),
        ("paths --certificate", proof),
    ):
        made = CliRunner().invoke(cli, [*first.split(), str(file)])
        assert (made.exit_code, made.stdout) == (0, "")
    command = [sys.executable, str(EXAMPLE), str(flow_), str(proof)]
    told = subprocess.run(command, capture_output=True, text=True, check=True)
    assert told.stdout == "verified: at most 28 answers to help\n"
    proof.write_text(proof.read_text("utf-8").replace('"worst": 28', '"worst": 27'))
    refused = subprocess.run(command, capture_output=True, text=True, check=False)
    assert refused.returncode == 1
    assert refused.stderr == "refused: maatwerkbedrijf: a false claim\n"
