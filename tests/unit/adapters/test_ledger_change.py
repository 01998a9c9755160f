"""Changes: the declared order of states, and nothing else; the contract has every pair."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assetforge.adapters.ledger_change import changed, may_become
from assetforge.execution.attempt import AttemptState, Change
from tests.unit.adapters.ledger_samples import NOON, attempt_of

S = AttemptState


def test_a_state_may_stay_while_more_is_learnt() -> None:
    assert all(may_become(state, state) for state in S)


def test_nothing_follows_an_end() -> None:
    for end in (S.STORED, S.FAILED, S.VOID, S.ABANDONED):
        with pytest.raises(ValueError, match="cannot become submitted"):
            changed(attempt_of(state=end), Change(state=S.SUBMITTED), date=NOON)


def test_the_time_of_acceptance_is_that_of_the_first_word_of_it() -> None:
    first = changed(attempt_of(), Change(state=S.SUBMITTED), date=NOON + 1)
    second = changed(first, Change(state=S.READY), date=NOON + 2)

    assert (first.submitted_at, second.submitted_at, second.ended_at) == (NOON + 1, NOON + 1, None)


def test_an_answer_that_brings_the_result_counts_as_acceptance() -> None:
    assert changed(attempt_of(), Change(state=S.READY), date=NOON).submitted_at == NOON


@pytest.mark.parametrize("nonsense", ["NaN", "-1", "Infinity", "1E+20"])
def test_a_charge_that_is_none_leaves_what_is_known(nonsense: str) -> None:
    known = attempt_of(actual=Decimal(7))

    change = Change(state=S.READY, actual=Decimal(nonsense))

    assert changed(known, change, date=NOON).actual == Decimal(7)
