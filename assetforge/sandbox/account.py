"""The account: credits of each service, and every order that was charged. Nothing is refunded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assetforge.sandbox.refusal import RefusalError, amount

if TYPE_CHECKING:
    from collections.abc import Callable
    from decimal import Decimal

    from assetforge.core.values import Json, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """A paid order that was accepted."""

    id: str  # of the job; of the call, where there is no job
    provider: str
    route: str
    body: Table  # inlined files are told by their digests
    token: str | None  # `webhookUrl` as it came
    credits: Decimal
    at: float  # seconds since 1970
    seconds: float  # that the work takes from then, while no fault strikes
    instance: str

    def record(self) -> dict[str, Json]:
        """Write it for programs."""
        return {
            "id": self.id, "provider": self.provider, "route": self.route, "body": self.body,
            "token": self.token, "credits": amount(self.credits), "at": self.at,
            "seconds": self.seconds, "instance": self.instance,
        }  # fmt: skip


class Account:
    """What is left of each service's credits, and what they went for."""

    def __init__(self, credits_: Decimal, told: Callable[[Charge], None]) -> None:
        """Begin with so many credits at each service; `told` hears of every charge."""
        self.granted = credits_
        self.charges: list[Charge] = []
        self._told = told
        self._spent: dict[str, Decimal] = {}

    def left(self, provider: str) -> Decimal:
        """Tell what is left at a service."""
        return self.granted - self.spent(provider)

    def spent(self, provider: str) -> Decimal:
        """Tell what was charged by a service."""
        return self._spent.get(provider, self.granted - self.granted)

    def check(self, provider: str, credits_: Decimal) -> None:
        """Refuse an order that cannot be paid.

        Raises:
            RefusalError: 402, with `credits_required`.
        """
        if credits_ > self.left(provider):
            raise RefusalError(
                402, f"Not enough credits: {credits_} needed, {self.left(provider)} left",
                code="INSUFFICIENT_CREDITS", credits_required=amount(credits_),
            )  # fmt: skip

    def charge(self, charge: Charge) -> None:
        """Take the credits for an order; whoever listens knows it before the order is answered."""
        self._spent[charge.provider] = self.spent(charge.provider) + charge.credits
        self.charges.append(charge)
        self._told(charge)
