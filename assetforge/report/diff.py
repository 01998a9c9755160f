"""The arrow from two sides of a change to the diff between them.

    definitions differ? ── own lines, or those of an input ──▶ added, changed, removed
    made from an older take of an input? ────────────────────▶ changed
    its result is named by this tree's lock already ─────────▶ restored
    what a build would pay ──────────────────────────────────  the plan of this tree, by its lock

Equal requests are made once, so they count once. What the base's own build would still have to pay
is no change; it is part of what is paid now.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetforge.core.credits import FREE
from assetforge.report.diff_causes import attributed, causes_of
from assetforge.report.diff_compare import DiffComparison
from assetforge.report.diff_model import Diff
from assetforge.report.diff_state import DiffState

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assetforge.core.credits import Credits
    from assetforge.plan.facts import Market
    from assetforge.report.diff_model import About, Side, Work


def build_diff(before: Side | None, after: Side, market: Market, about: About) -> Diff:
    """Compare a tree with its base; without one everything in it is new."""
    old, new = DiffState(before, market), DiffState(after, market)
    comparison = DiffComparison(old, new)
    assets = attributed(comparison.assets(), comparison.causing, after.graph)
    return Diff(
        about=about, assets=assets, causes=causes_of(assets, comparison.causing, after.graph),
        before=_sums(old.different_works()), after=_sums(new.different_works()),
        spend=after.plan.costs_in_all(),
        base_spend=old.spend(),
    )  # fmt: skip


def _sums(works: Iterable[Work]) -> dict[str, Credits]:
    """Add up by provider what making everything would cost; what is free is left out."""
    sums: dict[str, Credits] = {}
    for work in works:
        if not work.price.is_free:
            sums[work.provider] = sums.get(work.provider, FREE) + work.price
    return dict(sorted(sums.items()))
