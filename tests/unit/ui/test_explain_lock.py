from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from assetforge.ui.explain_lock import lock_section
from assetforge.ui.style import PLAIN
from tests.unit.ui.samples import DRAFT, ask, entry, made, step


def test_an_asset_that_is_not_locked_says_so() -> None:
    assert lock_section(step("a"), None, PLAIN) == ["Not in assets.lock."]
    assert lock_section(step("a"), None, PLAIN, DRAFT) == ["Not in .assetforge/draft/assets.lock."]


def test_the_locked_key_is_compared_with_the_one_asked_for() -> None:
    assert lock_section(step("a"), entry("a"), PLAIN)[0] == "In assets.lock, the same key:"
    assert lock_section(step("b"), entry("a"), PLAIN)[0] == "In assets.lock, another key:"
    assert "known after build" in lock_section(replace(step("a"), key=None), entry("a"), PLAIN)[0]


def test_the_job_and_its_charge_are_told_where_they_are_known() -> None:
    paid = replace(made(ask("a")), job_id="job\x1b", charged=Decimal(45))

    assert lock_section(step("a"), entry("a", paid), PLAIN)[-2:] == [
        "  job      job\\x1b", "  charged  45 credits",
    ]  # fmt: skip
