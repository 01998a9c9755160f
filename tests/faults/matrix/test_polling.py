"""F11 to F16, F24: waiting for jobs that are paid for. It costs nothing, however long it takes."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

import pytest

from assetforge.core.exits import Exit
from tests.faults.matrix.check import check
from tests.faults.matrix.row import IN_TURN, LAMP_AND_VASE, SOON, TAKEN_UP, Ending, Row, fault

if TYPE_CHECKING:
    from tests.faults.matrix.conftest import Plays
    from tests.faults.matrix.stage import Stage

JOB: Final = "GET /images/*"
ONCE: Final = (1, 1)
AS_DOCUMENTED: Final = "[letzai]\npoll_floor_seconds = 3\n"
PAID: Final = ("Paid: up to 60 letzai credits; job", "is saved.", "at no charge.",
               "Spent: letzai at most 60 (1 order brought no result).")  # fmt: skip
STILL: Final = Ending(code=Exit.UNAVAILABLE, says=("taken up at no charge", "Spent: nothing."))
MADE: Final = Ending(code=Exit.DONE, says=("made lamp",))
NIGHT: Final = f"""{LAMP_AND_VASE}
[edit.night]
from = "lamp"
prompt = "At night"
provider = "letzai"
"""


def a_while(_: Stage) -> None:
    """Wait until a job is over that is late by two seconds."""
    time.sleep(1.8)


ROWS: Final = (
    Row(
        name="F11-now-and-then", orders=ONCE, first=MADE,
        faults=(fault("close", JOB, nth=1), fault("page", JOB, nth=2), fault("reset", JOB, nth=3),
                fault("limit", JOB, nth=4, retry_after="0"), fault("cut-answer", JOB, nth=1)),
    ),
    Row(
        name="F11-for-good", orders=ONCE, hurry=400, config=AS_DOCUMENTED,
        faults=(fault("error", JOB),),
        first=Ending(
            code=Exit.UNAVAILABLE, says=("letzai cannot be used now: it answers 500", *PAID)
        ),
        again=STILL,
    ),
    Row(
        name="F12-not-found-for-long", orders=ONCE, hurry=400, config=AS_DOCUMENTED,
        faults=(fault("know-late", seconds=2),), between=a_while, again=TAKEN_UP,
        first=Ending(code=Exit.UNAVAILABLE, says=("cannot be found at letzai", *PAID)),
    ),
    Row(  # it is ordered anew only because a person says so with the next build
        name="F13-failed-and-refused", orders=(2, 5), words=IN_TURN, manifest=NIGHT,
        faults=(fault("fail", nth=1, word="the model ran out of memory"),
                fault("disallow", nth=2, word="content policy")),
        first=Ending(
            code=Exit.FAILED,
            says=("letzai did not make `lamp`: failed: the model ran out of memory",
                  "letzai did not make `vase`: not_allowed: content policy",
                  "It counts as charged: up to 60 letzai credits, job",
                  "`assetforge build` orders it anew, and pays again.",
                  "night  needs lamp", "Spent: letzai at most 120 (2 orders brought no result)."),
        ),
        again=Ending(code=Exit.DONE, says=("made lamp", "made vase", "made night")),
    ),
    Row(
        name="F14-saved-and-hidden", orders=(2, 2), manifest=LAMP_AND_VASE, first=MADE,
        faults=(fault("odd-word", nth=1, word="saved"),
                fault("odd-word", nth=2, word="hidden", seconds=0.2)),
    ),
    Row(
        name="F14-unknown-word", orders=ONCE, hurry=400, config=AS_DOCUMENTED,
        faults=(fault("odd-word", word="archived"),), again=STILL,
        first=Ending(
            code=Exit.UNAVAILABLE,
            says=("its status `archived` is not known to assetforge", *PAID),
        ),
    ),
    Row(
        name="F15-not-ready-and-no-url", orders=(2, 2), hurry=400, config=AS_DOCUMENTED,
        faults=(fault("full-progress", nth=1, seconds=2), fault("no-url", nth=2, seconds=2)),
        manifest=LAMP_AND_VASE, between=a_while, again=TAKEN_UP,
        first=Ending(
            code=Exit.UNAVAILABLE,
            says=("has been at 100 % for 60 s and brings no result at letzai", *PAID[:3],
                  "Spent: letzai at most 120 (2 orders brought no result)."),
        ),
    ),
    Row(
        name="F16-endless", orders=ONCE, hurry=400, config=AS_DOCUMENTED,
        faults=(fault("endless"),), again=STILL,
        first=Ending(
            code=Exit.UNAVAILABLE, says=("is still running after 10 min at letzai", *PAID)
        ),
    ),
    *(
        Row(
            name=f"F24-date-{hours:+}-hours", orders=ONCE, hours=hours, config=SOON,
            faults=(fault("lose-answer", "POST /images", times=1),),
            first=Ending(code=Exit.DONE, says=("its order was found as job", "made lamp")),
        )
        for hours in (-5, 5)
    ),
)  # fmt: skip


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_a_job_that_is_waited_for_is_paid_once(row: Row, plays: Plays) -> None:
    check(row, plays(row))
