"""What a build may rely on in any owner of synchronous calls."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

import pytest

from assetforge.adapters.call_owner import Access, CallOwner
from assetforge.core.secret import Secret
from assetforge.execution.delivery import LostAnswerError, NotSentError
from assetforge.providers.instruction import Answer, Call
from tests.fakes.call_service import PICTURE, CallService
from tests.fakes.owner import MemoryOwner

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine, Iterator, Sequence
    from pathlib import Path

    from assetforge.execution.desk import Owner

T = TypeVar("T")
INTENT, OTHER = "a" * 26, "b" * 26
SHORT, LONG = 0.2, 0.5  # seconds
_NOBODY, _HUNG_UP = NotSentError("nobody listens"), LostAnswerError("hung up")


@dataclass(kw_only=True)
class Line:
    """A wire into a service in memory."""

    prompts: list[object] = field(default_factory=list[object])
    put_off: frozenset[int] = frozenset()  # numbers of orders
    is_open: bool = True
    loses: bool = False
    seconds: float = 0
    busy: int = 0
    busiest: int = 0

    async def send(self, call: Call, files: Sequence[str] = (), *, is_paid: bool = False) -> Answer:
        assert is_paid
        assert not files
        if not self.is_open:
            raise _NOBODY
        self.prompts.append((call.body or {})["prompt"])
        self.busy += 1
        self.busiest = max(self.busiest, self.busy)
        await asyncio.sleep(self.seconds)
        self.busy -= 1
        if self.loses:
            raise _HUNG_UP
        if len(self.prompts) in self.put_off:
            return Answer(status=429, body={"message": "later"})
        return Answer(status=200, body=PICTURE)


@dataclass(frozen=True, kw_only=True)
class Bench:
    """An owner, and the service that it calls."""

    play: Callable[[Callable[[Owner], Awaitable[object]]], object]
    prompts: Sequence[object]  # that the service was asked for
    open: Callable[[], object]
    lose: Callable[[], object]
    put_off: Callable[[int], object]  # the order of this number
    slow_down: Callable[[float], object]
    busiest: Callable[[], int]  # calls at once


@pytest.fixture(params=["memory", "processes"])
def bench(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Bench]:
    if request.param == "memory":
        yield in_memory()
        return
    with CallService() as service:
        accesses = {"letta": Access(origin=service.origin, secret=Secret("key"))}

        async def played(scene: Callable[[Owner], Awaitable[object]]) -> object:
            return await scene(CallOwner(tmp_path / "state" / "spool", accesses))

        yield Bench(
            play=lambda scene: asyncio.run(played(scene)),
            prompts=service.prompts,
            open=service.open,
            lose=lambda: setattr(service, "loses", True),
            put_off=lambda number: service.answers.update({number: {"message": "later"}}),
            slow_down=lambda seconds: setattr(service, "seconds", seconds),
            busiest=lambda: service.busiest,
        )


def in_memory() -> Bench:
    line = Line(is_open=False)

    async def played(scene: Callable[[Owner], Awaitable[object]]) -> object:
        async with asyncio.TaskGroup() as machine:
            return await scene(MemoryOwner({"letta": line}, machine))

    return Bench(
        play=lambda scene: asyncio.run(played(scene)),
        prompts=line.prompts,
        open=lambda: setattr(line, "is_open", True),
        lose=lambda: setattr(line, "loses", True),
        put_off=lambda number: setattr(line, "put_off", frozenset({number})),
        slow_down=lambda seconds: setattr(line, "seconds", seconds),
        busiest=lambda: line.busiest,
    )


def order(owner: Owner, intent: str = INTENT) -> Coroutine[object, object, Answer]:
    call = Call(method="POST", path="/v1/images/generations", body={"prompt": intent})
    return owner.call(intent, "letta", call, ())


class TestOwner:
    def test_a_call_is_made_once_and_its_answer_stays_until_it_is_forgotten(
        self, bench: Bench
    ) -> None:
        async def scene(owner: Owner) -> tuple[Answer | None, ...]:
            answer = await order(owner)
            collected = await owner.collect(INTENT)
            again = await order(owner)
            await owner.forget(INTENT)
            await owner.forget(INTENT)
            return answer, collected, again, await owner.collect(INTENT)

        bench.open()
        answer, collected, again, forgotten = played(bench, scene)

        assert answer is not None
        assert (answer.status, answer.body) == (200, PICTURE)
        assert (collected, again, forgotten) == (answer, answer, None)
        assert bench.prompts == [INTENT]

    def test_a_call_that_nobody_began_has_no_answer(self, bench: Bench) -> None:
        assert played(bench, lambda owner: owner.collect(INTENT)) is None

    def test_a_call_that_was_prepared_and_that_nobody_made_was_never_sent(
        self, bench: Bench
    ) -> None:
        async def scene(owner: Owner) -> Answer:
            await owner.prepare(INTENT)
            with pytest.raises(NotSentError):
                await owner.collect(INTENT)
            return await order(owner)

        bench.open()

        assert played(bench, scene).body == PICTURE
        assert bench.prompts == [INTENT]

    def test_what_was_made_is_not_undone_by_preparing_it(self, bench: Bench) -> None:
        async def scene(owner: Owner) -> Answer | None:
            await owner.prepare(INTENT)
            await order(owner)
            await owner.prepare(INTENT)
            return await owner.collect(INTENT)

        bench.open()
        kept = played(bench, scene)

        assert kept is not None
        assert kept.body == PICTURE

    def test_a_call_that_never_arrived_says_so_and_may_be_made_again(self, bench: Bench) -> None:
        async def scene(owner: Owner) -> Answer:
            with pytest.raises(NotSentError):
                await order(owner)
            with pytest.raises(NotSentError):
                await owner.collect(INTENT)
            bench.open()
            return await order(owner)

        assert played(bench, scene).body == PICTURE
        assert bench.prompts == [INTENT]

    def test_a_call_whose_answer_was_lost_is_not_made_again(self, bench: Bench) -> None:
        async def scene(owner: Owner) -> None:
            for _ in range(2):
                with pytest.raises(LostAnswerError):
                    await order(owner)
                with pytest.raises(LostAnswerError):
                    await owner.collect(INTENT)

        bench.open()
        bench.lose()
        played(bench, scene)

        assert bench.prompts == [INTENT]

    def test_a_call_that_was_put_off_may_be_made_again(self, bench: Bench) -> None:
        async def scene(owner: Owner) -> tuple[Answer, Answer | None, Answer]:
            return await order(owner), await owner.collect(INTENT), await order(owner)

        bench.open()
        bench.put_off(1)
        first, collected, second = played(bench, scene)

        assert (first.status, second.status) == (429, 200)
        assert collected == first
        assert bench.prompts == [INTENT, INTENT]

    def test_a_call_goes_on_when_its_caller_leaves(self, bench: Bench) -> None:
        async def scene(owner: Owner) -> tuple[Answer | None, ...]:
            with suppress(TimeoutError):
                async with asyncio.timeout(SHORT):
                    await order(owner)
            async with asyncio.TaskGroup() as waiting:
                both = [waiting.create_task(owner.collect(INTENT)) for _ in range(2)]
            return (*(each.result() for each in both), await order(owner))

        bench.open()
        bench.slow_down(LONG)
        answers = played(bench, scene)

        assert [answer and answer.body for answer in answers] == [PICTURE] * 3
        assert bench.prompts == [INTENT]

    def test_calls_do_not_wait_for_each_other(self, bench: Bench) -> None:
        async def scene(owner: Owner) -> None:
            async with asyncio.TaskGroup() as both:
                both.create_task(order(owner))
                both.create_task(order(owner, OTHER))

        bench.open()
        bench.slow_down(LONG)
        played(bench, scene)

        assert {*bench.prompts} == {INTENT, OTHER}
        assert bench.busiest() == 2


def played(bench: Bench, scene: Callable[[Owner], Awaitable[T]]) -> T:
    ended: list[T] = []

    async def kept(owner: Owner) -> None:
        ended.append(await scene(owner))

    bench.play(kept)
    return ended[0]
