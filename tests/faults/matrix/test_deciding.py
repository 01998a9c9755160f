"""F38, F47, F49, F53: whether something is bought at all, and how often."""

from __future__ import annotations

import os
import shutil
import signal
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from assetforge.core.exits import Exit
from tests.command_line import Ended
from tests.faults.matrix.check import check
from tests.faults.matrix.row import (
    IDLE,
    IN_TURN,
    LAMP,
    LAMP_AND_VASE,
    LAMP_OF_LETTA,
    Ending,
    Row,
    fault,
)

if TYPE_CHECKING:
    from tests.faults.matrix.conftest import Plays
    from tests.faults.matrix.stage import Stage

ONCE: Final = (1, 1)
SLOW: Final = ("--latency", "1")
CHEAP: Final = '[letzai.prices.image."flux2"]\n1k = 10\n'  # the sandbox charges 60
TWINS: Final = f"""{LAMP}
[image.twin]
prompt = "A brass lamp"
provider = "letzai"
"""


def with_another_project(stage: Stage) -> Ended:
    """Build the same in two projects of one user at the same time."""
    second = stage.world.home / "second"
    shutil.copytree(stage.world.project, second)
    with stage.start() as one, stage.start(folder="second") as other:
        ended = stage.ended(one), stage.ended(other)
    assert (second / "assets" / "lamp.png").exists(), ended[1].err
    return Ended(code=max(each.code for each in ended), out="", err=ended[0].err + ended[1].err)


def power_lost(stage: Stage) -> Ended:
    """Kill a build and the process that it left its call to."""
    with stage.start() as build:
        stage.until_paid(1, build)
        for process in (*children(build.pid), build.pid):
            os.kill(process, signal.SIGKILL)
        return stage.ended(build)


def children(parent: int) -> list[int]:
    """Find the processes that a process started."""
    found: list[int] = []
    for place in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            after_name = place.read_text("utf-8").rpartition(")")[2].split()
            if int(after_name[1]) == parent:
                found.append(int(place.parent.name))
    assert found, "nobody owns the call"
    return found


AT_RISK: Final = ("whether letta accepted the order of `lamp` is not known:",
                  "At risk: up to 14 letta credits", "It is not ordered again by itself.",
                  "--retry` and the next build orders it anew", "`--drop`")  # fmt: skip
ROWS: Final = (
    Row(
        name="F38-two-projects", orders=ONCE, act=with_another_project, sandbox=SLOW, again=IDLE,
        first=Ending(code=Exit.DONE, says=("[1/1] made lamp", "[1/1] restored lamp")),
    ),
    Row(  # what was agreed to is used up, so that a person is asked again
        name="F47-stopped", orders=(1, 2), config=CHEAP, manifest=LAMP_AND_VASE,
        sandbox=("--tell-credits",), words=("--max-credits", "65", *IN_TURN[1:]),
        first=Ending(
            code=Exit.REFUSED,
            says=("it cost 60 letzai credits; estimated were 10",
                  "failed vase: `vase` needs 10 letzai credits, which would pass the limit",
                  "60 are spent or reserved", "Nothing was sent for it.",
                  "Run `assetforge build` again", "Spent: letzai 60."),
        ),
        again=Ending(code=Exit.DONE, says=("made vase",)),
    ),
    Row(
        name="F49-twins", orders=ONCE, manifest=TWINS,
        first=Ending(
            code=Exit.DONE,
            says=("Credits: letzai 60.", "made lamp", "restored twin", "Spent: letzai at most 60"),
        ),
    ),
    Row(
        name="F53-owner-lost", orders=ONCE, act=power_lost, sandbox=SLOW, manifest=LAMP_OF_LETTA,
        config="[letta.prices.image.flux-2-pro]\neach = { min = 10, max = 14 }\n",
        first=Ending(code=-signal.SIGKILL), again=Ending(code=Exit.UNDECIDED, says=AT_RISK),
    ),
    Row(
        name="F53-answer-lost", orders=ONCE, manifest=LAMP_OF_LETTA,
        config="[letta.prices.image.flux-2-pro]\neach = { min = 10, max = 14 }\n",
        faults=(fault("lose-answer", times=1),),
        first=Ending(code=Exit.UNDECIDED, says=AT_RISK),
        again=Ending(code=Exit.UNDECIDED, says=AT_RISK),
    ),
)  # fmt: skip


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_nothing_is_bought_twice_or_beyond_what_was_agreed(row: Row, plays: Plays) -> None:
    check(row, plays(row))
