"""What this machine noted of results, for a diff: asked only about what a lock newly claims.

    the store's record   what was made for the key last
    the ledger           whatever was bought for it: a take that another one has replaced

Neither is made where there is none, and neither is written. A run that is not trusted asks neither.
What does not answer says nothing, and no diff fails because of it.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from assetforge.adapters.ledger_questions import list_attempts
from assetforge.adapters.ledger_reading import read_ledger
from assetforge.adapters.store import FileStore
from assetforge.app.money_places import money_places
from assetforge.app.trust import doubt
from assetforge.core.errors import AssetforgeError

if TYPE_CHECKING:
    from assetforge.core.digest import Digest


class Noted:
    """What a store and the ledger of this user say."""

    def __init__(self, store: str) -> None:
        is_asked = not doubt() and Path(store).is_dir()
        self._store = FileStore(store, read_only=True) if is_asked else None
        self._bought: frozenset[tuple[Digest, Digest | None]] | None = None

    def otherwise(self, key: Digest, digest: Digest) -> Digest | None:
        """Give what is stored for a key where it is not this digest; None: that, or nothing."""
        if self._store is None:
            return None
        with suppress(AssetforgeError):
            made = self._store.find(key)
            is_silent = made is None or made.blessing is not None or made.result.digest == digest
            if made is not None and not is_silent and (key, digest) not in self._purchases():
                return made.result.digest
        return None

    def _purchases(self) -> frozenset[tuple[Digest, Digest | None]]:
        if self._bought is None:
            attempts = read_ledger(money_places().ledger, list_attempts)
            self._bought = frozenset((each.key, each.digest) for each in attempts)
        return self._bought
