"""Orders: what the ledger knows of keys that a plan asks about. Reads, and writes nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from assetforge.adapters.ledger_questions import list_open, list_open_of
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
    """The unfinished orders of this user: all read at once, and one by one once that has changed.

    A build writes to the ledger all the time, and asks before each asset.
    """

    def __init__(self, project: str | None = None) -> None:
        """Take the mark of the project that plans; None: any."""
        self._project = project
        self._stamp: object = None
        self._attempts: Mapping[Digest, Sequence[Attempt]] | None = None

    def find(self, key: Digest) -> Ordered | None:
        """Find an unfinished order for a key.

        Raises:
            DamagedError, StorageError: the ledger does not answer, which is not "none".
        """
        return order_among(self._open(key), self._project)

    def _open(self, key: Digest) -> Sequence[Attempt]:
        place = money_places().ledger
        stamp = ledger_stamp(place)
        if self._attempts is None:
            self._attempts, self._stamp = _by_key(read_ledger(place, list_open)), stamp
        if stamp != self._stamp:
            return read_ledger(place, lambda ledger: list_open_of(ledger, key))
        return self._attempts.get(key, ())


def _by_key(attempts: Sequence[Attempt]) -> Mapping[Digest, Sequence[Attempt]]:
    found: defaultdict[Digest, list[Attempt]] = defaultdict(list)
    for attempt in attempts:
        found[attempt.key].append(attempt)
    return found
