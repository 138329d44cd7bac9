"""A prover that is broken on purpose, and who notices: the oracles, or the tests.

Each mutant of the prover runs in a process of its own, which forgets the prover and
imports it anew with the mutant in the place of one module. What brute force finds of
the flows that they are compared on is known before. Works where processes can fork.
"""

from __future__ import annotations

import os
import resource
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from inspect import signature
from itertools import product
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any, Literal, NamedTuple

import hypothesis
from hypothesis import HealthCheck, Phase, given, is_hypothesis_test, settings

import ama_flow
from ama_flow.model import Flow
from tests.mutations import Mutation, mutations
from tests.oracle import judge
from tests.random_flows import flows
from tests.random_rules import flows_with_rules
from tests.rule_oracle import breaks, runs

FOLDER = Path(__file__).parent.parent / "ama_flow" / "proofs"
MODULES = tuple(sorted(path.stem for path in FOLDER.glob("*.py")))
"""The modules of the prover."""

SUITES = (
    "test_proofs_details",
    "test_proofs",
    "test_proofs_conditions",
    "test_proofs_report",
    "test_proofs_search",
    "test_proofs_sources",
    "test_rules",
    "test_endless",
    "test_traces",
    "test_broken_copies",
    "test_sameness",
)
"""The tests of the prover. Those that are slow are left out."""
_RANDOM = "tests.test_proofs_conditions"
"""The one module of tests whose random ones are quick; of others the oracles do it."""
_SLOW = ("long_flow", "writing_order", "same_bytes", "process")

_CPU, _MEMORY = 5, 2**31
"""The seconds and bytes that a mutant has."""

Noticed = Literal["oracles", "tests", "time", ""]
"""Who notices a mutant: no one, or a clock, where it does not come to an end."""

_FAULTS = {"gap", "overlap", "unknown-fact"}


def sources(module: str) -> list[Mutation]:
    """Give all mutations of a module of the prover."""
    return list(mutations(module, (FOLDER / f"{module}.py").read_text("utf-8")))


# ------------------------------------------------------------ what oracles know
class Opinion(NamedTuple):
    """What brute force finds of a flow: faults, codes, and two figures."""

    flow: Flow
    faults: frozenset[tuple[str, str, str]]
    codes: frozenset[str]
    worst: int | None
    fewest: int | None


class RuleOpinion(NamedTuple):
    """The answers of the shortest run that breaks each rule, up to the *deepest*."""

    flow: Flow
    shortest: tuple[int | None, ...]
    deepest: int


class Corpus(NamedTuple):
    """Flows, and what is known of them."""

    flows: tuple[Opinion, ...]
    ruled: tuple[RuleOpinion, ...]


def corpus(plain: int, ruled: int, seed: int = 1) -> Corpus:
    """Draw so many flows, without rules and with them; and the guide with its rules."""
    guide = ama_flow.load("ama_wvg")
    drawn = [guide, *_drawn(flows(), plain, seed)]
    with_rules = _drawn(flows_with_rules(), ruled, seed)
    sound = [flow for flow in with_rules if not judge(flow).faults]
    return Corpus(tuple(map(_opinion, drawn)), tuple(map(_rule_opinion, sound)))


def _drawn(strategy: Any, count: int, seed: int) -> list[Flow]:  # noqa: ANN401 - a strategy
    drawn: list[Flow] = []

    @hypothesis.seed(seed)
    @settings(
        max_examples=count,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def draw(flow: Flow) -> None:
        drawn.append(flow)

    draw()
    return drawn


def _opinion(flow: Flow) -> Opinion:
    found = judge(flow)
    return Opinion(
        flow=flow,
        faults=frozenset(found.faults),
        codes=frozenset(found.codes),
        worst=found.worst,
        fewest=found.fewest,
    )


def _rule_opinion(flow: Flow) -> RuleOpinion:
    every, deepest = runs(flow, 300)
    shortest = tuple(
        min((run.answers for run in every if breaks(flow, rule, run)), default=None)
        for rule in flow.rules
    )
    return RuleOpinion(flow, shortest, deepest)


# ------------------------------------------------------------ who notices
def oracles_agree(known: Corpus) -> None:
    """Compare the prover with what is *known*; raises ``AssertionError``."""
    proofs, space = _prover("ama_flow.proofs"), _prover("ama_flow.proofs.space")
    wrong = _prover("ama_flow.proofs.structure").Wrong()
    rules = _prover("ama_flow.proofs.rules").rules
    for opinion in known.flows:
        report = proofs.check(opinion.flow)
        codes = {problem.code for problem in report.problems}
        assert codes - _FAULTS == opinion.codes - _FAULTS
        assert bool(codes & _FAULTS) == bool(opinion.codes & _FAULTS)
        assert report.figures.worst == opinion.worst
        assert report.figures.fewest == opinion.fewest
        faults = space.explore(opinion.flow, wrong).faults
        assert {fault[:3] for fault in faults} == opinion.faults
    for ruled in known.ruled:
        found = list(rules(space.explore(ruled.flow, wrong)))
        told = {p.at[1]: len(p.path) - 1 for p in found if p.code == "rule"}
        for number, shortest in enumerate(ruled.shortest):
            if told.get(number, 0) <= ruled.deepest:
                assert told.get(number) == shortest


def _prover(name: str) -> Any:  # noqa: ANN401 - a module that may be broken
    return import_module(name)


def tests_pass() -> None:
    """Run the tests of the prover that are quick; raises what they raise."""
    for suite in SUITES:
        for test, arguments in plain_tests(import_module(f"tests.{suite}")):
            test(**arguments)


def plain_tests(
    module: ModuleType,
) -> Iterator[tuple[Callable[..., None], dict[str, Any]]]:
    """Give the tests of a module that take no fixture, with their arguments."""
    for name, test in vars(module).items():
        if not name.startswith("test_"):
            continue
        if is_hypothesis_test(test):
            yield from [(test, {})] if module.__name__ == _RANDOM else ()
        else:
            marks = getattr(test, "pytestmark", ())
            given_ = [m.args[:2] for m in marks if m.name == "parametrize"]
            named = [n for names, _ in given_ for n in _split(names)]
            if {*signature(test).parameters} == {*named} and not _is_slow(name):
                for rows in product(*(values for _, values in given_)):
                    yield test, _arguments([names for names, _ in given_], rows)


def _is_slow(name: str) -> bool:
    return any(word in name for word in _SLOW)


def _split(names: str | Sequence[str]) -> list[str]:
    return names.replace(",", " ").split() if isinstance(names, str) else list(names)


def _arguments(names: list[Any], rows: tuple[Any, ...]) -> dict[str, Any]:
    arguments: dict[str, Any] = {}
    for each, row in zip(names, rows, strict=True):
        single = isinstance(each, str) and "," not in each
        arguments |= dict(zip(_split(each), [row] if single else row, strict=True))
    return arguments


# ------------------------------------------------------------ a broken prover
def noticed(module: str, source: str, known: Corpus, *, tests: bool) -> Noticed:
    """Say who notices that a *module* of the prover has another *source*.

    First the oracles look, and if *tests* these after them.
    """
    child = os.fork()
    if not child:
        os._exit(_judged(module, source, known, tests=tests))
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return "time"
    verdicts: tuple[Noticed, ...] = ("", "oracles", "tests")
    return verdicts[os.WEXITSTATUS(status)]


def _judged(module: str, source: str, known: Corpus, *, tests: bool) -> int:
    """Do it in this process, which ends after that: 1 the oracles, 2 the tests."""
    resource.setrlimit(resource.RLIMIT_CPU, (_CPU, _CPU))
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    signal.alarm(_CPU * 6)
    settings.register_profile("mutants", database=None, deadline=None, derandomize=True)
    settings.load_profile("mutants")
    stage = 1
    try:
        _break(module, source)
        oracles_agree(known)
        stage = 2
        if tests:
            tests_pass()
    except BaseException:  # noqa: BLE001 - a mutant may raise whatever
        return stage
    return 0


def _break(module: str, source: str) -> None:
    """Forget the prover and all that knows it; the next import is of the mutant."""
    kept = ("oracle", "random_flows", "random_rules", "rule_oracle", "broken_prover")
    for name in list(sys.modules):
        package, _, rest = name.partition(".")
        if name.startswith(("ama_flow.proofs", "ama_flow.mutants", "ama_flow.cli")) or (
            package == "tests" and rest and rest not in (*kept, "mutations")
        ):
            del sys.modules[name]
    package = "ama_flow.proofs"
    name = package if module == "__init__" else f"{package}.{module}"
    sys.meta_path.insert(0, _Finder(name, source))
    ama_flow.proofs = import_module(package)
    ama_flow.check = ama_flow.proofs.check


class _Finder(MetaPathFinder):
    """Finds a mutant in the place of the module *name*."""

    def __init__(self, name: str, source: str) -> None:
        self.name, self.source = name, source

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, _target: object = None
    ) -> ModuleSpec | None:
        spec = PathFinder.find_spec(fullname, path) if fullname == self.name else None
        if spec is not None and spec.origin is not None:
            spec.loader = _Loader(fullname, spec.origin, self.source)
        return spec


class _Loader(SourceFileLoader):
    """Loads a *source* in the place of that in the file."""

    def __init__(self, name: str, path: str, source: str) -> None:
        super().__init__(name, path)
        self.source = source

    def get_code(self, fullname: str) -> CodeType:
        """Compile the source, from which nothing is cached."""
        return compile(self.source, self.get_filename(fullname), "exec")
