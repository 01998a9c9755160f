"""F2 to F5, F10: the answer to an order is lost. It is looked for, and never sent again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from assetforge.core.exits import Exit
from tests.faults.matrix.check import check
from tests.faults.matrix.row import (
    DONE,
    IN_TURN,
    LAMP_AND_VASE,
    LAMP_OF_LETTA,
    PROJECT,
    TAKEN_UP,
    Ending,
    Row,
    fault,
)

if TYPE_CHECKING:
    from tests.faults.matrix.conftest import Plays

ORDER: Final = "POST /images"
ONCE: Final = (1, 1)


def found(*whys: str) -> Ending:
    """Write how a build ends that lost answers and found the jobs."""
    return Ending(
        code=Exit.DONE,
        says=(*(f"the answer to its order got lost ({why}" for why in whys),
              "it is not sent again but looked for", "its order was found as job", "made lamp",
              "Spent: letzai at most"),
        hides=("failed",),
    )  # fmt: skip


BROKEN: Final = "127.0.0.1: the connection broke before the answer was there)"
ENDED: Final = "127.0.0.1: the connection ended without a whole answer)"
NAMELESS: Final = "its answer (201) names no work)"
DECIDE: Final = ("At risk: up to 60 letzai credits", "It is not ordered again by itself.",
                 "`assetforge jobs resolve", "--job ID", "`--retry`", "`--drop`")  # fmt: skip
FOUR: Final = LAMP_AND_VASE + LAMP_AND_VASE.removeprefix(PROJECT).replace(
    "image.", "image.other-"
).replace('prompt = "', 'prompt = "Another: ')
ROWS: Final = (
    Row(
        name="F2-closed-and-reset", orders=(2, 2), words=IN_TURN, manifest=LAMP_AND_VASE,
        first=found(ENDED, BROKEN),
        faults=(fault("lose-answer", ORDER, nth=1), fault("reset-answer", ORDER, nth=2)),
    ),
    Row(  # the first job shows that the token is not echoed, so that the order itself is looked for
        name="F2-not-echoed-and-late-in-lists", orders=(2, 2), words=IN_TURN,
        manifest=LAMP_AND_VASE, first=found(ENDED),
        faults=(fault("no-echo", ORDER), fault("lose-answer", ORDER, nth=2),
                fault("list-late", ORDER, nth=2, seconds=0.2)),
    ),
    Row(
        name="F2-accepted-late", orders=ONCE,
        first=Ending(code=Exit.DONE, says=("its order was found as job",)),
        faults=(fault("accept-late", ORDER, seconds=0.2),),
    ),
    Row(  # its list never showed an order of this account, so that absence proves nothing
        name="F2-never-taken", orders=(0, 0), faults=(fault("close", ORDER, times=1),),
        first=Ending(
            code=Exit.UNDECIDED,
            says=("whether letzai accepted the order of `lamp` is not known",
                  "letzai does not show it, nor anything else of this account", *DECIDE),
        ),
        again=Ending(code=Exit.UNDECIDED, says=DECIDE),
    ),
    Row(
        name="F2-no-list", orders=ONCE, hurry=100,
        faults=(fault("lose-answer", ORDER, times=1), fault("error", "GET /images")),
        first=Ending(code=Exit.UNDECIDED, says=("is not known: letzai cannot be used", *DECIDE)),
        again=Ending(code=Exit.UNDECIDED, says=DECIDE),
    ),
    Row(
        name="F3-silence", orders=ONCE, first=found("127.0.0.1: no whole answer in time)"),
        impatience=40, faults=(fault("slow", ORDER, seconds=3, times=1),),
    ),
    Row(
        name="F4-taken", orders=(2, 2), words=IN_TURN, manifest=LAMP_AND_VASE,
        first=found("it answered 500)", "it answered 504)"),
        faults=(fault("error-after", ORDER, nth=1), fault("page-after", ORDER, nth=2, status=504)),
    ),
    Row(  # proved absent: exit 10, and no second order in the same run (ruling 9)
        name="F4-proved-absent", orders=(1, 2), again=DONE, words=IN_TURN, manifest=LAMP_AND_VASE,
        faults=(fault("error", ORDER, nth=2, status=503),),
        first=Ending(
            code=Exit.UNAVAILABLE,
            says=("made lamp", "failed vase: letzai never got the order of `vase`",
                  "its list does not show it", "Nothing was charged.",
                  "Run `assetforge build` again: it orders it then."),
        ),
    ),
    Row(  # there is no list to look at, so that a person decides
        name="F4-letta", orders=(0, 0), manifest=LAMP_OF_LETTA,
        faults=(fault("error", "POST /v1/images/generations", times=1),),
        first=Ending(
            code=Exit.UNDECIDED,
            says=("whether letta accepted the order of `lamp` is not known: it answered 500",
                  "At risk: an unknown number of letta credits", "letta keeps no list to look at",
                  "--retry` and the next build orders it anew, and may pay twice"),
            hides=("looked for", "--job"),
        ),
        again=Ending(code=Exit.UNDECIDED, hides=("--job",)),
    ),
    Row(
        name="F5-unreadable", orders=(4, 4), words=IN_TURN, manifest=FOUR,
        first=found(ENDED, NAMELESS),
        faults=(fault("cut-answer", ORDER, nth=1), fault("torn-answer", ORDER, nth=2),
                fault("no-json", ORDER, nth=3), fault("no-id", ORDER, nth=4)),
    ),
    Row(
        name="F10-order", orders=ONCE,
        first=found("unexpected redirect to https://elsewhere.example/x; not followed)"),
        faults=(fault("redirect-after", ORDER, to="https://elsewhere.example/x?y=1", times=1),),
    ),
    Row(
        name="F10-question", orders=ONCE, again=TAKEN_UP,
        faults=(fault("redirect-call", "GET /images/*", to="https://elsewhere.example/x?y=1",
                      times=1),),
        first=Ending(
            code=Exit.UNAVAILABLE,
            says=("unexpected redirect from letzai to https://elsewhere.example/x; not followed",
                  "Paid: up to 60 letzai credits; job", "is saved.",
                  "Run `assetforge build` again to take it up at no charge."),
        ),
    ),
)  # fmt: skip


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_an_order_whose_answer_is_lost_is_never_sent_twice(row: Row, plays: Plays) -> None:
    check(row, plays(row))
