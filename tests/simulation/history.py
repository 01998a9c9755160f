"""History: what an account had ordered before a world begins."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from assetforge.core.digest import digest_bytes
from assetforge.execution.attempt import Attempt, AttemptState
from tests.simulation.machine import EPOCH
from tests.simulation.process import ACCOUNT

if TYPE_CHECKING:
    from tests.fakes.ledger import Pages

DAY = 86_400


def write_history(pages: Pages, route: str, job: str) -> None:
    """Write an attempt of yesterday that brought its result."""
    intent = f"before{route.replace('/', '-')}"
    pages.written[intent] = pages.flushed[intent] = Attempt(
        intent=intent, key=digest_bytes(intent.encode()), project="0" * 12, address="before",
        run="before", provider="letzai", account=ACCOUNT, kind="image", model=None, route=route,
        request="{}", token=None, reserved=Decimal(0), state=AttemptState.STORED, job=job,
        intended_at=EPOCH - DAY,
    )  # fmt: skip
