"""Requests to one service: sent, repeated where that is allowed, and read as far as their status.

    ask(question)    free     repeated until its deadline; returns 2xx and what the question takes
    place(send)      paid     repeated only where it is proved that it was not taken

Who places an order gets every other answer back, whatever its status: what it means for the money
is for the ledger to say.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Final

from assetforge.core.errors import (
    CredentialsError,
    MakingError,
    NoCreditsError,
    UnavailableError,
)
from assetforge.execution.delivery import LostAnswerError, NotSentError
from assetforge.execution.redirect import is_redirect, place_of
from assetforge.execution.retry import Fault, fault_of, may_repeat, ordered_pause
from assetforge.execution.waiting import LeftError, unless_left

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Awaitable, Callable, Coroutine, Sequence

    from assetforge.core.errors import AssetforgeError
    from assetforge.execution.desk import Chance, Wire
    from assetforge.execution.pace import Pace
    from assetforge.execution.ports import Clock
    from assetforge.providers.instruction import Answer, Ask
    from assetforge.providers.service import Service

LONGEST_WAIT: Final = 900.0  # seconds in all that one order waits while it is told to slow down
FREE_OF_CHARGE: Final = "This request costs nothing."
NOT_CHARGED: Final = "Nothing was charged for it."


class Calls:
    """The requests to one service in one run."""

    def __init__(  # noqa: PLR0913, PLR0917 - each is a port or a value that the executor hands over
        self, service: Service, wire: Wire, pace: Pace, clock: Clock, chance: Chance,
        stopping: asyncio.Event | None = None,
    ) -> None:  # fmt: skip
        self._service, self._wire, self._pace = service, wire, pace
        self._clock, self._chance = clock, chance
        self._stopping = stopping  # set once nothing is ordered any more

    async def ask(self, question: Ask, *, until: float, files: Sequence[str] = ()) -> Answer:
        """Send a free request and return its answer; `until` is by the clock, in its seconds.

        It is sent once at least, and never again after `until`.

        Raises:
            CredentialsError: the service refused the key.
            NoCreditsError: it wants more credits than there are.
            MakingError: it will not do what is asked.
            UnavailableError: it did not answer in time, or sent us elsewhere.
        """
        for sent in count(1):
            tried = await self._try(question, files, until)
            if tried.fault is None and tried.answer is not None:
                return tried.answer
            if self._is_final(tried, question, sent):
                raise self._ended(tried, sent)
            await self._wait(tried, sent, until)
        raise AssertionError

    async def place(self, send: Callable[[], Awaitable[Answer]]) -> Answer:
        """Send a paid request until the service takes it or refuses it; returns what it answered.

        Raises:
            NotSentError: the service cannot be reached; it never got the order.
            LostAnswerError: it may have taken the order.
            UnavailableError: it asked us to slow down for too long; it refused the order each time.
        """
        began = self._clock.now()
        for sent in count(1):
            await self._rest(self._pace.turn(began + LONGEST_WAIT))
            try:
                answer = await send()
            except NotSentError as error:
                await self._wait_to_reach(error, sent)
                continue
            self._pace.note(answer.status)
            if fault_of(answer.status) is not Fault.BUSY:
                return answer
            await self._wait_to_order(answer, sent, began + LONGEST_WAIT)
        raise AssertionError

    async def _try(self, question: Ask, files: Sequence[str], until: float) -> _Try:
        await self._pace.turn(until)
        try:
            answer = await self._wire.send(question.call, files)
        except NotSentError as error:
            return _Try(fault=Fault.NOT_SENT, why=error.why, is_final=not error.is_worth_repeating)
        except LostAnswerError as error:
            return _Try(fault=Fault.LOST, why=error.why)
        self._pace.note(answer.status)
        fault = None if answer.status in question.takes else fault_of(answer.status)
        return _Try(fault=fault, why=f"it answers {answer.status}", answer=answer)

    def _is_final(self, tried: _Try, question: Ask, sent: int) -> bool:
        assert tried.fault is not None
        return tried.is_final or not may_repeat(question.call.method, tried.fault, sent)

    async def _wait(self, tried: _Try, sent: int, until: float) -> None:
        """Wait before a free request is repeated. When no repeats are left it only gets slower."""
        left = until - self._clock.now()
        pause, is_ordered = self._pause(tried.answer, sent)
        if left > 0 and not is_ordered and not self._pace.may_repeat():
            pause = max(pause, self._pace.backoff.longest)
        if pause >= left:
            await self._clock.sleep(max(0.0, left))
            raise self._ended(tried, sent)
        await self._clock.sleep(pause)

    async def _wait_to_reach(self, error: NotSentError, sent: int) -> None:
        if not error.is_worth_repeating or not may_repeat("paid", Fault.NOT_SENT, sent):
            tries = f" ({sent} tries)" if sent > 1 else ""
            raise NotSentError(
                f"{error.why}{tries}", is_worth_repeating=error.is_worth_repeating
            ) from error
        if not self._pace.may_repeat():
            raise self._unreachable(error.why, sent, NOT_CHARGED) from error
        pause = self._pace.backoff.pause(sent, self._chance.share())
        await self._rest(self._clock.sleep(pause))

    async def _wait_to_order(self, answer: Answer, sent: int, until: float) -> None:
        pause, is_ordered = self._pause(answer, sent)
        is_late = self._clock.now() + pause > until
        if is_late or not (is_ordered or self._pace.may_repeat()):
            raise self._limited(sent)
        await self._rest(self._clock.sleep(pause))

    async def _rest(self, pause: Coroutine[object, object, None]) -> None:
        """Wait before an order, but no longer than until nothing is ordered any more.

        Who sends it then sees that it may not.
        """
        if self._stopping is None:
            await pause
            return
        with suppress(LeftError):
            await unless_left(self._stopping, pause)

    def _pause(self, answer: Answer | None, sent: int) -> tuple[float, bool]:
        """Choose a pause; say whether the service ordered it, so that it is no repeat of ours."""
        backoff = self._pace.backoff
        drawn = backoff.pause(sent, self._chance.share())
        if answer is None:
            return drawn, False
        ordered = ordered_pause(answer.headers, self._clock.date())
        if ordered is not None:
            self._pace.rest(ordered)
            return max(ordered, drawn), ordered > 0
        return (backoff.unsaid if fault_of(answer.status) is Fault.BUSY else drawn), False

    def _ended(self, tried: _Try, sent: int) -> AssetforgeError:
        """Say why a free request is given up."""
        answer, name = tried.answer, self._service.name
        if answer is None or tried.fault is not Fault.REFUSED:
            return self._unreachable(tried.why, sent, FREE_OF_CHARGE)
        if is_redirect(answer.status):
            return _redirected(name, answer)
        complaint = f"{self._service.complaint(answer)} ({answer.status})"
        if answer.status in {401, 403}:
            return CredentialsError(
                f"{name} refused the key: {complaint}", cost=FREE_OF_CHARGE,
                next_step=f"Check the key for {name} and what it may do, then run it again.",
            )  # fmt: skip
        if answer.status == 402:  # noqa: PLR2004 - payment required
            return NoCreditsError(
                f"{name} wants more credits than there are: {complaint}", cost=FREE_OF_CHARGE,
                next_step=f"Add credits at {name}, then run it again.",
            )  # fmt: skip
        return MakingError(f"{name} says: {complaint}", cost=FREE_OF_CHARGE)

    def _unreachable(self, why: str, sent: int, cost: str) -> UnavailableError:
        tries = "1 try" if sent == 1 else f"{sent} tries"
        return UnavailableError(
            f"{self._service.name} cannot be used now: {why} ({tries})", cost=cost,
            next_step="Run it again later: what was ordered is kept by its id.",
        )  # fmt: skip

    def _limited(self, sent: int) -> UnavailableError:
        name, most = self._service.name, self._pace.jobs_at_once
        return UnavailableError(
            f"{name} asks us to slow down (429), {sent} times for one order; "
            f"slowed to {most} in parallel", cost=NOT_CHARGED,
            next_step="Run `assetforge build` again later, or set a lower `rate` for "
            f"{name} in your own config.",
        )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class _Try:
    """How one sending of a free request ended."""

    fault: Fault | None
    why: str
    answer: Answer | None = None
    is_final: bool = False  # whatever the table says: it would go wrong in the same way


def _redirected(name: str, answer: Answer) -> UnavailableError:
    return UnavailableError(
        f"unexpected redirect from {name} to {place_of(answer.headers)}; not followed",
        cost=FREE_OF_CHARGE,
        next_step="Check the base URL in your environment or configuration: a key goes nowhere "
        "else. What was ordered is kept by its id.",
    )  # fmt: skip
