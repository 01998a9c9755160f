"""Tags beside what a service tells of them: which model each names, and whether that changed.

The version that made a result is noted beside its key. Where there is a newer one, the result is
outdated; it stays as it is, and nothing is remade unasked.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assetforge.core.tags import trained_models

if TYPE_CHECKING:
    from assetforge.execution.roll import Roll
    from assetforge.lock.model import TrainedRef
    from assetforge.plan.model import Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Tagged:
    """One tag in the prompts of one asset."""

    address: str
    provider: str
    tag: str  # without the at-sign
    was: TrainedRef | None = None  # as it was noted with the result; None: it was not
    now: TrainedRef | None = None  # as the service tells; None: it names nothing that works
    flaw: str = ""  # why it names nothing that works

    @property
    def is_outdated(self) -> bool:
        """Whether the result was made with another version than the one there is now."""
        if self.was is None or self.now is None:
            return False
        if self.was.id != self.now.id:
            return True
        editions = {self.was.edition, self.now.edition} - {None}
        return len(editions) > 1

    def told(self, roll: Roll) -> Tagged:
        """Say it with what a service told."""
        (now,) = roll.models(self.provider, (self.tag,)) or (None,)
        return replace(self, now=now, flaw=roll.flaw(self.provider, self.tag))


def compare_tags(plan: Plan, roll: Roll) -> tuple[Tagged, ...]:
    """Hold each tag of a plan against what its service told."""
    uses: list[Tagged] = []
    for step in plan.steps:
        noted = {} if step.made is None else {model.name: model for model in step.made.trained}
        for tag in trained_models(step.ask.provider, step.ask.request):
            use = Tagged(
                address=step.address, provider=step.ask.provider, tag=tag, was=noted.get(tag)
            )
            uses.append(use.told(roll))
    return tuple(uses)
