"""The goal: what a run has to buy at each service, and how much of that is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetforge.core.credits import FREE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assetforge.plan.model import Step


class Goal:
    """Counts what is bought and what is left to buy."""

    def __init__(self, steps: Iterable[Step] = ()) -> None:
        self._steps = [step for step in steps if step.action == "make" and step.is_paid]
        self._reached: set[str] = set()

    def reach(self, address: str) -> None:
        """Count an asset as there."""
        self._reached.add(address)

    def left(self, provider: str) -> str:
        """Say how far the run came at a service, and what the rest needs."""
        steps = [step for step in self._steps if step.ask.provider == provider]
        rest = [step for step in steps if step.address not in self._reached]
        need = sum((step.cost for step in rest), FREE)
        amount = f"about {need}" if need.is_known else "an unknown number of"
        verb = "needs" if len(rest) == 1 else "need"
        return f"{len(steps) - len(rest)} of {len(steps)} done, {len(rest)} {verb} {amount} credits"
