from __future__ import annotations

from dataclasses import replace

import pytest

from assetforge.execution.attempt import LIVE, NEXT, AttemptState
from tests.unit.execution.attempts import ATTEMPT


@pytest.mark.parametrize("state", AttemptState)
def test_what_is_live_can_still_become_something(state: AttemptState) -> None:
    attempt = replace(ATTEMPT, state=state)

    assert attempt.is_live is bool(NEXT[state])
    assert attempt.is_live is (state in LIVE)


def test_all_but_what_is_proved_free_may_have_cost() -> None:
    free = [state for state in AttemptState if not replace(ATTEMPT, state=state).may_have_cost]

    assert free == [AttemptState.VOID]


def test_what_was_accepted_is_never_taken_for_free() -> None:
    for state in (AttemptState.SUBMITTED, AttemptState.READY, AttemptState.STORED):
        assert AttemptState.VOID not in NEXT[state]
