"""The ledger as this user's commands read it. Nothing is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetforge.adapters.ledger_questions import list_attempts
from assetforge.adapters.ledger_reading import read_ledger
from assetforge.app.money_places import money_places

if TYPE_CHECKING:
    from assetforge.execution.attempt import Attempt


def all_attempts() -> tuple[Attempt, ...]:
    """List every attempt of this user, oldest first.

    Raises:
        DamagedError, StorageError: the ledger does not answer, which is not "none".
    """
    return read_ledger(money_places().ledger, list_attempts)
