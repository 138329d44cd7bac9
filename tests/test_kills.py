"""Sessions outlive what happens to the program: kills, and full or closed disks."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

from ama_flow import load
from ama_flow.journal import Sitting
from ama_flow.model import Flow

TIMES = int(os.environ.get("AMA_FLOW_KILLS", "8"))
"""How often a program is killed; 200 were tried before this was written."""

PROGRAM = """
import sys
from pathlib import Path
from ama_flow import load
from ama_flow.journal import Sitting
from ama_flow.journal.keeper import Keeper
from ama_flow.session import Choice, Session
sitting = Sitting(Session(load("ama_wvg")), Keeper(Path(sys.argv[1])))
print(0, flush=True)
given = 0
while True:
    for value in (True, False):
        sitting.give(Choice(trigger="answer", value=value, title=""))
        given += 1
        print(given, flush=True)
        sitting.restart()
"""

GIVEN = 5
CHANGING = """
import sys
from pathlib import Path
from ama_flow import load
from ama_flow.journal import Sitting
from ama_flow.journal.keeper import Keeper
from ama_flow.session import Choice, Session
sitting = Sitting(Session(load("ama_wvg")), Keeper(Path(sys.argv[1])))
no = Choice(trigger="answer", value=False, title="")
sitting.give(no)
for _ in range(4):
    sitting.give(sitting.session.choices[0])
while True:
    print(sitting.session.count, flush=True)
    sitting.change(1, no)
"""


def test_no_answer_is_lost_to_a_kill(tmp_path: Path) -> None:
    """What the program said that it kept is there, whenever it is killed."""
    flow, chance = load("ama_wvg"), random.Random(4)  # noqa: S311 - no secret
    for number in range(TIMES):
        path = tmp_path / f"{number}.jsonl"
        said = killed_after(path, chance.randrange(1, 200))
        assert said <= answers_in(path, flow) <= said + 1


def test_a_change_that_is_killed_loses_no_answer(tmp_path: Path) -> None:
    """What stands behind the changed answer stands again, or still."""
    flow, chance = load("ama_wvg"), random.Random(9)  # noqa: S311 - no secret
    for number in range(TIMES // 2):
        path = tmp_path / f"{number}.jsonl"
        killed_after(path, chance.randrange(1, 200), CHANGING)
        sitting = Sitting.resume(flow, path)
        sitting.leave()
        assert sitting.session.count == GIVEN


def killed_after(path: Path, lines: int, code: str = PROGRAM) -> int:
    """Kill a program after some *lines*; gives the last that it said."""
    with subprocess.Popen(
        [sys.executable, "-c", code, str(path)], stdout=subprocess.PIPE
    ) as program:
        assert program.stdout
        for _ in range(lines):
            program.stdout.readline()
        program.kill()
        rest = program.stdout.read().split()
    return max(lines - 1, int(rest[-1]) if rest else 0)


def answers_in(path: Path, flow: Flow) -> int:
    """Count the answers that were kept; the journal must be whole."""
    if not path.exists():
        return 0
    sitting = Sitting.resume(flow, path)
    sitting.leave()
    assert sitting.journal
    return sum(event["event"] == "answer" for event in sitting.journal.events)
