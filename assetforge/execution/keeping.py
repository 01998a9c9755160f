"""Keeping what was bought: content first, then the record, then the ledger.

    staged bytes ─▶ blob ─▶ store record ─▶ STORED ─▶ the spooled answer may go
                      └▶ its digest, where there is no job, beside the attempt

A crash between any two leaves a live attempt, which is taken up again and kept once more: the same
bytes under the same key. Where the record is there and is proved its own, that alone closes it.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from assetforge.core.credits import plain
from assetforge.core.errors import DamagedError, StorageError
from assetforge.execution.attempt import AttemptState, Change
from assetforge.execution.bill import price_remark
from assetforge.execution.brought import is_brought_by
from assetforge.execution.purchase import Bought
from assetforge.execution.waiting import unbroken

if TYPE_CHECKING:
    from assetforge.execution.attempt import Attempt
    from assetforge.execution.client import Client
    from assetforge.execution.purchase import Purchase
    from assetforge.execution.shop import Shop
    from assetforge.lock.model import Made
    from assetforge.providers.instruction import JobState
    from assetforge.providers.protocol import Result


class Keeping:
    """Ends the purchases of one run at one service."""

    def __init__(self, client: Client, shop: Shop) -> None:
        self._client, self._shop = client, shop

    async def keep(self, purchase: Purchase, result: Result) -> Bought:
        """Take a result in for good, whoever wants to stop meanwhile.

        Raises:
            StorageError: the disk refused; the attempt stays live, so that it is taken up again.
        """
        return await unbroken(self._keep(purchase, result))

    async def fail(self, purchase: Purchase, state: JobState) -> None:
        """Note that a job came to nothing. It counts as charged, unless its record says not."""
        attempt, why = purchase.attempt, state.reason or state.word
        assert attempt is not None, "what failed was ordered"
        change = Change(
            state=AttemptState.FAILED, actual=state.charged, reason=why,
            echoes=self._client.learn_echo(attempt, state),
        )  # fmt: skip
        purchase.attempt = await unbroken(self._shop.book.note(attempt, change))
        self._shop.breaker.fail(self._client.name, why)

    async def close(self, attempt: Attempt, made: Made) -> bool:
        """End an attempt whose result is stored already, if that is proved to be its own."""
        if not is_brought_by(attempt, made):
            return False
        await self._shop.store.record(made)  # seen is not yet safe: its writer may have died
        await self.end(attempt, made, None)
        return True

    async def end(self, attempt: Attempt, made: Made, echoes: bool | None) -> Attempt:  # noqa: FBT001 - a third state, as the ledger keeps it
        """Note that an attempt brought its result, and let go of its spooled answer."""
        change = Change(
            state=AttemptState.STORED, digest=made.result.digest, actual=made.charged,
            echoes=echoes, reason="",
        )  # fmt: skip
        faults = len(self._shop.book.faults)
        ended = await self._shop.book.note(attempt, change)
        if attempt.job is None and len(self._shop.book.faults) == faults:
            await self._shop.desk.owner.forget(attempt.intent)
        return ended

    async def _keep(self, purchase: Purchase, result: Result) -> Bought:
        attempt, state = purchase.attempt, purchase.state
        assert attempt is not None, "what came was ordered"
        if result.charged is None and state is not None:
            result = replace(result, charged=state.charged)
        blob = await self._shop.store.keep(result.piece)
        made = purchase.dossier.made(result, blob)
        await self._mark(attempt, made)
        await self._shop.store.record(made)
        echoes = None if state is None else self._client.learn_echo(attempt, state)
        purchase.attempt = await self.end(attempt, made, echoes)
        self._shop.breaker.succeed(self._client.name)
        self._shop.goal.reach(purchase.address)
        return Bought(made=made, remarks=self._remarks(result, made), is_short=result.is_short)

    async def _mark(self, attempt: Attempt, made: Made) -> None:
        """Note what an attempt without a job brought: nothing in a record says whose it is.

        A ledger that refuses is told of when it refuses the end, too.
        """
        if attempt.job is None:
            change = Change(state=attempt.state, digest=made.result.digest)
            with suppress(StorageError, DamagedError, ValueError):
                await self._shop.desk.ledger.note(attempt.intent, change)

    def _remarks(self, result: Result, made: Made) -> tuple[str, ...]:
        """Join what the service's own remarks and the price say, with the money."""
        verb = "was estimated at" if made.charged is None else "cost"
        amount = made.estimated if made.charged is None else plain(made.charged)
        money = f"it {verb} {amount} {self._client.name} credits"
        told = tuple(f"{remark}; {money}" for remark in result.remarks)
        dear = price_remark(self._client.name, made.estimated, made.charged)
        return (*told, dear) if dear else told
