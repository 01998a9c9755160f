"""While a call is under way, and once its answer is here, nobody gives the attempt up."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.call_spool import Spool
from assetforge.app.jobs_answers import refuse_answered
from assetforge.core.errors import BusyError, UsageError
from assetforge.execution.attempt import AttemptState
from assetforge.execution.delivery import LostAnswerError
from assetforge.providers.instruction import Answer
from tests.unit.adapters.ledger_samples import attempt_of

if TYPE_CHECKING:
    from pathlib import Path

    from assetforge.adapters.call_end import End

HERO = attempt_of("hero", provider="letta")


@pytest.fixture
def spool(tmp_path: Path) -> Spool:
    spool = Spool(tmp_path / "calls")
    spool.make()
    return spool


def ended(spool: Spool, end: End) -> None:
    lock = spool.lock(HERO.intent)
    assert lock is not None
    assert lock.descriptor is not None
    spool.begin(HERO.intent, lock.descriptor)
    spool.mark(lock.descriptor, "sending")
    spool.keep(HERO.intent, end)
    lock.release()


def test_where_no_call_was_ever_made_a_person_decides_and_nothing_is_written(
    tmp_path: Path,
) -> None:
    refuse_answered(tmp_path / "calls", HERO)

    assert os.listdir(tmp_path) == []  # noqa: PTH208 - names, as they lie there


def test_a_call_that_is_under_way_is_waited_for(spool: Spool) -> None:
    lock = spool.lock(HERO.intent)

    with pytest.raises(BusyError, match="is under way") as caught:
        refuse_answered(spool.folder, HERO)

    assert lock is not None
    lock.release()
    assert "jobs resume" in caught.value.next_step


def test_an_answer_that_is_here_is_taken_up_instead(spool: Spool) -> None:
    ended(spool, Answer(status=200, body={"data": []}))

    with pytest.raises(UsageError, match="is here") as caught:
        refuse_answered(spool.folder, HERO)

    assert "`assetforge build` or `assetforge jobs resume`" in caught.value.next_step


def test_an_answer_that_was_lost_for_good_is_for_a_person(spool: Spool) -> None:
    ended(spool, LostAnswerError("the connection was reset"))

    refuse_answered(spool.folder, HERO)


def test_an_answer_that_a_build_could_not_use_is_for_a_person(spool: Spool) -> None:
    ended(spool, Answer(status=200, body={"data": []}))

    refuse_answered(spool.folder, attempt_of("hero", provider="letta", state=AttemptState.READY))


def test_an_answer_that_does_not_say_whether_it_was_accepted_is_for_a_person(spool: Spool) -> None:
    ended(spool, Answer(status=500, body={"message": "Internal server error"}))
    parked = replace(HERO, state=AttemptState.UNKNOWN, status=500)

    refuse_answered(spool.folder, parked)


def test_an_answer_that_no_build_has_read_is_taken_up_whatever_it_says(spool: Spool) -> None:
    ended(spool, Answer(status=500, body={"message": "Internal server error"}))
    parked = replace(HERO, state=AttemptState.UNKNOWN)

    with pytest.raises(UsageError, match="is here"):
        refuse_answered(spool.folder, parked)
