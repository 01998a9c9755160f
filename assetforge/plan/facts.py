"""What a plan is told of the world, and by whom. Asking changes nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Protocol

from assetforge.plan.trace import trace_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetforge.core.digest import Digest
    from assetforge.core.media import Blob
    from assetforge.lock.model import Made
    from assetforge.providers.protocol import Offer, Order
    from assetforge.providers.service import Service

PLAYGROUND: Final = "this machine"  # whatever the port: a part of keys, so it never changes


@dataclass(frozen=True, slots=True, kw_only=True)
class Ordered:
    """An order that was placed before and is not finished; what it costs was agreed to then.

    One that is to take the place of a result is finished once a lock names what it brought.
    """

    provider: str
    job: str | None
    is_certain: bool  # False: its answer was lost, so that it is looked for first
    intent: str = ""
    address: str = ""  # of the asset that it was placed for; empty: any
    replaces: Digest | None = None  # the result whose place it is to take
    brought: Digest | None = None  # its result, which no lock names yet


class Facts(Protocol):
    """The files and the store as they are now."""

    def source(self, address: str) -> Blob:
        """Tell what the bytes of a source are."""
        ...

    def output(self, path: str) -> Digest | None:
        """Tell the content of an output file; None where there is no file."""
        ...

    def made(self, key: Digest) -> Made | None:
        """Find what the store has for a key. A store that fails raises: it is not a miss."""
        ...

    def ordered(self, key: Digest) -> Ordered | None:
        """Find an unfinished order for a key. A ledger that fails raises: it is not "none"."""
        ...

    def holds(self, digest: Digest) -> bool:
        """Say whether the store has these bytes."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Market:
    """Who offers what: every provider, and those among them that are paid."""

    offers: Mapping[str, Offer]
    services: Mapping[str, Service] = field(default_factory=dict[str, "Service"])
    played: frozenset[str] = frozenset()  # services that a sandbox on this machine stands in for
    # Who makes inputs public, besides the services above: known also where nothing can be bought.
    publishers: frozenset[str] = frozenset()

    def place(self, provider: str) -> str:
        """Name the place of a sandbox that stands in for a provider; empty where none does."""
        return PLAYGROUND if provider in self.played else ""

    def publishes(self, provider: str) -> bool:
        """Say whether inputs that others made become publicly reachable at a provider."""
        service = self.services.get(provider)
        return provider in self.publishers or (service is not None and service.publishes_inputs)

    def needs(self, order: Order, provider: str) -> tuple[str, ...]:
        """Name what the user's own config must say before this can be ordered."""
        service = self.services.get(provider)
        return () if service is None else service.needs(order)

    def can_refetch(self, made: Made) -> bool:
        """Say whether the service that made something may still have its bytes."""
        service = self.services.get(made.provider)
        return service is not None and service.can_refetch(trace_of(made))
