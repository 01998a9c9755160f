"""Assets that changed only because an input has other cells: their lines are as they were.

banner: one more locale ─▶ banner@fr ─▶ night@fr, a new cell of night
seal: its matrix is gone ─▶ seal ─────▶ signed@en, made from seal and no more from seal@en
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetforge.core.values import is_array

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from assetforge.graph.model import Graph
    from assetforge.plan.model import Reason
    from assetforge.report.diff_model import AssetDiff


def led_by_cells(
    assets: Iterable[AssetDiff], causing: Mapping[str, tuple[Reason, ...]], graph: Graph
) -> Mapping[str, tuple[str, ...]]:
    """Find the assets that follow from new cells of inputs, each with those inputs.

    One that the base had under no such name follows from nothing, whatever it is made from.
    """
    cells = _new_cells(assets, causing)
    found: dict[str, tuple[str, ...]] = {}
    for address in causing:
        if address in cells or _is_by_cells(causing[address]):
            own = graph.assets[address].cell.items()
            new = (name for name in graph.inputs(address) if name in cells)
            if led := tuple(name for name in new if graph.assets[name].cell.items() <= own):
                found[address] = led
    return found


def _new_cells(
    assets: Iterable[AssetDiff], causing: Mapping[str, tuple[Reason, ...]]
) -> frozenset[str]:
    """List the new cells of assets that the base had, in other cells or as a single one."""
    listed = tuple(assets)
    had = {(each.before.kind, _name(each.address)) for each in listed if each.before is not None}
    return frozenset(
        each.address for each in listed
        if each.after is not None and causing.get(each.address) == ()
        and (each.after.kind, _name(each.address)) in had
    )  # fmt: skip


def _is_by_cells(reasons: Sequence[Reason]) -> bool:
    """Say whether nothing but the cells of its inputs are others."""
    return bool(reasons) and all(
        each.why == "inputs" and _names(each.old) == _names(each.new) for each in reasons
    )


def _names(inputs: object) -> list[str]:
    listed = inputs if is_array(inputs) else ()
    return list(dict.fromkeys(_name(str(each)) for each in listed))


def _name(address: str) -> str:
    return address.partition("@")[0]
