from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.core.errors import CredentialsError, MakingError, UnavailableError
from assetforge.execution.delivery import LostAnswerError
from assetforge.execution.desk import Terms
from assetforge.providers.instruction import Answer
from tests.fakes.virtual_time import run
from tests.unit.execution.waits import (
    CLOCK,
    moments,
    stand_with,
    wait_alone,
    wait_for,
    wait_together,
)

if TYPE_CHECKING:
    from assetforge.core.errors import AssetforgeError
    from tests.unit.execution.jobs_service import Stand


def test_without_history_it_looks_when_the_service_says_and_then_in_growing_intervals() -> None:
    stand = stand_with(60)

    state, _ = wait_alone(stand)

    assert state.phase == "done"
    assert moments(stand)[:3] == pytest.approx([10, 13, 16])
    gaps = [b - a for a, b in zip(moments(stand), moments(stand)[1:], strict=False)]
    assert gaps == sorted(gaps)
    assert len(gaps) < 15


def test_with_history_it_looks_when_such_jobs_are_done() -> None:
    stand = stand_with(20, durations=(20.1, 20.3, 20.2))

    _, end = wait_alone(stand)

    assert len(stand.wire.looks) == 1
    assert 20 <= end <= 20.2


def test_a_job_that_failed_is_returned_as_well() -> None:
    stand = stand_with(5)
    stand.wire.works["a"].phase = "failed"

    state, _ = wait_alone(stand)

    assert state.phase == "failed"


def test_every_state_that_is_seen_is_told() -> None:
    stand = stand_with(12)

    wait_alone(stand)

    assert [state.phase for state in stand.states] == ["running", "done"]


def test_a_job_from_before_is_looked_at_at_once() -> None:
    stand = stand_with(-50, durations=(20,))

    _, end = wait_alone(stand, since=-100)

    assert end == 0


def test_a_job_from_before_is_no_measure_for_others() -> None:
    stand = stand_with(-900, 5)

    async def work() -> float:
        polling = stand.polling()
        await wait_for(polling, "a", since=-1000)
        await wait_for(polling, "b")
        return CLOCK.now()

    assert run(work()) == 10


@pytest.mark.parametrize("since", [0, -5000])
def test_a_job_that_never_ends_is_left_with_its_id(since: float) -> None:
    stand = stand_with(1e9)

    with pytest.raises(UnavailableError) as raised:
        run(ended_at(stand, 600, since))

    assert "job a is still running after" in raised.value.what
    assert "at letzai" in raised.value.what
    assert "its id is kept" in raised.value.cost
    assert "no charge" in raised.value.next_step


async def ended_at(stand: Stand, moment: float, since: float = 0) -> None:
    try:
        await wait_for(stand.polling(), "a", since)
    finally:
        assert CLOCK.now() == pytest.approx(moment, abs=0.01)


def test_a_new_job_may_not_be_found_for_a_minute() -> None:
    stand = stand_with(20)
    stand.wire.works["a"].appears = 55

    _, end = wait_alone(stand)

    assert 55 <= end <= 60


def test_a_job_that_is_not_found_for_a_minute_is_left_with_its_id() -> None:
    stand = stand_with()

    with pytest.raises(UnavailableError) as raised:
        wait_alone(stand)

    assert raised.value.what == "job a cannot be found at letzai"
    assert "not submitted again" in raised.value.cost
    assert stand.wire.lists == 1


def test_a_job_whose_own_record_is_missing_is_found_in_the_list() -> None:
    stand = stand_with(80)
    stand.wire.faults += [Answer(status=404, body={"message": "unknown"})] * 17 + [None] * 2

    state, end = wait_alone(stand)

    assert state.phase == "done"
    assert end >= 80


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (Answer(status=401, text="bad key"), CredentialsError),
        (Answer(status=400, text="bad id"), MakingError),
        (Answer(status=302), UnavailableError),
    ],
)
def test_a_refusal_says_that_the_job_is_kept(answer: Answer, error: type[AssetforgeError]) -> None:
    stand = stand_with(20)
    stand.wire.faults.append(answer)

    with pytest.raises(error, match="job a: ") as raised:
        wait_alone(stand)

    assert "its id is kept" in raised.value.cost


def test_passing_failures_are_outlived() -> None:
    stand = stand_with(20)
    stand.wire.faults += [Answer(status=500), LostAnswerError("reset"), Answer(status=429)]

    state, _ = wait_alone(stand)

    assert state.phase == "done"


def test_a_service_that_stays_away_is_left_at_the_deadline() -> None:
    stand = stand_with(20)
    stand.wire.faults += [LostAnswerError("reset")] * 1000

    with pytest.raises(UnavailableError, match="job a: letzai cannot be used now: reset"):
        run(ended_at(stand, 600))


def test_an_answer_that_says_nothing_of_the_job_is_no_end() -> None:
    stand = stand_with(5)
    stand.wire.faults.append(Answer(status=200, body={}))

    _, end = wait_alone(stand)

    assert end == pytest.approx(13)


def test_the_floor_of_the_user_holds_instead_of_the_documented_one() -> None:
    stand = stand_with(40)
    stand.terms = Terms(account="0000", poll_floor=7)

    wait_alone(stand)

    assert moments(stand) == pytest.approx([10, 17, 24, 31, 38, 45])


def test_a_lower_floor_makes_the_first_look_sooner_as_well() -> None:
    stand = stand_with(0.2)
    stand.terms = Terms(account="0000", poll_floor=0.03)

    _, end = wait_alone(stand)

    assert end < 0.25


def test_the_ledger_is_asked_once_for_a_model() -> None:
    stand = stand_with(20, 20, 20, durations=(20.1,))

    wait_together(stand, "abc")
    assert stand.ledger.asked <= 3

    async def again() -> None:
        polling = stand.polling()
        await wait_for(polling, "a")
        before = stand.ledger.asked
        await wait_for(polling, "b")
        assert stand.ledger.asked == before

    run(again())
