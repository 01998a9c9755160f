"""Merging locks by what a merged manifest asks for, asset by asset.

versions ─ merge ─▶ lock ─ plan by locks alone ─▶ keys ─ merge ─▶ lock ─ … until nothing changes

Which result is taken for an asset decides what is asked of those made from it. No store, network or
clock is asked, so that every machine merges alike.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from assetforge.graph.select import Selection
from assetforge.lock.merge import Versions, merge
from assetforge.lock.moved import renamed
from assetforge.plan.build import Wishes, build_plan
from assetforge.plan.locked_facts import LockFacts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetforge.core.media import Blob
    from assetforge.graph.model import Graph
    from assetforge.lock.merge import Merged
    from assetforge.lock.merge_case import SideName
    from assetforge.lock.model import Lock
    from assetforge.plan.facts import Market
    from assetforge.plan.model import Plan

MOST_ROUNDS: Final = 8


def merge_locks(
    versions: Versions, graph: Graph, sources: Mapping[str, Blob], market: Market,
    moved: Mapping[str, str],
) -> Merged:  # fmt: skip
    """Merge locks so that each entry is, where any version has it, what the graph asks for now.

    Where both sides have a result for one request, all such results are taken from one of them:
    from the one after which less is left to be made. `moved` are the graph's renames: each
    version is read by the names that assets have now.

    Raises:
        StaleError: a newer assetforge wrote one of them.
    """
    now = Versions(
        base=renamed(versions.base, moved), ours=renamed(versions.ours, moved),
        theirs=renamed(versions.theirs, moved),
    )  # fmt: skip
    settling = _Settling(versions=now, graph=graph, sources=sources, market=market)
    first, second = (settling.settle(side) for side in now.in_order)
    return second.merged if second.left < first.left else first.merged


@dataclass(frozen=True, slots=True, kw_only=True)
class _Settled:
    """A merge that fits the graph, and how many assets have to be paid for after it."""

    merged: Merged
    left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Settling:
    """What is merged, and for which graph."""

    versions: Versions
    graph: Graph
    sources: Mapping[str, Blob]
    market: Market

    def settle(self, side: SideName) -> _Settled:
        merged, before, left = merge(self.versions, first=side), None, 0
        for _ in range(MOST_ROUNDS):
            if before == merged.lock:
                break
            plan = self._plan(merged.lock, side)
            left = sum(step.is_paid for step in plan.steps)
            before, keys = merged.lock, {step.address: step.key for step in plan.steps}
            merged = merge(self.versions, keys, side)
        return _Settled(merged=merged, left=left)

    def _plan(self, lock: Lock, side: SideName) -> Plan:
        ours, theirs = self.versions.ours, self.versions.theirs
        others = (ours, theirs) if side == "ours" else (theirs, ours)
        facts = LockFacts(lock, self.sources, others=(*others, self.versions.base))
        return build_plan(self.graph, lock, facts, self.market, Wishes(selection=Selection()))
