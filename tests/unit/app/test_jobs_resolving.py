from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.call_spool import Spool
from assetforge.adapters.ledger_questions import list_attempts
from assetforge.adapters.ledger_reading import read_ledger
from assetforge.adapters.turns import FileTurns, end_turn
from assetforge.app.jobs_resolving import Decision, resolve_attempt
from assetforge.app.money_places import money_places
from assetforge.core.errors import BusyError, UsageError
from assetforge.execution.attempt import AttemptState
from tests.unit.adapters.ledger_samples import attempt_of
from tests.unit.app.ledgers import state_folder, write_attempts

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from assetforge.report.jobs import Resolved

S = AttemptState
HERO = attempt_of("hero").intent
RETRY, DROP = Decision(verdict="retry"), Decision(verdict="drop")


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return state_folder(tmp_path, monkeypatch)


def resolve(name: str, decision: Decision) -> Resolved:
    return resolve_attempt(name, decision, manifest=None)


def states() -> Mapping[str, AttemptState]:
    return {each.address: each.state for each in read_ledger(money_places().ledger, list_attempts)}


@pytest.mark.parametrize("decision", [RETRY, DROP], ids=["retry", "drop"])
@pytest.mark.parametrize("live", [S.INTENT, S.UNKNOWN, S.SUBMITTED, S.READY])
def test_what_is_live_can_be_given_up_and_its_credits_stay_counted(
    live: AttemptState, decision: Decision
) -> None:
    write_attempts(attempt_of("hero", state=live), attempt_of("beach"))

    resolved = resolve(HERO[:8], decision)

    assert (resolved.before.state, resolved.after.state) == (live, S.ABANDONED)
    assert resolved.after.may_have_cost
    assert decision.verdict in resolved.after.reason
    assert states() == {"hero": S.ABANDONED, "beach": S.INTENT}


@pytest.mark.parametrize("state_before", [S.INTENT, S.UNKNOWN])
def test_a_job_that_was_found_is_noted(state_before: AttemptState) -> None:
    write_attempts(attempt_of("hero", state=state_before))

    after = resolve(HERO.upper(), Decision(verdict="job", job="job-1")).after

    assert (after.state, after.job) == (S.SUBMITTED, "job-1")


@pytest.mark.parametrize("end", [S.STORED, S.FAILED, S.VOID, S.ABANDONED])
def test_what_has_ended_is_not_decided_again(end: AttemptState) -> None:
    first = S.SUBMITTED if end in {S.STORED, S.FAILED} else end
    write_attempts(attempt_of("hero", state=first))
    if end is not first:
        from assetforge.adapters.ledger_opening import open_book  # noqa: PLC0415
        from assetforge.execution.attempt import Change  # noqa: PLC0415

        with open_book(money_places().ledger) as book:
            book.note(HERO, Change(state=end), date=0)

    with pytest.raises(UsageError, match=f"has ended as {end}"):
        resolve(HERO, RETRY)

    assert states() == {"hero": end}


@pytest.mark.parametrize("name", ["", "zzzzzzz", "hero", HERO + "a", "%", HERO[1:]])
def test_who_is_not_named_is_not_resolved(name: str) -> None:
    write_attempts(attempt_of("hero"))

    with pytest.raises(UsageError, match="no attempt") as caught:
        resolve(name, DROP)

    assert f"{HERO[:6]} (hero)" in caught.value.next_step
    assert states() == {"hero": S.INTENT}


def test_where_nothing_was_bought_there_is_nobody_to_name(state: Path) -> None:
    with pytest.raises(UsageError, match="no attempt"):
        resolve(HERO, DROP)

    assert not state.exists()


@pytest.mark.parametrize("name", ["abcdefg", "abc"])
def test_too_short_a_name_is_refused_with_what_it_could_be(name: str) -> None:
    write_attempts(
        attempt_of("hero", intent="abcdefg" + "h" * 19),
        attempt_of("beach", intent="abcdefg" + "i" * 19),
    )

    with pytest.raises(UsageError, match="too short") as caught:
        resolve(name, DROP)

    assert "(hero)" in caught.value.what
    assert "(beach)" in caught.value.what


def test_five_characters_name_nobody_even_where_they_would_do() -> None:
    write_attempts(attempt_of("hero"))

    with pytest.raises(UsageError, match="too short"):
        resolve(HERO[:5], DROP)


@pytest.mark.parametrize("job", ["", "../users/me", "a b", "a?x=1", "-x"])
def test_an_id_that_is_none_is_refused(job: str) -> None:
    write_attempts(attempt_of("hero"))

    with pytest.raises(UsageError, match="id of a job"):
        resolve(HERO, Decision(verdict="job", job=job))

    assert states() == {"hero": S.INTENT}


def test_a_job_of_another_attempt_is_refused() -> None:
    write_attempts(attempt_of("hero"), attempt_of("beach", state=S.SUBMITTED, job="job-1"))

    with pytest.raises(UsageError, match="belongs to another attempt"):
        resolve(HERO, Decision(verdict="job", job="job-1"))


def test_an_attempt_with_a_job_takes_no_other() -> None:
    write_attempts(attempt_of("hero", state=S.SUBMITTED, job="job-1"))

    with pytest.raises(UsageError, match="has a job already: job-1"):
        resolve(HERO, Decision(verdict="job", job="job-2"))


def test_nobody_decides_under_the_feet_of_a_build() -> None:
    write_attempts(attempt_of("hero", state=S.UNKNOWN))
    turn = FileTurns(money_places().turns).try_take(attempt_of("hero").key)
    assert turn is not None

    with pytest.raises(BusyError):
        resolve(HERO, RETRY)
    end_turn(turn)

    resolve(HERO, RETRY)


def test_nobody_gives_up_what_a_call_of_its_own_still_waits_for() -> None:
    write_attempts(attempt_of("hero"))
    spool = Spool(money_places().calls)
    spool.make()
    lock = spool.lock(HERO)

    with pytest.raises(BusyError, match="is under way"):
        resolve(HERO, RETRY)

    assert lock is not None
    lock.release()
    assert states() == {"hero": S.INTENT}
