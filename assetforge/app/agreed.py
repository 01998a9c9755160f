"""What was agreed to beforehand: a saved plan, or the digest of a plan that reviewers approved.

    build FILE              the file is the consent, for its own upper end; once      exit 3
    build --approved DIGEST the committed plan must have this digest, to the letter   exit 4

Either way a build may do less than that, never more; and where a price is unknown there is no upper
end that anybody could have agreed to.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from assetforge.adapters.clock import seconds_since_1970
from assetforge.adapters.ledger_opening import open_book
from assetforge.adapters.ledger_plans import begin_plan, finish_plan
from assetforge.app.approving import committed_plan
from assetforge.app.money_places import money_places
from assetforge.app.reading import read_lock
from assetforge.app.saving import refuse_misfit, refuse_used_up, wishes_of
from assetforge.core.errors import RefusedError
from assetforge.plan.approval import beyond, paid_steps

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assetforge.app.planning import Situation
    from assetforge.app.project import Project
    from assetforge.app.saving import Saved
    from assetforge.core.digest import Digest
    from assetforge.plan.build import Wishes
    from assetforge.plan.model import Step


_NAMED: Final = 3  # steps; of more, their number


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """What somebody agreed to before this build; nothing where both are None."""

    saved: Saved | None = None
    digest: Digest | None = None  # of the plan as it is committed

    @property
    def is_something(self) -> bool:
        """Whether anything was agreed to."""
        return self.saved is not None or self.digest is not None

    def wishes(self, project: Project, typed: Wishes) -> Wishes:
        """Say what is wished for: what the saved plan says, else what was typed.

        Raises:
            StaleError: the saved plan is used up.
            DamagedError, StorageError: the ledger or the lock does not answer.
        """
        if self.saved is None:
            return typed
        lock = read_lock(project)
        refuse_used_up(self.saved, lock)
        return wishes_of(self.saved, lock)

    def refuse_more(self, found: Situation) -> None:
        """Let nothing be built beyond what was agreed to.

        Raises:
            StaleError: the saved plan no longer fits.
            RefusedError: another plan was approved, or what it costs has no upper end.
        """
        if self.saved is not None:
            refuse_misfit(self.saved, found)
        if self.digest is not None and found.plan.costs_in_all():
            _refuse_unapproved(self.digest, found)
        if self.is_something:
            _refuse_unbounded(found)

    def begin(self) -> None:
        """Note that a saved plan is carried out from here on.

        Raises:
            DamagedError, StorageError: the ledger does not answer; nothing was begun.
        """
        if self.saved is None:
            return
        plan, now = self.saved.plan, seconds_since_1970()
        with open_book(money_places().ledger) as book:
            book.change(lambda ledger: begin_plan(ledger, plan.nonce, plan.project, now))

    def finish(self) -> None:
        """Note that a saved plan is used up.

        Raises:
            DamagedError, StorageError: the ledger does not answer.
        """
        if self.saved is None:
            return
        nonce, now = self.saved.plan.nonce, seconds_since_1970()
        with open_book(money_places().ledger) as book:
            book.change(lambda ledger: finish_plan(ledger, nonce, now))


NOTHING_AGREED = Agreed()


def _refuse_unapproved(approved: Digest, found: Situation) -> None:
    committed = committed_plan(found.reading, found.lock)
    if committed.digest != approved:
        raise _another_plan(approved, committed.digest)
    outside = beyond(found.plan, paid_steps(committed.plan))
    if outside:
        raise _not_in_it(outside)


def _refuse_unbounded(found: Situation) -> None:
    unknown = [step for step in found.plan.steps if not step.cost.is_known]
    if unknown:
        raise _unbounded(unknown)


def _named(steps: Sequence[Step]) -> str:
    names = ", ".join(f"`{step.address}`" for step in steps[:_NAMED])
    more = len(steps) - _NAMED
    return f"{names} and {more} more" if more > 0 else names


def _another_plan(approved: Digest, digest: Digest) -> RefusedError:
    return RefusedError(
        f"another plan was approved: {approved}; what is committed here is {digest}",
        next_step="Run `assetforge diff` to see what it costs now, and have that approved.",
    )


def _not_in_it(steps: Sequence[Step]) -> RefusedError:
    return RefusedError(
        f"{_named(steps)} would be paid for, and the approved plan does not say so",
        next_step="Run `assetforge plan` to see why: the store may lack what the lock names, or a "
        "price of your own config is higher than the catalogue's.",
    )


def _unbounded(steps: Sequence[Step]) -> RefusedError:
    return RefusedError(
        f"the price of {_named(steps)} is unknown, so nobody can have agreed to its upper end",
        next_step="Give it a price in your own config, or build it by name without a plan.",
    )
