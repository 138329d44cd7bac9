"""Write the table of docs/mutants.md anew, and say which survivors it does not explain.

    python -m benchmarks.mutants_page

Run it from the root of the project, after a change to the guide, to the proofs or to
the operators. It takes some twelve seconds of CPU.
"""

from __future__ import annotations

import re
from pathlib import Path

import ama_flow
from ama_flow.mutants import Kills, Row, Survivor, mutate

PAGE = Path(__file__).parent.parent / "docs" / "mutants.md"
TABLE = re.compile(r"(?<=\| --- \|\n)(?:\|.*\n)+")


def lines(kills: Kills) -> str:
    """Give the rows of the table, each a line; what is said of the world comes last."""
    counted = [row for row in kills.rows if not row.of_the_world]
    world = [row for row in kills.rows if row.of_the_world]
    return "".join(f"{_line(row)}\n" for row in (*counted, kills.total, *world))


def _line(row: Row) -> str:
    name = "all" if row.operator == "all" else f"`{row.operator}`"
    figures = (row.mutants, row.bare, row.noticed, row.alike)
    return f"| {name} | {row.done} | {' | '.join(map(str, figures))} |"


def named(survivor: Survivor) -> str:
    """Name a survivor as the page does."""
    return f"`{survivor.operator}: {survivor.what}`"


def main() -> None:
    """Prove every mutant of the guide, and write what comes of it."""
    kills = mutate(ama_flow.load("ama_wvg"))
    text = PAGE.read_text("utf-8")
    PAGE.write_text(TABLE.sub(lambda _: lines(kills), text, count=1), "utf-8")
    print(f"{kills.share:.1f} % of what a reader can tell, {kills.share_of_all:.1f} %")
    for survivor in (*kills.survivors, *kills.alike):
        if named(survivor) not in text:
            print(f"not explained: {named(survivor)}, if {survivor.told}")


if __name__ == "__main__":
    main()
