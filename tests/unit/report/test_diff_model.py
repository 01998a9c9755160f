from __future__ import annotations

import pytest

from assetforge.core.credits import FREE
from assetforge.report.diff_model import AssetDiff, Work

WORK = Work(kind="image", provider="letzai", model="flux2", price=FREE)


@pytest.mark.parametrize(
    ("asset", "is_told"),
    [
        (AssetDiff(address="a", change="unchanged", before=WORK, after=WORK, action="keep"), False),
        (AssetDiff(address="a", change="unchanged", before=WORK, after=WORK, action="make"), True),
        (AssetDiff(address="a", change="unchanged", before=WORK, after=WORK), False),
        (AssetDiff(address="a", change="changed", before=WORK, after=WORK, action="keep"), True),
        (AssetDiff(address="a", change="removed", before=WORK, after=None), True),
    ],
)
def test_what_changed_or_has_to_be_made_is_told(asset: AssetDiff, *, is_told: bool) -> None:
    assert asset.is_told is is_told
    assert asset.work == WORK
