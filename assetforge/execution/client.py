"""A client: everything that one service is talked to with in one run, and what is learnt of it."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Mapping
from contextlib import suppress
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Final

from assetforge.core.errors import AssetforgeError
from assetforge.execution.calls import Calls
from assetforge.execution.collecting import Collecting
from assetforge.execution.events import JobSeen, Noticed
from assetforge.execution.pace import Pace
from assetforge.execution.polling import Polling

if TYPE_CHECKING:
    from assetforge.core.digest import Digest
    from assetforge.core.values import Table
    from assetforge.execution.attempt import Attempt
    from assetforge.execution.gate import Gate
    from assetforge.execution.shop import Shop
    from assetforge.providers.instruction import Answer, Ask, JobState
    from assetforge.providers.service import Service

MOST_SKEW: Final = 86_400  # seconds; a date that is further away is no clock


class Client:
    """How one service is used in one run."""

    def __init__(self, service: Service, shop: Shop) -> None:
        self.service, self.name = service, service.name
        desk, clock = shop.desk, shop.clock
        self.terms, self.wire = desk.terms[self.name], desk.wires[self.name]
        self.pace = Pace(self.terms, clock, desk.chance)
        self.calls = Calls(service, self.wire, self.pace, clock, desk.chance, _closing(shop.gate))
        self.collecting = Collecting(desk.downloads, self.pace, clock, desk.chance)
        self.polling = Polling(service, self.calls, desk.ledger, clock, self.terms, self._saw)
        self._heard: tuple[float, float] | None = None  # its date, and our clock at that moment
        self._greeting = asyncio.Lock()
        self._is_greeted = False
        self.own: Table = {}  # a record of a job that was certainly ordered by this account
        self.shared: dict[Digest, str] = {}  # input → public URL
        self.sharing: defaultdict[Digest, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._echoes: dict[str, bool] = {}  # route → whether records show our token
        self._watched: dict[str, Attempt] = {}  # by job
        self._shop = shop

    @property
    def is_timed(self) -> bool:
        """Whether the service said what time it is, so that `time` is its own."""
        return self._heard is not None

    @property
    def skew(self) -> float:
        """How many seconds the service's clock is ahead of ours."""
        return self.time() - self._shop.clock.date()

    def time(self) -> float:
        """Tell the seconds since 1970 by the service's clock; by ours where it said nothing.

        Our own date may jump meanwhile: what has passed is told by the clock that cannot.
        """
        if self._heard is None:
            return self._shop.clock.date()
        date, moment = self._heard
        return date + self._shop.clock.now() - moment

    async def greet(self, route: str) -> None:
        """Hear what time it is over there, before the first order of a run says when it was."""
        async with self._greeting:
            question = None if self._is_greeted else self.service.greet(route)
            self._is_greeted = True
            if question is not None and not self.is_timed:
                with suppress(AssetforgeError):  # whoever orders next is told what is wrong
                    await self.ask(question, until=self._shop.clock.now())

    async def ask(self, question: Ask, *, until: float) -> Answer:
        """Send a free request, and learn from its answer what time it is over there.

        Raises:
            AssetforgeError: it brought nothing.
        """
        answer = await self.calls.ask(question, until=until)
        self.hear(answer)
        return answer

    def hear(self, answer: Answer) -> None:
        """Learn from an answer what time it is over there."""
        try:
            date = parsedate_to_datetime(answer.headers.get("date", "")).timestamp()
        except (ValueError, TypeError, OverflowError, IndexError):
            return
        if abs(date - self._shop.clock.date()) < MOST_SKEW:
            self._heard = date, self._shop.clock.now()

    def meet(self, answer: Answer) -> None:
        """Learn from the answer to an order what a job of this account looks like."""
        if isinstance(answer.body, Mapping) and not self.own:
            self.own = answer.body

    def watch(self, job: str, attempt: Attempt) -> None:
        """Tell of a job's progress from now on."""
        self._watched[job] = attempt

    async def echoes(self, route: str) -> bool | None:
        """Say whether records of a route show our token; None: not known yet."""
        known = self._echoes.get(route)
        return known if known is not None else await self._told(route)

    def learn_echo(self, attempt: Attempt, state: JobState) -> bool | None:
        """Take from a finished job's record whether its route shows our token."""
        if attempt.token is None:
            return None
        is_shown = attempt.intent in (state.token or "").lower()
        if not is_shown and self._echoes.get(attempt.route) is not False:
            self._shop.notice(Noticed(address=attempt.address, text=_not_shown(self.name)))
        self._echoes[attempt.route] = is_shown
        return is_shown

    async def _told(self, route: str) -> bool | None:
        return await self._shop.desk.ledger.echoes(self.name, route, account=self.terms.account)

    def _saw(self, state: JobState) -> None:
        attempt = self._watched.get(state.job.id)
        if attempt is None:
            return
        if attempt.token is not None and attempt.intent in (state.token or "").lower():
            self._echoes[attempt.route] = True
        self._shop.notice(JobSeen(address=attempt.address, state=state))


def _closing(gate: Gate) -> asyncio.Event:
    """Make an event that is set once the gate is closed."""
    closed = asyncio.Event()
    gate.when_closed(closed.set)
    if gate.closed_by is not None:
        closed.set()
    return closed


def _not_shown(name: str) -> str:
    return (
        f"{name} does not show the token that was sent along: an order whose answer is lost is "
        "recognised by what it asks for"
    )
