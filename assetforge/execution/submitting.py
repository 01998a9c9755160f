"""Submitting: one paid order, from its row in the ledger to what its answer means.

    INTENT ──▶ sent, once ──┬─ accepted ─────────▶ SUBMITTED, or READY where the result came along
     (durable)              ├─ proved not taken ─▶ VOID, and an error that says why
                            ├─ no such route ────▶ VOID, and one new order on the other route
                            └─ unclear ──────────▶ UNKNOWN: to be looked for, never sent again

From the row to what is noted of the answer nothing can interrupt it: an answer that came is kept.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assetforge.core.digest import key_mark
from assetforge.core.errors import (
    CredentialsError,
    MakingError,
    NoCreditsError,
    UnavailableError,
)
from assetforge.execution.attempt import Attempt, AttemptState, Change
from assetforge.execution.bill import NOT_CHARGED
from assetforge.execution.breaker import Objection
from assetforge.execution.delivery import LostAnswerError, NotSentError
from assetforge.execution.dossier import encode_dossier
from assetforge.execution.events import Noticed
from assetforge.execution.lost_order import call_text
from assetforge.execution.verdict import judge
from assetforge.execution.waiting import unbroken, unless_left

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assetforge.core.digest import Digest
    from assetforge.core.errors import AssetforgeError
    from assetforge.execution.client import Client
    from assetforge.execution.purchase import Given, Purchase
    from assetforge.execution.reconcile import Reconciling
    from assetforge.execution.shop import Shop
    from assetforge.execution.verdict import Verdict
    from assetforge.providers.instruction import Accepted, Answer, Call, Submit


class Submitting:
    """Places the orders of one run at one service."""

    def __init__(self, client: Client, shop: Shop, reconciling: Reconciling) -> None:
        self._client, self._shop, self._reconciling = client, shop, reconciling

    async def place(self, order: Submit, purchase: Purchase, given: Given) -> None:
        """Place an order; the purchase knows then whether it was accepted or its answer lost.

        Raises:
            AssetforgeError: it was not accepted, and nothing was charged.
        """
        if not order.is_synchronous:
            await self._client.greet(order.call.path)
        await unbroken(self._place(order, purchase, given))

    async def judge(self, order: Submit, purchase: Purchase, answer: Answer) -> Verdict:
        """Note what an answer means; the purchase knows then what was accepted.

        Raises:
            AssetforgeError: the order was refused, and nothing was charged.
        """
        verdict = judge(
            self._client.service, order, answer, may_switch=self._client.terms.webhook is None
        )
        status = answer.status
        if verdict.accepted is not None:
            await self.accept(purchase, verdict.accepted, status)
        elif verdict.meaning == "unclear":
            await self._lose(purchase, verdict.why, status)
        else:
            await self._void(purchase, verdict.why, status)
            if verdict.meaning != "elsewhere":
                raise self._refusal(verdict, order, purchase)
        return verdict

    async def accept(
        self, purchase: Purchase, accepted: Accepted, status: int | None = None
    ) -> None:
        """Note that an order was accepted, before anything else is made of that."""
        job = accepted.job
        state = AttemptState.READY if job is None else AttemptState.SUBMITTED
        change = Change(
            state=state,
            status=status,
            job=None if job is None else job.id,
            route=None if job is None else job.route,
            actual=accepted.charged,
            reason="",
        )
        assert purchase.attempt is not None, "nothing is accepted that was not ordered"
        purchase.accepted, purchase.accepted_at = accepted, self._shop.clock.now()
        purchase.attempt = await self._shop.book.note(purchase.attempt, change)
        if job is not None:
            self._client.watch(job.id, purchase.attempt)
        if accepted.answer is not None:
            self._client.meet(accepted.answer)

    async def _place(self, order: Submit, purchase: Purchase, given: Given) -> None:
        self._refuse_now()
        attempt = self._attempt(order, purchase)
        if order.is_synchronous:
            await self._shop.desk.owner.prepare(attempt.intent)
        await self._shop.desk.ledger.claim(attempt, self._client.terms.budget)
        purchase.attempt = attempt
        self._reconciling.expect(self._reconciling.lost(attempt))
        try:
            verdict = await self._sent(order, purchase, given)
        finally:
            if purchase.attempt.state is not AttemptState.UNKNOWN:  # that one is looked for next
                self._reconciling.forget(attempt.intent)
        if verdict is not None and verdict.meaning == "elsewhere":
            assert order.other_route is not None, "a verdict names no route that is not there"
            await self._place(order.other_route, purchase, given)

    def _refuse_now(self) -> None:
        objection = self._shop.objection(self._client.name)
        if objection is not None:
            raise objection

    def _attempt(self, order: Submit, purchase: Purchase) -> Attempt:
        desk = self._shop.desk
        dossier = replace(purchase.dossier, is_timed=self._client.is_timed)
        intent = desk.chance.intent()
        return Attempt(
            intent=intent, key=dossier.key, project=desk.project, address=purchase.address,
            run=desk.run, provider=self._client.name, account=self._client.terms.account,
            kind=dossier.kind, model=dossier.model, route=order.call.path,
            request=call_text(order.call), token=self._token(order, intent, dossier.key),
            reserved=dossier.estimated.high, intended_at=self._client.time(),
            process=desk.process, made=encode_dossier(dossier),
        )  # fmt: skip

    def _token(self, order: Submit, intent: str, key: Digest) -> str | None:
        """Make what the order is recognised by: a host that leads nowhere, or the user's own.

        Ours tells the key as well. Where the ledger is lost it proves what was ordered: a record
        shows neither sizes nor sources.
        """
        if order.token_field is None:
            return None
        webhook = self._client.terms.webhook
        if webhook is None:
            return f"https://{intent}.{self._shop.desk.project}.assetforge.invalid/{key_mark(key)}"
        return f"{webhook}{'&' if '?' in webhook else '?'}intent={intent}"

    async def _sent(self, order: Submit, purchase: Purchase, given: Given) -> Verdict | None:
        assert purchase.attempt is not None, "it was claimed"
        sending = _Sending(
            client=self._client, shop=self._shop, order=order, attempt=purchase.attempt,
            files=_inlined(order.call, given.paths),
        )  # fmt: skip
        try:
            answer = await self._client.calls.place(sending.send)
        except LostAnswerError as error:
            await self._lose(purchase, error.why, None)
            return None
        except NotSentError as error:
            await self._void(purchase, error.why, None)
            raise sending.objection or self._unreachable(error) from error
        except UnavailableError as error:
            await self._void(purchase, error.what, None)
            raise
        self._client.hear(answer)
        return await self.judge(order, purchase, answer)

    async def _lose(self, purchase: Purchase, why: str, status: int | None) -> None:
        await self._note(purchase, Change(state=AttemptState.UNKNOWN, status=status, reason=why))
        assert purchase.attempt is not None, "it was claimed"
        can_find = self._client.service.can_find(purchase.attempt.route)
        then = "but looked for" if can_find else "by itself"
        text = f"the answer to its order got lost ({why}); it is not sent again {then}"
        self._shop.notice(Noticed(address=purchase.address, text=text))

    async def _void(self, purchase: Purchase, why: str, status: int | None) -> None:
        await self._note(purchase, Change(state=AttemptState.VOID, status=status, reason=why))

    async def _note(self, purchase: Purchase, change: Change) -> None:
        assert purchase.attempt is not None, "it was claimed"
        purchase.attempt = await self._shop.book.note(purchase.attempt, change)

    def _unreachable(self, error: NotSentError) -> AssetforgeError:
        return UnavailableError(
            f"{self._client.name} cannot be reached: {error.why}", cost=NOT_CHARGED,
            next_step="Run `assetforge build` again once it can be reached.",
        )  # fmt: skip

    def _refusal(self, verdict: Verdict, order: Submit, purchase: Purchase) -> AssetforgeError:
        name = self._client.name
        match verdict.meaning:
            case "credentials":
                objection = _key_refused(name, verdict.why, self._client.terms.key_variable)
            case "credits":
                objection = _no_credits(name, verdict.why, self._shop.goal.left(name))
            case _:
                more = f" ({order.no_other_route})" if order.no_other_route else ""
                return MakingError(
                    f"{name} refused the order of `{purchase.address}`: {verdict.why}{more}",
                    cost=NOT_CHARGED,
                    next_step="Change what it asks for, then run `assetforge build` again.",
                )
        self._shop.breaker.close(name, objection)
        return objection.kind(objection.why, cost=NOT_CHARGED, next_step=objection.next_step)


@dataclass(slots=True, kw_only=True)
class _Sending:
    """Sends one order, as often as it is proved that it was not taken."""

    client: Client
    shop: Shop
    order: Submit
    attempt: Attempt
    files: Sequence[str]
    objection: AssetforgeError | None = None

    async def send(self) -> Answer:
        self.objection = self.shop.objection(self.client.name)
        if self.objection is not None:
            raise NotSentError(self.objection.what, is_worth_repeating=False)
        call = _with_token(self.order, self.attempt.token)
        if self.order.is_synchronous:
            owner, intent = self.shop.desk.owner, self.attempt.intent
            # A build that is left need not wait: the owner goes on, and its answer is collected.
            return await unless_left(
                self.shop.leaving, owner.call(intent, self.client.name, call, self.files)
            )
        return await self.client.wire.send(call, self.files, is_paid=True)


def _with_token(order: Submit, token: str | None) -> Call:
    if order.token_field is None or token is None:
        return order.call
    return replace(order.call, body={**(order.call.body or {}), order.token_field: token})


def _inlined(call: Call, paths: Sequence[str]) -> tuple[str, ...]:
    """Pick the files that a call has inline, in the order of their places."""
    places = sorted({place for each in call.inline.values() for place in each})
    return tuple(paths[place] for place in places)


def _key_refused(name: str, why: str, variable: str) -> Objection:
    place = f" in {variable}" if variable else ""
    return Objection(
        kind=CredentialsError, why=f"{name} refused the key{place}: {why}",
        next_step=f"Check the key for {name}{place} and what it may do, then run `assetforge "
        "build` again. What was ordered before is kept by its id.",
    )  # fmt: skip


def _no_credits(name: str, why: str, left: str) -> Objection:
    return Objection(
        kind=NoCreditsError, why=f"{name} says that there are not enough credits: {why}; {left}",
        next_step=f"Add credits at {name}, then run `assetforge build` again: what is done stays.",
    )  # fmt: skip
