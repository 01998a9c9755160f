"""Where the price table is off, as people and programs read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetforge.core.credits import plain
from assetforge.core.text import one_line
from assetforge.ui.machine import number
from assetforge.ui.quantity import counted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assetforge.core.values import Json
    from assetforge.report.price_drift import PriceDrift


def drift_lines(drifts: Iterable[PriceDrift]) -> list[str]:
    """Write a line for each model whose price in the table is a tenth off, or more."""
    return [_line(drift) for drift in drifts if drift.is_off]


def drift_values(drifts: Iterable[PriceDrift]) -> list[Json]:
    """Write estimates beside charges, for programs."""
    return [
        {
            "provider": drift.provider, "model": drift.model, "kind": drift.kind,
            "count": drift.count, "estimated": number(drift.estimated),
            "charged": number(drift.charged),
            "ratio": None if drift.ratio is None else round(float(drift.ratio), 4),
            "off": drift.is_off,
        }
        for drift in drifts
    ]  # fmt: skip


def _line(drift: PriceDrift) -> str:
    maker = one_line(drift.provider if drift.model is None else f"{drift.provider}/{drift.model}")
    sums = f"{plain(drift.charged)} charged where {plain(drift.estimated)} were estimated"
    share = "" if drift.ratio is None else f", {round(drift.ratio * 100)} % on average"
    return f"{maker} ({drift.kind}): {sums} for {counted(drift.count, 'result')}{share}"
