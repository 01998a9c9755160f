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
    for rest in (True, False):
        verdict = Verdict(
            address="a", output="a.png", stored=stored, placed=placed, has_copy=rest, is_local=rest
        )

        assert verdict.is_right == is_right


@pytest.mark.parametrize(
    ("has_copy", "is_local", "heals_free"),
    [(True, True, True), (True, False, True), (False, True, True), (False, False, False)],
)
def test_a_copy_or_local_work_heals_free(
    *, has_copy: bool, is_local: bool, heals_free: bool
) -> None:
    verdict = Verdict(
        address="a", output="a.png", stored="damaged", placed="right",
        has_copy=has_copy, is_local=is_local,
    )  # fmt: skip

    assert verdict.heals_free == heals_free
