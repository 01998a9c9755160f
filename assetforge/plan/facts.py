"""What a plan is told of the world, and by whom. Asking changes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetforge.core.digest import Digest
    from assetforge.core.media import Blob
    from assetforge.lock.model import Made
    from assetforge.providers.protocol import Offer


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

    def holds(self, digest: Digest) -> bool:
        """Say whether the store has these bytes."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Market:
    """Who offers what: every provider that can be priced, and those that can make."""

    offers: Mapping[str, Offer]
    makers: frozenset[str]
