"""Where the price table is off: what was reserved beside what was charged.

Only attempts that brought a result count, with both amounts known: what failed may be charged less.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from assetforge.execution.attempt import AttemptState

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from assetforge.execution.attempt import Attempt

TOLERANCE: Final = Decimal("0.1")  # of the estimate; less is the range of a price


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceDrift:
    """The estimates of one model beside the charges."""

    provider: str
    model: str | None
    kind: str
    count: int
    estimated: Decimal  # credits, all together
    charged: Decimal
    ratio: Decimal | None  # mean of charge ÷ estimate; None: something was charged for nothing

    @property
    def is_off(self) -> bool:
        """Whether the table is a tenth off, or more."""
        return self.ratio is None or abs(self.ratio - 1) >= TOLERANCE


def find_price_drift(attempts: Iterable[Attempt]) -> tuple[PriceDrift, ...]:
    """Compare estimates with charges, for each model that was charged for."""
    groups: dict[tuple[str, str, str], list[Attempt]] = {}
    for attempt in attempts:
        if _tells(attempt):
            name = (attempt.provider, attempt.model or "", attempt.kind)
            groups.setdefault(name, []).append(attempt)
    return tuple(_drift(group) for _, group in sorted(groups.items()))


def _tells(attempt: Attempt) -> bool:
    is_known = attempt.actual is not None and attempt.reserved is not None
    return attempt.state is AttemptState.STORED and is_known


def _drift(group: Sequence[Attempt]) -> PriceDrift:
    pairs = [(attempt.reserved or Decimal(0), attempt.actual or Decimal(0)) for attempt in group]
    ratios = [_ratio(estimate, charge) for estimate, charge in pairs]
    known = [ratio for ratio in ratios if ratio is not None]
    return PriceDrift(
        provider=group[0].provider,
        model=group[0].model,
        kind=group[0].kind,
        count=len(group),
        estimated=sum((estimate for estimate, _ in pairs), Decimal(0)),
        charged=sum((charge for _, charge in pairs), Decimal(0)),
        ratio=sum(known, Decimal(0)) / len(known) if len(known) == len(ratios) else None,
    )


def _ratio(estimate: Decimal, charge: Decimal) -> Decimal | None:
    if estimate:
        return charge / estimate
    return None if charge else Decimal(1)
