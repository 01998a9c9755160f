"""Blame: which change causes which credits, through which chain.

    hero (its prompt changed) ─▶ hero-beach ─▶ hero-4k ─▶ hero-clip
    logo (its file changed) ────────┘

Only what is asked for causes anything: where a file goes does not, another take of an input does.

Each paid asset is counted once: at the change of its own, else at the first that its inputs lead
to, in role order. The others are named beside it. A new asset is a change of its own, but for a
cell that is there because an input has it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from assetforge.core.credits import FREE
from assetforge.report.diff_cells import led_by_cells
from assetforge.report.diff_model import Cause

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

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
    led = led_by_cells(listed, causing, graph)
    roots: dict[str, tuple[str, ...]] = {}
    found: list[AssetDiff] = []
    for asset in listed:
        told, address = asset, asset.address
        if asset.after is not None and asset.change != "unchanged":
            own = [address] if address in causing and address not in led else []
            is_new = causing.get(address) == ()  # which follows from nothing else
            inputs = (*led.get(address, ()), *(() if is_new else graph.inputs(address)))
            if names := _roots(own, inputs, roots):
                roots[address] = names
                told = replace(asset, cause=names[0], also=names[1:])
        found.append(told)
    return tuple(found)


def causes_of(
    assets: Sequence[AssetDiff], causing: Mapping[str, tuple[Reason, ...]], graph: Graph
) -> tuple[Cause, ...]:
    """Gather what follows from each change, the dearest first."""
    reach: dict[str, list[AssetDiff]] = {
        asset.address: []
        for asset in assets
        if asset.address in causing and asset.cause in {"", asset.address}
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


def _roots(
    own: Iterable[str], inputs: Iterable[str], known: Mapping[str, tuple[str, ...]]
) -> tuple[str, ...]:
    names = dict.fromkeys(own)
    for source in inputs:
        names.update(dict.fromkeys(known.get(source, ())))
        if len(names) > MOST_ALSO:
            break
    return tuple(names)[: MOST_ALSO + 1]


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
