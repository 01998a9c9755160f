"""The buyer: the one place where money is spent.

turn for the key ─▶ in the store? ─▶ in the ledger? ─▶ INTENT ─▶ POST ─▶ SUBMITTED ─▶ job done
                        │ yes: taken     │ yes: taken up, it is paid for                  │
                        ▼                ▼                                                ▼
                      done             job done ──▶ bytes, decoded ─▶ blob ─▶ store record ─▶ STORED

Each step is on the disk before the next begins, so a process may end at any instant: whoever comes
next finds how far it was. Nothing is concluded from the absence of a later step.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from assetforge.core.errors import AssetforgeError, DamagedError, MakingError
from assetforge.execution.attempt import AttemptState
from assetforge.execution.bill import (
    absent,
    explain,
    failed,
    left,
    not_agreed,
    not_fetched,
    stake,
)
from assetforge.execution.counter import open_counter
from assetforge.execution.dossier import decode_dossier
from assetforge.execution.drive import drive
from assetforge.execution.events import Noticed
from assetforge.execution.order import is_to_replace
from assetforge.execution.playing import JobFailedError, Player
from assetforge.execution.purchase import Bought, Given, Purchase
from assetforge.execution.turn import turn
from assetforge.execution.waiting import LeftError, unless_left
from assetforge.plan.trace import trace_of

if TYPE_CHECKING:
    from collections.abc import Coroutine, Mapping

    from assetforge.core.digest import Digest
    from assetforge.execution.attempt import Attempt
    from assetforge.execution.counter import Counter
    from assetforge.execution.purchase import Wish
    from assetforge.execution.shop import Shop
    from assetforge.lock.model import Made
    from assetforge.plan.facts import Facts
    from assetforge.providers.instruction import Accepted, JobState, Submit
    from assetforge.providers.protocol import Conversation
    from assetforge.providers.service import Service

T = TypeVar("T")


class Buyer:
    """Buys for one run, at every service."""

    def __init__(self, services: Mapping[str, Service], shop: Shop, facts: Facts) -> None:
        self._services, self._shop, self._facts = services, shop, facts
        self._counters: dict[str, Counter] = {}

    @property
    def faults(self) -> tuple[AssetforgeError, ...]:
        """What the ledger refused to take."""
        return tuple(self._shop.book.faults)

    def sells(self, provider: str) -> bool:
        """Say whether something of this provider is bought here."""
        return provider in self._services and provider in self._shop.desk.terms

    def leave(self) -> None:
        """Wait for nothing any more. Orders that are just being placed are still recorded."""
        self._shop.leaving.set()

    async def buy(self, wish: Wish) -> Bought:
        """Have something made that costs credits, or find that it was ordered or made before.

        Raises:
            AssetforgeError: it is not there; the error says what that cost, and how it goes on.
        """
        purchase = Purchase(address=wish.address, dossier=wish.dossier, began=self._now())
        return await self._told(purchase, self._in_turn(wish, purchase))

    async def finish(self, attempt: Attempt) -> Bought | None:
        """Finish a live attempt, ordering nothing; None: it ended, or it was never accepted.

        Raises:
            AssetforgeError: it is not there; the error says what that cost, and how it goes on.
        """
        dossier = decode_dossier(attempt.made)
        if dossier is None:
            raise _unreadable(attempt)
        purchase = Purchase(address=attempt.address, dossier=dossier, began=self._now())
        return await self._told(purchase, self._finished(attempt.key, purchase))

    async def close(self, address: str, key: Digest) -> None:
        """End the attempt that brought a stored result, where a crash came in between.

        The result is there, so a ledger that does not answer is told and stops nothing.
        """
        try:
            await self._closed(address, key)
        except AssetforgeError as error:
            text = f"its earlier order could not be closed: {error.what}"
            self._shop.notice(Noticed(address=address, text=text))

    async def fetch_again(self, address: str, made: Made) -> bool:
        """Get a result's lost bytes from its service once more, free; say whether they are here.

        Raises:
            AssetforgeError: the service cannot be asked now, or the build is being left.
        """
        try:
            return await unless_left(self._shop.leaving, self._fetched_again(address, made))
        except LeftError:
            raise not_fetched(made.provider, address) from None

    async def _fetched_again(self, address: str, made: Made) -> bool:
        service = self._services[made.provider]
        if not service.can_refetch(trace_of(made)):
            return False
        client = self._counter(made.provider).client
        player = Player(client, self._shop, (made.kind, made.model), Given())
        try:
            result = await drive(service.refetch(trace_of(made)), player.play)
        except (MakingError, DamagedError, JobFailedError):
            return False
        blob = await self._shop.store.keep(result.piece)
        if blob.digest != made.result.digest:
            return False
        text = f"its bytes were lost here, and fetched from {made.provider} again, free of charge"
        self._shop.notice(Noticed(address=address, text=text))
        return True

    async def _closed(self, address: str, key: Digest) -> None:
        desk = self._shop.desk
        live = await desk.ledger.live(key)
        if live is None:
            return
        async with turn(key, address, self._shop):
            live = await desk.ledger.live(key)
            if live is None or await self._ended(live) is not None:
                return
        is_listed = self._services[live.provider].can_find(live.route)
        if live.state is AttemptState.READY or (
            live.state is AttemptState.INTENT and not is_listed
        ):
            await self.finish(live)  # its answer is here, and says itself what was made

    async def _told(self, purchase: Purchase, work: Coroutine[object, object, T]) -> T:
        """Work until it is done or left; what goes wrong says what it cost."""
        try:
            return await unless_left(self._shop.leaving, work)
        except LeftError:
            error = left(purchase.attempt, purchase.address)
            error.stake = stake(purchase.attempt, self._shop.desk.run)
            raise error from None
        except AssetforgeError as error:
            explain(error, purchase.attempt, self._account(purchase))
            error.stake = stake(purchase.attempt, self._shop.desk.run)
            raise

    def _account(self, purchase: Purchase) -> str:
        """Name the account that its provider is used with now."""
        terms = self._shop.desk.terms.get(purchase.dossier.provider)
        return "" if terms is None else terms.account

    async def _in_turn(self, wish: Wish, purchase: Purchase) -> Bought:
        desk, key = self._shop.desk, wish.dossier.key
        async with turn(key, wish.address, self._shop):
            purchase.began = self._now()
            found = None if wish.is_anew else self._found(key)
            live = await desk.ledger.live(key)
            own = None if live is None else await self._ended(live)
            kept = own or (None if is_to_replace(live, found) else found)
            if kept is not None:
                return Bought(made=kept, is_anothers=True)
            async with self._counter(wish.dossier.provider).client.pace.job() as place:
                purchase.leave = place.leave
                bought = None if live is None else await self._taken_up(live, purchase)
                return bought or await self._ordered(wish, purchase)

    async def _finished(self, key: Digest, purchase: Purchase) -> Bought | None:
        desk = self._shop.desk
        async with turn(key, purchase.address, self._shop):
            purchase.began = self._now()
            live = await desk.ledger.live(key)
            if live is None:
                return None
            own = await self._ended(live)
            if own is not None:
                return Bought(made=own, is_anothers=True)
            async with self._counter(live.provider).client.pace.job() as place:
                purchase.leave = place.leave
                return await self._taken_up(live, purchase)

    def _found(self, key: Digest) -> Made | None:
        """Find what is made under a key. A store that fails raises: it is no miss."""
        made = self._facts.made(key)
        return made if made is not None and self._facts.holds(made.result.digest) else None

    async def _ended(self, live: Attempt) -> Made | None:
        """Close an attempt whose own result is stored; None: no result is proved to be its own."""
        try:
            made = self._found(live.key)
        except DamagedError:
            return None  # then it is taken up, and its result recorded once more
        keeping = self._counter(live.provider).keeping
        return made if made is not None and await keeping.close(live, made) else None

    async def _taken_up(self, live: Attempt, purchase: Purchase) -> Bought | None:
        """Go on with an earlier attempt; None: it is proved that nothing was charged for it."""
        counter = self._counter(live.provider)
        purchase.attempt = live
        purchase.dossier = decode_dossier(live.made) or purchase.dossier
        if not await counter.recovery.take_up(purchase):
            purchase.attempt = None
            return None
        assert purchase.accepted is not None, "what goes on was accepted"
        player = self._player(counter, purchase, Given())
        player.accepted_at = purchase.accepted_at
        request = purchase.dossier.request(purchase.address)
        talk = counter.client.service.resume(request, purchase.accepted)
        return await self._played(talk, player, purchase)

    async def _ordered(self, wish: Wish, purchase: Purchase) -> Bought:
        counter = self._counter(wish.dossier.provider)
        client = counter.client
        if not wish.is_agreed:
            return self._ended_elsewhere(wish)
        objection = self._shop.objection(client.name)
        if objection is not None:
            raise objection
        given = await wish.gather()
        purchase.dossier = wish.dossier.with_inputs(given.inputs)
        player = self._player(counter, purchase, given)

        async def order(submit: Submit) -> Accepted:
            assert purchase.attempt is None, "a conversation orders once"
            await counter.submitting.place(submit, purchase, given)
            player.accepted_at = self._now()
            return purchase.accepted or await self._searched(counter, purchase)

        player.order = order
        talk = client.service.start(purchase.dossier.request(wish.address))
        return await self._played(talk, player, purchase)

    def _ended_elsewhere(self, wish: Wish) -> Bought:
        """Take what came of an order that the plan counted on; another process finished it."""
        found = self._found(wish.dossier.key)
        if found is None:
            raise not_agreed(wish.dossier.provider, wish.address)
        return Bought(made=found, is_anothers=True)

    async def _searched(self, counter: Counter, purchase: Purchase) -> Accepted:
        """Look for an order of this run. It may still arrive, so the window begins only now."""
        assert purchase.attempt is not None, "what is lost was ordered"
        if not await counter.recovery.search(purchase, self._now()):
            raise absent(purchase.attempt)
        assert purchase.accepted is not None, "what was found is accepted"
        return purchase.accepted

    def _player(self, counter: Counter, purchase: Purchase, given: Given) -> Player:
        work = purchase.dossier.kind, purchase.dossier.model
        player = Player(counter.client, self._shop, work, given)

        async def finished(state: JobState) -> None:
            purchase.state = state
            if state.phase == "failed":
                await counter.keeping.fail(purchase, state)  # first: it may stop further orders
            purchase.leave()

        player.finished = finished
        return player

    async def _played(self, talk: Conversation, player: Player, purchase: Purchase) -> Bought:
        try:
            result = await drive(talk, player.play)
        except JobFailedError as error:
            assert purchase.attempt is not None, "what failed was ordered"
            raise failed(purchase.attempt, error.why) from error
        return await self._counter(purchase.dossier.provider).keeping.keep(purchase, result)

    def _counter(self, provider: str) -> Counter:
        if provider not in self._counters:
            self._counters[provider] = open_counter(self._services[provider], self._shop)
        return self._counters[provider]

    def _now(self) -> float:
        return self._shop.clock.now()


def _unreadable(attempt: Attempt) -> DamagedError:
    return DamagedError(
        f"what the attempt {attempt.intent} ordered cannot be read from the ledger",
        cost="Nothing was spent now.",
        next_step=f"Run `assetforge build` in the project that holds `{attempt.address}`.",
    )
