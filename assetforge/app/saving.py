"""Saved plans: writing one, reading one, and whether a build may still carry it out."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from assetforge.adapters.clock import seconds_since_1970
from assetforge.adapters.plan_file import read_plan_file, write_plan_file
from assetforge.app.allowance import Allowance
from assetforge.app.approving import committed_plan
from assetforge.app.bounded import BY_PLAN, named, refuse_unbounded
from assetforge.app.consent import keep_policy
from assetforge.app.money_places import project_mark
from assetforge.core.digest import digest_bytes
from assetforge.core.errors import AssetforgeError, RefusedError, StaleError, UsageError
from assetforge.core.text import one_line
from assetforge.core.version import VERSION
from assetforge.manifest.settle import DERIVED_BY, PROVIDER_TABLES
from assetforge.plan.policy import judge
from assetforge.plan.saved import (
    Basis,
    Present,
    SavedPlan,
    is_done,
    is_made,
    misfits,
    narrowed,
    touched_steps,
    what_is_left,
)
from assetforge.plan.saved_codec import (
    NewerPlanError,
    NoPlanError,
    TooLargeError,
    decode_saved,
    encode_saved,
)

if TYPE_CHECKING:
    from assetforge.app.planning import Situation
    from assetforge.lock.model import Lock
    from assetforge.plan.build import Wishes
    from assetforge.plan.model import Plan

_NAMED: Final = 3  # of the reasons why a plan no longer fits
_NONCE_BYTES: Final = 16
_PROVIDERS: Final = frozenset({*PROVIDER_TABLES, DERIVED_BY})


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """A saved plan and the file it was read from."""

    path: str  # as it was named
    plan: SavedPlan

    @property
    def allowance(self) -> Allowance:
        """What may be spent of it, as the ledger knows it."""
        plan = self.plan
        steps = tuple(
            step for step in touched_steps(plan.plan) if step.is_paid or step.action == "make"
        )  # what a price of the user's own calls free may be charged all the same
        return Allowance(name=plan.nonce, project=plan.project, steps=steps)


def save_plan(found: Situation, wishes: Wishes, path: str) -> SavedPlan:
    """Write a plan to a file, bound to all it rests on.

    Raises:
        UsageError: something else lies there, or the plan is larger than a saved one may be.
        StorageError: the disk refused.
    """
    basis = narrowed(_basis(found, wishes), found.plan, found.reading.graph, found.lock)
    saved = SavedPlan(
        nonce=secrets.token_hex(_NONCE_BYTES), project=project_mark(found.reading.manifest.name),
        saved_at=datetime.fromtimestamp(seconds_since_1970(), UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        tool=VERSION, digest=committed_plan(found.reading, found.lock).digest, basis=basis,
        plan=found.plan,
    )  # fmt: skip
    write_plan_file(path, _text_of(saved), _is_plan)
    return saved


def load_plan(path: str) -> Saved:
    """Read a saved plan.

    Raises:
        UsageError: there is none, or it is no saved plan of a version that is known here.
        StorageError: the disk does not answer.
    """
    data = read_plan_file(path)
    try:
        plan = decode_saved(data)
        _refuse_strangers(plan)
    except NoPlanError as error:
        raise _no_plan(path, error) from error
    return Saved(path=path, plan=plan)


def wishes_of(saved: Saved, lock: Lock) -> Wishes:
    """Say again what was wished for, without what an earlier run of this plan made anew.

    Raises:
        DamagedError, StorageError: the ledger does not answer.
    """
    brought = saved.allowance.brought()
    left = tuple(name for name in what_is_left(saved.plan, lock) if name not in brought)
    return replace(saved.plan.basis.wishes, replace=left)


def refuse_used_up(saved: Saved, lock: Lock, now: Plan | None = None) -> None:
    """Let no plan be carried out twice. Asked before anything else: it then no longer fits either.

    Where only files are left to put back on this machine, it is not used up; that shows in `now`,
    the plan by the saved one's wishes.

    Raises:
        StaleError: it was carried out, here or on another machine.
        DamagedError, StorageError: the ledger does not answer, which is not "no".
    """
    begun = saved.allowance.begun()
    if begun is not None and begun.done_at is not None:
        date = datetime.fromtimestamp(begun.done_at, UTC).strftime("%Y-%m-%d %H:%M UTC")
        raise _used_up(saved, f"it was carried out on {date}")
    if is_done(saved.plan, lock, now):
        raise _used_up(saved, "the lock names all that it was to make")


def refuse_misfit(saved: Saved, found: Situation) -> None:
    """Let nothing be built that a saved plan does not say.

    Raises:
        StaleError: it no longer fits the project.
    """
    reasons = reasons_of_misfit(saved, found)
    if reasons:
        raise _stale(saved, reasons)


def reasons_of_misfit(saved: Saved, found: Situation) -> tuple[str, ...]:
    """Say in what a saved plan no longer fits a project; nothing where it does."""
    if saved.plan.project != project_mark(found.reading.manifest.name):
        return ("it was made for another project",)
    if saved.plan.basis.manifest != found.project.manifest:
        return (f"it was made with `--manifest {one_line(saved.plan.basis.manifest)}`",)
    now = Present(
        basis=_basis(found, saved.plan.basis.wishes), plan=found.plan, lock=found.lock,
        has_begun=saved.allowance.begun() is not None or is_made(saved.plan, found.lock),
    )  # fmt: skip
    return (*misfits(saved.plan, now), *saved.allowance.shortages(found.plan))


def doubts_about(saved: Saved, found: Situation) -> str:
    """Say why a build would refuse a saved plan; empty where it would not."""
    try:
        refuse_used_up(saved, found.lock, found.plan)
        refuse_unbounded(found.plan, saved.plan.plan.steps, BY_PLAN)
        refuse_misfit(saved, found)
        keep_policy(found.plan, found.reading.manifest.budget)
    except AssetforgeError as error:
        return error.what
    return ""


def objections(found: Situation) -> tuple[str, ...]:
    """Say why a build from a plan that is saved now would be refused, or leave something out."""
    said: list[str] = []
    try:
        refuse_unbounded(found.plan, (), BY_PLAN)
    except RefusedError as error:
        said.append(f"it is refused, since {error.what}. {error.next_step}")
    denied = judge(found.plan, found.reading.manifest.budget).denied
    said.extend(f"it is refused, since {sentence}." for sentence in denied)
    blocked = [step for step in found.plan.steps if step.action == "blocked"]
    if blocked:
        said.append(f"it leaves out {named(blocked)}, blocked as your config is now.")
    return tuple(said)


def _basis(found: Situation, wishes: Wishes) -> Basis:
    reading = found.reading
    return Basis(
        manifest=found.project.manifest, is_draft=found.project.is_draft, wishes=wishes,
        files={path: digest_bytes(data) for path, data in sorted(reading.data.items())},
        sources={address: blob.digest for address, blob in reading.sources.items()}, entries={},
    )  # fmt: skip


def _text_of(saved: SavedPlan) -> str:
    try:
        return encode_saved(saved)
    except TooLargeError as error:
        raise _not_savable(error) from error


def _is_plan(data: bytes) -> bool:
    try:
        decode_saved(data)
    except NoPlanError:
        return False
    return True


def _refuse_strangers(saved: SavedPlan) -> None:
    """Let no word that somebody made up stand beside credits."""
    for number, step in enumerate(saved.plan.steps):
        if step.ask.provider not in _PROVIDERS:
            raise _stranger(number)


def _stranger(number: int) -> NoPlanError:
    return NoPlanError(f"steps.{number}.provider: it is none that this version knows")


def _not_savable(error: TooLargeError) -> UsageError:
    return UsageError(
        f"this plan cannot be saved: {one_line(str(error), 300)}",
        next_step="Save it for fewer targets, or change the amount or word that is named.",
    )


def _no_plan(path: str, error: NoPlanError) -> UsageError:
    is_newer = isinstance(error, NewerPlanError)
    return UsageError(
        f"`{one_line(path)}` is no saved plan that this version can read: "
        f"{one_line(str(error), 300)}",
        next_step="Update assetforge, or save the plan again with this version."
        if is_newer
        else "Save one with `assetforge plan --out FILE`.",
    )


def _used_up(saved: Saved, why: str) -> StaleError:
    return StaleError(
        f"the plan in `{one_line(saved.path)}` is used up: {why}",
        next_step="Run `assetforge plan --out FILE` for what there is to do now.",
    )


def _stale(saved: Saved, reasons: tuple[str, ...]) -> StaleError:
    more = len(reasons) - _NAMED
    others = (f"and {more} more",) if more > 0 else ()
    return StaleError(
        f"the plan in `{one_line(saved.path)}` no longer fits: "
        + ", ".join((*reasons[:_NAMED], *others)),
        next_step="Run `assetforge plan --out FILE` again, and look at what it says now.",
    )
