"""``ama-flow mutate``: which slips of an author the proof of a flow notices."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from typing import Any

import click

from ama_flow.cli.arguments import FLOW, proved
from ama_flow.cli.group import INVALID_FLOW
from ama_flow.loader import load
from ama_flow.model import Flow, Record, fields
from ama_flow.mutants import OPERATORS, Kills, Row, Survivor, mutate

_NAMES = [operator.name for operator in OPERATORS]


@click.command("mutate")
@FLOW
@click.option(
    "--operator",
    "operators",
    metavar="SLIP",
    type=click.Choice(_NAMES),
    multiple=True,
    help="Only slips of this kind; can be repeated.",
)
@click.option(
    "--sample", type=click.IntRange(1), help="Look at so many of them, at random."
)
@click.option(
    "--seed", default=0, show_default=True, help="Another one draws other slips."
)
@click.option(
    "--minimum",
    type=click.FloatRange(0, 100),
    help="The percentage to notice; where it is less, the exit code is 3.",
)
@click.option("--json", "as_json", is_flag=True, help="Give all of it as data.")
def command(  # noqa: PLR0913 - an argument for each option
    flow: str,
    operators: tuple[str, ...],
    sample: int | None,
    seed: int,
    minimum: float | None,
    *,
    as_json: bool,
) -> int:
    """Make every slip in FLOW that an author may make, one at a time, and prove it.

    What is left are slips that neither the proof nor a rule of FLOW notices.
    """
    original = proved(load(flow))
    kills = mutate(
        original, operators=operators, sample=sample, seed=seed, each=_progress()
    )
    write = _data if as_json else _account
    click.echo("\n".join(write(original, kills, seed)))
    return INVALID_FLOW if minimum is not None and kills.share < minimum else 0


def _progress() -> Callable[[int, int], None] | None:
    """Give what counts the mutants where somebody waits for them, in a terminal."""
    if not sys.stderr.isatty():
        return None

    def each(number: int, total: int) -> None:
        end = "\r\x1b[K" if number == total else ""
        click.echo(f"\r{number} of {total}{end}", nl=False, err=True)

    return each


def _account(flow: Flow, kills: Kills, seed: int) -> Iterator[str]:
    """Tell what is noticed, and by what the rest would be."""
    total = kills.total
    yield f"{flow.id} {flow.version}: {_looked(kills, seed)}."
    yield ""
    yield from _table(kills)
    yield ""
    yield (
        f"Noticed: {_percent(kills.share)} of the slips that a reader can tell, and "
        f"{_percent(kills.share_of_all)} of all {total.mutants}."
    )
    yield from _survivors(kills)
    if kills.alike:
        yield ""
        yield f"No reader can tell ({len(kills.alike)}) if"
        yield from (f"  - {_named(survivor)}" for survivor in kills.alike)


def _looked(kills: Kills, seed: int) -> str:
    looked = sum(row.mutants for row in kills.rows)
    if looked < kills.slips:
        return f"{looked} of {kills.slips} slips, drawn with seed {seed}"
    return f"{looked} slips, one at a time"


def _percent(share: float) -> str:
    """Write a share so that only what is whole looks like it."""
    return f"{share:.4g} %" if share in (0, 100) else f"{min(share, 99.9):.1f} %"


_HEAD = ("slip", "mutants", "without rules", "with rules", "alike", "what was done")


def _table(kills: Kills) -> Iterator[str]:
    of_the_world = [row for row in kills.rows if row.of_the_world]
    widest = max(map(len, _NAMES))
    yield _line(_HEAD, widest)
    for row in (*(r for r in kills.rows if r not in of_the_world), kills.total):
        yield _line(_cells(row), widest)
    if of_the_world:
        yield ""
        yield "Said of the world, so not counted: no proof can know better."
        yield from (_line(_cells(row), widest) for row in of_the_world)


def _cells(row: Row) -> tuple[str, ...]:
    figures = (row.mutants, row.bare, row.noticed, row.alike)
    return (row.operator, *map(str, figures), row.done)


def _line(cells: tuple[str, ...], widest: int) -> str:
    name, *figures, done = cells
    sized = (f"{n:>{len(head)}}" for n, head in zip(figures, _HEAD[1:], strict=False))
    return "  ".join((f"{name:<{widest}}", *sized, done)).rstrip()


def _survivors(kills: Kills) -> Iterator[str]:
    if not kills.survivors:
        return
    yield ""
    yield f"Nothing notices ({len(kills.survivors)}) if"
    for survivor in kills.survivors:
        yield f"  - {_named(survivor)}"
        for lines in survivor.remedies:
            yield f"      would be noticed with: {lines}"


def _named(survivor: Survivor) -> str:
    return f"{survivor.told} [{survivor.operator}]"


def _data(flow: Flow, kills: Kills, seed: int) -> Iterator[str]:
    import json  # noqa: PLC0415 - start-up is a feature

    data = {
        "flow": flow.id,
        "version": flow.version,
        "slips": kills.slips,
        "seed": seed,
        "share": round(kills.share, 2),
        "share_of_all": round(kills.share_of_all, 2),
        "rows": [_plain(row) for row in kills.rows],
        "survivors": [_plain(survivor) for survivor in kills.survivors],
        "alike": [_plain(survivor) for survivor in kills.alike],
    }
    yield json.dumps(data, indent=2, ensure_ascii=False)


def _plain(record: Record) -> dict[str, Any]:
    return {key: getattr(record, key) for key in fields(record)}
