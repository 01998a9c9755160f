"""Blame: which change causes which credits, through which chain.

    hero (its prompt changed) ─▶ hero-beach ─▶ hero-4k ─▶ hero-clip
    logo (its file changed) ────────┘

Only what is asked for causes anything: where a file goes does not, another take of an input does.

    banner: one more locale ─▶ banner@fr ─▶ night@fr, which is new because its input is

Each paid asset is counted once: at the change of its own, else at the first that its inputs lead
to, in role order. The others are named beside it. An asset with a new name is a change of its own;
so is a new cell, but for one that takes its place from a new cell of an input.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from assetforge.core.credits import FREE
from assetforge.report.diff_model import Cause

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from assetforge.core.credits import Credits
    from assetforge.graph.model import Graph
    from assetforge.plan.model import Reason
    from assetforge.report.diff_model import AssetDiff

MOST_ALSO: Final = 8  # other changes that are named beside the one that counts


def attributed(
    assets: Iterable[AssetDiff], causing: Mapping[str, tuple[Reason, ...]], graph: Graph
) -> tuple[AssetDiff, ...]:
    """Say of each asset that changed which change it follows from; inputs come first."""
    listed = tuple(assets)
    cells = _new_cells(listed, causing)
    roots: dict[str, tuple[str, ...]] = {}
    found: list[AssetDiff] = []
    for asset in listed:
        told = asset
        if asset.after is not None and asset.change != "unchanged":
            leading = _leading(asset.address, causing, graph, cells)
            names = _roots(asset.address, causing, leading, roots)
            if names:
                roots[asset.address] = names
                told = replace(asset, cause=names[0], also=names[1:])
        found.append(told)
    return tuple(found)


def causes_of(
    assets: Sequence[AssetDiff], causing: Mapping[str, tuple[Reason, ...]], graph: Graph
) -> tuple[Cause, ...]:
    """Gather what follows from each change, the dearest first."""
    reach: dict[str, list[AssetDiff]] = {
        asset.address: [] for asset in assets if _is_cause(asset, causing)
    }
    for asset in assets:
        if asset.cause and not asset.spend.is_free:
            reach[asset.cause].append(asset)
    chains = _chains(assets, graph)
    causes = [
        Cause(
            address=address, reasons=causing[address], spend=_sums(paid),
            reach=tuple(each.address for each in paid),
            chain=max((chains[each.address] for each in paid), key=len, default=(address,)),
        )
        for address, paid in reach.items()
    ]  # fmt: skip
    return tuple(sorted(causes, key=_dearest_first))


def _new_cells(
    assets: Iterable[AssetDiff], causing: Mapping[str, tuple[Reason, ...]]
) -> frozenset[str]:
    """List the new cells of assets that the base had, in other cells or as a single one."""
    had = {(each.before.kind, _name(each.address)) for each in assets if each.before is not None}
    return frozenset(
        each.address for each in assets
        if each.after is not None and each.before is None
        and causing.get(each.address) == () and (each.after.kind, _name(each.address)) in had
    )  # fmt: skip


def _leading(
    address: str,
    causing: Mapping[str, tuple[Reason, ...]],
    graph: Graph,
    cells: Collection[str],
) -> Iterable[str]:
    """List the inputs that an asset follows from; of a new cell those that are new as it is."""
    inputs = graph.inputs(address)
    if address in cells:
        own = graph.assets[address].cell.items()
        return [name for name in inputs if name in cells and graph.assets[name].cell.items() <= own]
    return () if causing.get(address) == () else inputs


def _roots(
    address: str,
    causing: Mapping[str, tuple[Reason, ...]],
    leading: Iterable[str],
    known: Mapping[str, tuple[str, ...]],
) -> tuple[str, ...]:
    names = dict.fromkeys([address] if causing.get(address) else [])
    for source in leading:
        names.update(dict.fromkeys(known.get(source, ())))
        if len(names) > MOST_ALSO:
            break
    if not names and address in causing:
        return (address,)  # a new asset that follows from nothing else
    return tuple(names)[: MOST_ALSO + 1]


def _is_cause(asset: AssetDiff, causing: Mapping[str, tuple[Reason, ...]]) -> bool:
    reasons = causing.get(asset.address)
    return bool(reasons) or (reasons is not None and asset.cause in {"", asset.address})


def _name(address: str) -> str:
    return address.partition("@")[0]


def _chains(assets: Sequence[AssetDiff], graph: Graph) -> dict[str, tuple[str, ...]]:
    """Find the way from each cause to each asset that is counted there.

    An asset is reached through the first of its inputs that has the same cause.
    """
    cause = {asset.address: asset.cause for asset in assets if asset.cause}
    chains: dict[str, tuple[str, ...]] = {}
    for address in (name for name in graph.order if name in cause):
        before = next(
            (name for name in graph.inputs(address) if cause.get(name) == cause[address]), None
        )
        is_root = cause[address] == address or before is None
        chains[address] = (address,) if is_root else (*chains[str(before)], address)
    return chains


def _sums(assets: Iterable[AssetDiff]) -> dict[str, Credits]:
    sums: dict[str, Credits] = {}
    for asset in assets:
        provider = asset.work.provider
        sums[provider] = sums.get(provider, FREE) + asset.spend
    return dict(sorted(sums.items()))


def _dearest_first(cause: Cause) -> tuple[bool, float]:
    """Put what is not known first; credits of two providers differ, and this is an order only."""
    is_unknown = any(not cost.is_known for cost in cause.spend.values())
    return not is_unknown, -sum(float(cost.high or cost.low) for cost in cause.spend.values())
