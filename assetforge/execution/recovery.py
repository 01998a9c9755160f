"""Recovery: taking up what was ordered before, by this run or one that is gone. It pays nothing.

SUBMITTED, READY    ▶ the job, or the answer that its owner kept
INTENT, UNKNOWN     ▶ the owner's answer ─ else the lists ─▶ found    ▶ SUBMITTED
                                                          ├▶ absent   ▶ VOID
                                                          └▶ unclear  ▶ UNKNOWN, a person decides
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetforge.execution.attempt import AttemptState, Change
from assetforge.execution.bill import ELSEWHERE, undecided
from assetforge.execution.delivery import LostAnswerError, NotSentError
from assetforge.execution.events import Noticed
from assetforge.execution.lost_order import call_of
from assetforge.execution.polling_watch import FORGIVEN
from assetforge.providers.instruction import Accepted, Job, Submit

if TYPE_CHECKING:
    from assetforge.core.errors import UndecidedError
    from assetforge.execution.attempt import Attempt
    from assetforge.execution.client import Client
    from assetforge.execution.purchase import Purchase
    from assetforge.execution.reconcile import Reconciling
    from assetforge.execution.shop import Shop
    from assetforge.execution.submitting import Submitting
    from assetforge.providers.instruction import Answer

_NOBODY: Final = "neither its answer nor anybody who waits for it is left"


class Recovery:
    """Takes up the attempts at one service."""

    def __init__(
        self, client: Client, shop: Shop, submitting: Submitting, reconciling: Reconciling
    ) -> None:
        self._client, self._shop = client, shop
        self._submitting, self._reconciling = submitting, reconciling

    async def take_up(self, purchase: Purchase) -> bool:
        """Take up an earlier attempt; False: it is proved that nothing was charged for it.

        Raises:
            UndecidedError: nobody can tell whether it was charged.
            AssetforgeError: the service refused it then, or cannot be asked now.
        """
        attempt = _attempt(purchase)
        if attempt.job is not None:
            self._take(purchase, attempt, attempt.job)
            return True
        await self._refuse_misfit(purchase)
        try:
            answer = await self._shop.desk.owner.collect(attempt.intent)
        except NotSentError as error:
            await self._void(purchase, error.why)
            return False
        except LostAnswerError as error:
            await self._park(purchase, error.why)
            raise self._undecided(purchase, error.why) from error
        if answer is not None:
            return await self._read(purchase, answer)
        if attempt.state is AttemptState.READY:
            raise self._undecided(purchase, "its answer came, and is not where it was kept")
        return await self.search(purchase, purchase.began)

    async def _refuse_misfit(self, purchase: Purchase) -> None:
        """Conclude nothing where something was rescued of it that the ledger cannot take in."""
        misfit = self._shop.desk.misfits.get(_attempt(purchase).intent)
        if misfit is not None:
            why = f"what was rescued of it, {misfit}, does not fit the ledger"
            await self._park(purchase, why)
            raise self._undecided(purchase, why)

    async def search(self, purchase: Purchase, began: float) -> bool:
        """Look for an order whose answer was lost; False: it is proved never to have been accepted.

        Raises:
            UndecidedError: nobody can tell.
            AssetforgeError: the ledger does not answer.
        """
        attempt = _attempt(purchase)
        obstacle = self._obstacle(attempt)
        if obstacle:
            await self._park(purchase, obstacle)
            raise self._undecided(purchase, obstacle)
        finding = await self._reconciling.settle(attempt, began)
        if finding.job is not None:
            await self._submitting.accept(purchase, Accepted(job=finding.job))
            self._tell(purchase, f"its order was found as job {finding.job.id}")
            return True
        if finding.is_absent:
            seconds = self._client.terms.settle_seconds
            await self._void(purchase, f"absent from the list for {seconds:g} s")
            self._tell(purchase, "its order was never accepted: nothing was charged for it")
            return False
        await self._park(purchase, finding.why)
        raise self._undecided(purchase, finding.why)

    def _obstacle(self, attempt: Attempt) -> str:
        """Say why an order cannot be looked for at all."""
        if not self._client.service.can_find(attempt.route):
            return attempt.reason or _NOBODY
        if attempt.account != self._client.terms.account:
            return f"{ELSEWHERE}, which do not show its job"
        return ""

    async def _read(self, purchase: Purchase, answer: Answer) -> bool:
        """Go on with the answer that a synchronous call brought."""
        attempt = _attempt(purchase)
        order = Submit(call=call_of(attempt), is_synchronous=True)
        verdict = await self._submitting.judge(order, purchase, answer)
        if verdict.accepted is None:
            raise self._undecided(purchase, verdict.why)
        self._tell(purchase, "its answer was kept, and is taken up")
        return True

    def _undecided(self, purchase: Purchase, why: str) -> UndecidedError:
        attempt = _attempt(purchase)
        return undecided(attempt, why, has_jobs=self._client.service.can_find(attempt.route))

    def _take(self, purchase: Purchase, attempt: Attempt, job: str) -> None:
        purchase.accepted = Accepted(job=Job(id=job, route=attempt.route))
        purchase.accepted_at = self._accepted_at(attempt)
        self._client.watch(job, attempt)
        self._tell(purchase, f"job {job} was ordered before, and is taken up at no charge")

    def _accepted_at(self, attempt: Attempt) -> float:
        """Tell when a job was accepted, by the clock; what another account has is not waited for.

        A service is forgiven for some seconds that it does not know a job yet.
        """
        now, date = self._shop.clock.now(), self._shop.clock.date()
        passed = max(0.0, date - (attempt.submitted_at or date))
        is_ours = attempt.account == self._client.terms.account
        return now - (passed if is_ours else max(passed, FORGIVEN))

    async def _void(self, purchase: Purchase, why: str) -> None:
        change = Change(state=AttemptState.VOID, reason=why)
        purchase.attempt = await self._shop.book.note(_attempt(purchase), change)

    async def _park(self, purchase: Purchase, why: str) -> None:
        attempt = _attempt(purchase)
        if attempt.state in {AttemptState.INTENT, AttemptState.UNKNOWN}:
            change = Change(state=AttemptState.UNKNOWN, reason=why)
            purchase.attempt = await self._shop.book.note(attempt, change)

    def _tell(self, purchase: Purchase, text: str) -> None:
        self._shop.notice(Noticed(address=purchase.address, text=text))


def _attempt(purchase: Purchase) -> Attempt:
    assert purchase.attempt is not None, "what is taken up was begun"
    return purchase.attempt
