"""Orders: what the ledger knows of keys that a plan asks about. Reads, and writes nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from assetforge.adapters.ledger_questions import list_open
from assetforge.adapters.ledger_reading import ledger_stamp, read_ledger
from assetforge.app.money_places import money_places
from assetforge.execution.order import order_among

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assetforge.core.digest import Digest
    from assetforge.execution.attempt import Attempt
    from assetforge.plan.facts import Ordered

Orders: TypeAlias = Callable[["Digest"], "Ordered | None"]


class OpenOrders:
    """The unfinished orders of this user, read once, and again whenever the ledger changed."""

    def __init__(self, project: str | None = None) -> None:
        """Take the mark of the project that plans; None: any."""
        self._project = project
        self._stamp: object = None
        self._attempts: Mapping[Digest, Sequence[Attempt]] = {}

    def find(self, key: Digest) -> Ordered | None:
        """Find an unfinished order for a key.

        Raises:
            DamagedError, StorageError: the ledger does not answer, which is not "none".
        """
        place = money_places().ledger
        stamp = ledger_stamp(place)
        if stamp != self._stamp:
            self._attempts, self._stamp = _by_key(read_ledger(place, list_open)), stamp
        return order_among(self._attempts.get(key, ()), self._project)


def _by_key(attempts: Sequence[Attempt]) -> Mapping[Digest, Sequence[Attempt]]:
    found: defaultdict[Digest, list[Attempt]] = defaultdict(list)
    for attempt in attempts:
        found[attempt.key].append(attempt)
    return found
