"""The registry: who can make assets, by the word for it in a manifest.

studio   makes anything, here and for nothing          a Provider
local    derives pictures from others, here            a Provider
letzai   known from the catalogue: checked and priced  an Offer; nobody talks to it yet
letta    known from the catalogue: checked and priced  an Offer; nobody talks to it yet
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from assetforge.core.capabilities import Capabilities
from assetforge.core.errors import UnavailableError
from assetforge.core.limits import Size
from assetforge.core.names import KINDS
from assetforge.core.pixels import LONGEST_DRAWN, SHORTEST_DRAWN
from assetforge.providers.known import Known
from assetforge.providers.studio.tempo import FILM_SECONDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetforge.core.names import Kind
    from assetforge.providers.protocol import Offer, Provider

_DERIVED: Final[frozenset[Kind]] = frozenset({"derive"})
_DRAWN: Final[frozenset[Kind]] = frozenset(KINDS) - _DERIVED - {"source"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Registry:
    """Everyone who is known, those who can be asked to make something, and what each can do."""

    offers: Mapping[str, Offer]
    makers: Mapping[str, Provider]
    capabilities: Mapping[str, Capabilities]

    def maker(self, name: str) -> Provider:
        """Find the provider that makes results.

        Raises:
            UnavailableError: this version can price its work but cannot talk to it.
        """
        found = self.makers.get(name)
        if found is None:
            raise _cannot_talk_to(name)
        return found


def build_registry(
    catalogue: Mapping[str, Capabilities], studio: Provider, local: Provider
) -> Registry:
    """Bring together the embedded providers and those of the catalogue."""
    makers = {provider.name: provider for provider in (studio, local)}
    open_ones = {
        studio.name: Capabilities(
            provider=studio.name, kinds=_DRAWN, is_open=True, defaults={"duration": FILM_SECONDS},
            limits={"size": Size(shortest=SHORTEST_DRAWN, longest=LONGEST_DRAWN)},
        ),
        local.name: Capabilities(provider=local.name, kinds=_DERIVED, is_open=True),
    }  # fmt: skip
    known = {name: Known(capabilities) for name, capabilities in catalogue.items()}
    return Registry(
        offers={**known, **makers}, makers=makers, capabilities={**open_ones, **catalogue}
    )


def _cannot_talk_to(name: str) -> UnavailableError:
    return UnavailableError(
        f"this version of assetforge prices the work of {name} but cannot talk to it",
        next_step="Run `assetforge build --draft` to see the whole project drawn here, or "
        'set `provider = "studio"` for these assets.',
    )
