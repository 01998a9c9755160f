"""The far side of a paid service, in memory: its jobs, its money, and its moods.

    POST /pictures        an order: a job, and a charge
    POST /drawings        the same by another route, where there is one
    POST /instant         an order whose answer brings the result
    GET  /pictures/ID     a job
    GET  /pictures        the newest first, 5 a page
    POST /uploads         where to put an input, and where it is to be found then

`moods` say what becomes of the next orders, one for each; then all goes well. An order that is
accepted is charged, whether anybody hears of it or not.
"""

from __future__ import annotations

from collections import Counter, deque
from dataclasses import dataclass, field, replace
from email.utils import formatdate
from typing import TYPE_CHECKING, Literal, TypeAlias

from assetforge.core.digest import canonical
from assetforge.execution.delivery import LostAnswerError, NotSentError
from assetforge.providers.instruction import Answer
from tests.fakes.disk import picture

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assetforge.core.values import Json, Table
    from assetforge.execution.ports import Clock
    from assetforge.providers.instruction import Call
    from tests.fakes.downloads import MemoryDownloads

Mood: TypeAlias = Literal[
    "well", "answer lost", "never arrived", "not sent", "arrives late", "500 after", "500 before",
    "nameless", "429", "400", "401", "402", "404", "409", "redirect",
]  # fmt: skip
STATUSES: dict[str, int] = {
    "500 before": 500, "429": 429, "400": 400, "401": 401, "402": 402, "404": 404, "409": 409,
    "redirect": 307,
}  # fmt: skip
PAGE = 5
PRICE = 40
LATENESS = 45.0  # seconds after which a late order arrives


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """A job as the service has it."""

    id: str
    route: str
    body: Table
    token: str | None
    created: float  # seconds since 1970
    ready: float
    word: str = "ready"  # what it ends with
    key: str = "ours"  # whose account

    @property
    def fingerprint(self) -> str:
        return canonical({name: self.body[name] for name in self.body if name != "webhook"})


@dataclass(slots=True)
class Cloud:
    """Everything that outlives a build over there."""

    downloads: MemoryDownloads
    clock: Clock
    moods: deque[Mood] = field(default_factory=deque["Mood"])
    deeds: list[Deed] = field(default_factory=list[Deed])  # every accepted order
    late: list[Deed] = field(default_factory=list[Deed])  # orders that are still on their way
    words: deque[str] = field(default_factory=deque[str])  # what the next jobs end with
    seconds: float = 10  # that a job takes
    hidden: float = 0  # seconds that a job is not shown by lists
    echoes: bool = True  # whether records show the token
    has_drawings: bool = False  # whether that other route exists, instead of the usual one
    fails_lists: bool = False
    requests: Counter[str] = field(default_factory=Counter[str])
    posts: list[Call] = field(default_factory=list["Call"])  # paid ones that were sent, in order
    witness: Callable[[Call], None] = lambda _: None  # sees every paid order as it comes in
    charge: float | None = PRICE  # what a finished job says it cost; None: nothing

    @property
    def twice(self) -> list[str]:
        """List what was charged more than once."""
        counts = Counter(deed.body.get("prompt") for deed in (*self.deeds, *self.late))
        return [str(prompt) for prompt, count in counts.items() if count > 1]

    def answer(self, call: Call, *, is_paid: bool) -> Answer:
        """Answer a call, in the mood that is next."""
        self._arrive()
        self.requests[f"{call.method} {call.path.rpartition('/')[0] or call.path}"] += 1
        answer = self._order(call) if is_paid else self._free(call)
        return replace(answer, headers={"date": formatdate(self.clock.date(), usegmt=True)})

    def let_arrive(self) -> None:
        """Take in everything that was on its way."""
        self.deeds += self.late
        self.late = []

    def _order(self, call: Call) -> Answer:
        self.posts.append(call)
        self.witness(call)
        mood = self.moods.popleft() if self.moods else "well"
        if mood == "not sent":
            self.posts.pop()
            raise _refused_connection()
        if mood == "never arrived":
            raise _lost()
        is_there = self.has_drawings if call.path == "/drawings" else not self.has_drawings
        status = STATUSES.get(mood) if is_there or call.path == "/instant" else 404
        if status is not None:
            return Answer(status=status, body={"message": f"it says {mood}"})
        deed = self._deed(call, late=LATENESS if mood == "arrives late" else 0)
        if mood in {"answer lost", "arrives late"}:
            raise _lost()
        if mood == "500 after":
            return Answer(status=500, body={"message": "it broke"})
        return Answer(status=201, body={} if mood == "nameless" else self._record(deed))

    def _deed(self, call: Call, late: float) -> Deed:
        body = call.body or {}
        token = body.get("webhook")
        now = self.clock.date() + late
        number = len(self.deeds) + len(self.late) + 1
        deed = Deed(
            id=f"job-{number}", route=call.path, body=body, created=now, ready=now + self.seconds,
            token=token if isinstance(token, str) else None,
            word=self.words.popleft() if self.words else "ready",
        )  # fmt: skip
        (self.late if late else self.deeds).append(deed)
        self.downloads.web[_url(deed)] = picture(f"{deed.id} {deed.fingerprint}")
        return deed

    def _arrive(self) -> None:
        now = self.clock.date()
        self.deeds += [deed for deed in self.late if deed.created <= now]
        self.late = [deed for deed in self.late if deed.created > now]

    def _free(self, call: Call) -> Answer:
        if call.path == "/uploads":
            number = self.requests["POST /uploads"]
            return Answer(status=200, body={"url": f"https://files.example/{number}"})
        if call.path == "/time":
            return Answer(status=200)
        route, _, name = call.path.rpartition("/")
        if route:
            return self._one(route, name)
        if self.fails_lists:
            return Answer(status=403, body={"message": "no lists for you"})
        return self._list(call)

    def _one(self, route: str, name: str) -> Answer:
        found = [deed for deed in self.deeds if (deed.id, deed.route) == (name, route)]
        return Answer(status=200, body=self._record(found[0])) if found else Answer(status=404)

    def _list(self, call: Call) -> Answer:
        seen = [
            deed
            for deed in self.deeds
            if deed.route == call.path and deed.created + self.hidden <= self.clock.date()
        ]
        page = int(call.query.get("page", "1"))
        newest = sorted(seen, key=lambda deed: deed.created)[::-1]
        return Answer(
            status=200,
            body=[self._record(deed) for deed in newest[(page - 1) * PAGE : page * PAGE]],
        )

    def _record(self, deed: Deed) -> Table:
        is_over = deed.ready <= self.clock.date() or deed.route == "/instant"
        shown: dict[str, Json] = {"webhook": deed.token} if self.echoes and deed.token else {}
        charge: dict[str, Json] = {} if self.charge is None else {"charge": self.charge}
        data = self.downloads.web[_url(deed)]
        assert isinstance(data, bytes)
        return {
            "id": deed.id, "body": {k: v for k, v in deed.body.items() if k != "webhook"},
            "word": deed.word if is_over else "working", "created": deed.created,
            "owner": deed.key, "url": _url(deed), **shown, **charge,
            **({"data": data.decode()} if deed.route == "/instant" else {}),
        }  # fmt: skip


class CloudWire:
    """The way to a cloud, with a delay on each side."""

    def __init__(self, cloud: Cloud, seconds: float = 0.5) -> None:
        self._cloud = cloud
        self._seconds = seconds
        self.under_way = 0  # paid orders that were sent and not answered
        self.files: list[tuple[str, ...]] = []  # sent along with paid orders

    async def send(self, call: Call, files: Sequence[str] = (), *, is_paid: bool = False) -> Answer:
        await self._cloud.clock.sleep(self._seconds)
        self.under_way += is_paid
        if is_paid:
            self.files.append(tuple(files))
        try:
            answer = self._cloud.answer(call, is_paid=is_paid)
            await self._cloud.clock.sleep(self._seconds)
        finally:
            self.under_way -= is_paid
        return answer


def _url(deed: Deed) -> str:
    return f"https://results.example/{deed.id}"


def _lost() -> LostAnswerError:
    return LostAnswerError("the connection was reset")


def _refused_connection() -> NotSentError:
    return NotSentError("connection refused")
