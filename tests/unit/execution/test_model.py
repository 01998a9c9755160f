from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from assetforge.core.errors import (
    AssetforgeError,
    DamagedError,
    MakingError,
    StaleError,
    StorageError,
)
from assetforge.core.exits import Exit
from assetforge.execution.model import Outcome
from tests.unit.ui.samples import execution, outcome, step

if TYPE_CHECKING:
    from assetforge.execution.model import Execution


def failing(*errors: AssetforgeError) -> Execution:
    return execution(
        *(
            Outcome(step=step(f"a{number}"), ending="failed", error=error)
            for number, error in enumerate(errors)
        )
    )


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (execution(outcome(step("a"))), Exit.DONE),
        (failing(MakingError("a")), Exit.FAILED),
        (failing(MakingError("a"), DamagedError("b")), Exit.DAMAGED),
        (failing(StaleError("a")), Exit.STALE),
        (execution(outcome(step("a", "blocked"))), Exit.UNAVAILABLE),
        (execution(left=("a",)), Exit.FAILED),
        (replace(execution(), faults=(StorageError("full"),)), Exit.STORAGE),
        (execution(replace(outcome(step("a")), is_short=True)), Exit.FAILED),
        (replace(failing(DamagedError("a")), lock_error=StorageError("full")), Exit.STORAGE),
    ],
)
def test_the_exit_tells_the_gravest_thing_that_happened(found: Execution, expected: Exit) -> None:
    assert found.exit is expected


def test_outcomes_are_counted_by_ending() -> None:
    found = execution(outcome(step("a")), outcome(step("b", "keep")), outcome(step("c")))

    assert (found.count("made"), found.count("kept"), found.count("failed")) == (2, 1, 0)


def test_only_an_asset_that_is_there_is_good() -> None:
    assert outcome(step("a")).is_good
    assert not outcome(step("a", "blocked")).is_good
