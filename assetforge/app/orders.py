"""Orders: what the ledger knows of keys that a plan asks about. Reads, and writes nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from assetforge.adapters.ledger_questions import find_live
from assetforge.adapters.ledger_reading import read_ledger
from assetforge.app.money_places import money_places
from assetforge.plan.facts import Ordered

if TYPE_CHECKING:
    from assetforge.core.digest import Digest

Orders: TypeAlias = Callable[["Digest"], "Ordered | None"]


def find_order(key: Digest) -> Ordered | None:
    """Find an unfinished order for a key.

    Raises:
        DamagedError, StorageError: the ledger does not answer, which is not "none".
    """
    live = read_ledger(money_places().ledger, lambda connection: find_live(connection, key))
    if live is None:
        return None
    return Ordered(provider=live.provider, job=live.job, is_certain=live.is_accepted)
