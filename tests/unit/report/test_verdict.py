from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.report.verdict import Verdict

if TYPE_CHECKING:
    from assetforge.report.verdict import Condition


@pytest.mark.parametrize(
    ("stored", "placed", "is_right"),
    [
        ("right", "right", True),
        ("right", "edited", True),
        ("right", "missing", False),
        ("missing", "right", False),
        ("damaged", "right", False),
        ("damaged", "edited", False),
        ("missing", "missing", False),
    ],
)
def test_an_asset_is_right_where_nothing_is_lost(
    stored: Condition, placed: Condition, *, is_right: bool
) -> None:
    for heals_free in (True, False):
        verdict = Verdict(
            address="a", output="a.png", stored=stored, placed=placed, heals_free=heals_free
        )

        assert verdict.is_right == is_right
