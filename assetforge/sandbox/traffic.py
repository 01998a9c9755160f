"""Traffic: how often each request came, and whether a key went where it must not."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from assetforge.core.values import Json

METHODS: Final = frozenset({"DELETE", "GET", "HEAD", "PATCH", "POST", "PUT"})
_MOST_LEAKS: Final = 1000  # told in full; all are counted


class Traffic:
    """Counts requests by method, route, status and whether they brought a key."""

    def __init__(self) -> None:
        self._requests: Counter[tuple[str, str, int, bool]] = Counter()
        self._leaks: list[str] = []
        self._n_leaks = 0

    def count(self, method: str, route: str, status: int, *, is_keyed: bool) -> None:
        """Count a request; the status is 0 where it got no answer."""
        known = method if method in METHODS else "other"
        self._requests[known, route, status, is_keyed] += 1

    def note_leak(self, method: str, path: str) -> None:
        """Note that a key came along where none belongs: a download, or a signed upload."""
        self._n_leaks += 1
        if len(self._leaks) < _MOST_LEAKS:
            self._leaks.append(f"{method} {path[:200]}")

    def record(self) -> dict[str, Json]:
        """Write it for programs."""
        return {
            "requests": [
                {"method": method, "route": route, "status": status, "keyed": keyed, "count": n}
                for (method, route, status, keyed), n in sorted(self._requests.items())
            ],
            "leaks": {"count": self._n_leaks, "paths": list(self._leaks)},
        }
