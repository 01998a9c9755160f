"""One day at the services: small orders, and looks at what they do.

order ─ accepted ─▶ its list is looked at until it shows the job
                 └▶ it is stopped, where that is the trial
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from assetforge.app.asking import Inquiry
from assetforge.app.doctor_trials import KEEPING_JOBS
from assetforge.app.ledger import all_attempts
from assetforge.app.offers import registry
from assetforge.core.errors import AssetforgeError
from assetforge.core.values import is_table
from assetforge.execution.dossier import Dossier
from assetforge.execution.purchase import Given, Wish
from assetforge.lock.model import InputRef
from assetforge.plan.fingerprint import KEY_SCHEMA
from assetforge.providers.instruction import Ask, Call, Job
from assetforge.providers.letzai.lists import list_call, read_page
from assetforge.providers.letzai.routes import IMAGES, KIND_OF, TOKEN_FIELD
from assetforge.providers.protocol import Input, Origin
from assetforge.report.first_day import ASKED_PAGE
from assetforge.report.witness import Evidence, Tried

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal

    from assetforge.app.doctor_trials import Errand
    from assetforge.app.doctor_witness import Witness
    from assetforge.core.exits import Exit
    from assetforge.execution.buyer import Buyer
    from assetforge.execution.desk import Desk
    from assetforge.execution.ports import Clock
    from assetforge.lock.model import Made
    from assetforge.providers.instruction import Answer
    from assetforge.report.witness import Seen

LOOKS: Final = (0.0, 1.0, 2.0, 4.0, 8.0, 15.0, 30.0, 60.0)  # seconds after an order
POLL: Final = 3.0  # seconds between two tries to stop a job
_REFUSALS: Final = frozenset({400, 404, 405, 422})


class Visit:
    """Carries out the trials of one run."""

    def __init__(
        self, buyer: Buyer, desk: Desk, clock: Clock, witnesses: Mapping[str, Witness]
    ) -> None:
        self.exits: set[Exit] = set()  # of trials that should not have failed
        self._buyer, self._clock, self._witnesses = buyer, clock, witnesses
        self._inquiry = Inquiry(desk, clock)
        self._pauses = {name: terms.poll_floor or POLL for name, terms in desk.terms.items()}
        self._made: dict[str, Made] = {}
        self._running: Errand | None = None

    async def at(self, provider: str, errands: Sequence[Errand]) -> Evidence:
        """Carry out the trials of one service, one after another; failures are evidence, too."""
        witness, tried = self._witnesses[provider], list[Tried]()
        has_jobs = provider == KEEPING_JOBS
        async with asyncio.TaskGroup() as group:
            if has_jobs:
                witness.ordered = lambda seen: self._follow(group, provider, seen)
            for errand in errands:
                tried.append(await self._try(errand))
        if has_jobs:
            await self._ask_for_much(provider)
        return Evidence(
            provider=provider, seen=tuple(witness.seen), tried=tuple(tried), watched=LOOKS[-1],
            token_field=TOKEN_FIELD if has_jobs else "", routes=tuple(KIND_OF) if has_jobs else (),
        )  # fmt: skip

    async def _try(self, errand: Errand) -> Tried:
        source = None if errand.source is None else self._made.get(errand.source)
        if errand.source is not None and source is None:
            return Tried(trial=errand.trial, failure=f"`{errand.source}` is missing")
        self._running = errand
        try:
            bought = await self._buyer.buy(_wish(errand, source))
        except AssetforgeError as error:
            if not errand.trial.is_stopped:
                self.exits.add(error.exit)
            charged = _charged(errand.step.address)
            return Tried(trial=errand.trial, charged=charged, failure=error.what)
        finally:
            self._running = None
        self._made[errand.trial.name] = bought.made
        return Tried(trial=errand.trial, charged=bought.made.charged, url=bought.made.url)

    def _follow(self, group: asyncio.TaskGroup, provider: str, seen: Seen) -> None:
        """Look at the list from an accepted order on, and stop what is to be stopped."""
        body = seen.answer.body
        job = body.get("id") if is_table(body) and seen.answer.is_good else None
        if not isinstance(job, str):
            return
        route = seen.call.path
        group.create_task(self._watch_list(provider, route, job))
        if self._running is not None and self._running.trial.is_stopped:
            group.create_task(self._stop(provider, Job(id=job, route=route), self._running))

    async def _watch_list(self, provider: str, route: str, job: str) -> None:
        """Ask for the newest page until it shows a job."""
        began = self._clock.now()
        for look in LOOKS:
            await self._clock.sleep(max(0.0, began + look - self._clock.now()))
            answer = await self._quietly(provider, Ask(call=list_call(route)))
            page = None if answer is None else read_page(answer)
            if page is None or any(item.get("id") == job for item in page.items):
                return

    async def _stop(self, provider: str, job: Job, errand: Errand) -> None:
        """Try to stop a job for as long as it is waited for: it works only while it is made."""
        question = registry().services[provider].stop(job)
        while question is not None and self._running is errand:
            answer = await self._quietly(provider, question)
            if answer is None or answer.is_good:
                return
            await self._clock.sleep(self._pauses[provider])

    async def _ask_for_much(self, provider: str) -> None:
        query = {**list_call(IMAGES).query, "limit": str(ASKED_PAGE)}
        call = Call(method="GET", path=IMAGES, query=query)
        await self._quietly(provider, Ask(call=call, takes=_REFUSALS))

    async def _quietly(self, provider: str, question: Ask) -> Answer | None:
        """Ask for what is only looked at; None where there is no answer."""
        try:
            return await self._inquiry.ask(provider, question)
        except AssetforgeError:
            return None


def _wish(errand: Errand, source: Made | None) -> Wish:
    assert errand.step.key is not None, "a trial has a key"
    ask, inputs = errand.step.ask, () if source is None else (_input(source),)
    refs = tuple(InputRef(name=each.name, by="content", digest=each.digest) for each in inputs)
    dossier = Dossier(
        key=errand.step.key, key_schema=KEY_SCHEMA, kind=ask.kind, provider=ask.provider,
        model=ask.model, params=ask.request, refs=refs, inputs=inputs,
        estimated=errand.step.cost, place=ask.place,
    )  # fmt: skip

    async def gather() -> Given:
        return Given(inputs=inputs)  # by its id at the service: its bytes are not needed

    return Wish(address=ask.address, dossier=dossier, gather=gather, is_anew=True)


def _input(made: Made) -> Input:
    origin = Origin(provider=made.provider, kind=made.kind, result_id=made.result_id, url=made.url)
    return Input(name="picture", media=made.result.media, digest=made.result.digest, origin=origin)


def _charged(address: str) -> Decimal | None:
    """Find what the newest attempt for a trial was charged, as far as its service said."""
    try:
        own = [each for each in all_attempts() if each.address == address]
    except AssetforgeError:
        return None
    return own[-1].actual if own else None
