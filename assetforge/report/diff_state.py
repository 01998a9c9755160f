"""One side of a diff, looked up by address; a side that does not exist has nothing."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from assetforge.core.credits import FREE
from assetforge.plan.definition import definitions_of
from assetforge.providers.protocol import Order
from assetforge.report.diff_model import PENDING, Work
from assetforge.report.diff_picture import picture_url

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetforge.core.credits import Credits
    from assetforge.core.digest import Digest
    from assetforge.lock.model import Entry, Made
    from assetforge.manifest.model import Asset
    from assetforge.plan.facts import Market
    from assetforge.plan.model import Step
    from assetforge.report.diff_model import Side


class DiffState:
    """What is known of one side, address by address."""

    def __init__(self, side: Side | None, market: Market) -> None:
        self.side, self._market = side, market
        self.assets: Mapping[str, Asset] = {} if side is None else side.graph.assets

    @cached_property
    def steps(self) -> Mapping[str, Step]:
        """What a build would do with each asset that is made."""
        steps = () if self.side is None else self.side.plan.steps
        return {step.address: step for step in steps}

    @cached_property
    def definitions(self) -> Mapping[str, Digest]:
        """What each asset asks for, all it is made from included."""
        side = self.side
        return {} if side is None else definitions_of(side.graph, side.sources, self._market)

    def work(self, address: str) -> Work | None:
        """Say what an asset asks for and costs; None where there is no such asset."""
        return self._work(address) if address in self.assets else None

    def different_works(self) -> tuple[Work, ...]:
        """List the works of all assets, equal requests once: they are made once."""
        firsts = {self.definitions[address]: address for address in reversed(tuple(self.assets))}
        return tuple(map(self._work, firsts.values()))

    def spend(self) -> dict[str, Credits]:
        """Add up what a build would pay, but for what is made from bytes that are not known."""
        sums: dict[str, Credits] = {}
        for address, step in self.steps.items():
            if step.is_paid and address not in self._unsure:
                provider = step.ask.provider
                sums[provider] = sums.get(provider, FREE) + step.cost
        return dict(sorted(sums.items()))

    def result(self, address: str) -> Digest | None:
        """Name the locked result of an asset."""
        entry = self._entry(address)
        return None if entry is None else entry.made.result.digest

    def file(self, address: str) -> Digest | None:
        """Name the locked bytes of an asset's output file."""
        entry = self._entry(address)
        return None if entry is None else entry.file.digest

    def has_result(self, address: str) -> bool:
        """Say whether what an asset asks for is named by the side's own lock."""
        step = self.steps.get(address)
        return step is not None and step.made is not None and step.action in {"keep", "restore"}

    def blessed(self, address: str) -> Made | None:
        """Give the result of an asset where it counts because somebody said so."""
        step = self.steps.get(address)
        made = None if step is None else step.made
        return None if made is None or made.blessing is None else made

    def is_pending(self, address: str) -> bool:
        """Say whether a build of this side would have to make an asset."""
        step = self.steps.get(address)
        return step is not None and step.action in PENDING

    def users(self, address: str) -> tuple[str, ...]:
        """List the assets that are made from one."""
        return () if self.side is None else self.side.graph.users.get(address, ())

    @cached_property
    def _unsure(self) -> frozenset[str]:
        """The sources whose bytes are not known, and all that is made from them."""
        found = set[str]() if self.side is None else set(self.side.unknown)
        for asset in () if self.side is None else self.side.graph:
            if not found.isdisjoint(asset.inputs):
                found.add(asset.address)
        return frozenset(found)

    def _work(self, address: str) -> Work:
        asset = self.assets[address]
        return Work(
            kind=asset.kind, provider=asset.provider, model=asset.model, price=self._price(asset),
            picture=picture_url(self._entry(address)),
        )  # fmt: skip

    def _entry(self, address: str) -> Entry | None:
        return None if self.side is None else self.side.lock.entries.get(address)

    def _price(self, asset: Asset) -> Credits:
        if asset.kind == "source":
            return FREE
        offer = self._market.offers[asset.provider]
        order = Order(
            address=asset.address, kind=asset.kind, model=asset.model, params=asset.params
        )
        return FREE if offer.is_local else offer.quote(order)
