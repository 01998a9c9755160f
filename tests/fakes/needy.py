"""A service whose orders the user's config lacks something for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assetforge.providers.protocol import Order
    from assetforge.providers.service import Trace


class Needy:
    """As much of a service as a plan asks, where the config lacks what its orders need."""

    publishes_inputs = False

    def needs(self, order: Order) -> tuple[str, ...]:
        del order
        return ("organization",)

    def can_refetch(self, trace: Trace) -> bool:
        del trace
        return False
