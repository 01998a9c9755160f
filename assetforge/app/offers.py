"""Who can make assets here: the embedded providers, and services as this user has set them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from assetforge.adapters.catalogue import packaged_catalogue
from assetforge.adapters.media import film_type
from assetforge.app.settings import parse_settings, user_settings
from assetforge.plan.facts import Market
from assetforge.providers.catalogue_dialect import in_dialect
from assetforge.providers.catalogue_override import overridden, without_needs
from assetforge.providers.local import Local
from assetforge.providers.registry import Registry, build_registry
from assetforge.providers.studio.provider import Studio

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetforge.app.settings import Settings
    from assetforge.core.capabilities import Capabilities

_FILM: Final = "video/mp4"  # what films of the studio are where PyAV is installed


def registry(settings: Settings | None = None) -> Registry:
    """Bring together everyone who is known, at the prices of the settings; None: the user's own.

    Raises:
        InvalidError, UsageError, StorageError: the user's settings cannot be used.
    """
    return _registry(user_settings() if settings is None else settings)


def market(settings: Settings | None = None) -> Market:
    """Tell a plan who offers what, and who is paid for it; raises as `registry`."""
    chosen = user_settings() if settings is None else settings
    known = registry(chosen)
    played = frozenset(each.provider for each in chosen.services if each.is_play)
    return Market(offers=known.makers, services=known.services, played=played)


def catalogue_market() -> Market:
    """Tell a plan who offers what at the catalogue's own prices, however this machine is set.

    Only a sandbox in a service's place makes a difference: its results count nowhere else. What a
    service makes public does not depend on a machine, so whoever approves a plan is told of it.
    """
    known = _catalogue_registry()
    publishers = (name for name, service in known.services.items() if service.publishes_inputs)
    return Market(
        offers=known.makers, played=market().played, publishers=frozenset(publishers)
    )  # fmt: skip


def catalogue(settings: Settings) -> Mapping[str, Capabilities]:
    """Tell what each service can do and what it costs this user."""
    return {name: _adapted(able, settings) for name, able in packaged_catalogue().items()}


@cache
def _catalogue_registry() -> Registry:
    """Bring together everyone as on a machine that can write real films."""
    settings = parse_settings("", b"", {})
    return build_registry(catalogue(settings), settings.services, Studio(_FILM), Local())


@cache
def _registry(settings: Settings) -> Registry:
    return build_registry(catalogue(settings), settings.services, Studio(film_type()), Local())


def _adapted(able: Capabilities, settings: Settings) -> Capabilities:
    service = settings.service(able.provider)
    spoken = in_dialect(able, service.dialect)
    met = frozenset[str]() if service.organization is None else frozenset({"organization"})
    return without_needs(overridden(spoken, settings.prices), met)
