"""F1, F6 to F9, F23: orders that are proved never to have been accepted. They cost nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from assetforge.core.exits import Exit
from tests.faults.matrix.check import check
from tests.faults.matrix.listening import a_port_that_nobody_hears, a_wrong_certificate
from tests.faults.matrix.row import (
    DONE,
    IN_TURN,
    LAMP_AND_VASE,
    Ending,
    Row,
    fault,
)

if TYPE_CHECKING:
    from tests.command_line import Ended
    from tests.faults.matrix.conftest import Plays
    from tests.faults.matrix.stage import Stage

ORDER: Final = "POST /images"
NOT_CHARGED: Final = ("Nothing was charged.", "Spent: nothing.")


def at_a_closed_port(stage: Stage) -> Ended:
    with a_port_that_nobody_hears() as origin:
        return stage.build(LETZAI_BASE_URL=origin)


def with_a_wrong_certificate(stage: Stage) -> Ended:
    with a_wrong_certificate() as origin:
        return stage.build(LETZAI_BASE_URL=origin)


def at_no_address(stage: Stage) -> Ended:
    return stage.build(LETZAI_BASE_URL="https://nobody.example")


def without_tls(stage: Stage) -> Ended:
    return stage.build(LETZAI_BASE_URL=stage.sandbox.origin.replace("http:", "https:"))


def with_another_key(stage: Stage) -> Ended:
    return stage.build(LETZAI_API_KEY="a-key-of-somebody")


UNREACHED: Final = "failed lamp: letzai cannot be reached: cannot reach"
ROWS: Final = (
    Row(
        name="F1-refused", act=at_a_closed_port, orders=(0, 1), again=DONE,
        first=Ending(
            code=Exit.UNAVAILABLE,
            says=(UNREACHED, "connection refused (4 tries)", *NOT_CHARGED,
                  "Run `assetforge build` again once it can be reached."),
        ),
    ),
    Row(
        name="F1-no-such-name", act=at_no_address, config="", hurry=20, orders=(0, 1), again=DONE,
        first=Ending(
            code=Exit.UNAVAILABLE,
            says=(f"{UNREACHED} nobody.example: its name cannot be resolved (4 tries)",
                  *NOT_CHARGED),
        ),
    ),
    Row(
        name="F6-odd-headers", orders=(1, 1), first=DONE, hurry=30,
        faults=tuple(
            fault("limit", ORDER, times=1, retry_after=said)
            for said in ("0", "nan", "-5", "soon", "date1")
        ),
    ),
    Row(
        name="F6-for-good", orders=(0, 0), hurry=40, faults=(fault("limit", ORDER),),
        first=Ending(
            code=Exit.UNAVAILABLE,
            says=("letzai asks us to slow down (429)", "slowed to 1 in parallel",
                  "Nothing was charged for it.", "Run `assetforge build` again later"),
        ),
        again=Ending(code=Exit.UNAVAILABLE),
    ),
    Row(
        name="F7-on-the-way", orders=(1, 1), sandbox=("--credits", "100"), words=IN_TURN,
        manifest=LAMP_AND_VASE,
        first=Ending(
            code=Exit.NO_CREDITS,
            says=("made lamp", "1 of 2 done, 1 needs about 60 credits", "Nothing was charged.",
                  "Spent: letzai at most 60"),
        ),
        again=Ending(code=Exit.NO_CREDITS, says=("1 unchanged, 1 failed",)),
    ),
    Row(
        name="F8-unknown-key-and-forbidden", orders=(0, 0), words=IN_TURN,
        manifest=LAMP_AND_VASE, act=with_another_key,
        faults=(fault("error", ORDER, status=403, nth=2),),
        again=Ending(
            code=Exit.CREDENTIALS, says=("refused the key in LETZAI_API_KEY", *NOT_CHARGED)
        ),
        first=Ending(
            code=Exit.CREDENTIALS,
            says=("failed lamp: letzai refused the key in LETZAI_API_KEY", *NOT_CHARGED,
                  "failed vase: it was not ordered", "then run `assetforge build` again"),
            hides=("somebody",),
        ),
    ),
    Row(
        name="F9-refused", orders=(0, 2), words=IN_TURN, manifest=LAMP_AND_VASE, again=DONE,
        faults=(fault("error", ORDER, status=400, nth=1), fault("error", ORDER, status=422, nth=2)),
        first=Ending(
            code=Exit.FAILED,
            says=("failed lamp: letzai refused the order of `lamp`", *NOT_CHARGED,
                  "failed vase: letzai refused the order of `vase`",
                  "Change what it asks for, then run `assetforge build` again."),
        ),
    ),
    Row(
        name="F23-wrong-certificate", act=with_a_wrong_certificate, orders=(0, 1), again=DONE,
        first=Ending(
            code=Exit.UNAVAILABLE,
            says=(UNREACHED, "its certificate is not valid", *NOT_CHARGED), hides=("tries",),
        ),
    ),
    Row(
        name="F23-no-tls", act=without_tls, orders=(0, 1), again=DONE,
        first=Ending(
            code=Exit.UNAVAILABLE,
            says=(UNREACHED, "it does not speak TLS as it should", *NOT_CHARGED),
            hides=("tries",),
        ),
    ),
)  # fmt: skip


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_an_order_that_was_never_taken_costs_nothing(row: Row, plays: Plays) -> None:
    check(row, plays(row))
