"""The policy of a budget: what it says of a plan, as sentences for people.

    above deny_above, max_credits, or the ceiling of a kind or a model ─▶ denied: nobody builds it
    above warn_above ───────────────────────────────────────────────────▶ warned of

A price that is unknown is above every amount. Providers are looked at one by one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from assetforge.core.credits import FREE, plain
from assetforge.core.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from decimal import Decimal

    from assetforge.core.credits import Credits
    from assetforge.manifest.budget import Budget, ModelCeiling
    from assetforge.plan.model import Plan, Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a budget says of a plan; each is a sentence without its full stop."""

    denied: tuple[str, ...] = ()
    warned: tuple[str, ...] = ()


NO_VERDICT: Final = Verdict()
_WIDEST: Final = 64  # columns of a word that a manifest has for a model


def judge(plan: Plan, budget: Budget) -> Verdict:
    """Hold a plan against a budget; what is blocked now counts as well."""
    costs = plan.costs_in_all()
    denied = (
        *_above("the plan", costs, budget.deny_above, "`deny_above`"),
        *_above("the plan", costs, budget.max_credits, "`max_credits`"),
        *(each for kind, most in budget.kinds.items() for each in _of_kind(plan, kind, most)),
        *(each for ceiling in budget.models for each in _of_model(plan, ceiling)),
    )
    warned = () if denied else tuple(_above("the plan", costs, budget.warn_above, "`warn_above`"))
    return Verdict(denied=denied, warned=warned)


def is_worth_a_comment(costs: Mapping[str, Credits], budget: Budget) -> bool:
    """Say whether a plan that costs so much is above what is passed over in silence."""
    return budget.comment_above is None or any(
        cost.high is None or cost.high > budget.comment_above for cost in costs.values()
    )


def _of_kind(plan: Plan, kind: str, most: Decimal) -> Iterator[str]:
    costs = _sums(step for step in plan.steps if step.ask.kind == kind)
    return _above(f"`{kind}`", costs, most, f"`kinds.{kind}`")


def _of_model(plan: Plan, ceiling: ModelCeiling) -> Iterator[str]:
    costs = _sums(step for step in plan.steps if step.ask.model in ceiling.ids)
    word = one_line(ceiling.word, _WIDEST)
    return _above(f"`{word}`", costs, ceiling.most, f"`models.{word}`")


def _sums(steps: Iterable[Step]) -> Mapping[str, Credits]:
    sums: dict[str, Credits] = {}
    for step in steps:
        if step.is_paid:
            sums[step.ask.provider] = sums.get(step.ask.provider, FREE) + step.cost
    return sums


def _above(
    what: str, costs: Mapping[str, Credits], most: Decimal | None, rule: str
) -> Iterator[str]:
    if most is None:
        return
    for provider, cost in costs.items():
        if cost.high is None:
            yield f"what {what} costs at {provider} is unknown, and {rule} is {plain(most)}"
        elif cost.high > most:
            yield (
                f"{what} costs up to {plain(cost.high)} {provider} credits, "
                f"and {rule} is {plain(most)}"
            )
