"""The policy of a budget: what it says of a plan, as sentences for people.

    above deny_above, or the ceiling of a kind or a model ─▶ denied: nobody may build it
    above warn_above ──────────────────────────────────────▶ warned of

A price that is unknown is above every amount. Providers are looked at one by one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from assetforge.core.credits import FREE, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from decimal import Decimal

    from assetforge.core.credits import Credits
    from assetforge.manifest.budget import Budget, Ceilings
    from assetforge.plan.model import Plan, Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a budget says of a plan; each is a sentence without its full stop."""

    denied: tuple[str, ...] = ()
    warned: tuple[str, ...] = ()


NO_VERDICT: Final = Verdict()


def judge(plan: Plan, budget: Budget) -> Verdict:
    """Hold a plan against a budget; what is blocked now counts as well."""
    costs = plan.costs_in_all()
    denied = (
        *_above("the plan", costs, budget.deny_above, "`deny_above`"),
        *_over(plan, budget.kinds, "kinds", _kind_of),
        *_over(plan, budget.models, "models", _model_of),
    )
    warned = () if denied else tuple(_above("the plan", costs, budget.warn_above, "`warn_above`"))
    return Verdict(denied=denied, warned=warned)


def is_worth_a_comment(costs: Mapping[str, Credits], budget: Budget) -> bool:
    """Say whether a plan that costs so much is above what is passed over in silence."""
    return budget.comment_above is None or any(
        cost.high is None or cost.high > budget.comment_above for cost in costs.values()
    )


def _over(
    plan: Plan, ceilings: Ceilings, table: str, name_of: Callable[[Step], str | None]
) -> Iterator[str]:
    for name, most in ceilings.items():
        sums: dict[str, Credits] = {}
        for step in plan.steps:
            if step.is_paid and name_of(step) == name:
                provider = step.ask.provider
                sums[provider] = sums.get(provider, FREE) + step.cost
        yield from _above(f"`{name}`", sums, most, f"`{table}.{name}`")


def _above(what: str, costs: dict[str, Credits], most: Decimal | None, rule: str) -> Iterator[str]:
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


def _kind_of(step: Step) -> str:
    return step.ask.kind


def _model_of(step: Step) -> str | None:
    return step.ask.model
