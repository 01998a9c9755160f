from __future__ import annotations

from decimal import Decimal

from assetforge.manifest.budget import NO_BUDGET, Budget, ModelCeiling, lowest

LOW, HIGH = Decimal(1), Decimal(2)


def veo(most: Decimal, word: str = "veo31") -> ModelCeiling:
    return ModelCeiling(word=word, ids=frozenset({"veo31", "video-veo31"}), most=most)


def test_of_two_budgets_the_lower_amount_holds_everywhere() -> None:
    one = Budget(max_credits=LOW, deny_above=HIGH, kinds={"video": LOW, "image": HIGH})
    other = Budget(max_credits=HIGH, warn_above=LOW, kinds={"video": HIGH}, models=(veo(LOW),))

    assert one.stricter(other) == other.stricter(one) == Budget(
        max_credits=LOW, deny_above=HIGH, warn_above=LOW, kinds={"video": LOW, "image": HIGH},
        models=(veo(LOW),),
    )  # fmt: skip


def test_no_budget_makes_none_stricter() -> None:
    budget = Budget(max_credits=LOW, comment_above=HIGH, models=(veo(LOW),))

    assert budget.stricter(NO_BUDGET) == budget


def test_of_two_words_for_one_model_the_lower_amount_holds() -> None:
    other = ModelCeiling(word="kling3", ids=frozenset({"kling30"}), most=HIGH)

    assert lowest([veo(HIGH), other, veo(LOW, "Veo 3.1")]) == (veo(LOW, "Veo 3.1"), other)
