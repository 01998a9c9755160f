"""Upper ends: nobody can have agreed to what has none, be it now or when it was agreed to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetforge.core.errors import RefusedError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from assetforge.plan.model import Plan, Step

BY_PLAN: Final = (
    "Give it a price in your own config and save the plan again, or build it by name without a "
    "plan."
)
BY_DIGEST: Final = (
    "Give it a price in your own config and agree to an amount with `--max-credits` instead: a "
    "digest names the catalogue's prices."
)
_NAMED: Final = 3  # steps; of more, their number


def refuse_unbounded(plan: Plan, agreed: Iterable[Step], advice: str) -> None:
    """Let nothing be paid for whose price is unknown, or was in the steps that were agreed to.

    Raises:
        RefusedError: something is. `advice` says what to do.
    """
    unknown = [step for step in plan.steps if not step.cost.is_known]
    if unknown:
        raise _unbounded(unknown, "is unknown", advice)
    then = {step.address for step in agreed if not step.cost.is_known}
    before = [step for step in plan.steps if step.may_be_charged and step.address in then]
    if before:
        raise _unbounded(before, "was unknown in what was agreed to", advice)


def named(steps: Sequence[Step]) -> str:
    """Name a few steps, and say how many more there are."""
    names = ", ".join(f"`{step.address}`" for step in steps[:_NAMED])
    more = len(steps) - _NAMED
    return f"{names} and {more} more" if more > 0 else names


def _unbounded(steps: Sequence[Step], what: str, advice: str) -> RefusedError:
    return RefusedError(
        f"the price of {named(steps)} {what}, so nobody can have agreed to its upper end",
        next_step=advice,
    )
