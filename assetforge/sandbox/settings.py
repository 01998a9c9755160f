"""How a sandbox is set up, as one value."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from assetforge.core.media import MP4
from assetforge.sandbox.trained_model import TRAINED_MODELS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetforge.core.capabilities import Capabilities
    from assetforge.providers.settings import Dialect
    from assetforge.sandbox.trained_model import TrainedModel

CREDITS: Final = Decimal(10_000)
LATENCY: Final = (2.0, 4.0)  # seconds
ORGANIZATION: Final = "0b2c6f0e-5a4d-4e8a-9a51-6f1d3c2b7a90"  # the one that the caller belongs to


@dataclass(frozen=True, slots=True, kw_only=True)
class SandboxSettings:
    """What a sandbox offers and how it behaves while no fault strikes."""

    origin: str  # of result and upload URLs: scheme, host and port
    catalogue: Mapping[str, Capabilities]  # by provider
    dialect: Dialect = "current"
    credits: Decimal = CREDITS  # of each service
    latency: tuple[float, float] = LATENCY  # seconds that a picture takes, at least and at most
    keys: Mapping[str, str] | None = None  # by provider; None: any key will do
    tells_credits: bool = False  # whether a record says `creditsUsed`
    film_type: str = MP4
    instance: str = ""  # this server's name; empty: one that follows from chance
    trained: tuple[TrainedModel, ...] = field(default=TRAINED_MODELS)
