from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from assetforge.app.doctor_trials import errands_at, plan_of
from assetforge.core.credits import Credits

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_the_cheapest_of_each_kind_is_chosen_and_all_stay_below_sixty() -> None:
    errands = errands_at("letzai")

    assert [(each.trial.name, each.trial.kind) for each in errands] == [
        ("picture", "image"), ("edit", "edit"), ("upscale", "upscale"), ("stopped", "image"),
    ]  # fmt: skip
    costs = [each.trial.cost for each in errands]
    assert costs == [Credits.exactly(10), Credits.exactly(10), Credits.exactly(20),
                     Credits.exactly(10)]  # fmt: skip
    high = plan_of(errands).costs()["letzai"].high
    assert high is not None
    assert high <= Decimal(60)


def test_what_works_on_the_picture_says_so() -> None:
    assert [each.source for each in errands_at("letzai")] == [None, "picture", "picture", None]


def test_an_unknown_price_is_the_usual_models_and_stays_unknown() -> None:
    (errand,) = errands_at("letta")

    assert (errand.trial.model, errand.trial.cost.is_known) == ("flux-2-pro", False)


def test_keys_are_the_same_each_time_and_differ_from_each_other() -> None:
    keys = [each.step.key for each in errands_at("letzai")]

    assert keys == [each.step.key for each in errands_at("letzai")]
    assert len(set(keys)) == 4


def test_the_users_own_prices_decide(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "config.toml"
    place.write_text('[letzai.prices.image."flux2"]\n1k = 5\n', encoding="utf-8")
    monkeypatch.setenv("ASSETFORGE_CONFIG", str(place))

    assert errands_at("letzai")[0].trial.model == "flux2"
