"""F29, F30, F44 to F46, F52: disks that refuse, files that change. What was paid stays known."""

from __future__ import annotations

import resource
import shutil
import signal
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Final

import pytest

from assetforge.core.exits import Exit
from assetforge.sandbox.plain_picture import plain_picture
from tests.faults.matrix.check import check
from tests.faults.matrix.row import (
    DONE,
    LAMP,
    LAMP_AND_VASE,
    PROJECT,
    TAKEN_UP,
    Ending,
    Row,
    fault,
)

if TYPE_CHECKING:
    from tests.command_line import Ended
    from tests.faults.matrix.conftest import Plays
    from tests.faults.matrix.stage import Stage

ONCE: Final = (1, 1)
SLOW: Final = ("--latency", "1")
GREY: Final = plain_picture(512, 512, b"\x80\x80\x80")
RED: Final = plain_picture(512, 512, b"\xff\0\0")
SOME: Final = 512 * 1024  # bytes that a file may hold: a ledger, and no large result
LITTLE: Final = 4000  # bytes: what is rescued, and no page of a ledger
NIGHT: Final = f"""{PROJECT}
[image.lamp]
prompt = "A brass lamp"
provider = "letzai"

[source.sketch]
path = "sketch.png"

[edit.night]
from = ["lamp", "sketch"]
prompt = "At night"
provider = "letzai"
"""
VASE_AND_NIGHT: Final = f"""{LAMP_AND_VASE}
[edit.night]
from = "lamp"
prompt = "At night"
provider = "letzai"
"""


def with_room(size: int, stage: Stage) -> Ended:
    """Build on a disk where no file may grow beyond so many bytes, once an order is on its way."""
    with stage.start() as build:
        stage.until_paid(1, build)
        resource.prlimit(build.pid, resource.RLIMIT_FSIZE, (size, size))
        return stage.ended(build)


def with_no_room(stage: Stage) -> Ended:
    """Build where no ledger can be made at all."""
    stage.state.write_text("a file where the folder would be", encoding="utf-8")
    ended = stage.build()
    stage.state.unlink()
    return ended


def edited_meanwhile(stage: Stage, *, text: str, orders: int = 1) -> Ended:
    """Change the manifest while its orders are at work."""
    with stage.start() as build:
        stage.until_paid(orders, build)
        manifest = stage.world.project / "assets.toml"
        manifest.write_text(text, encoding="utf-8")
        return stage.ended(build)


def put_back(stage: Stage) -> None:
    """Have the manifest say again what it said when it was built."""
    (stage.world.project / "assets.toml").write_text(stage.row.manifest, encoding="utf-8")


def repainted_meanwhile(stage: Stage) -> Ended:
    """Change a source after the plan was made, and before it is sent."""
    with stage.start() as build:
        stage.until_paid(1, build)
        (stage.world.project / "sketch.png").write_bytes(RED)
        return stage.ended(build)


def killed(stage: Stage) -> Ended:
    """Kill a build once its ledger knows the job; before that, the next one has to look for it."""
    with stage.start() as build:
        stage.until_noted(build)
        build.send_signal(signal.SIGKILL)
        return stage.ended(build)


def on_another_machine(stage: Stage) -> None:
    """Lose everything but the project and the folder of state, which a CI keeps."""
    shutil.rmtree(stage.world.project / ".assetforge")
    with suppress(FileNotFoundError):
        shutil.rmtree(stage.world.store)


def make_way(stage: Stage) -> None:
    shutil.rmtree(stage.world.project / "assets")


ROWS: Final = (
    Row(
        name="F29-no-room-for-a-result", orders=ONCE, act=partial(with_room, SOME), sandbox=SLOW,
        faults=(fault("large", bytes=1024 * 1024),), again=TAKEN_UP,
        first=Ending(
            code=Exit.STORAGE,
            says=("the disk is full", "Paid: up to 60 letzai credits; job", "is saved."),
        ),
    ),
    Row(
        name="F30-no-ledger", orders=(0, 1), act=with_no_room, again=DONE,
        first=Ending(code=Exit.STORAGE, says=("Nothing was spent.", "ledger.sqlite3")),
    ),
    Row(
        name="F30-rescued", orders=ONCE, act=partial(with_room, LITTLE), again=DONE,
        faults=(fault("slow", "POST /images", seconds=1),),
        first=Ending(
            code=Exit.STORAGE,
            says=("The ledger could not be written; what became of `lamp` is kept in",
                  "`assetforge jobs`"),
        ),
    ),
    Row(
        name="F30-told", orders=ONCE, act=partial(with_room, 0), again=DONE,
        faults=(fault("slow", "POST /images", seconds=1),),
        first=Ending(code=Exit.STORAGE, says=("SAVE THIS", '"job":', "`assetforge jobs resolve")),
    ),
    Row(
        name="F44-a-folder", orders=(0, 1), files={"assets/lamp.png/keep": b"x"},
        between=make_way, again=DONE,
        first=Ending(
            code=Exit.STORAGE,
            says=("`assets/lamp.png` is a link or something else than a plain file",
                  "Nothing was spent."),
        ),
    ),
    Row(
        name="F45-manifest-edited", orders=(1, 2), sandbox=SLOW, again=DONE,
        act=partial(edited_meanwhile, text=LAMP.replace("brass", "silver")),
        first=Ending(
            code=Exit.STALE, hides=("1 made", "recorded in assets.lock"),
            says=("`lamp` is finished, and is kept in the store; its file was not placed",
                  "the manifest asks for something else by now", "Paid: up to 60 letzai credits",
                  "`assets.toml` changed while this was built", "Spent: letzai at most 60",
                  "Run `assetforge plan`"),
        ),
    ),
    Row(  # what does not change is placed as ever; what is made from it is not ordered
        name="F45-one-of-two-edited", orders=(2, 4), sandbox=SLOW, again=DONE,
        manifest=VASE_AND_NIGHT,
        act=partial(
            edited_meanwhile, orders=2, text=VASE_AND_NIGHT.replace("brass", "silver")
        ),
        first=Ending(
            code=Exit.STALE, says=("made vase", "`lamp` is finished", "night  needs lamp"),
            hides=("made lamp", "`vase` is finished"),
        ),
    ),
    Row(
        name="F45-manifest-broken", orders=ONCE, sandbox=SLOW, between=put_back,
        act=partial(edited_meanwhile, text="version ="),
        first=Ending(
            code=Exit.STALE, says=("cannot be understood now", "Paid: up to 60 letzai credits"),
        ),
        again=Ending(code=Exit.DONE, says=("1 restored", "Spent: nothing.")),
    ),
    Row(
        name="F46-source-repainted", orders=(1, 2), act=repainted_meanwhile, sandbox=SLOW,
        manifest=NIGHT, files={"sketch.png": GREY}, again=DONE,
        first=Ending(code=Exit.STALE, says=("made lamp", "sketch.png", "Nothing was spent.")),
    ),
    Row(
        name="F52-workspace-lost", orders=ONCE, act=killed, sandbox=SLOW,
        between=on_another_machine, again=TAKEN_UP, first=Ending(code=-signal.SIGKILL),
    ),
)  # fmt: skip


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_a_disk_or_a_file_that_changes_loses_nothing_that_was_paid(row: Row, plays: Plays) -> None:
    check(row, plays(row))
