from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from assetforge.core.errors import (
    AssetforgeError,
    CredentialsError,
    MakingError,
    NoCreditsError,
    UnavailableError,
)
from assetforge.execution.calls import Calls
from assetforge.execution.delivery import LostAnswerError, NotSentError
from assetforge.providers.instruction import Answer, Ask, Call
from tests.fakes.virtual_time import VirtualClock, run
from tests.unit.execution.jobs_service import RHYTHM, JobsService, SeededChance, Stand, Work

if TYPE_CHECKING:
    from assetforge.execution.delivery import DeliveryError
    from assetforge.providers.instruction import Method

NOT_SENT = NotSentError("cannot reach api.letz.ai")
BAD_CERTIFICATE = NotSentError("the certificate is not theirs", is_worth_repeating=False)
LOST = LostAnswerError("the connection was reset")


class Line:
    """Calls to a service that fails in given ways, then has a job `a` that is done."""

    def __init__(self, *faults: Answer | DeliveryError, until: float = 600) -> None:
        self.stand = Stand()
        self.stand.wire.latency = 0
        self.stand.wire.works["a"] = Work(ends=0)
        self.stand.wire.faults += faults
        self.until = until
        self.seconds = 0.0
        self.pace = self.stand.pace()

    @property
    def sent(self) -> int:
        return len(self.stand.wire.sent)

    def ask(self, method: Method = "GET", takes: frozenset[int] = frozenset()) -> Answer:
        call = Call(method=method, path="/images/a", query={"named": "a"})

        async def asking() -> Answer:
            question = Ask(call=call, takes=takes)
            try:
                return await self.calls().ask(question, until=self.until)
            finally:
                self.seconds = VirtualClock().now()

        return run(asking())

    def place(self) -> Answer:
        wire = self.stand.wire

        async def placing() -> Answer:
            call = Call(method="POST", path="/images/a", query={"named": "a"})
            try:
                return await self.calls().place(lambda: wire.send(call))
            finally:
                self.seconds = VirtualClock().now()

        return run(placing())

    def calls(self) -> Calls:
        stand = self.stand
        return Calls(JobsService(RHYTHM), stand.wire, self.pace, stand.clock, SeededChance())


@pytest.mark.parametrize(
    "fault",
    [
        NOT_SENT,
        LOST,
        Answer(status=500),
        Answer(status=503),
        Answer(status=408),
        Answer(status=429, headers={"retry-after": "2"}),
        Answer(status=429),
    ],
)
def test_a_free_request_outlives_passing_failures(fault: Answer | DeliveryError) -> None:
    line = Line(*[fault] * 6)

    answer = line.ask()

    assert answer.status == 200
    assert line.sent == 7
    assert line.seconds > 0


@pytest.mark.parametrize(
    ("answer", "error", "words"),
    [
        (Answer(status=400, text="no such field"), MakingError, "no such field (400)"),
        (Answer(status=404, text="unknown"), MakingError, "unknown (404)"),
        (Answer(status=422, text="too small"), MakingError, "too small (422)"),
        (Answer(status=401, text="bad key"), CredentialsError, "refused the key: bad key (401)"),
        (Answer(status=403, text="no plan"), CredentialsError, "refused the key: no plan (403)"),
        (Answer(status=402, text="empty"), NoCreditsError, "more credits than there are"),
        (
            Answer(status=302, headers={"location": "https://x.example/a?key=secret"}),
            UnavailableError,
            "unexpected redirect from letzai to https://x.example/a; not followed",
        ),
        (Answer(status=307), UnavailableError, "unexpected redirect from letzai to nowhere"),
    ],
)
def test_a_refusal_ends_a_free_request_at_once(
    answer: Answer, error: type[AssetforgeError], words: str
) -> None:
    line = Line(answer)

    with pytest.raises(error) as raised:
        line.ask()

    assert line.sent == 1
    assert type(raised.value) is error
    assert words in raised.value.what
    assert "secret" not in raised.value.what
    assert raised.value.cost == "This request costs nothing."


@pytest.mark.parametrize("status", [404, 400, 429, 500])
def test_a_status_that_the_question_takes_is_returned(status: int) -> None:
    line = Line(Answer(status=status))

    assert line.ask(takes=frozenset({status})).status == status
    assert line.sent == 1


@pytest.mark.parametrize("fault", [NOT_SENT, LOST, Answer(status=500), Answer(status=429)])
def test_a_free_request_ends_with_its_deadline(fault: Answer | DeliveryError) -> None:
    line = Line(*[fault] * 1000, until=100)

    with pytest.raises(UnavailableError) as raised:
        line.ask()

    assert line.seconds == pytest.approx(100)
    assert f"({line.sent} tries)" in raised.value.what
    assert "kept by its id" in raised.value.next_step


def test_repeats_get_slow_but_do_not_stop_when_none_are_left() -> None:
    line = Line(*[LOST] * 40)

    line.ask()

    assert line.sent == 41
    moments = [moment for moment, _ in line.stand.wire.sent]
    assert moments[40] - moments[12] >= 28 * 8


def test_a_deadline_that_has_passed_still_lets_it_be_sent_once() -> None:
    line = Line(until=-100)

    assert line.ask().status == 200


def test_a_wrong_certificate_stays_wrong() -> None:
    line = Line(BAD_CERTIFICATE)

    with pytest.raises(UnavailableError, match=r"the certificate is not theirs \(1 try\)"):
        line.ask()

    assert line.sent == 1


@pytest.mark.parametrize(("method", "times"), [("POST", 4), ("PUT", 1), ("DELETE", 1)])
def test_what_changes_something_is_repeated_as_the_table_says(method: Method, times: int) -> None:
    line = Line(*[LOST] * 10)

    with pytest.raises(UnavailableError):
        line.ask(method)

    assert line.sent == times


def test_a_service_that_says_how_long_is_left_alone_that_long() -> None:
    line = Line(Answer(status=429, headers={"retry-after": "20"}))

    line.ask()

    assert 20 <= line.seconds <= 20.5


def test_everybody_leaves_a_service_alone_that_says_how_long() -> None:
    line = Line(Answer(status=429, headers={"retry-after": "20"}))

    async def one(begins: float) -> None:
        await VirtualClock().sleep(begins)
        call = Call(method="GET", path="/images/a", query={"named": "a"})
        await line.calls().ask(Ask(call=call), until=600)

    async def both() -> None:
        async with asyncio.TaskGroup() as group:
            group.create_task(one(0))
            group.create_task(one(5))

    run(both())
    first, *others = [moment for moment, _ in line.stand.wire.sent]
    assert first == 0
    assert min(others) >= 20


@pytest.mark.parametrize("status", [200, 201, 302, 400, 401, 402, 403, 404, 408, 425, 500, 503])
def test_every_answer_to_an_order_is_returned_but_too_many_requests(status: int) -> None:
    line = Line(Answer(status=status), Answer(status=599))

    assert line.place().status == status
    assert line.sent == 1


def test_an_order_is_never_repeated_once_it_may_have_arrived() -> None:
    line = Line(LOST)

    with pytest.raises(LostAnswerError):
        line.place()

    assert line.sent == 1


def test_an_order_that_was_not_sent_is_repeated_up_to_four_times() -> None:
    line = Line(*[NOT_SENT] * 10)

    with pytest.raises(NotSentError) as raised:
        line.place()

    assert line.sent == 4
    assert raised.value.why == "cannot reach api.letz.ai (4 tries)"
    assert line.seconds <= 0.5 + 1 + 2


def test_an_order_is_not_repeated_over_a_wrong_certificate() -> None:
    line = Line(BAD_CERTIFICATE)

    with pytest.raises(NotSentError) as raised:
        line.place()

    assert line.sent == 1
    assert not raised.value.is_worth_repeating
    assert raised.value.why == "the certificate is not theirs"


def test_an_order_waits_while_it_is_told_to_slow_down() -> None:
    line = Line(Answer(status=429, headers={"retry-after": "7"}), Answer(status=429))

    assert line.place().status == 200
    assert 37 <= line.seconds < 40
    assert line.pace.jobs_at_once == 1


@pytest.mark.parametrize("header", ["600", "60", "13", "nan", "-5", ""])
def test_an_order_waits_for_fifteen_minutes_at_most(header: str) -> None:
    line = Line(*[Answer(status=429, headers={"retry-after": header})] * 1000)

    with pytest.raises(UnavailableError) as raised:
        line.place()

    assert 240 < line.seconds <= 900
    assert "slow down (429)" in raised.value.what
    assert "slowed to 1 in parallel" in raised.value.what
    assert raised.value.cost == "Nothing was charged for it."


def test_an_order_ends_when_no_repeats_are_left_for_anybody() -> None:
    line = Line(NOT_SENT)
    while line.pace.may_repeat():
        pass

    with pytest.raises(UnavailableError, match=r"cannot reach api.letz.ai \(1 try\)"):
        line.place()

    assert line.sent == 1
