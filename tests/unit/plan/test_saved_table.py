from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.plan.saved_table import SavedPlanError, StepTable

if TYPE_CHECKING:
    from assetforge.core.values import Json


def step(**changes: Json) -> StepTable:
    usual: dict[str, Json] = {
        "address": "hero", "action": "make", "kind": "image", "provider": "letzai",
        "model": "flux2", "request": {}, "inputs": [], "key": None, "output": "assets/hero.png",
        "credits": {"low": "10", "high": "20"},
    }  # fmt: skip
    return StepTable.model_validate({**usual, **changes})


@pytest.mark.parametrize(
    ("low", "high", "is_range"),
    [("10", "20", True), ("10", "10", True), ("10", None, True), ("10", "9.99", False)],
)
def test_credits_end_above_their_beginning_or_nobody_knows_where(
    low: str, high: str | None, *, is_range: bool
) -> None:
    credits_: Json = {"low": low, "high": high}

    if is_range:
        assert step(credits=credits_).credits.low == 10
    else:
        with pytest.raises(SavedPlanError, match="ends below its beginning"):
            step(credits=credits_)


@pytest.mark.parametrize(
    ("provider", "is_name"),
    [("letzai", True), ("x-2", True), ("", False), ("letzai 0.\n::warning::hello", False),
     ("letzai\n", False), ("Letzai", False), ("x" * 65, False)],
)  # fmt: skip
def test_a_provider_is_a_name_and_no_sentence(provider: str, *, is_name: bool) -> None:
    if is_name:
        assert step(provider=provider).provider == provider
    else:
        with pytest.raises(SavedPlanError):
            step(provider=provider)
