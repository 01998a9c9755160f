"""The way out of a damaged ledger, against the sandbox."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.ledger_damage import marker_of
from assetforge.app.jobs_resuming import resume_jobs
from assetforge.app.ledger import all_attempts
from assetforge.app.ledger_survey import Resolve, Settlement, settle_ledger
from assetforge.app.money_places import money_places
from assetforge.app.planning import plan_project
from assetforge.core.errors import CredentialsError, DamagedError, RefusedError, UndecidedError
from tests.sandbox_server import SandboxServer
from tests.unit.adapters.ledger_samples import intent_of
from tests.unit.adapters.test_ledger_opening import overwrite_all
from tests.unit.app.placed import mark, note, place
from tests.unit.app.projects import CHEAP, bought, wishes, write

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assetforge.app.project import Project

YES = Resolve(says_yes=True)


@pytest.fixture
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SandboxServer]:
    """Have an account of its own for each test: what others bought is unknown to this ledger."""
    with SandboxServer(tmp_path_factory.mktemp("account")) as server:
        yield server


@pytest.fixture
def cheap(served: SandboxServer, project: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    assert served.origin
    write(project, CHEAP)
    monkeypatch.chdir(project.root)
    return project


def damage() -> None:
    ledger = money_places().ledger
    for part in ("-wal", "-shm"):
        ledger.with_name(ledger.name + part).unlink(missing_ok=True)
    overwrite_all(ledger)


def settle(resolve: Resolve | None = None) -> Settlement | None:
    told: list[Settlement] = []
    try:
        return settle_ledger(None, resolve or Resolve(), told.append)
    finally:
        assert len(told) < 2


@pytest.mark.usefixtures("cheap")
def test_where_nothing_is_damaged_nothing_is_asked_or_made() -> None:
    assert settle() is None
    assert not money_places().folder.exists()


def test_a_whole_ledger_is_left_alone(cheap: Project) -> None:
    bought(cheap, "hero")

    assert settle() is None
    assert len(all_attempts()) == 1


def test_what_the_store_has_needs_nobody(cheap: Project) -> None:
    bought(cheap, "hero")
    damage()

    settled = settle()

    assert settled is not None
    assert (settled.strange, settled.torn) == ((), ())
    assert not marker_of(money_places().ledger).exists()


def test_a_job_that_one_asset_asked_for_is_taken_up_and_not_bought_again(
    served: SandboxServer, cheap: Project
) -> None:
    key = mark(cheap, "hero")
    job = place(served, project="cheap", intent=intent_of("hero"), key=key)
    note(cheap, "hero", job=job)
    damage()

    settled = settle()

    assert settled is not None
    assert [(each.address, each.job) for each in settled.found] == [("hero", job)]
    resume_jobs((), None, lambda _: None)
    (step,) = plan_project(cheap, wishes("hero")).plan.steps
    assert (step.action, len(served.orders())) == ("restore", 1)


def test_nothing_is_bought_before_a_person_looked_at_what_nobody_knows(
    served: SandboxServer, cheap: Project
) -> None:
    bought(cheap, "hero")
    place(served, project="another project", intent="abc")
    damage()

    with pytest.raises(UndecidedError, match="nothing here knows 1 job of yours at letzai"):
        settle()
    with pytest.raises(RefusedError):
        settle(Resolve(ask=lambda _: False))
    with pytest.raises(DamagedError):
        bought(cheap)
    assert len(served.orders()) == 2

    assert settle(YES) is not None
    bought(cheap)
    assert len(served.orders()) == 3


def test_a_lost_answer_gets_its_job(served: SandboxServer, cheap: Project) -> None:
    attempt = note(cheap, "hero", job=None)
    job = place(served, project="cheap", intent=attempt.intent)
    marker_of(money_places().ledger).write_text("{}", encoding="utf-8")

    settled = settle()

    assert settled is not None
    assert [(each.intent, each.job) for each in settled.found] == [(attempt.intent, job)]
    assert [each.job for each in all_attempts()] == [job]


@pytest.mark.usefixtures("cheap")
def test_without_a_key_only_a_person_can_say_that_it_does_not_matter(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    money_places().folder.mkdir(parents=True)
    damage()
    monkeypatch.delenv("LETZAI_API_KEY")

    with pytest.raises(CredentialsError):
        settle()
    settled = settle(YES)

    assert settled is not None
    assert settled.torn == ("letzai",)
