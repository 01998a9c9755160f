"""The graph: who needs whom, as plain tuples. It carries no state of any run.

source.logo ─┐
image.hero ──┴▶ edit.hero-beach ─▶ upscale.hero-4k ─┬▶ video.hero-clip
                                                    └▶ derive.hero-thumb
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from assetforge.manifest.model import Asset


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph:
    """Assets in an order in which every input stands before those that need it."""

    order: tuple[str, ...]
    assets: Mapping[str, Asset]
    users: Mapping[str, tuple[str, ...]]  # address → those that name it as an input

    def __iter__(self) -> Iterator[Asset]:
        return (self.assets[address] for address in self.order)

    def inputs(self, address: str) -> tuple[str, ...]:
        """List what an asset is made from, in role order."""
        return self.assets[address].inputs

    def limited_to(self, wanted: frozenset[str]) -> Graph:
        """Keep some assets only; what they need must be among them."""
        return Graph(
            order=tuple(address for address in self.order if address in wanted),
            assets={address: self.assets[address] for address in self.assets if address in wanted},
            users={
                address: tuple(user for user in users if user in wanted)
                for address, users in self.users.items()
                if address in wanted
            },
        )
