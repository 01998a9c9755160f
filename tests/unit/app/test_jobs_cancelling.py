"""Giving up a job, against a sandbox that is slow."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.turns import FileTurns, end_turn
from assetforge.app.jobs_cancelling import Agreement, Cancelled, cancel_job
from assetforge.app.ledger import all_attempts
from assetforge.app.money_places import money_places
from assetforge.core.errors import MakingError, RefusedError, UndecidedError, UsageError
from assetforge.execution.attempt import AttemptState
from tests.sandbox_server import SandboxServer
from tests.unit.adapters.ledger_samples import attempt_of, intent_of
from tests.unit.app.ledgers import write_attempts
from tests.unit.app.placed import note, place, wait_until_generating
from tests.unit.app.projects import CHEAP, write

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assetforge.app.project import Project

HERO = intent_of("hero")


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SandboxServer]:
    with SandboxServer(tmp_path_factory.mktemp("slow"), "--latency", "8-8") as server:
        yield server


@pytest.fixture
def running(served: SandboxServer, project: Project) -> Project:
    write(project, CHEAP)
    job = place(served, project="cheap", intent=HERO)
    note(project, "hero", job=job)
    wait_until_generating(served, job)
    return project


def cancel(agreement: Agreement | None = None) -> Cancelled:
    agreed = Agreement(says_yes=True) if agreement is None else agreement
    return cancel_job(HERO, agreed, None, lambda _: None)


@pytest.mark.usefixtures("running")
def test_a_job_that_runs_is_given_up_and_counts_as_charged() -> None:
    done = cancel()

    assert done.resumption is not None
    (ended,) = done.resumption.resumed
    assert isinstance(ended.error, MakingError)
    assert "It counts as charged: up to 10 letzai credits" in ended.error.cost
    assert all_attempts()[0].state == "failed"


@pytest.mark.usefixtures("running")
def test_a_build_that_waits_for_it_notes_what_became_of_it() -> None:
    turn = FileTurns(money_places().turns).try_take(all_attempts()[0].key)
    assert turn is not None

    done = cancel()
    end_turn(turn)

    assert done.resumption is None
    assert all_attempts()[0].is_live


@pytest.mark.usefixtures("running")
def test_somebody_has_to_agree_first() -> None:
    asked: list[str] = []

    def no(question: str) -> bool:
        asked.append(question)
        return False

    with pytest.raises(UndecidedError, match="somebody has to agree"):
        cancel(Agreement())
    with pytest.raises(RefusedError, match="the answer was no"):
        cancel(Agreement(ask=no))
    assert asked == ["Give up `hero`? up to 10 letzai credits may be gone all the same."]
    assert all_attempts()[0].state == "submitted"


@pytest.mark.usefixtures("served")
def test_what_cannot_be_stopped_is_said_before_anybody_is_asked() -> None:
    write_attempts(
        attempt_of("hero", state=AttemptState.SUBMITTED, job="j", route="/videos", kind="video")
    )

    with pytest.raises(UsageError, match="no way to stop a job of the kind video"):
        cancel(Agreement())


@pytest.mark.usefixtures("served")
def test_an_attempt_without_a_job_has_nothing_to_stop() -> None:
    write_attempts(attempt_of("hero"))

    with pytest.raises(UsageError, match="has no job yet"):
        cancel()


@pytest.mark.usefixtures("running")
def test_a_job_that_is_over_is_not_stopped() -> None:
    cancel()

    with pytest.raises(UsageError, match="has ended as failed"):
        cancel()


@pytest.mark.usefixtures("served")
def test_a_service_that_does_not_stop_a_job_is_quoted() -> None:
    unknown = "00000000-0000-4000-8000-000000000001"
    write_attempts(attempt_of("hero", state=AttemptState.SUBMITTED, job=unknown))

    with pytest.raises(MakingError, match=r"did not stop job .* \(404\)"):
        cancel()
