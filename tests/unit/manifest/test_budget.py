from __future__ import annotations

from decimal import Decimal

from assetforge.manifest.budget import NO_BUDGET, Budget

LOW, HIGH = Decimal(1), Decimal(2)


def test_of_two_budgets_the_lower_amount_holds_everywhere() -> None:
    one = Budget(max_credits=LOW, deny_above=HIGH, kinds={"video": LOW, "image": HIGH})
    other = Budget(max_credits=HIGH, warn_above=LOW, kinds={"video": HIGH}, models={"veo31": LOW})

    assert one.stricter(other) == other.stricter(one) == Budget(
        max_credits=LOW, deny_above=HIGH, warn_above=LOW, kinds={"video": LOW, "image": HIGH},
        models={"veo31": LOW},
    )  # fmt: skip


def test_no_budget_makes_none_stricter() -> None:
    budget = Budget(max_credits=LOW, comment_above=HIGH, models={"veo31": LOW})

    assert budget.stricter(NO_BUDGET) == budget
