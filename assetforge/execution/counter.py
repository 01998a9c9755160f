"""A counter: where one service sells, with all that takes part in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assetforge.execution.client import Client
from assetforge.execution.keeping import Keeping
from assetforge.execution.reconcile import Reconciling
from assetforge.execution.recovery import Recovery
from assetforge.execution.submitting import Submitting

if TYPE_CHECKING:
    from assetforge.execution.shop import Shop
    from assetforge.providers.service import Service


@dataclass(frozen=True, slots=True, kw_only=True)
class Counter:
    """Who talks, who orders, who finds again and who keeps, for one service and run."""

    client: Client
    submitting: Submitting
    recovery: Recovery
    keeping: Keeping


def open_counter(service: Service, shop: Shop) -> Counter:
    """Open the counter of a service for one run."""
    client = Client(service, shop)
    reconciling = Reconciling(client, shop)
    submitting = Submitting(client, shop, reconciling)
    return Counter(
        client=client, submitting=submitting, keeping=Keeping(client, shop),
        recovery=Recovery(client, shop, submitting, reconciling),
    )  # fmt: skip
