"""The registry: who can make assets, by the word for it in a manifest.

studio   makes anything, here and for nothing          a Provider
local    derives pictures from others, here            a Provider
letzai   pictures, edits, upscales and films, paid      a Service
letta    pictures and edits, paid                      a Service
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from assetforge.core.capabilities import Capabilities
from assetforge.core.limits import Size
from assetforge.core.names import KINDS
from assetforge.core.pixels import LONGEST_DRAWN, SHORTEST_DRAWN
from assetforge.providers.letta.provider import Letta
from assetforge.providers.letzai.provider import LetzAI
from assetforge.providers.studio.tempo import FILM_SECONDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from assetforge.core.names import Kind
    from assetforge.providers.protocol import Provider
    from assetforge.providers.service import Service
    from assetforge.providers.settings import ServiceSettings

SERVICES: Final[Mapping[str, Callable[[Capabilities, ServiceSettings], Service]]] = {
    "letzai": LetzAI, "letta": Letta,
}  # fmt: skip
_DERIVED: Final[frozenset[Kind]] = frozenset({"derive"})
_DRAWN: Final[frozenset[Kind]] = frozenset(KINDS) - _DERIVED - {"source"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Registry:
    """Everyone who can be asked to make something, those who are paid for it, and what each can."""

    makers: Mapping[str, Provider]
    services: Mapping[str, Service]
    capabilities: Mapping[str, Capabilities]


def build_registry(
    catalogue: Mapping[str, Capabilities],
    settings: Iterable[ServiceSettings],
    studio: Provider,
    local: Provider,
) -> Registry:
    """Bring together the embedded providers and the services of the catalogue."""
    services: dict[str, Service] = {
        each.provider: SERVICES[each.provider](catalogue[each.provider], each) for each in settings
    }
    open_ones = {
        studio.name: Capabilities(
            provider=studio.name, kinds=_DRAWN, is_open=True, defaults={"duration": FILM_SECONDS},
            limits={"size": Size(shortest=SHORTEST_DRAWN, longest=LONGEST_DRAWN)},
        ),
        local.name: Capabilities(provider=local.name, kinds=_DERIVED, is_open=True),
    }  # fmt: skip
    return Registry(
        makers={studio.name: studio, local.name: local, **services}, services=services,
        capabilities={**open_ones, **catalogue},
    )  # fmt: skip
