"""Merging locks by what a merged manifest asks for, asset by asset.

versions ─ merge ─▶ lock ─ plan by locks alone ─▶ keys ─ merge ─▶ lock ─ … until nothing changes

Which result is taken for an asset decides what is asked of those made from it. No store, network or
clock is asked, so that every machine merges alike.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from assetforge.graph.select import Selection
from assetforge.lock.merge import merge
from assetforge.plan.build import Wishes, build_plan
from assetforge.plan.locked_facts import LockFacts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetforge.core.media import Blob
    from assetforge.graph.model import Graph
    from assetforge.lock.merge import Merged, SideName, Versions
    from assetforge.plan.facts import Market

MOST_ROUNDS: Final = 8


def merge_locks(
    versions: Versions, graph: Graph, sources: Mapping[str, Blob], market: Market
) -> Merged:
    """Merge locks so that each entry is, where any version has it, what the graph asks for now.

    Where both sides have a result for one request, all such results are taken from one of them:
    from the one after which less is left to be made.

    Raises:
        StaleError: a newer assetforge wrote one of them.
    """
    first, second = (_settle(versions, side, graph, sources, market) for side in versions.in_order)
    return second.merged if second.left < first.left else first.merged


@dataclass(frozen=True, slots=True, kw_only=True)
class _Settled:
    """A merge that fits the graph, and how many assets have to be paid for after it."""

    merged: Merged
    left: int


def _settle(
    versions: Versions, side: SideName, graph: Graph, sources: Mapping[str, Blob], market: Market
) -> _Settled:
    merged, before, left = merge(versions, first=side), None, 0
    for _ in range(MOST_ROUNDS):
        if before == merged.lock:
            break
        others = (
            (versions.ours, versions.theirs) if side == "ours" else (versions.theirs, versions.ours)
        )
        facts = LockFacts(merged.lock, sources, others=(*others, versions.base))
        plan = build_plan(graph, merged.lock, facts, market, Wishes(selection=Selection()))
        left = sum(step.is_paid for step in plan.steps)
        before, keys = merged.lock, {step.address: step.key for step in plan.steps}
        merged = merge(versions, keys, side)
    return _Settled(merged=merged, left=left)
