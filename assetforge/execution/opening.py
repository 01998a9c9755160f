"""Opening the shop: a buyer for one run, on the ports that it needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from assetforge.execution.book import Book
from assetforge.execution.breaker import Breaker
from assetforge.execution.buyer import Buyer
from assetforge.execution.goal import Goal
from assetforge.execution.shop import Shop

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from assetforge.execution.desk import Desk
    from assetforge.execution.gate import Gate
    from assetforge.execution.ports import Clock, Store, Workshop
    from assetforge.execution.shop import Notice
    from assetforge.plan.facts import Facts
    from assetforge.plan.model import Step
    from assetforge.providers.service import Service


class Premises(Protocol):
    """What of the world a buyer needs; `World` is one."""

    @property
    def store(self) -> Store:
        """Where results are kept."""
        ...

    @property
    def workshop(self) -> Workshop:
        """Where local work is done."""
        ...

    @property
    def clock(self) -> Clock:
        """Time that only goes forward."""
        ...

    @property
    def facts(self) -> Facts:
        """What the store has, as it is now."""
        ...

    @property
    def desk(self) -> Desk | None:
        """Everything else that buying needs; None: nothing can be bought."""
        ...


def open_buyer(
    premises: Premises,
    services: Mapping[str, Service],
    gate: Gate,
    notice: Notice,
    steps: Iterable[Step] = (),
) -> Buyer | None:
    """Make the buyer of one run; None where nothing can be bought. `steps` are what it is to do."""
    if premises.desk is None:
        return None
    shop = open_shop(premises, premises.desk, gate, notice, steps)
    return Buyer(services, shop, premises.facts)


def open_shop(
    premises: Premises, desk: Desk, gate: Gate, notice: Notice, steps: Iterable[Step] = ()
) -> Shop:
    """Make what all purchases of one run share."""
    return Shop(
        store=premises.store, workshop=premises.workshop, clock=premises.clock, desk=desk,
        gate=gate, book=Book(desk, gate, notice), breaker=Breaker(), goal=Goal(steps),
        notice=notice,
    )  # fmt: skip
