"""Signed results: pictures of Letta behind URLs that expire; no job knows them. Bounded."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from assetforge.sandbox.rendering import Rendering

_MOST_RESULTS: Final = 20_000
_MOST_BYTES: Final = 512 * 1024 * 1024  # of the pictures that they are made from


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedResult:
    """A result that is served to whoever has its signature, for a while."""

    rendering: Rendering
    signature: str
    expires_at: float  # seconds since 1970


class SignedShelf:
    """Holds signed results; where there is no room, the oldest go, as if they had expired."""

    def __init__(self) -> None:
        self._results: dict[str, SignedResult] = {}
        self._n_bytes = 0

    def put(self, result: SignedResult) -> None:
        """Take in a result."""
        self._results[result.rendering.id] = result
        self._n_bytes += _size(result.rendering)
        while len(self._results) > _MOST_RESULTS or (
            self._n_bytes > _MOST_BYTES and len(self._results) > 1
        ):
            oldest = self._results.pop(next(iter(self._results)))
            self._n_bytes -= _size(oldest.rendering)

    def find(self, id_: str) -> SignedResult | None:
        """Find a result, expired or not."""
        return self._results.get(id_)

    def expire(self, id_: str, now: float) -> None:
        """Let a result's URL lead nowhere from now on."""
        result = self._results.get(id_)
        if result is not None:
            self._results[id_] = replace(result, expires_at=now)


def _size(rendering: Rendering) -> int:
    """Count the bytes that a result holds, its inputs' inputs among them."""
    return sum(
        len(given) if isinstance(given, bytes) else _size(given) for given in rendering.inputs
    )
