from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.app.adopting_refusals import (
    NOTHING,
    has_no_job,
    inputs_missing,
    is_no_service,
    is_other_kind,
    is_under_way,
    names_several,
    nobody_agreed,
    said_no,
    still_ordered,
)
from assetforge.providers.instruction import Job
from tests.unit.adapters.ledger_samples import attempt_of
from tests.unit.ui.samples import step

if TYPE_CHECKING:
    from assetforge.core.errors import AssetforgeError

HERO = step("hero")


@pytest.mark.parametrize(
    "error",
    [
        names_several("her*", ["hero"]), names_several("her*", []), is_no_service(HERO),
        inputs_missing(HERO, ["logo"]), inputs_missing(HERO, []),
        is_under_way(HERO, attempt_of("hero")), still_ordered(attempt_of("hero", job="j")),
        has_no_job("j"), is_other_kind(HERO, Job(id="j", route="/videos"), "video"),
        nobody_agreed("hero", "j", ["it differs"]), said_no(),
    ],
)  # fmt: skip
def test_every_refusal_says_that_nothing_happened(error: AssetforgeError) -> None:
    assert error.cost == NOTHING
    assert error.what[-1] not in ".!"


def test_long_lists_of_names_are_cut() -> None:
    error = names_several("*", [f"a{number}" for number in range(9)])

    assert error.next_step == "Name one asset or one cell: a0, a1, a2, a3, a4."
