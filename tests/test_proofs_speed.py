"""What makes proofs and loading fast, and changes nothing that they say."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterator
from functools import partial
from types import FrameType
from typing import Any

import pytest

from ama_flow.loader import loads
from ama_flow.places import locate
from ama_flow.proofs import check
from ama_flow.proofs.garbage import uncollected
from tests.lending import LENDING

HEAD = """format = 1
id = "long"
version = "1"
language = "en"
title = "Long"
initial = "q0"
"""


def document(size: int) -> str:
    """Write a flow that asks *size* facts, and reads each right after."""
    tables = "".join(map(_tables, range(size)))
    return f'{HEAD}{tables}[states.q{size}]\nkind = "goal"\ntitle = "Done"\n'


def _tables(n: int) -> str:
    return f"""[facts.f{n}]
type = "yesno"
title = "F"
[states.q{n}]
kind = "question"
title = "Q"
asks = "f{n}"

transitions = [{{ dest = "b{n}" }}]
[states.b{n}]
kind = "branch"
title = "B"
transitions = [
  {{ dest = "q{n + 1}", conditions = {{ f{n} = true }} }},
  {{ dest = "q{n + 1}" }},
]
"""


def work(job: Callable[[], object]) -> int:
    """Count the instructions that Python takes for a *job*, whatever the time is."""
    count = 0

    def trace(frame: FrameType, event: str, _: Any) -> Callable[..., Any]:  # noqa: ANN401 - as sys.settrace has it
        nonlocal count
        frame.f_trace_opcodes, frame.f_trace_lines = True, False
        count += event == "opcode"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        job()
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize(
    "job",
    [
        lambda size: partial(loads, document(size)),
        lambda size: partial(check, loads(document(size))),
        lambda size: partial(locate, "x = [\n" + "[],\n" * size + "]\n"),
    ],
    ids=["loads", "check", "locate"],
)
def test_twice_as_much_takes_twice_the_work(
    job: Callable[[int], Callable[[], object]],
) -> None:
    """Work is in line with what there is, and so a large flow is no trouble."""
    assert work(job(80)) < 2.1 * work(job(40))


@pytest.fixture
def collector() -> Iterator[None]:
    """Leave the collector on, whatever a test does with it."""
    yield
    gc.enable()


@pytest.mark.usefixtures("collector")
@pytest.mark.parametrize("is_on", [True, False])
def test_the_collector_is_left_as_it_was(*, is_on: bool) -> None:
    """It is off in the middle, and only who switched it off switches it on again."""
    (gc.enable if is_on else gc.disable)()
    with uncollected():
        assert not gc.isenabled()
    assert gc.isenabled() == is_on
    check(loads(LENDING))
    assert gc.isenabled() == is_on


def test_the_collector_comes_back_after_an_error() -> None:
    """A proof that is broken off does not leave a program without one."""
    with pytest.raises(KeyboardInterrupt), uncollected():
        raise KeyboardInterrupt
    assert gc.isenabled()


def test_a_proof_leaves_no_garbage() -> None:
    """Nothing that a search makes holds itself, so there was nothing to collect."""
    made = loads(LENDING)
    check(made)
    gc.collect()
    check(made)
    assert gc.collect() == 0
