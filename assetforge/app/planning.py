"""Planning: what a build would do with this project as it is. Reads, and writes nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assetforge.adapters.outputs import Outputs
from assetforge.adapters.store import FileStore
from assetforge.app.facts import DiskFacts
from assetforge.app.memo import read_memo
from assetforge.app.money_places import project_mark
from assetforge.app.offers import market
from assetforge.app.orders import OpenOrders
from assetforge.app.reading import read_lock, read_project
from assetforge.app.unasked import unasked_jobs
from assetforge.core.errors import NOTHING_SPENT, StaleError, StorageError
from assetforge.core.renames import address_now
from assetforge.lock.moved import renamed, spent_lines
from assetforge.plan.build import build_plan
from assetforge.plan.frozen import as_locked, frozen_plan, refuse_one_file

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetforge.app.orders import Orders
    from assetforge.app.project import Project
    from assetforge.app.reading import Reading
    from assetforge.core.digest import Digest
    from assetforge.lock.model import Lock
    from assetforge.plan.build import Wishes
    from assetforge.plan.facts import Ordered
    from assetforge.plan.model import Plan, Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """A project as it is, and the plan that follows from it."""

    project: Project
    reading: Reading
    lock: Lock  # by the names that assets have now
    facts: DiskFacts
    plan: Plan


def plan_project(project: Project, wishes: Wishes) -> Situation:
    """Work out what a build would do.

    Raises:
        AssetforgeError: the project cannot be read, or the wishes do not fit it.
    """
    return situation(project, wishes, FileStore(project.store, read_only=True))


def situation(
    project: Project, wishes: Wishes, store: FileStore, orders: Orders | None = None
) -> Situation:
    """Read a project and plan with a store that is open already; `orders` tells what is ordered.

    None: as the ledger knows it.
    """
    try:
        return _situation(project, wishes, store, orders)
    except StorageError as error:
        error.cost = f"{NOTHING_SPENT} {error.cost}"  # whoever plans has not begun to buy
        raise


def _situation(
    project: Project, wishes: Wishes, store: FileStore, orders: Orders | None
) -> Situation:
    memo = read_memo(project)
    written = read_lock(project)  # first, while little else is held: it takes the most memory
    reading = read_project(project, memo)
    moved = reading.manifest.moved
    lock = renamed(written, moved)
    known = _named_now(orders or OpenOrders(project_mark(reading.manifest.name)).find, moved)
    facts = DiskFacts(store, Outputs(project.outputs), (reading.sources, memo), known)
    if wishes.is_frozen:  # the lock is not written by new names either
        refuse_one_file(reading.graph, lock, project.shown_lock)
        lock = replace(lock, moved={})
        reading = replace(reading, graph=as_locked(reading.graph, lock))
    arrow = frozen_plan if wishes.is_frozen else build_plan
    plan = arrow(reading.graph, lock, facts, market(), wishes)
    plan = replace(plan, spent_moves=spent_lines(written, moved))
    if orders is None and not project.is_draft and not wishes.is_frozen:
        plan = replace(plan, unasked=unasked_jobs(reading, plan, market()))
    return Situation(project=project, reading=reading, lock=lock, facts=facts, plan=plan)


def refuse_changes(found: Situation) -> None:
    """Stand by `--locked`: the lock must name already what the manifest asks for.

    Where only files are missing, as in a fresh clone, the lock is right.

    Raises:
        StaleError: it is not.
    """
    plan = found.plan
    stale = [step.address for step in plan.steps if not _is_named(step, plan, found.lock)]
    if stale:
        raise _lock_is_stale(found.project, stale)


def _named_now(orders: Orders, moved: Mapping[str, str]) -> Orders:
    """Tell of orders by the names that their assets have now."""
    if not moved:
        return orders

    def find(key: Digest) -> Ordered | None:
        order = orders(key)
        now = None if order is None else address_now(order.address, moved)
        return order if order is None or now is None else replace(order, address=now)

    return find


def _is_named(step: Step, plan: Plan, lock: Lock) -> bool:
    """Say whether a build leaves what the lock says of an asset as it is.

    What is lost comes back as it was, as far as anybody knows; what somebody asked for anew, or
    ordered to take its place, does not.
    """
    entry = lock.entries.get(step.address)
    if step.is_locked or entry is None or step.moved_from:
        return step.is_locked
    is_lost = step.action != "restore" or bool(step.same_as)
    is_anew = step.is_ordered or step.address in plan.asked
    return is_lost and not is_anew and entry.made.key == step.key


def _lock_is_stale(project: Project, addresses: list[str]) -> StaleError:
    lock, manifest = project.shown_lock, project.manifest
    others = f" and {len(addresses) - 1} more" if len(addresses) > 1 else ""
    return StaleError(
        f"`{lock}` needs to be updated for {addresses[0]}{others}, but `--locked` was given",
        next_step="Run `assetforge build --draft` without `--locked`."
        if project.is_draft
        else f"Build `{manifest}` without `--locked`, then commit `{lock}`.",
    )
