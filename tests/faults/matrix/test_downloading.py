"""F17 to F22, F48: results that do not come as they should. They are paid for and stay so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from assetforge.core.exits import Exit
from tests.faults.matrix.check import check
from tests.faults.matrix.row import (
    IN_TURN,
    LAMP,
    LAMP_AND_VASE,
    LAMP_OF_LETTA,
    TAKEN_UP,
    Ending,
    Row,
    fault,
)

if TYPE_CHECKING:
    from tests.faults.matrix.conftest import Plays

ONCE: Final = (1, 1)
MADE: Final = Ending(code=Exit.DONE, says=("made lamp",))
KEPT: Final = ("Paid: up to 60 letzai credits; job", "is saved.",
               "Run `assetforge build` again to take it up at no charge")  # fmt: skip
PAID: Final = (*KEPT, "Spent: letzai at most 60 (1 order brought no result).")
GIVE_UP: Final = (*KEPT, "--retry` gives it up: the next build then orders anew, and pays again.")
THREE: Final = f"""{LAMP_AND_VASE}
[image.bowl]
prompt = "A bowl"
provider = "letzai"
"""
STILL: Final = ("taken up at no charge", "Spent: nothing.")


def late(*says: str) -> Ending:
    """Write how a build ends whose result does not come now."""
    return Ending(code=Exit.UNAVAILABLE, says=(*says, *PAID))


def damaged(*says: str) -> Ending:
    """Write how a build ends that gets something else than a picture."""
    return Ending(code=Exit.DAMAGED, says=(*says, *GIVE_UP))


ROWS: Final = (
    Row(
        name="F17-broken-off-and-wrong-length", orders=ONCE, first=MADE,
        faults=(fault("cut", nth=1), fault("short", nth=2)),
    ),
    Row(
        name="F17-for-good", orders=ONCE, faults=(fault("cut"),),
        first=late("the download for letzai does not get through", "(5 tries)"),
        again=Ending(code=Exit.UNAVAILABLE, says=STILL),
    ),
    Row(name="F18-a-fresh-url", orders=ONCE, first=MADE, faults=(fault("expire", times=1),)),
    Row(
        name="F18-no-fresh-url", orders=ONCE, faults=(fault("expire", times=2),), again=TAKEN_UP,
        first=late("gives an address for its result that leads nowhere"),
    ),
    Row(
        name="F18-letta", orders=ONCE, manifest=LAMP_OF_LETTA, faults=(fault("expire"),),
        first=Ending(
            code=Exit.DAMAGED,
            says=("the URL of the picture has expired (status 403) and there is no second one",
                  "Paid: 12 letta credits; attempt", "Spent: letta 12 (1 order brought no result).",
                  "--retry` gives it up: the next build then orders anew, and pays again."),
            hides=("at no charge",),
        ),
        again=Ending(code=Exit.DAMAGED, says=("Paid: 12 letta credits", "Spent: nothing.")),
    ),
    Row(
        name="F19-a-page-and-json", orders=(2, 2), words=IN_TURN, manifest=LAMP_AND_VASE,
        faults=(fault("wrong-type", nth=(1, 2)),
                fault("wrong-type", word="application/json", nth=(3, 4))), again=TAKEN_UP,
        first=Ending(
            code=Exit.DAMAGED,
            says=("failed lamp: expected a picture from letzai, got something else", "a web page",
                  "failed vase: expected a picture from letzai, got something else",
                  *GIVE_UP, "Spent: letzai at most 120 (2 orders brought no result)."),
        ),
    ),
    Row(
        name="F20-bombs", orders=(3, 3), words=IN_TURN, manifest=THREE, again=TAKEN_UP,
        faults=(fault("gzip-bomb", nth=(1, 2)), fault("picture-bomb", nth=(3, 4)),
                fault("large", nth=(5, 6), bytes=65 * 1024 * 1024)),
        first=Ending(
            code=Exit.DAMAGED,
            says=("the result came compressed, which was not asked for",
                  "the picture claims 30000x30000 pixels",
                  "the result is larger than 67,108,864 bytes", *GIVE_UP),
        ),
    ),
    Row(
        name="F21-half", orders=ONCE, faults=(fault("half", times=2),), again=TAKEN_UP,
        first=damaged("the picture is damaged or cut short"),
    ),
    Row(
        name="F22-drip", orders=ONCE, impatience=200, again=TAKEN_UP,
        faults=(fault("drip", seconds=2, times=5),),
        first=late("it was too slow (5 tries)"),
    ),
    Row(  # kept: it is paid for, and a person decides whether it will do
        name="F48-much-smaller", orders=ONCE, faults=(fault("small"),),
        manifest=f'{LAMP}resolution = "2k"\n',
        first=Ending(
            code=Exit.FAILED,
            says=("asked for 2k, and 400x400 came", "120 letzai credits",
                  "`assetforge build --replace lamp`", "pays again",
                  "Spent: letzai at most 120"),
        ),
    ),
    Row(  # nobody named a tier: a warning, with the money, and no failure
        name="F48-smaller-than-the-default", orders=ONCE, faults=(fault("small"),),
        first=Ending(
            code=Exit.DONE, says=("asked for 1k, and 400x400 came", "60 letzai credits"),
            hides=("--replace",),
        ),
    ),
    Row(
        name="F48-somewhat-smaller", orders=ONCE, faults=(fault("small"),),
        manifest=f'{LAMP}size = "480x480"\n',
        first=Ending(
            code=Exit.DONE,
            says=("asked for 480x480, and 400x400 came", "60 letzai credits"),
        ),
    ),
)  # fmt: skip


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_a_result_that_does_not_come_as_it_should_is_paid_once(row: Row, plays: Plays) -> None:
    check(row, plays(row))
