"""Who can make assets here: the embedded providers, and those known from the catalogue."""

from __future__ import annotations

from functools import cache

from assetforge.adapters.catalogue import packaged_catalogue
from assetforge.adapters.media import film_type
from assetforge.plan.facts import Market
from assetforge.providers.local import Local
from assetforge.providers.registry import Registry, build_registry
from assetforge.providers.studio.provider import Studio


@cache
def registry() -> Registry:
    """Bring together everyone who is known to this installation."""
    return build_registry(packaged_catalogue(), Studio(film_type()), Local())


def market() -> Market:
    """Tell a plan who offers what, and who can really be asked."""
    known = registry()
    return Market(offers=known.offers, makers=frozenset(known.makers))
