from __future__ import annotations

import pytest

from assetforge.providers.instruction import Answer


@pytest.mark.parametrize(
    ("status", "is_good"),
    [(199, False), (200, True), (204, True), (299, True), (300, False), (404, False), (500, False)],
)
def test_an_answer_is_good_where_its_status_says_that_it_worked(
    status: int, *, is_good: bool
) -> None:
    assert Answer(status=status).is_good is is_good
