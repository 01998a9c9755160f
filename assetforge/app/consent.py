"""Consent: nothing is spent that nobody agreed to. Decided on the plan, before anything starts.

    free, nothing becomes public no question; a price of 0 is the user's word, not the service's
    a saved plan, --approved     agreed to that much: see `agreed`
    --no-spend                   refused if anything would be ordered at a service     exit 4
    [budget], its policy         refused where it says so                              exit 4
    --max-credits, budget        refused where the upper bound is above, or unknown    exit 4
                                 0: as --no-spend, for each provider by itself
    -y                           agreed; in CI only together with --max-credits        exit 7
    a terminal                   asked, with the amount
    neither                      a person must decide                                  exit 7

Credits of two providers are different units: each limit holds for each provider by itself. A limit
and --no-spend look at what is blocked too, to refuse early rather than once the provider can be
asked. Whether somebody agreed is asked only about what this build may really spend.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assetforge.core.credits import FREE
from assetforge.core.errors import RefusedError, UndecidedError
from assetforge.plan.policy import judge

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from decimal import Decimal

    from assetforge.core.credits import Credits
    from assetforge.manifest.budget import Budget
    from assetforge.plan.model import Plan, Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """What the person who runs the build agreed to."""

    limit: Decimal | None = None  # for each provider
    limits: Mapping[str, Decimal] = field(default_factory=dict[str, "Decimal"])  # for one
    spends_nothing: bool = False
    says_yes: bool = False
    is_agreed: bool = False  # beforehand, by a saved plan or an approved digest
    in_ci: bool = False
    ask: Callable[[str], bool] | None = None  # None: there is no terminal

    def limit_for(self, provider: str, project_limit: Decimal | None) -> Decimal | None:
        """Find the lowest limit that holds for a provider; None: there is none."""
        own = self.limits.get(provider, self.limit)
        known = [limit for limit in (own, project_limit) if limit is not None]
        return min(known, default=None)


def seek_consent(plan: Plan, consent: Consent) -> bool:
    """Make sure that somebody agreed to what the plan costs and publishes; False: they said no.

    Raises:
        UndecidedError: nobody agreed, and nobody can be asked.
    """
    costs = _asked_for(plan)
    if not costs:
        return True
    # A limit for one provider agrees to nothing at another.
    is_limited = consent.limit is not None or costs.keys() <= consent.limits.keys()
    if consent.is_agreed or is_limited or (consent.says_yes and not consent.in_ci):
        return True
    if consent.ask is None or consent.in_ci:
        raise _nobody_agreed(costs, plan)
    return consent.ask(f"Spend {_amounts(costs)}{_riddles(plan)}{_uploads(plan)}?")


def keep_limits(plan: Plan, consent: Consent, project_limit: Decimal | None) -> None:
    """Make sure that a plan stays below every limit.

    Raises:
        RefusedError: it does not, or may not: a price is unknown.
    """
    costs = plan.costs_in_all()
    orders = [step for step in plan.steps if step.may_be_charged]
    if orders and consent.spends_nothing:
        raise _would_spend(orders, costs)
    for provider, cost in costs.items():
        limit = consent.limit_for(provider, project_limit)
        if limit is not None and (cost.high is None or cost.high > limit):
            raise _above(plan, provider, cost, limit)
    for step in orders:
        if consent.limit_for(step.ask.provider, project_limit) == 0:
            raise _nothing_allowed(step)


def keep_policy(plan: Plan, budget: Budget) -> None:
    """Make sure that the project's own policy allows a plan.

    Raises:
        RefusedError: it does not.
    """
    denied = judge(plan, budget).denied
    if denied:
        raise _denied(denied)


def _asked_for(plan: Plan) -> dict[str, Credits]:
    """Find what to agree to, by provider: what costs, what may be charged, what becomes public."""
    steps = [step for step in plan.steps if step.action != "blocked"]
    names = {step.ask.provider for step in steps if step.may_be_charged or step.shares}
    costs = plan.costs()
    return {name: costs.get(name, FREE) for name in sorted(names)}


def _riddles(plan: Plan) -> str:
    """Name what has no sure upper bound, so that nobody agrees to it unseen."""
    steps = [step for step in plan.steps if step.action != "blocked"]
    names = [step.address for step in steps if not step.cost.is_known]
    unknown = f" (the price of {_some(names)} is unknown)" if names else ""
    free = [step.address for step in steps if step.may_be_charged and not step.is_paid]
    called = f" ({_some(free)} at a price of 0, whatever the service takes)" if free else ""
    return unknown + called


def _uploads(plan: Plan) -> str:
    """Name what becomes public with the consent to the plan."""
    names = list(dict.fromkeys(name for step in plan.steps for name in step.shares))
    return f", and upload {_some(names)} to a public address" if names else ""


def _amounts(costs: Mapping[str, Credits]) -> str:
    return ", ".join(f"{cost} {provider} credits" for provider, cost in costs.items())


def _would_spend(orders: Sequence[Step], costs: Mapping[str, Credits]) -> RefusedError:
    paid = [step.address for step in orders if step.is_paid]
    sellers = ", ".join(dict.fromkeys(step.ask.provider for step in orders))
    what = (
        f"{_some(paid)} would cost {_amounts(costs)}"
        if paid
        else f"{_some([step.address for step in orders])} would be ordered at {sellers}, whatever "
        "your own config says of its price"
    )
    return RefusedError(
        f"{what}, and `--no-spend` was given",
        next_step="Run `assetforge plan` to see why, or build without `--no-spend`.",
    )


def _above(plan: Plan, provider: str, cost: Credits, limit: Decimal) -> RefusedError:
    steps = [step for step in plan.steps if step.is_paid and step.ask.provider == provider]
    unknown = [step.address for step in steps if not step.cost.is_known]
    if unknown:
        return RefusedError(
            f"the price of {_some(unknown)} at {provider} is unknown, so the limit of {limit} "
            "credits cannot be kept",
            next_step="Build other targets, or build without a limit and agree to each by name.",
        )
    return RefusedError(
        f"the plan costs up to {cost.high} {provider} credits, above the limit of {limit}",
        next_step="Raise `--max-credits` (and `[budget]`, where the manifest has one), or build "
        "fewer targets.",
    )


def _nothing_allowed(step: Step) -> RefusedError:
    name, provider = step.address, step.ask.provider
    return RefusedError(
        f"{name} would be ordered at {provider}, whatever your own config says of its price, and "
        "the limit is 0 credits",
        next_step="Raise `--max-credits` (and `[budget]`, where the manifest has one), or build "
        "other targets.",
    )


def _denied(sentences: Sequence[str]) -> RefusedError:
    return RefusedError(
        f"{'; '.join(sentences)}",
        next_step="Build fewer targets, or have `[budget]` of the manifest changed by whoever "
        "answers for it.",
    )


def _nobody_agreed(costs: Mapping[str, Credits], plan: Plan) -> UndecidedError:
    names = list(plan.shares)
    public = f" and to uploading {_some(names)} to a public address" if names else ""
    return UndecidedError(
        f"the plan costs {_amounts(costs)}{_riddles(plan)}, and nobody agreed to that{public}",
        next_step="Give `--max-credits N` to agree up to an amount; outside CI, `-y` agrees to "
        "the plan as it is.",
    )


def _some(names: list[str]) -> str:
    shown = ", ".join(names[:5])
    return f"{shown} and {len(names) - 5} more" if len(names) > 5 else shown  # noqa: PLR2004
