"""What was agreed to beforehand: a saved plan, or the digest of a plan that reviewers approved.

    build FILE              the file is the consent, for its own upper end; once      exit 3
    build --approved DIGEST the committed plan must have this digest, to the letter   exit 4

Either way a build may do less than that, never more; nothing is bought for it twice, whatever
failed and was charged, see `allowance`; and where a price is unknown, now or then, there is no
upper end that anybody could have agreed to, see `bounded`.
"""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assetforge.adapters.ledger_folder import make_private_folder
from assetforge.adapters.run_lock import RunLock
from assetforge.app.allowance import Allowance
from assetforge.app.approving import committed_plan
from assetforge.app.bounded import BY_DIGEST, BY_PLAN, named, refuse_unbounded
from assetforge.app.money_places import money_places
from assetforge.app.reading import read_lock
from assetforge.app.saving import refuse_misfit, refuse_used_up, wishes_of
from assetforge.core.digest import PREFIX, digest_bytes
from assetforge.core.errors import RefusedError
from assetforge.plan.approval import beyond, paid_steps
from assetforge.plan.policy import judge

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from contextlib import AbstractContextManager

    from assetforge.app.planning import Situation
    from assetforge.app.project import Project
    from assetforge.app.saving import Saved
    from assetforge.core.digest import Digest
    from assetforge.plan.build import Wishes
    from assetforge.plan.model import Step


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
            StaleError: the saved plan no longer fits, or too little is left of it.
            RefusedError: another plan was approved, too little is left of it, or what it costs has
                no upper end.
        """
        if self.saved is not None:
            refuse_used_up(self.saved, found.lock, found.plan)
            refuse_unbounded(found.plan, self.saved.plan.plan.steps, BY_PLAN)
            refuse_misfit(self.saved, found)
        approved = self._approved(found)
        if approved is not None:
            _refuse_overdraft(approved, found)

    def turn(
        self, *, command: str, timeout: float, waiting: Callable[[str], None]
    ) -> AbstractContextManager[object]:
        """Give the right to spend of it: one build at a time, over all checkouts of this user.

        Raises (once it is entered):
            BusyError: another build spends of it for longer than `timeout` seconds.
        """
        saved = self._spending
        name = self.digest if saved is None else saved.plan.nonce
        if name is None:
            return nullcontext()
        folder = money_places().turns
        make_private_folder(folder.parent)
        make_private_folder(folder)
        place = folder / digest_bytes(f"agreed {name}".encode()).removeprefix(PREFIX)
        return RunLock(place, command=command, timeout=timeout, waiting=waiting)

    def begin(self, found: Situation) -> None:
        """Note that a build spends of it from here on.

        Raises:
            DamagedError, StorageError: the ledger does not answer; nothing was begun.
        """
        if self._spending is not None:
            self._spending.allowance.begin()
        approved = self._approved(found)
        if approved is not None:
            approved.begin()

    def finish(self) -> None:
        """Note that a saved plan is used up.

        Raises:
            DamagedError, StorageError: the ledger does not answer.
        """
        if self._spending is not None:
            self._spending.allowance.finish()

    @property
    def _spending(self) -> Saved | None:
        """The saved plan, unless it is a draft's: that is free, and no ledger hears of it."""
        is_draft = self.saved is not None and self.saved.plan.basis.is_draft
        return None if is_draft else self.saved

    def _approved(self, found: Situation) -> Allowance | None:
        """Find what was approved; None: by no digest, or nothing would be ordered at a service."""
        orders = any(step.may_be_charged for step in found.plan.steps)
        if self.digest is None or not orders:
            return None
        return _approved(self.digest, found)


NOTHING_AGREED = Agreed()


def _approved(approved: Digest, found: Situation) -> Allowance:
    committed = committed_plan(found.reading, found.lock)
    if committed.digest != approved:
        raise _another_plan(approved, committed.digest)
    denied = judge(committed.plan, found.reading.manifest.budget).denied
    if denied:
        raise _denied(denied)
    steps = paid_steps(committed.plan)
    refuse_unbounded(found.plan, steps, BY_DIGEST)
    outside = beyond(found.plan, committed.plan, committed.ground)
    if outside:
        raise _not_in_it(outside)
    project = committed.ground.project
    return Allowance(name=f"{project} {approved}", project=project, steps=steps)


def _refuse_overdraft(approved: Allowance, found: Situation) -> None:
    shortages = approved.shortages(found.plan)
    if shortages:
        raise _spent(shortages[0])


def _another_plan(approved: Digest, digest: Digest) -> RefusedError:
    return RefusedError(
        f"another plan was approved: {approved}; what is committed here is {digest}",
        next_step="Run `assetforge diff` to see what it costs now, and have that approved.",
    )


def _denied(sentences: Sequence[str]) -> RefusedError:
    return RefusedError(
        f"nobody can have approved this plan as a whole: {'; '.join(sentences)}",
        next_step="Build a part of it with `--max-credits`, or have `[budget]` of the manifest "
        "changed by whoever answers for it.",
    )


def _not_in_it(steps: Sequence[Step]) -> RefusedError:
    return RefusedError(
        f"{named(steps)} would be paid for, and the approved plan does not say so",
        next_step="Run `assetforge plan` to see why: the store may lack what the lock names, or a "
        "price of your own config is higher than the catalogue's.",
    )


def _spent(shortage: str) -> RefusedError:
    return RefusedError(
        f"the approved plan was begun before: {shortage}",
        next_step="Raise `revision` of what failed and have that approved, or agree to an amount "
        "with `--max-credits`.",
    )
