"""Providers to test with: one that charges, one that works here for nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from assetforge.core.credits import FREE, Credits
from assetforge.core.digest import canonical
from assetforge.core.errors import MakingError
from assetforge.providers.conversation import render
from assetforge.providers.drawing import Caption, Poster
from assetforge.providers.protocol import Result

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetforge.core.values import Table
    from assetforge.providers.protocol import Conversation, Order, Request

TEN = Credits.exactly(10)


@dataclass(slots=True)
class FakeProvider:
    """Draws what `look` says of the inputs: another prompt alone gives equal bytes.

    Who `varies` gives other bytes each time, as paid services do.
    """

    name: str
    is_local: bool = False
    prices: Mapping[str, Credits] = field(default_factory=dict[str, Credits])  # by address
    varies: bool = False
    failing: set[str] = field(default_factory=set[str])  # addresses that cannot be made
    breaking: set[str] = field(default_factory=set[str])  # addresses that meet a bug
    started: list[str] = field(default_factory=list[str])  # addresses, in order
    requests: list[str] = field(default_factory=list[str])  # what was asked, by content

    def resolve(self, order: Order) -> Table:
        return {"quality": "usual", **order.params}

    def quote(self, order: Order) -> Credits:
        return FREE if self.is_local else self.prices.get(order.address, TEN)

    def start(self, request: Request) -> Conversation:
        self.started.append(request.address)
        self.requests.append(canonical([request.kind, request.model, request.params]))
        if request.address in self.breaking:
            raise RuntimeError(request.address)
        if request.address in self.failing:
            raise _refused(request.address)
        take = len(self.started) if self.varies else 0
        piece = yield from render(_drawing(request, take))
        charged = None if self.is_local else Decimal(10)
        return Result(piece=piece, job_id=f"job-{len(self.started)}", charged=charged)


def _drawing(request: Request, take: int) -> Poster:
    params = request.params
    look = canonical([request.kind, params.get("look"), params.get("name"), take])
    caption = Caption(title="", prompt="", details=())
    return Poster(width=64, height=48, seed=look, caption=caption)


def _refused(address: str) -> MakingError:
    return MakingError(f"the prompt of {address} was refused")
