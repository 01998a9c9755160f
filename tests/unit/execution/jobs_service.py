"""A service of one route, whose jobs end when they are told to, and the way to its API."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random
from typing import TYPE_CHECKING

from assetforge.core.values import is_table
from assetforge.execution.calls import Calls
from assetforge.execution.desk import Terms
from assetforge.execution.pace import Pace
from assetforge.execution.polling import Polling
from assetforge.providers.instruction import Answer, Ask, Call, Job, JobState
from assetforge.providers.service import Rhythm
from tests.fakes.virtual_time import VirtualClock

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assetforge.core.credits import Credits
    from assetforge.core.digest import Digest
    from assetforge.core.media import Media
    from assetforge.core.names import Kind
    from assetforge.core.values import Table
    from assetforge.execution.attempt import Attempt, Budget, Change
    from assetforge.execution.delivery import DeliveryError
    from assetforge.providers.conversation import Talk
    from assetforge.providers.instruction import Accepted, Phase, Submit
    from assetforge.providers.protocol import Conversation, Order, Request
    from assetforge.providers.service import Claimed, Lost, Sighting, Trace

ROUTE = "/images"
PHASES: Mapping[str, Phase] = {"running": "running", "done": "done", "failed": "failed"}


class JobsService:
    """Understands its own lists; everything else it is not asked for."""

    name = "letzai"
    is_local = False

    def __init__(self, rhythm: Rhythm) -> None:
        self._rhythm = rhythm

    def rhythm(self, kind: Kind) -> Rhythm:
        assert kind == "image"
        return self._rhythm

    def look(self, jobs: Sequence[Job], waiting: int = 0) -> Ask:
        del waiting
        ids = [job.id for job in jobs]
        path = f"{ROUTE}/{ids[0]}" if len(ids) == 1 else ROUTE
        return Ask(call=Call(method="GET", path=path, query={"named": " ".join(ids)}))

    def read(self, jobs: Sequence[Job], answer: Answer) -> Mapping[str, JobState]:
        assert is_table(answer.body)
        rows = answer.body
        return {job.id: _state(job, rows[job.id]) for job in jobs if job.id in rows}

    @property
    def publishes_inputs(self) -> bool:
        raise NotImplementedError

    def needs(self, order: Order) -> tuple[str, ...]:
        raise NotImplementedError(order)

    def absence_proves(self, route: str) -> bool:
        raise NotImplementedError(route)

    def complaint(self, answer: Answer) -> str:
        return answer.text

    def accepted(self, order: Submit, answer: Answer) -> Accepted | None:
        raise NotImplementedError(order, answer)

    def resume(self, request: Request, accepted: Accepted) -> Conversation:
        raise NotImplementedError(request, accepted)

    def can_refetch(self, trace: Trace) -> bool:
        raise NotImplementedError(trace)

    def refetch(self, trace: Trace) -> Conversation:
        raise NotImplementedError(trace)

    def share(self, media: Media, place: int) -> Talk[str]:
        raise NotImplementedError(media, place)

    def greet(self, route: str) -> Ask | None:
        del route
        return None

    def can_find(self, route: str) -> bool:
        raise NotImplementedError(route)

    def find(self, lost: Sequence[Lost], claimed: Claimed) -> Talk[Sighting]:
        raise NotImplementedError(lost, claimed)

    def stop(self, job: Job) -> Ask | None:
        raise NotImplementedError(job)

    def resolve(self, order: Order) -> Table:
        raise NotImplementedError(order)

    def quote(self, order: Order) -> Credits:
        raise NotImplementedError(order)

    def start(self, request: Request) -> Conversation:
        raise NotImplementedError(request)


@dataclass(slots=True, kw_only=True)
class Work:
    """What becomes of one job on the other side; moments are those of the clock."""

    ends: float
    phase: Phase = "done"
    appears: float = 0  # before that it is not found
    is_listed: bool = True
    progress: int | None = None  # while it runs


@dataclass(slots=True)
class JobsWire:
    """Answers for its jobs after a while, or as `faults` say, one for each request."""

    latency: float = 0.1
    works: dict[str, Work] = field(default_factory=dict[str, Work])
    faults: list[Answer | DeliveryError | None] = field(
        default_factory=list["Answer | DeliveryError | None"]
    )
    sent: list[tuple[float, Call]] = field(default_factory=list[tuple[float, Call]])
    clock: VirtualClock = field(default_factory=VirtualClock)

    async def send(self, call: Call, files: Sequence[str] = (), *, is_paid: bool = False) -> Answer:
        assert not files
        assert not is_paid
        self.sent.append((self.clock.now(), call))
        await self.clock.sleep(self.latency / 2)
        fault = self.faults.pop(0) if self.faults else None
        answer = self._answer(call) if fault is None else fault
        await self.clock.sleep(self.latency / 2)
        if isinstance(answer, Answer):
            return answer
        raise answer

    @property
    def looks(self) -> list[tuple[float, list[str]]]:
        """When it was asked, and after which jobs."""
        return [(moment, call.query["named"].split()) for moment, call in self.sent]

    @property
    def lists(self) -> int:
        return sum(call.path == ROUTE for _, call in self.sent)

    def _answer(self, call: Call) -> Answer:
        named, now = call.query["named"].split(), self.clock.now()
        there = {name: work for name, work in self.works.items() if now >= work.appears}
        if call.path != ROUTE:
            if named[0] not in there:
                return Answer(status=404, body={}, text="unknown")
            return Answer(status=200, body={named[0]: _row(there[named[0]], now)})
        rows = {name: _row(work, now) for name, work in there.items() if work.is_listed}
        return Answer(status=200, body=rows)


class SeededChance:
    """Chance that is the same each time."""

    def __init__(self, seed: int = 0) -> None:
        self._random = Random(seed)  # noqa: S311 - for tests, not for secrets

    def intent(self) -> str:
        raise NotImplementedError

    def share(self) -> float:
        return self._random.random()


class DurationsLedger:
    """A ledger that only remembers how long jobs took."""

    def __init__(self, durations: Sequence[float] = ()) -> None:
        self.taken = list(durations)  # newest first
        self.asked = 0

    async def durations(
        self, provider: str, model: str | None, kind: str, *, account: str | None = None
    ) -> Sequence[float]:
        assert (provider, model, kind) == ("letzai", "flux2", "image")
        assert account is not None, "only its own account's jobs say how long jobs take"
        self.asked += 1
        return self.taken[:50]

    async def live(self, key: Digest) -> Attempt | None:
        raise NotImplementedError(key)

    async def claim(self, attempt: Attempt, budget: Budget) -> None:
        raise NotImplementedError(attempt, budget)

    async def note(self, intent: str, change: Change) -> Attempt:
        raise NotImplementedError(intent, change)

    async def jobs(self, provider: str, account: str) -> frozenset[str]:
        raise NotImplementedError(provider, account)

    async def echoes(self, provider: str, route: str, *, account: str | None = None) -> bool | None:
        raise NotImplementedError(provider, route)


RHYTHM = Rhythm(interval=3, first_look=10, deadline=600)


@dataclass(slots=True)
class Stand:
    """Polling with everything that it needs."""

    wire: JobsWire = field(default_factory=JobsWire)
    ledger: DurationsLedger = field(default_factory=DurationsLedger)
    rhythm: Rhythm = RHYTHM
    terms: Terms = field(default_factory=lambda: Terms(account="0000"))
    states: list[JobState] = field(default_factory=list[JobState])
    clock: VirtualClock = field(default_factory=VirtualClock)

    def polling(self) -> Polling:
        service, chance = JobsService(self.rhythm), SeededChance()
        calls = Calls(service, self.wire, self.pace(), self.clock, chance)
        ledger = self.ledger
        return Polling(service, calls, ledger, self.clock, self.terms, self.states.append)

    def pace(self) -> Pace:
        return Pace(self.terms, self.clock, SeededChance())


def job(name: str) -> Job:
    return Job(id=name, route=ROUTE)


def _row(work: Work, now: float) -> dict[str, str | int | None]:
    if now >= work.ends:
        return {"phase": work.phase, "progress": 100}
    return {"phase": "running", "progress": work.progress}


def _state(job: Job, row: object) -> JobState:
    assert is_table(row)
    phase, progress = PHASES[str(row["phase"])], row["progress"]
    assert progress is None or isinstance(progress, int)
    return JobState(job=job, phase=phase, word=phase, progress=progress)
