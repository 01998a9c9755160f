"""F25 to F28: builds that are stopped while something is paid for. Nothing of it is forgotten."""

from __future__ import annotations

import signal
import time
from functools import partial
from typing import TYPE_CHECKING, Final

import pytest

from assetforge.core.exits import Exit
from tests.command_line import Ended
from tests.faults.matrix.check import check
from tests.faults.matrix.row import (
    DONE,
    IN_TURN,
    LAMP_AND_VASE,
    LAMP_OF_LETTA,
    TAKEN_UP,
    Ending,
    Row,
    fault,
)
from tests.faults.meeting import met

if TYPE_CHECKING:
    from tests.faults.matrix.conftest import Plays
    from tests.faults.matrix.stage import Stage

ONCE: Final = (1, 1)
SLOW: Final = ("--latency", "1")
SLOWER: Final = ("--latency", "3")
KILLED: Final = Ending(code=-signal.SIGKILL)


def signalled(number: signal.Signals, stage: Stage) -> Ended:
    """Send a signal once the server was paid for an order."""
    with stage.start() as build:
        stage.until_paid(1, build)
        build.send_signal(number)
        return stage.ended(build)


def signalled_twice(stage: Stage) -> Ended:
    """Press Ctrl-C, and press it again once the first is heard."""
    with stage.start() as build:
        stage.until_paid(1, build)
        build.send_signal(signal.SIGINT)
        told = met(build, "Stopping")
        began = time.perf_counter()
        build.send_signal(signal.SIGINT)
        ended = stage.ended(build)
        assert time.perf_counter() - began < 1
        return Ended(code=ended.code, out=ended.out, err=told + ended.err)


def unheard(stage: Stage) -> Ended:
    """Close the terminal's end of both streams while a job runs."""
    with stage.start() as build:
        stage.until_paid(1, build)
        assert build.stdout is not None
        assert build.stderr is not None
        build.stdout.close()
        build.stderr.close()
        build.wait()
        return Ended(code=build.returncode, out="", err="")


ROWS: Final = (
    Row(
        name="F25-ctrl-c", orders=(1, 2), words=IN_TURN, manifest=LAMP_AND_VASE, sandbox=SLOW,
        act=partial(signalled, signal.SIGINT), again=DONE,
        first=Ending(
            code=Exit.INTERRUPTED,
            says=("Stopping: nothing new starts", "Paid jobs are waited for up to 60 s",
                  "Press Ctrl-C again to leave at once.", "made lamp",
                  "Stopped: 1 asset left to do.", "`assetforge build` goes on where this one"),
        ),
    ),
    Row(
        name="F25-sigterm-while-sending", orders=ONCE, act=partial(signalled, signal.SIGTERM),
        faults=(fault("slow", "POST /images", seconds=0.5),),
        first=Ending(code=Exit.TERMINATED, says=("made lamp", "Spent: letzai at most 60")),
    ),
    Row(
        name="F25-drained", orders=ONCE, act=partial(signalled, signal.SIGINT), hurry=200,
        sandbox=SLOWER, again=TAKEN_UP,
        first=Ending(
            code=Exit.INTERRUPTED,
            says=("`lamp` still runs at letzai; the build does not wait for it",
                  "Paid: up to 60 letzai credits; job", "is saved.",
                  "Run `assetforge build` again to take it up at no charge."),
        ),
    ),
    Row(
        name="F26-twice", orders=ONCE, act=signalled_twice, sandbox=SLOW, again=TAKEN_UP,
        first=Ending(
            code=Exit.INTERRUPTED,
            says=("What was finished is saved; `assetforge build` goes on from there.",
                  "What was ordered is made all the same, and taken up at no charge."),
        ),
    ),
    Row(
        name="F27-killed-waiting", orders=ONCE, act=partial(signalled, signal.SIGKILL),
        sandbox=SLOW, first=KILLED, again=TAKEN_UP,
    ),
    Row(
        name="F27-killed-sending", orders=ONCE, act=partial(signalled, signal.SIGKILL),
        faults=(fault("slow", "POST /images", seconds=1),), first=KILLED,
        again=Ending(
            code=Exit.DONE, says=("its order was found as job", "made lamp")
        ),
    ),
    Row(
        name="F27-killed-at-letta", orders=ONCE, act=partial(signalled, signal.SIGKILL),
        manifest=LAMP_OF_LETTA, sandbox=SLOW, first=KILLED,
        again=Ending(code=Exit.DONE, says=("its answer was kept, and is taken up", "made lamp")),
    ),
    Row(
        name="F28-terminal-closed", orders=ONCE, act=partial(signalled, signal.SIGHUP),
        sandbox=SLOW, first=Ending(code=Exit.TERMINATED, says=("Stopping", "made lamp")),
    ),
    Row(name="F28-streams-closed", orders=ONCE, act=unheard, sandbox=SLOW, first=DONE),
)  # fmt: skip


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_a_build_that_is_stopped_forgets_nothing_that_was_paid(row: Row, plays: Plays) -> None:
    check(row, plays(row))
