"""The market of a simulated world: the real providers, as a user's own settings would have them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from assetforge.app.offers import registry
from assetforge.app.settings import Settings
from assetforge.core.credits import Credits
from assetforge.plan.facts import Market
from assetforge.providers.catalogue_override import EACH, Override
from assetforge.providers.settings import ServiceSettings
from tests.simulation.service import ORIGIN

if TYPE_CHECKING:
    from assetforge.core.names import Kind
    from assetforge.providers.settings import Dialect

_PRICED: Final[tuple[tuple[Kind, str], ...]] = (
    ("image", "flux-2-pro"), ("image", "gemini-3-pro-image"),
    ("edit", "flux-2-pro"), ("edit", "gemini-3-pro-image"),
)  # fmt: skip


@cache
def market_of(dialect: Dialect) -> Market:
    """Bring together everyone who makes something; Letta's prices are those of its sandbox."""
    prices = tuple(
        Override(provider="letta", kind=kind, model=model, figures=((EACH, Credits.exactly(12)),))
        for kind, model in _PRICED
    )
    services = (
        ServiceSettings(
            provider="letzai", origin=ORIGIN, key_variable="LETZAI_API_KEY", dialect=dialect
        ),
        ServiceSettings(provider="letta", origin=ORIGIN, key_variable="LETTA_API_KEY"),
    )
    known = registry(Settings(services=services, prices=prices))
    return Market(offers=known.makers, services=known.services)
