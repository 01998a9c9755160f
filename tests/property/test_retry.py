"""The laws of repeating: what may have cost money goes out once, and no header makes us wait."""

from __future__ import annotations

import math
from contextlib import suppress

from hypothesis import given
from hypothesis import strategies as st

from assetforge.core.errors import AssetforgeError
from assetforge.execution.calls import LONGEST_WAIT, Calls
from assetforge.execution.delivery import DeliveryError, LostAnswerError, NotSentError
from assetforge.execution.desk import Terms
from assetforge.execution.retry import (
    LONGEST_ORDERED,
    TIMES,
    Backoff,
    Fault,
    fault_of,
    may_repeat,
    ordered_pause,
)
from assetforge.providers.instruction import Answer, Ask, Call
from tests.fakes.virtual_time import VirtualClock, run
from tests.unit.execution.jobs_service import RHYTHM, JobsService, SeededChance, Stand, Work

numbers = st.floats() | st.integers(-(10**30), 10**30)
headers = (
    st.text(max_size=40)
    | numbers.map(str)
    | st.datetimes().map(lambda date: date.strftime("%a, %d %b %Y %H:%M:%S GMT"))
    | st.text("0123456789 :,+-GMTJanFebMondaySu", max_size=40)
)
answers = st.builds(
    Answer,
    status=st.integers(200, 599),
    headers=st.dictionaries(st.sampled_from(["retry-after", "date", "location"]), headers),
)
lost = st.just(LostAnswerError("reset"))
not_sent = st.builds(NotSentError, st.just("refused"), is_worth_repeating=st.booleans())
faults = st.lists(answers | lost | not_sent, max_size=60)


@given(headers, headers, st.floats(0, 1e11))
def test_no_header_makes_us_wait_longer_than_a_minute(text: str, date: str, now: float) -> None:
    pause = ordered_pause({"retry-after": text, "date": date}, now)

    assert pause is None or 0 <= pause <= LONGEST_ORDERED


@given(st.integers(0, 10**9), st.floats(0, 1, exclude_max=True), st.floats(1e-6, 10))
def test_pauses_are_bounded(failures: int, share: float, base: float) -> None:
    backoff = Backoff(base=base)

    assert 0 <= backoff.pause(failures, share) <= backoff.longest


@given(st.sampled_from(list(TIMES)), st.sampled_from(Fault), st.integers(1, 10**6))
def test_what_may_not_be_repeated_may_not_be_repeated_later(
    errand: str, fault: Fault, sent: int
) -> None:
    table = TIMES[errand]  # type: ignore[index]  # drawn from its own keys

    is_allowed = may_repeat(errand, fault, sent)  # type: ignore[arg-type]  # the same

    assert not (fault is Fault.REFUSED and is_allowed)
    assert is_allowed <= (fault in table)
    assert is_allowed or not may_repeat(errand, fault, sent + 1)  # type: ignore[arg-type]  # the same


@given(faults, st.integers(0, 9))
def test_an_order_goes_out_again_only_where_it_is_proved_that_it_was_not_taken(
    faults: list[Answer | DeliveryError], seed: int
) -> None:
    stand, calls = make_calls(faults, seed)
    seen = list(faults)

    async def work() -> float:
        with suppress(DeliveryError, AssetforgeError):
            await calls.place(lambda: stand.wire.send(question().call))
        return VirtualClock().now()

    seconds = run(work())
    for fault in seen[: len(stand.wire.sent) - 1]:
        is_busy = isinstance(fault, Answer) and fault_of(fault.status) is Fault.BUSY
        assert is_busy or isinstance(fault, NotSentError)
    unsent = sum(isinstance(fault, NotSentError) for fault in seen[: len(stand.wire.sent)])
    assert seconds <= LONGEST_WAIT + 8 * unsent
    assert math.isfinite(seconds)


@given(faults, st.integers(0, 9), st.floats(-10, 1000))
def test_a_free_request_always_ends_by_its_deadline(
    faults: list[Answer | DeliveryError], seed: int, until: float
) -> None:
    stand, calls = make_calls(faults, seed)

    async def work() -> float:
        with suppress(AssetforgeError):
            answer = await calls.ask(question(), until=until)
            assert answer.is_good
        return VirtualClock().now()

    assert run(work()) <= max(0, until) + 1e-6
    assert stand.wire.sent


def make_calls(faults: list[Answer | DeliveryError], seed: int) -> tuple[Stand, Calls]:
    stand = Stand(terms=Terms(account="0000"))
    stand.wire.latency = 0
    stand.wire.works["a"] = Work(ends=0)
    stand.wire.faults += faults
    service, chance = JobsService(RHYTHM), SeededChance(seed)
    return stand, Calls(service, stand.wire, stand.pace(), stand.clock, chance)


def question() -> Ask:
    return Ask(call=Call(method="GET", path="/images/a", query={"named": "a"}))
