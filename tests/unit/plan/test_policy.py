from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from assetforge.core.credits import UNKNOWN, Credits
from assetforge.manifest.budget import NO_BUDGET, Budget, ModelCeiling
from assetforge.plan.policy import Verdict, is_worth_a_comment, judge
from tests.fakes.workplace import Workplace


def campaign() -> Workplace:
    """Make a project whose plan costs 30 at one provider and 10 at another."""
    workplace = Workplace()
    workplace.add("hero")
    workplace.add("beach", "hero")
    workplace.add("film", "beach", kind="video")
    workplace.add("icon", by="other")
    workplace.add("thumb", "hero", by="here")
    return workplace


def verdict(budget: Budget, workplace: Workplace | None = None) -> Verdict:
    return judge((workplace or campaign()).plan(), budget)


def test_without_a_budget_nothing_is_said() -> None:
    assert verdict(NO_BUDGET) == Verdict()


PLAN = "the plan costs up to 30 paid credits, and "


@pytest.mark.parametrize(
    ("budget", "denied", "warned"),
    [
        (Budget(deny_above=Decimal(30)), [], []),
        (Budget(deny_above=Decimal(29)), [f"{PLAN}`deny_above` is 29"], []),
        (Budget(max_credits=Decimal(30)), [], []),
        (Budget(max_credits=Decimal(29)), [f"{PLAN}`max_credits` is 29"], []),
        (Budget(warn_above=Decimal(30)), [], []),
        (Budget(warn_above=Decimal("29.5")), [], [f"{PLAN}`warn_above` is 29.5"]),
        (Budget(kinds={"video": Decimal(10)}), [], []),
        (
            Budget(kinds={"video": Decimal(9)}),
            ["`video` costs up to 10 paid credits, and `kinds.video` is 9"], [],
        ),
        (
            Budget(kinds={"image": Decimal(9)}),
            [
                "`image` costs up to 10 paid credits, and `kinds.image` is 9",
                "`image` costs up to 10 other credits, and `kinds.image` is 9",
            ],
            [],
        ),
        (
            Budget(deny_above=Decimal(1), warn_above=Decimal(1)),
            [
                "the plan costs up to 10 other credits, and `deny_above` is 1",
                f"{PLAN}`deny_above` is 1",
            ],
            [],
        ),
    ],
)  # fmt: skip
def test_each_amount_holds_for_each_provider(
    budget: Budget, denied: list[str], warned: list[str]
) -> None:
    assert verdict(budget) == Verdict(denied=tuple(denied), warned=tuple(warned))


def test_an_unknown_price_is_above_every_amount() -> None:
    workplace = campaign()
    workplace.paid.prices = {"film": UNKNOWN}

    found = verdict(Budget(deny_above=Decimal(10**9)), workplace)

    assert found.denied == (
        "what the plan costs at paid is unknown, and `deny_above` is 1,000,000,000",
    )


def test_what_is_free_is_never_denied() -> None:
    workplace = Workplace()
    workplace.add("icon", by="here")

    assert verdict(Budget(deny_above=Decimal(0)), workplace) == Verdict()


def test_a_model_has_its_own_ceiling() -> None:
    workplace = Workplace()
    workplace.add("hero")
    workplace.add("film", kind="video")
    workplace.assets["film"] = replace(workplace.assets["film"], model="veo31")

    assert verdict(Budget(models=(veo(9),)), workplace).denied == (
        "`veo31` costs up to 10 paid credits, and `models.veo31` is 9",
    )


def test_all_ids_of_a_model_count_together() -> None:
    workplace = Workplace()
    for address, model in (("film", "video-veo31"), ("cut", "veo31"), ("hero", "flux2")):
        workplace.add(address, kind="video")
        workplace.assets[address] = replace(workplace.assets[address], model=model)

    assert verdict(Budget(models=(veo(20),)), workplace) == Verdict()
    assert verdict(Budget(models=(veo(19),)), workplace).denied == (
        "`veo31` costs up to 20 paid credits, and `models.veo31` is 19",
    )


def veo(most: int) -> ModelCeiling:
    return ModelCeiling(
        word="veo31", ids=frozenset({"veo31", "video-veo31"}), most=Decimal(most)
    )  # fmt: skip


@pytest.mark.parametrize(
    ("above", "price", "is_worth_it"),
    [
        (None, Credits.exactly(1), True),
        (Decimal(10), Credits.exactly(10), False),
        (Decimal(10), Credits.between(1, 11), True),
        (Decimal(10), UNKNOWN, True),
    ],
)
def test_a_comment_is_worth_it_above_what_is_passed_over(
    above: Decimal | None, price: Credits, *, is_worth_it: bool
) -> None:
    workplace = Workplace()
    workplace.add("hero")
    workplace.paid.prices = {"hero": price}

    assert (
        is_worth_a_comment(workplace.plan().costs_in_all(), Budget(comment_above=above))
        is is_worth_it
    )
