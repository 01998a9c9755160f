"""Prices to tell: what each asset would cost and why, and where what was charged differs.

Quoted        an asset, the model that it means, and how its price comes about
Paid          one finished job: what it was said to cost, and what it did
Difference    jobs of one model that cost other than was said, or whose price nobody knew
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from decimal import Decimal

    from assetforge.core.capabilities import Model
    from assetforge.core.credits import Credits
    from assetforge.core.names import Kind
    from assetforge.providers.pricing import Breakdown


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """What one asset would cost if it were made now."""

    address: str
    kind: Kind
    provider: str
    model: Model | None  # None: the provider has none to fall back on
    breakdown: Breakdown


@dataclass(frozen=True, slots=True, kw_only=True)
class Paid:
    """What one finished job was said to cost, and what its provider says it took."""

    provider: str
    kind: str
    model: str | None
    said: Credits
    charged: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Jobs of one model, all said to cost the same, that did not, or whose price was unknown."""

    provider: str
    kind: str
    model: str | None
    said: Credits
    least: Decimal  # charged
    most: Decimal  # charged
    jobs: int  # how many of them there are


def differences(paid: Iterable[Paid]) -> tuple[Difference, ...]:
    """Find where the table of prices is off, by what was really charged."""
    groups: dict[tuple[str, str, str | None, Credits], list[Decimal]] = {}
    for job in paid:
        if not _is_right(job):
            group = (job.provider, job.kind, job.model, job.said)
            groups.setdefault(group, []).append(job.charged)
    return tuple(sorted(_told(groups), key=_order))


def _is_right(job: Paid) -> bool:
    high = job.said.high
    return high is not None and job.said.low <= job.charged <= high


def _told(
    groups: dict[tuple[str, str, str | None, Credits], list[Decimal]],
) -> Iterator[Difference]:
    for (provider, kind, model, said), charged in groups.items():
        yield Difference(
            provider=provider, kind=kind, model=model, said=said, least=min(charged),
            most=max(charged), jobs=len(charged),
        )  # fmt: skip


def _order(found: Difference) -> tuple[str, str, str, Decimal]:
    return found.provider, found.kind, found.model or "", found.said.low
