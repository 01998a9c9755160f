"""Reconciling: what became of orders whose answers were lost, by looking, never by sending again.

    a look      one list request for all lost orders of a route, and those under way just now
    a window    looks at 0 2 4 8 15 30 60 90 120 s, from when nobody else can still be sending
    found       ▶ the job
    absent      ▶ proved not accepted, where every look was whole and the list has shown our own
    else        ▶ nobody can tell

Orders under way are looked for too, so that none of their jobs is taken for a lost one that asked
for the same.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from assetforge.core.errors import AssetforgeError, DamagedError, StorageError
from assetforge.execution.drive import drive
from assetforge.execution.lost_order import is_placed_in_time, lost_order
from assetforge.execution.waiting import sleep_unless
from assetforge.providers.instruction import Ask
from assetforge.providers.service import Claimed

if TYPE_CHECKING:
    from assetforge.execution.attempt import Attempt
    from assetforge.execution.client import Client
    from assetforge.execution.shop import Shop
    from assetforge.providers.instruction import Answer, Instruction, Job
    from assetforge.providers.service import Lost, Sighting

LOOKS: Final = (0, 2, 4, 8, 15, 30, 60, 90, 120)  # seconds, scaled to the settle window
WINDOW: Final = LOOKS[-1]
PATIENCE: Final = 60  # seconds that a look may take beyond the window: lists are free


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What looking brought."""

    job: Job | None = None
    is_absent: bool = False  # proved: it was never accepted
    why: str = ""  # where neither is true: why nobody can tell


@dataclass(slots=True, kw_only=True)
class _Search:
    """One lost order that is looked for."""

    lost: Lost
    attempt: Attempt
    job: Job | None = None
    looked_at: float = -1  # when the last look began that would have shown it
    doubt: str = ""  # why its absence would prove nothing
    is_unclear: bool = False  # the last look showed several that may be meant
    found: asyncio.Event = field(default_factory=asyncio.Event)


@dataclass(slots=True, kw_only=True)
class _Board:
    """What is known of one route."""

    searches: dict[str, _Search] = field(default_factory=dict[str, _Search])
    under_way: dict[str, Lost] = field(default_factory=dict[str, "Lost"])
    shows_own: bool = False  # its list has shown a job of this account
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)


class Reconciling:
    """Looks for the lost orders of one service."""

    def __init__(self, client: Client, shop: Shop) -> None:
        self._client, self._shop = client, shop
        self._boards: defaultdict[str, _Board] = defaultdict(_Board)

    def expect(self, order: Lost) -> None:
        """Know of an order that is about to be sent."""
        self._boards[order.route].under_way[order.intent] = order

    def forget(self, intent: str) -> None:
        """Know that the answer to an order came, or never will."""
        for board in self._boards.values():
            board.under_way.pop(intent, None)

    def lost(self, attempt: Attempt) -> Lost:
        """Describe an order as the service would know it, by what its clock says now."""
        return lost_order(attempt, self._client.skew, self._client.time())

    async def settle(self, attempt: Attempt, began: float) -> Finding:
        """Look for a lost order until it is found or its window is over.

        `began` is the moment, by the clock, from which nobody can still be sending it.

        Raises:
            StorageError, DamagedError: the ledger does not answer.
        """
        board = self._boards[attempt.route]
        lost = self.lost(attempt)
        search = _Search(lost=lost, attempt=attempt)
        board.searches[attempt.intent] = search
        self.forget(attempt.intent)
        try:
            for due in self._dues(began):
                await sleep_unless(search.found, self._shop.clock, due - self._shop.clock.now())
                if search.job is None and search.looked_at < due:
                    await self._look_once(board, search, due)
                if search.job is not None:
                    return Finding(job=search.job)
        finally:
            del board.searches[attempt.intent]
        return self._absence(board, search)

    def _dues(self, began: float) -> list[float]:
        scale = self._client.terms.settle_seconds / WINDOW
        return [began + look * scale for look in LOOKS]

    def _absence(self, board: _Board, search: _Search) -> Finding:
        """Say what it means that a whole window did not show an order."""
        name, route = self._client.name, search.attempt.route
        not_shown = f"{name} does not show it"
        reasons = (
            (bool(search.doubt), search.doubt),
            (search.is_unclear, f"{name} has jobs that may be meant"),
            (
                not is_placed_in_time(search.attempt, self._client.time()),
                f"{not_shown}, but when it was sent, by the clock of {name}, is not certain",
            ),
            (
                not self._client.service.absence_proves(route),
                f"{not_shown}, but it does not show all that there is",
            ),
            (not board.shows_own, f"{not_shown}, nor anything else of this account"),
        )
        why = next((words for is_so, words in reasons if is_so), "")
        return Finding(is_absent=not why, why=why)

    async def _look_once(self, board: _Board, search: _Search, due: float) -> None:
        """Look, unless somebody else's look comes to the same."""
        async with board.turn:
            if search.job is None and search.looked_at < due:
                await self._look(board, due)

    async def _look(self, board: _Board, due: float) -> None:
        began = self._shop.clock.now()
        searches = tuple(board.searches.values())
        for search in searches:
            search.lost = self.lost(search.attempt)
        before = dict(board.under_way)
        orders = [*(search.lost for search in searches), *before.values()]
        try:
            sighting = await self._sighting(orders, max(due, began) + PATIENCE)
        except (StorageError, DamagedError):
            raise
        except AssetforgeError as error:
            for search in searches:
                search.looked_at, search.doubt = began, error.what
            return
        board.shows_own = board.shows_own or sighting.shows_own
        taken = await self._known_jobs()
        newcomers = [order for name, order in board.under_way.items() if name not in before]
        for search in searches:
            search.looked_at = began
            _take(search, sighting, taken, newcomers)

    async def _sighting(self, orders: list[Lost], until: float) -> Sighting:
        async def play(instruction: Instruction) -> Answer:
            assert isinstance(instruction, Ask), "looking sends nothing but free requests"
            return await self._client.ask(instruction, until=until)

        claimed = Claimed(
            ids=await self._known_jobs(), echoes=await self._client.echoes(orders[0].route),
            own=self._client.own,
        )  # fmt: skip
        return await drive(self._client.service.find(orders, claimed), play)

    async def _known_jobs(self) -> frozenset[str]:
        return await self._shop.desk.ledger.jobs(self._client.name, self._client.terms.account)


def _take(
    search: _Search, sighting: Sighting, taken: frozenset[str], newcomers: list[Lost]
) -> None:
    """Take from a look what it says of one order."""
    job = sighting.jobs.get(search.lost.intent)
    others = [found.id for intent, found in sighting.jobs.items() if intent != search.lost.intent]
    is_like_newer = any(order.call == search.lost.call for order in newcomers)
    is_doubtful = job is not None and (job.id in taken or job.id in others or is_like_newer)
    search.is_unclear = is_doubtful or search.lost.intent in sighting.unclear
    if job is not None and not is_doubtful:
        search.job = job
        search.found.set()
    elif not sighting.is_whole:
        search.doubt = "its list could not be read to the end"
