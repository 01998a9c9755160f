"""What somebody approves: the plan of a project as it is committed, and its digest.

The same on every machine: locks and the manifest alone decide, at the catalogue's own prices.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assetforge.app.money_places import project_mark
from assetforge.app.offers import catalogue_market
from assetforge.graph.select import Selection
from assetforge.lock.moved import renamed
from assetforge.plan.approval import Ground, plan_digest
from assetforge.plan.build import Wishes, build_plan
from assetforge.plan.locked_facts import LockFacts
from assetforge.report.approval import Approval

if TYPE_CHECKING:
    from assetforge.app.reading import Reading
    from assetforge.core.digest import Digest
    from assetforge.lock.model import Lock
    from assetforge.plan.model import Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Committed:
    """The plan of a project as it is committed."""

    plan: Plan
    digest: Digest  # of what it would pay for, see `plan.approval`
    ground: Ground

    @property
    def approval(self) -> Approval:
        """What whoever approves the digest agrees to."""
        plan = self.plan
        return Approval(digest=self.digest, costs=plan.costs_in_all(), uploads=plan.shares)


def committed_plan(reading: Reading, lock: Lock) -> Committed:
    """Plan a project by its manifest, its sources and its lock alone.

    Raises:
        InvalidError, UsageError, StorageError: the user's settings, which say whether a sandbox
            stands in for a service, cannot be used.
    """
    lock = renamed(lock, reading.manifest.moved)
    facts = LockFacts(lock, reading.sources)
    wishes = Wishes(selection=Selection())
    plan = build_plan(reading.graph, lock, facts, catalogue_market(), wishes)
    ground = Ground(
        project=project_mark(reading.manifest.name), graph=reading.graph,
        sources=reading.sources, lock=lock,
    )  # fmt: skip
    return Committed(plan=plan, digest=plan_digest(plan, ground), ground=ground)
