"""A paid service to test with, as its provider: pure, with a far side in `cloud`."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from assetforge.core.credits import Credits
from assetforge.core.errors import DamagedError
from assetforge.core.values import is_array, is_table
from assetforge.providers.conversation import ask, fetch, put, share, submit, wait_for, write
from assetforge.providers.instruction import (
    Accepted,
    Answer,
    Ask,
    Call,
    Expired,
    Job,
    JobState,
    Put,
    Submit,
)
from assetforge.providers.protocol import Result
from assetforge.providers.service import Rhythm, Sighting
from tests.fakes.cloud import PRICE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assetforge.core.media import Media
    from assetforge.core.names import Kind
    from assetforge.core.values import Json, Table
    from assetforge.providers.conversation import Talk
    from assetforge.providers.instruction import Phase
    from assetforge.providers.protocol import Conversation, Order, Request
    from assetforge.providers.service import Claimed, Lost, Trace

DONE: dict[str, Phase] = {"ready": "done", "failed": "failed", "refused": "failed"}
ALLOWANCE = 300.0  # seconds before a lost order that are looked at too
UNKNOWN = Credits(low=Decimal(0), high=None)


@dataclass(slots=True)
class FakeService:
    """Orders pictures; what it can do is set by fields."""

    name: str = "cloud"
    is_local: bool = False
    publishes_inputs: bool = True
    is_synchronous: bool = False
    has_token: bool = True
    finds: bool = True
    proves: bool = True
    has_time: bool = True  # whether it says what time it is before the first order
    price: Credits = field(default_factory=lambda: Credits.exactly(PRICE))
    remarks: tuple[str, ...] = ()
    is_short: bool = False
    started: list[str] = field(default_factory=list[str])  # addresses, in order

    def resolve(self, order: Order) -> Table:
        return dict(order.params)

    def needs(self, order: Order) -> tuple[str, ...]:
        del order
        return ()

    def quote(self, order: Order) -> Credits:
        del order
        return self.price

    def start(self, request: Request) -> Conversation:
        self.started.append(request.address)
        sources: list[Json] = []
        for place, source in enumerate(request.inputs):
            origin = source.origin
            is_own = origin is not None and origin.provider == self.name
            if origin is not None and is_own and origin.result_id is not None:
                sources.append(origin.result_id)
            elif not self.is_synchronous:
                sources.append((yield from share(place)))
        accepted = yield from submit(self._order(request, sources))
        return (yield from self.resume(request, accepted))

    def resume(self, request: Request, accepted: Accepted) -> Conversation:
        del request
        if accepted.job is None:
            assert accepted.answer is not None
            return (yield from self._written(accepted.answer))
        state = yield from wait_for(accepted.job)
        url = _text(state.record, "url")
        piece = yield from fetch(url, is_film=False)
        if isinstance(piece, Expired):
            state = yield from wait_for(accepted.job)
            url = _text(state.record, "url")
            piece = yield from fetch(url, is_film=False)
        if isinstance(piece, Expired):
            raise _expired()
        return Result(
            piece=piece, job_id=accepted.job.id, result_id=f"r-{accepted.job.id}", url=url,
            charged=state.charged, remarks=self.remarks, is_short=self.is_short,
        )  # fmt: skip

    def accepted(self, order: Submit, answer: Answer) -> Accepted | None:
        name = _record(answer.body).get("id")
        if not isinstance(name, str):
            return None
        if order.is_synchronous:
            return Accepted(job=None, answer=answer)
        return Accepted(job=Job(id=name, route=order.call.path), answer=answer)

    def complaint(self, answer: Answer) -> str:
        message = _record(answer.body).get("message")
        return message if isinstance(message, str) else f"it answers {answer.status}"

    def can_refetch(self, trace: Trace) -> bool:
        return trace.url is not None and not self.is_synchronous

    def refetch(self, trace: Trace) -> Conversation:
        assert trace.url is not None
        piece = yield from fetch(trace.url, is_film=False)
        if isinstance(piece, Expired):
            raise _expired()
        return Result(piece=piece)

    def share(self, media: Media, place: int) -> Talk[str]:
        answer = yield from ask(Ask(call=Call(method="POST", path="/uploads")))
        url = _text(_record(answer.body), "url")
        yield from put(Put(url=url, input=place, media_type=media.type))
        return url

    def greet(self, route: str) -> Ask | None:
        del route
        return Ask(call=Call(method="GET", path="/time")) if self.has_time else None

    def can_find(self, route: str) -> bool:
        return self.finds and route != "/instant"

    def absence_proves(self, route: str) -> bool:
        del route
        return self.proves

    def find(self, lost: Sequence[Lost], claimed: Claimed) -> Talk[Sighting]:
        since = min(order.since for order in lost) - ALLOWANCE
        records: list[Mapping[str, object]] = []
        page = 1
        while True:
            call = Call(method="GET", path=lost[0].route, query={"page": str(page)})
            answer = yield from ask(Ask(call=call))
            items = [_record(item) for item in answer.body] if is_array(answer.body) else []
            records += items
            if not items or min(_created(item) for item in items) < since:
                return _sighting(lost, claimed, [r for r in records if _created(r) >= since])
            page += 1

    def look(self, jobs: Sequence[Job], waiting: int = 0) -> Ask:
        del waiting
        if len(jobs) == 1:
            return Ask(call=Call(method="GET", path=f"{jobs[0].route}/{jobs[0].id}"))
        return Ask(call=Call(method="GET", path=jobs[0].route))

    def read(self, jobs: Sequence[Job], answer: Answer) -> Mapping[str, JobState]:
        listed = answer.body if is_array(answer.body) else [answer.body]
        found = {str(record.get("id")): record for record in map(_record, listed)}
        return {job.id: _state(job, found[job.id]) for job in jobs if job.id in found}

    def rhythm(self, kind: Kind) -> Rhythm:
        del kind
        return Rhythm(interval=3, first_look=10, deadline=600)

    def stop(self, job: Job) -> Ask | None:
        del job
        return None

    def _order(self, request: Request, sources: list[Json]) -> Submit:
        body: dict[str, Json] = {"prompt": request.params.get("prompt"), "sources": sources}
        if self.is_synchronous:
            inline = {"inputs": tuple(range(len(request.inputs)))} if request.inputs else {}
            call = Call(method="POST", path="/instant", body=body, inline=inline)
            return Submit(call=call, is_synchronous=True)
        token = "webhook" if self.has_token else None
        other = Submit(call=Call(method="POST", path="/drawings", body=body), token_field=None)
        call = Call(method="POST", path="/pictures", body=body)
        return Submit(call=call, token_field=token, other_route=other)

    def _written(self, answer: Answer) -> Conversation:
        record = _record(answer.body)
        piece = yield from write(_text(record, "data").encode())
        return Result(piece=piece, charged=_charge(record), remarks=self.remarks)


def _sighting(
    lost: Sequence[Lost], claimed: Claimed, records: Sequence[Mapping[str, object]]
) -> Sighting:
    ours = [record for record in records if record.get("owner") == "ours"]
    free = [record for record in ours if record.get("id") not in claimed.ids]
    jobs: dict[str, Job] = {}
    unclear: set[str] = set()
    for order in lost:
        proved = [r for r in free if order.token is not None and r.get("webhook") == order.token]
        if not proved and claimed.echoes is not True:
            proved = _like(order, free)
            rivals = [other.intent for other in lost if other.call.body == order.call.body]
            if proved and len(proved) != len(rivals):
                unclear.add(order.intent)
                continue
            proved = proved[rivals.index(order.intent) :]  # one each
        if proved:
            jobs[order.intent] = Job(id=str(proved[0].get("id")), route=order.route)
    return Sighting(
        jobs=jobs, unclear=frozenset(unclear), is_whole=True,
        shows_own=any(record.get("id") in claimed.ids for record in ours) or bool(jobs),
    )  # fmt: skip


def _like(order: Lost, records: Sequence[Mapping[str, object]]) -> list[Mapping[str, object]]:
    return [
        record
        for record in records
        if record.get("body") == order.call.body
        and "webhook" not in record
        and _created(record) >= order.since - 1
    ]


def _state(job: Job, record: Mapping[str, object]) -> JobState:
    word, token = _text(record, "word"), record.get("webhook")
    phase = DONE.get(word, "running")
    return JobState(
        job=job, phase=phase, word=word, is_known=word == "working" or word in DONE,
        reason="the prompt was refused" if phase == "failed" else "",
        token=token if isinstance(token, str) else None,
        charged=_charge(record) if phase != "running" else None,
        record={"url": _text(record, "url")},
    )  # fmt: skip


def _record(value: object) -> Mapping[str, object]:
    return value if is_table(value) else {}


def _text(record: Mapping[str, object], name: str) -> str:
    value = record.get(name)
    assert isinstance(value, str), record
    return value


def _created(record: Mapping[str, object]) -> float:
    created = record.get("created")
    assert isinstance(created, int | float), record
    return float(created)


def _charge(record: Mapping[str, object]) -> Decimal | None:
    charge = record.get("charge")
    return Decimal(str(charge)) if isinstance(charge, int | float) else None


def _expired() -> DamagedError:
    return DamagedError("the result's URL leads nowhere any more")
