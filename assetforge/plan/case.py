"""A case: what a decision about one asset rests on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetforge.core.digest import Digest
    from assetforge.lock.model import Entry
    from assetforge.manifest.model import Asset
    from assetforge.plan.compare import Known
    from assetforge.plan.facts import Market
    from assetforge.plan.model import Ask
    from assetforge.providers.protocol import Order


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Everything that a decision about one asset rests on, beside the files and the store."""

    asset: Asset
    order: Order
    ask: Ask  # what the order means with the provider's defaults, and its inputs
    inputs: tuple[Known, ...]  # in role order
    entry: Entry | None  # what the lock says of it
    owners: Mapping[Digest, Entry]  # bytes that the lock knows
    market: Market
    # What the lock says was made for a key, by whatever name; empty where only `entry` counts.
    by_key: Mapping[Digest, Entry] = field(default_factory=dict["Digest", "Entry"])
    blocked_by: str = ""  # an input that cannot be made
    foreign: tuple[str, ...] = ()  # inputs that another provider made, or nobody
    is_asked: bool = False  # named by --replace
    addresses: frozenset[str] | None = None  # of all assets; None: nobody knows who is gone
    moved_from: str = ""  # where the lock's file still has its entry, if it was renamed

    @property
    def is_local(self) -> bool:
        """Whether its work is free and repeatable here."""
        return self.market.offers[self.ask.provider].is_local
