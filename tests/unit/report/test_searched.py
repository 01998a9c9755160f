from __future__ import annotations

import pytest

from assetforge.report.searched import Odd, Searched, Unsure
from tests.unit.adapters.ledger_samples import attempt_of
from tests.unit.ui.test_ledger_settled import recent

JOB = recent()


@pytest.mark.parametrize(
    ("searched", "expected"),
    [
        (Searched(), False),
        (Searched(taken=(attempt_of("hero"),), rest=(JOB,), failed=(JOB,)), False),
        (Searched(unsure=(Unsure(job=JOB, addresses=("hero",)),)), True),
        (Searched(odd=(Odd(address="hero", remarks=("smaller",)),)), False),
        (Searched(torn=("/videos",)), True),
    ],
)
def test_only_what_may_be_bought_twice_is_a_doubt(searched: Searched, *, expected: bool) -> None:
    assert searched.is_in_doubt is expected
