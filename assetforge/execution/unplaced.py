"""Unplaced: why a step was not begun, or its result stays in the store without a file.

What is in the store is not lost: whoever asks for the very same gets it at no charge.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetforge.core.credits import plain
from assetforge.core.errors import StaleError

if TYPE_CHECKING:
    from assetforge.core.errors import AssetforgeError
    from assetforge.lock.model import Made
    from assetforge.plan.model import Step

_NEXT: Final = "Run `assetforge plan`: it shows what a build would do now."


def not_begun(address: str, objection: str) -> StaleError:
    """Make the error for a step that nobody wants any more as it was planned."""
    return StaleError(f"`{address}` was not begun: {objection}", next_step=_NEXT)


def not_placed(address: str, objection: str) -> StaleError:
    """Make the error for a result that nobody wants any more as it was planned."""
    return StaleError(
        f"`{address}` is finished, and is kept in the store; its file was not placed: {objection}",
        next_step=_NEXT,
    )


def tell_payment(error: AssetforgeError, step: Step) -> None:
    """Have an error say what a step's result cost this run, where it came after the payment."""
    made = step.made
    if made is None or step.action != "make" or not step.may_be_charged:
        return
    error.cost = f"Paid: {_price(step, made)}; the result is kept in the store."


def _price(step: Step, made: Made) -> str:
    if made.charged is not None:
        return f"{plain(made.charged)} {made.provider} credits"
    high = step.cost.high
    if high is None or not step.is_paid:  # a price of 0 is the user's own word
        return f"an unknown number of {made.provider} credits"
    return f"up to {plain(high)} {made.provider} credits"
