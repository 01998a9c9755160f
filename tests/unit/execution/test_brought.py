from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from assetforge.core.digest import digest_bytes
from assetforge.execution.attempt import AttemptState
from assetforge.execution.brought import is_brought_by
from tests.unit.adapters.ledger_samples import attempt_of
from tests.unit.lock.samples import made_of

if TYPE_CHECKING:
    from assetforge.execution.attempt import Attempt

HERO, OTHER = made_of("hero", b"hero"), digest_bytes(b"other")
LIVE = replace(attempt_of(), state=AttemptState.SUBMITTED)
READY = replace(attempt_of(), state=AttemptState.READY)


@pytest.mark.parametrize(
    ("attempt", "is_own"),
    [
        (replace(LIVE, job="job-1"), True),
        (replace(LIVE, job="job-2"), False),
        (replace(LIVE, job="job-2", digest=HERO.result.digest), False),
        (replace(LIVE, job="job-1", key=OTHER), False),
        (replace(LIVE, job="job-1", provider="letta"), False),
        (replace(READY, digest=HERO.result.digest), True),
        (replace(READY, digest=OTHER), False),
        (READY, False),
        (attempt_of(), False),
    ],
)
def test_only_its_own_job_or_its_own_bytes_make_a_result_an_attempts(
    attempt: Attempt, *, is_own: bool
) -> None:
    assert is_brought_by(attempt, HERO) is is_own
